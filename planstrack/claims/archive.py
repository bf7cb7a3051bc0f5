"""The archive: texts of articles in a folder, each under the SHA-256 of its UTF-8 bytes.

`.planstrack/archive/ab/abcdef…` holds exactly the bytes whose hash is `abcdef…`; reading hashes them again. Texts are
added whole or not at all, by any number of writers at once. The folder is not for git: the texts belong to their
publishers. Nothing here follows a link or opens anything but a regular file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planstrack.files.reading import regular_bytes
from planstrack.files.writing import create_whole, replace_whole, sync_folder

MAX_TEXT = 5_000_000
"""Bytes of one archived text at most; a long book has a million."""

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_FOLDER = (".planstrack", "archive")

State = Literal["held", "missing", "altered", "unreadable"]


def archive_folder(plan_folder: Path) -> Path:
    """Return the archive of a plan: the nearest `.planstrack/archive` in the plan folder or above it that exists.

    When there is none yet, it belongs beside `plans/` (for `…/plans/<plan>`), else into the plan folder itself. One
    that stands farther up counts only if it is the user's own: in `/tmp` anybody could have made one.
    """
    plan_folder = Path(os.path.normpath(plan_folder.absolute()))  # Links stay as they were typed.
    home = plan_folder.parent.parent if plan_folder.parent.name == "plans" else plan_folder
    for folder in (plan_folder, *plan_folder.parents):
        here = folder.joinpath(*_FOLDER)
        if not (_is_folder(here.parent) and _is_folder(here)):
            continue
        if folder in (plan_folder, home) or not hasattr(os, "geteuid") or os.lstat(here).st_uid == os.geteuid():
            return here
    return home.joinpath(*_FOLDER)


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, as `sha256:` in an article's file names it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the archive has under one name: the text if it is held unaltered, else why not."""

    state: State
    text: str | None = field(default=None, repr=False)
    why: str | None = None


class Archive:
    """Texts by the SHA-256 of their UTF-8 bytes, in one folder that need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._base = str(self.folder)

    def path_of(self, sha256: str) -> Path:
        """Return where a text with this hash stands, or would stand.

        Raises:
            ValueError: This is not a SHA-256 in lower-case hexadecimal digits.
        """
        if not _SHA256.match(sha256):
            raise ValueError(f"not a SHA-256: {sha256[:80]!r}")
        return self.folder / sha256[:2] / sha256

    def read(self, sha256: str) -> Held:
        """Return the text with this hash. Its bytes are hashed again, so that altered words are never quoted from."""
        if not _SHA256.match(sha256):
            return Held(state="missing", why="this is not a SHA-256 (64 lower-case hexadecimal digits)")
        path = self.path_of(sha256)
        try:
            for folder in (self.folder.parent, self.folder, path.parent):
                if not stat.S_ISDIR(os.lstat(folder).st_mode):
                    return Held(state="unreadable", why=f"{folder.name} is not a folder, or is a link")
            data = regular_bytes(path, MAX_TEXT)
        except FileNotFoundError:
            return Held(state="missing", why="no text with this hash is in the archive")
        except OSError as error:
            return Held(state="unreadable", why=error.strerror or "it cannot be read")
        if hashlib.sha256(data).hexdigest() != sha256:
            return Held(
                state="altered", why="the archived text does not match its hash: it was altered after it was stored"
            )
        try:
            return Held(state="held", text=data.decode("utf-8"))
        except UnicodeDecodeError:
            return Held(state="altered", why="the archived text is not UTF-8")

    def signature(self, sha256: str) -> str | None:
        """Return what tells whether the file of a text was touched, without reading it; None when that cannot be told.

        It names the very file (device and inode), so that another in its place has another. A file that was written in
        the last two seconds has none: a change within the clock's grain would not show in it.
        """
        if not _SHA256.match(sha256):
            return None
        try:
            facts = os.lstat(f"{self._base}/{sha256[:2]}/{sha256}")
        except OSError:
            return None
        if (
            not stat.S_ISREG(facts.st_mode)
            or time.time_ns() - max(facts.st_mtime_ns, facts.st_ctime_ns) < 2_000_000_000
        ):
            return None
        return f"{facts.st_dev}:{facts.st_ino}:{facts.st_size}:{facts.st_mtime_ns}:{facts.st_ctime_ns}"

    def has(self, sha256: str) -> bool:
        """Return whether a file stands under this hash; whether it is unaltered is for `read` to say."""
        return _SHA256.match(sha256) is not None and os.path.lexists(f"{self._base}/{sha256[:2]}/{sha256}")

    def text(self, sha256: str) -> str | None:
        """Return the text with this hash; None when it is not held unaltered."""
        return self.read(sha256).text

    def add(self, text: str) -> str:
        """Store a text, whole or not at all, and return its hash. A text that is held already is left alone.

        Raises:
            OSError: The text is larger than MAX_TEXT, or the folder cannot be written (full, read-only, a link).
        """
        data = text.encode("utf-8")
        if len(data) > MAX_TEXT:
            raise OSError(errno.EFBIG, f"the text has {len(data):,} bytes; an archived text has {MAX_TEXT:,} at most")
        name = hashlib.sha256(data).hexdigest()
        path = self.path_of(name)
        self._make_folders(path.parent)
        if create_whole(path, data) or self.read(name).state == "held":
            return name
        replace_whole(path, data)
        return name

    def __iter__(self) -> Iterator[str]:
        """Yield the names (hashes) of all stored texts in order; whether they are unaltered is for `read` to say."""
        try:
            groups = sorted(entry.name for entry in os.scandir(self.folder) if entry.is_dir(follow_symlinks=False))
        except OSError:
            return
        for group in groups:
            try:
                names = sorted(e.name for e in os.scandir(self.folder / group) if e.is_file(follow_symlinks=False))
            except OSError:
                continue
            yield from (name for name in names if _SHA256.match(name) and name[:2] == group)

    def _make_folders(self, group: Path) -> None:
        for folder in (self.folder.parent, self.folder, group):
            try:
                folder.mkdir()
            except FileExistsError:
                if not _is_folder(folder):
                    raise NotADirectoryError(errno.ENOTDIR, "not a folder, or a link", str(folder)) from None
                continue
            except FileNotFoundError:
                raise FileNotFoundError(errno.ENOENT, "the folder above does not exist", str(folder)) from None
            sync_folder(folder.parent)
            if folder == self.folder.parent:
                create_whole(
                    folder / ".gitignore", b"*\n"
                )  # The texts belong to their publishers and must not be pushed.


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
