"""KHT11: weekday of a deadline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.validate.findings import Hit, Mark
from kehoach.validate.mentions import possible_day
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft

_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_WORDS = {"2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5, "hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
_NAMED_DAY = re.compile(
    r"(?i)(?:thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật)),?[ ]?\(?(?:ngày )?"
    r"(?P<day>\d{1,2})(?:/|[ ]tháng[ ])(?P<month>\d{1,2})(?:/|[ ]năm[ ])(?P<year>\d{4})"
)
_HOLIDAYS = {(1, 1), (30, 4), (1, 5), (2, 9)}


class KHT11(Rule):
    """Sai thứ trong tuần, hoặc hạn rơi vào ngày nghỉ.
    Wrong weekday, or a deadline on a day off.

    Kiểm tra: “Thứ Hai, ngày 15/9/2024” đúng là thứ Hai (sai thì cảnh báo); ngày hạn cụ thể không rơi vào thứ Bảy, Chủ nhật, ngày lễ
      dương lịch.
    Checks: “Thứ Hai, ngày 15/9/2024” is a Monday (a warning if not); a day of its own is no Saturday, Sunday or solar public holiday.
    Vì sao: Sai thứ là sai ngày; hạn vào ngày nghỉ thì có nơi nộp trước, có nơi nộp ngày làm việc tiếp theo.
    Why: A wrong weekday is a wrong date; for a day off some deliver before, some on the next working day.
    Sai: Thứ Hai, ngày 15/9/2024
    Đúng: Thứ Hai, ngày 16/9/2024
    Căn cứ: Bộ luật Dân sự 2015, Điều 148 (hạn rơi vào ngày nghỉ thì kết thúc vào ngày làm việc tiếp theo).
    Ground: Civil Code 2015, article 148 (a term that ends on a day off ends on the next working day).
    """

    code = "KHT11"
    name = "weekday"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for task in draft.plan.tasks:
            raw = task.deadline.raw
            if not raw or task.id in draft.flaws:
                continue
            wrong = self._wrong_weekday(raw)
            if wrong:
                yield Hit(wrong[0], task, suggestion=wrong[1], severity="warning", mark=wrong[2])
            elif task.deadline.due and _is_off(task.deadline.due) and _is_one_day(raw, task.deadline.due):
                due = task.deadline.due
                yield Hit(
                    pick(f"hạn {due:%d/%m/%Y} rơi vào {_day_off(due)}", f"the due day {due.isoformat()} is a day off"),
                    task,
                    suggestion=pick("chọn ngày làm việc", "choose a working day"),
                    mark=Mark(raw, 0, len(raw)),
                )

    @staticmethod
    def _wrong_weekday(raw: str) -> tuple[str, str, Mark] | None:
        for match in _NAMED_DAY.finditer(raw):
            day = possible_day(int(match["year"]), int(match["month"]), int(match["day"]))
            named = 6 if match["sunday"] else _WORDS[match["weekday"].lower()]
            if day and day.weekday() != named:
                actual = _WEEKDAYS[day.weekday()]
                message = pick(f"ngày {day:%d/%m/%Y} là {actual}", f"{day.isoformat()} is not the weekday named ({actual})")
                return message, pick(f"ghi “{actual}” hoặc sửa ngày", f"write “{actual}”, or correct the date"), Mark(raw, *match.span())
        return None


def _is_off(day: date) -> bool:
    return day.weekday() >= 5 or (day.day, day.month) in _HOLIDAYS


def _day_off(day: date) -> str:
    return pick("ngày lễ", "a holiday") if (day.day, day.month) in _HOLIDAYS else _WEEKDAYS[day.weekday()]


def _is_one_day(raw: str, due: date) -> bool:
    """Whether the phrase names the due day itself, and not only a month or quarter that ends on it."""
    return re.search(rf"(?<![\d/])0?{due.day}(?:/| tháng )0?{due.month}(?!\d)", raw) is not None
