"""`planstrack align`: shown, and written into the newer file with everything else kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planstrack.api import Sides
from planstrack.cli.app import app

OLD = """\
title: Old
points_held: all
points:
  - {id: cap, number: "1", text: "The armed forces of the country are limited to 600,000 personnel in total."}
  - {id: jets, number: "2", text: "European fighter jets are stationed at two bases in Poland from next spring."}
  - {number: "3", text: "Elections are held within one hundred days after signature of the agreement."}
  - {number: "4", text: "Prisoners are exchanged on the principle of all for all, with lists checked by the Red Cross."}
"""
NEW = """\
# pasted in this morning
title: New
points_held: all
points:
  # moved to the front
  - text: European fighter jets are stationed at two bases in Poland from next spring.
    number: "1"
  - number: "2"   # the cap
    text: "The armed forces of the country are limited to 800,000 personnel in total."
  - number: "3"
    text: >-
      Elections are held within one hundred days after signature of the agreement. Prisoners are exchanged on the
      principle of all for all, with lists checked by the Red Cross.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    return tmp_path / "old.yaml", tmp_path / "new.yaml"


def align(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["align", *(str(item) for item in arguments)])


def test_every_match_gives_its_score_and_its_reason(files: tuple[Path, Path]) -> None:
    page = json.loads(align(*files, "--format", "json").stdout)
    assert [(link["sign"], len(link["old"]), len(link["new"])) for link in page["links"]] == [
        ("=", 1, 1),
        ("~", 1, 1),
        (">", 2, 1),
    ]
    assert all(0 <= link["score"] <= 1 and link["why"] for link in page["links"])


def test_a_notebook_draws_it_as_a_table_without_markup_of_the_data(files: tuple[Path, Path]) -> None:
    files[0].write_text(OLD.replace("title: Old", "title: <img src=x onerror=alert(1)>"))
    html = Sides.of(str(files[0]), str(files[1])).concordance()._repr_html_()
    assert html is not None
    assert "<table>" in html
    assert "<img" not in html


def test_nothing_is_written_unasked(files: tuple[Path, Path]) -> None:
    assert "id: jets" in align(*files).stdout
    assert files[1].read_text() == NEW


def test_ids_and_lineage_are_written_and_nothing_else_changes(files: tuple[Path, Path]) -> None:
    result = align(*files, "--write")
    assert (result.exit_code, "3 points" in result.stderr) == (0, True)
    written = files[1].read_text()
    lines = iter(line.strip().removeprefix("- ") for line in written.splitlines())
    assert all(line.strip().removeprefix("- ") in lines for line in NEW.splitlines()), "every line is there, in order"
    assert "old#3" in written
    assert "old#4" in written
    declared = json.loads(align(*files, "--format", "json").stdout)
    assert {link["how"] for link in declared["links"]} == {"declared"}
    assert align(*files, "--write").exit_code == 0
    assert files[1].read_text() == written


def test_a_file_that_cannot_be_written_stays_and_is_reported(files: tuple[Path, Path]) -> None:
    link = files[1].with_name("link.yaml")
    link.symlink_to(files[1])
    result = align(files[0], link, "--write")
    assert result.exit_code == 1
    assert files[1].read_text() == NEW


def test_a_match_that_cannot_be_written_since_the_old_point_has_no_name_is_said(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text("points:\n  - text: The port gets at most 12 berths.\n")
    (tmp_path / "q.yaml").write_text("points:\n  - text: The port gets at most 14 berths.\n")
    page = json.loads(align(tmp_path / "p.yaml", tmp_path / "q.yaml", "--format", "json").stdout)
    assert "1 could not, since a point of “p” has no id and no number of its own" in page["summary"]
