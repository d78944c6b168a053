"""Tables whose columns are parted by blanks alone, cells wrapped inside them: typed at a keyboard or laid out by a program.

Such a table is looked for only under the headings of a plan; letterheads and feet are set side by side too and stay lines of text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kehoach.model import TextPlace
from kehoach.parse.blocks import Cell, Row, Table
from kehoach.parse.columns import Column, assign_roles, fold_heading, heading_role, is_task_header, may_be_header, names_time
from kehoach.parse.lines import is_capitals
from kehoach.parse.looks import is_number, names_section
from kehoach.parse.readers.foot import foot_start
from kehoach.parse.readers.markup import plain
from kehoach.parse.readers.text.laid_rows import LaidLine, cell_text, rows_of
from kehoach.parse.readers.text.layout import Columns, Span, find_columns, from_cuts, pieces
from kehoach.parse.readers.text.lines import Kind, Line
from kehoach.text import skeleton

_MOST_HEADER_LINES = 8
_LONGEST_HEADING = 60
_LONGEST_SMALL = 25
"""A heading that begins with a small letter is short ("chủ trì")."""
_NATION = re.compile(r"cong hoa xa hoi|dang cong san viet nam")
_SECTION = re.compile(r"(?:[IVX]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)–/-]\s*\S|(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+\S")
_SECTION_NUMBER = re.compile(r"(?:[IVX]{1,6}|[A-HĐ])\s*[.)]?")
_PROSE = 0.75
"""A line over so much of the table, and no heading, is prose …"""
_FEW = 4
_LONG = 0.4
_MOST_PROSE = 3
"""… and so many of them end the table."""
_SAMPLE = 40
"""Lines below headings in which their columns must show."""
_OVERRUN = 6
"""How many places a text that keeps to its column may run into the next where a program laid it out."""


class FixedTable(Struct, frozen=True):
    """A table found among lines: its first line and the one after its last (indexes), and its rows."""

    start: int
    stop: int
    table: Table


class _Page(Struct):
    """The lines of the table on one page, or between two headers."""

    header: list[Line]
    body: list[Line]


def find(lines: Sequence[Line]) -> list[FixedTable]:
    """The tables of this shape, in order."""
    found: list[FixedTable] = []
    at = 0
    while at < len(lines):
        table = _table(lines, at) if _may_begin(lines[at]) else None
        if table is not None:
            found.append(table)
        at = table.stop if table is not None else at + 1
    return found


def _may_begin(line: Line) -> bool:
    """Whether a line can be the first of headings: several short texts side by side, at least one of which names a role."""
    if line.kind is not Kind.TEXT or "  " not in line.laid.strip():
        return False
    texts = [piece.text for piece in pieces(line.laid)]
    if len(texts) < 2 or max(map(len, texts)) > _LONGEST_HEADING or is_number(texts[0]):
        return False
    return any(heading_role(text)[1] > 0 for text in texts)


def _table(lines: Sequence[Line], at: int) -> FixedTable | None:
    """The table whose headings begin at a line, if it is one of tasks."""
    size = _header_size(lines, at)
    sample = lines[at : at + size + _SAMPLE]
    if _columns(_pages(sample[:size], sample[size : _stop(sample, 0, size)])[0]) is None:
        return None  # a quick look: most lines with a word of a heading begin no table
    stop = _stop(lines, at, at + size)
    pages = _pages(lines[at : at + size], lines[at + size : stop])
    seen = _columns(pages[0])
    if seen is None:
        return None
    columns, layouts = seen[1], _layouts(pages, seen[0])
    numbers = [column.index for column in columns if column.role == "number"]
    title = next(column.index for column in columns if column.role == "title")
    entries = [entry for page, layout in zip(pages, layouts, strict=True) for entry in _entries(page, layout, numbers, title)]
    while entries and isinstance(entries[-1], _Heading):
        entries.pop()
    if not entries:
        return None
    table = Table([_header_row(pages[0].header, columns)], len(columns), header_rows=1)
    table.rows += _rows(entries, numbers, title, len(columns))
    last = entries[-1]
    end = last.lines[-1].number if isinstance(last, _Heading) else last.number
    return FixedTable(at, next(index for index in range(at, stop) if lines[index].number == end) + 1, table)


def _header_size(lines: Sequence[Line], at: int) -> int:
    """How many lines the headings take: up to a rule, a heading, the first numbered row, or what is no heading once they say enough."""
    size = 0
    for size in range(1, min(_MOST_HEADER_LINES, len(lines) - at)):
        line = lines[at + size]
        if line.kind in (Kind.RULE, Kind.ROW, Kind.BAR):
            return size
        if line.kind is Kind.BLANK or not line.text:
            if _says_enough(lines[at : at + size]):
                return size
            continue
        own = pieces(line.laid)
        if is_number(own[0].text) or _SECTION.match(own[0].text) or names_section(line.text) or _is_section_above(lines[at], line):
            return size
        if _says_enough(lines[at : at + size]) and not _goes_on(lines[at], line):
            return size
    return size


def _is_section_above(header: Line, line: Line) -> bool:
    """Whether a line in capitals below headings that are in small letters names the section of the first rows."""
    alone = len(pieces(line.laid)) == 1 and " " in line.text
    return alone and is_capitals(line.text) and not is_capitals(header.text) and heading_role(line.text)[0] != "number"


def _goes_on(header: Line, line: Line) -> bool:
    """Whether a line still belongs to the headings: most of its texts go on with one, or are one themselves."""
    if is_capitals(header.text) and is_capitals(line.text):
        return True
    texts = [piece.text for piece in pieces(line.laid)]
    return sum(text[0].islower() or text[0] == "(" or heading_role(text)[1] > 0 or names_time(text) for text in texts) >= len(texts) / 2


def _says_enough(lines: Sequence[Line]) -> bool:
    texts = [piece.text for line in lines for piece in pieces(line.laid)]
    return is_task_header(assign_roles(texts))


def _stop(lines: Sequence[Line], at: int, begin: int) -> int:
    """Where the table is surely over: at the foot or head of a document, at other headings, where prose goes on for lines."""
    repeated = {fold_heading(line.text) for line in lines[at:begin]}
    prose, stop = 0, len(lines)
    width = max((len(line.laid) for line in lines[at:begin]), default=0)
    for index in range(begin, len(lines)):
        line = lines[index]
        if line.kind in (Kind.ROW, Kind.BAR) or _NATION.search(skeleton(line.text)):
            stop = index
            break
        if line.kind is not Kind.TEXT or not line.text:
            continue
        own = pieces(line.laid)
        long = len(own) == 1 and len(own[0].text) > _PROSE * width and not is_capitals(line.text)
        prose = prose + 1 if long else 0
        if prose == _MOST_PROSE:
            stop = index - _MOST_PROSE + 1
            break
        headings = may_be_header([piece.text for piece in own]) and _may_begin(line) and fold_heading(line.text) not in repeated
        if headings and _says_enough(lines[index : index + 2]):
            stop = index
            break
    foot = foot_start([[piece.text for piece in pieces(line.laid)] for line in lines[begin:stop]])
    return begin + _set_apart(lines[begin : begin + foot])


def _set_apart(lines: Sequence[Line]) -> int:
    """Where a few texts, one a line, stand alone below several blank lines, as a name does; else how many lines there are."""
    below = blanks = 0
    for index in range(len(lines) - 1, 0, -1):
        own = pieces(lines[index].laid)
        if not lines[index].text:
            blanks += 1
            if below and blanks > 1 and lines[index].page == lines[-1].page:
                return index
        elif len(own) != 1 or is_number(own[0].text) or below == _FEW:
            break
        else:
            below, blanks = below + 1, 0
    return len(lines)


def _pages(header: Sequence[Line], body: Sequence[Line]) -> list[_Page]:
    """The lines by page, each with the headings that are repeated on it."""
    texts = [fold_heading(line.text) for line in header if line.text]
    pages = [_Page(list(header), [])]
    repeated = 0
    for line in body:
        if line.text and repeated < len(texts) and fold_heading(line.text) == texts[repeated]:
            if repeated == 0:
                pages.append(_Page([], []))
            pages[-1].header.append(line)
            repeated += 1
            continue
        if line.text:
            repeated = 0
        if pages[-1].body and pages[-1].body[-1].page != line.page:
            pages.append(_Page([], []))
        pages[-1].body.append(line)
    return pages


def _columns(page: _Page) -> tuple[Columns, tuple[Column, ...]] | None:
    """The columns of the first page and what their headings say: the way to see them that leaves the fewest without a heading."""
    best: tuple[int, Columns, tuple[Column, ...]] | None = None
    for layout in find_columns([line.laid for line in page.header if line.laid], [line.laid for line in page.body]):
        columns = _roles(page.header, layout)
        headed = sum(bool(column.heading) for column in columns)
        worth = 2 * headed - len(columns)
        if _are_headings(columns) and (best is None or worth > best[0]):
            best = worth, layout, columns
    return best[1:] if best else None


def _are_headings(columns: Sequence[Column]) -> bool:
    """Whether the texts over the columns are the headings of a plan, and no lines of cells that speak of tasks and times."""
    texts = [column.heading for column in columns if column.heading]
    sentences = any(text[0].islower() and len(text) > _LONGEST_SMALL for text in texts)
    return is_task_header(columns) and may_be_header(texts) and not sentences


def _layouts(pages: Sequence[_Page], first: Columns) -> list[Columns]:
    """The columns of each page; those of the page before where a page shows others."""
    found = [first]
    for page in pages[1:]:
        body = [line.laid for line in page.body]
        own = find_columns([line.laid for line in page.header if line.laid], body)
        found.append(next((layout for layout in own if layout.count == first.count), from_cuts(found[-1].cuts, body)))
    return found


def _roles(header: Sequence[Line], layout: Columns) -> tuple[Column, ...]:
    texts = [""] * layout.count
    fitted = layout.fitted([line.laid for line in header])
    for line in header:
        for column, span in fitted.parted(line.laid).items():
            texts[column] = f"{texts[column]} {span.text}".strip()
    return assign_roles([plain(text)[0] for text in texts])


def _header_row(header: Sequence[Line], columns: Sequence[Column]) -> Row:
    return Row([Cell(column.heading, column.index) for column in columns], TextPlace(line=header[0].number, end_line=header[-1].number))


class _Heading(Struct):
    """Lines that run across the columns; ``number``: what stands in the first column beside them."""

    lines: list[Line]
    text: str
    number: str = ""

    def goes_on(self, line: Line) -> bool:
        """Whether a line right below is the rest of the heading."""
        (piece, *others), own = pieces(line.laid), pieces(self.lines[0].laid)[-1]
        if others or _SECTION.match(piece.text) or is_number(piece.text) or abs(piece.start - own.start) > 1:
            return False
        return piece.text[0].islower() or is_capitals(self.text) == is_capitals(piece.text)


def _entries(page: _Page, layout: Columns, numbers: Sequence[int], title: int) -> Iterator[LaidLine | _Heading]:
    """The lines of a page parted into columns, those across columns as headings."""
    above = "page"
    held: _Heading | None = None
    alone = _rest_of_task(page, layout, title) if numbers else []
    for line in alone:
        begin = layout.cuts[title - 1] if title else 0
        yield LaidLine(line.number, {title: Span(begin, begin + len(line.text), line.text)}, layout.ends)
    for stretch in _stretches(page.body[len(alone) :], numbers, layout):
        fitted = layout.fitted([line.laid for line in stretch])
        for line in stretch:
            if line.kind is Kind.RULE:
                above = "rule"
            elif not line.text:
                above = above if above == "rule" else "blank"
            elif held is not None and not above and held.goes_on(line):
                held.lines.append(line)
                held.text += f" {line.text}"
            elif (heading := _heading(line, layout, bool(numbers))) is not None:
                yield from filter(None, [held])
                held, above = heading, ""
            else:
                yield from filter(None, [held])
                held = None
                cells = {column: replace(span, text=plain(span.text)[0]) for column, span in fitted.parted(line.laid).items()}
                yield LaidLine(line.number, cells, layout.ends, above)
                above = ""
    yield from filter(None, [held])


def _rest_of_task(page: _Page, layout: Columns, title: int) -> list[Line]:
    """The first lines of a page on which only the task of a row goes on: programs set such a column at the margin."""
    if page.header:
        return []
    begin = layout.cuts[title - 1] if title else 0
    room = (layout.cuts[title] if title < len(layout.cuts) else max(layout.ends)) - begin
    found: list[Line] = []
    for line in page.body:
        own = pieces(line.laid)
        if len(own) != 1 or layout.at(own[0].start) > 0 or own[0].end <= layout.cuts[0] or is_number(own[0].text.split()[0]):
            break
        if len(own[0].text) > room + _OVERRUN or _SECTION.match(own[0].text) or is_capitals(own[0].text) or names_section(own[0].text):
            break
        found.append(line)
    return found


def _stretches(lines: Sequence[Line], numbers: Sequence[int], layout: Columns) -> list[list[Line]]:
    """The lines from one number to the next, or from one full line to the next: what was laid out together."""
    found: list[list[Line]] = [[]]
    for line in lines:
        own = pieces(line.laid)
        if own and numbers:
            begins = is_number(own[0].text) and layout.at(own[0].start) in numbers
        else:
            begins = not own or (len(own) >= layout.count - 1 and layout.at(own[0].start) == 0 and not own[0].text[0].islower())
        if begins:
            found.append([])
        found[-1].append(line)
    return found


def _heading(line: Line, layout: Columns, numbered: bool) -> _Heading | None:
    """The line as a heading, if it runs across the columns."""
    own = pieces(line.laid)
    if own[0].text[0].islower() or own[-1].text[0].islower():
        return None
    if len(own) == 2 and is_number(own[0].text) and layout.at(own[0].start) == 0 and _runs_over(own, layout):
        return _Heading([line], plain(own[1].text)[0], own[0].text)
    if len(own) == 1 and (_overruns(own[0], layout) or _is_section(own[0], layout, numbered)):
        return _Heading([line], line.text)
    long = max(piece.end - piece.start for piece in own) > _LONG * max(layout.ends)
    across = layout.at(own[0].start) == 0 and not is_number(own[0].text) and layout.crossed(line.laid) > 1
    return _Heading([line], line.text) if across and long else None


def _is_section(piece: Span, layout: Columns, numbered: bool) -> bool:
    """Whether a text alone that begins in the first column and runs over its end is a heading."""
    if layout.at(piece.start) > 0 or is_number(piece.text) or piece.end <= layout.cuts[0]:
        return False
    named = _SECTION.match(piece.text) is not None or names_section(piece.text) or is_capitals(piece.text)
    return named or (numbered and piece.start < layout.cuts[0] - 1)


def _runs_over(own: Sequence[Span], layout: Columns) -> bool:
    """Whether the text beside a number runs across the columns: at all where the number is one of sections, else by far."""
    if _SECTION_NUMBER.fullmatch(own[0].text):
        return layout.at(own[1].end - 1) > layout.at(own[1].start)
    return _overruns(own[1], layout)


def _overruns(piece: Span, layout: Columns) -> bool:
    """Whether a text runs well over the end of the column it begins in."""
    column = layout.at(piece.start)
    if column >= len(layout.cuts) or (column == 0 and piece.end <= layout.cuts[0]):
        return False
    edge = layout.cuts[column if column else min(1, len(layout.cuts) - 1)]
    return piece.end > edge + _OVERRUN


def _rows(entries: Sequence[LaidLine | _Heading], numbers: Sequence[int], title: int, width: int) -> Iterator[Row]:
    lines: list[LaidLine] = []
    for entry in [*entries, None]:
        if isinstance(entry, LaidLine):
            lines.append(entry)
            continue
        for row in rows_of(lines, numbers, title):
            place = TextPlace(line=row[0].number, end_line=row[-1].number)
            yield Row([Cell(cell_text(row, column), column) for column in range(width)], place)
        lines = []
        if entry is not None:
            yield _heading_row(entry, width)


def _heading_row(heading: _Heading, width: int) -> Row:
    place = TextPlace(line=heading.lines[0].number, end_line=heading.lines[-1].number)
    if heading.number:
        return Row([Cell(heading.number, 0), Cell(heading.text, 1, colspan=width - 1)], place)
    return Row([Cell(heading.text, 0, colspan=width)], place)
