"""What stands at a token of a cell: phrases, level words, places, the begin of a unit. All looks ahead are bounded."""
from __future__ import annotations

from msgspec import Struct

from kehoach.normalize.places import is_district, is_province
from kehoach.normalize.units.gazetteer import Match, level_letter, matches, misread
from kehoach.normalize.units.setting import Setting
from kehoach.normalize.units.words import LINE, Cell, Token, abbreviations, lists, phrases

RUN_LIMIT = 16
"""Members looked at in one list of level words or nouns."""
_NOT_LEVEL_BEFORE = frozenset({"hội", "ủy", "đoàn", "đội", "viên"})
JOINS = frozenset({",", "và", "/", "-", "+", "&", "hoặc", "cùng", "."})
"""Marks and words that may stand between two units, or inside one."""
_LEVEL_JOINS = frozenset({",", "và", "/", "-", "&", "hoặc"})
_PLURALS = frozenset({"các", "những", "số", "mọi", "bộ"})
"""Last words of the phrases for many."""


class Level(Struct, frozen=True):
    """Level words after a name: the letters P, D, C in order; ``plural``: all units of the level; ``place``: a named one."""

    start: int
    end: int
    letters: tuple[str, ...]
    plural: bool = False
    place: bool = False
    worded: bool = True


class Reader:
    """A cell being read at a setting, with everything that asks what begins at a token."""

    def __init__(self, cell: Cell, setting: Setting) -> None:
        self.cell = cell
        self.tokens = cell.tokens
        self.size = len(cell.tokens)
        self.setting = setting
        self._matches: dict[int, list[Match]] = {}
        self._starts: dict[tuple[int, bool], bool] = {}

    def token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < self.size else None

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < self.size else ""

    def title(self, at: int) -> bool:
        """Whether a word with a capital, an abbreviation or a number stands there."""
        return 0 <= at < self.size and (self.tokens[at].title or self.tokens[at].caps)

    def phrase(self, at: int, group: str, name: str) -> int:
        """The token after the longest phrase of a list that begins at a token; the token itself where none does."""
        if not 0 <= at < self.size:
            return at
        for keys in phrases(group, name).get(self.tokens[at].key, ()):
            if all(self.key(at + step) == key for step, key in enumerate(keys)):
                return at + len(keys)
        return at

    def spread_phrase(self, at: int, group: str, name: str) -> int:
        """As ``phrase``, with commas and "và" between the words passed over."""
        if not 0 <= at < self.size:
            return at
        for keys in phrases(group, name).get(self.tokens[at].key, ()):
            here = at + 1
            for key in keys[1:]:
                while self.key(here) in (",", "và"):
                    here += 1
                if self.key(here) != key:
                    break
                here += 1
            else:
                return here
        return at

    def matches(self, at: int) -> list[Match]:
        """The listed names that begin at a token, longest first; where none does, those of a misread first word."""
        if not 0 <= at < self.size:
            return []
        if at not in self._matches:
            found = matches(self.tokens, at, self.size) if self.tokens[at].word else []
            if (not found or (found[0].end == at + 1 and not self.tokens[at].caps)) and self.tokens[at].title:
                repaired = [match for match in misread(self.tokens, at, self.size) if not found or match.end > found[0].end]
                found = repaired + found
            self._matches[at] = found
        return self._matches[at]

    # Levels and places

    def level_word(self, at: int) -> tuple[str, int] | None:
        """A level word at a token, as its letter and the token after it; "xã hội" and "tỉnh ủy" are none."""
        token = self.token(at)
        if token is None or not token.word:
            return None
        if token.key in ("tp", "tx") and token.title:
            after = at + 2 if self.key(at + 1) == "." else at + 1
            return ("D" if token.key == "tx" else self.setting.city), after
        if len(token.text) == 1 and token.key in ("h", "q", "p", "x") and token.title and self.key(at + 1) == "." and self.title(at + 2):
            return ("C" if token.key in ("p", "x") else "D"), at + 2
        if token.key in ("thị", "thành") and self._shortened_level(at):
            return "D", at + 1
        pair = f"{token.key} {self.key(at + 1)}"
        letter = level_letter(pair, self.setting.city)
        if letter is not None:
            return letter, at + 2
        letter = level_letter(token.key, self.setting.city)
        other = self.key(at + 1) in _NOT_LEVEL_BEFORE and (token.title or not (self.title(at + 1) and self.title(at + 2)))
        if letter is None or other:  # "xã hội", "Tỉnh đoàn", but not "phường Đoàn Thanh niên", where a mark was lost
            return None
        return letter, at + 1

    def _shortened_level(self, at: int) -> bool:
        """Whether "thị", "thành" in a list of levels are short for "thị xã", "thành phố": "huyện, thành, thị", "huyện, thị, thành phố"."""
        if self.key(at - 1) not in _LEVEL_JOINS or self.key(at - 2) not in ("huyện", "quận", "phố", "thành", "thị"):
            return False
        if self.ends_list_item(at + 1):
            return True
        here = at + 1
        while self.key(here) in _LEVEL_JOINS:
            here += 1
        following = self.key(here), self.key(here + 1)
        return here > at + 1 and (following == ("thành", "phố") or (following[0] in ("thành", "thị", "các") and following[1] != "xã"))

    def _misread_level(self, at: int) -> tuple[str, int] | None:
        """A level word without its tone in small letters, at the end of a name: "UBND tinh"."""
        token = self.token(at)
        small = token is not None and token.word and (self.cell.shouting or not token.title)
        meant = lists()["level_repairs"].get(token.key) if token is not None and small else None
        if meant is None or not (self.ends_list_item(at + 1) or self.key(at + 1) in _LEVEL_JOINS):
            return None
        letter = level_letter(meant, self.setting.city)
        return (letter, at + 1) if letter else None

    def place(self, at: int) -> int:
        """The token after a place name that begins at a token; the token itself where none does."""
        if not self.title(at):
            return at
        if self.cell.shouting:
            return self._known_place(at)
        end = at
        while end < self.size and end - at < 6 and self.title(end) and self.tokens[end].word:
            if end > at and (self.strong_start(end) or self.level_word(end)):
                break
            if end == at and not self.tokens[end].text.isdigit() and self.strong_start(end) and not self._named_like_a_body(end):
                return at
            end += 1
        if end < self.size and self.key(end) == "-":
            beside = self._known_place(end + 1)
            end = max(end, self._known_place(at), beside if beside > end + 1 else end)
        return end

    def _named_like_a_body(self, at: int) -> bool:
        """Whether a place has the first word of a body in its name, and no listed one stands there: "xã Hội Sơn", "phường Đoàn Kết"."""
        return self.key(at) in _NOT_LEVEL_BEFORE and all(match.end <= at + 1 for match in self.matches(at))

    def _known_place(self, at: int) -> int:
        best = at
        words = ""
        for end in range(at, min(at + 6, self.size)):
            token = self.tokens[end]
            if not token.word and token.key != "-":
                break
            words = f"{words} {token.key}".strip()
            if token.word and (is_province(words) or is_district(words) or words.isdigit()):
                best = end + 1
        return best

    def level(self, at: int) -> Level | None:
        """The level words at a token with what belongs to them: "cấp huyện, cấp xã", "các xã, phường", "tỉnh Hưng Yên"."""
        grade = self.key(at) == "cấp"
        here = at + 1 if grade else self.phrase(at, "phrases", "plural")
        plural = grade or here > at
        if plural and not grade and self.key(here) == "cấp" and not self.level_word(here + 1):
            return Level(at, here + 1, ("P" if self.setting.two_levels else "D", "C"), plural=True)
        first = self.level_word(here) or self._misread_level(here)
        if first is None:
            return None
        letter, after = first
        place = after if grade else self.place(after)
        if place > after:
            return Level(here, place, (letter,), place=True)
        letters, end = self._level_run(here, grade)
        letters, end = (letters, end) if letters else ([(letter, "")], after)
        count = len(letters)
        if self._central_tail(end) > end:
            end, plural = self._central_tail(end), True
        return Level(at, end, tuple(dict.fromkeys(self._settle(letters))), plural=plural or count > 1)

    def _level_run(self, at: int, grade: bool) -> tuple[list[tuple[str, str]], int]:
        """A run of level words as (letter, word), and the token after it; a level word before a place does not belong to it."""
        letters: list[tuple[str, str]] = []
        here = end = at
        for _ in range(RUN_LIMIT):
            found = self.level_word(here)
            if found is None or (letters and not grade and self.place(found[1]) > found[1]):
                break
            letters.append((found[0], self.key(here)))
            here = end = found[1]
            while self.key(here) in _LEVEL_JOINS:
                here += 1
            if self.key(here) == "cấp" and grade:
                here += 1
        return letters, end

    def _settle(self, letters: list[tuple[str, str]]) -> list[str]:
        """The letters of a run; "thành phố" goes with the words beside it: "các tỉnh, thành phố", "huyện, thành phố"."""
        others = {letter for letter, word in letters if word not in ("thành", "tp")}
        if len(letters) > 1 and others:
            city = "P" if "P" in others else "D"
            return [city if word in ("thành", "tp") else letter for letter, word in letters]
        return [letter for letter, _ in letters]

    def _central_tail(self, at: int) -> int:
        return self.phrase(at, "phrases", "central_tail")

    # Where units begin

    def strong_start(self, at: int) -> bool:
        """Whether a unit surely begins at a token with a capital: a listed name, a sure first word, or a first word and a name."""
        return self.starts(at, strict=True)

    def starts(self, at: int, *, strict: bool = False) -> bool:
        """Whether a unit begins at a token; ``strict``: only with a capital, or after "các"."""
        if not 0 <= at < self.size or not self.tokens[at].word:
            return False
        known = self._starts.get((at, strict))
        if known is None:
            self._starts[(at, strict)] = False  # a name that asks for itself
            known = self._starts[(at, strict)] = self._looks_like_start(at, strict)
        return known

    def _looks_like_start(self, at: int, strict: bool) -> bool:
        after = self.phrase(at, "phrases", "plural")
        if after > at:
            return self._known_after_plural(after)
        found = self.matches(at)
        if found and self._believable(found[0], at, strict):
            return True
        if self.spread_phrase(at, "heads", "not_units") > at:
            return False
        if strict and not self.title(at):
            return False
        if self.cell.shouting:
            return self.phrase(at, "heads", "sure") > at or (not strict and self.noun(at) > 0)
        if self.phrase(at, "heads", "sure") > at or self._person(at) or self._abbreviated_start(at):
            return True
        head = self.phrase(at, "heads", "unsure")
        if head > at and self.title(head):
            return True
        if strict:
            return False
        return self.phrase(at, "heads", "generic") > at or self.spread_phrase(at, "heads", "roles") > at or bool(self.noun(at))

    def _believable(self, match: Match, at: int, strict: bool) -> bool:
        capital = self.title(at)
        if match.end == at + 1:
            leveled = self.level_word(match.end) is not None or self.key(match.end) in ("cấp", "các")
            return capital and (self.tokens[at].caps or "" in match.node.slots or leveled)
        return capital or not strict

    def _abbreviated_start(self, at: int) -> bool:
        """Whether an abbreviation of three letters or more stands there whose first word begins a unit: "UBKT", "NHTM"."""
        token = self.token(at)
        known = abbreviations().get(token.key) if token is not None and token.caps and len(token.text) > 2 else None
        if known is None or known.where not in ("any", "head"):
            return False
        return known.where == "head" or any(known.keys[: len(head)] == head for head in phrases("heads", "sure").get(known.keys[0], ()))

    def _person(self, at: int) -> bool:
        after = self.phrase(at, "heads", "persons")
        many = self.phrase(after, "phrases", "plural")
        unit_follows = bool(self.matches(after)) or any(
            self.phrase(here, "heads", name) > here for here, name in ((after, "unsure"), (many, "hamlets"))
        )
        unit_follows = unit_follows or (many > after and self.noun(many) > 0)
        return after > at and (self.title(at) or unit_follows)

    def _known_after_plural(self, at: int) -> bool:
        return (
            bool(self.matches(at))
            or self.level_word(at) is not None
            or self.noun(at) > 0
            or self._abbreviated_start(at)
            or any(self.phrase(at, "heads", name) > at for name in ("sure", "unsure", "generic", "persons"))
            or self.spread_phrase(at, "heads", "roles") > at
        )

    def noun(self, at: int) -> int:
        """The token after a common noun that may stand in a list of units ("cơ quan"), or 0; "Sở Nội vụ" begins with none."""
        after = self.phrase(at, "nouns", "words")
        if after == at or any(self.spread_phrase(at, "heads", name) > at for name in ("not_units", "branches")):
            return 0
        if self.phrase(at, "heads", "sure") > after:
            return 0
        goes_on = (
            self.ends_list_item(after)
            or self.key(after) in _LEVEL_JOINS
            or self.phrase(after, "nouns", "words") > after
            or self.qualifier(after, nouns=False)
            or self.scope(after) is not None
            or (self.qualifier(after, nouns=True) and not self.names_section(at, after))
            or (self.title(after) and self.phrase(after, "phrases", "plural") > after)
        )
        return after if goes_on else 0

    def names_section(self, at: int, after: int) -> bool:
        """Whether a first word and a verb are a name, "Ban kiểm tra", "Phòng quản lý đô thị": one with a capital, not of a list."""
        alone = self.title(at) and self.key(at - 1) not in _LEVEL_JOINS | _PLURALS
        return alone and after == at + 1 and self.phrase(at, "heads", "unsure") > at

    def scope(self, at: int) -> tuple[str, int] | None:
        """Whose the units of a list are ("thuộc UBND tỉnh", "tỉnh", "thuộc và trực thuộc Sở", "Trung ương"): the letter P, D, C, S
        or T and the token after it."""
        here = self.spread_phrase(at, "scope", "words")
        said = here > at
        if said and self.key(here) == "ubnd":
            here += 1
        elif said and [self.key(here + step) for step in range(4)] == ["ủy", "ban", "nhân", "dân"]:
            here += 4
        if self.key(here) == "sở" and (said or self.ends_list_item(here + 1)) and not self.title(here + 1):
            return "S", here + 1
        if self.key(here) == "trung" and self.key(here + 1) == "ương":
            return "T", here + 2
        level = self.level_word(here)
        if level is None:
            return None
        return level[0], self.place(level[1]) if self.place(level[1]) > level[1] else level[1]

    def qualifier(self, at: int, *, nouns: bool) -> bool:
        """Whether a narrowing begins at a token ("được giao …"); after common nouns verbs count too."""
        if self.title(at) and not self.cell.shouting:
            return False
        after = self.spread_phrase(at, "qualifiers", "always")
        verb = self.phrase(at, "qualifiers", "verbs")
        if after > at and verb <= after and not (self.ends_list_item(after) and self.phrase(at, "qualifiers", "needs_more") == after):
            return True
        return nouns and verb > at

    def plural_title(self, at: int) -> bool:
        """Whether "Các" with a capital begins units in the middle of a line that lost its mark: "Sở Tài chính Các sở, ngành"."""
        return self.title(at) and not self.cell.shouting and self.phrase(at, "phrases", "plural") > at and self.starts(at, strict=True)

    def ends_list_item(self, at: int) -> bool:
        """Whether a cell, a bracket or a hard mark is reached."""
        return at >= self.size or self.tokens[at].text in (";", "(", ")", ":", LINE, ".")
