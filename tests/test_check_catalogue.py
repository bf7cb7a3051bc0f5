"""Every problem code has one folder that provokes it and the recorded output, caret included."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from planstrack.check import check
from planstrack.claims.archive import Archive
from planstrack.claims.quote_states import quote_states
from planstrack.claims.witnesses import with_texts
from planstrack.codes import codes
from planstrack.files.reading import Folder, Refusal, refusal_of
from planstrack.loading import load_plan
from planstrack.loading.history import archive_in_git, load_plan_at, load_version_at
from planstrack.loading.splicing import Edit, splice
from planstrack.problem import Problem
from planstrack.render.problems import code_page, text

CATALOGUE = Path(__file__).parent / "catalogue"
RECORD = bool(os.environ.get("PLANSTRACK_RECORD"))

VERSION = "title: First draft\ndate: 2025-11-20\ntext: leaked\npoints_held: none\n"


def problems_of(folder: Path) -> tuple[Problem, ...]:
    """Return what `planstrack check` finds in `plan/`, with the archive beside it where there is one."""
    plan, problems = load_plan(folder / "plan")
    archive = folder / "archive"
    if not archive.is_dir():
        return tuple(sorted((*problems, *check(plan)), key=lambda problem: problem.sort_key))
    texts = Archive(archive)
    found = check(plan, quote_states(plan, texts), with_texts(plan, texts))
    return tuple(sorted((*problems, *found), key=lambda problem: problem.sort_key))


def a_plan() -> Path:
    """Make the smallest plan in the current folder and return its only version."""
    version = Path("plan/versions/draft-1.yaml")
    version.parent.mkdir(parents=True)
    Path("plan/plan.yaml").write_text("title: A plan\n", encoding="utf-8")
    version.write_text(VERSION, encoding="utf-8")
    return version


def a_link_out_of_the_folder() -> tuple[Problem, ...]:
    version = a_plan()
    version.rename("elsewhere.yaml")
    version.symlink_to("../../elsewhere.yaml")
    return problems_of(Path())


class _Refusing(Folder):
    """A folder on a disk that refuses one file; as root, no permission would."""

    def read(self, path: str) -> bytes | Refusal | None:
        if path.startswith("versions/"):
            return refusal_of(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        return super().read(path)


def a_file_without_permission() -> tuple[Problem, ...]:
    a_plan()
    with _Refusing(Path("plan")) as files:
        return load_plan(Path("plan"), opener=files).problems


def a_file_of_five_megabytes() -> tuple[Problem, ...]:
    a_plan().write_text(VERSION + "note: " + "x" * 5_000_000 + "\n", encoding="utf-8")
    return problems_of(Path())


def a_list_of_400_000_values() -> tuple[Problem, ...]:
    a_plan().write_text(VERSION + "sources:\n" + "- a\n" * 400_000, encoding="utf-8")
    return problems_of(Path())


def a_list_of_1001_things_that_are_no_points() -> tuple[Problem, ...]:
    a_plan().write_text(VERSION + "points:\n" + "- a\n" * 1001, encoding="utf-8")
    return tuple(problem for problem in problems_of(Path()) if problem.code == "too-many-problems")


def a_revision_git_does_not_know() -> tuple[Problem, ...]:
    a_plan()
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    return load_plan_at(Path("plan"), "no-such-branch").problems


def a_version_from_before_it_was_written() -> tuple[Problem, ...]:
    a_plan()
    name = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    subprocess.run(["git", "add", "plan/plan.yaml"], check=True)
    subprocess.run(["git", *name, "commit", "--quiet", "-m", "Begin"], check=True)
    return load_version_at(Path("plan"), "HEAD", "draft-1").problems


def an_archive_that_git_tracks() -> tuple[Problem, ...]:
    a_plan()
    subprocess.run(["git", "init", "--quiet", "."], check=True)
    archive = Path(".planstrack/archive")
    Path(".planstrack").mkdir()
    Archive(archive).add("A text.")
    subprocess.run(["git", "add", "--force", str(archive)], check=True)
    problem = archive_in_git(archive)
    return (problem,) if problem else ()


def written(path: Path, edit: Edit, read: str | None = None) -> tuple[Problem, ...]:
    problem = splice(path, [edit], read=read)
    return (problem,) if problem else ()


TITLE = Edit(route=("title",), value="Second draft")


def a_save_by_somebody_else() -> tuple[Problem, ...]:
    return written(a_plan(), TITLE, read="title: What stood there when we looked\n")


def an_edit_through_a_link() -> tuple[Problem, ...]:
    version = a_plan()
    version.rename("elsewhere.yaml")
    version.symlink_to("../../elsewhere.yaml")
    return written(version, TITLE)


def a_file_that_went_away() -> tuple[Problem, ...]:
    version = a_plan()
    version.unlink()
    return written(version, TITLE)


MADE: dict[str, Callable[[], tuple[Problem, ...]]] = {
    "linked-file": a_link_out_of_the_folder,
    "unreadable": a_file_without_permission,
    "too-large": a_file_of_five_megabytes,
    "too-many-values": a_list_of_400_000_values,
    "too-many-problems": a_list_of_1001_things_that_are_no_points,
    "no-such-revision": a_revision_git_does_not_know,
    "archive-in-git": an_archive_that_git_tracks,
    "not-in-revision": a_version_from_before_it_was_written,
    "changed-meanwhile": a_save_by_somebody_else,
    "cannot-edit": an_edit_through_a_link,
    "cannot-write": a_file_that_went_away,
}
FOLDERS = sorted(path.name for path in CATALOGUE.iterdir() if path.is_dir())


def test_the_catalogue_and_the_list_of_codes_name_the_same_codes() -> None:
    assert set(FOLDERS) == set(codes())
    without = {name for name in FOLDERS if not (CATALOGUE / name / "plan").is_dir()}
    assert without == set(MADE)


@pytest.mark.parametrize("code", FOLDERS)
def test_the_provoking_plan_gives_the_recorded_output(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path if code in MADE else CATALOGUE / code)
    found = MADE[code]() if code in MADE else problems_of(Path())
    shown = text(found)
    expected = CATALOGUE / code / "expected.txt"
    if RECORD:
        expected.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == expected.read_text(encoding="utf-8")
    assert code in {problem.code for problem in found}
    for problem in found:
        acknowledged = (problem.hint or "").startswith("looked at by ")
        assert problem.severity == ("note" if acknowledged else codes()[problem.code].severity)


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_a_page_with_all_its_parts(code: str) -> None:
    page = codes()[code]
    assert page.title
    assert page.title[-1] not in ".!"
    assert page.meaning.endswith(".")
    assert page.mend
    assert page.example
    assert page.example != page.instead
    shown = code_page(page)
    assert shown.startswith(f"{page.severity}[{code}]: {page.title}\n")
    assert max(map(len, shown.split("Example:")[0].splitlines())) <= 80
