"""Files opened safely: regular ones only, inside the folder, no links followed, nothing that blocks, 4 MB at most.

`Folder` gives the files of a folder on disk; `loading.history` gives those of a git revision in the same shape.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

LARGEST = 4 * 1024 * 1024
"""The most bytes one file may have."""
LARGEST_TOGETHER = 512 * 1024 * 1024
"""The most bytes that are read from one folder."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_SAFE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)

Kind = Literal["file", "folder", "link", "other"]


class Refusal(NamedTuple):
    """Why a file is not given: a code of a problem, a sentence, what to do."""

    code: str
    message: str
    hint: str | None = None


class Entry(NamedTuple):
    """One name in a folder, and what it stands for; links are not followed."""

    name: str
    kind: Kind


class Files(Protocol):
    """A tree of files, on disk or at a git revision; paths are relative, with '/'."""

    def shown(self, path: str) -> str:
        """Return the name by which a reader knows the file."""
        ...

    def entries(self, folder: str) -> tuple[Entry, ...] | Refusal | None:
        """Return what stands in a folder, by name; None when there is no such folder."""
        ...

    def read(self, path: str) -> bytes | Refusal | None:
        """Return a file's bytes; None when there is no such file."""
        ...


def shown_name(path: str | Path) -> str:
    """Return a path as text that can be printed anywhere: bytes that are no UTF-8 are written as `\\xe9`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def refusal_of(error: OSError) -> Refusal:
    """Return what the operating system's refusal means to a reader."""
    if error.errno == errno.ELOOP:
        return Refusal("linked-file", "this is a symbolic link; links are not followed", "put the file itself here")
    if error.errno in (errno.ENXIO, errno.EISDIR, errno.ENOTDIR):
        return Refusal("not-a-file", "this is no regular file")
    return Refusal("unreadable", f"cannot be read: {(error.strerror or 'error').lower()}")


_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def _not_a_file(mode: int) -> Refusal | None:
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        return refusal_of(OSError(errno.ELOOP, ""))
    return Refusal("not-a-file", f"this is {_KINDS.get(stat.S_IFMT(mode), 'something else')}, not a file")


def _bytes_of(descriptor: int, largest: int) -> bytes | Refusal:
    """Return what an open file holds, at most `largest` bytes; whatever its size says, no more is read."""
    parts: list[bytes] = []
    size = 0
    while size <= largest:
        part = os.read(descriptor, min(1 << 20, largest + 1 - size))
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    return Refusal("too-large", f"the file has more than {largest // (1024 * 1024)} MB", "split it")


def bytes_of(
    path: str | Path, *, follow: bool = False, largest: int = LARGEST, beside: int | None = None
) -> bytes | Refusal:
    """Return a regular file's bytes, or why it is not given; never waits for a pipe, never opens a device.

    `follow` allows a link, for a file that a person names on the command line; `beside` is an open folder from which a
    relative path counts.
    """
    try:
        refused = _not_a_file(os.stat(path, dir_fd=beside, follow_symlinks=follow).st_mode)
        if refused:
            return refused
        descriptor = os.open(path, _SAFE if follow else _SAFE | _NO_FOLLOW, dir_fd=beside)
    except OSError as error:
        if error.errno == errno.ELOOP and follow:
            return Refusal("linked-file", "this link leads round in a circle")
        if error.errno == errno.ENOENT and follow and os.path.lexists(path):
            return Refusal("linked-file", "this link leads to a file that is not there")
        if error.errno == errno.ENOENT:
            return Refusal("unreadable", "there is no such file")
        return refusal_of(error)
    except ValueError:  # a NUL in the name
        return Refusal("unreadable", "a file's name cannot hold a NUL character")
    try:
        return _not_a_file(os.fstat(descriptor).st_mode) or _bytes_of(descriptor, largest)
    except OSError as error:
        return refusal_of(error)
    finally:
        os.close(descriptor)


def regular_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of a regular file, without following a link at its end and without blocking on a pipe.

    Raises:
        OSError: It cannot be opened, is no regular file, or has more than `most` bytes.
    """
    descriptor = os.open(path, _SAFE | _NO_FOLLOW | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(data) > most:
        raise OSError(errno.EFBIG, f"larger than {most:,} bytes", str(path))
    return data


@dataclass(slots=True)
class Folder:
    """The files of a folder on disk. The folder itself may be a link, since a person named it; nothing in it may."""

    root: Path
    _left: int = field(default=LARGEST_TOGETHER, repr=False)
    _open: dict[str, int] = field(default_factory=dict, repr=False)

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()

    def shown(self, path: str) -> str:
        return shown_name(self.root / path)

    def _folder(self, path: str) -> int:
        """Return an open folder, so that nobody can put a link in its place between two files."""
        if path not in self._open:
            flags = _SAFE | getattr(os, "O_DIRECTORY", 0)
            if path:
                self._open[path] = os.open(path, flags | _NO_FOLLOW, dir_fd=self._folder(""))
            else:
                self._open[path] = os.open(self.root, flags)
        return self._open[path]

    def entries(self, folder: str) -> tuple[Entry, ...] | Refusal | None:
        try:
            with os.scandir(self._folder(folder)) as found:
                return tuple(sorted(_entries(found)))
        except OSError as error:
            if error.errno == errno.ENOENT:
                return None
            if error.errno in (errno.ENOTDIR, errno.ELOOP):
                if (self.root / folder).is_symlink():
                    return refusal_of(OSError(errno.ELOOP, ""))
                return Refusal("not-a-file", "a folder should stand here")
            return refusal_of(error)

    def read(self, path: str) -> bytes | Refusal | None:
        if self._left <= 0:
            most = LARGEST_TOGETHER // (1024 * 1024)
            return Refusal("too-large", f"the files of this folder have more than {most} MB together")
        folder, _, name = path.rpartition("/")
        try:
            inside = self._folder(folder)
            os.stat(name, dir_fd=inside, follow_symlinks=False)
        except FileNotFoundError:
            return None
        except OSError as error:
            return refusal_of(error)
        data = bytes_of(name, beside=inside)
        self._left -= len(data) if isinstance(data, bytes) else 0
        return data


def _entries(found: Iterator[os.DirEntry[str]]) -> Iterator[Entry]:
    for entry in found:
        kind: Kind = "other"
        if entry.is_symlink():
            kind = "link"
        elif entry.is_file(follow_symlinks=False):
            kind = "file"
        elif entry.is_dir(follow_symlinks=False):
            kind = "folder"
        yield Entry(entry.name if isinstance(entry.name, str) else os.fsdecode(entry.name), kind)


def text_of(data: bytes) -> str | tuple[str, int, Refusal]:
    """Return a file's text without its byte-order mark; when it is no UTF-8: what of it can be shown, where, why."""
    body = data[3:] if data.startswith(BYTE_ORDER_MARK) else data
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        hint = "this looks like UTF-16: save it as UTF-8"
    elif b"\0" in data[:8192]:
        hint = "this looks like a binary file, not text"
    else:
        hint = "save it as UTF-8"
    message = f"the byte 0x{body[start]:02x} is not UTF-8 text"
    return body.decode("utf-8", "replace"), len(body[:start].decode("utf-8")), Refusal("not-utf-8", message, hint)
