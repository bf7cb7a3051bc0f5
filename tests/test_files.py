"""Files are written whole or not at all, and one writer waits for the other."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planstrack.files import writing
from planstrack.files.paths import destination, strangers_folder
from planstrack.files.writing import create_whole, folder_lock, output_folder, replace_whole, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole_with_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", b"new")
    (tmp_path / "b.md").write_bytes(b"usual")
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "b.md").stat().st_mode
    assert names(tmp_path) == ["a.md", "b.md"]


def test_a_long_name_is_written(tmp_path: Path) -> None:
    name = "й" * 120 + ".yaml"
    for text in (b"first", b"second"):
        write_whole(tmp_path / name, text)
    assert names(tmp_path) == [name]


def test_an_existing_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("there/a.md")
    (tmp_path / "broken.md").symlink_to("there/b.md")
    write_whole(tmp_path / "link.md", b"new")
    write_whole(tmp_path / "broken.md", b"new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "broken.md").is_symlink()
    assert names(tmp_path / "there") == ["a.md", "b.md"]
    assert (tmp_path / "there" / "a.md").read_bytes() == (tmp_path / "there" / "b.md").read_bytes() == b"new"


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    write_whole(Path("/dev/null"), b"gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(lambda path: path.mkdir(), errno.EISDIR, id="a folder in its place"),
        pytest.param(os.mkfifo, errno.ENXIO, id="a pipe that nobody reads"),
        pytest.param(lambda path: path.symlink_to(path.name), errno.ELOOP, id="a link to itself"),
        pytest.param(lambda path: path.symlink_to("none/x"), errno.ENOENT, id="a link into no folder"),
    ],
)
def test_what_cannot_be_written_is_an_os_error(tmp_path: Path, make: Callable[[Path], None], error: int) -> None:
    make(tmp_path / "a.md")
    with pytest.raises(OSError, match=r".") as raised:
        write_whole(tmp_path / "a.md", b"new")
    assert raised.value.errno == error
    assert names(tmp_path) == ["a.md"]


def test_no_such_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "none" / "a.md", b"new")


@pytest.mark.parametrize("nameless", [True, False], ids=["without a name", "with a name"])
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=["full", "interrupted"]
)
def test_a_write_that_fails_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nameless: bool, error: BaseException
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)

    def fail(*_: Any, **__: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(type(error)):
            write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_file_system_that_gives_no_names_afterwards_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for text in (b"first", b"second"):
        write_whole(tmp_path / "a.md", text)
        assert (tmp_path / "a.md").read_bytes() == text
    assert names(tmp_path) == ["a.md"]


def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".a.md.planstrack-new").write_bytes(b"half")
    write_whole(tmp_path / "a.md", b"whole")
    assert names(tmp_path) == ["a.md"]


KILLED = """
import os, signal, sys
from pathlib import Path
from planstrack.files.writing import folder_lock, replace_in, write_whole

path = Path(sys.argv[1])
calls = 0
stop = 0

def counted(real):
    def call(*arguments, **keywords):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **keywords)
    return call

fork, waitpid, leave = os.fork, os.waitpid, os._exit
for name in ("open", "write", "fsync", "fchmod", "fchown", "link", "rename", "unlink", "close", "stat", "lstat"):
    setattr(os, name, counted(getattr(os, name)))
for stop in range(1, 200):
    child = fork()
    if not child:
        calls = 0
        if sys.argv[2] == "whole":
            write_whole(path, b"new" * 1000)
        else:
            with folder_lock(path.parent) as folder:
                replace_in(folder, path.name, b"new" * 1000, os.lstat(path), read=b"old")
        leave(0)
    status = waitpid(child, 0)[1]
    left = [name for name in os.listdir(path.parent) if name != path.name]
    print(os.WTERMSIG(status), path.read_bytes() in (b"old", b"new" * 1000), len(left))
    if not status:
        break
    path.write_bytes(b"old")
"""


@pytest.mark.parametrize(("how", "most"), [("whole", 1), ("what was read", 5)])
def test_a_process_killed_before_any_call_leaves_the_old_file_or_the_new(tmp_path: Path, how: str, most: int) -> None:
    """Only one that is killed while both have a name leaves the second, and the next write removes it."""
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), how], capture_output=True, check=True, text=True)
    runs = [line.split() for line in done.stdout.splitlines()]
    assert {whole for _, whole, _ in runs} == {"True"}
    assert [killed for killed, _, _ in runs] == ["9"] * (len(runs) - 1) + ["0"]
    assert len(runs) > 8
    assert sum(int(left) for _, _, left in runs) <= most
    assert names(tmp_path) == ["a.md"]


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert create_whole(path, b"one")
    assert not create_whole(path, b"two")
    assert path.read_bytes() == b"one"


def test_without_nameless_files_nothing_is_left_beside_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    assert create_whole(tmp_path / "a", b"one")
    assert not create_whole(tmp_path / "a", b"two")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("there", [True, False], ids=["a file there", "nothing there"])
def test_a_file_takes_the_place_of_whatever_stands_there(tmp_path: Path, there: bool) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "a").symlink_to("other")
    (tmp_path / "b").write_bytes(b"old")
    for name in ("a", "b") if there else ("c",):
        replace_whole(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"new"
        assert not (tmp_path / name).is_symlink()
    assert (tmp_path / "other").read_bytes() == b"other"
    assert names(tmp_path) == sorted({"a", "b", "other"} | (set() if there else {"c"}))


def test_a_folder_held_by_another_is_waited_for_and_then_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_PATIENCE", 0.05)
    with folder_lock(tmp_path), pytest.raises(TimeoutError, match="another program is writing"):
        write_whole(tmp_path / "a.md", b"new")
    write_whole(tmp_path / "a.md", b"new")


# ------------------------------------------------------------------------------------------------- a stranger's links


@pytest.fixture(params=[".git/", ".git", ".hg/", "plan.yaml", "plans/p/plan.yaml"])
def stranger(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder from somebody else beside what is ours, and what makes it one."""
    folder = tmp_path / "clone"
    mark = folder / request.param
    mark.parent.mkdir(parents=True)
    mark.mkdir() if request.param.endswith("/") else mark.write_text("x")
    ours = tmp_path / "ours"
    (ours / "deep").mkdir(parents=True)
    (ours / "secret").write_bytes(b"ours")
    return folder


def refused(path: Path, data: bytes = b"theirs") -> str:
    with pytest.raises(OSError, match="leads out of") as raised:
        write_whole(path, data)
    assert raised.value.errno == errno.ELOOP
    return str(raised.value.strerror)


LEADING_OUT = [
    pytest.param({"a.md": "../ours/secret"}, "a.md", id="a file"),
    pytest.param({"a.md": "../ours/new"}, "a.md", id="a file that is not there"),
    pytest.param({"a.md": "{ours}/secret"}, "a.md", id="an absolute path"),
    pytest.param({"docs": "../ours"}, "docs/secret", id="a folder on the way"),
    pytest.param({"docs": "../ours"}, "docs/deep/../secret", id="a folder on the way, and up again"),
    pytest.param({"a.md": "b.md", "b.md": "c.md", "c.md": "../ours/secret"}, "a.md", id="one link after another"),
    pytest.param({"a.md": "docs/secret", "docs": "../ours"}, "a.md", id="a link by way of a link"),
    pytest.param({"up": "..", "a.md": "up/ours/secret"}, "a.md", id="the folder above"),
    pytest.param({"a.md": "/dev/null"}, "a.md", id="a device"),
    pytest.param({"a.md": "/dev/stdout"}, "a.md", id="standard output"),
    pytest.param({"a.md": "/proc/self/fd/1"}, "a.md", id="an open file"),
    pytest.param({"a.md": "../clone2/x"}, "a.md", id="a folder with a name that begins alike"),
]


@pytest.mark.parametrize(("links", "path"), LEADING_OUT)
def test_a_strangers_link_that_leads_out_of_his_folder_is_refused(
    stranger: Path, links: dict[str, str], path: str
) -> None:
    ours = stranger.parent / "ours"
    (stranger.parent / "clone2").mkdir()
    for name, target in links.items():
        (stranger / name).symlink_to(target.format(ours=ours))
    before = names(ours)
    assert repr(str(stranger)) in refused(stranger / path)
    assert (ours / "secret").read_bytes() == b"ours"
    assert names(ours) == before
    for write in (create_whole, replace_whole):
        if "/" in path:
            with pytest.raises(OSError, match="leads out of"):
                write(stranger / path, b"theirs")
    with pytest.raises(OSError, match="leads out of"), output_folder(stranger / path):
        pass


def test_the_nearest_folder_of_a_stranger_counts(tmp_path: Path) -> None:
    """Whoever keeps the home folder under git must not have it written to by what was unpacked in it."""
    (tmp_path / ".git").mkdir()
    plan = tmp_path / "unpacked"
    plan.mkdir()
    (plan / "plan.yaml").write_text("title: A plan\n")
    (plan / "a.md").symlink_to("../.profile")
    refused(plan / "a.md")
    assert strangers_folder(plan / "x" / "y") == plan
    assert strangers_folder(tmp_path / "x") == tmp_path


def test_a_link_between_two_strangers_is_judged_where_it_stands(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / ".git").mkdir(parents=True)
    (tmp_path / "ours").mkdir()
    (tmp_path / "honest.md").symlink_to("one/a.md")
    (tmp_path / "one" / "a.md").symlink_to("../ours/a.md")
    refused(tmp_path / "honest.md")
    assert names(tmp_path / "ours") == []


@pytest.mark.parametrize(
    ("links", "path", "written"),
    [
        pytest.param({"clone/a.md": "docs/b.md"}, "clone/a.md", "clone/docs/b.md", id="within a stranger's folder"),
        pytest.param({"clone/a.md": "../clone/docs/b.md"}, "clone/a.md", "clone/docs/b.md", id="out and in again"),
        pytest.param({"a.md": "ours/b.md"}, "a.md", "ours/b.md", id="outside of one"),
        pytest.param({"a.md": "clone/docs/b.md"}, "a.md", "clone/docs/b.md", id="from outside into one"),
        pytest.param({"way": "clone", "out": "way/docs"}, "out/b.md", "clone/docs/b.md", id="folders, one by another"),
        pytest.param({}, "clone/../ours/b.md", "ours/b.md", id="a path that a person typed out of it"),
    ],
)
def test_an_honest_link_keeps_working(stranger: Path, links: dict[str, str], path: str, written: str) -> None:
    here = stranger.parent
    (stranger / "docs").mkdir()
    for name, target in links.items():
        (here / name).symlink_to(target)
    write_whole(here / path, b"new")
    assert (here / written).read_bytes() == b"new"
    assert destination(here / path) == here / written
    assert all((here / name).is_symlink() for name in links)


@pytest.mark.parametrize("swapped", ["out", "out/b.md"])
@pytest.mark.parametrize("mark", [True, False], ids=["a stranger's folder", "any folder"])
def test_a_link_made_between_the_check_and_the_write_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swapped: str, mark: bool
) -> None:
    (tmp_path / "clone" / "out").mkdir(parents=True)
    if mark:
        (tmp_path / "clone" / ".git").mkdir()
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "b.md").write_bytes(b"ours")
    real = writing.destination

    def meanwhile(path: Path) -> Path:
        found = real(path)
        if swapped == "out":
            (tmp_path / "clone" / "out").rename(tmp_path / "clone" / "was")
        (tmp_path / "clone" / swapped).symlink_to(tmp_path / "ours" / ("b.md" if swapped != "out" else ""))
        return found

    monkeypatch.setattr(writing, "destination", meanwhile)
    with pytest.raises(OSError, match=r"is a link"):
        write_whole(tmp_path / "clone" / "out" / "b.md", b"theirs")
    assert (tmp_path / "ours" / "b.md").read_bytes() == b"ours"


def test_below_an_output_folder_folders_are_made_and_files_written_whole(tmp_path: Path) -> None:
    with output_folder(tmp_path / "new" / "site") as write:
        write("index.html", b"first")
        write("a/b/c.html", b"deep")
        write("index.html", b"second")
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"new/site/index.html", "new/site/a/b/c.html"}
    assert (tmp_path / "new/site/index.html").read_bytes() == b"second"


@pytest.mark.parametrize(
    ("make", "address", "says"),
    [
        pytest.param(lambda out: (out / "a.html").symlink_to("../ours/a"), "a.html", "'a.html' is a link", id="a file"),
        pytest.param(lambda out: (out / "a.html").symlink_to("b.html"), "a.html", "is a link", id="even within"),
        pytest.param(lambda out: (out / "a.html").symlink_to("/dev/null"), "a.html", "is a link", id="to a device"),
        pytest.param(lambda out: (out / "sub").symlink_to("../ours"), "sub/a.html", "'sub' is a link", id="a folder"),
        pytest.param(lambda out: (out / "sub").symlink_to("none"), "sub/a.html", "is a link", id="to nothing"),
        pytest.param(
            lambda out: (out / "a.html").mkdir(), "a.html", "'a.html' is a folder", id="a folder in its place"
        ),
        pytest.param(lambda out: os.mkfifo(out / "a.html"), "a.html", "is no regular file", id="a pipe in its place"),
        pytest.param(
            lambda out: (out / "sub").write_text("x"), "sub/a.html", "Not a directory", id="a file in its way"
        ),
    ],
)
@pytest.mark.parametrize("late", [True, False], ids=["made while it is written", "there before"])
def test_below_an_output_folder_no_link_is_followed(
    tmp_path: Path, make: Callable[[Path], None], address: str, says: str, late: bool
) -> None:
    out = tmp_path / "out"
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "a").write_bytes(b"ours")
    out.mkdir()
    if not late:
        make(out)
    with output_folder(out) as write:
        write("first.html", b"first")
        if late:
            make(out)
        with pytest.raises(OSError, match=says):
            write(address, b"theirs")
    assert (names(tmp_path / "ours"), (tmp_path / "ours" / "a").read_bytes()) == (["a"], b"ours")
    assert (out / "first.html").read_bytes() == b"first"


def test_an_output_folder_exchanged_for_a_link_while_it_is_written_is_not_left(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    with output_folder(tmp_path / "out") as write:
        (tmp_path / "out").rename(tmp_path / "was")
        (tmp_path / "out").symlink_to("ours")
        write("a/b.html", b"page")
    assert names(tmp_path / "ours") == []
    assert (tmp_path / "was/a/b.html").read_bytes() == b"page"


SHELL = [
    pytest.param("{write} /dev/stdout | cat", b"new", id="a pipe"),
    pytest.param("(printf 1; {write} /dev/stdout; printf 2) > out; cat out", b"1new2", id="a file, among other output"),
    pytest.param("printf 1 > out; {write} /dev/fd/5 5>> out; cat out", b"1new", id="a file that is added to"),
    pytest.param("{write} >(cat); sleep 0.3", b"new", id="a command"),
    pytest.param("ln -s /dev/stdout out; {write} out", b"new", id="by a person's own link"),
    pytest.param("{write} /dev/null && echo well", b"well\n", id="nowhere"),
    pytest.param("{write} /dev/stdout >&- 2>&-; echo $?", b"1\n", id="closed"),
]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc")
@pytest.mark.parametrize(("command", "given"), SHELL)
def test_what_a_shell_opens_is_written_to(tmp_path: Path, command: str, given: bytes) -> None:
    code = "import sys; from pathlib import Path; from planstrack.files.writing import write_whole; "
    write = f"{sys.executable} -c '{code} write_whole(Path(sys.argv[1]), b\"new\")'"
    done = subprocess.run(["bash", "-c", command.format(write=write)], cwd=tmp_path, capture_output=True, check=False)
    assert done.stdout == given, done.stderr


# ------------------------------------------------------------------------------------------- read-only, and others' saves


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555], ids=oct)
def test_a_read_only_file_is_not_replaced(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(mode)
    (tmp_path / "link.md").symlink_to("a.md")
    for name in ("a.md", "link.md"):
        with pytest.raises(PermissionError, match=r"'a\.md' is read-only"):
            write_whole(tmp_path / name, b"new")
    with output_folder(tmp_path) as write, pytest.raises(PermissionError, match="read-only"):
        write("a.md", b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode), names(tmp_path)) == (
        b"old",
        mode,
        ["a.md", "link.md"],
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another user")
def test_another_users_file_in_our_folder_is_not_replaced(tmp_path: Path) -> None:
    """A rename needs no leave from the file that it replaces."""
    tmp_path.chmod(0o777)
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    path.chmod(0o644)
    facts = path.stat()
    with folder_lock(tmp_path) as folder:
        os.seteuid(65534)
        try:
            assert not writing._may_write(folder, "a.md", facts)
        finally:
            os.seteuid(0)
        assert writing._may_write(folder, "a.md", facts)


def saved_by_rename(path: Path, text: bytes) -> None:
    (path.parent / "editor").write_bytes(text)
    (path.parent / "editor").rename(path)


def replaced(path: Path, read: bytes) -> bool:
    with folder_lock(path.parent) as folder:
        return writing.replace_in(folder, path.name, b"ours", os.lstat(path), read=read)


OTHERS = [
    pytest.param(lambda path: path.write_bytes(b"theirs"), b"theirs", id="written into"),
    pytest.param(lambda path: path.write_bytes(b""), b"", id="emptied, to be written"),
    pytest.param(lambda path: saved_by_rename(path, b"theirs"), b"theirs", id="replaced"),
    pytest.param(lambda path: path.unlink(), None, id="removed"),
    pytest.param(lambda path: (path.unlink(), path.symlink_to("other")), b"other", id="replaced by a link"),
    pytest.param(lambda path: path.write_bytes(b"x" * 5_000_000), b"x" * 5_000_000, id="made too large to read"),
]


@pytest.mark.parametrize("exchange", [True, False], ids=["exchanged", "renamed"])
@pytest.mark.parametrize(("save", "stands"), OTHERS)
def test_a_save_in_the_last_instant_is_not_lost(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    save: Callable[[Path], object],
    stands: bytes | None,
    exchange: bool,
) -> None:
    path = tmp_path / "v.yaml"
    path.write_bytes(b"old")
    (tmp_path / "other").write_bytes(b"other")
    real = writing._exchange
    calls: list[str] = []

    def late(folder: int, one: str, other: str) -> bool:
        if not calls:
            save(path)
        calls.append(one)
        return real(folder, one, other) if exchange else False

    monkeypatch.setattr(writing, "_exchange", late)
    assert not replaced(path, b"old")
    assert (path.read_bytes() if path.exists() else None) == stands
    assert names(tmp_path) == sorted({"other"} | ({"v.yaml"} if stands is not None else set()))


def test_what_is_saved_while_a_save_is_put_back_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.yaml"
    path.write_bytes(b"old")
    saves = iter([b"theirs 1", b"theirs 2", b"theirs 3"])
    real = writing._exchange

    def late(folder: int, one: str, other: str) -> bool:
        if (text := next(saves, None)) is not None:
            saved_by_rename(path, text)
        return real(folder, one, other)

    monkeypatch.setattr(writing, "_exchange", late)
    assert not replaced(path, b"old")
    assert (path.read_bytes(), names(tmp_path)) == (b"theirs 3", ["v.yaml"])


def test_an_interrupt_after_the_exchange_puts_back_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v.yaml"
    path.write_bytes(b"old")

    def interrupted(*_: Any, **__: Any) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "bytes_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replaced(path, b"old")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["v.yaml"])


def test_what_was_read_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "v.yaml"
    for _ in ("exchanged", "renamed"):
        path.write_bytes(b"old")
        assert replaced(path, b"old")
        assert (path.read_bytes(), names(tmp_path)) == (b"ours", ["v.yaml"])
        monkeypatch.setattr(writing, "_exchange", lambda *_: False)
