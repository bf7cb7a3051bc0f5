"""Two sides of a comparison, wherever they come from: versions of a plan, files of their own, documents, revisions."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planstrack.api.shown import NotFound, Shown, nearest
from planstrack.model import Plan, Version, Witness, is_id
from planstrack.problem import Problem

if TYPE_CHECKING:
    from planstrack.api.folder import PlanFolder
    from planstrack.briefing.foot import Foot
    from planstrack.claims.archive import Archive
    from planstrack.compare.align import Match
    from planstrack.compare.records import Comparison


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a version that was read, or what is wrong with its file.

    `notes` say how a document was read.
    `name` is its id where it is a version of the plan, `witness` the one in whose words it was asked for, `serving` the one
    whose words it has, where it is no version of the plan as it stands. `hidden` says that its words are compared and not
    shown.
    """

    version: Version | None
    problems: tuple[Problem, ...]
    path: Path | None = None
    notes: tuple[str, ...] = ()
    is_document: bool = False
    name: str | None = None
    witness: Witness | None = None
    serving: Witness | None = None
    hidden: bool = False

    def with_words(self, archive: Archive | None, plan: Plan | None = None, *, public: bool = False) -> Side:
        """Return the same side with the words of its witness, as far as its text is at hand (and may be shown)."""
        if self.version is None or not self.version.witnesses:
            return self
        from planstrack.claims.witnesses import with_words

        found = with_words(self.version, archive, plan=plan, publish=public)
        return replace(self, version=found.version, serving=found.serving)


def with_versions(plan: Plan, versions: Mapping[str, Version | None]) -> Plan:
    """Return a plan with other records of some of its versions."""
    found = {name: version for name, version in versions.items() if version is not None}
    return plan.model_copy(update={"versions": {**plan.versions, **found}})


_YAML = (".yaml", ".yml")
_DOCUMENTS = (".docx", ".pdf", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".md", ".markdown", ".txt", ".text")
"""Endings by which a side is taken for a document; a file in another folder needs none."""


def is_file(name: str) -> bool:
    """Whether a side is named by its file; `origin/main:us-28` is none, as long as no file is called so."""
    named = name.lower().endswith((*_YAML, *_DOCUMENTS))
    if named or os.sep not in name:
        return named
    revision, _, version = name.rpartition(":")
    return not (revision and is_id(version)) or os.path.lexists(name)


def loose(name: str, plan: Plan | None = None, *, public: bool = False) -> Side:
    """Return the version in a file of its own: in YAML, or in any document that `import` reads."""
    path = Path(name)
    if not os.path.lexists(path):
        raise NotFound(f"there is no file {name!r}")
    if not name.lower().endswith(_YAML) and not path.is_dir():
        return _document(path, plan)
    from planstrack.loading import load_version

    return Side(*load_version(path), path).with_words(archive_near(path.parent), public=public)


def _told_apart(old: Side, new: Side) -> tuple[Side, Side]:
    """Return two documents with two ids: that two files have one name does not make them one version."""
    if old.is_document and new.is_document and old.version and new.version and old.version.id == new.version.id:
        return old, replace(new, version=new.version.model_copy(update={"id": f"{(new.version.id or '')[:90]}-2"}))
    return old, new


def archive_near(folder: Path) -> Archive | None:
    """Return the archive that a folder's files use; None where there is none."""
    from planstrack.claims.archive import Archive, archive_folder

    place = archive_folder(folder)
    return Archive(place) if place.is_dir() else None


def _document(path: Path, plan: Plan | None) -> Side:
    """Return the version that a document is."""
    from planstrack.documents import ExtraMissingError, NotExtracted
    from planstrack.documents.sources import sourced
    from planstrack.drafts import drafted, read_text
    from planstrack.files.reading import shown_name
    from planstrack.loading import safe_id
    from planstrack.source import Source

    source = sourced(str(path))
    try:
        read = source if isinstance(source, NotExtracted) else read_text(source)
    except ExtraMissingError as error:
        raise NotFound(f"{path.name!r} cannot be read here", str(error)) from None
    if isinstance(read, NotExtracted):
        place = Source(shown_name(path), "").place(0)
        return Side(None, (Problem(code="unreadable", message=f"no points can be read: {read.why}", place=place),))
    draft = drafted(read.lists[0], read.document, id=safe_id(path.stem), plan=plan)
    notes = list(read.document.notes)
    if not read.numbered:
        notes.append("no numbered points were found: each paragraph was taken for a point")
    if len(read.lists) > 1:
        notes.append(f"{len(read.lists)} lists of points were found; taken was {read.lists[0].name}")
    left = len(read.lists[0].leftovers)
    if left:
        notes.append(f"{left} lines belong to no point" if left > 1 else "1 line belongs to no point")
    notes += [f"{doubt.place}: {doubt.why}" for doubt in read.lists[0].doubts]
    return Side(draft.version, (), None, tuple(f"{path.name}: {note}" for note in notes), is_document=True)


@dataclass(frozen=True)
class Sides:
    """The two sides of a comparison, wherever they come from, and the plan they belong to, if any."""

    old: Side
    new: Side
    folder: PlanFolder | None = None

    @classmethod
    def of(cls, old: str, new: str, plan: str | Path | None = None, *, public: bool = False) -> Sides:
        """Return the sides that two names stand for; two files need no plan, and take none unless it is given.

        With `public`, what is said of them holds only words that may leave the desk.

        Raises:
            NotFound: A name stands for nothing.
        """
        if plan is None and is_file(old) and is_file(new):
            return cls(*_told_apart(loose(old, public=public), loose(new, public=public)))
        from planstrack.api.folder import load

        folder = load(plan, public=public)
        return cls(folder._side(old), folder._side(new), folder)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files of the plan and of the two sides."""
        own = (*self.old.problems, *self.new.problems)
        return (*(self.folder.problems if self.folder else ()), *own)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of how a document was read: what was left out, what is not certain."""
        return (*self.old.notes, *self.new.notes)

    @property
    def broken(self) -> bool:
        """Whether one of the two sides could not be read."""
        return (
            self.old.version is None
            or self.new.version is None
            or any(problem.severity == "error" for problem in (*self.old.problems, *self.new.problems))
        )

    def _compared(self, as_of: date | None, *, whitespace: bool = False) -> tuple[Comparison, Plan | None]:
        from planstrack.compare.changes import compare, compare_files

        old, new = self.old.version, self.new.version
        if old is None or new is None:
            raise NotFound("a version could not be read", "planstrack check says why.")
        if self.folder is None:
            if as_of:
                raise NotFound("--as-of needs a plan: loose files say nothing of when they became known")
            return compare_files(old, new, whitespace=whitespace), None
        renderings = {} if self.variants else self._renderings()
        facts = self.folder._at(as_of, renderings)
        if self.old.name and self.new.name and not self.variants:
            return compare(facts, self.old.name, self.new.name, whitespace=whitespace), facts.plan
        known = facts.plan.versions
        old, new = (
            known[side.name] if side.name in known and not side.witness else version
            for side, version in ((self.old, old), (self.new, new))
        )
        return compare_files(old, new, facts, whitespace=whitespace), facts.plan

    def _renderings(self) -> dict[str, Side]:
        """Return the sides that are versions in the words of one witness, by their ids."""
        return {side.name: side for side in (self.old, self.new) if side.name and side.witness}

    @property
    def variants(self) -> bool:
        """Whether the two are renderings of one version: what differs is how they were rendered, never a change."""
        return (
            self.old.name is not None and self.old.name == self.new.name and bool(self.old.witness and self.new.witness)
        )

    def diff(
        self,
        *,
        issue: str | None = None,
        aspect: str | None = None,
        as_of: date | None = None,
        explain: bool = False,
        whitespace: bool = False,
    ) -> Shown:
        """Return what changed; see `PlanFolder.diff`."""
        from planstrack.briefing.diff_page import diff_page
        from planstrack.compare.records import ASPECTS

        if self.variants:
            comparison, plan = self._variants(whitespace=whitespace), self.folder.plan if self.folder else None
        else:
            comparison, plan = self._compared(as_of, whitespace=whitespace)
        if issue is not None:
            known = self.folder.plan.issues if self.folder else {name for c in comparison.changes for name in c.issues}
            if issue not in known:
                raise nearest(issue, sorted(known), "issue")
        if aspect is not None and aspect not in ASPECTS:
            raise nearest(aspect, ASPECTS, "aspect")
        if issue or aspect:
            comparison = comparison.only(issue=issue, aspect=aspect)
        if comparison.variants:
            from planstrack.briefing.variants_page import variants_page

            return Shown("variants", comparison, variants_page(comparison), plan, self._foot(as_of))
        return Shown("diff", comparison, diff_page(comparison, plan, explain=explain), plan, self._foot(as_of))

    def _variants(self, *, whitespace: bool) -> Comparison:
        from planstrack.compare.variants import variants

        assert self.old.version is not None and self.new.version is not None  # noqa: PT018 - both were found
        assert self.old.witness is not None and self.new.witness is not None  # noqa: PT018
        return variants(
            (self.old.version, self.old.witness),
            (self.new.version, self.new.witness),
            self.folder.plan if self.folder else None,
            whitespace=whitespace,
            hidden=self.old.hidden or self.new.hidden,
        )

    def _foot(self, as_of: date | None) -> Foot | None:
        """Return from what a page of the two sides was made; None for files without a plan."""
        if self.folder is None:
            return None
        sides = (self.old, self.new)
        holds = any(side.serving is not None and side.serving.publish == "no" for side in sides)
        return self.folder.foot(as_of, [side.name for side in sides if side.name], holds=holds)

    def _matches(self) -> tuple[Version, Version, Sequence[Match]]:
        comparison, _ = self._compared(None)
        return (
            comparison.old,
            comparison.new,
            tuple(change.match for change in comparison.changes if change.old or change.new),
        )

    def concordance(self) -> Shown:
        """Return which point became which, and what could be declared of it.

        Raises:
            NotFound: A version could not be read.
        """
        from planstrack.briefing.concordance_page import concordance_page
        from planstrack.concordance import proposals

        old, new, matches = self._matches()
        page = concordance_page(old, new, matches, proposals(old, new, matches))
        return Shown("concordance", matches, page, self.folder.plan if self.folder else None)

    def write_concordance(self) -> ConcordanceWritten:
        """Write what was computed into the new side's file, comments and order kept, for an analyst to correct.

        Raises:
            NotFound: The new side is no file that can be written, as a version of a git revision.
        """
        from planstrack.concordance import edits, proposals
        from planstrack.loading.splicing import splice

        if self.new.path is None:
            raise NotFound("the newer side is no file that can be written to")
        old, new, matches = self._matches()
        proposed = proposals(old, new, matches)
        problem = splice(self.new.path, edits(new, proposed)) if proposed else None
        return ConcordanceWritten(self.new.path, 0 if problem else len(proposed), (problem,) if problem else ())

    def hindsight(self, one: date, other: date) -> Shown:
        """Return what was known of this comparison on two days, and which reports made the difference.

        Raises:
            NotFound: There is no plan.
        """
        from planstrack.briefing.hindsight_page import hindsight_page

        earlier, later = sorted((one, other))
        before, _ = self._compared(earlier)
        after, plan = self._compared(later)
        page = hindsight_page(before, after, earlier, later, plan)
        return Shown("hindsight", page, page, plan)


@dataclass(frozen=True)
class ConcordanceWritten:
    """What was written into a version's file: how many points got an `id` or a `from:`, or why none did."""

    path: Path
    points: int
    problems: tuple[Problem, ...]


def diff(old: str | Path, new: str | Path, *, explain: bool = False) -> Shown:
    """Return what changed between two files, without a plan: versions in YAML, or documents that `import` reads.

    Raises:
        NotFound: A file is not there.
        ValueError: A file cannot be read as a version; the message holds its problems.
    """
    sides = Sides(*_told_apart(loose(str(old)), loose(str(new))))
    if sides.broken:
        from planstrack.render.problems import text

        raise ValueError(text(sides.problems, width=80, colour=False))
    return sides.diff(explain=explain)
