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
from planstrack.briefing.parts import Head, Source, Sources, head, issue_title

if TYPE_CHECKING:
    from datetime import date

    from planstrack.compare.values import Change, Comparison
    from planstrack.model import Plan, Point, Version

Kind = Literal["points", "absent", "hole"]
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPoint:
    """One point in a cell; `held` is false where only reports speak of it."""

    number: str | None
    title: str
    text: str
    held: bool
    status: str | None
    quantities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A matter in one version: its points; or `absent` (the text is held whole and lacks it); or a hole (not known).

    `verdict`, `basis` and `change` (its id) say what became of it since the last column that has it, None in the first
    one. `since` is the id of that column's version where it is not the one before, `how` tells joins and
    splits by their numbers, `words` says all of it for a reader.
    """

    kind: Kind
    points: tuple[CellPoint, ...]
    verdict: str | None
    basis: str | None
    disputed: bool
    change: str | None
    since: str | None
    how: str
    words: str

    @property
    def brief(self) -> str:
        """The cell on one line, for tables that cannot show texts: numbers, amounts, status, what became of the matter."""
        points = []
        for point in self.points:
            status = point.status if point.status not in (None, "proposed") else ""
            facts = ", ".join(
                word for word in (*point.quantities, status, "" if point.held else "wording not held") if word
            )
            name = point.number or ("" if len(self.points) == 1 else point.title)
            points.append(": ".join(word for word in (name, facts) if word))
        told = "not known" if self.kind == "hole" and self.verdict in (None, "unknown") else self.words
        return "; ".join(word for word in (" / ".join(point for point in points if point), told) if word)


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
    names: Sequence[str],
    plan: Plan,
    compare: Callable[[str, str], Comparison],
    *,
    issue: str | None = None,
    as_of: date | None = None,
) -> TablePage:
    """Return the table of the versions with these ids, in this order.

    Args:
        names: Ids of versions of the plan; a name twice gives two columns.
        plan: The plan (already cut to `as_of`, where a day is given).
        compare: Gives the comparison of two of its versions.
        issue: Only the matters that carry this issue in some column.
        as_of: The day the table speaks of.
    """
    versions = [plan.versions[name] for name in names]
    made_before: dict[tuple[int, int], Comparison] = {}

    def compared(old: int, new: int) -> Comparison:
        if (old, new) not in made_before:
            made_before[old, new] = compare(names[old], names[new])
        return made_before[old, new]

    rows = _rows(versions, compared)
    sources = Sources()
    made: list[Row] = []
    for number, places in enumerate(rows):
        row = _row(number, places, versions, compared, plan)
        if issue is None or any(issue in versions[c].points[p].all_issues for c, p in places):
            made.append(row)
    titles = [version.title or version.name for version in versions]
    return TablePage(
        title=wording.listed(titles),
        as_of=as_of.isoformat() if as_of else None,
        columns=tuple(head(version, sources, plan) for version in versions),
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
    plan: Plan | None,
) -> Row:
    points = [versions[column].points[index] for column, index in places]
    title = next((point.title for point in reversed(points) if point.title), None)
    name = next((point.id for point in points if point.id), None)
    label = next((point.number for point in points if point.number), None)
    cells = []
    for column, version in enumerate(versions):
        mine = [index for c, index in places if c == column]
        # Compared with the last column that has the matter: a hole in between says nothing of it.
        since = max((c for c, _ in places if c < column), default=column - 1)
        last = [index for c, index in places if c == since]
        change = _change(compared(since, column), last, mine) if column else None
        cells.append(_cell(version, mine, change, versions[since].name if since < column - 1 else None, plan))
    return Row(
        key=f"{number + 1}",
        title=title or wording.heading(None, name) if title or name else f"Point {label or number + 1}",
        issues=tuple(dict.fromkeys(issue_title(plan, item) for point in points for item in point.all_issues)),
        cells=tuple(cells),
    )


# ---------------------------------------------------------------------------------------------------- cells


def _change(comparison: Comparison, old: Sequence[int], new: Sequence[int]) -> Change | None:
    """Return the change that a cell stands for: the one with its points, else the one with those of the cell before."""
    for indexes, side in ((new, "new"), (old, "old")):
        for change in comparison.changes:
            if indexes and any(point.index in indexes for point in getattr(change, side)):
                return change
    return None


def _cell(
    version: Version, indexes: Sequence[int], change: Change | None, since: str | None, plan: Plan | None
) -> Cell:
    points = tuple(_point(version.points[index], plan) for index in indexes)
    kind: Kind = "points" if points else "absent" if version.points_held == "all" else "hole"
    return Cell(
        kind=kind,
        points=points,
        verdict=change.verdict if change else None,
        basis=change.basis if change else None,
        disputed=bool(change and change.disputed),
        change=change.id if change else None,
        since=since if change else None,
        how=_how(change) if change else "",
        words=_words(kind, version, change, since),
    )


def _words(kind: Kind, version: Version, change: Change | None, since: str | None) -> str:
    if kind == "hole" and (change is None or change.verdict == "unknown"):
        return f"not known: {wording.held(version)}"
    if change is None:
        return "not in this text" if kind == "absent" else ""
    told = (f"since {since}: " if since else "") + wording.headline(
        change.verdict, change.basis, disputed=change.disputed
    )
    return ": ".join(part for part in (told, _how(change)) if part)


def _how(change: Change) -> str:
    """Return a join or a split in words, empty for any other change."""
    olds = wording.listed(side.number or side.title or f"no. {side.index + 1}" for side in change.old)
    news = wording.listed(side.number or side.title or f"no. {side.index + 1}" for side in change.new)
    if change.shape == "joined":
        return f"joined from {olds}"
    if change.shape == "split":
        return f"{olds} split into {news}"
    return f"{olds} regrouped as {news}" if change.shape == "regrouped" else ""


def _point(point: Point, plan: Plan | None) -> CellPoint:
    lines = []
    for name, amount in point.all_quantities.items():
        tracked = plan.quantities.get(name) if plan else None
        title = (tracked.title if tracked else None) or wording.heading(None, name)
        unit = f" {tracked.unit}" if tracked and tracked.unit else ""
        lines.append(f"{title}: {wording.amount(amount)}{unit}")
    return CellPoint(
        number=point.number,
        title=point.title or wording.heading(None, point.id),
        text=point.full_text,
        held=point.held,
        status=point.status,
        quantities=tuple(lines),
    )
