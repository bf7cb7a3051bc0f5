"""The archive as one file, and back: a stranger's file adds texts under their own hashes, or nothing."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from test_witnesses import FIRST, SECOND, two_drafts
from typer.testing import CliRunner, Result

from planstrack.api import load
from planstrack.api.checking import check
from planstrack.claims.archive import MAX_TEXT, Archive, hash_of
from planstrack.claims.packing import PackError, packed, texts_in, unpacked
from planstrack.cli.app import app

TEXTS = ("", "One text.\n", "Ein Text für zwei: Київ\n" * 40, "x" * 512)


def archive_of(folder: Path, texts: tuple[str, ...] = TEXTS) -> Archive:
    (folder / ".planstrack").mkdir(parents=True, exist_ok=True)
    made = Archive(folder / ".planstrack" / "archive")
    for text in texts:
        made.add(text)
    return made


def call(folder: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["--plan", str(folder), "archive", *map(str, arguments)])


def test_what_was_packed_comes_out_again_and_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    one = packed(archive_of(tmp_path / "a"))
    other = packed(archive_of(tmp_path / "b", TEXTS[::-1]))
    assert one == other
    assert {name: body.decode() for name, body in texts_in(one.data).items()} == {hash_of(text): text for text in TEXTS}
    empty = archive_of(tmp_path / "c", TEXTS[:1])
    assert unpacked(empty, one.data) == unpacked(archive_of(tmp_path / "d", TEXTS[:1]), one.data)
    assert sorted(empty) == sorted(hash_of(text) for text in TEXTS)


def test_any_tar_program_reads_it(tmp_path: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(packed(archive_of(tmp_path)).data)) as tar:
        assert [(item.name, item.mtime, item.mode, item.uid) for item in tar] == [
            (name, 0, 0o644, 0) for name in sorted(map(hash_of, TEXTS))
        ]


def member(name: str, body: bytes = b"", **more: object) -> bytes:
    """Return a tar file of one member, with a header that says what is asked for."""
    item = tarfile.TarInfo(name)
    item.size = len(body)
    for key, value in more.items():
        setattr(item, key, value)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        tar.addfile(item, io.BytesIO(body))
    return out.getvalue()


GOOD = hash_of("good")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(lambda: b"", "cut off", id="nothing"),
        pytest.param(lambda: b"GIF89a" + bytes(600), "not an archive", id="another kind of file"),
        pytest.param(lambda: member(GOOD, b"bad!"), "altered", id="a text that is not what its name says"),
        pytest.param(lambda: member("../../etc/passwd", b"good"), "no SHA-256", id="a path that leads out"),
        pytest.param(lambda: member(f"x/{GOOD}", b"good"), "no SHA-256", id="a path"),
        pytest.param(lambda: member(GOOD.upper(), b"good"), "no SHA-256", id="a hash in capitals"),
        pytest.param(lambda: member(GOOD, type=tarfile.SYMTYPE, linkname="/etc/passwd"), "a link", id="a symbolic link"),
        pytest.param(lambda: member(GOOD, type=tarfile.LNKTYPE, linkname="x"), "a link", id="a hard link"),
        pytest.param(lambda: member(GOOD, type=tarfile.DIRTYPE), "folder", id="a folder"),
        pytest.param(lambda: member(GOOD, type=tarfile.FIFOTYPE), "a link, a folder", id="a pipe"),
        pytest.param(lambda: member(GOOD, type=tarfile.CHRTYPE), "a link, a folder", id="a device"),
        pytest.param(lambda: member("a/" * 60 + GOOD, b"good"), "a link, a folder or a path", id="a prefix"),
        pytest.param(lambda: member(hash_of("x" * (MAX_TEXT + 1)), b"x" * (MAX_TEXT + 1)), "more than 5,000,000",
                     id="a text that is too large"),
        pytest.param(lambda: member(GOOD, b"good")[:514], "cut off", id="a file that is cut off inside of a text"),
        pytest.param(lambda: member(GOOD, b"good")[:1024], "cut off", id="a file without its end"),
        pytest.param(lambda: member(GOOD, b"good")[:1024] * 2 + bytes(1024), "there twice", id="a text named twice"),
        pytest.param(lambda: member(__import__("hashlib").sha256(b"\xff").hexdigest(), b"\xff"), "not UTF-8",
                     id="a text that is no text"),
        pytest.param(lambda: member(GOOD, b"good").replace(b"0000644", b"0000755"), "does not add up",
                     id="a header that was edited"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_sound_adds_nothing(tmp_path: Path, data: Callable[[], bytes], said: str) -> None:
    archive = archive_of(tmp_path, ())
    with pytest.raises(PackError, match=said):
        unpacked(archive, data())
    assert list(archive) == []


def test_one_bad_text_and_none_is_added(tmp_path: Path) -> None:
    data = member(GOOD, b"good")[:1024] + member(hash_of("other"), b"wrong")
    archive = archive_of(tmp_path, ())
    with pytest.raises(PackError):
        unpacked(archive, data)
    assert list(archive) == []


def test_any_bytes_are_a_packed_archive_or_an_error_in_bounded_time(tmp_path: Path) -> None:
    whole, chance = packed(archive_of(tmp_path)).data, random.Random(7)
    begun = time.process_time()
    for _ in range(2_000):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            found = texts_in(bytes(broken[: chance.randrange(len(broken) + 1)]))
        except PackError:
            continue
        assert all(hash_of(body.decode()) == name for name, body in found.items())
    assert time.process_time() - begun < 20


def test_a_text_that_stands_there_is_left_alone_altered_or_not(tmp_path: Path) -> None:
    data = packed(archive_of(tmp_path / "a")).data
    archive = archive_of(tmp_path / "b", TEXTS[:2])
    path = archive.path_of(hash_of(TEXTS[1]))
    path.write_text("altered", encoding="utf-8")
    found = unpacked(archive, data)
    assert (found.added, found.there, found.kept) == (2, 1, (hash_of(TEXTS[1]),))
    assert path.read_text(encoding="utf-8") == "altered"


def test_an_altered_text_is_not_given_away_as_if_it_were_sound(tmp_path: Path) -> None:
    archive = archive_of(tmp_path)
    archive.path_of(hash_of(TEXTS[1])).write_text("altered", encoding="utf-8")
    found = packed(archive)
    assert (found.texts, found.left_out) == (3, (hash_of(TEXTS[1]),))


def test_a_colleague_sees_what_we_see(tmp_path: Path) -> None:
    two_drafts(tmp_path / "ours")
    done = call(tmp_path / "ours", "pack", tmp_path / "texts.tar")
    assert done.exit_code == 0
    assert "2 texts in" in done.output
    two_drafts(tmp_path / "theirs", ())
    shutil.rmtree(tmp_path / "theirs" / ".planstrack", ignore_errors=True)
    done = call(tmp_path / "theirs", "unpack", tmp_path / "texts.tar")
    assert (done.exit_code, done.output.strip()) == (0, "texts added: 2; there already: 0")
    assert str(load(tmp_path / "theirs").diff("v1", "v2")) == str(load(tmp_path / "ours").diff("v1", "v2"))
    assert (
        call(tmp_path / "theirs", "unpack", tmp_path / "texts.tar").output.strip() == "texts added: 0; there already: 2"
    )


def test_what_cannot_be_packed_or_unpacked_is_said(tmp_path: Path) -> None:
    two_drafts(tmp_path, ())
    shutil.rmtree(tmp_path / ".planstrack", ignore_errors=True)
    assert call(tmp_path, "pack", tmp_path / "x.tar").exit_code == 2
    assert not (tmp_path / "x.tar").exists()
    (tmp_path / "x.tar").write_bytes(b"no tar" * 200)
    done = call(tmp_path, "unpack", tmp_path / "x.tar")
    assert done.exit_code == 1
    assert "nothing was added: this is not an archive" in done.output
    assert not (tmp_path / ".planstrack").exists()
    assert call(tmp_path, "unpack", tmp_path / "nowhere.tar").exit_code == 2


def test_check_errs_where_git_tracks_the_archive(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    two_drafts(tmp_path, (FIRST, SECOND))
    assert not [item for item in check(plan=tmp_path).problems if item.code == "archive-in-git"]
    git("init", "--quiet", ".")
    git("add", ".")
    assert not [item for item in check(plan=tmp_path).problems if item.code == "archive-in-git"]
    git("add", "--force", ".planstrack/archive")
    found = [item for item in check(plan=tmp_path).problems if item.code == "archive-in-git"]
    assert [item.severity for item in found] == ["error"]
    assert "2 texts" in found[0].message
