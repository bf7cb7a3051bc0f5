"""Writing files: whole or not at all, and one program after the other.

A file is written without a name, or beside the old one, synced and put in its place: at any moment, and after a crash, the
old file is there or the new one, never a part.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 30.0
"""Seconds to wait for another program that is writing into the folder."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment, and after a crash, either the old or the new one is there, never a part.

    An existing file keeps its permissions; a link stays a link, and what it leads to is replaced. A device or a pipe,
    such as /dev/null or a shell's `>(…)`, is written to directly.

    Raises:
        OSError: The system refuses: no such folder, no permission, no space, a folder in its place. The old file stays.
    """
    path = Path(path)
    try:
        there = os.stat(path)  # noqa: PTH116 - follows links, as does what comes next
    except FileNotFoundError:
        there = None
    if there is not None and not stat.S_ISREG(there.st_mode):
        _write_into(path, there.st_mode, data)
        return
    target = Path(os.path.realpath(path, strict=there is not None))
    with folder_lock(target.parent) as folder:
        replace_in(folder, target.name, data, there)


def _write_into(path: Path, mode: int, data: bytes) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "this is a folder", str(path))
    # Without waiting: a pipe that nobody reads is refused instead of hanging for ever.
    descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        os.set_blocking(descriptor, True)
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


@contextmanager
def folder_lock(folder: Path) -> Iterator[int]:
    """Hold a folder for writing, and give it as an open descriptor; other planstrack processes wait for it.

    The lock is on the folder itself: it leaves no file behind, and ends with the process whatever ends that.

    Raises:
        OSError: There is no such folder, or another program held it for half a minute (TimeoutError).
    """
    import fcntl
    import time

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise TimeoutError(110, "another program is writing into this folder", str(folder)) from None
                time.sleep(0.01)
            except OSError:  # A file system without locks: writing is still whole or not at all.
                break
        yield descriptor
    finally:
        os.close(descriptor)


def replace_in(folder: int, name: str, data: bytes, there: os.stat_result | None) -> None:
    """Put a file into a locked folder, in place of the one that is there."""
    # One name for all writers: whoever holds the lock may remove what a killed process left.
    waiting = f".{os.fsdecode(os.fsencode(name)[:200])}.planstrack-new"
    with suppress(FileNotFoundError):
        os.unlink(waiting, dir_fd=folder)
    mode = 0o666 if there is None else 0o600
    descriptor, named = _new_file(folder, waiting, mode)
    try:
        _fill(descriptor, data, there)
        if not named:
            try:
                if there is None:
                    with suppress(FileExistsError):  # Somebody else has made one meanwhile.
                        _give_name(descriptor, folder, name)
                        os.fsync(folder)
                        return
                _give_name(descriptor, folder, waiting)
            except OSError:  # This file system gives no names afterwards.
                fresh = _new_named(folder, waiting, mode)
                os.close(descriptor)
                descriptor = fresh
                named = True
                _fill(descriptor, data, there)
            named = True
        os.rename(waiting, name, src_dir_fd=folder, dst_dir_fd=folder)
        named = False
        os.fsync(folder)
    finally:
        os.close(descriptor)
        if named:
            with suppress(OSError):
                os.unlink(waiting, dir_fd=folder)


def _fill(descriptor: int, data: bytes, there: os.stat_result | None) -> None:
    """Write a new file's bytes to the disk, with owner and permissions of the one that it replaces."""
    _write_all(descriptor, data)
    if there is not None:
        with suppress(PermissionError):
            os.fchown(descriptor, there.st_uid, there.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(there.st_mode))
    os.fsync(descriptor)


def _give_name(descriptor: int, folder: int, name: str) -> None:
    os.link(f"/proc/self/fd/{descriptor}", name, src_dir_fd=folder, dst_dir_fd=folder)


def _new_file(folder: int, name: str, mode: int) -> tuple[int, bool]:
    """Return a new file open for writing, and whether it has its name yet: one without a name leaves no litter."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").exists():
        with suppress(OSError):  # Not every file system has files without names.
            return os.open(".", nameless | os.O_WRONLY | os.O_CLOEXEC, mode, dir_fd=folder), False
    return _new_named(folder, name, mode), True


def _new_named(folder: int, name: str, mode: int) -> int:
    return os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode, dir_fd=folder)


def create_whole(path: Path, data: bytes) -> bool:
    """Write a new file, whole or not at all; return False, changing nothing, when something stands there already.

    Where the system allows it the bytes are written to a file without a name, which leaves no litter however the
    process ends.

    Raises:
        OSError: It cannot be written.
    """
    try:
        descriptor = os.open(path.parent, os.O_TMPFILE | os.O_WRONLY | os.O_CLOEXEC, 0o666)
    except (AttributeError, OSError) as error:
        if isinstance(error, OSError) and error.errno not in (
            errno.EOPNOTSUPP,
            errno.EISDIR,
            errno.ENOENT,
            errno.EINVAL,
        ):
            raise
        return _create_by_name(path, data)
    try:
        _write_all(descriptor, data)
        os.fsync(descriptor)
        try:
            # Given a descriptor Python calls linkat, which can follow the link in /proc; without one it calls link.
            os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, follow_symlinks=True)
        except FileExistsError:
            return False
        except FileNotFoundError:
            return _create_by_name(path, data)  # No /proc here.
    finally:
        os.close(descriptor)
    sync_folder(path.parent)
    return True


def _create_by_name(path: Path, data: bytes) -> bool:
    beside = path.parent / f".{path.name[:100]}.{os.urandom(8).hex()}.new"
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        os.link(beside, path)
    except FileExistsError:
        return False
    finally:
        beside.unlink()
    sync_folder(path.parent)
    return True


def replace_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of whatever stands there, a link included, without looking at it.

    Raises:
        OSError: It cannot be written, or another program held the folder for half a minute.
    """
    with folder_lock(path.parent) as folder:
        replace_in(folder, path.name, data, None)


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable, where the system knows how."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.EACCES):
            raise
    finally:
        os.close(descriptor)
