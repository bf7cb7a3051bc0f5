"""A plan, or one version of it, as of a git revision: `REV:id`.

git is asked for objects only, by its plumbing. Nothing that a hostile folder brings is run: no hooks, no file system
monitor, no fetching of missing objects, no replaced objects; what git gives back is bounded in size and time.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from planstrack.files.reading import LARGEST, LARGEST_TOGETHER, Entry, Folder, Kind, Refusal, shown_name
from planstrack.loading.folder import Loaded, LoadedVersion, load_plan, problem_at, version_from
from planstrack.loading.place import PLAN_FILE, RECEIPTS_FILE
from planstrack.model import Plan, is_id
from planstrack.problem import Problem
from planstrack.source import Source
from planstrack.text.nearest import Names

_SECONDS = 60
_LONGEST_LIST = 32 * 1024 * 1024
_NEVER = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "core.pager=cat", "core.askPass=")
_REVISION = re.compile(r"[^-\x00-\x20\x7f][^\x00-\x1f\x7f]{0,199}\Z")


class NoRevision(Exception):  # noqa: N818 - becomes a problem of the plan asked for
    """git cannot give what was asked; the message says why."""


def _git(folder: Path, arguments: Sequence[str], given: bytes = b"", largest: int = _LONGEST_LIST) -> bytes | None:
    """Return what git prints, None when it fails.

    Raises:
        NoRevision: There is no git, or it prints too much or takes too long.
    """
    import subprocess

    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    command = ["git", "--no-pager", *(part for setting in _NEVER for part in ("-c", setting)), *arguments]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoRevision(f"git gave no answer within {_SECONDS} seconds") from None
    except FileNotFoundError:
        raise NoRevision("git is not installed, or the folder is gone") from None
    except OSError as error:
        raise NoRevision(f"git cannot be run: {(error.strerror or 'error').lower()}") from None
    if len(done.stdout) > largest:
        raise NoRevision("git gave more than a plan can hold")
    return done.stdout if done.returncode == 0 else None


@dataclass(slots=True)
class Revision:
    """The files of a plan's folder at a git revision, in the shape in which `load` reads files."""

    folder: Path
    rev: str
    _commit: str = field(init=False, repr=False)
    _prefix: str = field(init=False, repr=False)
    _lists: dict[str, dict[str, tuple[Kind, str, int]] | None] = field(default_factory=dict, repr=False)
    _texts: dict[str, bytes] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Find the commit and the folder's place in its repository.

        Raises:
            NoRevision: The folder is in no repository, or the revision is none.
        """
        if not _REVISION.match(self.rev):
            raise NoRevision("this cannot be a git revision")
        prefix = _git(self.folder, ["rev-parse", "--show-prefix"])
        if prefix is None:
            raise NoRevision("the plan's folder is in no git repository that git trusts")
        commit = _git(self.folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", self.rev + "^{commit}"])
        if commit is None:
            raise NoRevision("git knows no such revision here")
        self._prefix = os.fsdecode(prefix.removesuffix(b"\n"))
        self._commit = commit.decode("ascii", "replace").strip()

    def shown(self, path: str) -> str:
        return os.fsencode(f"{self.rev}:{self._prefix}{path}").decode("utf-8", "backslashreplace")

    def _list(self, folder: str) -> dict[str, tuple[Kind, str, int]] | None:
        """Return the entries of a folder with object name and size; None when there is no such folder."""
        if folder not in self._lists:
            tree = f"{self._commit}:{self._prefix}{folder}".removesuffix("/")
            printed = _git(self.folder, ["ls-tree", "-z", "-l", "--full-tree", "--end-of-options", tree])
            self._lists[folder] = None if printed is None else dict(map(_listed, printed.split(b"\0")[:-1]))
        return self._lists[folder]

    def entries(self, folder: str) -> tuple[Entry, ...] | Refusal | None:
        listed = self._list(folder)
        return None if listed is None else tuple(sorted(Entry(name, kind) for name, (kind, _, _) in listed.items()))

    def read(self, path: str) -> bytes | Refusal | None:
        folder, _, name = path.rpartition("/")
        listed = self._list(folder)
        if listed is None or name not in listed:
            return None
        kind, blob, size = listed[name]
        if kind == "link":
            return Refusal("linked-file", "this is a symbolic link; links are not followed")
        if kind != "file":
            return Refusal("not-a-file", "this is a folder, not a file")
        if size > LARGEST:
            return Refusal("too-large", f"the file has more than {LARGEST // (1024 * 1024)} MB")
        if blob not in self._texts:
            self._fetch([blob])
        return self._texts.get(blob, Refusal("unreadable", "git does not hold this file's text"))

    def fetch_all(self) -> None:
        """Get the texts of every file of the plan at once: one question to git instead of ten thousand."""
        blobs: dict[str, int] = {}
        for folder in ("", "versions", "articles"):
            for name, (kind, blob, size) in (self._list(folder) or {}).items():
                wanted = name.endswith(".yaml") if folder else name in (PLAN_FILE, RECEIPTS_FILE)
                if wanted and kind == "file" and size <= LARGEST:
                    blobs[blob] = size
        if sum(blobs.values()) > LARGEST_TOGETHER:
            raise NoRevision(f"the plan has more than {LARGEST_TOGETHER // (1024 * 1024)} MB there")
        self._fetch(list(blobs))

    def _fetch(self, blobs: Sequence[str]) -> None:
        asked = "".join(f"{blob}\n" for blob in blobs).encode()
        printed = _git(self.folder, ["cat-file", "--batch"], asked, LARGEST_TOGETHER + _LONGEST_LIST) or b""
        at = 0
        while (end := printed.find(b"\n", at)) >= 0:
            header = printed[at:end].split()
            at = end + 1
            if len(header) == 3 and header[1] == b"blob":
                size = int(header[2])
                self._texts[header[0].decode("ascii")] = printed[at : at + size]
                at += size + 1


def _listed(line: bytes) -> tuple[str, tuple[Kind, str, int]]:
    about, _, name = line.partition(b"\t")
    mode, _, blob, size = about.split()
    kind: Kind = "other"
    if mode in (b"100644", b"100755", b"100664"):
        kind = "file"
    elif mode == b"120000":
        kind = "link"
    elif mode == b"040000":
        kind = "folder"
    return os.fsdecode(name), (kind, blob.decode("ascii"), int(size) if size.isdigit() else 0)


def load_plan_at(folder: Path, rev: str) -> Loaded:
    """Return the plan as it was at a git revision, with its problems then; `no-such-revision` when there is none."""
    try:
        files = Revision(folder, rev)
        files.fetch_all()
        return load_plan(folder, opener=files)
    except NoRevision as why:
        title = folder.resolve().name
        return Loaded(Plan(title=title).located({}, frozenset({("plan", "")})), (_no_revision(rev, str(why)),))


def load_version_at(folder: Path, rev: str, name: str) -> LoadedVersion:
    """Return one version as it was at a git revision; `not-in-revision` when there was none of that id."""
    try:
        files = Revision(folder, rev)
        path = f"versions/{name}.yaml"
        data = files.read(path) if is_id(name) else None
    except NoRevision as why:
        return LoadedVersion(None, (_no_revision(rev, str(why)),))
    if data is None:
        entries = files.entries("versions")
        names = () if entries is None or isinstance(entries, Refusal) else (entry.name for entry in entries)
        known = [entry.removesuffix(".yaml") for entry in names]
        message = f"there is no version '{name[:100]}' at {rev}"
        refused = Refusal("not-in-revision", message, Names(known).hint(name))
        return LoadedVersion(None, (problem_at(Source(files.shown("versions"), ""), refused),))
    version, problems = version_from(files.shown(path), data, name)
    if version is not None and version.id != name:
        version = version.model_copy(update={"id": name})
    return LoadedVersion(version, problems)


class PlanRevision(NamedTuple):
    """The commit that a plan folder stands at, in ten digits, and whether its files were edited since."""

    commit: str
    edited: bool


def plan_revision(folder: Path) -> PlanRevision | None:
    """Return the commit of a plan folder, None where it is in no repository, or nothing of it is in the commit.

    Files are compared by their hashes, worked out here: git's own comparison may run programs that a repository names.
    """
    try:
        printed = _git(folder, ["rev-parse", "--show-prefix", "HEAD"])
        if printed is None or printed.count(b"\n") != 2:
            return None
        prefix, commit = printed.split(b"\n")[:2]
        tree = f"HEAD:{os.fsdecode(prefix)}".removesuffix("/")
        within = [PLAN_FILE, RECEIPTS_FILE, "versions/", "articles/"]
        listed = _git(folder, ["ls-tree", "-r", "-z", "--full-tree", tree, *within])
    except NoRevision:
        return None
    names: dict[str, str] = {}
    for line in (listed or b"").split(b"\0")[:-1]:
        about, _, name = line.partition(b"\t")
        if name.endswith(b".yaml"):
            names[os.fsdecode(name)] = about.split()[2].decode("ascii", "replace")
    if PLAN_FILE not in names:
        return None
    return PlanRevision(commit[:10].decode("ascii", "replace"), _edited(folder, names))


def _edited(folder: Path, names: dict[str, str]) -> bool:
    with Folder(folder) as files:
        there = {PLAN_FILE, RECEIPTS_FILE} & {entry.name for entry in _listed_entries(files, "")}
        for below in ("versions", "articles"):
            there |= {
                f"{below}/{entry.name}" for entry in _listed_entries(files, below) if entry.name.endswith(".yaml")
            }
        if there != set(names):
            return True
        for name, blob in names.items():
            data = files.read(name)
            if not isinstance(data, bytes) or blob not in (_blob(data), _blob(data.replace(b"\r\n", b"\n"))):
                return True
    return False


def _listed_entries(files: Folder, folder: str) -> tuple[Entry, ...]:
    found = files.entries(folder)
    return () if found is None or isinstance(found, Refusal) else tuple(found)


def _blob(data: bytes) -> str:
    """Return the name that git gives to a file's bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def archive_in_git(archive: Path) -> Problem | None:
    """Return that git tracks texts of an archive, which belong to their publishers; None where it tracks none, or is not there."""
    try:
        printed = _git(archive, ["ls-files", "-z", "--", "."])
    except NoRevision:
        return None
    names = (printed or b"").split(b"\0")[:-1]
    if not names:
        return None
    count = f"{len(names):,} text{'' if len(names) == 1 else 's'}"
    message = f"git tracks {count} of the archive; they belong to their publishers, and would be pushed"
    hint = "take them out of git, and out of its history if they were pushed: git rm -r --cached .planstrack/archive"
    return problem_at(Source(shown_name(archive), ""), Refusal("archive-in-git", message, hint))


def _no_revision(rev: str, why: str) -> Problem:
    shown = rev.encode("utf-8", "backslashreplace").decode()[:200]
    return problem_at(Source(shown, ""), Refusal("no-such-revision", why))
