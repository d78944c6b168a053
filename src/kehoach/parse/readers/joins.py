"""Where two printed lines of one paragraph meet: with a space, or without one inside a code, a word or an address."""
from __future__ import annotations

import re
import unicodedata

_CODE_END = re.compile(r"(?:^|[\s(/&-])[0-9A-ZĐÐ&/.-]*[0-9A-ZĐÐ]$")
_ADDRESS_END = re.compile(r"(?:https?:|www\.)\S*[/.?=&_]$", re.IGNORECASE)
_ADDRESS = re.compile(r"\S*(?://|www\.|@)\S*", re.IGNORECASE)
_OPEN_DATE = re.compile(r"\bngày\b.{0,40}\b(?:ngày|tháng|năm)$|\bngày$", re.IGNORECASE)
_FIGURE = re.compile(r"\d{1,4}(?![\d.)])")
_CAPITALS = "ABCDEFGHIKLMNOPQRSTUVXYĐ"
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
_VOWEL = re.compile(r"[aăâeêioôơuưy]", re.IGNORECASE)


def date_goes_on(before: str, after: str) -> bool:
    """Whether a line ends inside a date ("ngày 05 tháng 01 năm") and the next begins with the figure that is missing."""
    return _OPEN_DATE.search(before) is not None and _FIGURE.match(after) is not None


def glued(before: str, after: str) -> str:
    """Two lines of one paragraph as running text: one space, none where a code or a word was broken at ``-``, ``/`` or ``&``."""
    if not before or not after or after[0].isspace():
        return before + after
    if before.endswith("\u00ad"):
        return before[:-1] + after
    if after[0] in ",.;:)!?%”" and after[:2] != "..":
        return before + after
    last, word = before[-1], after.split(" ", 1)[0]
    broken_after = last in "-/&–" and len(before) > 1 and before[-2] not in " \n" and not (last == "–" and not before[-2].isdigit())
    broken_before = (word[0] in "/&" and len(word) > 1 and last not in ".;:,") or (
        word[0] == "-" and len(word) > 1 and word[1] in _CAPITALS and word[1:3].isupper() and _CODE_END.search(before) is not None
    )
    return before + ("" if broken_after or broken_before or _ADDRESS_END.search(before) else " ") + after


def is_torn(before: str, after: str, alone: bool) -> bool:
    """Whether a word too long for its column was torn, on a line that had no room for one more letter: what follows is no word by itself.

    ``before`` is the text so far; ``alone``: its last word has a line of its own.
    """
    if not before or not after.strip() or not (before[-1].isalnum() or before[-1] in "._"):
        return False
    head, tail = before.rsplit(" ", 1)[-1], after.split()[0]
    if _ADDRESS.fullmatch(head):
        return len(head) > 8 and not tail[0].isupper()
    if not before[-1].isalnum():
        return False
    if tail[0] == "-":
        return alone and head[-1].isupper()
    letters = tail.rstrip(".,;:)”\"")
    if head[-1].isdigit():
        return alone and tail[0].isdigit() and not head.isdigit()
    if not letters.isalpha():
        return False
    if letters.isupper():
        return head[-1].isupper() and (alone or any(sign in head for sign in "&/-")) and not _VOWEL.search(_toneless(letters))
    if not tail[0].islower():
        return False
    rest = re.split(r"[^\w]+", head)[-1]
    whole = _is_syllable(rest + letters)
    return whole and (not _is_syllable(letters) or not _is_syllable(rest))


def _toneless(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def _is_syllable(word: str) -> bool:
    """Whether the letters could be one Vietnamese syllable."""
    return _SYLLABLE.fullmatch(_toneless(word)) is not None
