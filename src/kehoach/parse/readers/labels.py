"""Numbers as lists print them: "3", "03", "III", "c".

Word repeats a letter after z (aa, bb), HTML counts on (aa, ab); lists that long do not occur in plans, but both are kept apart.
"""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_VIETNAMESE = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def roman(number: int) -> str:
    """Upper-case Roman numeral; numbers outside 1..3999 stay in digits."""
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, sign in _ROMAN.items():
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def repeated_letter(number: int) -> str:
    """a … z, aa, bb …: the way Word counts (ECMA-376 part 1, 17.18.59, lowerLetter)."""
    if not 0 < number <= 26 * 30:
        return str(number)
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def positional_letter(number: int) -> str:
    """a … z, aa, ab …: the way HTML counts (CSS Counter Styles, lower-alpha)."""
    if not 0 < number < 26**4:
        return str(number)
    letters = ""
    while number:
        number, index = divmod(number - 1, 26)
        letters = chr(ord("a") + index) + letters
    return letters


def vietnamese(number: int) -> str:
    """một, hai … mười; larger numbers in digits."""
    return _VIETNAMESE[number] if 0 <= number < len(_VIETNAMESE) else str(number)


WORD: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: repeated_letter(number).upper(),
    "lowerLetter": repeated_letter,
    "ordinal": str,
    "vietnameseCounting": vietnamese,
    "numberInDash": "- {} -".format,
    "none": lambda number: "",
}
"""Formats of Word (ST_NumberFormat) that Vietnamese documents use; any other counts in digits."""

HTML: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": positional_letter,
    "A": lambda number: positional_letter(number).upper(),
    "i": lambda number: roman(number).lower(),
    "I": roman,
}
"""The values of ``<ol type>``."""
