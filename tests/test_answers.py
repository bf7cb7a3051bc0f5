"""An answer is given again only while nothing that it follows from has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planstrack import api
from planstrack.cli.app import app

PLAN = "title: A plan\nmain_line: [v1, v2]\n"
VERSION = """\
title: {name}
date: {date}
points_held: all
points:
  - {{id: cap, number: "1", text: "The army is limited to {cap}."}}
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANSTRACK_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "plans" / "p"
    (folder / "versions").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "plan.yaml").write_text(PLAN)
    (folder / "versions" / "v1.yaml").write_text(VERSION.format(name="First", date="2025-11-20", cap="600,000"))
    (folder / "versions" / "v2.yaml").write_text(VERSION.format(name="Second", date="2025-11-23", cap="800,000"))
    return folder


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question that was not answered from memory."""
    asked: list[str] = []
    whole = api.Sides.of

    def of(old: str, new: str, plan: str | Path | None = None) -> api.Sides:
        asked.append(f"{old}..{new}")
        return whole(old, new, plan)

    monkeypatch.setattr(api.Sides, "of", of)
    return asked


def diff(plan: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["--plan", str(plan), "diff", "v1", "v2", *more])


def test_the_same_question_is_answered_from_memory_in_the_same_bytes(plan: Path, worked_out: list[str]) -> None:
    first, second = diff(plan), diff(plan)
    assert first.exit_code == second.exit_code == 0
    assert first.stdout_bytes == second.stdout_bytes
    assert "600,000" in first.stdout
    assert len(worked_out) == 1


def _edit(plan: Path) -> None:
    path = plan / "versions" / "v2.yaml"
    facts = path.stat()
    path.write_text(path.read_text().replace("800,000", "900,000"))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))  # its time and size tell nothing


def _article(plan: Path) -> None:
    (plan / "articles" / "a.yaml").write_text("outlet: Paper\npublished: 2025-11-24\n")


def _archive(plan: Path) -> None:
    (plan.parent.parent / ".planstrack" / "archive").mkdir(parents=True)


def _stray(plan: Path) -> None:
    (plan / "notes.txt").write_text("not read, which is said")


@pytest.mark.parametrize("change", [_edit, _article, _archive, _stray])
def test_whatever_may_change_the_answer_has_it_worked_out_anew(
    plan: Path, worked_out: list[str], change: Callable[[Path], None]
) -> None:
    diff(plan)
    change(plan)
    assert diff(plan).exit_code == 0
    assert len(worked_out) == 2


def test_another_question_is_another_answer(plan: Path, worked_out: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [diff(plan), diff(plan, "--format", "json"), diff(plan, "--explain"), diff(plan, "--as-of", "2025-11-25")]
    monkeypatch.setenv("COLUMNS", "120")
    answers.append(diff(plan))
    assert len(worked_out) == 5
    assert len({answer.stdout for answer in answers[:4]}) == 4


def test_an_answer_beside_problems_is_not_remembered(plan: Path, worked_out: list[str]) -> None:
    (plan / "articles" / "a.yaml").write_text("outlet: [\n")
    first, second = diff(plan), diff(plan)
    assert first.exit_code == second.exit_code == 1
    assert first.stderr == second.stderr != ""
    assert len(worked_out) == 2


def test_a_damaged_memory_is_no_memory(plan: Path, worked_out: list[str], tmp_path: Path) -> None:
    first = diff(plan)
    [stored] = (tmp_path / "cache").iterdir()
    stored.write_bytes(b"not a database at all")
    assert diff(plan).stdout == first.stdout
    assert len(worked_out) == 2


def test_it_can_be_switched_off(plan: Path, worked_out: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANSTRACK_CACHE", "")
    diff(plan)
    diff(plan)
    assert len(worked_out) == 2
