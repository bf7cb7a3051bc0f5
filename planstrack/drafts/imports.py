"""A text comes in: its words into the archive, what is known of it into the plan as a version, or as a witness of one.

The text is stored first, under its hash, then one file is written whole: whatever ends the process leaves the old plan
or the new one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Literal

from planstrack.cache import user_cache
from planstrack.claims.archive import Archive, archive_folder, hash_of
from planstrack.claims.witnesses import with_texts
from planstrack.compare.facts import Facts
from planstrack.documents.article import ExtraMissingError, NotExtracted
from planstrack.documents.lines import Document
from planstrack.documents.pieces import Leftover, PointList
from planstrack.documents.points import lists_of, paragraphs_as_points
from planstrack.documents.reading import read_document
from planstrack.documents.sources import Sourced, is_address, sourced
from planstrack.drafts.beginning import EXAMPLE, example_version
from planstrack.drafts.lineage import Lineage, lineage_of
from planstrack.drafts.version import Draft, drafted, label_of, pieces_with_paths
from planstrack.drafts.writing import version_yaml, witness_lines
from planstrack.files.reading import regular_bytes
from planstrack.files.writing import create_whole
from planstrack.loading import load_plan, safe_id
from planstrack.loading.folder import version_from
from planstrack.loading.splicing import AsWritten, Edit, splice
from planstrack.model import Plan, Version, Witness, Wording, is_id
from planstrack.problem import Problem
from planstrack.text.characters import script_of
from planstrack.text.nearest import Names

Tracked = Literal["after", "before", "both"]
Outcome = Literal["version", "witness", "proposed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person who imports says of a text; None where nothing was said."""

    id: str | None = None
    base: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    wording: Wording = "verbatim"
    hand: str | None = None
    list_number: int | None = None
    keep_text: bool = False
    dry_run: bool = False
    tracked: Tracked = "after"
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one text.

    `outcome`: version (a new version's file was written), witness (added to the version that had the id), proposed
    (a dry run: nothing was written). `content` is the file's text, or the witness as YAML. `lists` are the names of all
    lists of points that were found, the chosen one at `chosen`. `unplaced` are points of a witness that the version
    lacks, by number or position.
    """

    version: str
    outcome: Outcome
    content: str = field(repr=False)
    sha256: str
    path: Path | None = None
    base: str | None = None
    points: PointList
    lists: tuple[str, ...]
    chosen: int
    lineage: Lineage = field(default_factory=Lineage)
    draft: Draft
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        """What belongs to no point."""
        return self.points.leftovers


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What came of one source: versions or witnesses, problems at places of files, or why nothing was imported."""

    imported: tuple[Imported, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: str | None = None


class _CannotError(Exception):
    """Ends an import from within; it becomes `Import.failure`."""

    def __init__(self, why: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(why)
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document with the lists of points in it, the likeliest first; where it has none, its paragraphs as points."""

    document: Document = field(repr=False)
    lists: tuple[PointList, ...]
    numbered: bool


def read_text(source: Sourced, *, tracked: Literal["after", "before"] = "after") -> Read | NotExtracted:
    """Return the points of a document, or why it has none."""
    document = read_document(
        source.data, name=source.name, content_type=source.content_type, url=source.url, tracked=tracked
    )
    if isinstance(document, NotExtracted):
        return document
    lists = lists_of(document)
    if lists:
        return Read(document=document, lists=lists, numbered=True)
    paragraphs = paragraphs_as_points(document)
    if paragraphs is None or not paragraphs.points:
        return NotExtracted(why="no words were found in it")
    return Read(document=document, lists=(paragraphs,), numbered=False)


def import_text(plan_folder: Path, source: str | Sourced, given: Given) -> Import:
    """Import a document into a plan: a new version, or a witness of the version that has the id already.

    Nothing is raised for what the source, the network, the disk or the plan hold: it stands in `failure` or `problems`,
    and then nothing was changed, except that a text may be in the archive already.
    """
    try:
        _check_given(given)
        if isinstance(source, str):
            if not is_address(source) and given.url is None and not Path(source).exists():
                raise _CannotError(f"there is no file {source!r}")
            found = sourced(source, private=given.private)
            if isinstance(found, NotExtracted):
                raise _CannotError(found.why)
            source = found
        sides: tuple[Literal["after", "before"], ...] = (
            ("before", "after") if given.tracked == "both" else (given.tracked,)
        )
        imported: list[Imported] = []
        for side in sides:
            named = given
            if given.tracked == "both":
                named = _named_side(given, source, side)
            ahead = [item.draft.version for item in imported]
            imported.append(_Importing(plan_folder, source, named, side, ahead).imported())
    except _CannotError as error:
        return Import(failure=f"nothing was imported: {error}", problems=error.problems)
    except ExtraMissingError as error:
        return Import(failure=str(error))
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        where = f" ({error.filename})" if error.filename else ""
        return Import(failure=f"nothing was imported: {said}{where}")
    return Import(imported=tuple(imported))


def _check_given(given: Given) -> None:
    for name in filter(None, (given.id, given.base)):
        if not is_id(name):
            raise _CannotError(
                f"'{name[:120]}' cannot be an id: letters a-z, digits, '-', '_' and '.' only, at most 100"
            )
    if given.url is not None:
        from planstrack.fetch import why_no_web_address

        why = why_no_web_address(given.url)
        if why is not None:
            raise _CannotError(why)
    if given.hand and given.wording != "translation":
        raise _CannotError("a hand is who translated a text: say --wording translation with it")


def _named_side(given: Given, source: Sourced, side: Literal["after", "before"]) -> Given:
    """Return what to import one side of tracked changes as: two versions, the second of which revises the first."""
    name = given.id or _slug(PurePath(source.name).stem) or "text"
    if side == "before":
        return replace(given, id=f"{name[:90]}-before")
    return replace(given, id=name, base=f"{name[:90]}-before")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


class _Importing:
    """One text on its way into one plan."""

    def __init__(
        self, folder: Path, source: Sourced, given: Given, side: Literal["after", "before"], ahead: Sequence[Version]
    ) -> None:
        self.folder, self.given = folder, given
        self.archive = Archive(archive_folder(folder))
        self.plan = self._plan(ahead)
        read = read_text(source, tracked=side)
        if isinstance(read, NotExtracted):
            raise _CannotError(read.why)
        self.document, self.lists, self.numbered = read.document, read.lists, read.numbered
        self.url = given.url or source.url or self.document.url
        self.id = given.id or self._free_id(source)
        self.chosen = 1 if given.list_number is None else given.list_number
        if not 1 <= self.chosen <= len(self.lists):
            raise _CannotError(f"there is no list {self.chosen}: {len(self.lists)} were found in it")
        self.points = self.lists[self.chosen - 1]
        self.sha256 = hash_of(self.document.text)

    def imported(self) -> Imported:
        """Write what is new, and say what became of the text."""
        return self._witness() if self.id in self.plan.versions else self._version()

    # -------------------------------------------------------------------------------------------------- the plan

    def _plan(self, ahead: Sequence[Version]) -> Plan:
        if not (self.folder / "plan.yaml").is_file():
            raise _CannotError(f"there is no plan in {self.folder}; begin one: planstrack init {self.folder}")
        if (self.folder / "versions").is_symlink():
            raise _CannotError("the plan's folder versions/ is a link, which is not written through")
        loaded = load_plan(self.folder, cache=user_cache())
        unread = {name for kind, name in loaded.plan.unread if kind == "version"}
        broken = tuple(
            problem
            for problem in loaded.problems
            if problem.severity == "error"
            and (
                PurePath(problem.place.path).name == "plan.yaml"
                or PurePath(problem.place.path).parent.name == "versions"
            )
        )
        if broken and (
            unread or not loaded.plan.versions or any(PurePath(item.place.path).name == "plan.yaml" for item in broken)
        ):
            raise _CannotError("the plan has files that cannot be read, and may hold this version or its id", broken)
        plan = with_texts(loaded.plan, self.archive).plan
        made = {version.id: version for version in ahead if version.id}
        return plan.model_copy(update={"versions": {**plan.versions, **made}}) if made else plan

    def _free_id(self, source: Sourced) -> str:
        stem = _slug(PurePath(source.name).stem) if source.name else ""
        base = stem or _slug(self.given.title or self.document.title or "") or _slug(self.given.outlet or "") or "text"
        taken = {name.lower() for name in self.plan.versions}
        number, name = 1, base
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        return safe_id(name)

    def _base(self) -> Version | None:
        if self.given.base is None:
            return None
        known = self.plan.versions.get(self.given.base)
        if known is None:
            near = Names(sorted(self.plan.versions)).near(self.given.base)
            hint = f"; did you mean {near}?" if near else ""
            raise _CannotError(f"there is no version {self.given.base!r} to compare with{hint}")
        return known

    # ------------------------------------------------------------------------------------------------- the text

    def _language(self) -> str | None:
        """Return the language to write: what was said, or what the document says where its letters are that language's.

        None where it is the plan's; `und` where the letters are of neither: a form letter's settings are no statement.
        """
        script = script_of(self.document.text)
        stated = self.document.language if script in (None, *_scripts(self.document.language or "")) else None
        said = self.given.language or stated
        if said:
            return None if _main(said) == _main(self.plan.language or "") else said
        return (
            "und" if script is not None and self.plan.language and script not in _scripts(self.plan.language) else None
        )

    def _made_witness(self, spans: dict[str, tuple[int, ...]], taken: Sequence[str] = ()) -> Witness:
        base = _slug(self.given.outlet or "") or "text"
        number, name = 1, base
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        return Witness(
            id=name,
            outlet=self.given.outlet or self.document.outlet,
            url=self.url,
            sha256=self.sha256,
            language=self._language(),
            wording=self.given.wording,
            hand=self.given.hand,
            spans=spans,
        )

    def _notes(self) -> tuple[str, ...]:
        notes = list(self.document.notes)
        if not self.numbered:
            notes.append("no numbered points were found: each paragraph was taken for a point")
        if self.document.revised and self.given.tracked != "both":
            notes.append("it holds tracked changes: --tracked both makes two versions of it")
        return tuple(notes)

    # ---------------------------------------------------------------------------------------------- a new version

    def _version(self) -> Imported:
        base = self._base()
        draft = drafted(self.points, self.document, id=self.id, plan=self.plan, title=self.given.title)
        title = draft.version.title
        if title in {known.title for known in self.plan.versions.values()}:
            title = f"{title} ({self.id})"  # Else a page would compare two texts of one name.
        based_on = (self.given.base,) if self.given.base else ()
        version = draft.version.model_copy(update={"language": self._language(), "based_on": based_on, "title": title})
        draft = replace(draft, version=version)
        lineage = lineage_of(version, base, Facts(self.plan)) if base else Lineage()
        witness = self._made_witness({"/".join(map(str, path)): edges for path, edges in draft.spans.items() if edges})
        schema = "../schema/version.json" if (self.folder / "schema" / "version.json").is_file() else None
        content = version_yaml(
            draft,
            witness,
            lineage,
            base=self.given.base,
            known=self.given.published,
            schema=schema,
            keep_text=self.given.keep_text,
        )
        self._check_reads_back(content, version)
        path = self.folder / "versions" / f"{self.id}.yaml"
        if not self.given.dry_run:
            self.archive.add(self.document.text)
            path.parent.mkdir(exist_ok=True)
            if any(entry.name.lower() == path.name.lower() for entry in path.parent.iterdir()) or not create_whole(
                path, content.encode()
            ):
                raise _CannotError(f"{path.name} is there already")
        notes = () if self.given.dry_run else self._onto_the_main_line()
        return self._told("version", content, path, draft, lineage, notes=notes)

    def _onto_the_main_line(self) -> tuple[str, ...]:
        """Let the new version follow its base where that ends the main line, or be its first; say what was done."""
        line = self.plan.main_line
        example = self.folder / "versions" / f"{EXAMPLE}.yaml"
        replaced = line == (EXAMPLE,) and _bytes_of(example) == example_version()
        if replaced or (not line and not self.plan.versions):
            edit = Edit(route=("main_line",), value=[self.id])
        elif self.given.base is not None and line[-1:] == (self.given.base,):
            edit = Edit(route=("main_line",), value=self.id, op="append")
        else:
            return ()
        problem = splice(self.folder / "plan.yaml", (edit,), read=self.plan.place("plan", "").source.text)
        if problem is not None:
            return (f"main_line in plan.yaml stays as it is ({problem.message}): add {self.id} by hand",)
        if replaced:
            example.unlink()
            return (f"the example of a version is gone; main_line begins with {self.id}",)
        return (f"main_line in plan.yaml: {self.id} was added",)

    def _check_reads_back(self, content: str, version: Version) -> None:
        """Hold what is to be written to what was meant: an analyst's file is never one that cannot be read."""
        again, problems = version_from(f"{self.id}.yaml", content.encode(), self.id)
        if again is None or problems or len(again.points) != len(version.points):
            why = problems[0].message if problems else "it reads otherwise"
            raise _CannotError(f"the version cannot be written as YAML: {why}", problems)

    # ------------------------------------------------------------------------------------------------- a witness

    def _witness(self) -> Imported:
        version = self.plan.versions[self.id]
        if self.given.base is not None:
            raise _CannotError(
                f"the version {self.id} is there already: without --base, this text becomes a witness of it"
            )
        if any(witness.sha256 == self.sha256 for witness in version.witnesses):
            raise _CannotError(f"{self.id} has this text as a witness already")
        draft = drafted(self.points, self.document, id=self.id, plan=None)
        spans, unplaced = witness_spans(self.points, version)
        if not spans:
            raise _CannotError(f"no point of {self.id} has a number or place that this text has")
        witness = self._made_witness(spans, [item.id for item in version.witnesses])
        path = self.folder / "versions" / f"{self.id}.yaml"
        if not self.given.dry_run:
            self.archive.add(self.document.text)
            place = self.plan.place("version", self.id)
            written = "\n".join(witness_lines(witness, "")) + "\n"
            if version.witnesses:
                item = AsWritten(yaml="\n".join(line[2:] for line in written.splitlines()) + "\n")
                edit = Edit(route=("witnesses",), value=item, op="append")
            else:
                edit = Edit(route=("witnesses",), value=AsWritten(yaml=written), after="labels")
            problem = splice(path, (edit,), read=place.source.text)
            if problem is not None:
                raise _CannotError(problem.message, (problem,))
        content = "\n".join(("witnesses:", *witness_lines(witness, "  "))) + "\n"
        return self._told("witness", content, path, draft, Lineage(), unplaced)

    def _told(
        self,
        outcome: Outcome,
        content: str,
        path: Path,
        draft: Draft,
        lineage: Lineage,
        unplaced: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> Imported:
        return Imported(
            version=self.id,
            outcome="proposed" if self.given.dry_run else outcome,
            content=content,
            sha256=self.sha256,
            path=None if self.given.dry_run else path,
            base=self.given.base,
            points=self.points,
            lists=tuple(found.name for found in self.lists),
            chosen=self.chosen,
            lineage=lineage,
            draft=draft,
            unplaced=unplaced,
            notes=(*self._notes(), *notes),
        )


def _bytes_of(path: Path) -> bytes | None:
    try:
        return regular_bytes(path, 100_000)
    except OSError:
        return None


def witness_spans(points: PointList, version: Version) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    """Return the spans of a text by the points of a version that is there, and what of the text has no point in it.

    A point is found by its number, or by its place where neither side has numbers; a part by its label. Words of parts
    that the version's point does not have belong to the point.
    """
    numbered = {point.number: at for at, point in reversed(list(enumerate(version.points))) if point.number}
    by_place = not numbered and len(points.points) == len(version.points)
    spans: dict[str, tuple[int, ...]] = {}
    unplaced = []
    for at, piece in enumerate(points.points):
        found = at if by_place else numbered.get(piece.number or "")
        if found is None:
            unplaced.append(piece.number or piece.title or piece.place)
            continue
        point = version.points[found]
        key = point.id or str(found)
        labels = {part.label: index for index, part in enumerate(point.parts) if part.label}
        by_order = len(piece.parts) == len(point.parts) and not any(map(label_of, piece.parts))
        own = list(piece.spans)
        inner: dict[str, tuple[int, ...]] = {}
        for order, part in enumerate(piece.parts):
            inside = [span for _, below in pieces_with_paths((part,)) for span in below.spans]
            index = order if by_order else labels.get(label_of(part) or "")
            if index is None:
                own += inside
            else:
                inner[f"{key}/{index}"] = _edges(inside)
        spans |= {key: _edges(own), **inner}
    return {key: edges for key, edges in spans.items() if edges}, tuple(unplaced)


def _edges(spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(edge for span in sorted(spans) for edge in span)


_SCRIPTS: Mapping[str, str] = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ur"), "ARABIC"),
    **dict.fromkeys(("zh", "ja"), "CJK"),
    "el": "GREEK",
    "he": "HEBREW",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
    "ko": "HANGUL",
}
"""The script of a language by its ISO 639-1 code; of all others the Latin one."""


def _scripts(language: str) -> tuple[str, ...]:
    """Return the scripts in which a language is written, as far as they are told apart here."""
    short = _main(language)
    return ("CYRILLIC", "LATIN") if short == "sr" else (_SCRIPTS.get(short, "LATIN"),)


def _main(language: str) -> str:
    """Return a language without its country or script: `en` of `en-GB`."""
    return language.split("-")[0].lower()
