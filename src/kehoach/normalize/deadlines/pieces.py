"""The pieces of a phrase: a run of words that means one thing about time, each with the bound words before it.

One pass from left to right. Words between the pieces are comments; what merely looks like a date inside an event or a
reference belongs to that ("Sau khi Nghị định số 61/2018/NĐ-CP được sửa đổi").
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct, field

from kehoach.normalize.deadlines.chains import NUMBERS, kind_at, read_chain, skip_numbers
from kehoach.normalize.deadlines.lexicon import Token
from kehoach.normalize.deadlines.partial import Counted, Member, Period, Range, Recurrence
from kehoach.normalize.deadlines.rhythms import UNITS, day_before, listed_unit
from kehoach.normalize.deadlines.swallow import (
    end_of_event,
    end_of_reference,
    end_of_season,
    in_quotes,
    is_demand,
    is_weak,
    names_document,
    tells_of_arising,
)

Kind = Literal["time", "days", "every", "anchor", "ongoing", "event", "reference", "adhoc", "later", "weekdays"]
HARD = frozenset({"SEMI", "STOP", "BULLET"})
LEADS = frozenset({"BEFORE", "AFTER", "FROM", "TO", "BY", "END", "DONE", "IN", "APPROX", "CLOCK_TIME"})
KEEPS_LEAD = frozenset({"FILLER", "COLON", "NOW", "EACH", "WEEKDAYS", "OF", "MARK"})
_LISTED_UNITS = frozenset({"WEEK", "MONTH", "QUARTER", "YEAR_WORD"})
_DAYS = frozenset({"DAY", "NOW"})
_COUNTED_UNITS = _LISTED_UNITS | _DAYS
_DURATION_UNITS = _COUNTED_UNITS | {"HOUR"}
_COUNTS = NUMBERS | {"N99", "NX"}
_FIGURES = _COUNTS | {"ROMAN_X", "IMPOSSIBLE"}
_BEFORE_A_DAY = _COUNTS | {"HEAD", "TAIL"}
_UNREAD = _COUNTS | (set(UNITS) - {"NOW"}) | {"ROMAN_X", "MONTH_SHORT", "HALF", "HEAD", "MIDDLE", "TAIL", "TERM"}
_NAMED_BY_YEAR = frozenset({"WORD", "DOC", "OWN_DOC", "REPORT", "SCHOOL_YEAR"})
_NAMED = frozenset({"WORD", "DOC", "OWN_DOC", "REPORT", "GENERIC"})
_TRIGGERS = frozenset({"FROM", "AFTER", "BEFORE", "EVENT", "WHEN"})
_TITLE_GRAINS = frozenset({"year", "school", "half", "quarter", "months", "month"})
"""What the title of a plan is for; a day in a reference is that of a document."""
_SESSIONS = frozenset({"ki hop", "tai ki hop", "trong ki hop"})
_DATES = frozenset({"day", "month"})
"""Grains right after a session that say when it is: "tại kỳ họp tháng 12/2026"."""
_DURING = "trong thoi gian"
"""Before a date it says no more than "trong", like "dịp"."""
_NOT = frozenset({"khong", "chua"})
MOST_DENIED_WORDS = 8
"""Words of the deed between "không" and the rhythm it denies: "không tổ chức kiểm tra định kỳ"."""
_WORDLIKE = frozenset(
    {"WORD", "DOC", "OWN_DOC", "ISSUE", "PASSIVE", "EVENT", "OCCASION", "SEASON", "SCHOOL_YEAR", "REPORT", "GENERIC", "CITED", "ORDINAL"}
)


class Piece(NamedTuple):
    """One piece: tokens ``first`` to ``last`` (not included), bound words and all.

    ``lead`` holds the bound words; ``words`` begins the text of an event, reference or demand; ``window`` bounds what recurs
    or goes on; ``counted`` is the time from this document's own issue; ``weak``: "theo quy định", "theo yêu cầu" without a named document;
    ``rules``: what fired.
    """

    kind: Kind
    first: int
    last: int
    lead: frozenset[str] = frozenset()
    members: tuple[Member, ...] = ()
    recurrence: Recurrence | None = None
    window: Member | None = None
    window_lead: frozenset[str] = frozenset()
    words: int = 0
    counted: Counted | None = None
    weak: bool = False
    label: tuple[int, int] | None = None
    rules: tuple[str, ...] = ()


class _Scan(Struct):
    """The state of the pass: where it is, and the bound words since ``start``.

    "Hoàn thành" holds over comment words, but not for what goes on "từ A đến B" ("bảo đảm trật tự từ ngày 15/12 đến ngày 28/02").
    """

    tokens: Sequence[Token]
    i: int = 0
    start: int | None = None
    lead: set[str] = field(default_factory=set)
    done: bool = False
    pieces: list[Piece] = field(default_factory=list)

    def drop_lead(self) -> None:
        self.start = None
        self.lead.clear()

    def add(self, kind: Kind, end: int, *rules: str, first: int | None = None, **more: object) -> None:
        begin = first if first is not None else self.start if self.start is not None else self.i
        done = self.done and kind in ("time", "days") and "FROM" not in self.lead
        lead = frozenset(self.lead | {"DONE"} if done else self.lead)
        self.pieces.append(Piece(kind, begin, end, lead, rules=rules, **more))  # type: ignore[arg-type]
        self.i = end
        self.done = False
        self.drop_lead()


def is_exclusive(lead: frozenset[str]) -> bool:
    """Whether "trước" shuts X out; an hour of X lets it in."""
    return "BEFORE" in lead and "CLOCK_TIME" not in lead


def find_pieces(tokens: Sequence[Token]) -> list[Piece]:
    """All pieces of a phrase, in order."""
    if len(tokens) == 1 and tokens[0].kind == "PERIOD" and isinstance(tokens[0].value, Period):
        return [Piece("time", 0, 1, members=(tokens[0].value,), rules=(str(tokens[0].rule),))]
    scan = _Scan(tokens)
    while scan.i < len(tokens):
        _step(scan)
    return scan.pieces


def _step(scan: _Scan) -> None:
    kind = kind_at(scan.tokens, scan.i)
    if kind in _COUNTS and _counted_event(scan):
        return
    if kind in ("PERIOD", "DAY_ALONE", "IMPOSSIBLE") or kind in NUMBERS:
        _time(scan)
    elif kind in LEADS:
        _lead(scan, kind)
    elif kind in _HANDLERS:
        _HANDLERS[kind](scan)
    else:
        if kind in HARD or kind in ("OPEN", "CLOSE"):
            scan.done = scan.done and kind in ("OPEN", "CLOSE")
            scan.drop_lead()
        elif kind not in KEEPS_LEAD:
            scan.drop_lead()
        scan.i += 1


# --- times ----------------------------------------------------------------------------------------------------------
def _time(scan: _Scan) -> None:
    chain = read_chain(scan.tokens, scan.i)
    if chain is None:
        scan.i = skip_numbers(scan.tokens, scan.i)
        scan.drop_lead()
        return
    if not chain.members or _torn(scan.tokens, scan.i, chain.end) or kind_at(scan.tokens, chain.end) == "BACKWARD":
        scan.i = chain.end
        scan.done = False
        scan.drop_lead()
        return
    if kind_at(scan.tokens, chain.end) == "ONWARD":
        scan.lead.add("FROM")
    alone = all((member.end if isinstance(member, Range) else member).grain == "day alone" for member in chain.members)
    rules = [str(token.rule) for token in scan.tokens[scan.i : chain.end] if token.rule]
    rules += ["list"] * (len(chain.members) > 1) + ["range"] * any(isinstance(member, Range) for member in chain.members)
    scan.add("days" if alone else "time", chain.end, *rules, members=chain.members)


def _torn(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a date is only part of something that was not understood: a unit or number right before it ("quý 2024"), a word
    before a bare year ("Hè 2024"), "/" and a number after it."""
    before = kind_at(tokens, start - 1)
    if before in ("SLASH", "DOT") and kind_at(tokens, start - 2) in _FIGURES:
        return True
    first = tokens[start].value
    grain, bare = getattr(first, "grain", ""), getattr(first, "bare", False)
    if bare and ((grain == "year" and before in _NAMED_BY_YEAR) or (before == "SLASH" and kind_at(tokens, start - 2) == "WORD")):
        return True
    if before in _UNREAD and not (grain.startswith("day") and not bare and before in _BEFORE_A_DAY):
        return True
    return kind_at(tokens, end) in ("SLASH", "DOT", "TIGHT_DASH") and kind_at(tokens, end + 1) in _FIGURES


def _lead(scan: _Scan, kind: str) -> None:
    """A bound word: kept for the date that follows, or the beginning of an event where none does."""
    tokens, i = scan.tokens, scan.i
    following = kind_at(tokens, i + 1)
    if kind in ("BEFORE", "AFTER") and (following in _WORDLIKE or (following in _DAYS and kind_at(tokens, i + 2) in _WORDLIKE | {"OF"})):
        _event(scan, "event")
        return
    if kind in ("FROM", "IN") and following in _DAYS and kind_at(tokens, i + 2) in _WORDLIKE - {"ORDINAL"}:
        _event(scan, "event")
        return
    around = _around(tokens, i)
    if around:
        scan.drop_lead()
        scan.add("event", end_of_reference(tokens, around), "event", words=i)
        return
    if kind == "BEFORE" and following in ("AND", "OR", "COMMA") and kind_at(tokens, i + 2) == "IN":
        kind, scan.i = "IN", i + 2
        scan.lead.add("BY")
    if scan.start is None:
        scan.start = i
    scan.lead.add(kind)
    scan.done = scan.done or kind == "DONE"
    scan.i += 1


def _around(tokens: Sequence[Token], i: int) -> int:
    """The token after the first of what "trước và sau", "trước, trong và sau" at ``i`` stand before, if that is no date; else 0."""
    j = i + 1
    while kind_at(tokens, j) in ("AND", "COMMA", "IN", "AFTER"):
        j += 1
    several = kind_at(tokens, i) == "BEFORE" and j > i + 2 and kind_at(tokens, j - 1) in ("IN", "AFTER")
    return j + 1 if several and kind_at(tokens, j) in _WORDLIKE | {"ROUND"} else 0


def _except(scan: _Scan) -> None:
    """Pass over the date that is not meant, or over a denied rhythm with all that is said of it ("không họp định kỳ trong năm 2024")."""
    i = scan.i + 1
    if _denies_rhythm(scan.tokens, scan.i):
        while i < len(scan.tokens) and kind_at(scan.tokens, i) not in HARD | {"COMMA", "CLOSE"}:
            i += 1
        scan.i = i
        scan.drop_lead()
        return
    while kind_at(scan.tokens, i) in LEADS | KEEPS_LEAD:
        i += 1
    chain = read_chain(scan.tokens, i) if kind_at(scan.tokens, i) == "PERIOD" else None
    scan.i = chain.end if chain else scan.i + 1
    scan.drop_lead()


def _denies_rhythm(tokens: Sequence[Token], i: int) -> bool:
    """Whether "không", "chưa" at ``i`` are said of how often: nothing but a deed lies between, which opens the part or says no more
    than "do it". "Thanh toán không dùng tiền mặt hằng tháng" denies none."""
    opens = kind_at(tokens, i - 1) in HARD | {"", "COMMA", "OPEN", "COLON"}
    if tokens[i].text not in _NOT or (kind_at(tokens, i + 1) == "WORD" and not opens):
        return False
    rhythm = next((j for j in range(i + 1, i + 2 + MOST_DENIED_WORDS) if kind_at(tokens, j) not in _NAMED | {"DEMAND", "ISSUE"}), 0)
    return kind_at(tokens, rhythm) in ("RECURRENCE", "PERIODIC")


def _every(scan: _Scan) -> None:
    """Recurrences: "hằng tháng, quý, năm" is one piece for each."""
    tokens = scan.tokens
    rules = (str(tokens[scan.i].rule),)
    start, lead = scan.i if scan.start is None else scan.start, frozenset(scan.lead)
    for rhythm in tokens[scan.i].value:
        recurrence = day_before(rhythm) if is_exclusive(lead) else rhythm
        scan.pieces.append(Piece("every", start, scan.i + 1, lead, recurrence=recurrence, rules=rules))
    scan.i += 1
    scan.done = False
    scan.drop_lead()
    while listed := _listed_unit(tokens, scan.i):
        first, end, recurrence = listed
        scan.pieces.append(Piece("every", first, end, recurrence=recurrence, rules=("units",)))
        scan.i = end


def _listed_unit(tokens: Sequence[Token], i: int) -> tuple[int, int, Recurrence] | None:
    """One more bare unit after a recurrence: ", quý", "và 01 năm"."""
    if kind_at(tokens, i) not in ("COMMA", "AND", "OR", "SLASH", "PLUS"):
        return None
    i += 1
    first, count = i, None
    if kind_at(tokens, i) in NUMBERS:
        count, i = tokens[i].value, i + 1
    dated = kind_at(tokens, i + 1) in _COUNTS | {"YEAR", "ROMAN_X", "WORD", "ORDINAL", "PERIOD"}
    if kind_at(tokens, i) not in _LISTED_UNITS or (dated and not count) or count == 0:
        return None
    return first, i + 1, listed_unit(UNITS[tokens[i].kind], count)


def _periodic(scan: _Scan) -> None:
    scan.add("every", scan.i + 1, "periodic", recurrence=Recurrence(None))


def _anchor(scan: _Scan) -> None:
    scan.add("anchor", scan.i + 1, str(scan.tokens[scan.i].rule), recurrence=scan.tokens[scan.i].value[0])


def _weekdays(scan: _Scan) -> None:
    rhythm = Recurrence("week", weekdays=scan.tokens[scan.i].value)
    scan.pieces.append(Piece("weekdays", scan.i, scan.i + 1, recurrence=rhythm, rules=("weekday",)))
    scan.i += 1


def _later(scan: _Scan) -> None:
    scan.add("later", scan.i + 1, "later-periods")


def _vision(scan: _Scan) -> None:
    """The far end of a strategy is no deadline."""
    _except(scan)


# --- what goes on, happens, is cited or asked -----------------------------------------------------------------------
def _ongoing(scan: _Scan) -> None:
    scan.drop_lead()
    scan.add("ongoing", scan.i + 1, "ongoing")


def _throughout(scan: _Scan) -> None:
    """ "Trong suốt …": ongoing, with what it is the length of."""
    start = scan.i + 1
    chain = read_chain(scan.tokens, start) if kind_at(scan.tokens, start) == "PERIOD" else None
    if chain:
        scan.add("ongoing", chain.end, "throughout", window=chain.members[0] if len(chain.members) == 1 else None)
        return
    end = end_of_event(scan.tokens, start)
    window = _named_years(scan.tokens, start, end)
    scan.add("ongoing", end, "throughout", window=window[0], window_lead=window[1])


def _counted_event(scan: _Scan) -> bool:
    """N units before, after or from something: "03 ngày làm việc kể từ ngày nhận đủ hồ sơ". Says whether it was one."""
    tokens, i = scan.tokens, scan.i + 1
    number = tokens[scan.i].value
    if kind_at(tokens, i) == "OPEN":
        i = next((j + 1 for j in range(i, min(i + 6, len(tokens))) if kind_at(tokens, j) == "CLOSE"), i)
    unit = kind_at(tokens, i)
    if unit not in _DURATION_UNITS:
        return False
    i += 1
    working = kind_at(tokens, i) == "WORKING"
    i += working
    i += kind_at(tokens, i) == "COMMA" and kind_at(tokens, i + 1) == "FROM"
    if tokens[i:] and tokens[i].text == "so" and scan.lead & {"BEFORE", "AFTER"}:  # "trước 10 ngày so với ngày khai mạc"
        scan.add("event", end_of_event(tokens, i + 1), "counted-event", words=scan.i if scan.start is None else scan.start)
        return True
    done_for = kind_at(tokens, i) in _NAMED and unit in _LISTED_UNITS  # "sau 01 năm thực hiện"
    if "AFTER" in scan.lead and scan.start == scan.i - 1 and done_for:
        scan.add("event", end_of_event(tokens, i), "counted-event", words=scan.i - 1)
        return True
    trigger = kind_at(tokens, i)
    dated = kind_at(tokens, i + 1) in ("PERIOD", "DAY_ALONE")
    if trigger not in _TRIGGERS or (trigger in ("BEFORE", "AFTER") and dated and unit not in _DAYS | {"WEEK"}):
        return False
    end = end_of_event(tokens, i + 1)
    after = trigger in ("FROM", "AFTER") or (trigger == "EVENT" and not tokens[i].text.startswith("truoc"))
    own = after and i + 2 == end and _is_issue(tokens, i + 1) and not scan.lead & {"AFTER", "BEFORE", "FROM"} and unit in _COUNTED_UNITS
    rules = ("counted-event", "counted-from-issue") if own else ("counted-event",)
    words = scan.i if scan.start is None else scan.start
    scan.add("event", end, *rules, words=words, counted=(number, UNITS[unit], working) if own else None)
    return True


def _is_issue(tokens: Sequence[Token], i: int) -> bool:
    return kind_at(tokens, i) == "PERIOD" and getattr(tokens[i].value, "grain", None) == "issue"


def _event(scan: _Scan, rule: str) -> None:
    tokens = scan.tokens
    since = kind_at(tokens, scan.i) == "FROM" or tokens[scan.i].text in ("tu khi", "ke tu khi")
    scan.drop_lead()
    scan.add("event", end_of_event(tokens, scan.i + 1, since=since), rule, words=scan.i)


def _when(scan: _Scan) -> None:
    """ "Khi …": ad hoc where it waits for a demand, else an event."""
    tokens = scan.tokens
    end = end_of_event(tokens, scan.i + 1)
    scan.drop_lead()
    demand = is_demand(tokens, scan.i, end)
    scan.add("adhoc" if demand else "event", end, "on-demand" if demand else "event", words=scan.i)


def _event_token(scan: _Scan) -> None:
    tokens = scan.tokens
    if kind_at(tokens, scan.i + 1) in ("NEED", "DEMAND"):
        _when(scan)
    elif tokens[scan.i].text in _SESSIONS and any(getattr(token.value, "grain", "") in _DATES for token in tokens[scan.i + 1 : scan.i + 2]):
        _during_date(scan)
    elif tokens[scan.i].text != _DURING:
        _event(scan, "event")
    elif not _during_date(scan):
        _named_event(scan)


def _during_date(scan: _Scan) -> bool:
    """Take "trong thời gian", "dịp" before a date for "trong"; says whether it was one."""
    if kind_at(scan.tokens, scan.i + 1) not in ("PERIOD", "FROM"):
        return False
    scan.lead.add("IN")
    scan.start = scan.i if scan.start is None else scan.start
    scan.i += 1
    return True


def _occasion(scan: _Scan) -> None:
    """ "Dịp …": before a date its time, else an event."""
    if not _during_date(scan):
        _named_event(scan)


def _named_event(scan: _Scan) -> None:
    scan.drop_lead()
    scan.add("event", end_of_reference(scan.tokens, scan.i + 1), "event", words=scan.i)


def _season(scan: _Scan) -> None:
    """Tết, hè, mùa: an event, but after another word only what the work is for ("phục vụ Tết", "trực Tết"), in quotes part of a title."""
    if kind_at(scan.tokens, scan.i - 1) in _NAMED or in_quotes(scan.tokens, scan.i):
        scan.i = end_of_season(scan.tokens, scan.i)
        scan.drop_lead()
    else:
        _named_event(scan)


def _as_per(scan: _Scan) -> None:
    """ "Theo …": a demand, something that arises, a rhythm, or a reference."""
    tokens, i = scan.tokens, scan.i
    if kind_at(tokens, i + 1) == "PERIODIC":
        scan.i += 1
        return
    end = end_of_reference(tokens, i + 1)
    scan.drop_lead()
    if tells_of_arising(tokens, i + 1, end):
        scan.add("event", end, "event", words=i)
    elif is_demand(tokens, i, end):
        scan.add("adhoc", end, "on-demand", words=i, weak=not names_document(tokens, i, end))
    elif end > i + 1:
        window, lead = _named_years(tokens, i + 1, end)
        rules = ("reference", "reference-window") if window else ("reference",)
        scan.add("reference", end, *rules, words=i + 1, window=window, window_lead=lead, weak=is_weak(tokens, i + 1, end))
    else:
        scan.i = end


def _named_years(tokens: Sequence[Token], start: int, end: int) -> tuple[Member | None, frozenset[str]]:
    """The years that a title names: "Kế hoạch kiểm tra năm 2024", "giai đoạn 2022-2025"."""
    i = next((j for j in range(start, end) if kind_at(tokens, j) in ("PERIOD", "VISION")), end)
    chain = read_chain(tokens, i) if kind_at(tokens, i) == "PERIOD" and i < end else None
    named = chain.members[0] if chain and chain.members else None
    last = named.end if isinstance(named, Range) else named
    if last is None or last.grain not in _TITLE_GRAINS or (last.bare and last.grain == "month"):
        return None, frozenset()
    return named, frozenset({kind_at(tokens, i - 1)} & {"TO", "FROM", "AFTER"})


def _ad_hoc(scan: _Scan) -> None:
    scan.drop_lead()
    scan.add("adhoc", scan.i + 1, "ad-hoc", words=scan.i)


_HANDLERS = {
    "RECURRENCE": _every,
    "PERIODIC": _periodic,
    "DAY_ANCHOR": _anchor,
    "WEEKDAYS": _weekdays,
    "LATER_ONES": _later,
    "VISION": _vision,
    "EXCEPT": _except,
    "ONGOING": _ongoing,
    "THROUGHOUT": _throughout,
    "WHEN": _when,
    "EVENT": _event_token,
    "OCCASION": _occasion,
    "SEASON": _season,
    "AS_PER": _as_per,
    "AD_HOC": _ad_hoc,
}
