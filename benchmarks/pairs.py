"""Pairs of versions with known lineage: how they are read, and how well a method's groups agree with them.

A file holds `{doc, set, lang, licence, old: [{id, number, title, text}], new: […], gold: [[[old ids], [new ids]]…],
ignore: [[old, new]…], note}`. A gold group stands for all its links old x new; links in `ignore` are uncertain and count
neither way, and points that have no others are left out.

Measures, per document:

    F1        harmonic mean of precision and recall (van Rijsbergen 1979) over links, as in the evaluation of sentence
              alignment (Véronis and Langlais 2000, ARCADE); averaged over the documents of a set
    hard      the same over links, gold or found, whose two points share less than 75 % of their words (multisets, Dice
              1945): points that were rewritten, joined or split
    added     F1 of saying that a new point has no ancestor; removed: that an old point has no successor
    exact     F1 of whole joins and splits: the set of ancestors of a new point with several, the set of successors of an
              old point with several, counts only when it is exactly right

All but F1 are pooled over the documents of a set; the last line is the mean over the sets.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from planstrack.model import Point, Version

Link = tuple[int, int]
Groups = Iterable[tuple[Sequence[int], Sequence[int]]]

SHIPPED = Path(__file__).parent / "pairs"
HARD = 0.75
MEASURES = ("F1", "hard", "added", "removed", "exact")


@dataclass(frozen=True)
class Pair:
    """Two versions, the links between their points (positions from 0), and the links that are uncertain."""

    name: str
    set: str
    old: Version
    new: Version
    gold: frozenset[Link]
    ignored: frozenset[Link]

    @cached_property
    def bags(self) -> tuple[list[Counter[str]], list[Counter[str]]]:
        """How often each word stands in each old and in each new point, titles included."""
        return [_bag(point) for point in self.old.points], [_bag(point) for point in self.new.points]


def read_pair(path: Path) -> Pair:
    """Return one pair of versions from its file."""
    data = json.loads(path.read_text(encoding="utf-8"))
    old = {point["id"]: at for at, point in enumerate(data["old"])}
    new = {point["id"]: at for at, point in enumerate(data["new"])}
    gold = frozenset((old[one], new[other]) for ones, others in data["gold"] for one in ones for other in others)
    ignored = frozenset((old[one], new[other]) for one, other in data.get("ignore", ())) - gold
    return Pair(path.stem, data["set"], _version(data["old"]), _version(data["new"]), gold, ignored)


def _version(points: Sequence[Mapping[str, str]]) -> Version:
    """Return a version without the file's ids, which are names only and carry no lineage."""
    return Version(
        points=tuple(
            Point(number=point.get("number") or None, title=point.get("title") or None, text=point.get("text") or None)
            for point in points
        )
    )


def read_pairs(folder: Path) -> list[Pair]:
    """Return all pairs of a folder, by name."""
    return [read_pair(path) for path in sorted(folder.glob("*.json"))]


@dataclass
class Count:
    """Right, wrong and missed decisions of one kind."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, gold: Set[object], found: Set[object]) -> None:
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1.0 when there was nothing to find and nothing was found."""
        decided = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / decided if decided else 1.0


@dataclass
class Counts:
    """The counts behind every measure, of one document or pooled over several."""

    F1: Count = field(default_factory=Count)
    hard: Count = field(default_factory=Count)
    added: Count = field(default_factory=Count)
    removed: Count = field(default_factory=Count)
    exact: Count = field(default_factory=Count)


def judge(pair: Pair, groups: Groups, into: Counts) -> None:
    """Count how the groups that a method found agree with the gold of a pair."""
    linked = {(one, other) for ones, others in groups for one in ones for other in others}
    gold_old, gold_new = {one for one, _ in pair.gold}, {other for _, other in pair.gold}
    unsure_old = {one for one, _ in pair.ignored} - gold_old
    unsure_new = {other for _, other in pair.ignored} - gold_new
    found = {
        (one, other)
        for one, other in linked
        if (one, other) not in pair.ignored and one not in unsure_old and other not in unsure_new
    }
    into.F1.add(pair.gold, found)
    hard = {link for link in pair.gold | found if _likeness(pair, link) < HARD}
    into.hard.add(pair.gold & hard, found & hard)
    all_old, all_new = set(range(len(pair.old.points))), set(range(len(pair.new.points)))
    into.added.add(all_new - gold_new - unsure_new, all_new - {other for _, other in linked} - unsure_new)
    into.removed.add(all_old - gold_old - unsure_old, all_old - {one for one, _ in linked} - unsure_old)
    into.exact.add(_several(pair.gold), _several(found))


def _likeness(pair: Pair, link: Link) -> float:
    one, other = pair.bags[0][link[0]], pair.bags[1][link[1]]
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 1.0


def _bag(point: Point) -> Counter[str]:
    return Counter(re.findall(r"\w+", f"{point.title or ''} {point.text or ''}".lower()))


def _several(links: Iterable[Link]) -> set[object]:
    """Return each old point with several successors and each new point with several ancestors, with all of them."""
    partners: dict[tuple[str, int], set[int]] = defaultdict(set)
    for one, other in links:
        partners["old", one].add(other)
        partners["new", other].add(one)
    return {(point, frozenset(others)) for point, others in partners.items() if len(others) > 1}


def by_set(pairs: Sequence[Pair], found: Sequence[Groups]) -> dict[str, dict[str, float | None]]:
    """Return measure -> value for each set of pairs, and for their mean; None where there is nothing to measure."""
    pooled: dict[str, Counts] = defaultdict(Counts)
    single: dict[str, list[float]] = defaultdict(list)
    for pair, groups in zip(pairs, found, strict=True):
        held = list(groups)
        alone = Counts()
        judge(pair, held, alone)
        single[pair.set].append(alone.F1.f1)
        judge(pair, held, pooled[pair.set])
    table: dict[str, dict[str, float | None]] = {}
    for name, counts in sorted(pooled.items()):
        row: dict[str, float | None] = {measure: getattr(counts, measure).f1 for measure in MEASURES}
        row["F1"] = sum(single[name]) / len(single[name])
        exact = counts.exact
        if not exact.right + exact.wrong + exact.missed:
            row["exact"] = None
        table[name] = row
    mean: dict[str, float | None] = {}
    for measure in MEASURES:
        values = [value for row in table.values() if (value := row[measure]) is not None]
        mean[measure] = sum(values) / len(values) if values else None
    table["mean"] = mean
    return table
