"""What came of importing a text: which points, where they come from, and what is not certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.compare.words import with_unit

if TYPE_CHECKING:
    from planstrack.drafts import Imported
    from planstrack.model import Plan, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPoint:
    """One point as it was read: its number, how it begins, its parts, amounts, and where it seems to come from."""

    number: str
    title: str
    parts: int
    amounts: tuple[str, ...]
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line of the document, or what is not certain about it, with its place."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedText:
    """One text that came in."""

    version: str
    outcome: str
    summary: str
    path: str | None
    sha256: str
    lists: tuple[str, ...]
    chosen: int
    points: tuple[ImportedPoint, ...]
    base: str | None
    left: tuple[str, ...]
    leftovers: tuple[Placed, ...]
    doubts: tuple[Placed, ...]
    notes: tuple[str, ...]
    following: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """What came of `import`."""

    texts: tuple[ImportedText, ...]


def import_page(imported: Iterable[Imported], plan: Plan) -> ImportPage:
    """Return the page of the texts that came in."""
    return ImportPage(texts=tuple(_text(item, plan) for item in imported))


def _text(item: Imported, plan: Plan) -> ImportedText:
    points = item.draft.version.points
    how = {
        "version": "a new version",
        "witness": "a witness of the version that was there",
        "proposed": "read only: nothing was written",
    }[item.outcome]
    form = f", numbered as “{item.points.form}”" if item.points.form else ""
    notes = list(item.notes)
    if item.unplaced:
        notes.append(f"of this text, the version has no {wording.listed(item.unplaced)}: these words are in no span")
    return ImportedText(
        version=item.version,
        outcome=item.outcome,
        summary=f"{how}; {wording.counted(len(points), 'point', 'points')}{form}",
        path=str(item.path) if item.path else None,
        sha256=item.sha256,
        lists=item.lists,
        chosen=item.chosen,
        points=tuple(_point(at, point, item, plan) for at, point in enumerate(points)),
        base=item.base,
        left=item.lineage.left,
        leftovers=tuple(Placed(place=left.place, text=left.text) for left in item.leftovers),
        doubts=tuple(Placed(place=doubt.place, text=doubt.why) for doubt in item.points.doubts),
        notes=tuple(notes),
        following=tuple(_following(item)),
        content=item.content,
    )


def _point(at: int, point: Point, item: Imported, plan: Plan) -> ImportedPoint:
    origin = item.lineage.origins.get(at)
    alone = item.lineage.alone.get(at)
    where = None
    if origin is not None:
        where = f"from {', '.join(origin.points)} ({origin.score:.2f}: {origin.why})"
    elif alone is not None:
        where = f"no counterpart found in {item.base}"
    amounts = tuple(
        f"{plan.quantities[name].title or name}: {with_unit(amount, plan.quantities[name].unit)}"
        for name, amount in point.all_quantities.items()
    )
    return ImportedPoint(
        number=point.number or f"({at + 1})",
        title=point.title or wording.beginning(point.full_text),
        parts=len(point.parts),
        amounts=amounts,
        origin=where,
    )


def _following(item: Imported) -> Iterator[str]:
    """Yield what to do next."""
    if item.outcome == "proposed":
        return
    if item.outcome == "version":
        yield f"look at what says “confirm” in {item.path.name if item.path else item.version}"
    if item.base:
        yield f"planstrack diff {item.base} {item.version}"
    yield "planstrack check"
