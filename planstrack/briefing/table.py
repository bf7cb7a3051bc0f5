"""The page of a table: one row for each matter, one column for each version, holes named.

A row gathers the points that belong together: by the analyst's ids, and by the comparison of each column with the one
before it (of a column with earlier ones where the version between lacks the matter). Where points were joined or split,
their row holds all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planstrack.briefing import wording
from planstrack.briefing.parts import Head, Source, Sources, head, issue_title, link
from planstrack.claims.references import Spot
from planstrack.compare.answers import answers_of, clear
from planstrack.compare.records import weakest
from planstrack.compare.sums import totals
from planstrack.compare.words import amount_words

if TYPE_CHECKING:
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Basis, Change, Comparison, Side, Verdict
    from planstrack.model import Point, Version

Kind = Literal["points", "absent", "hole"]
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPoint:
    """One point in a cell; `wording` says whose words its text is, `held` is false where only reports speak of it."""

    number: str | None
    title: str
    text: str
    held: bool
    wording: str
    status: str | None
    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A matter in one version: its points; or `absent` (not in it, on `basis`); or a hole (not known).

    `verdict`, `basis` and `change` (its id) say what became of it since the last column that has it, None in the first
    one. `since` is the id of that column's version where it is not the one before, `since_title` what it is called.
    `how` tells joins and splits by their numbers, `link` how the points were matched where nobody declared it, `reason`
    why something is not known, `moved` where it is reported to have gone; `words` says all of it for a reader.
    """

    kind: Kind
    points: tuple[CellPoint, ...]
    verdict: Verdict | None
    basis: Basis | None
    disputed: bool
    change: str | None
    since: str | None
    since_title: str | None
    how: str
    link: str
    reason: str
    moved: str | None
    words: str

    @property
    def brief(self) -> str:
        """The cell on one line, for tables that cannot show texts: numbers, amounts, status, what became of the matter."""
        points = []
        for point in self.points:
            status = point.status if point.status not in (None, "proposed") else ""
            facts = ", ".join(word for word in (*point.quantities, status, point.wording) if word)
            name = point.number or ("" if len(self.points) == 1 else point.title)
            points.append(": ".join(word for word in (name, facts) if word))
        return "; ".join(word for word in (" / ".join(point for point in points if point), self.words) if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One matter: `key` names it on the page (unique), `cells` follow the columns."""

    key: str
    title: str
    issues: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """Versions side by side."""

    title: str
    as_of: str | None
    left_out: str | None
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]


class _Groups:
    """Places (column, point) that belong together: a forest in which every tree is one matter."""

    def __init__(self) -> None:
        self._above: dict[_Place, _Place] = {}

    def root(self, place: _Place) -> _Place:
        path = []
        while (above := self._above.setdefault(place, place)) != place:
            path.append(place)
            place = above
        for step in path:
            self._above[step] = place
        return place

    def join(self, places: Iterable[_Place]) -> None:
        roots = sorted({self.root(place) for place in places})
        for other in roots[1:]:
            self._above[other] = roots[0]


def table_page(
    names: Sequence[str], facts: Facts, compare: Callable[[str, str], Comparison], *, issue: str | None = None
) -> TablePage:
    """Return the table of the versions with these ids, in this order.

    Args:
        names: Ids of versions of the plan; a name twice gives two columns.
        facts: What is on file.
        compare: Gives the comparison of two of its versions.
        issue: Only the matters that carry this issue in some column.
    """
    versions = [facts.plan.versions[name] for name in names]
    made_before: dict[tuple[int, int], Comparison] = {}

    def compared(old: int, new: int) -> Comparison:
        if (old, new) not in made_before:
            made_before[old, new] = compare(names[old], names[new])
        return made_before[old, new]

    rows = _rows(versions, compared)
    sources = Sources(facts.plan)
    made: list[Row] = []
    for number, places in enumerate(rows):
        if issue is None or any(issue in versions[c].points[p].all_issues for c, p in places):
            made.append(_row(number, places, versions, compared, facts))
    return TablePage(
        title=wording.listed(version.title or version.name for version in versions),
        as_of=facts.cut.day.isoformat() if facts.cut else None,
        left_out=wording.left_out(facts.cut.left_out) if facts.cut else None,
        columns=tuple(head(version, sources, totals(facts, version.name)) for version in versions),
        rows=tuple(made),
        sources=sources.all(),
    )


# ---------------------------------------------------------------------------------------------------- rows


def _rows(versions: Sequence[Version], compared: Callable[[int, int], Comparison]) -> list[list[_Place]]:
    """Return the places of each row: rows in the order of the first column that has the matter, then of the next."""
    groups = _Groups()
    by_id: dict[str, _Place] = {}
    for column, version in enumerate(versions):
        for index, point in enumerate(version.points):
            groups.root((column, index))
            if point.id:
                groups.join([(column, index), by_id.setdefault(point.id, (column, index))])
    for column in range(1, len(versions)):
        _link(groups, compared(column - 1, column), column - 1, column)
    for column in range(2, len(versions)):
        for earlier in range(column - 2, -1, -1):
            if any(groups.root((column, index))[0] == column for index in range(len(versions[column].points))):
                _link(groups, compared(earlier, column), earlier, column, fresh=True)
    rows: dict[_Place, list[_Place]] = {}
    for column, version in enumerate(versions):
        for index in range(len(version.points)):
            rows.setdefault(groups.root((column, index)), []).append((column, index))
    return _woven(list(rows.values()))


def _link(groups: _Groups, comparison: Comparison, old: int, new: int, *, fresh: bool = False) -> None:
    """Join what a comparison matched; with `fresh` only points that no earlier column has yet."""
    for change in comparison.changes:
        if not change.old or not change.new:
            continue
        news = [(new, side.index) for side in change.new]
        if fresh and any(groups.root(place)[0] < new for place in news):
            continue
        groups.join([*((old, side.index) for side in change.old), *news])


def _woven(rows: list[list[_Place]]) -> list[list[_Place]]:
    """Return rows in reading order: a matter that begins in a later column stands after what precedes it there."""
    owners: dict[_Place, int] = {}
    after: dict[int, list[int]] = {-1: []}
    ordered = sorted(rows, key=lambda row: row[0])
    for number, row in enumerate(ordered):
        column, index = row[0]
        previous = number - 1 if column == 0 else -1
        if column:
            previous = next((owners[column, i] for i in range(index - 1, -1, -1) if (column, i) in owners), -1)
        after.setdefault(previous, []).append(number)
        owners.update((place, number) for place in row)
    order: list[list[_Place]] = []
    waiting = list(after[-1])
    while waiting:
        number = waiting.pop()
        order.append(ordered[number])
        # What came in with a later column stands directly behind its neighbour there.
        waiting += after.get(number, [])
    return order


def _row(
    number: int,
    places: Sequence[_Place],
    versions: Sequence[Version],
    compared: Callable[[int, int], Comparison],
    facts: Facts,
) -> Row:
    points = [versions[column].points[index] for column, index in places]
    matters = tuple(dict.fromkeys(facts.matters.of(Spot(versions[c].name, (index,))) for c, index in places))
    title = next((point.title for point in reversed(points) if point.title), None)
    name = next((point.id for point in points if point.id), None)
    label = next((point.number for point in points if point.number), None)
    cells = []
    for column, version in enumerate(versions):
        mine = [index for c, index in places if c == column]
        # Compared with the last column that has the matter: a hole in between says nothing of it.
        since = max((c for c, _ in places if c < column), default=column - 1)
        last = [index for c, index in places if c == since]
        comparison = compared(since, column) if column else None
        change = _change(comparison, last, mine) if comparison else None
        cells.append(
            _Filling(
                facts=facts,
                version=version,
                comparison=comparison if change else None,
                change=change,
                since=versions[since] if change and since < column - 1 else None,
            ).cell(mine, matters)
        )
    return Row(
        key=f"{number + 1}",
        title=title or wording.heading(None, name) if title or name else f"Point {label}" if label else _begins(points),
        issues=tuple(dict.fromkeys(issue_title(facts.plan, item) for point in points for item in point.all_issues)),
        cells=tuple(cells),
    )


def _begins(points: Sequence[Point]) -> str:
    """Return how the text of a matter without title, id and number begins."""
    return next((wording.beginning(point.full_text) for point in points if point.full_text), "untitled")


# ---------------------------------------------------------------------------------------------------- cells


def _change(comparison: Comparison, old: Sequence[int], new: Sequence[int]) -> Change | None:
    """Return the change that a cell stands for: the one with its points, else the one with those of the cell before."""
    for indexes, side in ((new, "new"), (old, "old")):
        for change in comparison.changes:
            if indexes and any(point.index in indexes for point in getattr(change, side)):
                return change
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    """What a cell is filled from: its version, what became of the matter since `since`, and in which comparison."""

    facts: Facts
    version: Version
    comparison: Comparison | None
    change: Change | None
    since: Version | None

    def cell(self, indexes: Sequence[int], matters: Sequence[str]) -> Cell:
        """Return the cell of some matters; `indexes` are the positions of their points in the version."""
        change = self.change
        points = tuple(self._point(index) for index in indexes)
        lacking = None if points else self._lacking(matters)
        kind: Kind = "points" if points else "hole" if lacking is None else "absent"
        basis = change.basis if change else lacking
        return Cell(
            kind=kind,
            points=points,
            verdict=change.verdict if change else None,
            basis=basis,
            disputed=bool(change and change.disputed),
            change=change.id if change else None,
            since=self.since.name if self.since else None,
            since_title=(self.since.title or self.since.name) if self.since else None,
            how=_how(change) if change else "",
            link=link(change, self.comparison) if change and self.comparison else "",
            reason=change.reason if change and change.verdict == "unknown" else "",
            moved=change.moved_to if change else None,
            words=self._words(kind, lacking),
        )

    def _lacking(self, matters: Sequence[str]) -> Basis | None:
        """Return on which basis the version is known to lack the matters; None where that is not known."""
        if self.version.name in self.facts.not_yet:
            return None
        answers = [answers_of(self.facts.presence(matter, self.version.name)) for matter in matters]
        if any(clear(known) is not False for known in answers):
            return None
        return weakest(known[False].basis for known in answers)

    def _words(self, kind: Kind, lacking: Basis | None) -> str:
        change = self.change
        if self.version.name in self.facts.not_yet:
            return "not yet known by then"
        if change is None:
            return f"not in it, {wording.BASES[lacking]}" if lacking else "" if kind == "points" else "not known"
        if change.verdict == "unmatched":
            told = "only here: no counterpart found" if kind == "points" else "no counterpart found here"
        elif change.verdict == "unknown":
            told = f"not known: {change.reason}" if change.reason else "not known"
        else:
            told = wording.headline(change.verdict, change.basis, disputed=change.disputed)
            if change.moved_to:
                told = f"reported moved to {change.moved_to}"
        if kind == "absent" and lacking and change.verdict not in ("removed", "disputed"):
            told = f"not in it, {wording.BASES[lacking]}; {told}"
        since = f"since “{self.since.title or self.since.name}”: " if self.since else ""
        near = link(change, self.comparison) if self.comparison else ""
        return "; ".join(part for part in (since + told, _how(change), near) if part)

    def _point(self, index: int) -> CellPoint:
        facts, point = self.facts, self.version.points[index]
        spot = Spot(self.version.name, (index,))
        lines = []
        for name, amount in point.all_quantities.items():
            tracked = facts.plan.quantities.get(name)
            title = (tracked.title if tracked else None) or wording.heading(None, name)
            lines.append(f"{title}: {amount_words(amount, facts.plan, name)}")
        return CellPoint(
            number=point.number,
            title=point.title or wording.heading(None, point.id),
            text=point.full_text,
            held=facts.held(spot),
            wording=wording.whose(facts.wording(spot), away=facts.is_away(spot)),
            status=wording.STATUSES[point.status] if point.status else None,
            quantities=tuple(lines),
        )


def _how(change: Change) -> str:
    """Return a join or a split in words, empty for any other change."""
    olds = wording.listed(_name(side) for side in change.old)
    news = wording.listed(_name(side) for side in change.new)
    if change.shape == "joined":
        return f"joined from {olds}"
    if change.shape == "split":
        return f"{olds} split into {news}"
    return f"{olds} regrouped as {news}" if change.shape == "regrouped" else ""


def _name(side: Side) -> str:
    return side.number or f"“{side.title or wording.beginning(side.text) or wording.heading(None, side.id)}”"
