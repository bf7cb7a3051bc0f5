"""The archive holds texts under their hash: whole or not at all, verified on reading, nothing but regular files."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from planstrack.claims import archive as room
from planstrack.claims.archive import MAX_TEXT, Archive, archive_folder, hash_of

TEXT = "Les pourparlers « difficiles »\r\nont repris.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / ".planstrack" / "archive")


def test_a_text_is_held_byte_for_byte_under_its_hash(archive: Archive) -> None:
    name = archive.add(TEXT)
    assert name == hash_of(TEXT)
    assert archive.path_of(name).read_bytes() == TEXT.encode()
    assert archive.text(name) == TEXT
    assert list(archive) == [name]


def test_a_byte_order_mark_belongs_to_the_text(archive: Archive) -> None:
    assert archive.text(archive.add("\ufeffText")) == "\ufeffText"


def test_adding_a_text_again_writes_nothing(archive: Archive) -> None:
    path = archive.path_of(archive.add(TEXT))
    before = path.stat()
    archive.add(TEXT)
    assert path.stat() == before


@pytest.mark.parametrize("damage", [b"L", b"", TEXT.encode() + b" "], ids=["cut short", "emptied", "a space more"])
def test_an_altered_text_is_never_given(archive: Archive, damage: bytes) -> None:
    name = archive.add(TEXT)
    archive.path_of(name).write_bytes(damage)
    assert (archive.read(name).state, archive.text(name)) == ("altered", None)
    archive.add(TEXT)
    assert archive.text(name) == TEXT


def test_what_is_not_there_is_missing(archive: Archive) -> None:
    assert archive.read(hash_of("other")).state == "missing"
    assert archive.read("../../etc/passwd").state == "missing"
    with pytest.raises(ValueError, match="not a SHA-256"):
        archive.path_of("../x")


def test_links_pipes_and_folders_are_not_read(archive: Archive, tmp_path: Path) -> None:
    name = archive.add(TEXT)
    path = archive.path_of(name)
    outside = tmp_path / "outside"
    path.rename(outside)
    path.symlink_to(outside)
    assert archive.read(name).state == "unreadable"
    path.unlink()
    os.mkfifo(path)
    assert archive.read(name).state == "unreadable"
    path.unlink()
    path.mkdir()
    assert archive.read(name).state == "unreadable"
    assert list(archive) == []


def test_a_link_in_place_of_a_folder_of_the_archive_is_neither_read_nor_written(
    archive: Archive, tmp_path: Path
) -> None:
    name = archive.add(TEXT)
    (tmp_path / "elsewhere").mkdir()
    archive.folder.rename(tmp_path / "kept")
    archive.folder.symlink_to(tmp_path / "elsewhere")
    assert archive.read(name).state == "unreadable"
    with pytest.raises(NotADirectoryError):
        archive.add(TEXT)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_text_that_is_too_large_is_refused(archive: Archive) -> None:
    with pytest.raises(OSError, match="at most") as refused:
        archive.add("x" * (MAX_TEXT + 1))
    assert refused.value.errno == errno.EFBIG


def test_the_archive_keeps_itself_out_of_git(archive: Archive) -> None:
    archive.add(TEXT)
    assert (archive.folder.parent / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    ("plan", "existing", "expected"),
    [
        pytest.param("repo/plans/p", None, "repo", id="beside plans/"),
        pytest.param("repo/p", None, "repo/p", id="else in the plan itself"),
        pytest.param("repo/plans/p", "repo/plans/p", "repo/plans/p", id="one in the plan wins"),
        pytest.param("repo/plans/p", "repo", "repo", id="one beside plans/ wins"),
        pytest.param("repo/deep/p", "repo", "repo", id="one above wins"),
    ],
)
def test_where_the_archive_of_a_plan_is(tmp_path: Path, plan: str, existing: str | None, expected: str) -> None:
    (tmp_path / plan).mkdir(parents=True)
    if existing:
        (tmp_path / existing / ".planstrack" / "archive").mkdir(parents=True)
    assert archive_folder(tmp_path / plan) == tmp_path / expected / ".planstrack" / "archive"


def test_two_writers_of_one_text_both_succeed(archive: Archive) -> None:
    texts = [f"{TEXT}{number % 5}" for number in range(40)]
    threads = [threading.Thread(target=archive.add, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(archive) == sorted({hash_of(text) for text in texts})
    assert all(archive.read(name).state == "held" for name in archive)


@pytest.mark.parametrize("nameless", [True, False], ids=["nameless", "named"])
def test_a_full_disk_leaves_nothing(archive: Archive, monkeypatch: pytest.MonkeyPatch, nameless: bool) -> None:
    archive.add("first")
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)

    def full(descriptor: int, data: memoryview) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(room.os, "write", full)
    with pytest.raises(OSError, match="No space left"):
        archive.add(TEXT)
    monkeypatch.undo()
    assert list(archive) == [hash_of("first")]
    files = [path for path in archive.folder.rglob("*") if path.is_file()]
    assert len(files) == 1


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from planstrack.claims.archive import Archive
count = 0
def step(frame, event, arg):
    global count
    if event == "line" and "planstrack" in frame.f_code.co_filename:
        count += 1
        if count == {stop}:
            os._exit(9)
    return step
archive = Archive(Path({folder!r}))
sys.settrace(step)
archive.add({text!r})
sys.settrace(None)
print(count)
"""


def _added_and_killed(folder: Path, stop: int) -> tuple[int, str]:
    root = str(Path(room.__file__).parents[2])
    script = _KILLED.format(root=root, folder=str(folder), text=TEXT, stop=stop)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_process_killed_at_any_line_leaves_the_text_whole_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    code, lines = _added_and_killed(tmp_path / "whole" / "archive", 0)
    assert code == 0
    total = int(lines)
    assert total > 10
    for stop in range(1, total, max(1, total // 12)):
        base = tmp_path / f"killed-{stop}"
        base.mkdir()
        archive = Archive(base / ".planstrack" / "archive")
        code, _ = _added_and_killed(archive.folder, stop)
        assert code == 9
        assert archive.read(hash_of(TEXT)).state in ("missing", "held")
        litter = [path.name for path in base.rglob("*") if path.is_file() and path.name != ".gitignore"]
        assert litter in ([], [hash_of(TEXT)])
        archive.add(TEXT)
        assert archive.text(hash_of(TEXT)) == TEXT
