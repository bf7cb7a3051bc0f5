"""What was worked out before, by the content it was worked out from; it saves reading ten thousand articles again.

The cache is a file in the user's own cache folder, never in a plan folder, where a stranger could have written it. Each
value stands under a hash of everything it follows from, sealed by a hash of both, and is given back only when it is of the
kind that is asked for; a cache that is damaged, locked, another user's or in a place where others could write is not used.
Losing it costs time only.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from functools import cache as once
from pathlib import Path
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    Value = TypeVar("Value")

WORTH_WHILE = 300
"""So many files or texts make it worth while to ask the cache at all; fewer are read as quickly."""
MAX_SIZE = 512 * 1024 * 1024
"""Bytes; a larger cache is begun anew."""
_FORMAT = 2
_TABLE = "CREATE TABLE known (name blob primary key, value text, seal blob) without rowid"
_BESIDE = ("", "-journal", "-wal", "-shm")
"""What SQLite keeps beside its file; a journal that is not ours would be played back into it."""


def key(kind: str, *parts: bytes | str) -> bytes:
    """Return the name under which a value of some kind stands: a hash of the parts, each apart from the next."""
    from hashlib import blake2b

    digest = blake2b(kind.encode(), digest_size=20)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.digest()


@once
def code_of(*modules: ModuleType) -> str:
    """Return what tells two states of some modules' code apart, so that no value outlives the code that made it."""
    from planstrack import __version__

    states = [__version__, str(_FORMAT)]
    for module in modules:
        try:
            facts = Path(module.__file__ or "").stat()
            states.append(f"{module.__name__}:{facts.st_size}:{facts.st_mtime_ns}")
        except OSError:
            states.append(module.__name__)
    return "|".join(states)


class Cache:
    """A file of values by key. Nothing here raises for what the file or the disk hold: an unusable cache knows nothing.

    What is remembered is written when the cache is closed, in one transaction.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store: sqlite3.Connection | None = None
        self._new: dict[bytes, str] = {}
        self._usable: bool | None = None

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @overload
    def known(self, name: bytes) -> str | None: ...
    @overload
    def known(self, name: bytes, read: Callable[[str], Value]) -> Value | None: ...
    def known(self, name: bytes, read: Callable[[str], Any] = str) -> Any:
        """Return the value that was remembered under a key, as `read` makes it of its text; None when there is none.

        `read` raises for a text that is not of its kind; such a value is not known, and the cache is thrown away.
        """
        store = self._opened()
        if store is None:
            return None
        import sqlite3

        try:
            row = store.execute("select value, seal from known where name = ?", (name,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None:
            return None
        value, seal = row
        try:
            if not isinstance(value, bytes) or _seal(name, value) != seal:
                raise ValueError("this is not what was remembered")
            return read(value.decode("utf-8"))
        except Exception:  # Whatever reading it raises, it is a text that `remember` did not get.
            self._give_up(None)
            return None

    def remember(self, name: bytes, value: str) -> None:
        """Keep a value for later; it is known from the next time on. Half a surrogate cannot be kept, and is not."""
        if value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value):
            self._new[name] = value

    def close(self) -> None:
        """Write what is to be remembered, if it can be written."""
        store = self._opened() if self._new else self._store
        if store is None:
            return
        import sqlite3

        try:
            store.execute("rollback")
            if self._new:
                store.execute("begin immediate")
                rows = ((name, value, _seal(name, value.encode("utf-8"))) for name, value in self._new.items())
                store.executemany("insert or replace into known values (?, ?, ?)", rows)
                store.execute("commit")
        except sqlite3.Error as error:
            self._give_up(error)
        self._new.clear()
        if self._store is not None:
            self._store.close()
        self._store, self._usable = None, None

    def _opened(self) -> sqlite3.Connection | None:
        if self._usable is None:
            self._usable = False
            self._open()
        return self._store

    def _open(self) -> None:
        import sqlite3

        try:
            if not _is_mine(self._path.parent):
                return
            self._clear()
            store = sqlite3.connect(self._path, timeout=0.5, check_same_thread=False, isolation_level=None)
        except (OSError, sqlite3.Error):
            return
        self._store = store
        store.text_factory = bytes  # What is no UTF-8 is a value like another that is not ours.
        try:
            store.execute("pragma trusted_schema = off")
            store.execute("pragma synchronous = off")  # A cache lost with the power is no loss.
            if not _is_ours(store):
                self._give_up(None)
                return
            store.execute("begin")  # One lock for all questions: a lock for each costs more than the answers.
            self._usable = True
        except sqlite3.Error as error:
            self._give_up(error)

    def _clear(self) -> None:
        """Remove what stands in the cache's places and is not ours, or too large.

        Raises:
            OSError: It cannot be removed; a folder, for example.
        """
        for path in self._places():
            with suppress(FileNotFoundError):
                facts = os.lstat(path)
                if not _is_own_file(facts) or facts.st_size > MAX_SIZE:
                    path.unlink()

    def _places(self) -> list[Path]:
        return [self._path.with_name(self._path.name + ending) for ending in _BESIDE]

    def _give_up(self, error: Exception | None) -> None:
        """Use the cache no more; throw it away unless it is only busy or cannot be written."""
        import sqlite3

        if self._store is not None:
            self._store.close()
        self._store, self._usable = None, False
        if not isinstance(error, sqlite3.OperationalError):
            for path in self._places():
                with suppress(OSError):
                    path.unlink()


def _is_ours(store: sqlite3.Connection) -> bool:
    """Return whether a file holds our table in this format and nothing else, such as a view; make it in an empty file."""
    ours = [(b"table", _TABLE.encode())]
    for _ in range(2):
        found = store.execute("select type, sql from sqlite_master").fetchall()
        version = store.execute("pragma user_version").fetchone()[0]
        if found or version:
            return found == ours and version == _FORMAT
        store.execute("begin immediate")
        if not store.execute("select 1 from sqlite_master").fetchone():  # Nobody else has made it meanwhile.
            store.execute(_TABLE)
            store.execute(f"pragma user_version = {_FORMAT}")
        store.execute("commit")
    return False


def _seal(name: bytes, value: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(value, digest_size=20, key=name).digest()


def _is_own_file(facts: os.stat_result) -> bool:
    """Return whether this is a regular file of this user's, under one name, that nobody else can write into."""
    return stat.S_ISREG(facts.st_mode) and _is_own(facts) and facts.st_nlink == 1


def _is_own(facts: os.stat_result) -> bool:
    return (not hasattr(os, "geteuid") or facts.st_uid == os.geteuid()) and not facts.st_mode & 0o022


def _is_mine(folder: Path) -> bool:
    """Return whether only this user can write into a folder or put another in its place; make it when it is not there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    facts = os.lstat(folder)
    if not (stat.S_ISDIR(facts.st_mode) and _is_own(facts)):
        return False
    above = (parent.stat() for parent in folder.absolute().parents)
    return all(not facts.st_mode & 0o002 or facts.st_mode & stat.S_ISVTX for facts in above)


def user_cache() -> Cache | None:
    """Return the user's cache: in $PLANSTRACK_CACHE, else under $XDG_CACHE_HOME, else ~/.cache; None if switched off.

    An empty $PLANSTRACK_CACHE switches it off. Nothing is opened or made until it is asked for something.
    """
    named = os.environ.get("PLANSTRACK_CACHE")
    if named is not None:
        folder = Path(named) if named else None
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        try:
            folder = (Path(base) if base.startswith("/") else Path.home() / ".cache") / "planstrack"
        except RuntimeError:
            return None  # Nobody's home.
    return Cache(folder / "known.sqlite") if folder is not None else None
