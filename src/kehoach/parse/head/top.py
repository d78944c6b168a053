"""The top of a document: letterhead, number, place and date, type and title (Decree 30/2020/ND-CP annex I, cells 1-5).

The two columns of the letterhead may come one after the other, row by row, or run together on one line; each line is taken
apart by what its pieces look like, not by where they stand.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kehoach.normalize.numbers import DocumentNumber, find_numbers, read_number
from kehoach.parse import kinds
from kehoach.parse.dates import WrittenDate, find_dates
from kehoach.parse.lines import CAPITAL, Line, is_capitals, skeleton

_ZONE = 80
_MOTTOS = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "doc lap - tu do - hanh phuc")
_MOTTO = re.compile(r"cong ?hoa ?xa ?hoi ?chu ?nghia ?viet ?nam|dang cong san viet nam|doc lap\s?[-,.]?\s?tu do\s?[-,.]?\s?hanh phuc")
_DRAFT = re.compile(r"\(?\s*du thao(?:\s+(?:lan\s+)?(?:thu\s+)?\d+)?\s*\)?(?![^\W_])")
_BODY = re.compile(r"can cu\s|kinh gui\s*:|noi nhan\s*:|theo de nghi\s|xet (?:de nghi|to trinh)|dieu\s+\d{1,2}\s*[.:]|(?:quyet (?:dinh|nghi)|nghi quyet|chi thi)\s*:\s*$|(?:phan|chuong)\s+[1i][\s.:]|(?:i|a|1)[.)]\s\S")
_NUMBER_LINE = re.compile(r"(?:(?:luat|bo luat|nghi quyet|phap lenh|lenh|van ban)\s+)?s[o06]\s*(?:[:;.]|(?=[\d._/-])|$)")
_BLANK_NUMBER = re.compile(r"s[o0]\s*[:;.]?[\s._]*(?:[-/][\w&/-]*)?$")
_PLACE = re.compile(
    r"(?:(?:Thành phố|thành phố|TP|Tp|Tỉnh|tỉnh|Huyện|huyện|Quận|quận|Thị xã|thị xã|Xã|xã|Phường|phường|Đặc khu|đặc khu)[. ]{1,2})?"
    rf"(?:[{CAPITAL}][^\s,;:()]*)(?:\s(?:-\s)?[{CAPITAL}\d][^\s,;:()]*){{0,5}}\s*[,.;]?\s*$"
)
_ABOUT = re.compile(r"v\s?[/.]\s?v\s|ve viec\s")
_STAMP = re.compile(r"(?:toi |tuyet )?mat$|(?:thuong )?khan$|hoa toc|ban sao|sao y|cong bao|ky boi|nguoi ky|thoi gian ky|co quan:|email|\d+$")
_OPENER = re.compile(
    r"Căn cứ|Thực hiện|Triển khai|Tiếp tục|Để |Nhằm|Thời gian|Trong |Năm \d|Ngày \d|Kính gửi|Nơi nhận|Điều \d|Theo |Xét |Sau |Qua |Hiện |Trên cơ sở|Với |Từ |Hưởng ứng|Phát huy"
    r"|(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Sở|Bộ|Ban|Phòng|Hội đồng|Tỉnh ủy|Văn phòng)\s.{0,120}(?:ban hành|xây dựng|thông báo|đề nghị|yêu cầu|báo cáo)"
    r"|Phần |Chương |\(|[IVX]+[.)]\s|\d+[.)]\s|A\.\s|[-+•*]\s"
)
_AUTHORITY = re.compile(
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|(?:pho )?chu tich|(?:quyen )?giam doc|(?:quyen )?bo truong|thu truong|thu tuong|chinh phu|quoc hoi|chanh van phong"
    r"|uy ban thuong vu|(?:tong )?cuc truong|tong giam doc|truong ban|truong phong|thong doc|tong thanh tra|vien truong|hieu truong|chanh thanh tra|chanh an|ban thuong vu"
    r"|ban chap hanh|ban chi dao|bo chinh tri|ban bi thu|chu nhiem|tong kiem toan|bi thu|truong thuc|thuong truc)(?![^\W_])"
)
_CONNECTS = re.compile(r"(?:^|\s)(?:cua|va|tai|thuoc|cho|voi|do|ve|boi|den|trong|cac)$|,$")
_CARRIED = re.compile(r"\(?\s*(?:ban hanh\s+)?(?:dinh\s+)?kem theo\s+(?:quyet dinh|nghi quyet|ke hoach|cong van|thong bao|chi thi|van ban|to trinh|thong tu|nghi dinh)")


@dataclass(frozen=True, slots=True)
class Top:
    """What the top of a document says, as printed.

    ``number``: None without a number line, else also for a number still blank (family "draft"). ``date``: beside the place.
    ``letterhead``: lines that name agencies, superior first. ``authority``: the body or office under the title ("GIÁM ĐỐC SỞ
    NỘI VỤ"). ``draft``: marked "dự thảo". ``end``: index of the first line after the title.
    """

    number: DocumentNumber | None
    date: WrittenDate | None
    place: str | None
    kind: str | None
    title: str | None
    letterhead: tuple[str, ...]
    authority: str | None
    draft: bool
    end: int


@dataclass(slots=True)
class _Piece:
    """A line of the top as it is taken apart: ``index`` of its line, what is left of its text, what stood above it."""

    index: int
    text: str
    apart: bool
    centred: bool


def _zone(lines: Sequence[Line]) -> list[_Piece]:
    """The lines before the first words of the body."""
    pieces: list[_Piece] = []
    for index, line in enumerate(lines[:_ZONE]):
        if _BODY.match(skeleton(line.text)):
            break
        pieces.append(_Piece(index, line.text, line.apart, line.centred))
    return pieces


def _without_mottos(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces without the national or party motto, also where it is broken over lines or stands beside other words."""
    skip = 0
    for nth, piece in enumerate(pieces):
        if skip:
            skip -= 1
            continue
        for count in (3, 2):
            joined = " ".join(skeleton(p.text) for p in pieces[nth : nth + count])
            if len(pieces[nth : nth + count]) == count and any(joined.replace(" ", "") == motto.replace(" ", "") for motto in _MOTTOS):
                skip = count - 1
                break
        if skip:
            continue
        bare = skeleton(piece.text)
        match = _MOTTO.search(bare)
        if match:
            piece.text = (piece.text[: match.start()] + " " + piece.text[match.end() :]).strip(" -.,*")
        if piece.text:
            yield piece


def _take_number(pieces: list[_Piece], limit: int) -> tuple[DocumentNumber, int] | None:
    """The document's number, cut out of its line, and the index of that line; the code may stand on the line below "Số:"."""
    for nth, piece in enumerate(pieces[:limit]):
        match = _NUMBER_LINE.match(skeleton(piece.text))
        if match is None:
            continue
        below = pieces[nth + 1] if nth + 1 < len(pieces) else None
        written = f"Số: {piece.text[match.end() :].strip()}"
        found = next(find_numbers(written), None)
        if found:
            piece.text = written[found[1] :].strip() if found[0] <= len("Số: ") else ""
            return found[2], piece.index
        rest = written[len("Số: ") :].strip(" .:;_")
        if not rest and below and (found := next(find_numbers(f"Số: {below.text}"), None)) and found[0] <= len("Số: "):
            piece.text, below.text = "", f"Số: {below.text}"[found[1] :].strip()
            return found[2], below.index
        if (number := read_number(rest)) and "/" in rest:
            piece.text = ""
            return number, piece.index
        dates = find_dates(rest)
        code = rest[: dates[0].start] if dates else rest
        if _BLANK_NUMBER.match(f"so: {skeleton(code).strip()}") or (dates and not re.search(r"\d", code)):
            piece.text = rest if dates else ""
            return DocumentNumber(written, None, "draft", None, None, None), piece.index
    return None


def _take_date(pieces: list[_Piece]) -> tuple[WrittenDate | None, str | None]:
    """The date beside the place, cut out of its lines; it may be broken over as many as three."""
    for count in (1, 2, 3):
        for nth in range(len(pieces) - count + 1):
            window = pieces[nth : nth + count]
            joined = " ".join(p.text for p in window)
            dates = [d for d in find_dates(joined) if skeleton(joined).startswith("ngay", d.start)]
            if not dates or joined[dates[-1].end :].strip(" .,)*"):
                continue
            lead = joined[: dates[-1].start].rstrip()
            place = _PLACE.search(lead)
            if (lead and not place) or (place and lead[: place.start()].strip() and not lead.endswith(",")):
                continue
            name = _place_alone(place[0].strip(" ,.;")) if place else None
            window[0].text = lead[: lead.rindex(name)].strip() if name else ""
            for piece in window[1:]:
                piece.text = ""
            return dates[-1], name
    return None, None


def _place_alone(run: str) -> str:
    """The place at the end of a run of capital words, without the agency in full capitals that stands left of it."""
    words = run.split()
    while len(words) > 1 and not is_capitals(words[-1]) and is_capitals(words[0]) and words[0] not in ("TP", "TP."):
        del words[0]
    return " ".join(words)


def _heading(pieces: list[_Piece]) -> tuple[int, str, str] | None:
    """Index among ``pieces``, type and rest of the line of the first heading that is a type of document."""
    for nth, piece in enumerate(pieces):
        found = kinds.heading(piece.text)
        if found and not piece.text.endswith((";", ",", ":")):
            return nth, *found
    return None


def _goes_on(title: list[str], first: _Piece, piece: _Piece) -> bool:
    """Whether a line is one more line of a title."""
    before = title[-1]
    if _CARRIED.match(skeleton(piece.text)) or piece.text.startswith("("):
        return False
    if is_capitals(before):
        return is_capitals(piece.text) or (bool(_CONNECTS.search(skeleton(before))) and len(piece.text) < 100)
    if _CONNECTS.search(skeleton(before)) or piece.text[0].islower():
        return not before.endswith((".", ":", ";"))
    if is_capitals(piece.text) or _OPENER.match(piece.text) or (first.centred and not piece.centred):
        return False
    return not piece.apart and not before.endswith((".", ":", ";")) and not piece.text.endswith((".", ":", ";")) and len(piece.text) < 120


def _collect_title(rest: str, pieces: list[_Piece]) -> tuple[str | None, str | None, int]:
    """Title, authority line under it and how many pieces they took, from the pieces after the type."""
    title = [rest] if rest else []
    used = 0
    for piece in pieces:
        if piece.text and not title and (_CARRIED.match(skeleton(piece.text)) or re.match(r"Căn cứ |Kính gửi", piece.text)):
            break
        if piece.text and title and not _goes_on(title, pieces[0], piece):
            break
        if piece.text:
            title.append(piece.text)
        used += 1
    cut = _authority_from(title)
    if cut is not None:
        return " ".join(title[:cut]) or None, " ".join(title[cut:]), used
    below = pieces[used].text if used < len(pieces) else ""
    if _is_authority(below):
        more = pieces[used + 1].text if used + 1 < len(pieces) and is_capitals(pieces[used + 1].text) else ""
        return " ".join(title) or None, f"{below} {more}".strip(), used + 1 + bool(more)
    return " ".join(title) or None, None, used


def _lost_heading(pieces: list[_Piece]) -> tuple[str | None, str | None]:
    """Title and authority where the line with the type is lost: the capitals below number and date."""
    capitals = list(takewhile(lambda piece: is_capitals(piece.text), pieces))
    title, authority, _ = _collect_title("", capitals)
    return (None, title) if title and authority is None and _is_authority(title) else (title, authority)


def _is_authority(text: str) -> bool:
    """Whether a line in capitals names a body or an office that decides."""
    return bool(text) and is_capitals(text) and _AUTHORITY.match(skeleton(text)) is not None


def _authority_from(title: list[str]) -> int | None:
    """Where in the collected lines the body or office that decides begins: capitals, at the end, not the object of "CỦA"."""
    for nth in range(max(0, len(title) - 3), len(title)):
        if _is_authority(title[nth]) and (nth == 0 or not _CONNECTS.search(skeleton(title[nth - 1]))):
            return nth
    return None


def _about(pieces: list[_Piece]) -> tuple[int, str] | None:
    """The summary of a letter, "V/v …" under its number: index of its first piece and text."""
    for nth, piece in enumerate(pieces):
        if _ABOUT.match(skeleton(piece.text)):
            parts = [piece.text]
            for below in pieces[nth + 1 : nth + 6]:
                if not below.text:
                    continue
                if below.apart or is_capitals(below.text) or _OPENER.match(below.text) or len(below.text) > 80:
                    break
                parts.append(below.text)
            return nth, " ".join(parts)
    return None


def _draft_mark(pieces: list[_Piece]) -> bool:
    """Whether a line says that it is a draft; the words are cut out."""
    marked = False
    for piece in pieces:
        match = _DRAFT.match(skeleton(piece.text))
        if match and (is_capitals(piece.text) or len(piece.text) <= match.end() + 14):
            piece.text, marked = piece.text[match.end() :].strip(" :.-"), True
    return marked


def read_top(lines: Sequence[Line]) -> Top:
    """The parts of the head, from the document's own lines."""
    pieces = list(_without_mottos(_zone(lines)))
    draft = _draft_mark(pieces)
    heading = _heading(pieces)
    number, below_number = _take_number(pieces, heading[0] if heading else len(pieces)) or (None, -1)
    date, place = _take_date(pieces)
    kind, title, authority, used = None, None, None, 0
    about = _about(pieces)
    letter = about is not None and (heading is None or about[0] < heading[0]) and (number is None or kinds.of_code(number) == kinds.LETTER)
    if heading and not letter:
        nth, kind, rest = heading
        title, authority, used = _collect_title(rest, pieces[nth + 1 :])
        used += nth + 1
        above = pieces[:nth]
    else:
        below = [p for p in pieces if p.index > below_number and p.text]
        above = [p for p in pieces if p.index <= below_number]
        title, authority = (about[1], None) if about else _lost_heading(below)
    end = pieces[used].index if heading and used < len(pieces) else (pieces[-1].index + 1 if pieces else 0)
    letterhead = tuple(piece.text for piece in above if _names_agency(piece.text))
    return Top(number, date, place, kind, title, letterhead, authority, draft, end)


_AGENCY = re.compile(r"(?:uy ban|ubnd|hdnd|so|bo|ban|phong|van phong|cuc|chi cuc|trung tam|hoi dong|thanh tra|cong an|tinh uy|huyen uy|thanh uy|dang uy)\s")


def _names_agency(text: str) -> bool:
    """Whether a line of the letterhead names an agency or goes on naming one: capitals, or an agency's first word."""
    bare = skeleton(text)
    if not text or _STAMP.match(bare) or _ABOUT.match(bare) or _CARRIED.match(bare):
        return False
    return is_capitals(text) or (text[0].isupper() and len(text) < 80 and bool(_AGENCY.match(bare)) and not text.endswith((".", ";", ":")))


_TITLE_LINES = 8
_FOOT = re.compile(r"(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?[./]\s?|noi nhan|- ")
_ANNEX = re.compile(r"(?:phu luc|danh muc|bang|bieu|mau|phu bieu|de cuong)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Carried:
    """A plan that another document carries: its type and title."""

    kind: str | None
    title: str | None


def read_carrier(lines: Sequence[Line]) -> str | None:
    """The words that name what carries an annex, the first of them: "(Ban hành kèm theo Quyết định số … của UBND tỉnh X)"."""
    for index, line in enumerate(lines):
        if _CARRIED.match(skeleton(line.text)):
            words = " ".join(one.text for one in lines[index : index + 4])
            closed = words.find(")")
            return words[: closed + 1] if closed > 0 else line.text
    return None


def read_carried(lines: Sequence[Line]) -> Carried | None:
    """The first annexed plan: the lines above the words that name its carrier, up to its type."""
    for index, line in enumerate(lines):
        if _CARRIED.match(skeleton(line.text)):
            plan = _plan_above(lines[max(0, index - _TITLE_LINES) : index])
            if plan:
                return Carried(*plan)
    return None


def _plan_above(lines: Sequence[Line]) -> tuple[str | None, str | None] | None:
    """Type and title in the lines above the words that name the carrier; None where they head an annex that is no plan."""
    title: list[str] = []
    for line in reversed(lines):
        found = kinds.heading(line.text)
        if found:
            return found[0], " ".join(filter(None, [found[1], *reversed(title)])) or None
        if _FOOT.match(skeleton(line.text)) or (title and is_capitals(title[-1]) != is_capitals(line.text)):
            break
        title.append(line.text)
    if not title or any(_ANNEX.match(skeleton(text)) for text in title):
        return None
    return None, " ".join(text for text in reversed(title) if is_capitals(text)) or None
