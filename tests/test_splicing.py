"""Edits of an analyst's YAML touch only their own lines."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planstrack.loading import splicing
from planstrack.loading.nodes import plain_data, tree_of
from planstrack.loading.splicing import Edit, splice
from planstrack.source import Source

FILE = """\
# yaml-language-server: $schema=x
title: Demo   # the title

points:
  - title: NATO   # c1
    number: "7"
    text: |
      a
      b

  # about the EU
  - title: EU
    issues: [a, b]
    from: []

  -  title: odd
     text: >-
        folded
          more
# the end
sources:
- one   # s1
"""


def lines_of(old: str, new: str) -> list[str]:
    """What changed, as `-line` and `+line`."""
    import difflib

    diff = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in diff if not line.startswith(("---", "+++", "@@"))]


EDITS = [
    pytest.param(
        [Edit(route=("title",), value="A: b")],
        ["-title: Demo   # the title", "+title: 'A: b'   # the title"],
        id="a value",
    ),
    pytest.param(
        [Edit(route=("points", 0, "id"), value="nato", after="")],
        ["-  - title: NATO   # c1", "+  - id: nato", "+    title: NATO   # c1"],
        id="the first key of a point",
    ),
    pytest.param(
        [Edit(route=("points", 2, "id"), value="odd", after="")],
        ["-  -  title: odd", "+  -  id: odd", "+     title: odd"],
        id="a point that is indented oddly",
    ),
    pytest.param(
        [Edit(route=("points", 0, "from"), value=["us-28#3", "no", "7.10"], after="number")],
        ["+    from:", "+      - us-28#3", "+      - 'no'", "+      - '7.10'"],
        id="a list of texts",
    ),
    pytest.param(
        [Edit(route=("points", 1, "issues"), value="c", op="append")],
        ["-    issues: [a, b]", "+    issues: [a, b, c]"],
        id="one more in brackets",
    ),
    pytest.param(
        [Edit(route=("points", 1, "from"), value="us-28#1", op="append")],
        ["-    from: []", "+    from: [us-28#1]"],
        id="the first in brackets",
    ),
    pytest.param(
        [Edit(route=("points", 0, "issues"), value="c", op="append")],
        ["+    issues:", "+      - c"],
        id="a list that was not there",
    ),
    pytest.param([Edit(route=("sources",), value="two", op="append")], ["+- two"], id="one more line"),
    pytest.param(
        [Edit(route=("known",), value=date(2025, 12, 1)), Edit(route=("points_total",), value=28)],
        ["+known: 2025-12-01", "+points_total: 28"],
        id="a date and a number",
    ),
    pytest.param(
        [Edit(route=("points", 1, "quantities"), value={"x": {"bound": "at-most", "value": Decimal("1.50")}})],
        ["+    quantities:", "+      x:", "+        bound: at-most", "+        value: 1.5"],
        id="a mapping",
    ),
    pytest.param([Edit(route=("title",), value="Demo")], [], id="nothing new"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "mark"])
@pytest.mark.parametrize(("edits", "changed"), EDITS)
def test_an_edit_changes_only_its_own_lines(
    tmp_path: Path, edits: list[Edit], changed: list[str], ending: str, mark: bytes
) -> None:
    path = tmp_path / "v.yaml"
    before = mark + FILE.replace("\n", ending).encode()
    path.write_bytes(before)
    path.chmod(0o604)
    assert splice(path, edits) is None
    after = path.read_bytes()
    assert after.startswith(mark)
    assert lines_of(FILE, after.removeprefix(mark).decode().replace("\r\n", "\n")) == changed
    assert after.count(b"\n") == (after.count(b"\r\n") if ending == "\r\n" else after.count(b"\n"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert [entry.name for entry in tmp_path.iterdir()] == ["v.yaml"]


CANNOT = [
    pytest.param(
        FILE, Edit(route=("points", 9, "id"), value="x"), "there is no 'points.9.id' in this file", id="no such point"
    ),
    pytest.param(
        FILE, Edit(route=("title", "id"), value="x"), "there is no 'title.id' in this file", id="inside of text"
    ),
    pytest.param(FILE, Edit(route=("title",), value="x", op="append"), "'title' is no list", id="text is no list"),
    pytest.param(FILE, Edit(route=(), value="x"), "a whole file is not an edit", id="a whole file"),
    pytest.param(FILE, Edit(route=("title",), value="a\0b"), "'title' cannot be written", id="a NUL"),
    pytest.param(
        "a: &x {b: c}\nd: *x\n", Edit(route=("d", "b"), value="y"), "'d.b' stands behind an alias", id="an alias"
    ),
    pytest.param("a: &x {b: c}\nd: *x\n", Edit(route=("a", "b"), value="y"), "'a.b' cannot be written", id="an anchor"),
    pytest.param("a: [\n", Edit(route=("a",), value="y"), "line 1: a value is missing here", id="no YAML"),
    pytest.param("", Edit(route=("a",), value="y"), "the file holds nothing", id="nothing"),
    pytest.param("a:\n  b: c # why\n", Edit(route=("a",), value="y"), "would lose a comment", id="a comment"),
]


@pytest.mark.parametrize(("text", "change", "message"), CANNOT)
def test_what_cannot_be_done_safely_is_not_done(tmp_path: Path, text: str, change: Edit, message: str) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(text)
    problem = splice(path, [Edit(route=("new",), value="x"), change])
    assert problem is not None
    assert (problem.code, problem.place.path) == ("cannot-edit", str(path))
    assert message in problem.message
    assert path.read_text() == text


def test_a_save_by_somebody_else_since_the_file_was_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("title: theirs\n")
    problem = splice(path, [Edit(route=("title",), value="ours")], read="title: old\n")
    assert problem is not None
    assert (problem.code, path.read_text()) == ("changed-meanwhile", "title: theirs\n")


def test_a_save_by_somebody_else_during_the_edit_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("title: old\n")
    real = splicing.spliced

    def meanwhile(text: str, edits: Any) -> str:
        path.write_text("title: theirs\n")
        return real(text, edits)

    monkeypatch.setattr(splicing, "spliced", meanwhile)
    problem = splice(path, [Edit(route=("title",), value="ours")])
    assert problem is not None
    assert (problem.code, path.read_text()) == ("changed-meanwhile", "title: theirs\n")


def test_a_save_by_somebody_else_in_the_last_instant_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("title: old\n")
    real = os.fsync

    def meanwhile(descriptor: int) -> None:
        real(descriptor)
        if path.read_text() == "title: old\n":
            path.write_text("title: theirs\n")

    monkeypatch.setattr(os, "fsync", meanwhile)
    problem = splice(path, [Edit(route=("title",), value="ours")])
    assert problem is not None
    assert (problem.code, path.read_text()) == ("changed-meanwhile", "title: theirs\n")
    assert [entry.name for entry in tmp_path.iterdir()] == ["v.yaml"]


def test_a_read_only_file_is_not_edited(tmp_path: Path) -> None:
    path = tmp_path / "V.yaml"
    path.write_text("title: old\n")
    path.chmod(0o444)
    problem = splice(path, [Edit(route=("title",), value="new")])
    assert problem is not None
    assert (problem.code, problem.message) == ("cannot-write", "nothing was written: 'V.yaml' is read-only")
    assert path.read_text() == "title: old\n"


def test_a_file_is_not_edited_through_a_folder_that_a_stranger_laid_a_link_to(tmp_path: Path) -> None:
    (tmp_path / "Ours").mkdir()
    (tmp_path / "Ours" / "v.yaml").write_text("title: old\n")
    (tmp_path / "clone" / ".git").mkdir(parents=True)
    (tmp_path / "clone" / "versions").symlink_to("../Ours")
    problem = splice(tmp_path / "clone" / "versions" / "v.yaml", [Edit(route=("title",), value="new")])
    assert problem is not None
    assert problem.code == "cannot-write"
    assert problem.message.startswith("nothing was written: the link 'versions' leads out of")
    assert str(tmp_path / "Ours") in problem.message
    assert (tmp_path / "Ours" / "v.yaml").read_text() == "title: old\n"


def test_a_link_and_a_second_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "v.yaml").write_text("title: old\n")
    (tmp_path / "link.yaml").symlink_to("v.yaml")
    problem = splice(tmp_path / "link.yaml", [Edit(route=("title",), value="new")])
    assert problem is not None
    assert "symbolic link" in problem.message
    (tmp_path / "second.yaml").hardlink_to(tmp_path / "v.yaml")
    problem = splice(tmp_path / "v.yaml", [Edit(route=("title",), value="new")])
    assert problem is not None
    assert "second name" in problem.message
    assert (tmp_path / "v.yaml").read_text() == "title: old\n"


def test_a_full_disk_is_a_problem_and_the_old_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("title: old\n")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        problem = splice(path, [Edit(route=("title",), value="new")])
    assert problem is not None
    assert (problem.code, problem.message) == ("cannot-write", "nothing was written: no space left on device")
    assert (path.read_text(), [entry.name for entry in tmp_path.iterdir()]) == ("title: old\n", ["v.yaml"])


def test_no_file_is_a_problem(tmp_path: Path) -> None:
    for path in (tmp_path / "v.yaml", tmp_path / "none" / "v.yaml"):
        problem = splice(path, [Edit(route=("title",), value="new")])
        assert problem is not None
        assert (problem.code, problem.message) == ("cannot-write", "nothing was written: no such file or directory")


WRITER = """
import sys
from pathlib import Path
from planstrack.loading.splicing import Edit, splice
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 10):
    assert splice(Path(sys.argv[1]), [Edit(route=("points",), value=f"p{number}", op="append")]) is None
"""


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "v.yaml"
    path.write_text("points:\n- p0\n")
    both = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(start)]) for start in (1, 11)]
    assert [process.wait() for process in both] == [0, 0]
    assert sorted(path.read_text().split()[2::2]) == sorted(f"p{number}" for number in range(21))


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n:#-'\"[]{}!&*| "), max_size=30)


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.sampled_from([("points", 0, "title"), ("points", 1, "note"), ("title",), ("points", 1, "issues", 0)]))
def test_old_facts_and_the_edit_are_the_new_facts(value: str, route: tuple[str | int, ...]) -> None:
    try:
        new = splicing.spliced(FILE, [Edit(route=route, value=value)])
    except splicing._Cannot:
        return
    before, after = (plain_data(tree_of(Source("", text)).root) for text in (FILE, new))  # type: ignore[arg-type]
    for facts in (before, after):
        *inside, last = route
        for step in inside:
            facts = facts[step]
        facts[last] = None
    assert before == after
