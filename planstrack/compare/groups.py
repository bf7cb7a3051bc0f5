"""Which points of two versions are one change: what is declared, what has the same words, what was computed.

A declared match decides. Identical words under two ids are one point before anybody asks what is missing. What is only
computed never joins two points that say they are different ones; their likeness is kept as the nearest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from planstrack.claims.references import Spot
from planstrack.compare.align.match import Match, Nearest
from planstrack.compare.facts import Facts
from planstrack.compare.held import words_of
from planstrack.compare.records import Link
from planstrack.model import Point, Version
from planstrack.text.folding import folded

LinkBasis = Literal["declared", "inferred", "identical", "computed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The points of one change: how they were matched, link by link; `twin` when one of several equal points is left."""

    match: Match
    links: tuple[Link, ...] = ()
    twin: bool = False


@dataclass(frozen=True, slots=True)
class _Declared:
    basis: Literal["declared", "inferred"]
    why: str


def groups(facts: Facts, old: str, new: str) -> tuple[Group, ...]:
    """Return the changes that two versions have points for, in reading order; every point of either side is in one."""
    from planstrack.compare.align import align, in_reading_order

    before, after = facts.plan.versions[old], facts.plan.versions[new]
    pairs = _declared(facts, old, new)
    found = [_group(*parts) for parts in _connected(pairs)]
    taken = ({at for at, _ in pairs}, {at for _, at in pairs})
    same = _identical(facts, before, after, old, new, taken)
    found += [
        Group(
            match=Match(old=(here,), new=(there,), how="identical", score=1.0, why="the words are the same"),
            links=(Link(old=here, new=there, basis="identical"),),
        )
        for here, there in same.items()
    ]
    left = (
        [at for at in range(len(before.points)) if at not in taken[0] and at not in same],
        [at for at in range(len(after.points)) if at not in taken[1] and at not in same.values()],
    )
    apart = [_alone((at,), ()) for at in left[0]] + [_alone((), (at,)) for at in left[1]]
    if left[0] and left[1] and not facts.same_tongue(old, new):
        found += _by_number(before, after, apart, tongues=True)
    elif left[0] and left[1] and _worth_aligning(facts, old, new, left):
        fixed = [(item.match.old, item.match.new, item.match.why) for item in found]
        computed = align(_without_ids(before), _without_ids(after), fixed)
        found += _computed(facts, old, new, computed, left)
    else:
        found += apart
    by_match = {(item.match.old, item.match.new): item for item in found}
    ordered = [by_match[match.old, match.new] for match in in_reading_order([item.match for item in found])]
    return _twins(facts, before, after, ordered)


def _declared(facts: Facts, old: str, new: str) -> dict[tuple[int, int], _Declared]:
    """Return the pairs of points (positions) that ids and `from` declare to belong together."""
    matters = facts.matters
    pairs: dict[tuple[int, int], _Declared] = {}
    at_new: dict[str, list[int]] = {}
    for at in range(len(facts.plan.versions[new].points)):
        at_new.setdefault(matters.of(Spot(new, (at,))), []).append(at)
    for at, point in enumerate(facts.plan.versions[old].points):
        here = Spot(old, (at,))
        for there in at_new.get(matters.of(here), ()):
            other = facts.plan.versions[new].points[there]
            if point.id and point.id == other.id:
                pairs[at, there] = _Declared("declared", "same id")
            elif matters.inferred(here) or matters.inferred(Spot(new, (there,))):
                pairs[at, there] = _Declared("inferred", "from, as an analyst infers")
            else:
                pairs[at, there] = _Declared("declared", "from")
    for link in matters.pair_links(old, new):
        if len(link.earlier.path) == len(link.later.path) == 1:
            ends = {link.earlier.version: link.earlier.path[0], link.later.version: link.later.path[0]}
            pairs.setdefault((ends[old], ends[new]), _Declared(link.basis, link.why))
    return pairs


def _connected(
    pairs: Mapping[tuple[int, int], _Declared],
) -> list[tuple[list[int], list[int], dict[tuple[int, int], _Declared]]]:
    """Return the pairs that hang together: (old points, new points, their links)."""
    of_old: dict[int, list[int]] = {}
    of_new: dict[int, list[int]] = {}
    for here, there in pairs:
        of_old.setdefault(here, []).append(there)
        of_new.setdefault(there, []).append(here)
    seen: set[int] = set()
    found = []
    for start in sorted(of_new):
        if start in seen:
            continue
        olds: set[int] = set()
        news, waiting = {start}, [start]
        while waiting:
            for here in of_new[waiting.pop()]:
                if here not in olds:
                    olds.add(here)
                    fresh = [there for there in of_old[here] if there not in news]
                    news.update(fresh)
                    waiting += fresh
        seen |= news
        inside = {(here, there): pairs[here, there] for here in sorted(olds) for there in sorted(of_old[here])}
        found.append((sorted(olds), sorted(news), inside))
    return found


def _group(olds: Sequence[int], news: Sequence[int], links: Mapping[tuple[int, int], _Declared]) -> Group:
    inferred = any(link.basis == "inferred" for link in links.values())
    why = "; ".join(dict.fromkeys(link.why for link in links.values()))
    return Group(
        match=Match(old=tuple(olds), new=tuple(news), how="inferred" if inferred else "declared", score=1.0, why=why),
        links=tuple(Link(old=here, new=there, basis=link.basis) for (here, there), link in links.items()),
    )


def _key(point: Point) -> tuple[str, ...]:
    return tuple(folded(words_of(point, labels=False)).text.split())


def _identical(
    facts: Facts, before: Version, after: Version, old: str, new: str, taken: tuple[set[int], set[int]]
) -> dict[int, int]:
    """Return points with the very same words that different ids keep apart: each such text once on either side."""

    def texts(version: Version, name: str, gone: set[int]) -> dict[tuple[str, ...], list[int]]:
        found: dict[tuple[str, ...], list[int]] = {}
        for at, point in enumerate(version.points):
            if facts.held(Spot(name, (at,))) and point.status != "dropped":
                found.setdefault(_key(point), []).append(at)
        return {key: places for key, places in found.items() if len(places) == 1 and places[0] not in gone and key}

    olds, news = texts(before, old, taken[0]), texts(after, new, taken[1])
    return {places[0]: news[key][0] for key, places in olds.items() if key in news}


def _worth_aligning(facts: Facts, old: str, new: str, left: tuple[list[int], list[int]]) -> bool:
    """Return whether likeness can tell anything: a lineage is not declared, or the texts are rivals and have a nearest."""
    declared = facts.matters.declared
    undeclared = any(not declared(old, at) for at in left[0]) or any(not declared(new, at) for at in left[1])
    return undeclared or facts.relations.of(old, new) == "answers"


def _without_ids(version: Version) -> Version:
    points = tuple(point.model_copy(update={"id": None}) for point in version.points)
    return version.model_copy(update={"points": points})


def _computed(
    facts: Facts, old: str, new: str, matches: Iterable[Match], left: tuple[list[int], list[int]]
) -> list[Group]:
    """Return what the aligner says of the points that nobody declared."""
    before, after = facts.plan.versions[old], facts.plan.versions[new]
    olds, news = set(left[0]), set(left[1])
    found: list[Group] = []
    for match in matches:
        here = tuple(at for at in match.old if at in olds)
        there = tuple(at for at in match.new if at in news)
        if not here and not there:
            continue
        if not here or not there:
            found.append(_lonely(match, here, there))
            continue
        declared = [before.points[at].id for at in here], [after.points[at].id for at in there]
        if any(declared[0]) and any(declared[1]):
            worded = _has_words(before.points[here[0]]) and _has_words(after.points[there[0]])
            near = [Nearest(index=at, score=match.score, why=match.why) for at in (there[0], here[0])]
            found += [_alone((at,), (), near[0] if worded else None) for at in here]
            found += [_alone((), (at,), near[1] if worded else None) for at in there]
            continue
        basis: LinkBasis = "identical" if match.how == "identical" else "computed"
        found.append(
            Group(
                match=replace(match, old=here, new=there),
                links=tuple(Link(old=one, new=other, basis=basis) for one in here for other in there),
            )
        )
    return _by_number(before, after, found)


def _lonely(match: Match, here: tuple[int, ...], there: tuple[int, ...]) -> Group:
    """Return a point without counterpart, with the likest one that the aligner saw."""
    rival = match.close[0] if match.close else None
    nearest = None
    if rival is not None:
        nearest = Nearest(index=(rival.new if here else rival.old)[0], score=rival.score, why=rival.why)
    return Group(match=replace(match, old=here, new=there, how="none", nearest=nearest))


def _alone(old: tuple[int, ...], new: tuple[int, ...], nearest: Nearest | None = None) -> Group:
    return Group(match=Match(old=old, new=new, how="none", score=0.0, why="no counterpart found", nearest=nearest))


def _by_number(before: Version, after: Version, found: list[Group], *, tongues: bool = False) -> list[Group]:
    """Match points of one number where nothing else could tell, and to call both new would be false.

    That is where one of the two has no words, or where their texts are in two languages or scripts (`tongues`).
    """
    alone_old = {item.match.old[0]: item for item in found if not item.match.new}
    alone_new = {item.match.new[0]: item for item in found if not item.match.old}
    numbers = Counter(point.number for point in after.points if point.number)
    at_number = {
        number: at for at in alone_new if (number := after.points[at].number) is not None and numbers[number] == 1
    }
    matched: list[Group] = []
    gone: set[int] = set()
    for here in alone_old:
        number = before.points[here].number
        there = at_number.get(number) if number else None
        if there is None or sum(point.number == number for point in before.points) > 1:
            continue
        worded = _has_words(before.points[here]) and _has_words(after.points[there])
        if (before.points[here].id and after.points[there].id) or (worded and not tongues):
            continue
        lack = "the texts are in two languages" if tongues else "no words are held to compare"
        match = Match(old=(here,), new=(there,), how="computed", score=0.5, why=f"same number; {lack}")
        matched.append(Group(match=match, links=(Link(old=here, new=there, basis="computed"),)))
        gone |= {id(alone_old[here]), id(alone_new[there])}
    return [item for item in found if id(item) not in gone] + matched


def _has_words(point: Point) -> bool:
    return bool(point.full_text or point.title)


def _twins(facts: Facts, before: Version, after: Version, found: Sequence[Group]) -> tuple[Group, ...]:
    """Mark points left alone whose very words stand on the other side, in a point that has another partner."""
    keys = (Counter(map(_key, before.points)), Counter(map(_key, after.points)))
    marked = []
    for item in found:
        match = item.match
        if bool(match.old) != bool(match.new):
            point = before.points[match.old[0]] if match.old else after.points[match.new[0]]
            other = keys[1] if match.old else keys[0]
            if point.full_text and other[_key(point)]:
                why = "one of several points with the same words has no counterpart; which one cannot be told from the texts"
                item = replace(item, twin=True, match=replace(match, why=why))
        marked.append(item)
    return tuple(marked)
