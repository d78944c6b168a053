"""A phrase to its tokens, through what scanners do to it: O for 0 and l for 1 in numbers, words run together, footnote marks."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kehoach.normalize.deadlines.bullets import bulleted
from kehoach.normalize.deadlines.citations import citation_spans
from kehoach.normalize.deadlines.lexicon import NUMBER_CLASSES, SIGNS, Entry, Token, choose, index, number_class, syllables_known
from kehoach.normalize.deadlines.named_days import with_named_days
from kehoach.normalize.deadlines.surface import Surface

FIRST_YEAR, LAST_YEAR = 2000, 2060
"""Years a plan may name; other four-digit numbers are amounts."""
SHORTEST_RUN = 6
"""Letters from which a word may be two syllables run together."""

_LEXEME = re.compile(
    r"(?P<number>[oi]{0,3}\d[\doi]*+(?![^\W\d_]))|(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<roman>[\u2160-\u216b\u2170-\u217b])|(?P<dots>\.{2,})|(?P<sign>\S)"
)
_TO_MEND = re.compile(rf"[a-z]{{{SHORTEST_RUN}}}|\b1[a-z]")
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_LATER_ROMANS = {"v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12, "io": 10}
_ROMAN_RUN = re.compile(r"i{1,4}v?|i?v?i{0,4}|x?i{0,3}|ix|io")
_JOINED_QUARTER = re.compile(r"(q|qui)(i{1,3}|iv)")
_MISREAD_NUMBER = re.compile(r"[oi]{1,2}")
_MISREAD_DIGITS = str.maketrans({"o": "0", "i": "1"})
_QUARTERS = frozenset({"QUARTER", "QUARTER_LIKE"})
_NUMBERED_UNITS = frozenset({"thang", "qui", "ngai", "t", "th", "thg", "q", "tuan", "nam", "ian", "dot"})
_TIMES = "ian"
_COUNTED = frozenset({"nam", "thang", "qui", "tuan"})
_TONED = re.compile(r"[^\W\d_A-Za-zĐđ]")
_UNITS = frozenset({"DAY", "WEEK", "MONTH", "QUARTER", "YEAR_WORD"})
_BEFORE_UNITS = frozenset({"BEFORE", "AFTER", "BY", "END", "TO", "IN", "HEAD", "MIDDLE", "TAIL", "EVERY", "EACH"})
_NUMBERED_IN_ROMAN = frozenset({"QUARTER", "QUARTER_LIKE", "MONTH", "TERM", "SPAN", "ROUND", "TIMES", "ORDINAL"})


Lexeme = tuple[str, str, int, int]
"""A run of letters, digits or one sign in the plain text: its kind, the text, and where it stands."""


def tokenize(phrase: Surface, *, sentence: bool = False) -> list[Token]:
    """The tokens of a phrase; a cited document with its number and date is one token (CITED).

    ``sentence``: running text, where a word is what it says and not a misread key word that it resembles.
    """
    lexemes = _lexemes(phrase.plain)
    cited = citation_spans(phrase)
    misread = _Misread(sentence=sentence, toned=bool(_TONED.search(phrase.raw)))
    cited.reverse()
    tokens: list[Token] = []
    upto = i = 0
    while i < len(lexemes):
        kind, _, start, _ = lexemes[i]
        if cited and start >= cited[-1][0]:
            begin, upto = cited.pop()
            tokens.append(Token("CITED", begin, upto, None, phrase.plain[begin:upto]))
        if start < upto:
            i += 1
        elif kind == "word":
            i = _read_words(phrase, lexemes, i, tokens, misread)
        elif kind in ("number", "digits"):
            i = _read_number(lexemes, i, tokens)
        else:
            tokens.append(_sign(phrase, lexemes[i], tokens))
            i += 1
    if "- " in phrase.plain or "+ " in phrase.plain:
        tokens = bulleted(tokens)
    return with_named_days(tokens, phrase.raw, sentence=sentence) if "/" in phrase.plain or " thang " in phrase.plain else tokens


class _Misread(NamedTuple):
    """Where another word may be a misread key word: anywhere in a text without tones, else only where a key word is due."""

    sentence: bool
    toned: bool

    def after(self, tokens: list[Token]) -> frozenset[str] | None:
        """The classes that may be misread after these tokens; None for all."""
        before = tokens[-1].kind if tokens else ""
        if not self.toned or not (self.sentence or before == "WORD"):
            return None
        return _UNITS if before in _BEFORE_UNITS else frozenset()


def _lexemes(plain: str) -> list[Lexeme]:
    lexemes: list[Lexeme] = [(match.lastgroup or "", match.group(), match.start(), match.end()) for match in _LEXEME.finditer(plain)]
    if not _TO_MEND.search(plain):
        return lexemes
    mended: list[Lexeme] = []
    for kind, text, start, end in lexemes:
        if kind == "word":
            if mended and mended[-1][1] == "1" and mended[-1][3] == start and f"i{text}" in syllables_known():
                mended[-1] = (kind, f"i{text}", start - 1, end)  # "1ần", a misread "lần"
                continue
            cut = _cut_of(text) if len(text) >= SHORTEST_RUN else 0
            if cut:
                mended += [(kind, text[:cut], start, start + cut), (kind, text[cut:], start + cut, end)]
                continue
        mended.append((kind, text, start, end))
    return mended


@lru_cache(maxsize=1024)
def _cut_of(word: str) -> int:
    """Where two known syllables were run together ("trướcngày"); 0 where they were not."""
    known = syllables_known()
    if word in known or len(word) > 15:
        return 0
    return next((cut for cut in range(2, len(word) - 1) if word[:cut] in known and word[cut:] in known), 0)


# --- words ----------------------------------------------------------------------------------------------------------
def _read_words(phrase: Surface, lexemes: list[Lexeme], i: int, tokens: list[Token], misread: _Misread) -> int:
    """Append the longest phrase of the word list that begins here, or the word itself; the next place to read."""
    beginning = index().get(lexemes[i][1])
    if beginning:
        allowed = misread.after(tokens)
        following = _text_at(lexemes, i + 1)
        for syllables, entries in beginning.longer.get(following, ()):
            n = len(syllables)
            if _same(lexemes, i, syllables) and _take(phrase, lexemes, i, n, entries, tokens, allowed):
                return i + n
        if beginning.alone and _take(phrase, lexemes, i, 1, beginning.alone, tokens, allowed):
            return i + 1
    tokens += _other_word(phrase, lexemes, i, tokens)
    return i + 1


def _take(
    phrase: Surface, lexemes: list[Lexeme], i: int, n: int, entries: list[Entry], tokens: list[Token], misread: frozenset[str] | None
) -> bool:
    """Append the token of ``n`` syllables, unless none of its entries is meant here."""
    start, end = lexemes[i][2], lexemes[i + n - 1][3]
    entry = choose(entries, phrase.raw[start:end], lexemes[i - 1][1] if i else "", misread)
    if entry is None or (entry.not_before and i + n < len(lexemes) and _stopped(entry, lexemes[i + n])):
        return False
    tokens.append(Token(entry.kind, start, end, entry.value, phrase.plain[start:end]))
    return True


def _text_at(lexemes: list[Lexeme], i: int) -> str:
    return lexemes[i][1] if i < len(lexemes) else ""


def _same(lexemes: list[Lexeme], i: int, syllables: tuple[str, ...]) -> bool:
    """Whether exactly these syllables stand here, at most one space apart."""
    if i + len(syllables) > len(lexemes):
        return False
    for k in range(1, len(syllables)):
        _, text, start, _ = lexemes[i + k]
        if text != syllables[k] or start - lexemes[i + k - 1][3] > 1:
            return False
    return True


def _stopped(entry: Entry, following: Lexeme) -> bool:
    kind, text, _, _ = following
    return kind in ("number", "digits") or text in entry.not_before


def _other_word(phrase: Surface, lexemes: list[Lexeme], i: int, tokens: list[Token]) -> list[Token]:
    """A word that is not in the list: a Roman number, a number in misread figures, or just a word."""
    _, text, start, end = lexemes[i]
    if text == "v" and len(tokens) > 1 and tokens[-1].end == start and tokens[-1].text == "1" and tokens[-2].kind in _QUARTERS:
        tokens.pop()
        return [Token("ROMAN", start - 1, end, 4, "iv")]  # "1V", a misread IV
    joined = _JOINED_QUARTER.fullmatch(text)
    if joined:
        cut = start + joined.end(1)
        return [Token("QUARTER_LIKE", start, cut, None, joined[1]), Token("ROMAN", cut, end, _ROMANS[joined[2]], joined[2])]
    if _MISREAD_NUMBER.fullmatch(text) and (_is_number_here(lexemes, i, tokens) or _is_eleven(phrase, start, end, tokens)):
        digits = text.translate(_MISREAD_DIGITS)
        return [Token(number_class(int(digits)), start, end, int(digits), digits)]
    if text in _ROMANS:
        return [Token("ROMAN", start, end, _ROMANS[text], text)]
    if text in _LATER_ROMANS or _ROMAN_RUN.fullmatch(text):
        return [Token("ROMAN_X", start, end, _LATER_ROMANS.get(text), text)]
    return [Token("WORD", start, end, None, text)]


def _is_number_here(lexemes: list[Lexeme], i: int, tokens: list[Token]) -> bool:
    """Whether l or O can only be a figure: ngày l/7, 15/l/2024, tuần l, l lần, 6 tháng, l năm."""
    before = tokens[-1].kind if tokens else ""
    following = _text_at(lexemes, i + 1)
    in_date = before == "SLASH" and len(tokens) > 1 and tokens[-2].kind in NUMBER_CLASSES
    if in_date or before == "WEEK" or (before in ("DAY", "NOW") and following == "/"):
        return True
    return following == _TIMES or (following in _COUNTED and before not in _NUMBERED_IN_ROMAN)


def _is_eleven(phrase: Surface, start: int, end: int, tokens: list[Token]) -> bool:
    """ "Tháng ll": two small l are 11; two I might as well be a Roman two."""
    return bool(tokens) and tokens[-1].kind == "MONTH" and phrase.raw[start:end].lower() == "ll"


# --- numbers --------------------------------------------------------------------------------------------------------
def _read_number(lexemes: list[Lexeme], i: int, tokens: list[Token]) -> int:
    """Append a number; a footnote mark glued to a word or a year, or in brackets, is left out."""
    _, text, start, end = lexemes[i]
    if tokens and len(text) <= 3:
        before = tokens[-1]
        if before.end == start and len(text) <= 2 and _ends_in_word(before):
            return i + 1
        if before.kind == "OPEN" and len(text) <= 2 and _text_at(lexemes, i + 1) in (")", "]"):
            tokens[-1] = Token("MARK", before.start, lexemes[i + 1][3])
            return i + 2
        roman = text.replace("1", "i")
        if before.kind in _QUARTERS and "i" in text and roman in _ROMANS:
            tokens.append(Token("ROMAN", start, end, _ROMANS[roman], text))  # "1I", a misread II
            return i + 1
    digits = text if text.isdigit() else text.translate(_MISREAD_DIGITS)
    if 4 <= len(digits) <= 6 and FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR:
        tokens.append(Token("YEAR", start, start + 4, int(digits[:4]), digits))
    else:
        value = int(digits) if len(digits) <= 8 else 0
        tokens.append(Token(number_class(value), start, end, value, digits))
    return i + 1


def _ends_in_word(token: Token) -> bool:
    """Whether a figure right after a token is a footnote mark and not the number of a month or quarter (T6, Quý2)."""
    if not token.text[-1:].isalpha() or token.kind in NUMBER_CLASSES:
        return False
    return token.text.rpartition(" ")[2] not in _NUMBERED_UNITS


# --- signs ----------------------------------------------------------------------------------------------------------
def _sign(phrase: Surface, lexeme: Lexeme, tokens: list[Token]) -> Token:
    """The class of a sign: a dash or a dot means one thing between digits and another between words."""
    kind, text, start, end = lexeme
    if text in SIGNS:
        return Token(SIGNS[text], start, end, None, text)
    if kind == "roman":
        value = (ord(phrase.raw[start]) - 0x2160) % 16 + 1
        return Token("ROMAN" if value <= 4 else "ROMAN_X", start, end, value, text)
    if kind == "dots":
        return Token("ELLIPSIS", start, end, None, text)
    left = phrase.plain[start - 1] if start else " "
    right = phrase.plain[end] if end < len(phrase.plain) else " "
    opens = not tokens or start in phrase.line_starts
    if text == "-":
        opens = opens or tokens[-1].kind in ("SEMI", "STOP", "COLON", "BULLET")
        name = "BULLET" if opens and right == " " else "TIGHT_DASH" if left != " " and right != " " else "DASH"
    elif text == "+":
        name = "BULLET" if opens and right == " " else "PLUS"
    elif text == ".":
        name = "DOT" if right.isalnum() and left.isalnum() else "STOP"
    elif text == ":":
        name = "TIGHT_COLON" if left.isdigit() and right.isdigit() else "COLON"
    else:
        name = "MARK"
    return Token(name, start, end, None, text)
