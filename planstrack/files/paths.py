"""Where a path leads before it is written to; and folders opened so that nobody can lay a link in between.

A person may lay links of his own. A folder that came from somebody else may hold links too, and one that leads out of
it would have us write wherever its author likes: that one is refused. Nobody can tell whose a folder is, so every git
work tree and every plan is taken for a stranger's.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from planstrack.files.reading import shown_name

_MARKS = (".git", ".hg", ".svn", "plan.yaml")
_MOST_LINKS = 40
_MOST_PLANS = 1_000
_OPEN_FILES = re.compile(r"/proc/[0-9]+/(task/[0-9]+/)?fd|/dev/fd")

_FOLDER = os.O_RDONLY
for _flag in ("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC"):
    _FOLDER |= getattr(os, _flag, 0)
_STEP = _FOLDER | getattr(os, "O_PATH", 0)  # A folder on the way need not be readable.


class _Border(NamedTuple):
    """Stands behind the names of a link's target: once they are walked, the walk must still be inside."""

    home: Path
    link: Path


def strangers_folder(folder: Path) -> Path | None:
    """Return the nearest folder, this one or one above it, that may have come from somebody else; None without one.

    It is a version control's work tree, a plan's folder, or the folder that holds `plans/`. The nearest one counts: a
    plan that was unpacked in a home folder under git may not lead into the home folder.
    """
    for place in (folder, *folder.parents):
        if any(os.path.lexists(place / mark) for mark in _MARKS) or _holds_plans(place):
            return place
    return None


def _holds_plans(folder: Path) -> bool:
    with suppress(OSError), os.scandir(folder / "plans") as found:
        return any(
            entry.is_dir(follow_symlinks=False) and os.path.lexists(Path(entry.path, "plan.yaml"))
            for entry in islice(found, _MOST_PLANS)
        )
    return False


def destination(path: Path) -> Path:
    """Return where a path leads, absolute and without links; what is missing of it counts as plain names.

    A name in `/proc/…/fd` or `/dev/fd` stays as it is: it stands for an open file, not for a path (`is_open_file`).

    Raises:
        OSError: A link in a stranger's folder leads out of it, links lead round in a circle, or a folder cannot be
            looked into.
    """
    at = Path("/")
    rest: list[str | _Border] = [*reversed(Path(path).absolute().parts[1:])]
    links = 0
    while rest:
        step = rest.pop()
        if isinstance(step, _Border):
            if not at.is_relative_to(step.home):
                raise _leads_out(step, at)
            continue
        if step == "..":
            at = at.parent
            continue
        here = at / step
        if not _is_link(here) or (is_open_file(here) and not any(isinstance(item, str) for item in rest)):
            at = here
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, "this link leads round in a circle", str(path))
        home = strangers_folder(at)
        if home is not None:
            rest.append(_Border(home, here))
        target = here.readlink()
        names = target.parts
        if target.is_absolute():
            at, names = Path("/"), names[1:]
        rest += reversed(names)
    return at


def _is_link(path: Path) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _leads_out(border: _Border, at: Path) -> OSError:
    link, home = shown_name(border.link.relative_to(border.home)), shown_name(border.home)
    said = f"the link {link!r} leads out of {home!r}, to {shown_name(at)!r}; to write there, name that place itself"
    return OSError(errno.ELOOP, said, str(border.link))


def is_open_file(path: Path) -> bool:
    """Return whether a path is the name of a process's open file, such as the one that /dev/stdout leads to."""
    return path.name.isdecimal() and _OPEN_FILES.fullmatch(str(path.parent)) is not None


def open_folder(folder: Path, *, make: bool = False) -> int:
    """Return an open folder to write into; its path is one that `destination` gave, and no link on it is followed now.

    With `make`, it and those above it are made where they are missing.

    Raises:
        OSError: There is no such folder, a link has come into its place, or it cannot be read or made.
    """
    return open_below(os.open("/", _STEP), folder.parts[1:], make=make)


def open_below(at: int, names: tuple[str, ...], *, make: bool = False) -> int:
    """Return the open folder that names lead to from an open one, which is closed; as in `open_folder`."""
    for number, name in enumerate((*names, ".")):
        try:
            inner = _opened(at, name, _FOLDER if number == len(names) else _STEP, make)
        finally:
            os.close(at)
        at = inner
    return at


def _opened(at: int, name: str, flags: int, make: bool) -> int:
    try:
        return os.open(name, flags, dir_fd=at)
    except FileNotFoundError:
        if not make:
            raise
    except OSError as error:
        if error.errno in (errno.ENOTDIR, errno.ELOOP) and stat.S_ISLNK(os.lstat(name, dir_fd=at).st_mode):
            raise linked(name) from None
        raise
    with suppress(FileExistsError):
        os.mkdir(name, dir_fd=at)
    return _opened(at, name, flags, False)


def linked(name: str) -> OSError:
    """Return what to raise for a link that stands where something is to be written and none is followed."""
    return OSError(errno.ELOOP, f"{shown_name(name)!r} is a link, and links are not followed here", name)
