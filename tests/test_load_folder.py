"""A plan folder: what is read of it, what is refused, and where the plan is."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from planstrack.files.reading import LARGEST
from planstrack.loading import Loaded, NoPlan, find_plan, load_plan, load_version, plan_around

Write = Callable[[str, str], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    return tmp_path / "plan"


@pytest.fixture
def write(folder: Path) -> Write:
    def write(name: str, text: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    write("plan.yaml", "title: Demo\n")
    write("versions/v1.yaml", "title: One\npoints: [{id: a, text: b}]\n")
    return write


def said(loaded: Loaded, folder: Path) -> list[str]:
    """Each problem as `file:line:column severity code`."""
    return [f"{p.place}".removeprefix(f"{folder}/") + f" {p.severity} {p.code}" for p in loaded.problems]


def test_a_plan_is_its_files(folder: Path, write: Write) -> None:
    write("articles/a1.yaml", "outlet: X\nclaims: [{id: c, says: kept}]\n")
    write("articles/many.yaml", "articles:\n- {id: a2, outlet: Y}\n- {id: a3, outlet: Z}\n")
    plan, problems = load_plan(folder)
    assert not problems
    assert (plan.title, list(plan.versions), list(plan.articles)) == ("Demo", ["v1"], ["a1", "a2", "a3"])
    assert (plan.versions["v1"].id, plan.articles["a1"].id, plan.articles["a3"].outlet) == ("v1", "a1", "Z")


def test_every_value_knows_its_place(folder: Path, write: Write) -> None:
    write("plan.yaml", "title: Demo\nparties: {us: United States}\n")
    write(
        "articles/many.yaml", "articles:\n- id: a2\n  outlet: Y\n  claims:\n  - id: c\n    says: count\n    value: 19\n"
    )
    write(
        "versions/v1.yaml",
        "title: One\npoints:\n  - id: a\n    from: [v0#1]\n    quantities:\n      x: {at-most: 5}\n      y: 6\n",
    )
    plan, _ = load_plan(folder)

    def at(*route: str | int, key: bool = False) -> tuple[int, int, str]:
        place = plan.place("version", "v1", *route, key=key)
        return place.line, place.column, place.text

    assert at("title") == (1, 8, "One")
    assert at("title", key=True) == (1, 1, "title")
    assert at("points", 0) == (3, 5, "id: a")
    assert at("points", 0, "from_", 0) == (4, 12, "v0#1")
    assert at("points", 0, "quantities", "x", "value") == (6, 20, "5")
    assert at("points", 0, "quantities", "y", "value") == (7, 10, "6")
    assert at("points", 0, "title") == (3, 5, "id: a"), "what is not written stands where its point stands"
    assert at("points", 7, "title")[0] == 3, "a point that is not there stands where the points stand"
    assert str(plan.place("article", "a2", "claims", 0, "value")).endswith("many.yaml:7:12")
    assert str(plan.place("plan", "", "parties", "us", "name")).endswith("plan.yaml:2:15")


def test_places_are_right_in_a_file_with_problems(folder: Path, write: Write) -> None:
    write("versions/v1.yaml", "date: never\npoints:\n- oops\n- issues: [a b, c]\n  title: T\n")
    plan, problems = load_plan(folder)
    assert len(problems) == 3
    assert plan.versions["v1"].points[1].issues == ("c",)
    assert plan.place("version", "v1", "points", 1, "issues", 0).text == "c"
    assert plan.place("version", "v1", "points", 1, "title").text == "T"


def test_one_bad_file_stops_no_other(folder: Path, write: Write) -> None:
    write("plan.yaml", "title: [\n")
    write("versions/bad.yaml", "points: [\n")
    write("versions/v2.yaml", "date: x\n")
    write("articles/a.yaml", "outlet:\n")
    loaded = load_plan(folder)
    assert said(loaded, folder) == [
        "articles/a.yaml:1:1 error missing-key",
        "plan.yaml:1:9 error bad-yaml",
        "versions/bad.yaml:1:10 error bad-yaml",
        "versions/v2.yaml:1:7 error bad-date",
    ]
    assert list(loaded.plan.versions) == ["v1", "v2"]
    assert loaded.plan.unread == {("plan", ""), ("version", "bad"), ("article", "a")}


def test_no_plan_file_is_a_problem(folder: Path) -> None:
    assert said(load_plan(folder), folder) == ["plan.yaml:1:1 error no-plan-file"]


def test_a_folder_that_is_not_there_is_a_problem(folder: Path) -> None:
    assert [problem.code for problem in load_plan(folder / "nowhere").problems] == ["no-plan-file"]


def test_an_id_is_the_files_name(folder: Path, write: Write) -> None:
    write("versions/v2.yaml", "title: Two\nid: v3\n")
    write("versions/v4.yaml", "id: v4\n")
    write("versions/Genf 2.yaml", "title: x\n")
    write("articles/.yaml", "outlet: x\n")
    loaded = load_plan(folder)
    assert said(loaded, folder) == ["versions/Genf 2.yaml:1:1 error bad-id", "versions/v2.yaml:2:5 error id-differs"]
    assert loaded.plan.versions["v2"].id == "v2"


def test_two_articles_of_one_id_point_at_each_other(folder: Path, write: Write) -> None:
    write("articles/a.yaml", "outlet: X\n")
    write("articles/b.yaml", "articles:\n- {id: c, outlet: X}\n- {id: a, outlet: Y}\n- {id: C, outlet: Z}\n")
    loaded = load_plan(folder)
    assert said(loaded, folder) == [
        "articles/b.yaml:3:8 error duplicate-id",
        "articles/b.yaml:4:8 error duplicate-id",
    ]
    first, second = (problem.see_also[0].place for problem in loaded.problems)
    assert (str(first), str(second)) == (f"{folder}/articles/a.yaml:1:1", f"{folder}/articles/b.yaml:2:8")
    assert loaded.plan.articles["a"].outlet == "X"


def test_an_article_of_a_list_without_id_or_outlet(folder: Path, write: Write) -> None:
    write("articles/b.yaml", "articles:\n- outlet: X\n- id: a\n- {id: b, outlet: Y}\n")
    loaded = load_plan(folder)
    assert said(loaded, folder) == ["articles/b.yaml:2:3 error missing-key", "articles/b.yaml:3:3 error missing-key"]
    assert list(loaded.plan.articles) == ["b"]
    assert loaded.plan.unread == {("article", "a")}
    assert str(loaded.plan.place("article", "b", "outlet")).endswith("b.yaml:4:19")


def test_what_is_not_read_is_said(folder: Path, write: Write) -> None:
    write("versions/v2.yml", "title: a\n")
    write("versions/notes.txt", "a")
    write("versions/old/v1.yaml", "a")
    write("versions/.v1.yaml.swp", "a")
    write("versions/v1.yaml~", "a")
    write("version/v3.yaml", "a")
    write("extra.yaml", "a")
    write("README.md", "a")
    loaded = load_plan(folder)
    assert said(loaded, folder) == [
        "extra.yaml:1:1 warning not-read",
        "version:1:1 warning not-read",
        "versions/notes.txt:1:1 warning not-read",
        "versions/old:1:1 warning not-read",
        "versions/v2.yml:1:1 error wrong-extension",
    ]
    assert [problem.hint for problem in loaded.problems][1] == "did you mean 'versions'?"


def test_a_plan_yml_is_named(folder: Path) -> None:
    (folder / "plan.yml").write_text("title: a")
    assert said(load_plan(folder), folder) == ["plan.yaml:1:1 error no-plan-file", "plan.yml:1:1 error wrong-extension"]


def test_the_order_of_files_changes_nothing(folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "cabed":
        write(f"versions/{name}.yaml", f"title: {name}\ndate: {name}\n")
    expected = load_plan(folder)
    scandir = os.scandir

    class Shuffled:
        def __init__(self, path: int) -> None:
            with scandir(path) as entries:
                self.entries = list(entries)
            random.Random(7).shuffle(self.entries)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Shuffled)
    plan, problems = load_plan(folder)
    assert plan == expected.plan
    assert list(plan.versions) == list(expected.plan.versions)
    assert [problem.sort_key for problem in problems] == [problem.sort_key for problem in expected.problems]


# ------------------------------------------------------------------------------------------ hostile files

BYTES = [
    pytest.param(b"", "1:1 error empty-file", id="empty"),
    pytest.param(b"# only a comment\n", "1:1 error empty-file", id="a comment"),
    pytest.param(b"\xef\xbb\xbf", "1:1 error empty-file", id="a byte-order mark"),
    pytest.param(b"---\n...\n", "1:1 error empty-file", id="an empty document"),
    pytest.param("title: Genève\n".encode("latin-1"), "1:11 error not-utf-8", id="Latin-1"),
    pytest.param("title: a\n".encode("utf-16"), "1:1 error not-utf-8", id="UTF-16"),
    pytest.param(b"title: a\npoints: \xff\n", "2:9 error not-utf-8", id="a stray byte"),
    pytest.param(b"\xef\xbb\xbfdate: \xff\n", "1:7 error not-utf-8", id="a stray byte behind a mark"),
    pytest.param(b"\xef\xbb\xbfdate: x\n", "1:7 error bad-date", id="a mark is no column"),
    pytest.param(b"title: \xed\xa0\x80\n", "1:8 error not-utf-8", id="half a character"),
    pytest.param(b"title: a\0\n", "1:9 error control-character", id="NUL"),
    pytest.param(b"\x7fELF\x01\x01", "1:1 error control-character", id="a program"),
    pytest.param(b"title: " + b"x" * LARGEST, "1:1 error too-large", id="too large"),
    pytest.param(b"[" * 50_000, "1:31 error too-deep", id="50,000 brackets"),
]


@pytest.mark.parametrize(("data", "problem"), BYTES)
def test_any_bytes_are_a_problem_with_its_place(folder: Path, write: Write, data: bytes, problem: str) -> None:
    write("versions/v1.yaml", data)  # type: ignore[arg-type]
    write("versions/v2.yaml", "title: Two\n")
    loaded = load_plan(folder)
    assert said(loaded, folder) == [f"versions/v1.yaml:{problem}"]
    assert "v2" in loaded.plan.versions


def test_a_scalar_of_fifty_megabytes_is_not_read(folder: Path, write: Write) -> None:
    path = write("versions/v1.yaml", "title: ")
    os.truncate(path, 50_000_000)
    assert said(load_plan(folder), folder) == ["versions/v1.yaml:1:1 error too-large"]


def test_only_regular_files_are_read_and_no_link_is_followed(folder: Path, write: Write) -> None:
    versions = folder / "versions"
    os.mkfifo(versions / "pipe.yaml")
    (versions / "folder.yaml").mkdir()
    (versions / "broken.yaml").symlink_to("nowhere")
    (versions / "loop.yaml").symlink_to("loop.yaml")
    (versions / "out.yaml").symlink_to("/etc/passwd")
    (versions / "in.yaml").symlink_to("v1.yaml")
    (versions / "zero.yaml").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        here = Path.cwd()
        os.chdir(versions)  # the name of a socket is short
        try:
            server.bind("socket.yaml")
        finally:
            os.chdir(here)
    loaded = load_plan(folder)
    assert said(loaded, folder) == [
        "versions/broken.yaml:1:1 error linked-file",
        "versions/folder.yaml:1:1 error not-a-file",
        "versions/in.yaml:1:1 error linked-file",
        "versions/loop.yaml:1:1 error linked-file",
        "versions/out.yaml:1:1 error linked-file",
        "versions/pipe.yaml:1:1 error not-a-file",
        "versions/socket.yaml:1:1 error not-a-file",
        "versions/zero.yaml:1:1 error linked-file",
    ]
    assert list(loaded.plan.versions) == ["v1"]


def test_a_folder_of_versions_that_is_a_link_is_not_followed(folder: Path, write: Write, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.yaml").write_text("outlet: x")
    (folder / "articles").symlink_to(tmp_path / "elsewhere")
    loaded = load_plan(folder)
    assert said(loaded, folder) == ["articles:1:1 error linked-file"]
    assert not loaded.plan.articles


def test_a_file_where_a_folder_should_be(folder: Path, write: Write) -> None:
    write("articles", "outlet: x")
    assert said(load_plan(folder), folder) == ["articles:1:1 error not-a-file"]


def test_a_plan_file_that_is_a_link_or_a_folder(folder: Path, write: Write) -> None:
    (folder / "plan.yaml").unlink()
    (folder / "plan.yaml").symlink_to("/etc/passwd")
    assert said(load_plan(folder), folder) == ["plan.yaml:1:1 error linked-file"]
    (folder / "plan.yaml").unlink()
    (folder / "plan.yaml").mkdir()
    assert said(load_plan(folder), folder) == ["plan.yaml:1:1 error not-a-file"]


def test_a_file_that_may_not_be_read(folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("versions/v2.yaml", "title: x")
    opened = os.open

    def refuse(path: str, *arguments: int, dir_fd: int | None = None) -> int:
        if path == "v2.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refuse)  # the superuser, who may run the tests, is refused nothing
    (problem,) = load_plan(folder).problems
    assert (problem.code, problem.message) == ("unreadable", "cannot be read: permission denied")


def test_a_name_that_is_no_utf_8_can_be_shown(folder: Path, write: Write) -> None:
    bad = os.fsencode(folder / "versions") + b"/\xe9.yaml"
    try:
        os.close(os.open(bad, os.O_CREAT | os.O_WRONLY))
    except OSError:
        return  # this file system takes UTF-8 only
    (problem,) = load_plan(folder).problems
    assert problem.place.path == f"{folder}/versions/\\xe9.yaml"
    problem.message.encode()


# ------------------------------------------------------------------------------------------ a loose file


def test_a_file_that_a_person_names_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: A")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    found = load_version(tmp_path / "b.yaml")
    assert found.version is not None
    assert (found.version.id, found.version.title) == ("b", "A")


@pytest.mark.parametrize(
    ("make", "code", "message"),
    [
        pytest.param(lambda path: None, "unreadable", "there is no such file", id="none"),
        pytest.param(lambda path: path.mkdir(), "not-a-file", "this is a folder, not a file", id="a folder"),
        pytest.param(os.mkfifo, "not-a-file", "this is a pipe, not a file", id="a pipe"),
        pytest.param(
            lambda path: path.symlink_to("x"), "linked-file", "this link leads to a file that is not there", id="broken"
        ),
        pytest.param(
            lambda path: path.symlink_to(path), "linked-file", "this link leads round in a circle", id="a loop of links"
        ),
        pytest.param(
            lambda path: path.symlink_to("/dev/zero"), "not-a-file", "this is a device, not a file", id="a device"
        ),
    ],
)
def test_a_loose_file_that_is_none(tmp_path: Path, make: Callable[[Path], None], code: str, message: str) -> None:
    make(tmp_path / "v.yaml")
    version, (problem,) = load_version(tmp_path / "v.yaml")
    assert (version, problem.code, problem.message) == (None, code, message)


def test_a_name_with_a_nul_is_a_problem() -> None:
    assert [problem.code for problem in load_version(Path("a\0b.yaml")).problems] == ["unreadable"]


# ------------------------------------------------------------------------------------------ where the plan is


def test_the_plan_that_is_named_wins(folder: Path, write: Write, tmp_path: Path) -> None:
    assert find_plan(Path("/"), folder, "/nowhere") == folder
    assert find_plan(Path("/"), folder / "plan.yaml", None) == folder
    assert find_plan(Path("/"), None, str(folder)) == folder


def test_the_nearest_plan_above_is_found(folder: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "versions")
    assert find_plan(Path(), None, None) == Path("..")
    assert find_plan(folder / "versions", None, "") == Path("..")


def test_the_only_plan_under_plans_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans" / "one").mkdir(parents=True)
    (tmp_path / "plans" / "empty").mkdir()
    (tmp_path / "plans" / "one" / "plan.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert find_plan(Path(), None, None) == Path("plans/one")
    (tmp_path / "plans" / "two").mkdir()
    (tmp_path / "plans" / "two" / "plan.yaml").touch()
    with pytest.raises(NoPlan, match=r"several plans: plans/one, plans/two; choose one with --plan"):
        find_plan(Path(), None, None)


def test_no_plan_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoPlan, match=r"--plan: there is no folder .*/nowhere"):
        find_plan(tmp_path, tmp_path / "nowhere", None)
    with pytest.raises(NoPlan, match=r"PLANSTRACK_PLAN: the folder .* has no plan.yaml"):
        find_plan(tmp_path, None, str(tmp_path))
    with pytest.raises(NoPlan, match=r"no plan.yaml here, in a folder above, or under plans/"):
        find_plan(tmp_path, None, None)


def test_a_path_belongs_to_the_plan_around_it(folder: Path, write: Write, tmp_path: Path) -> None:
    assert plan_around(folder) == folder
    assert plan_around(folder / "plan.yaml") == folder
    assert plan_around(folder / "versions" / "v1.yaml") == folder
    assert plan_around(tmp_path / "v1.yaml") is None
