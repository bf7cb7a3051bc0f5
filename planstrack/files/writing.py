"""Writing files: whole or not at all, one program after the other, and never where a stranger's link leads.

A file is written without a name, or beside the old one, synced and put in its place: at any moment, and after a crash, the
old file is there or the new one, never a part.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planstrack.files.paths import destination, is_open_file, linked, open_below, open_folder
from planstrack.files.reading import bytes_of, shown_name

_PATIENCE = 30.0
"""Seconds to wait for another program that is writing into the folder."""
_RENAME_EXCHANGE = 2
_EFFECTIVE = os.access in os.supports_effective_ids


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that at any moment, and after a crash, either the old or the new one is there, never a part.

    An existing file keeps its permissions; a link stays a link, and what it leads to is replaced, unless it leads out
    of a stranger's folder (see `paths`). A device, a pipe or an open file, such as /dev/null, a shell's `>(…)` or
    /dev/stdout, is written to directly.

    Raises:
        OSError: A link that must not be followed, a file that is read-only, or the system refuses: no such folder, no
            permission, no space, a folder in its place. The old file stays.
    """
    target = destination(Path(path))
    if is_open_file(target):
        _write_open(target, data)
        return
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(os.lstat(target).st_mode):
            _write_into(target, data)
            return
    with _locked(open_folder(target.parent), target.parent) as folder:
        _put(folder, target.name, data)


@contextmanager
def output_folder(path: Path) -> Iterator[Callable[[str, bytes], None]]:
    """Make a folder if need be, hold it, and give what writes files below it, each whole or not at all.

    The folder may be reached by a link, as in `write_whole`; below it no link is followed, whenever it was laid. What
    is given takes an address, relative and with '/', whose folders are made, and the bytes.

    Raises:
        OSError: As in `write_whole`.
    """
    target = destination(Path(path))
    top = open_folder(target, make=True)

    def write(address: str, data: bytes) -> None:
        *folders, name = address.split("/")
        with _locked(open_below(os.dup(top), tuple(folders), make=True), target) as folder:
            _put(folder, name, data)

    try:
        yield write
    finally:
        os.close(top)


def _put(folder: int, name: str, data: bytes) -> None:
    """Put a file into a locked folder, where a file or nothing may stand."""
    try:
        there = os.lstat(name, dir_fd=folder)
    except FileNotFoundError:
        there = None
    if there is not None and not stat.S_ISREG(there.st_mode):
        raise _no_file(there.st_mode, name)
    replace_in(folder, name, data, there)


def _no_file(mode: int, name: str) -> OSError:
    if stat.S_ISLNK(mode):
        return linked(name)
    if stat.S_ISDIR(mode):
        return IsADirectoryError(errno.EISDIR, f"{shown_name(name)!r} is a folder", name)
    return OSError(errno.EINVAL, f"{shown_name(name)!r} is no regular file", name)


def _write_into(path: Path, data: bytes) -> None:
    """Write into a device or a pipe that stands at a path without links."""
    folder = open_folder(path.parent)
    try:
        mode = os.lstat(path.name, dir_fd=folder).st_mode
        if stat.S_ISDIR(mode) or stat.S_ISLNK(mode):
            raise _no_file(mode, path.name)
        # Without waiting: a pipe that nobody reads is refused instead of hanging for ever.
        flags = os.O_WRONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
        descriptor = os.open(path.name, flags, dir_fd=folder)
    finally:
        os.close(folder)
    try:
        os.set_blocking(descriptor, True)
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _write_open(path: Path, data: bytes) -> None:
    """Write into an open file where it stands: what was written before and what follows stay around it."""
    ours = path.parent == Path("/dev/fd") or path.parts[2] == str(os.getpid())
    append = os.O_WRONLY | os.O_APPEND | os.O_CLOEXEC | os.O_NOCTTY
    descriptor = os.dup(int(path.name)) if ours else os.open(path, append)
    try:
        _write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        try:
            view = view[os.write(descriptor, view) :]
        except BlockingIOError:  # An open file that somebody else has set not to wait.
            from select import select

            select((), (descriptor,), ())


@contextmanager
def folder_lock(folder: Path) -> Iterator[int]:
    """Hold a folder for writing, and give it as an open descriptor; other planstrack processes wait for it.

    The lock is on the folder itself: it leaves no file behind, and ends with the process whatever ends that.

    Raises:
        OSError: There is no such folder, a stranger's link leads to it (see `paths`), or another program held it for
            half a minute (TimeoutError).
    """
    with _locked(open_folder(destination(folder)), folder) as descriptor:
        yield descriptor


@contextmanager
def _locked(descriptor: int, folder: Path) -> Iterator[int]:
    import fcntl
    import time

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


def replace_in(folder: int, name: str, data: bytes, there: os.stat_result | None, *, read: bytes | None = None) -> bool:
    """Put a file into a locked folder, in place of the one that is `there`; return whether it was done.

    With `read`, what the file held when it was read, another program's save since then is not lost: it stays or comes
    back, and the answer is False.

    Raises:
        OSError: The file is read-only, or the system refuses. The old file stays.
    """
    if there is not None and not _may_write(folder, name, there):
        raise PermissionError(errno.EACCES, f"{shown_name(name)!r} is read-only", name)
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
                        return True
                _give_name(descriptor, folder, waiting)
            except OSError:  # This file system gives no names afterwards.
                fresh = _new_named(folder, waiting, mode)
                os.close(descriptor)
                descriptor = fresh
                named = True
                _fill(descriptor, data, there)
            named = True
        if read is not None:
            done = _in_place_of(folder, waiting, name, read)
        else:
            os.rename(waiting, name, src_dir_fd=folder, dst_dir_fd=folder)
            done, named = True, False
        os.fsync(folder)
        return done
    finally:
        if named:
            _remove(folder, waiting, os.fstat(descriptor).st_ino)
        os.close(descriptor)


def _number(folder: int, name: str) -> int | None:
    """Return the number (inode) of the file that has a name now; None when there is none."""
    try:
        return os.lstat(name, dir_fd=folder).st_ino
    except FileNotFoundError:
        return None


def _remove(folder: int, name: str, number: int | None) -> None:
    """Remove a name if it stands for the file with this number, and for no other program's."""
    with suppress(OSError):
        if _number(folder, name) == number:
            os.unlink(name, dir_fd=folder)


def _may_write(folder: int, name: str, there: os.stat_result) -> bool:
    """Return whether a file is one to write to. A rename needs no leave from the file it replaces, so it is asked for."""
    return bool(there.st_mode & 0o222) and os.access(name, os.W_OK, dir_fd=folder, effective_ids=_EFFECTIVE)


def _in_place_of(folder: int, waiting: str, name: str, read: bytes) -> bool:
    """Put a new file in the place of one that still holds what was read; return whether it did.

    Between a last look and a rename another program can save. Exchanging the names in one step loses nothing: what was
    there is looked at afterwards, and goes back when it is another.
    """
    ours = _number(folder, waiting)
    try:
        if not _exchange(folder, waiting, name):
            if bytes_of(name, beside=folder) != read:
                return False
            os.rename(waiting, name, src_dir_fd=folder, dst_dir_fd=folder)
            return True
        if bytes_of(waiting, beside=folder) == read:
            os.unlink(waiting, dir_fd=folder)
            return True
    except FileNotFoundError:  # Somebody took the file away.
        return False
    except BaseException:
        _put_back(folder, waiting, name, ours)
        raise
    _put_back(folder, waiting, name, ours)
    return False


def _put_back(folder: int, waiting: str, name: str, ours: int | None) -> None:
    """Exchange again until what comes out is what was put in last, so that the newest save stands in the end."""
    expected = ours
    while (back := _number(folder, waiting)) not in (ours, None):
        try:
            if not _exchange(folder, waiting, name):
                return
        except FileNotFoundError:  # Ours was taken away meanwhile.
            os.rename(waiting, name, src_dir_fd=folder, dst_dir_fd=folder)
            return
        out = _number(folder, waiting)
        if out == expected:
            _remove(folder, waiting, out)
            return
        expected = back


def _exchange(folder: int, one: str, other: str) -> bool:
    """Exchange two names of a folder in one step; return False where the system or the file system cannot."""
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(folder, os.fsencode(one), folder, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM):
        return False
    raise OSError(number, os.strerror(number), other)


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
        OSError: It cannot be written, or a stranger's link leads to its folder (see `paths`).
    """
    folder = open_folder(destination(path.parent))
    beside = f".{path.name[:100]}.{os.urandom(8).hex()}.new"
    descriptor, named = -1, False
    try:
        descriptor, named = _new_file(folder, beside, 0o666)
        _fill(descriptor, data, None)
        try:
            if not named:
                try:
                    _give_name(descriptor, folder, path.name)
                except FileNotFoundError:  # Files without names get none here.
                    os.close(descriptor)
                    descriptor, named = _new_named(folder, beside, 0o666), True
                    _fill(descriptor, data, None)
            if named:
                os.link(beside, path.name, src_dir_fd=folder, dst_dir_fd=folder)
        except FileExistsError:
            return False
        _sync(folder)
        return True
    except OSError as error:
        error.filename = str(path.parent)  # The name beside it means nothing to a reader.
        raise
    finally:
        if named:
            os.unlink(beside, dir_fd=folder)
        if descriptor >= 0:
            os.close(descriptor)
        os.close(folder)


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
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(folder: int) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EBADF, errno.EACCES):
            raise
