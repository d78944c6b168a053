"""Names as they stand in a record: abbreviations written out, ``&`` as "và", older tone placement, a capital first letter."""
from __future__ import annotations

from kehoach.normalize.units.words import Cell, Token, abbreviations, lists, word_key
from kehoach.text import old_tones

_ORGANISATIONS = frozenset({"sở", "bộ", "phòng", "ban", "cục", "vụ", "khoa", "tâm", "viện", "trường", "cổng", "quỹ", "hội", "đài"})
"""Last words of what a body is, after which its name has a capital: "Ban An toàn giao thông", "Chi cục Phát triển nông thôn"."""
_BEFORE_ORGANISATIONS = frozenset({"chi", "trung", "văn", "tổng", "học"})


_LONGEST_LIST = 12
"""Tokens looked back over to the word that a list of abbreviations follows."""


def _allowed(where: str, first: bool, before_board: bool) -> bool:
    return {"any": True, "head": first, "person": first and before_board, "tail": not first}.get(where, False)


def _expansion(tokens: list[Token], at: int, end: int, *, first: bool) -> tuple[str, int] | None:
    """What the abbreviation that begins at a token stands for, and the token after it; marks inside it do not count."""
    token = tokens[at]
    if token.key in ("tp", "tx") and len(token.text) == 2 and token.title:
        after = at + 2 if at + 1 < end and tokens[at + 1].text == "." else at + 1
        return abbreviations()[token.key].expansion, after
    if len(token.text) == 1 and at + 2 < end and tokens[at + 1].text == "." and tokens[at + 2].title and token.title:
        if first and token.key == "p" and tokens[at + 2].caps:
            return "Phòng", at + 2  # "P.KHTH"; before the name of a place it is "phường"
        dotted = abbreviations().get(token.key)
        return (dotted.expansion, at + 2) if dotted is not None and dotted.where == "dot" else None
    if not token.caps:
        return None
    tied = abbreviations().get(f"{_word_before(tokens, at)}{token.key}")
    if tied is not None and tied.where == "after":
        return tied.expansion, at + 1
    squashed, best, last = "", None, at
    for _ in range(5):
        squashed += tokens[last].key
        known = abbreviations().get(squashed)
        following = last + 1
        board = following < end and tokens[following].key in ("ubnd", "hđnd")
        if known is not None and _allowed(known.where, first, board):
            best = (known.expansion, following)
        while following < end and tokens[following].text in ("&", "-", ",", "và"):
            following += 1
        if following >= end or not tokens[following].caps:
            break
        last = following
    return best


def _names_body(before: list[str]) -> bool:
    """Whether the last words written say what a body is: "Ban", "Chi cục"."""
    if not before or word_key(before[-1]) not in _ORGANISATIONS:
        return False
    return before[-1][0].isupper() or (before[0][0].isupper() and word_key(before[0]) in _BEFORE_ORGANISATIONS)


def _not_twice(words: str, before: list[Token]) -> str:
    """What an abbreviation stands for without its first words where they are written before it: "Tập đoàn EVN", "Đài VTV"."""
    parts, written = words.split(" "), [token.key for token in before]
    for count in (3, 2, 1):
        if count < len(parts) and written[-count:] == [word_key(part) for part in parts[:count]]:
            return " ".join(parts[count:])
    return words


def _word_before(tokens: list[Token], at: int) -> str:
    """The key of the word before a list of abbreviations: "trường" of "THCS" in "Trường MN, TH, THCS"."""
    before = at - 1
    while before > 0 and at - before < _LONGEST_LIST and (tokens[before].caps or tokens[before].key in (",", "và", "-", "/", "&")):
        before -= 1
    return tokens[before].key if before >= 0 else ""


def write_out(cell: Cell, start: int, end: int, *, first: bool = True) -> str:
    """The tokens ``start`` to ``end`` (not included) as part of a name; ``first``: the name begins with them."""
    plain = _plain_words(cell, start, end) if first else None
    if plain is not None:
        return plain
    pieces: list[str] = []
    at, tokens = start, cell.tokens
    previous: Token | None = None
    written = False
    while at < end:
        token = tokens[at]
        gap = " " if previous is not None and token.start > previous.end else ""
        found = _expansion(tokens, at, end, first=first and at == start)
        after = at + 1
        if found is not None:
            words, after = _not_twice(found[0], tokens[start:at]), found[1]
            if _names_body("".join(pieces).split()[-2:]):
                words = words[0].upper() + words[1:]
            pieces.append((" " if gap or (previous is not None and previous.text == ".") else "") + words)
        elif token.text == "&":
            pieces.append(" và ")
        elif token.text == "-" and written and at + 1 < end and _expansion(tokens, at + 1, end, first=False):
            pieces.append(" - ")  # between two abbreviations that are both written out
        elif token.text == "\n":
            pieces.append(" ")
        else:
            pieces.append(gap + _spelling(token, first=at == start))
        at, previous, written = after, tokens[after - 1], found is not None
    return capital(" ".join("".join(pieces).split())) if first else " ".join("".join(pieces).split())


def _plain_words(cell: Cell, start: int, end: int) -> str | None:
    """A name of words in small letters and capitals alone, which is the text itself; None where something needs a look."""
    if start >= end or old_tones(cell.tokens[start].text.casefold()) in lists()["repairs"]:
        return None
    if any(not token.word or token.caps or not 3 <= len(token.text) <= token.end - token.start for token in cell.tokens[start:end]):
        return None
    return capital(old_tones(cell.shown[cell.tokens[start].start : cell.tokens[end - 1].end]))


def _spelling(token: Token, *, first: bool) -> str:
    """A word as written, in the older tone placement; a first word that is a known misreading as it was meant."""
    if first and token.word and not token.caps:
        repaired: str = lists()["repairs"].get(old_tones(token.text.casefold()), "")
        if repaired and len(repaired) > 2:
            return capital(repaired) if token.title else repaired
    return old_tones(token.text)


def capital(name: str) -> str:
    """The name with a capital first letter."""
    return name[:1].upper() + name[1:]
