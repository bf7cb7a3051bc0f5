"""A plan folder to a plan: every file is read, every problem kept, and no bad file stops the others."""

from __future__ import annotations

import gc
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from planstrack import model as model_room
from planstrack.cache import WORTH_WHILE, Cache, code_of, key
from planstrack.files.reading import Entry, Files, Folder, Refusal, bytes_of, shown_name, text_of
from planstrack.loading import nodes, nouns, shape, syntax
from planstrack.loading.nodes import Node, tree_of
from planstrack.loading.nouns import Model, noun_of
from planstrack.loading.place import PLAN_FILE, RECEIPTS_FILE
from planstrack.loading.shape import Locator
from planstrack.model import Article, ArticleList, Noun, Plan, PlanFile, Receipts, Version, is_id
from planstrack.problem import Problem, SeeAlso, Severity
from planstrack.source import Place, Source
from planstrack.text.nearest import Names

FileKind = Literal["plan", "version", "article", "receipts"]

FOLDERS: Mapping[Literal["version", "article"], str] = {"version": "versions", "article": "articles"}


class Loaded(NamedTuple):
    """A plan as far as it could be read, and all that is wrong with its files, in the order of files and lines."""

    plan: Plan
    problems: tuple[Problem, ...]


class LoadedVersion(NamedTuple):
    """A version as far as it could be read (None when nothing could), and everything that is wrong with its file."""

    version: Version | None
    problems: tuple[Problem, ...]


class LoadedFile(NamedTuple):
    """One file outside of any plan: what kind it seems to be, and everything that is wrong with it."""

    kind: FileKind
    problems: tuple[Problem, ...]


def problem_at(source: Source, refused: Refusal, severity: Severity = "error") -> Problem:
    """Return a refusal to give a file as a problem at the file's beginning."""
    code, message, hint = refused
    return Problem(code=code, severity=severity, message=message, place=source.place(0), hint=hint)


class _Text(NamedTuple):
    source: Source
    root: Node | None
    problems: tuple[Problem, ...]


def _text(shown: str, data: bytes | Refusal | None) -> _Text:
    """Return a file's text and what it holds as YAML."""
    if data is None:
        data = Refusal("unreadable", "there is no such file")
    if isinstance(data, Refusal):
        source = Source(shown, "")
        return _Text(source, None, (problem_at(source, data),))
    text = text_of(data)
    if not isinstance(text, str):
        source = Source(shown, text[0])
        code, message, hint = text[2]
        place = source.place(text[1], text[1] + 1)
        return _Text(source, None, (Problem(code=code, message=message, place=place, hint=hint),))
    source = Source(shown, text)
    root, problems = tree_of(source)
    if not problems and (root is None or (isinstance(root, nodes.Scalar) and root.value is None)):
        empty = Refusal("empty-file", "the file holds nothing", "delete it, or begin with 'title: …'")
        return _Text(source, None, (problem_at(source, empty),))
    return _Text(source, root, problems)


@dataclass(slots=True)
class _Gathered:
    """What has been read so far."""

    files: Files
    problems: list[Problem] = field(default_factory=list)
    locators: dict[tuple[str, str], Locator] = field(default_factory=dict)
    unread: set[tuple[str, str]] = field(default_factory=set)
    versions: dict[str, Version] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    cache: Cache | None = None
    _first: dict[tuple[str, str], tuple[str, Place]] = field(default_factory=dict)  # by the id in small letters

    def at(self, path: str) -> Source:
        return Source(self.files.shown(path), "")

    def record(self, path: str, model: Callable[[Node], type[Model]]) -> tuple[Model | None, _Text, Locator | None]:
        return self.record_of(path, self.files.read(path), model)

    def record_of(
        self, path: str, data: bytes | Refusal | None, model: Callable[[Node], type[Model]]
    ) -> tuple[Model | None, _Text, Locator | None]:
        if data is None and path == PLAN_FILE:
            data = Refusal("no-plan-file", "the folder has no plan.yaml", "write one with at least a title: …")
        text = _text(self.files.shown(path), data)
        self.problems += text.problems
        if text.root is None:
            return None, text, None
        chosen = model(text.root)
        record, problems, lost = noun_of(text.source, text.root, chosen)
        self.problems += problems
        self.unread.update(("article", name) for name in lost)
        # Where values were left out, positions are those of the nodes that remain; else the text can be read again.
        locator = Locator(text.source, chosen, root=text.root if problems else None)
        return record, text, locator

    def plan_file(self) -> PlanFile | None:
        entries = self.files.entries("")
        if isinstance(entries, Refusal):
            self.problems.append(problem_at(self.at(""), entries))
            return None
        if PLAN_FILE not in (entry.name for entry in entries or ()):
            refused = Refusal("no-plan-file", f"this folder has no {PLAN_FILE}", "begin one with 'title: …'")
            self.problems.append(problem_at(self.at(PLAN_FILE), refused))
            return None
        record, _, locator = self.record(PLAN_FILE, lambda _: PlanFile)
        if locator is not None:
            self.locators["plan", ""] = locator
        return record

    def receipts_file(self) -> Receipts:
        """Return what receipts.yaml holds; nothing where there is no such file, or it could not be read."""
        if self.files.read(RECEIPTS_FILE) is None:
            return Receipts()
        record, _, locator = self.record(RECEIPTS_FILE, lambda _: Receipts)
        if record is None or locator is None:
            self.unread.add(("receipts", ""))
            return Receipts()
        self.locators["receipts", ""] = locator
        return record

    def version_file(self, path: str, name: str) -> None:
        version, text, locator = self.record(path, lambda _: Version)
        if version is None or locator is None:
            self.unread.add(("version", name))
            return
        if self.is_new("version", name, text.source.place(0)):
            self.differs(version.id, name, locator.place("id") if version.id else None)
            self.versions[name] = version if version.id == name else version.model_copy(update={"id": name})
            self.locators["version", name] = locator

    def article_record(self, path: str) -> tuple[Article | ArticleList | None, _Text, Locator | None]:
        """Read a file of articles; one that had no problem and that the cache knows by its bytes is not parsed."""
        data = self.files.read(path)
        if self.cache is None or not isinstance(data, bytes):
            return self.record_of(path, data, _article_model)
        known_as = key("article", code_of(model_room, nodes, nouns, shape, syntax, sys.modules[__name__]), data)
        known = self.cache.known(known_as, _known_article)
        text = text_of(data)
        if known is not None and isinstance(text, str):
            source = Source(self.files.shown(path), text)
            return known, _Text(source, None, ()), Locator(source, type(known))
        before = len(self.problems)
        record, read, locator = self.record_of(path, data, _article_model)
        if record is not None and len(self.problems) == before:
            value = record.model_dump_json(exclude_unset=True, by_alias=True)
            if type(record).model_validate_json(value) == record:
                self.cache.remember(known_as, ("L" if isinstance(record, ArticleList) else "A") + value)
        return record, read, locator

    def article_file(self, path: str, name: str) -> None:
        record, text, locator = self.article_record(path)
        if record is None or locator is None:
            self.unread.add(("article", name))
        elif isinstance(record, ArticleList):
            for index, article in enumerate(record.articles):
                inside = locator.below("articles", index)
                if article.id is None:
                    message, hint = "the key 'id' is missing", "each article of a list needs an 'id:'"
                    self.problems.append(Problem(code="missing-key", message=message, place=inside.place(), hint=hint))
                elif self.is_new("article", article.id, inside.place("id")):
                    self.articles[article.id] = article
                    self.locators["article", article.id] = inside
        elif isinstance(record, Article) and self.is_new("article", name, text.source.place(0)):
            self.differs(record.id, name, locator.place("id") if record.id else None)
            self.articles[name] = record if record.id == name else record.model_copy(update={"id": name})
            self.locators["article", name] = locator

    def differs(self, written: str | None, name: str, place: Place | None) -> None:
        """Report an `id:` that is not the file's name."""
        if place is not None and written != name:
            message = f"the id '{written}' differs from the file's name, '{name}', which counts"
            hint = f"remove the line, or name the file {written}.yaml"
            self.problems.append(Problem(code="id-differs", message=message, place=place, hint=hint))

    def is_new(self, kind: FileKind, name: str, place: Place) -> bool:
        """Return whether no other file gives this id; report it when one does."""
        other, first = self._first.setdefault((kind, name.lower()), (name, place))
        if first is place:
            return True
        same = "" if other == name else f", once as '{other}': they would be one file on many computers"
        message = f"two {kind}s have the id '{name}'{same}"
        self.problems.append(
            Problem(
                code="duplicate-id",
                message=message,
                place=place,
                hint="give one of them another id",
                see_also=(SeeAlso(place=first, message="the first one"),),
            )
        )
        return False

    def folder(self, kind: Literal["version", "article"]) -> None:
        """Read every file of one kind, in the order of their names."""
        folder = FOLDERS[kind]
        entries = self.files.entries(folder)
        if entries is None:
            return
        if isinstance(entries, Refusal):
            self.problems.append(problem_at(self.at(folder), entries))
            return
        if kind == "article" and len(entries) < WORTH_WHILE:
            self.cache = None
        for entry in entries:
            path = f"{folder}/{entry.name}"
            stem, dot, ending = entry.name.rpartition(".")
            if dot and ending == "yaml" and stem and not stem.startswith("."):
                if not is_id(stem):
                    message = f"'{shown_name(stem)[:120]}' cannot be an id, which is what the file's name is"
                    hint = "name the file with letters a-z, digits, '-', '_' and '.' only"
                    self.problems.append(problem_at(self.at(path), Refusal("bad-id", message, hint)))
                elif kind == "version":
                    self.version_file(path, stem)
                else:
                    self.article_file(path, stem)
            elif not _is_passing(entry.name):
                self.not_read(path, entry)
                if ending.lower() in ("yaml", "yml") and is_id(stem):
                    self.unread.add((kind, stem))

    def not_read(self, path: str, entry: Entry) -> None:
        stem, _, ending = entry.name.rpartition(".")
        if ending.lower() in ("yaml", "yml"):
            message = "this file is not read: its name must end in .yaml"
            refused = Refusal("wrong-extension", message, f"name it {shown_name(stem)}.yaml")
            self.problems.append(problem_at(self.at(path), refused))
        else:
            message = f"this {'folder' if entry.kind == 'folder' else 'file'} is not read"
            refused = Refusal("not-read", message, "files here are named <id>.yaml; keep others elsewhere")
            self.problems.append(problem_at(self.at(path), refused, "warning"))

    def top(self) -> None:
        """Report what stands beside plan.yaml and looks as if it should be read."""
        entries = self.files.entries("")
        if entries is None or isinstance(entries, Refusal):
            return
        for entry in entries:
            name = entry.name
            if name in (PLAN_FILE, RECEIPTS_FILE) or name in FOLDERS.values() or _is_passing(name):
                continue
            meant = Names((PLAN_FILE, RECEIPTS_FILE, *FOLDERS.values())).near(name)
            if name.lower() in ("plan.yml", PLAN_FILE):
                self.not_read(name, entry)
            elif meant or name.endswith((".yaml", ".yml")):
                hint = f"did you mean '{meant}'?" if meant else "versions stand in versions/, articles in articles/"
                refused = Refusal("not-read", "this is not read", hint)
                self.problems.append(problem_at(self.at(name), refused, "warning"))

    def plan(self, name: str) -> Loaded:
        """Read everything; a plan whose plan.yaml cannot be read has the folder's name for a title."""
        first = self.plan_file()
        if first is None:
            self.unread.add(("plan", ""))
            first = PlanFile(title=name)
            self.locators.setdefault(("plan", ""), Locator(self.at(PLAN_FILE), PlanFile))
        self.top()
        self.folder("version")
        self.folder("article")
        receipts = self.receipts_file()
        fields = {key: getattr(first, key) for key in PlanFile.model_fields}
        plan = Plan.model_construct(
            first.model_fields_set, **fields, versions=self.versions, articles=self.articles, receipts=receipts
        )
        problems = sorted(set(self.problems), key=lambda problem: problem.sort_key)
        return Loaded(plan.located(self.locators, frozenset(self.unread)), tuple(problems))


def _article_model(root: Node) -> type[Article] | type[ArticleList]:
    return ArticleList if isinstance(root, nodes.Mapping) and "articles" in root.entries else Article


def _known_article(text: str) -> Article | ArticleList:
    """Return what the cache remembers of a file; `ValueError` or `KeyError` when that is something else."""
    kinds: dict[str, type[Article] | type[ArticleList]] = {"A": Article, "L": ArticleList}
    return kinds[text[:1]].model_validate_json(text[1:])


def _is_passing(name: str) -> bool:
    """Return whether a name is an editor's or a system's own, which nobody means to be read."""
    ours = name.startswith((".", "#", "~")) or name.endswith(("~", ".swp", ".tmp", ".bak", ".orig"))
    return ours or name in ("Thumbs.db", "desktop.ini")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Records hold no cycles: looking for some among hundreds of thousands of new ones costs a third of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def load_plan(folder: Path, *, opener: Files | None = None, cache: Cache | None = None) -> Loaded:
    """Return the plan of a folder, as far as it could be read, and every problem of every file in it.

    Never raises for what the folder holds. `opener` gives the files instead of the disk, as for a git revision. With a
    `cache`, articles whose files did not change since they were last read are not parsed again, where there are many.
    """
    name = folder.resolve().name
    with _without_collecting():
        if opener is not None:
            return _Gathered(opener).plan(name)
        with Folder(folder) as files:
            loaded = _Gathered(files, cache=cache).plan(name)
    if cache is not None:
        cache.close()
    return loaded


def load_version(path: Path) -> LoadedVersion:
    """Return the version in a file of its own, outside of any plan; its id is the `id:` in it, else its name made safe.

    A link is followed, since a person named it. A version with problems lacks the values they speak of.
    """
    return version_from(shown_name(path), bytes_of(path, follow=True), path.stem)


def version_from(shown: str, data: bytes | Refusal | None, stem: str) -> LoadedVersion:
    """Return the version that a file's bytes hold; `stem` makes its id when it has none."""
    text = _text(shown, data)
    if text.root is None:
        return LoadedVersion(None, text.problems)
    version, problems, _ = noun_of(text.source, text.root, Version)
    if version is not None and version.id is None:
        version = version.model_copy(update={"id": safe_id(stem)})
    return LoadedVersion(version, tuple(sorted((*text.problems, *problems), key=lambda problem: problem.sort_key)))


def load_file(path: Path) -> LoadedFile:
    """Return what is wrong with a file outside of any plan; its keys tell whether it is a version, article or plan."""
    text = _text(shown_name(path), bytes_of(path, follow=True))
    keys = set(text.root.entries) if isinstance(text.root, nodes.Mapping) else set()
    kind: FileKind = "version"
    model: type[Noun] = Version
    if keys & {"claims", "outlet", "articles"} and text.root is not None:
        kind, model = "article", _article_model(text.root)
    elif keys & {"main_line", "parties", "issues", "quantities"}:
        kind, model = "plan", PlanFile
    elif keys & {"quotes", "texts", "compared"}:
        kind, model = "receipts", Receipts
    problems = noun_of(text.source, text.root, model).problems if text.root is not None else ()
    return LoadedFile(kind, tuple(sorted((*text.problems, *problems), key=lambda problem: problem.sort_key)))


def safe_id(name: str) -> str:
    """Return an id made from any name: letters, digits, '-', '_' and '.'; `version` when nothing is left."""
    plain = unicodedata.normalize("NFKD", name[:400]).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:100] or "version"
