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
from planstrack.files.writing import create_whole, folder_lock, replace_whole, write_whole


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
from planstrack.files.writing import write_whole

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
for name in ("open", "write", "fsync", "fchmod", "fchown", "link", "rename", "unlink", "close", "stat"):
    setattr(os, name, counted(getattr(os, name)))
for stop in range(1, 40):
    child = fork()
    if not child:
        calls = 0
        write_whole(path, b"new" * 1000)
        leave(0)
    status = waitpid(child, 0)[1]
    left = [name for name in os.listdir(path.parent) if name != path.name]
    print(os.WTERMSIG(status), path.read_bytes() in (b"old", b"new" * 1000), len(left))
    if not status:
        break
    path.write_bytes(b"old")
"""


def test_a_process_killed_before_any_call_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    """Only one that is killed just before the last call leaves a second name, and the next write removes it."""
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], capture_output=True, check=True, text=True)
    runs = [line.split() for line in done.stdout.splitlines()]
    assert {whole for _, whole, _ in runs} == {"True"}
    assert [killed for killed, _, _ in runs] == ["9"] * (len(runs) - 1) + ["0"]
    assert len(runs) > 8
    assert sum(int(left) for _, _, left in runs) <= 1
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
