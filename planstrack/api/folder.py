"""A plan folder that was read: what the commands ask of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planstrack.api.shown import NotFound, Shown, nearest
from planstrack.api.sides import Side, Sides, archive_near, is_file, loose, with_versions
from planstrack.model import Plan, Version, Wording
from planstrack.problem import Problem

if TYPE_CHECKING:
    from planstrack.briefing.foot import Foot
    from planstrack.claims.archive import Archive
    from planstrack.claims.clock import Cut
    from planstrack.claims.packing import Packed, Unpacked
    from planstrack.claims.quote_states import QuoteState
    from planstrack.claims.witnesses import Texts
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Comparison
    from planstrack.drafts import Begun
    from planstrack.drafts.imports import Tracked
    from planstrack.loading.history import PlanRevision
    from planstrack.receipts import Recorded
    from planstrack.suggest import Written as DraftsWritten


def load(path: str | Path | None = None, *, public: bool = False) -> PlanFolder:
    """Return the plan of a folder: the one given, else $PLANSTRACK_PLAN, else the one around or below this folder.

    With `public`, answers hold only words that may leave the desk.

    Raises:
        NotFound: No plan folder is there, or several are and none is named.
    """
    from planstrack.cache import user_cache
    from planstrack.loading import NoPlan, find_plan, load_plan

    try:
        folder = find_plan(Path(), Path(path) if path is not None else None, os.environ.get("PLANSTRACK_PLAN"))
    except NoPlan as error:
        raise NotFound(str(error), "Name it: planstrack --plan DIR …, or set PLANSTRACK_PLAN.") from None
    plan, problems = load_plan(folder, cache=user_cache())
    return PlanFolder(folder, plan, problems, public)


def init(folder: str | Path, *, demo: bool = False) -> Begun:
    """Write a plan folder to begin with, or with `demo` the plan that ships; nothing that stands there is touched.

    `.failure` says why nothing was written.
    """
    from planstrack.drafts import begun

    return begun(Path(folder), demo=demo)


@dataclass(frozen=True, eq=False)
class PlanFolder:
    """A plan folder that was read: `plan` is what it says, `problems` what is wrong with its files.

    With `public`, its answers hold only words that may leave the desk.
    """

    folder: Path
    plan: Plan = field(repr=False)
    problems: tuple[Problem, ...] = field(repr=False)
    public: bool = False

    @property
    def broken(self) -> bool:
        """Whether a file could not be read as what it is, so that answers may lack what it says."""
        return any(problem.severity == "error" for problem in self.problems)

    @cached_property
    def states(self) -> dict[tuple[str, str], QuoteState]:
        """How each quote stands in the archived text of its article; looked up once."""
        if self.archive is None:
            return {}  # as in a fresh clone, which holds no texts: each quote then counts as not archived
        from planstrack.cache import user_cache
        from planstrack.claims.quote_states import quote_states

        return dict(quote_states(self.plan, self.archive, cache=user_cache()))

    @cached_property
    def archive(self) -> Archive | None:
        """The texts of articles and witnesses that are at hand; None where there is no archive, as in a fresh clone."""
        return archive_near(self.folder)

    @cached_property
    def _held_texts(self) -> Texts:
        from planstrack.claims.witnesses import with_texts

        return with_texts(self.plan, self.archive)

    @cached_property
    def texts(self) -> Texts:
        """The plan with the words of its witnesses, as far as their texts are at hand (and may be shown); read once."""
        from planstrack.claims.witnesses import with_texts

        return with_texts(self.plan, self.archive, publish=True) if self.public else self._held_texts

    @cached_property
    def publicly(self) -> PlanFolder:
        """The same folder as what may leave the desk: of the archive only texts whose witness says `publish: yes`.

        What the others say when they are compared is known, as by a receipt; their words stand on no page.
        """
        return self if self.public else PlanFolder(self.folder, self.plan, self.problems, public=True)

    @cached_property
    def facts(self) -> Facts:
        """Everything that follows from the plan's files and from the texts at hand, worked out once."""
        return self._facts(self.texts.plan, self._held_texts.plan, self.states)

    def _facts(
        self, plan: Plan, held: Plan, states: dict[tuple[str, str], QuoteState], cut: Cut | None = None
    ) -> Facts:
        """Return what is on file in a plan with words; `held` has those too that are compared and not shown."""
        from planstrack.claims.evidence import gather
        from planstrack.compare.facts import Facts
        from planstrack.compare.held import Held

        evidence = gather(plan, states)
        if self.public:
            from planstrack.claims.public import in_public

            evidence = tuple(map(in_public, evidence))
        return Facts(plan, evidence, cut=cut, behind=Held(held) if self.public and held is not plan else None)

    def _at(self, as_of: date | None, renderings: Mapping[str, Side] | None = None) -> Facts:
        """Return what is on file, as of a day when one is given; `renderings` are versions in the words of one witness."""
        if as_of is None and not renderings:
            return self.facts
        plan, held = self.texts.plan, self._held_texts.plan
        if renderings:
            shown = {
                name: self.plan.versions[name] if side.hidden else side.version for name, side in renderings.items()
            }
            plan = with_versions(plan, shown)
            held = with_versions(held, {name: side.version for name, side in renderings.items()})
        if as_of is None:
            return self._facts(plan, held, self.states)
        from planstrack.claims.clock import as_of as cut

        known = cut(plan, as_of)
        states = self.states
        if any(article.revises for article in self.plan.articles.values()):
            # A revision that came later withdraws nothing yet: quotes are looked up anew among what was there.
            states = PlanFolder(self.folder, known.plan, ()).states
        return self._facts(known.plan, cut(held, as_of).plan if self.public else known.plan, states, known)

    @cached_property
    def _revision(self) -> PlanRevision | None:
        from planstrack.loading.history import plan_revision

        return plan_revision(self.folder)

    def foot(self, as_of: date | None = None, versions: Iterable[str] | None = None, *, holds: bool = False) -> Foot:
        """Return from what a page was made that shows these versions (all when left out); `holds` where other words do."""
        from planstrack.briefing.foot import Foot

        named = {article.sha256 for article in self.plan.articles.values() if article.sha256}
        named |= {item.sha256 for known in self.plan.versions.values() for item in known.witnesses if item.sha256}
        shown = set(self.plan.versions if versions is None else versions)
        serving, compared = self.texts.serving, self._held_texts.serving
        return Foot(
            commit=self._revision.commit if self._revision else None,
            edited=self._revision is not None and self._revision.edited,
            as_of=as_of,
            here=sum(self.archive.has(sha256) for sha256 in named) if self.archive else 0,
            texts=len(named),
            holds=not self.public and (holds or any(w.publish == "no" for n, w in serving.items() if n in shown)),
            hidden=self.public and any(name in shown and name not in serving for name in compared),
        )

    def _version(self, name: str, facts: Facts) -> Version:
        if name in facts.not_yet:
            raise NotFound(f"the version {name!r} was not known by then")
        if name in facts.plan.versions:
            return facts.plan.versions[name]
        raise nearest(name, sorted(self.plan.versions), "version")

    def compare(self, old: str, new: str, as_of: date | None = None) -> Comparison:
        """Return the comparison of two versions by their ids.

        Raises:
            NotFound: One of them is not there.
        """
        from planstrack.compare.changes import compare

        for name in (old, new):
            if name not in self.plan.versions:
                raise nearest(name, sorted(self.plan.versions), "version")
        return compare(self._at(as_of), old, new)

    def diff(
        self,
        old: str,
        new: str,
        *,
        issue: str | None = None,
        aspect: str | None = None,
        as_of: date | None = None,
        explain: bool = False,
        whitespace: bool = False,
    ) -> Shown:
        """Return what changed between two versions: ids, YAML files, or `REV:id` as of a git revision.

        Raises:
            NotFound: A version, file, revision, issue or aspect is not there.
        """
        sides = Sides(self._side(old), self._side(new), self)
        return sides.diff(issue=issue, aspect=aspect, as_of=as_of, explain=explain, whitespace=whitespace)

    def _side(self, name: str, *, files: bool = True) -> Side:
        if name in self.texts.plan.versions:
            version = self.texts.plan.versions[name]
            return Side(version, (), self.folder / "versions" / f"{name}.yaml", name=name)
        if files and is_file(name):
            return loose(name, self.plan, public=self.public)
        unread = tuple(item for item in self.problems if Path(item.place.path).name == f"{name}.yaml")
        if unread:
            return Side(None, unread)
        version_name, at, witness = name.rpartition("@")
        if at and version_name in self.plan.versions:
            return self._rendering(version_name, witness)
        if ":" in name:
            from planstrack.loading.history import load_version_at

            revision, _, version_name = name.rpartition(":")
            found = Side(*load_version_at(self.folder, revision, version_name))
            for problem in found.problems:
                if problem.code in ("no-such-revision", "not-in-revision"):
                    raise NotFound(problem.message, problem.hint)
            return found.with_words(self.archive, self.plan, public=self.public)
        raise nearest(name, sorted(self.plan.versions), "version")

    def _rendering(self, name: str, witness: str) -> Side:
        """Return a version in the words of one witness.

        Raises:
            NotFound: The version has no such witness, or its text is not here.
        """
        from planstrack.claims.witnesses import with_words

        version = self.plan.versions[name]
        known = [item.id for item in version.witnesses]
        if witness not in known:
            raise nearest(witness, known, f"witness of {name}")
        found = with_words(version, self.archive, plan=self.plan, chosen=witness)
        if found.serving is None:
            hint = f"planstrack show {name} says which texts are here."
            raise NotFound(f"the text of {name}@{witness} is not here, or its spans do not fit it", hint)
        return Side(
            found.version,
            (),
            self.folder / "versions" / f"{name}.yaml",
            name=name,
            witness=found.serving,
            serving=found.serving,
            hidden=self.public and found.serving.publish == "no",
        )

    def log(self, *, knowledge: bool = False, as_of: date | None = None) -> Shown:
        """Return the graph of versions, or, with `knowledge`, what became known when."""
        facts = self._at(as_of)
        if knowledge:
            from planstrack.briefing.knowledge_page import knowledge_page

            page: Any = knowledge_page(facts)
            return Shown("knowledge", page, page, facts.plan)
        from planstrack.briefing.log_page import log_page

        page = log_page(facts)
        return Shown("log", page, page, facts.plan)

    def show(self, version: str, *, as_of: date | None = None) -> Shown:
        """Return one version, with status, issues, quantities and evidence.

        Raises:
            NotFound: There is no such version.
        """
        from planstrack.briefing.version_page import version_page

        facts = self._at(as_of)
        side = self._side(version, files=False)
        known = side.name if side.hidden or side.witness is None else None
        found = self._version(known, facts) if known else side.version
        if found is None:
            raise NotFound(f"the version {version!r} could not be read", "planstrack check says why.")
        page = version_page(found, facts, None if self.public else self.texts)
        foot = self.foot(as_of, (version,), holds=side.serving is not None and side.serving.publish == "no")
        return Shown("version", page, page, facts.plan, foot)

    def issue(self, name: str | None = None, *, as_of: date | None = None) -> Shown:
        """Return how an issue and its quantities moved through the versions; all issues in brief without a name.

        Raises:
            NotFound: There is no such issue.
        """
        facts = self._at(as_of)
        if name is None:
            from planstrack.briefing.issue_page import issues_page

            page: Any = issues_page(facts)
            return Shown("issues", page, page, facts.plan, self.foot(as_of, ()))
        from planstrack.briefing.issue_page import issue_page

        self._issue(name)
        page = issue_page(name, facts, self._comparer(facts))
        return Shown("issue", page, page, facts.plan, self.foot(as_of))

    def _issue(self, name: str) -> None:
        if name not in self.plan.issues:
            raise nearest(name, sorted(self.plan.issues), "issue")

    @staticmethod
    def _comparer(facts: Facts) -> Callable[[str, str], Comparison]:
        """Return what compares two versions by their ids, each pair once."""
        from planstrack.compare.changes import compare

        return cache(lambda old, new: compare(facts, old, new))

    def table(self, *versions: str, issue: str | None = None, as_of: date | None = None) -> Shown:
        """Return one row per matter and one column per version.

        Raises:
            NotFound: A version or the issue is not there, or fewer than one version is named.
        """
        from planstrack.briefing.table import table_page

        facts = self._at(as_of)
        if issue is not None:
            self._issue(issue)
        for name in versions:
            self._version(name, facts)
        page = table_page(versions, facts, self._comparer(facts), issue=issue)
        return Shown("table", page, page, facts.plan, self.foot(as_of, versions))

    def evidence(self, change: str | None = None, *, as_of: date | None = None) -> Shown:
        """Return which claims stand behind one change, or behind each change of the main line.

        Raises:
            NotFound: There is no such change.
        """
        from planstrack.briefing.evidence_page import evidence_page

        facts = self._at(as_of)
        compare = self._comparer(facts)
        if change is None:
            line = [name for name in facts.plan.main_line if name in facts.plan.versions]
            comparisons = [compare(old, new) for old, new in pairwise(line)]
        else:
            comparisons = [self._comparison_of(change, facts)]
        page = evidence_page(comparisons, facts.plan, change=change)
        return Shown("evidence", page, page, facts.plan)

    def why(self, change: str, *, as_of: date | None = None) -> Shown:
        """Return the grounds of one change's verdict as a chain of facts, each with its place in the files.

        Raises:
            NotFound: There is no such change.
        """
        from planstrack.briefing.why_page import why_page

        facts = self._at(as_of)
        comparison = self._comparison_of(change, facts)
        page = why_page(next(item for item in comparison.changes if item.id == change), comparison, facts)
        return Shown("why", page, page, facts.plan)

    def _comparison_of(self, change: str, facts: Facts) -> Comparison:
        """Return the comparison that a change belongs to.

        Raises:
            NotFound: There is no such change.
        """
        sides, mark, _ = change.partition("/")
        old, dots, new = sides.partition("..")
        if not mark or not dots:
            raise NotFound(
                f"{change!r} is not the name of a change",
                "Names are written OLD..NEW/MATTER, as us-28..geneva-19/army-cap.",
            )
        for name in (old, new):
            if name not in self.plan.versions:
                raise nearest(name, sorted(self.plan.versions), "version")
        comparison = self._comparer(facts)(old, new)
        known = [item.id for item in comparison.changes]
        if change not in known:
            raise nearest(change, known, "change")
        return comparison

    def brief(
        self, since: str | None = None, until: str | None = None, *, issue: str | None = None, as_of: date | None = None
    ) -> Shown:
        """Return the briefing from one version to another; the main line's first and last when left out.

        Raises:
            NotFound: A version or the issue is not there, or a version that was named was not known by `as_of`.
        """
        from planstrack.briefing.brief_page import brief_page

        facts = self._at(as_of)
        if not self.plan.main_line and not (since and until):
            hint = "List its versions in plan.yaml, oldest first: main_line: [first, second]; or give --from and --to."
            raise NotFound("the plan has no main line", hint)
        for name in (since, until):
            if name is not None:
                self._version(name, facts)
        if issue is not None:
            self._issue(issue)
        page = brief_page(facts, self._comparer(facts), since=since, until=until, issue=issue)
        return Shown("brief", page, page, facts.plan, self.foot(as_of))

    # ------------------------------------------------------------------------------------------------ texts

    def import_text(
        self,
        source: str | Path | bytes,
        *,
        id: str | None = None,
        base: str | None = None,
        title: str | None = None,
        outlet: str | None = None,
        published: str | date | None = None,
        url: str | None = None,
        language: str | None = None,
        wording: Wording = "verbatim",
        hand: str | None = None,
        list_number: int | None = None,
        tracked: Tracked = "after",
        keep_text: bool = False,
        dry_run: bool = False,
        private: bool = False,
    ) -> Shown:
        """Make a version of a document (a file, an address, or its bytes), or a witness of the version that has the id.

        Nothing raises for what the document, the network or the disk hold: `.value.failure` and `.value.problems` say
        why nothing was imported. The plan in hand stays as it was read; load it again to see the version.
        """
        from planstrack.briefing.import_page import import_page
        from planstrack.documents.sources import Sourced
        from planstrack.drafts import Given, import_text

        given = Given(
            id=id,
            base=base,
            title=title,
            outlet=outlet,
            published=str(published) if published is not None else None,
            url=url,
            language=language,
            wording=wording,
            hand=hand,
            list_number=list_number,
            tracked=tracked,
            keep_text=keep_text,
            dry_run=dry_run,
            private=private,
        )
        found = import_text(self.folder, Sourced(data=source) if isinstance(source, bytes) else str(source), given)
        return Shown("imported", found, import_page(found.imported, self.plan), self.plan)

    # ------------------------------------------------------------------------------------------------ articles

    def add_article(
        self,
        source: str | Path | Sequence[str | Path],
        id: str | None = None,
        *,
        outlet: str | None = None,
        title: str | None = None,
        published: str | date | None = None,
        revised: str | date | None = None,
        url: str | None = None,
        allow_private: bool = False,
        stdin: bytes | None = None,
    ) -> Shown:
        """Take in a file or a page, or several: texts into the archive, what is known of them into the plan's YAML.

        The source `-` stands for the bytes in `stdin`. Nothing raises for what a source, the network or the disk hold:
        `.value.failure` and `.value.problems` say what was not added and why. The plan in hand stays as it was read; load
        it again to see the articles.
        """
        from planstrack.briefing.desk_page import intake_page
        from planstrack.intake import add_articles

        sources = [source] if isinstance(source, (str, Path)) else source
        found = add_articles(
            self.folder,
            [str(item) for item in sources],
            id=id,
            outlet=outlet,
            title=title,
            published=published,
            revised=revised,
            url=url,
            allow_private=allow_private,
            stdin=stdin,
        )
        return Shown("intake", found, intake_page(found.added), self.plan)

    def record_receipts(self, on: date | None = None) -> Recorded:
        """Write into receipts.yaml what is verified against the texts at hand; `.problems` say why nothing was written.

        Receipts of texts that are not here stay. `on` is the day that new ones bear, today when left out.
        """
        from datetime import UTC, datetime

        from planstrack.receipts import record

        today = on or datetime.now(UTC).date()
        return record(self.folder, self.plan, self.problems, self.archive, self.states, today)

    def verify_archive(self, *, progress: Callable[[int, int], None] | None = None) -> Shown:
        """Hash every archived text again; `.value.problems` are those that are missing or altered."""
        from planstrack.briefing.desk_page import archive_page
        from planstrack.claims.archive import Archive, archive_folder
        from planstrack.claims.evidence import gather
        from planstrack.intake import verified

        found = verified(self.plan, Archive(archive_folder(self.folder)), progress=progress)
        recorded = sum(item.check == "recorded" for item in gather(self.plan, self.states))
        return Shown("archive", found, archive_page(found, recorded), self.plan)

    def pack_archive(self) -> Packed:
        """Return the archive as one file, for a colleague who may have it.

        Raises:
            NotFound: There is no archive, or it has more than one file can hold.
        """
        from planstrack.claims.packing import PackError, packed

        if self.archive is None:
            raise NotFound("there is no archive: no text was added or imported here")
        try:
            return packed(self.archive)
        except PackError as error:
            raise NotFound(str(error)) from None

    @property
    def largest_pack(self) -> int:
        """How many bytes a packed archive has at most."""
        from planstrack.claims.packing import LARGEST_PACK

        return LARGEST_PACK

    def unpack_archive(self, data: bytes) -> Unpacked:
        """Add the texts of a packed archive; those that are there stay.

        Raises:
            NotFound: The file is not a packed archive, or not sound: nothing was added.
            OSError: The archive cannot be written.
        """
        from planstrack.claims.archive import Archive, archive_folder
        from planstrack.claims.packing import PackError, unpacked

        try:
            return unpacked(Archive(archive_folder(self.folder)), data)
        except PackError as error:
            raise NotFound(str(error)) from None

    def suggest(self, *articles: str, progress: Callable[[int, int], None] | None = None) -> Shown:
        """Return passages of archived texts that speak of this plan, as claims to confirm; all texts when none is named.

        Raises:
            NotFound: There is no such article.
        """
        from planstrack.briefing.desk_page import suggestions_page
        from planstrack.claims.archive import Archive, archive_folder
        from planstrack.suggest import suggestions

        for name in articles:
            if name not in self.plan.articles:
                raise nearest(name, sorted(self.plan.articles), "article")
        found = suggestions(self.plan, Archive(archive_folder(self.folder)), articles or None, progress=progress)
        return Shown("suggestions", found, suggestions_page(found, self.plan), self.plan)

    def write_suggestions(self, found: Shown) -> DraftsWritten:
        """Add what `suggest` found to the articles' files as drafts, which `check` lists until they are confirmed."""
        from planstrack.suggest import written

        return written(self.folder, self.plan, found.value.suggestions)
