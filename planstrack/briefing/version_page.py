"""The page of one version (`show`): its points with status, positions, numbers, readings, and the claims on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.kinship import Kinship, kinships
from planstrack.briefing.parts import (
    Disagreement,
    Head,
    Note,
    Source,
    Sources,
    Statement,
    disagreement,
    head,
    issue_title,
    party_in_words,
    party_name,
    statements,
)
from planstrack.claims.references import Spot, point_at
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.answers import answers_of
from planstrack.compare.disputes import count_dispute, disputes_in
from planstrack.compare.records import strongest
from planstrack.compare.sums import totals
from planstrack.compare.words import amount_words
from planstrack.model import Amount

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.claims.witnesses import Presence, Texts
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Basis, Dispute, Fact
    from planstrack.model import Plan, Point, Stand, Version, Witness

STANDS: dict[Stand, tuple[str, str]] = {
    "proposes": ("proposes it", "propose it"),
    "accepts": ("accepts it", "accept it"),
    "rejects": ("rejects it", "reject it"),
    "reserves": ("reserves its position", "reserve its position"),
}
"""A party's position as it is told, and behind "is reported to"."""


PRESENCE: dict[Presence, str] = {
    "held": "held here",
    "missing": "not here",
    "altered": "altered: the archived text does not match its hash",
    "unreadable": "here, and cannot be read",
    "unfit": "held here, and its spans do not fit it",
    "unnamed": "its text is not archived",
}
"""Whether the text of a witness is at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """Another voice on a point: a rival proposal (an option), how another witness renders it (a variant), our summary."""

    kind: str
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A part, a proposition, or a point that does not stand in the version: what is known of it, and what is claimed.

    `given` are its status, amounts and positions, `disputes` what is contested, `statements` the claims about it.
    """

    title: str
    given: tuple[Note, ...]
    disputes: tuple[Disagreement, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPage:
    """One point: what is held of it and in which wording, what is known of it, and the claims about it.

    `wording` says whose words the text is: text, translation, our summary, as reported. `given` are status, amounts and
    positions with their own basis and footnotes, `readings` what was found who compared it with earlier versions,
    `below` its parts and the propositions in it of which something is known besides their words.
    """

    id: str | None
    number: str | None
    title: str
    document: str | None
    text: str
    held: bool
    wording: str
    parts_held: str | None
    issues: tuple[str, ...]
    given: tuple[Note, ...]
    readings: tuple[Note, ...]
    renderings: tuple[Rendering, ...]
    disputes: tuple[Disagreement, ...]
    statements: tuple[Statement, ...]
    below: tuple[Matter, ...]
    sources: tuple[int, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version. `about` are facts of the text as a whole, one sentence each; `statements` the claims on it as a whole.

    `elsewhere` are the matters that claims on it name and no point of it stands for; `gone` what its file declares gone.
    """

    head: Head
    as_of: str | None
    left_out: str | None
    related: tuple[Kinship, ...]
    about: tuple[str, ...]
    note: str | None
    points: tuple[PointPage, ...]
    missing: str | None
    gone: tuple[str, ...]
    statements: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    elsewhere: tuple[Matter, ...]
    sources: tuple[Source, ...]


def version_page(version: Version, facts: Facts, texts: Texts | None = None) -> VersionPage:
    """Return the page of a version of the facts' plan, or of another revision of one.

    With `texts`, it says which renderings are here, and keeps our summary beside the words of the one that serves.
    """
    facts = _with(version, facts)
    return _Showing(version, facts, texts).page()


def _with(version: Version, facts: Facts) -> Facts:
    """Return the facts of the plan in which this record of the version stands; the same ones where it does already."""
    known = facts.plan.versions
    if known.get(version.name) is version:
        return facts
    from planstrack.claims.evidence import gather
    from planstrack.compare.facts import Facts as Made

    plan = facts.plan.model_copy(update={"versions": {**known, version.name: version}})
    states = {(item.article, item.claim): item for item in facts.evidence}
    return Made(plan, gather(plan, states), cut=facts.cut, behind=facts.behind)


class _Showing:
    """One version's page while it is made: which claims stand on it already, and the numbers of its footnotes."""

    def __init__(self, version: Version, facts: Facts, texts: Texts | None = None) -> None:
        self.version, self.facts, self.name = version, facts, version.name
        self.texts = texts
        self.sources = Sources(facts.plan)
        self.claims = [item for item in facts.evidence if item.version == self.name]
        self.shown: set[str] = set()

    def page(self) -> VersionPage:
        facts, sources = self.facts, self.sources
        counts = totals(facts, self.name)
        introduced = head(self.version, sources, counts)
        points = tuple(self._point(at, point) for at, point in enumerate(self.version.points))
        elsewhere = tuple(self._elsewhere())
        dispute = count_dispute(facts, self.name)
        whole = [item for item in self.claims if item.key not in self.shown]
        return VersionPage(
            head=introduced,
            as_of=facts.cut.day.isoformat() if facts.cut else None,
            left_out=wording.left_out(facts.cut.left_out) if facts.cut else None,
            related=kinships(facts, self.name),
            about=tuple(self._about()),
            note=self.version.note,
            points=points,
            missing=_missing(self.version, facts),
            gone=tuple(self._gone()),
            statements=statements(whole, sources),
            disputes=(disagreement(dispute, sources),) if dispute else (),
            elsewhere=elsewhere,
            sources=sources.all(),
        )

    # ------------------------------------------------------------------------------------------ points

    def _point(self, at: int, point: Point) -> PointPage:
        facts, spot = self.facts, Spot(self.name, (at,))
        matter, plan = facts.matters.of(spot), facts.plan
        contested = self._disputes(matter)
        on_file = facts.on_file(matter, "", self.name)
        below = [
            *(found for index, part in enumerate(point.parts) if (found := self._part(spot, index, part, on_file))),
            *self._propositions(facts.propositions_of(matter), on_file),
        ]
        mine = [item for key, item in on_file.items() if key not in self.shown]
        self.shown |= on_file.keys()
        documents = {document.id: document.title or document.id for document in self.version.documents}
        return PointPage(
            id=point.id,
            number=point.number,
            title=point.title or (wording.heading(None, point.id) if point.id else ""),
            document=documents.get(point.document or "", point.document),
            text=point.full_text,
            held=facts.held(spot),
            wording=wording.whose(facts.wording(spot), away=facts.is_away(spot)),
            parts_held=_PARTS_HELD if point.parts_held == "some" else None,
            issues=tuple(issue_title(plan, name) for name in point.all_issues),
            given=self._given(matter, contested, set(point.quantities)),
            readings=tuple(self._readings(point, matter)),
            renderings=(*self._summary(point), *_renderings(point, plan)),
            disputes=tuple(disagreement(item, self.sources) for item in contested),
            statements=statements(mine, self.sources),
            below=tuple(below),
            sources=self.sources.articles(source.partition("#")[0] for source in point.sources),
            note=point.note,
        )

    def _summary(self, point: Point) -> Iterable[Rendering]:
        """Give what the file says of a point whose words a witness gives: the words of its parts behind its own."""
        if self.texts is None or self.name not in self.texts.serving:
            return
        known = self.texts.plan.versions[self.name].points
        names = [(other.id, other.number, other.title) for other in known]
        name = (point.id, point.number, point.title)
        if names.count(name) != 1:
            return
        at = names.index(name)
        told = [
            words.text for (version, path), words in sorted(self.texts.summaries.items())
            if version == self.name and path[0] == at and words.wording != "verbatim"
        ]  # fmt: skip
        if told:
            yield Rendering(kind="our summary", by="in the plan", text=wording.flowing(" ".join(told)))

    def _disputes(self, matter: str) -> tuple[Dispute, ...]:
        presence = answers_of(self.facts.presence(matter, self.name))
        return disputes_in(self.facts, matter, self.name, presence)

    def _part(self, owner: Spot, index: int, part: Point, on_file: dict[str, Evidence]) -> Matter | None:
        """Return what is known of a part besides its words; None where nothing is."""
        matter = self.facts.matters.of(Spot(owner.version, (*owner.path, index)))
        mine = [
            item
            for item in on_file.values()
            if any(
                spot.path[1:] and self.facts.matters.of(Spot(spot.version, spot.path[:2])) == matter
                for reference in item.references
                for spot in reference.spots
            )
        ]
        contested = self._disputes(matter)
        given = (*self._given(matter, contested, set(part.all_quantities)), *self._readings(part, matter))
        if not (mine or contested or given):
            return None
        self.shown |= {item.key for item in mine}
        title = part.title or ""
        label = part.label or part.number
        name = ": ".join(word for word in (f"Part {label}" if label else "", title) if word)
        return Matter(
            title=name or f"Part “{wording.beginning(part.full_text) or part.id or index + 1}”",
            given=given,
            disputes=tuple(disagreement(item, self.sources) for item in contested),
            statements=statements(mine, self.sources),
        )

    def _propositions(self, names: Iterable[str], on_file: dict[str, Evidence] | None = None) -> Iterable[Matter]:
        """Give the propositions of which something is said of this version."""
        for proposition in names:
            key = proposition.rpartition("/")[2]
            claims = self.claims if on_file is None else list(on_file.values())
            mine = [item for item in claims if item.about.matter == key and item.key not in self.shown]
            contested = self._disputes(proposition)
            if not mine:
                continue
            self.shown |= {item.key for item in mine}
            yield Matter(
                title=_capital(self.facts.title_of(proposition)),
                given=self._given(proposition, contested),
                disputes=tuple(disagreement(item, self.sources) for item in contested),
                statements=statements(mine, self.sources),
            )

    def _elsewhere(self) -> Iterable[Matter]:
        """Give the matters that claims on this version name and that none of its points stands for, then propositions."""
        facts = self.facts
        spots = [reference.spot for item in self.claims for reference in item.references]
        named = [*facts.named("", self.name), *(facts.matters.owner(spot) for spot in spots if spot)]
        for matter in dict.fromkeys(named):
            on_file = {k: item for k, item in facts.on_file(matter, "", self.name).items() if k not in self.shown}
            if facts.matters.spots(matter, self.name) or not on_file:
                continue
            contested = self._disputes(matter)
            yield Matter(
                title=_capital(facts.title_of(matter)),
                given=self._given(matter, contested),
                disputes=tuple(disagreement(item, self.sources) for item in contested),
                statements=statements(on_file.values(), self.sources),
            )
            self.shown |= on_file.keys()
        yield from self._propositions(facts.propositions_about(self.name))

    # ------------------------------------------------------------------------------------------ what is known of one

    def _given(
        self, matter: str, contested: Sequence[Dispute], typed: Collection[str] | None = None
    ) -> tuple[Note, ...]:
        """Return status, amounts and positions of a matter, each with its own basis and footnotes.

        What is contested is told by its dispute. With `typed`, amounts of other names stand only where reports give them.
        """
        facts, plan = self.facts, self.facts.plan
        told = {dispute.id for dispute in contested}
        notes: list[Note] = []
        if not any(dispute.question == "status" for dispute in contested):
            for words, found in _answers(facts.statuses(matter, self.name), _status_words):
                notes.append(self._note("status", "Status", words, found))
        for quantity in dict.fromkeys(fact.name or "" for fact in facts.values(matter, self.name)):
            if any(name.endswith(f"/{quantity}") for name in told):
                continue
            tracked = plan.quantities.get(quantity)
            title = (tracked.title if tracked else None) or wording.heading(None, quantity)
            mine = [fact for fact in facts.values(matter, self.name) if fact.name == quantity]
            if typed is not None and quantity not in typed and all(fact.basis != "reported" for fact in mine):
                continue
            for words, found in _answers(mine, partial(_amount_words, plan=plan, quantity=quantity)):
                notes.append(self._note("quantity", title, words, found))
        for fact in facts.positions(matter, self.name):
            notes.append(self._position(fact))
        return tuple(notes)

    def _note(self, kind: str, subject: str, words: str, found: Sequence[Fact]) -> Note:
        grounds = [ground for fact in found for ground in fact.grounds]
        basis = strongest(fact.basis for fact in found)
        return Note(
            kind=kind,
            words=f"{_capital(subject)} {wording.told(basis, words, joint='as ')}",
            basis="",
            cited=self.sources.of(grounds),
        )

    def _position(self, fact: Fact) -> Note:
        plain, reported = STANDS[fact.answer]  # type: ignore[index]  # a position's answer is a stand
        party = _capital(party_in_words(self.facts.plan, fact.name or ""))
        many = party.split()[-1].islower() and party.endswith("s")  # `European states`
        own = "their" if many else "its"
        if fact.answer == "proposes" and self._has_option(fact):
            plain, reported = f"proposes {own} option", f"propose {own} option"
        plain, reported = (reported if many else plain).replace("its", own), reported.replace("its", own)
        by_basis: dict[Basis, str] = {
            "text": f"{party} {plain}",
            "translation": f"{party} {plain} (in translation)",
            "summary": f"{party} {plain}, as summarised here",
            "reported": f"{party} {'are' if many else 'is'} reported to {reported}",
            "none": f"{party}: position not known",
        }
        return Note(kind="position", words=by_basis[fact.basis], basis="", cited=self.sources.of(fact.grounds))

    def _has_option(self, fact: Fact) -> bool:
        """Return whether a party has a rival proposal of its own in the point."""
        paths = self.facts.matters.spots(fact.matter, self.name)
        return any(option.by == fact.name for path in paths for option in point_at(self.version, path).options)

    def _readings(self, point: Point, matter: str) -> Iterable[Note]:
        """Give what was found by comparing a point with earlier versions, in our own words."""
        for reading in point.readings:
            since = self.facts.plan.versions.get(reading.since)
            if since is None:
                continue
            words = SAYINGS[reading.says].side + (f" to {reading.to}" if reading.to else "")
            if reading.matter:
                words = f"{self._proposition(reading.matter, matter)}: {words}"
            yield Note(
                kind="reading",
                words=f"Compared with “{since.title or since.name}”, as summarised here: {words}: {wording.flowing(reading.gist)}",
                basis="",
                cited=self.sources.articles(source.partition("#")[0] for source in reading.sources),
            )

    def _proposition(self, name: str, matter: str) -> str:
        known = [key for key in self.facts.propositions_of(matter) if key.rpartition("/")[2] == name]
        return self.facts.title_of(known[0]) if known else wording.heading(None, name)

    # ------------------------------------------------------------------------------------------ the whole

    def _about(self) -> Iterable[str]:
        version, plan = self.version, self.facts.plan
        if version.signed:
            on = f" on {wording.day(version.signed.on)}" if version.signed.on else ""
            by = wording.listed(party_name(plan, party) for party in version.signed.by)
            yield f"Signed{on}{f' by {by}' if by else ''}."
        if version.language and version.language != plan.language:
            yield f"Language of its text: {version.language}."
        if version.hand:
            yield f"Translated by {version.hand}."
        for document in version.documents:
            points = sum(point.document == document.id for point in version.points)
            total = f", {wording.counted(document.points_total, 'point')}" if document.points_total is not None else ""
            here = f"{points} of its points stand here" if points else "none of its points stands here"
            yield f"Document of the package: {document.title or document.id}{total}; {here}."
        for witness in version.witnesses:
            kind = wording.WORDINGS[witness.wording] if witness.wording else ""
            told = ", ".join(word for word in (kind, witness.language or "", witness.hand or "") if word)
            here = self._presence(witness)
            yield f"Rendering on file: {witness.outlet or witness.id}{f' ({told})' if told else ''}{f': {here}' if here else ''}."

    def _presence(self, witness: Witness) -> str:
        """Return whether the text of a witness is here, in words; empty where nobody looked."""
        state = self.texts.presence.get((self.name, witness.id)) if self.texts else None
        if state is None:
            return ""
        serving = self.texts.serving.get(self.name) if self.texts else None
        return PRESENCE[state] + (
            "; the words below are its" if serving is not None and serving.id == witness.id else ""
        )

    def _gone(self) -> Iterable[str]:
        for reference, gist in self.version.gone.items():
            owner, _, name = reference.rpartition("#")
            other = self.facts.plan.versions.get(owner)
            spots = self.facts.matters.references.outright(owner, name)
            if other is None or len(spots) != 1:
                continue
            point = point_at(other, spots[0].path)
            label = " ".join(word for word in (point.number, point.title) if word) or wording.heading(None, name)
            yield f"{label} of “{other.title or owner}” is gone, as summarised here: {gist}"


_PARTS_HELD = "held in part: what else it says is not known"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _answers(found: Sequence[Fact], words: Callable[[Fact], str]) -> Iterable[tuple[str, list[Fact]]]:
    """Give each answer that facts give, in words, with the facts that give it."""
    groups: dict[str, list[Fact]] = {}
    for fact in found:
        groups.setdefault(words(fact), []).append(fact)
    return groups.items()


def _status_words(fact: Fact) -> str:
    row = SAYINGS[fact.answer]  # type: ignore[index]  # every status is a saying
    if fact.against:
        return row.contrary
    signed = any(ground.kind == "signed" for ground in fact.grounds)
    return "agreed: the text was signed" if signed else wording.STATUSES[fact.answer]  # type: ignore[index]


def _amount_words(fact: Fact, plan: Plan, quantity: str) -> str:
    assert isinstance(fact.answer, Amount)
    unlimited = {"none": "without a limit", "unstated": "without a number"}.get(fact.answer.bound)
    if unlimited:
        condition = f" ({fact.answer.condition})" if fact.answer.condition else ""
        return ("not " if fact.against else "given ") + unlimited + condition
    return ("not " if fact.against else "") + amount_words(fact.answer, plan, quantity)


def _title(plan: Plan, quantity: str) -> str | None:
    tracked = plan.quantities.get(quantity)
    return tracked.title if tracked else None


def _renderings(point: Point, plan: Plan) -> tuple[Rendering, ...]:
    found = []
    for option in point.options:
        amounts = [amount_words(amount, plan, name) for name, amount in option.quantities.items()]
        if len(amounts) > 1:
            each = f"{amounts[0]} each" if len(set(amounts)) == 1 else ""
            named = [
                f"{wording.heading(_title(plan, name), name)}: {words}"
                for name, words in zip(option.quantities, amounts, strict=True)
            ]
            amounts = [each] if each else named
        told = (option.text or option.note or "").rstrip(". ")
        text = "; ".join(word for word in (told, *amounts) if word)
        found.append(Rendering(kind="option", by=party_name(plan, option.by), text=text))
    for variant in point.variants:
        by = variant.by or ", ".join(variant.sources) or "another witness"
        found.append(Rendering(kind="variant", by=by, text=variant.text or variant.note or ""))
    return tuple(found)


def _missing(version: Version, facts: Facts) -> str | None:
    """Return what of a version is not in the file, as a sentence; None when nothing is."""
    listed, counts = len(version.points), totals(facts, version.name)
    if len(counts) > 1:
        return f"Reports count {wording.listed(map(str, counts), 'or')} points; {wording.counted(listed, 'is', 'are')} named here."
    if counts and counts[0] > listed:
        return wording.sentence(f"{wording.counted(counts[0] - listed, 'point')} of {counts[0]} are not known here")
    if not counts and version.points_held != "all":
        return "How many points it has is not known."
    return None
