"""What a command answered before, for as long as nothing that the answer follows from has changed.

An answer stands under a hash of the question, of every byte of the plan's files, and of the program itself. Where quotes
were looked up in an archive nothing is remembered, since its texts would have to be read to know that they are the same.
Reading the models alone takes longer than giving an answer again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from planstrack.cache import Cache, key, user_cache
from planstrack.claims.archive import archive_folder
from planstrack.files.reading import Folder, Refusal
from planstrack.loading.place import PLAN_FILE, NoPlan, find_plan

MOST_FILES = 300
"""Files of a plan; reading many more to know that none has changed would take as long as the answer."""


def _program() -> Iterator[str]:
    """Give what tells this program from one that might answer otherwise: its files, by size and time, and Python's version."""
    yield sys.version
    home = Path(__file__).parent
    for folder, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            facts = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - a third of the time, for 150 files
            yield f"{folder}/{name}:{facts.st_size}:{facts.st_mtime_ns}"


def _contents(folder: Path) -> Iterator[bytes | str] | None:
    """Return the names and bytes of a plan's files; None where any could not be read as it should be."""
    files = Folder(folder)
    paths = [PLAN_FILE]
    for below in ("versions", "articles"):
        entries = files.entries(below)
        if isinstance(entries, Refusal):
            return None
        paths += [f"{below}/{entry.name}" for entry in entries or ()]
    top = files.entries("")
    if len(paths) > MOST_FILES or isinstance(top, Refusal) or top is None:
        return None
    found: list[bytes | str] = [f"{entry.name}:{entry.kind}" for entry in top]
    for path in paths:
        data = files.read(path)
        if not isinstance(data, bytes):
            return None
        found += [path, data]
    return iter(found)


class Answer:
    """The answer to one question about a plan, if it was given before; otherwise where to put it."""

    def __init__(self, name: bytes | None, cache: Cache | None) -> None:
        self._name, self._cache = name, cache

    @classmethod
    def to(cls, plan: Path | None, *question: str) -> Answer:
        """Return what is remembered of a question about the plan that the command line means.

        Args:
            plan: The folder a user named, None to look for it as every command does.
            question: Everything else that the answer depends on: command, arguments, width.
        """
        cache = user_cache()
        if cache is None:
            return cls(None, None)
        try:
            folder = find_plan(Path(), plan, os.environ.get("PLANSTRACK_PLAN"))
        except NoPlan:
            return cls(None, None)
        contents = None if archive_folder(folder).is_dir() else _contents(folder)
        if contents is None:
            return cls(None, None)
        return cls(key("answer", *_program(), "\0", str(folder), *question, "\0", *contents), cache)

    def known(self) -> str | None:
        """Return the answer as it was given before, None when it must be worked out."""
        return self._cache.known(self._name) if self._cache and self._name else None

    def remember(self, text: str) -> None:
        """Keep the answer that was worked out."""
        if self._cache and self._name:
            self._cache.remember(self._name, text)
            self._cache.close()
