"""Every rule against its case file: it fires where the excerpt is wrong and nowhere else, and stays silent on the right one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kehoach import lang
from kehoach.validate import review
from kehoach.validate.findings import Finding
from kehoach.validate.registry import RULES, rule
from kehoach.validate.rule import explain
from review_cases import excerpt, source_text

FILES = Path(__file__).parent / "rules"
README = Path(__file__).parents[1] / "README.md"


def _cases(kind: str) -> list[Any]:
    cases = []
    for code in RULES:
        content = tomllib.loads((FILES / f"{code}.toml").read_text(encoding="utf-8"))
        cases += [pytest.param(code, case, id=f"{code}-{case['why']}") for case in content[kind]]
    return cases


def _review(case: dict[str, Any]) -> list[Finding]:
    plan = excerpt(case["rows"], **case.get("document", {}))
    return review(plan, source=source_text(case.get("document", {})), as_of=case.get("as_of"))


def _places(findings: list[Finding], code: str, case: dict[str, Any]) -> list[str]:
    """Where a rule fired: the number of the task, else the section in the message, else blank."""
    sections = [line.split("|")[0].strip() for line in case["rows"].splitlines() if line.strip().startswith("§")]

    def place(finding: Finding) -> str:
        if finding.task:
            return finding.task["ordinal"] or finding.task["title"] or ""
        return next((f"§{name.lstrip('§ ')}" for name in sections if finding.message.startswith(f"Mục {name.lstrip('§ ')}:")), "")

    return [place(finding) for finding in findings if finding.code == code]


@pytest.mark.parametrize(("code", "case"), _cases("fail"))
def test_fires_on_the_wrong_excerpt_and_on_nothing_else_of_it(code: str, case: dict[str, Any]) -> None:
    findings = _review(case)
    assert _places(findings, code, case) == case["at"]
    told = " ".join(f"{finding.message} {finding.suggestion or ''}" for finding in findings if finding.code == code)
    for words in case.get("says", []):
        assert words in told
    serious = {finding.code for finding in findings if finding.severity != "info"} - {code}
    assert serious == set(case.get("also", []))


@pytest.mark.parametrize(("code", "case"), _cases("pass"))
def test_stays_silent_on_the_right_excerpt(code: str, case: dict[str, Any]) -> None:
    assert code not in {finding.code for finding in _review(case)}


@pytest.mark.parametrize("code", RULES)
def test_examples_of_the_documentation_are_in_the_case_file(code: str) -> None:
    content = tomllib.loads((FILES / f"{code}.toml").read_text(encoding="utf-8"))
    told = explain(rule(code))
    for words, kind in ((told.wrong, "fail"), (told.right, "pass")):
        assert any(words in _words(case) for case in content[kind]), (words, kind)


def _words(case: dict[str, Any]) -> str:
    """All that a case shows, numbers as a list ("1, 2, 4"), so that an example can be found in it."""
    numbers = [line.split("|")[0].strip() for line in case["rows"].splitlines() if line.strip()]
    lists = [", ".join(number for number in numbers if not number.startswith("§"))]
    lists.append(", ".join(number.lstrip("§ ") for number in numbers if number.startswith("§")))
    titles = [line.split("|")[1].strip() for line in case["rows"].splitlines() if line.count("|")]
    headings = [line.strip().lstrip("§ ").replace(" | ", ". ") for line in case["rows"].splitlines()]
    return "\n".join([case["rows"], *lists, *titles, *headings, str(case.get("document", "")), case["why"]])


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_documentation_is_whole_in_both_languages(code: str, language: str) -> None:
    lang.use(language)
    try:
        told = explain(rule(code))
    finally:
        lang.use(None)
    assert told.code == code
    assert told.severity in ("error", "warning", "info")
    assert all((told.title, told.checks, told.why, told.wrong, told.right))
    assert told.name == told.name.lower()


def test_codes_and_names_are_unique() -> None:
    names = [rule(code).name for code in RULES]
    assert len(set(names)) == len(names)
    assert list(RULES) == sorted(RULES, key=lambda code: list(RULES).index(code))
    assert {file.stem for file in FILES.glob("*.toml")} == set(RULES)


def test_the_readme_has_the_rules() -> None:
    from kehoach.validate.manual import rules_table

    text = README.read_text(encoding="utf-8")
    if "<!-- rules:begin -->" not in text:
        pytest.skip("README.md has no rule table yet")
    lang.use("en")
    try:
        table = rules_table()
    finally:
        lang.use(None)
    assert text.split("<!-- rules:begin -->")[1].split("<!-- rules:end -->")[0].strip() == table.strip()
