"""How much a piece of text looks like a cell of each role: the evidence for finding cell borders that a dump lost.

Scores are like log odds: 0 says nothing, +3 is good evidence for the role, -6 rules it out in practice.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from kehoach.parse.columns import Role
from kehoach.text import key

NUMBER = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}|[IVXLivxl]{1,7}|[a-zđA-ZĐ])\s*[.)]?")
"""The content of a number cell: 1, 1.2, IV, a), A."""

_BULLET = re.compile(r"\s*[-–+•*·]\s*")
_TICK = re.compile(r"[xX×✕✖✗✘vV✓✔√☑☒●•⬤◆■★*+→⇒►▶]{1,3}\.?|[<←][-–—]+[>→]?|[-–—]+[>→]")
_PARTS = re.compile(r"[;,\n]|\s[-–]\s")
_MINISTRY = re.compile(r"(?:Bộ|BỘ)\s+(?!phận)[A-ZĐ]")
_LABEL = re.compile(r"[^:;.\n]{2,40}[:;]\s+")
_DURATION = re.compile(r"(?:trong\s+)?\d{1,3}\s+(?:ngày|tháng|tuần|năm|giờ)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATE = re.compile(r"\b\d{1,2}\s?[/.-]\s?(?:\d{1,2}\s?[/.-]\s?)?(?:19|20)\d\d\b|\b(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\b")
_QUARTER = re.compile(r"(?i)\bqu[ýyíỳ]\s+(?:[ivl1-4]+)\b")


@cache
def _lexicon() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(files("kehoach.parse").joinpath("data/looks.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in data.items()}


def words(name: str) -> tuple[str, ...]:
    """A list of the lexicon by its name: "verbs", "products", "unit_heads" …"""
    return _lexicon()[name]


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, sorted(_lexicon()[name], key=len, reverse=True)))


@cache
def _starts(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of(name)})(?!\w)")


@cache
def _contains(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _lexicon()[name]))})(?!\w)")


def is_number(text: str) -> bool:
    """Whether the text can be what stands in a number cell; a lone "x" is a tick."""
    return NUMBER.fullmatch(text.strip()) is not None and text.strip() != "x"


def is_mark(text: str) -> bool:
    """Whether the text only ticks its column: x, ✓, ●, an arrow drawn through it; an empty box does not."""
    return _TICK.fullmatch(text.strip()) is not None


def is_bullet(text: str) -> bool:
    """Whether the text begins with a dash, plus or dot of a list."""
    match = _BULLET.match(text)
    return match is not None and match.end() < len(text)


@cache
def _named_heading() -> re.Pattern[str]:
    starts, times = (_any_of(name) for name in ("heading_starts", "heading_times"))
    order = r"(?:thứ\s+\w+|[ivxlc]{1,5}|\d{1,2}|[a-zđ])"
    return re.compile(rf"(?:{starts})\s+(?:số\s+)?{order}\s*[:.)–-]\s*\S|(?:{times})\s*(?:{order})?(?:\s*(?:/|năm)\s*\d{{4}})?\s*[:.]?$")


def names_section(text: str) -> bool:
    """Whether a line without a number before it is the name of a section: "Nhóm nhiệm vụ 1: Thể chế", "QUÝ II NĂM 2026"."""
    return len(text) <= 400 and _named_heading().match(key(text)) is not None


def _unlabelled(part: str) -> str:
    """The part without its label: "Theo dõi: các sở" -> "các sở"."""
    return part if _starts("unit_heads").match(part) else _LABEL.sub("", part, count=1)


def _names_unit(part: str) -> bool:
    return _starts("unit_heads").match(part) is not None and _starts("unit_not").match(part) is None


@lru_cache(maxsize=16384)
def unit_look(text: str) -> float:
    """0..1: the share of the listed parts that begin like the name of an agency, less for running sentences."""
    whole = _unlabelled(key(_BULLET.sub("", text[:600], count=1)))
    parts = [_unlabelled(_BULLET.sub("", part, count=1).strip()) for part in _PARTS.split(whole) if part.strip()]
    if not parts or len(text) > 900:
        return 0.0
    named = [_names_unit(part) for part in parts]
    long_parts = sum(len(part.split()) > 16 for part in parts)
    return max(0.0, 0.65 * named[0] + 0.35 * sum(named) / len(parts) - 0.5 * long_parts / len(parts))


@lru_cache(maxsize=16384)
def deadline_look(text: str) -> float:
    """0..1: how much the text reads like a time: its first words, quarters, dates, years; less for long sentences."""
    flat = key(text[:400])
    if not flat or is_number(text):
        return 0.0
    score = 0.0
    first = _BULLET.sub("", flat, count=1)
    if _starts("deadline_starts").match(first) or _starts("deadline_starts").match(_LABEL.sub("", first, count=1)) or _DURATION.match(text):
        score += 0.55
    if _QUARTER.search(text) or _DATE.search(text):
        score += 0.4
    if _YEAR.fullmatch(text.strip()):
        score += 0.8
    elif _YEAR.search(text) or _contains("deadline_words").search(flat):
        score += 0.25
    score -= 0.015 * max(0, len(flat.split()) - 12)
    return max(0.0, min(1.0, score))


@lru_cache(maxsize=16384)
def fit(text: str, role: Role | None) -> float:
    """How well the text fits a cell of the role (None: a column that is kept as it is)."""
    text = text.strip()
    if not text:
        return 0.0
    if role == "number":
        return 5.0 if is_number(text) else -9.0
    if is_mark(text):
        return 0.0 if role in (None, "note", "deadline") else -6.0
    if role is None or role == "note":
        return -1.5 if is_number(text) else 0.0 if len(text) < 250 else -1.0
    if is_number(text) and not _YEAR.fullmatch(text):
        return -6.0
    units, time, length = unit_look(text), deadline_look(text), len(text.split())
    if role == "deadline":
        return -4.0 + 7.5 * time - (1.0 if units > 0.8 else 0.0)
    if role in ("lead", "support"):
        return -4.5 + 8.0 * units - 2.0 * time + (0.5 if role == "support" and ("," in text or ";" in text) else 0.0)
    flat = _BULLET.sub("", key(text[:80]), count=1)
    verb = _starts("verbs").match(flat) is not None
    product = _starts("products").match(flat) is not None and _MINISTRY.match(text) is None
    misfit = (3.5 * units if length < 25 else 1.0 * units) + (4.0 * time if length < 12 else 1.5 * time if length < 25 else 0.0)
    if role == "title":
        return 0.8 + (1.6 if verb else 0.0) - (0.8 if product and not verb else 0.0) + min(length, 40) / 25 - misfit
    return 0.8 + (1.6 if product else 0.0) - (0.5 if verb and not product else 0.0) + (0.8 if is_bullet(text) else 0.0) - misfit
