"""Numbers of sections and tasks: what kind they are, what follows what, whose child is whose (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

import re

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The order of điểm: no f, j, w, z."""

_FIGURES = re.compile(r"\d{1,3}((?:\.\d{1,3})+)?")
_ROMAN = re.compile(r"[IVXLC]+")
_ROMAN_OCR = str.maketrans("l|1i", "IIII")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SPLIT = re.compile(
    r"\s*(?:(?P<word>(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC)\s+(?:[IVXL]+|\d+|thứ\s+\w+))\s*[.:)–-]?"
    r"|(?P<number>[IVXLl|]{1,7}|\d{1,3}(?:\.\d{1,3})*|[A-ZĐa-zđ])(?P<mark>\s*[.)]|\s+[/–-](?!\s*\d)|[–-](?=\s+\D))"
    r"|(?P<roman>[IVXL]{1,7})[–-](?=[^\W\d_]{2}))\s*(?P<title>\S.*)",
    re.DOTALL,
)
"""Parties close numbers with a dash ("I- …", "1- …"; guide 36-HD/VPTW), at times with no space before a title in capitals."""
_COUNT = re.compile(
    r"\s*\(\s*(?:gồm|có)?\s*(\d{1,3})\s+(?:nhiệm vụ|công việc|nội dung|hoạt động|mục tiêu|chỉ tiêu|đầu việc)[^()]*\)\s*$", re.IGNORECASE
)


def clean(number: str) -> str:
    """A printed number without its closing dot or bracket: "1.1." -> "1.1", "a)" -> "a"."""
    return number.strip().rstrip(".)/:–- ").lstrip("(").strip()


def roman(text: str) -> int | None:
    """The value of a Roman number, l and | read as I; None if it is none."""
    text = text.translate(_ROMAN_OCR)
    if not _ROMAN.fullmatch(text):
        return None
    total = 0
    for char, after in zip(text, [*text[1:], None], strict=True):
        value = _VALUES[char]
        total += -value if after is not None and _VALUES[after] > value else value
    return total


def kind(number: str, before: str | None = None) -> str:
    """ "roman", "letter" (capital), "point" (small letter), "arabic", "decimal", "word" or "" for none.

    One capital that is both a Roman number and a letter is what ``before``, the number before it, makes it: I after H is a letter.
    """
    text = clean(number)
    if not text:
        return ""
    if text[0].isdigit() and (figures := _FIGURES.fullmatch(text)):
        return "decimal" if figures[1] else "arabic"
    if len(text) == 1 and text.isupper():
        if text not in "IVX":
            return "letter"  # C, L, D as Roman numbers would be the 100th, 50th, 500th of a list
        last = clean(before) if before else ""
        follows = len(last) == 1 and letter_index(text) == (letter_index(last) or 0) + 1
        return "letter" if follows else "roman"
    if roman(text) is not None and any(char in "IVX" for char in text):
        return "roman"
    if len(text) == 1 and text.lower() in LETTERS + "fjwz":
        return "point"
    return "word"


def letter_index(letter: str) -> int | None:
    """The place of a letter in the order of điểm, from 1; None if it has none."""
    position = LETTERS.find(letter.lower())
    return position + 1 if position >= 0 and len(letter) == 1 else None


def value(number: str) -> int | None:
    """The last element as a number to count on by: "IV" -> 4, "3.2" -> 2, "đ" -> 5."""
    text = clean(number)
    last = text.rsplit(".", 1)[-1]
    if last.isdigit():
        return int(last)
    if len(text) == 1 and roman(text) is None:
        return letter_index(text)
    return roman(text)


def parent(number: str) -> str | None:
    """The number that a decimal one belongs to: "1.2" -> "1"."""
    text = clean(number)
    return text.rsplit(".", 1)[0] if re.fullmatch(r"\d{1,3}(?:\.\d{1,3})+", text) else None


def split_heading(text: str) -> tuple[str | None, str]:
    """A heading as its number and its words: "II. Rà soát" -> ("II", "Rà soát"). One small l is a Roman I save before a bracket."""
    flat = " ".join(text.split())
    match = _SPLIT.fullmatch(flat)
    if match is None or (match["roman"] and not match["title"].isupper()):
        return None, flat
    number = match["word"] or match["number"] or match["roman"]
    misread = "l" in number and roman(number) and not (number == "l" and ")" in match["mark"])
    return clean(number.translate(_ROMAN_OCR) if misread else number), match["title"].strip()


def is_bare_heading(text: str) -> bool:
    """Whether words without a number are a section's title: all in capitals, or with a count of tasks behind them."""
    title, count = declared_count(" ".join(text.split()))
    return count is not None or (title.isupper() and len(title) > 8 and " " in title)


def declared_count(title: str) -> tuple[str, int | None]:
    """The title without a closing "(16 nhiệm vụ)", and that count."""
    match = _COUNT.search(title)
    return (title[: match.start()].rstrip(), int(match.group(1))) if match else (title, None)
