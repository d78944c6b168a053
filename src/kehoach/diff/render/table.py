"""A table for the terminal: one line per task, what changed inside its title marked word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.text import Text

from kehoach.diff.marks import Mark, marks
from kehoach.diff.render import Options
from kehoach.diff.render.plain import one_line
from kehoach.diff.render.said import added_dropped, answers, counts, days_said, field_name, percent, plan_name, stage_name, status_name
from kehoach.diff.result import Change, PlanDiff, Status
from kehoach.diff.rows import Row, rows
from kehoach.lang import pick
from kehoach.model import Plan, Task

SIGNS: dict[Status, tuple[str, str]] = {
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "changed": ("~", "yellow"),
    "moved": (">", "cyan"),
    "same": ("=", "dim"),
    "maybe": ("?", "magenta"),
}
"""Sign and colour of each status."""
MOST_ANSWERS = 8
LEAST_TITLE, NOTES_SHARE = 20, 0.4
"""The title gets at least so many columns, the notes at most that share of the line."""
LEAST_SHARED = 0.4
"""A title that shares less with the old one than this part of the shorter of them is shown as it is: marks would hide it."""
CONTEXT = (8, 5, 3, 2, 1)
"""How many words on each side of a change are kept, the most that the line has room for."""


def render(diff: PlanDiff, old: Plan, new: Plan, options: Options) -> str:
    """The lines of the listed tasks under their sections, then the summary; cut to ``options.width`` if there is one."""
    out = StringIO()
    console = Console(
        file=out,
        width=options.width or 10_000,
        force_terminal=options.colour,
        color_system="standard" if options.colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    before, after = map(one_line, plan_name(diff))
    _print(console, Text(f"{before} → {after}", style="bold"), options)
    if not options.summary_only:
        _print_rows(console, list(rows(diff, old, new)), options)
    for line in _summary(diff):
        _print(console, line, options)
    return out.getvalue()


def _print(console: Console, line: Text, options: Options) -> None:
    if options.width:
        line.truncate(options.width, overflow="ellipsis")
    line.rstrip()
    console.print(line, no_wrap=True, overflow="ignore", crop=False)


def _print_rows(console: Console, found: Sequence[Row], options: Options) -> None:
    numbers = max((len(_numbers(row)) for row in found), default=0)
    section: str | None = None
    for row in found:
        heading = pick("Có thể là một nhiệm vụ", "Perhaps one task") if row.status == "maybe" else one_line(row.section)
        if heading != section:
            section = heading
            _print(console, Text(heading or "—", style="bold blue"), options)
        _print(console, _line(row, numbers, options), options)


def _line(row: Row, numbers: int, options: Options) -> Text:
    """Sign, numbers, title, notes."""
    sign, colour = SIGNS[row.status]
    start = Text.assemble((f"{sign} {_numbers(row):<{numbers}}  ", colour))
    notes = Text.assemble((one_line("; ".join(_notes(row))), "italic"))
    if options.width is None:
        return Text.assemble(start, _title(row, None, options.colour), "  | " if notes else "", notes)
    room = options.width - start.cell_len
    if not notes:
        return Text.assemble(start, _title(row, room, options.colour))
    needed = sum(mark.length + 1 for mark in _marks(row))
    notes.truncate(max(int(room * NOTES_SHARE), room - 2 - max(LEAST_TITLE, needed)), overflow="ellipsis")
    room -= notes.cell_len + 2
    title = _title(row, room, options.colour)
    title.truncate(room, overflow="ellipsis", pad=True)
    return Text.assemble(start, title, "  ", notes)


def _numbers(row: Row) -> str:
    """The numbers that the task has in the two plans: "3 → 4", or one where they are the same."""
    before, after = _number(row.old), _number(row.new)
    if row.old and row.new and before != after:
        return f"{before}→{after}"
    return after if row.new else before


def _number(task: Task | None) -> str:
    return one_line(task.ordinal or task.row or "·") if task else ""


def _marks(row: Row) -> tuple[Mark, ...]:
    """What the title line shows: the marked title of a pair, the part's own title of a split or merged one."""
    titles = [one_line(task.title) for task in (row.old, row.new) if task]
    if len(titles) == 2:
        if row.pair and row.pair.stage in ("split", "merged"):
            titles = titles[1:] if row.pair.stage == "split" else titles[:1]
        elif row.pair is None or any(change.field == "title" for change in row.pair.changes):
            found = marks(*titles)
            if sum(len(mark.new) for mark in found if mark.same) >= LEAST_SHARED * min(map(len, titles)):
                return found
    return (Mark(titles[-1], titles[-1], True),)


def _title(row: Row, room: int | None, colour: bool) -> Text:
    found = _marks(row)
    if row.old is None or row.new is None:
        return Text.assemble((found[0].new, SIGNS[row.status][1]))
    whole = _written(found, colour)
    if room is None or whole.cell_len <= room or len(found) == 1:
        return whole
    for words in CONTEXT:
        whole = _written(list(_shortened(found, words)), colour)
        if whole.cell_len <= room:
            break
    return whole


def _shortened(found: Sequence[Mark], words: int) -> Iterator[Mark]:
    """The marks with no more than so many words of what is the same around a change."""
    for at, mark in enumerate(found):
        split = mark.new.split()
        if not mark.same or len(split) <= 2 * words + 1:
            yield mark
            continue
        before = split[:words] if at or words > 1 else split[:2]
        after = split[-words:] if at < len(found) - 1 else []
        kept = " ".join([*before, "…", *after])
        yield Mark(kept, kept, True)


def _written(found: Iterable[Mark], colour: bool) -> Text:
    """The marks as colours, or as the signs that word diffs use where there is no colour."""
    parts: list[Text] = []
    for mark in found:
        if mark.same:
            parts.append(Text(mark.new))
            continue
        if mark.old:
            parts.append(Text.assemble((mark.old, "red strike") if colour else f"[-{mark.old}-]"))
        if mark.new:
            parts.append(Text.assemble((mark.new, "green underline") if colour else f"{{+{mark.new}+}}"))
    return Text(" ").join(parts)


def _notes(row: Row) -> Iterator[str]:
    """What else there is to say of a row, the deadline first."""
    if row.status == "maybe":
        yield percent(row.score)
    if row.pair is None:
        return
    guessed = row.pair.stage in ("reworded", "assigned")
    if guessed and len(_marks(row)) == 1 and any(change.field == "title" for change in row.pair.changes):
        yield stage_name("reworded")
    if row.pair.stage == "split" and row.old:
        yield pick("tách từ ", "split from ") + _number(row.old)
    if row.pair.stage == "merged" and row.new:
        yield pick("gộp vào ", "merged into ") + _number(row.new)
    for change in sorted(row.pair.changes, key=lambda change: change.field != "deadline"):
        if change.field != "title":
            yield _note(change)
    if row.pair.moved and not any(change.field == "section" for change in row.pair.changes):
        yield status_name("moved")


def _note(change: Change) -> str:
    old, new = change.old or "—", change.new or "—"
    if change.field == "deadline":
        return pick("hạn ", "due ") + days_said(change) if change.days else pick("hạn: ", "due: ") + f"{old} → {new}"
    if change.field == "section":
        return pick("từ mục: ", "from: ") + str(old)
    added, dropped = added_dropped(change)
    return f"{field_name(change.field).lower()}: " + ", ".join([f"+{item}" for item in added] + [f"-{item}" for item in dropped])


def _summary(diff: PlanDiff) -> Iterator[Text]:
    """The figures that are not zero, and the answers."""
    yield Text()
    yield Text(pick("Tóm tắt", "Summary"), style="bold")
    for name, count in counts(diff.summary):
        if count:
            yield Text(f"{count:>6}  {name}")
    for question, found in answers(diff.summary, MOST_ANSWERS):
        if found:
            yield Text.assemble(("  " + question, "bold"))
            for answer in found:
                yield Text(f"    {one_line(answer)}")
