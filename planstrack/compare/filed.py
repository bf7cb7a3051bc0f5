"""What versions and claims say, entered as facts: a held point is there, a claim says what its word means, and no more.

What follows from silence, from texts and from amounts is not entered but worked out when it is asked (`facts`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from planstrack.claims.evidence import Evidence, Meaning, gather, meanings
from planstrack.claims.references import Spot, points_with_paths
from planstrack.claims.sayings import SAYINGS, backs
from planstrack.compare.amounts import amounts_differ
from planstrack.compare.held import Held
from planstrack.compare.matters import route_of
from planstrack.compare.records import Basis, Fact, Ground, Route, weakest
from planstrack.model import Amount, Count, Plan, Point, Position, Reading, Version

_LIFTED = frozenset(("removed", "added", "moved"))
"""What, said of a part or of one proposition, makes its point another one, as all does that says it is not the same."""
_PAIRED = frozenset(("kept", "reworded", "joined", "split"))
"""Sayings that compare; without `since` they compare with the version's one base."""

_Key = tuple[str, str]
"""A matter and a version."""


class Filed(Held):
    """Every fact that the files of a plan state, by question, matter and version."""

    def __init__(self, plan: Plan, evidence: Sequence[Evidence] | None, loose: Iterable[str]) -> None:
        super().__init__(plan, loose)
        self.evidence = tuple(gather(plan) if evidence is None else evidence)
        self._present: dict[_Key, list[Fact]] = {}
        self._same: dict[tuple[str, frozenset[str]], list[Fact]] = {}
        self._values: dict[_Key, list[Fact]] = {}
        self._status: dict[_Key, list[Fact]] = {}
        self._positions: dict[_Key, list[Fact]] = {}
        self._talked: dict[_Key, list[Fact]] = {}
        self._counts: dict[str, list[Fact]] = {}
        self._links: dict[frozenset[str], list[tuple[Spot, Spot, Fact]]] = {}
        self._partners: dict[str, set[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._propositions: dict[str, list[str]] = {}
        self._spoken: dict[str, dict[str, None]] = {}
        self._by_key = {item.key: item for item in self.evidence}
        self._on: dict[_Key, dict[str, Evidence]] = {}
        self._named: dict[str, dict[str, None]] = {}
        self._carriers: dict[str, list[str]] | None = None
        self._meanings = {meaning.evidence.key: meaning for meaning in meanings(self.evidence)}
        for name, version in plan.versions.items():
            self._version(name, version)
        self._meant: dict[str, Ground] = {}
        for meaning in self._meanings.values():
            self._claim(meaning)
        for item in self.evidence:
            if not item.stands and item.version:
                for matter in self._tops(item):
                    self._on.setdefault((matter, item.version), {}).setdefault(item.key, item)

    def _version(self, name: str, version: Version) -> None:
        for path, point in points_with_paths(version.points):
            spot = Spot(name, path)
            matter = self.matters.of(spot)
            if len(path) > 1:
                owner = self.matters.owner(spot)
                if matter not in self._parts.setdefault(owner, []):
                    self._parts[owner].append(matter)
            if self.wording(spot) == "reported":
                self._reported(spot, matter, point)
            else:
                self._held(spot, matter, point, version)
            for index, reading in enumerate(point.readings):
                self._reading(spot, matter, index, reading)
            if point.from_ == ():
                ground = self.ground("from", spot, "summary", route=(*route_of(path), "from"))
                for base in version.based_on:
                    self._add(self._present, Fact(
                        question="present", matter=matter, versions=(base,), answer=False, basis="summary", grounds=(ground,)
                    ))  # fmt: skip
        self._pairs(name)
        self._gone(name, version)
        self._total(name, version)

    def _held(self, spot: Spot, matter: str, point: Point, version: Version) -> None:
        basis = self.basis(spot)
        ground = self.ground("point", spot, basis)
        gone = self.is_dropped(spot)
        self._add(self._present, Fact(
            question="present", matter=matter, versions=(spot.version,), answer=not gone, basis=basis, grounds=(ground,)
        ))  # fmt: skip
        if len(spot.path) > 1 and not gone:
            owner = self.matters.owner(spot)
            self._add(self._present, Fact(
                question="present", matter=owner, versions=(spot.version,), answer=True, basis=basis, grounds=(ground,), part=matter
            ))  # fmt: skip
        signed = bool(version.signed and not gone)
        status = "agreed" if signed else point.status
        if status:
            by = ground if not signed else Ground(
                kind="signed", key=f"{spot.version}/signed", basis=basis, file=("version", spot.version), route=("signed",),
            )  # fmt: skip
            self._add(self._status, Fact(
                question="status", matter=matter, versions=(spot.version,), answer=status, basis=basis, grounds=(by,)
            ))  # fmt: skip
        if gone:
            return
        for owner in dict.fromkeys(
            (matter, *(self.matters.of(Spot(spot.version, spot.path[:end])) for end in range(1, len(spot.path))))
        ):
            for name, amount in point.quantities.items():
                self._add(self._values, Fact(
                    question="value", matter=owner, versions=(spot.version,), answer=amount, basis=basis, grounds=(ground,), name=name
                ))  # fmt: skip
        for party, position in point.positions.items():
            self._add(self._positions, self._position(spot, matter, party, position, basis))

    def _position(self, spot: Spot, matter: str, party: str, position: Position, basis: Basis) -> Fact:
        grounds = self._cited(position.sources, (*route_of(spot.path), "positions", party), spot.version)
        if not grounds:
            grounds = (self.ground("point", spot, basis, route=(*route_of(spot.path), "positions", party)),)
        return Fact(
            question="status", matter=matter, versions=(spot.version,), answer=position.is_,
            basis=weakest(ground.basis for ground in grounds), grounds=grounds, name=party,
        )  # fmt: skip

    def _cited(self, sources: Sequence[str], route: Route, version: str) -> tuple[Ground, ...]:
        """Return the claims and articles that a file cites, those claims that stand."""
        found = []
        for source in sources:
            item = self._by_key.get(source)
            if item is not None and item.stands:
                found.append(self._claim_ground(item))
            elif item is None and source in self.plan.articles:
                found.append(Ground(
                    kind="source", key=source, basis="reported", file=("version", version), route=route, articles=(source,),
                ))  # fmt: skip
        return tuple(found)

    def _saying(self, cited: tuple[Ground, ...], says_so: Callable[[Meaning], bool]) -> tuple[Ground, ...]:
        """Return those of the cited claims that say what was typed, and the cited articles; all, where no claim says it.

        A report that does not say it is not cited for it where another does.
        """
        saying = []
        for ground in cited:
            meaning = self._meanings.get(ground.key)
            if ground.evidence is None or (
                meaning and meaning.stance == "supports" and not meaning.about.matter and says_so(meaning)
            ):
                saying.append(ground)
        return tuple(saying) or tuple(g for g in cited if g.evidence and not g.evidence.about.matter) or cited

    def _claim_ground(self, item: Evidence, meaning: Meaning | None = None) -> Ground:
        meant = meaning or item
        return Ground(
            kind="claim",
            key=item.key,
            basis="reported",
            file=("article", item.article),
            route=("claims", item.at),
            evidence=item,
            articles=(item.article,),
            gist=item.gist,
            says=meant.says,
            against=meant.stance == "disputes",
            to=meant.to,
        )

    def meant(self, item: Evidence) -> Ground:
        """Return a claim as a ground: of one that confirms or denies another, with what it says of what that one says."""
        return self._meant.get(item.key) or self._claim_ground(item)

    def _reported(self, spot: Spot, matter: str, point: Point) -> None:
        """Enter what a reported point gives: its typed status and amounts, as claims of its sources, and nothing else."""
        cited = self._cited(point.sources, (*route_of(spot.path), "sources"), spot.version)
        version = (spot.version,)
        if point.status:
            grounds = self._saying(cited, lambda meaning: backs(meaning.says) == point.status)
            after = SAYINGS[point.status].after
            if grounds:
                self._add(self._status, Fact(
                    question="status", matter=matter, versions=version, answer=point.status, basis="reported", grounds=grounds
                ))  # fmt: skip
            if grounds and after is not None:
                self._add(self._present, Fact(
                    question="present", matter=matter, versions=version, answer=after, basis="reported", grounds=grounds
                ))  # fmt: skip
        for name, amount in point.quantities.items():
            grounds = self._saying(cited, lambda meaning, name=name, amount=amount: _gives(meaning, name, amount))  # type: ignore[misc]
            if not grounds:
                continue
            self._add(self._values, Fact(
                question="value", matter=matter, versions=version, answer=amount, basis="reported", grounds=grounds, name=name
            ))  # fmt: skip
            if amount.bound != "none":
                self._add(self._present, Fact(
                    question="present", matter=matter, versions=version, answer=True, basis="reported", grounds=grounds
                ))  # fmt: skip

    def _reading(self, spot: Spot, matter: str, index: int, reading: Reading) -> None:
        if reading.since not in self.plan.versions:
            return
        name = self.matters.name_at(Spot(spot.version, spot.path[:1]))
        ground = Ground(
            kind="reading",
            key=f"{spot.version}#{name}/readings/{index + 1}",
            basis="summary",
            file=("version", spot.version),
            route=(*route_of(spot.path), "readings", index),
            articles=tuple(dict.fromkeys(source.partition("#")[0] for source in reading.sources)),
            gist=reading.gist,
            says=reading.says,
            to=reading.to,
        )
        owners = (self.matters.owner(spot),) if len(spot.path) > 1 else ()
        if reading.matter:
            owners = (self.matters.owner(spot),)
            matter = self.proposition(reading.matter, self.point(spot).all_issues)
            self._known_proposition(matter, owners)
        self._change(matter, reading.says, False, reading.since, spot.version, "summary", ground, reading.to, owners)

    def _pairs(self, name: str) -> None:
        """Enter the differences that joins and splits by `from` make, in their own pair."""
        for other in self.plan.versions:
            for link in self.matters.pair_links(name, other):
                if link.later.version == name and link.pair_only:
                    ground = self.ground("from", link.later, "summary", route=link.route)
                    fact = Fact(
                        question="same", matter=self.matters.of(link.later), versions=(other, name), answer=False,
                        basis="summary", grounds=(ground,),
                    )  # fmt: skip
                    self._links.setdefault(frozenset((other, name)), []).append((link.earlier, link.later, fact))

    def _gone(self, name: str, version: Version) -> None:
        for reference, gist in version.gone.items():
            owner, mark, rest = reference.rpartition("#")
            spots = self.matters.references.outright(owner, rest) if mark else ()
            if len(spots) != 1:
                continue
            matter = self.matters.of(spots[0])
            saying = [
                item.article
                for item in self.evidence
                if item.stands and item.stance == "supports" and item.version == name
                and SAYINGS[item.says].after is False and not item.about.matter
                and any(ref.spot is not None and self.matters.of(ref.spot) == matter for ref in item.references)
            ]  # fmt: skip
            ground = Ground(
                kind="gone",
                key=f"{name}/gone/{reference}",
                basis="summary",
                file=("version", name),
                route=("gone", reference),
                articles=tuple(dict.fromkeys(saying)),
                gist=gist,
            )
            spot = spots[0]
            owners = (self.matters.owner(spot),) if len(spot.path) > 1 else ()
            self._change(self.matters.of(spot), "removed", False, owner, name, "summary", ground, None, owners)

    def _total(self, name: str, version: Version) -> None:
        whole = version.points_held == "all"
        present = sum(point.status != "dropped" for point in version.points)
        total = version.points_total if version.points_total is not None else present if whole else None
        if total is None:
            return
        grounds: tuple[Ground, ...] = (
            Ground(
                kind="total", key=f"{name}/points_total", basis="text", file=("version", name), route=("points_total",),
            ),
        )  # fmt: skip
        if not whole:
            cited = self._cited(version.sources, ("points_total",), name)
            grounds = self._saying(
                cited, lambda meaning: isinstance(meaning.value, Count) and total in meaning.value.any_of
            )
        if grounds:
            self._counts.setdefault(name, []).append(Fact(
                question="count", matter="", versions=(name,), answer=Count(any_of=(total,)),
                basis="text" if whole else "reported", grounds=grounds,
            ))  # fmt: skip

    # ------------------------------------------------------------------------------------------ what claims say

    def _add(self, store: dict[_Key, list[Fact]], fact: Fact) -> None:
        store.setdefault((fact.matter, fact.versions[0]), []).append(fact)
        if fact.matter.startswith("~"):
            self._spoken.setdefault(fact.versions[0], {})[fact.matter] = None
        if fact.question in ("value", "present"):
            self._partners.setdefault(fact.matter, set()).add(fact.versions[0])

    def _add_same(self, fact: Fact) -> None:
        self._same.setdefault((fact.matter, frozenset(fact.versions)), []).append(fact)
        self._partners.setdefault(fact.matter, set()).update(fact.versions)

    def _change(
        self,
        matter: str,
        says: str,
        disputes: bool,
        since: str | None,
        version: str,
        basis: Basis,
        ground: Ground,
        to: str | None,
        owners: Sequence[str] = (),
        *,
        base: str | None = None,
    ) -> None:
        """Enter what a saying about a change gives. `owners` are the points of a part or of a proposition."""
        row = SAYINGS[says]  # type: ignore[index]  # a reading's sayings are among them
        before, after, same = (
            (row.denial_before, row.denial_after, row.denial_same) if disputes else (row.before, row.after, row.same)
        )
        if says == "moved" and to:
            after = to.startswith("#") != disputes
        old = since or (base if says in _PAIRED else None)
        proposition = matter.startswith("~")
        for where, answer in ((old, before), (version, after)):
            if where is None or answer is None:
                continue
            # Who denies that it came in V says that V lacks it, and not what became of it.
            pair = frozenset((since, version)) if since and not disputes else None
            self._present_fact(matter, where, answer, basis, ground, () if proposition else owners, pair)
        if same is not None and old is not None:
            self._add_same(Fact(
                question="same", matter=matter, versions=(old, version), answer=same, basis=basis, grounds=(ground,)
            ))  # fmt: skip
        if owners and old is not None and ((says in _LIFTED and not disputes) or same is False):
            for owner in owners:
                self._add_same(Fact(
                    question="same", matter=owner, versions=(old, version), answer=False, basis=basis, grounds=(ground,), part=matter
                ))  # fmt: skip

    def _present_fact(
        self,
        matter: str,
        version: str,
        answer: bool,
        basis: Basis,
        ground: Ground,
        owners: Sequence[str],
        pair: frozenset[str] | None = None,
    ) -> None:
        self._add(self._present, Fact(
            question="present", matter=matter, versions=(version,), answer=answer, basis=basis, grounds=(ground,), pair=pair
        ))  # fmt: skip
        for owner in owners if answer else ():
            self._add(self._present, Fact(
                question="present", matter=owner, versions=(version,), answer=True, basis=basis, grounds=(ground,), part=matter
            ))  # fmt: skip

    def proposition(self, name: str, issues: Sequence[str]) -> str:
        """Return the key of a proposition: `~territory/land-swaps`; of several issues that have it, one that is named.

        It is one proposition of its issue, whichever of the points that touch it a claim names.
        """
        having = [issue for issue, known in self.plan.issues.items() if name in known.matters]
        issue = next((issue for issue in having if issue in issues), having[0] if having else "")
        return f"~{issue}/{name}"

    def _known_proposition(self, proposition: str, owners: Sequence[str]) -> None:
        for owner in owners:
            if proposition not in self._propositions.setdefault(owner, []):
                self._propositions[owner].append(proposition)

    def _tops(self, item: Evidence | Meaning) -> list[str]:
        """Return the matters of the points that a claim names, of a part those of its point."""
        found: dict[str, None] = {}
        for reference in item.references:
            if reference.spot is not None:
                found[self.matters.owner(reference.spot)] = None
        if not item.references and item.amounts and not item.about.matter:
            for name in item.amounts:
                owner = self._carrier(name)
                if owner:
                    found[owner] = None
        return list(found)

    def _carrier(self, quantity: str) -> str | None:
        """Return the one matter that gives a quantity anywhere; None when none does, or several do."""
        if self._carriers is None:
            self._carriers = {}
            for name, version in self.plan.versions.items():
                for at, point in enumerate(version.points):
                    for known in point.all_quantities:
                        owner = self.matters.of(Spot(name, (at,)))
                        if owner not in self._carriers.setdefault(known, []):
                            self._carriers[known].append(owner)
        found = self._carriers.get(quantity, ())
        return found[0] if len(found) == 1 else None

    def _claim(self, meaning: Meaning) -> None:
        version, item = meaning.version, meaning.evidence
        if version is None or version not in self.plan.versions:
            return
        ground = self._meant[item.key] = self._claim_ground(item, meaning)
        if isinstance(meaning.value, Count) and meaning.says == "count":
            self._counts.setdefault(version, []).append(Fact(
                question="count", matter="", versions=(version,), answer=meaning.value, basis="reported",
                grounds=(ground,), against=meaning.stance == "disputes",
            ))  # fmt: skip
            return
        tops = self._tops(meaning)
        for matter in tops:
            self._on.setdefault((matter, version), {}).setdefault(item.key, item)
            self._named.setdefault(version, {})[matter] = None
            since = meaning.about.since
            if since:
                self._named.setdefault(f"{since}\0{version}", {})[matter] = None
                self._on.setdefault((matter, f"{since}\0{version}"), {}).setdefault(item.key, item)
        if meaning.about.matter:
            proposition = self.proposition(meaning.about.matter, meaning.about.issues)
            self._known_proposition(proposition, tops)
            self._said(proposition, meaning, version, ground, tops)
            return
        if meaning.scope == "all" and not tops and meaning.stance == "supports":  # who denies "all" says it of none
            for matter in self._all_in(meaning, version):
                self._said(matter, meaning, version, ground, ())
            return
        seen = set()
        for reference in meaning.references:
            if reference.spot is not None:
                matter = self.matters.of(reference.spot)
                owners = (self.matters.owner(reference.spot),) if len(reference.spot.path) > 1 else ()
                if matter not in seen:
                    seen.add(matter)
                    self._said(matter, meaning, version, ground, owners)
        if not meaning.references:
            for matter in tops:
                self._said(matter, meaning, version, ground, ())

    def _all_in(self, meaning: Meaning, version: str) -> list[str]:
        """Return the points that "all" speaks of: those of the version compared with, for a change; else those of its own."""
        since = meaning.about.since or self._base(version)
        changes = SAYINGS[meaning.says].kind == "change" and meaning.says != "added"
        where = since if changes and since else version
        points = self.plan.versions[where].points if where in self.plan.versions else ()
        return list(dict.fromkeys(self.matters.of(Spot(where, (at,))) for at in range(len(points))))

    def _base(self, version: str) -> str | None:
        """Return the one version that a version is based on; None when it has none, or several."""
        bases = self.plan.versions[version].based_on
        return bases[0] if len(bases) == 1 and bases[0] in self.plan.versions else None

    def _said(self, matter: str, meaning: Meaning, version: str, ground: Ground, owners: Sequence[str]) -> None:
        """Enter what one claim says of one matter."""
        row, disputes = SAYINGS[meaning.says], meaning.stance == "disputes"
        proposition = matter.startswith("~")
        since = meaning.about.since if meaning.about.since in self.plan.versions else None
        if row.kind == "change":
            self._change(
                matter, meaning.says, disputes, since, version, "reported", ground, meaning.to, owners,
                base=self._base(version),
            )  # fmt: skip
        elif row.kind == "talk":
            if row.talked is None or ((row.talked is False) != disputes and not proposition):
                return  # A denial that names no proposition denies nothing of a point.
            self._add(self._talked, Fact(
                question="talked", matter=matter, versions=(version,), answer=row.talked != disputes,
                basis="reported", grounds=(ground,),
            ))  # fmt: skip
        else:
            self._state_said(matter, meaning, version, ground, () if proposition else owners)

    def _state_said(self, matter: str, meaning: Meaning, version: str, ground: Ground, owners: Sequence[str]) -> None:
        row, disputes = SAYINGS[meaning.says], meaning.stance == "disputes"
        after = row.denial_after if disputes else row.after
        for name, amount in meaning.amounts.items() if meaning.says == "value" else ():
            for owner in (matter, *owners):
                self._add(self._values, Fact(
                    question="value", matter=owner, versions=(version,), answer=amount, basis="reported",
                    grounds=(ground,), against=disputes, name=name,
                ))  # fmt: skip
        if meaning.says == "value" and all(amount.bound == "none" for amount in meaning.amounts.values()):
            after = None
        if row.status:
            self._add(self._status, Fact(
                question="status", matter=matter, versions=(version,), answer=row.status, basis="reported",
                grounds=(ground,), against=disputes,
            ))  # fmt: skip
        if after is not None:
            self._present_fact(matter, version, after, "reported", ground, owners)


def _gives(meaning: Meaning, name: str, amount: Amount) -> bool:
    """Return whether a claim gives a quantity no other amount than this one."""
    said = meaning.amounts.get(name)
    return said is not None and not amounts_differ(said, amount, "reported", "reported")
