"""How wide the text columns of the task sheet must be for this plan, so that rows stay low and the page is filled."""
from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from kehoach.export import words
from kehoach.model import Plan, Task

_SHARED = 108.0
"""Characters that the text columns share; with the fixed ones a line of A4 landscape, printed at about 10 points."""
_LEAST: dict[str, float] = {"title": 26, "lead": 13, "cooperating": 13, "deliverables": 13, "deadline": 12}
_MOST: dict[str, float] = {"title": 60, "lead": 30, "cooperating": 36, "deliverables": 45, "deadline": 30}


class TextLengths:
    """Adds up how long the texts of each column are; long ones weigh more, as they make rows tall."""

    def __init__(self) -> None:
        self._tasks = 0
        self._squares = dict.fromkeys(_LEAST, 0)

    def add(self, plan: Plan) -> None:
        for task in plan.tasks:
            self._tasks += 1
            for name, text in _texts(task).items():
                self._squares[name] += len(text) ** 2

    def widths(self) -> dict[str, float]:
        """The width of each text column in characters: shared by the root of the mean length, which makes rows lowest."""
        weights = {name: sqrt(sqrt(squares / max(self._tasks, 1))) + 1 for name, squares in self._squares.items()}
        whole = sum(weights.values())
        return {name: round(min(max(_SHARED * weight / whole, _LEAST[name]), _MOST[name]), 1) for name, weight in weights.items()}


def _texts(task: Task) -> Mapping[str, str]:
    return {
        "title": task.title,
        "lead": words.leads(task),
        "cooperating": words.cooperating(task),
        "deliverables": " ".join(task.deliverables),
        "deadline": task.deadline.raw,
    }
