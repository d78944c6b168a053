"""KHS07: letters of points out of order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kehoach.lang import pick
from kehoach.model import Task
from kehoach.validate.findings import Hit
from kehoach.validate.numbering import LETTERS, read_ordinal
from kehoach.validate.rule import Rule

if TYPE_CHECKING:
    from kehoach.validate.draft import Draft


class KHS07(Rule):
    """Thứ tự chữ cái của điểm không đúng bảng chữ cái tiếng Việt.
    Letters of points not in the Vietnamese order.

    Kiểm tra: Điểm được đánh a, b, c, d, đ, e, g, h, i, k …: có “đ” sau “d”, không dùng f, j, w, z.
    Checks: Points are lettered a, b, c, d, đ, e, g, h, i, k …: “đ” follows “d”, and f, j, w, z are not used.
    Vì sao: Viện dẫn “điểm đ khoản 1” phải chỉ đúng một chỗ.
    Why: A reference to “điểm đ khoản 1” must point to one place.
    Sai: a, b, c, d, e, f
    Đúng: a, b, c, d, đ, e
    Căn cứ: Nghị định số 30/2020/NĐ-CP, Phụ lục I (thứ tự các điểm dùng chữ cái tiếng Việt theo thứ tự bảng chữ cái tiếng Việt).
    Ground: Decree 30/2020/ND-CP, annex I (points bear Vietnamese letters in the order of the Vietnamese alphabet).
    """

    code = "KHS07"
    name = "point-letters"
    severity = "info"

    def check(self, draft: Draft) -> Iterator[Hit]:
        for run in draft.runs():
            lettered = [(task, task.ordinal.strip(".) ").lower()) for task in run if task.ordinal and self._is_small_letter(task)]
            for (_, before), (task, letter) in itertools.pairwise(lettered):
                if letter in "fjwz" or (before, letter) in {("d", "e"), ("d", "d")}:
                    due = "đ" if before == "d" else LETTERS[min(LETTERS.find(before) + 1, len(LETTERS) - 1)]
                    yield Hit(
                        pick(
                            f"điểm “{letter}” đứng sau “{before}”, phải là “{due}”", f"point “{letter}” follows “{before}”; “{due}” is due"
                        ),
                        task,
                        suggestion=pick(f"đánh lại thành {due}", f"letter it {due}"),
                    )
                    break

    @staticmethod
    def _is_small_letter(task: Task) -> bool:
        ordinal = read_ordinal(task.ordinal)
        return ordinal is not None and ordinal.style == "letter" and ordinal.last.islower()
