"""Type and title of a document, the authority under it, and the title of a plan that it carries."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from kehoach.parse import kinds
from kehoach.parse.head.bodies import agencies
from kehoach.parse.head.casing import LEVEL_WORDS
from kehoach.parse.head.pieces import Piece
from kehoach.parse.head.words import begins_with, choice, lists, official
from kehoach.parse.lines import Line, is_capitals
from kehoach.text import skeleton

_ABOUT = re.compile(r"v\s?[/.]\s?v(?![^\W_])\s*:?\s*|ve viec(?![^\W_])(?! nay(?![^\W_]))\s*:?\s*")
_ABOUT_BELOW_NUMBER = re.compile(r"V[ềe]? (?!vấn đề |nội dung này|yêu cầu này)(?=[^\W\d_])")
"""Without "V/v", as Hồ Chí Minh City writes it; crawls lose the vowel."""
_ABOVE = 8
_FOOT = re.compile(r"(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s?[./]\s?|noi nhan|- ")
_SCRAWL = re.compile(r"[|_~^=<>\[\]{}\\¬°»«€]")
"""What scans make of stamps and lines; no heading has it."""
_LONGEST_STAMP = 40
_SENTENCE = (".", ":", ";")
_LONGEST_LINE = 120


class Title(Struct, frozen=True):
    """Title and authority line as printed, and how many pieces they took."""

    text: str | None
    authority: str | None
    used: int


class Carried(Struct, frozen=True):
    """A plan that another document carries: its type and title."""

    kind: str | None
    title: str | None


@cache
def _connects() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?:{choice('connectives')})$|,$")


@cache
def _carrier() -> re.Pattern[str]:
    return re.compile(rf"\(?\s*(?:ban hanh\s+)?(?:dinh\s+)?kem theo\s+(?:{choice('carriers')})(?![^\W_])")


@cache
def _opener() -> re.Pattern[str]:
    """The first words of a body, with their letter case: a title in capitals may begin with the same words."""
    openers, acts = ("|".join(map(re.escape, lists()[name])) for name in ("openers", "acts"))
    heads = "|".join(re.escape(head) for head in lists()["heads"])
    return re.compile(
        rf"(?:{openers})(?![^\W_])|(?:Năm|Ngày|Điều) \d|(?:{heads})(?![^\W_]).{{0,120}}\s(?:{acts})(?![^\W_])"
        rf"|\(|[IVX]+[.)]\s|\d+[.)]\s|A\.\s|[-–+•*]\s"
    )


def body_begins(before: str, text: str) -> bool:
    """Whether a text begins a body where ``before`` stands left of it on the same line."""
    return _opener().match(text) is not None and not calls_for_more(before)


def calls_for_more(text: str) -> bool:
    """Whether a title cannot end like this: with "của" or "tại", or with a type that is yet to be named ("Ban hành Kế hoạch")."""
    return _connects().search(skeleton(text.rstrip())) is not None or kinds.before(text) is not None


def names_carrier(bare: str) -> bool:
    """Whether a line (its skeleton) begins to say what carries an annex: "(Ban hành kèm theo Quyết định …"."""
    return "kem theo" in bare and _carrier().match(bare) is not None


def is_authority(text: str) -> bool:
    """Whether a line in capitals names a body or an office that decides."""
    return bool(text) and is_capitals(text) and begins_with(text, "authorities")


def is_about(text: str) -> bool:
    """Whether a line begins a letter's summary ("V/v …")."""
    return _ABOUT.match(skeleton(text)) is not None


def find_heading(pieces: Sequence[Piece]) -> tuple[int, str, str] | None:
    """Index among ``pieces``, type and rest of the line of the first heading that is a type of document.

    Without one, a type at the end of a line that begins with the scan of a stamp ("ĐẾN _: |  CHỈ THỊ").
    """
    for nth, piece in enumerate(pieces):
        found = kinds.heading(piece.text)
        if found and not piece.text.endswith((";", ",", ":")):
            return nth, *found
    for nth, piece in enumerate(pieces):
        at = kinds.in_capitals(piece.text, 1, _LONGEST_STAMP) if _SCRAWL.search(piece.text, 0, _LONGEST_STAMP) else None
        if at and at[1] == len(piece.text) and not is_about(piece.text) and (named := kinds.heading(piece.text[at[0] :])):
            return nth, *named
    return None


def find_title_line(pieces: Sequence[Piece], number_at: int) -> tuple[int, str, str] | None:
    """The same for a title in small letters, the first thing below the number or at the very top."""
    for nth, piece in enumerate(pieces):
        if piece.index > number_at and piece.text:
            found = kinds.title_line(piece.text)
            return (nth, *found) if found else None
    return None


def _goes_on(title: Sequence[str], first: Piece, piece: Piece) -> bool:
    """Whether a line is one more line of a title."""
    before, text = title[-1], piece.text
    if names_carrier(skeleton(text)) or text.startswith(("(", "Số:")) or piece.columns > 2:
        return False
    bare = skeleton(before)
    connected = _connects().search(bare) is not None or bare in official("complements")
    if is_capitals(before):
        return is_capitals(text) or ((connected or text[0].islower()) and len(text) < _LONGEST_LINE)
    if before.endswith(_SENTENCE):
        return False
    if connected or text[0].islower():
        return True
    if is_capitals(text) or _opener().match(text) or (first.centred and not piece.centred):
        return False
    return not piece.apart and not text.endswith(_SENTENCE) and len(text) < _LONGEST_LINE


def _is_sentence(text: str) -> bool:
    """Whether a line is one of a body where the title is lost."""
    return text.endswith(_SENTENCE) and len(text) > _LONGEST_LINE and not is_capitals(text)


def collect_title(rest: str, pieces: Sequence[Piece]) -> Title:
    """The title that follows a heading, ``rest`` being what stands on the heading's own line."""
    title = [rest] if rest else []
    used = 0
    for piece in pieces:
        if not title and _is_sentence(piece.text):
            break
        if piece.text and (not _goes_on(title, pieces[0], piece) if title else names_carrier(skeleton(piece.text))):
            break
        if piece.text:
            title.append(piece.text)
        used += 1
    cut = _authority_from(title)
    if cut is not None:
        return Title(" ".join(title[:cut]) or None, " ".join(title[cut:]), used)
    below = list(takewhile(lambda piece: is_capitals(piece.text), pieces[used : used + 2]))
    if below and is_authority(below[0].text):
        return Title(" ".join(title) or None, " ".join(piece.text for piece in below), used + len(below))
    return Title(" ".join(title) or None, None, used)


def split_authority(title: Title, letterhead: Sequence[str]) -> Title:
    """The title without an authority that a reader has joined to it: the body of the letterhead in capitals, at the end."""
    issuing = agencies(letterhead)[-1:]
    if title.text is None or title.authority or not issuing:
        return title
    body = re.sub(r"uy\\ ban\\ nhan\\ dan|ubnd", "(?:uy ban nhan dan|ubnd)", re.escape(skeleton(issuing[0])))
    place = rf"(?:\s(?:{'|'.join(map(skeleton, LEVEL_WORDS))})(?:\s\S+){{0,4}})?"
    match = re.search(rf"\s((?:(?:{choice('offices')})\s)?{body}{place})$", skeleton(title.text))
    before = skeleton(title.text[: match.start()]) if match else ""
    called_for = _connects().search(before) or re.search(rf"(?:^|\s)(?:{choice('unfinished')})$", before)
    if match is None or called_for or not is_capitals(title.text[match.start(1) :]):
        return title
    return Title(title.text[: match.start()], title.text[match.start(1) :], title.used)


def without_remark(title: Title) -> Title:
    """The title without a remark in brackets at its end: what it goes with, to whom it is put ("(trình phiên họp tháng 8/2016)")."""
    found = re.search(rf"\s*\((?:{choice('remarks')})(?![^\W_])[^()]*\)?$", skeleton(title.text)) if title.text else None
    return replace(title, text=(title.text or "")[: found.start()] or None) if found else title


def _authority_from(title: Sequence[str]) -> int | None:
    """Where in the collected lines the authority begins: capitals, at the end, not the object of "CỦA"."""
    for nth in range(max(0, len(title) - 3), len(title)):
        if is_authority(" ".join(title[nth:])) and (nth == 0 or not _connects().search(skeleton(title[nth - 1]))):
            return nth
    return None


def title_without_heading(pieces: Sequence[Piece]) -> Title:
    """Title and authority where the line with the type is lost: the capitals below number and date."""
    found = collect_title("", list(takewhile(lambda piece: is_capitals(piece.text), pieces)))
    if found.text and found.authority is None and is_authority(found.text):
        return Title(None, found.text, found.used)
    return found


def find_about(pieces: Sequence[Piece], number_at: int | None = None) -> tuple[int, str] | None:
    """The summary of a letter, "V/v …" under its number: index of its first piece and text.

    ``number_at``: the line of a letter's number, below which the summary may do without "V/v".
    """
    below = next((piece for piece in pieces if number_at is not None and piece.index >= number_at and piece.text), None)
    for nth, piece in enumerate(pieces):
        if is_about(piece.text) or (piece is below and _ABOUT_BELOW_NUMBER.match(piece.text) and not piece.text.endswith(":")):
            return nth, _joined_about([piece.text, *_rest_of_about(pieces[nth:])])
    return None


def _joined_about(lines: Sequence[str]) -> str:
    return " ".join(lines).replace(" :", ":", 1) if lines[1:] and lines[1].startswith(":") else " ".join(lines)


def _rest_of_about(pieces: Sequence[Piece]) -> Iterator[str]:
    """The lines that a summary goes on in; a line of "V/v" alone is followed by it."""
    empty = _ABOUT.fullmatch(skeleton(pieces[0].text)) is not None
    for piece in (piece for piece in pieces[1:6] if piece.text):
        if not (empty or _continues_about(piece)):
            return
        yield piece.text
        empty = False


def _continues_about(piece: Piece) -> bool:
    return not (piece.apart or is_capitals(piece.text) or _opener().match(piece.text) or len(piece.text) > 80)


def read_carrier(lines: Sequence[Line]) -> str | None:
    """The words that name what carries an annex, the first of them: "(Ban hành kèm theo Quyết định số … của UBND tỉnh X)"."""
    for index, line in enumerate(lines):
        if names_carrier(line.bare) and not _in_row(lines, index):
            words = " ".join(one.text for one in lines[index : index + 4])
            closed = words.find(")")
            return words[: closed + 1] if closed > 0 else line.text
    return None


def read_carried(lines: Sequence[Line]) -> Carried | None:
    """The first annexed plan: the lines above the words that name its carrier, up to its type."""
    for index, line in enumerate(lines):
        if names_carrier(line.bare) and not _in_row(lines, index) and (plan := _plan_above(lines[max(0, index - _ABOVE) : index])):
            return plan
    return None


def _in_row(lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands beside others in a row of a table: what it says of a carrier is about the row."""
    line = lines[index]
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return line.cell is not None and any(
        one.block == line.block and one.cell is not None and one.cell[0] == line.cell[0] and one.cell != line.cell for one in beside
    )


def _plan_above(lines: Sequence[Line]) -> Carried | None:
    """Type and title in the lines above the words that name the carrier; None where they head an annex that is no plan."""
    title: list[str] = []
    for line in reversed(lines):
        found = kinds.heading(line.text)
        if found:
            return Carried(found[0], " ".join(filter(None, [found[1], *reversed(title)])) or None)
        if _FOOT.match(skeleton(line.text)) or (title and is_capitals(title[-1]) != is_capitals(line.text)):
            break
        title.append(line.text)
    if not title or any(begins_with(text, "annexes") for text in title):
        return None
    return Carried(None, " ".join(text for text in reversed(title) if is_capitals(text)) or None)
