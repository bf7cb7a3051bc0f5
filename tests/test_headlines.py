"""A slip in plan.yaml is a problem of `check`; a page passes over what the plan does not have."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planstrack.cli.app import app

PLAN = """\
title: A plan
headlines: [nato, army]
main_line: [one, two]
parties: {us: United States}
speakers:
  Minister: {kind: official, party: us}
  Somebody: {kind: unnamed, may_be: [Minister]}
issues:
  nato: {title: NATO, matters: [entry]}
  army: {title: Army}
quantities:
  cap: {title: cap, unit: personnel, issue: army}
"""
VERSION = """\
title: Draft {at}
date: 2025-11-2{at}
known: 2025-11-2{at}
text: leaked
points_held: all
{based}sources: [a]
points:
  - {{id: p, number: "1", title: Cap, wording: verbatim, text: "At most {at}00,000.",
     issues: [nato, army], quantities: {{cap: {{at-most: {at}00000}}}}}}
"""
ARTICLE = """\
outlet: Paper
title: What changed
published: 2025-11-22
claims:
  - {id: c, gist: The cap is 200000., says: value, value: {cap: {at-most: 200000}}, said_by: [Minister],
     about: {version: two, points: [p], issues: [army]}}
  - {id: d, gist: Four points., says: count, value: 4, said_by: [Somebody], about: {version: two}}
"""
PAGES = [
    ["brief"], ["log"], ["issue"], ["issue", "nato"], ["table"], ["diff", "one", "two"], ["show", "two"],
    ["evidence", "one", "two"], ["brief", "--format", "html"], ["brief", "--format", "markdown"], ["log", "--format", "json"],
]  # fmt: skip


def made(folder: Path, old: str = "", new: str = "") -> Path:
    """Write the plan with one name misspelt wherever it stands as `old`."""
    files = {
        "plan.yaml": PLAN,
        "versions/one.yaml": VERSION.format(at=1, based=""),
        "versions/two.yaml": VERSION.format(at=2, based="based_on: [one]\n"),
        "articles/a.yaml": ARTICLE,
    }
    plan = folder / "plan"
    for name, text in files.items():
        path = plan / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    if old:
        assert any(old in text for text in files.values())
    return plan


def run(plan: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--plan", str(plan), *words])


SLIPS = [
    pytest.param("headlines: [nato, army]", "headlines: [nato, arny]", "unknown-issue", id="a headline"),
    pytest.param("headlines: [nato, army]", "headlines: [nota]", "unknown-issue", id="the only headline"),
    pytest.param("headlines: [nato, army]", "headlines: [nato, nato, nota]", "unknown-issue", id="a headline twice"),
    pytest.param("main_line: [one, two]", "main_line: [one, tow]", "unknown-version", id="the main line"),
    pytest.param("main_line: [one, two]", "main_line: [eno, tow]", "unknown-version", id="all of the main line"),
    pytest.param("based_on: [one]", "based_on: [eno]", "unknown-version", id="what a version is based on"),
    pytest.param("issue: army}\n", "issue: arny}\n", "unknown-issue", id="the issue of a quantity"),
    pytest.param("issues: [nato, army], q", "issues: [nota], q", "unknown-issue", id="the issue of a point"),
    pytest.param("issues: [army]}}", "issues: [arny]}}", "unknown-issue", id="the issue of a claim"),
    pytest.param("{version: two, points", "{version: tow, points", "unknown-version", id="the version of a claim"),
    pytest.param("points: [p]", "points: [q]", "unknown-point", id="the point of a claim"),
    pytest.param("value: {cap:", "value: {cpa:", "unknown-quantity", id="the quantity of a claim"),
    pytest.param("quantities: {cap:", "quantities: {cpa:", "unknown-quantity", id="the quantity of a point"),
    pytest.param("sources: [a]", "sources: [b]", "unknown-article", id="a source"),
    pytest.param("party: us", "party: su", "unknown-party", id="a party"),
    pytest.param("may_be: [Minister]", "may_be: [Ministre]", "unknown-speaker", id="who a speaker may be"),
]


@pytest.mark.parametrize(("old", "new", "code"), SLIPS)
def test_a_slip_in_a_name_is_a_problem_and_ends_no_page(tmp_path: Path, old: str, new: str, code: str) -> None:
    plan = made(tmp_path, old, new)
    checked = run(plan, "check")
    assert code in checked.stdout + checked.stderr
    for words in (*PAGES, ["site", "-o", str(tmp_path / "site")]):
        result = run(plan, *words)
        assert result.exception is None or isinstance(result.exception, SystemExit), (words, result.exception)


def test_headlines_that_are_issues_still_lead(tmp_path: Path) -> None:
    right = run(made(tmp_path / "right"), "brief").stdout
    assert "### NATO" in right
    assert "### Army" in right
    some = run(made(tmp_path / "some", "headlines: [nato, army]", "headlines: [arny, army]"), "brief").stdout
    assert "### Army" in some
    assert "### NATO" not in some
    none = run(made(tmp_path / "none", "headlines: [nato, army]", "headlines: [arny]"), "brief").stdout
    assert "### NATO" in none
    assert "### Army" in none
