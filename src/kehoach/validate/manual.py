"""The rules explained: one page per rule, the list, and the table of the README."""

from __future__ import annotations

from kehoach.lang import pick
from kehoach.validate.registry import RULES, rule
from kehoach.validate.rule import Explanation, explain


def list_rules() -> str:
    """One line per rule: code, severity, title."""
    return "".join(f"{told.code}  {told.severity:<7}  {told.title}\n" for told in _all())


def rule_page(code: str) -> str:
    """Everything that is known of a rule. Raises ``UsageError`` for a code that there is not."""
    told = explain(rule(code))
    lines = [
        f"{told.code}  {told.title}",
        f"{told.name} · {told.severity}",
        "",
        f"{pick('Kiểm tra', 'Checks')}: {told.checks}",
        f"{pick('Vì sao', 'Why')}: {told.why}",
        "",
        f"{pick('Sai', 'Wrong')}:  {told.wrong}",
        f"{pick('Đúng', 'Right')}: {told.right}",
    ]
    if told.ground:
        lines += ["", f"{pick('Căn cứ', 'Ground')}: {told.ground}"]
    return "\n".join(lines) + "\n"


def rules_table() -> str:
    """The rules as a Markdown table, as the README has it."""
    head = pick("| Mã | Mức | Kiểm tra |", "| Code | Severity | Rule |")
    return "\n".join([head, "|---|---|---|", *(f"| {told.code} | {told.severity} | {told.title} |" for told in _all())]) + "\n"


def _all() -> list[Explanation]:
    return [explain(rule(code)) for code in RULES]
