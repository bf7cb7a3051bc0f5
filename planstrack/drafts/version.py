"""A list of points as a version: with its words, to be compared at once, and with what is known of each point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planstrack.claims.references import Path
from planstrack.documents.lines import Document
from planstrack.documents.pieces import Piece, PointList
from planstrack.drafts.amounts import FoundAmount, amounts_in
from planstrack.loading.scalars import one_line
from planstrack.model import Plan, Point, Version
from planstrack.suggest.names import Names
from planstrack.text.folding import folded

"""Where a point or part stands: its place among the points, then among the parts of the one around it, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A version made of a list of points. `spans` are code points of the document's text, end excluded, by path."""

    version: Version
    spans: Mapping[Path, tuple[int, ...]]
    amounts: Mapping[Path, tuple[FoundAmount, ...]] = field(default_factory=dict)


def drafted(
    chosen: PointList, document: Document, *, id: str, plan: Plan | None = None, title: str | None = None
) -> Draft:
    """Return the version that a list of points is, its words the document's own.

    With a plan, points are tagged with the issues that they name, and amounts are read in the plan's quantities.
    """
    making = _Making(plan)
    points = tuple(making.point(piece, (at,)) for at, piece in enumerate(chosen.points))
    version = Version(
        id=id,
        title=title or (one_line(document.title) if document.title else None),
        language=document.language,
        labels="printed",
        points_held="all" if all(map(_has_words, points)) else "some",
        points_total=len(points),
        points=points,
    )
    return Draft(version=version, spans=making.spans, amounts=making.amounts)


def _has_words(point: Point) -> bool:
    return bool(point.full_text)


def pieces_with_paths(pieces: Sequence[Piece], above: Path = ()) -> Iterator[tuple[Path, Piece]]:
    """Yield each point and part with its path, a part behind the one around it."""
    for at, piece in enumerate(pieces):
        yield (*above, at), piece
        yield from pieces_with_paths(piece.parts, (*above, at))


class _Making:
    """One version while it is made."""

    def __init__(self, plan: Plan | None) -> None:
        self.plan = plan
        self.names = Names.of(plan) if plan and plan.issues else None
        self.spans: dict[Path, tuple[int, ...]] = {}
        self.amounts: dict[Path, tuple[FoundAmount, ...]] = {}

    def point(self, piece: Piece, path: Path, issues: tuple[str, ...] = ()) -> Point:
        self.spans[path] = tuple(edge for span in piece.spans for edge in span)
        if len(path) == 1:
            issues = self._issues(piece)
        found = amounts_in(piece.text, self.plan, issues) if self.plan and self.plan.quantities else ()
        if found:
            self.amounts[path] = found
        return Point(
            number=piece.number if len(path) == 1 else None,
            label=label_of(piece) if len(path) > 1 else None,
            title=(one_line(piece.title) or None) if piece.title else None,
            text=piece.text or None,
            wording="verbatim" if len(path) == 1 else None,
            issues=issues if len(path) == 1 else (),
            quantities={item.quantity: item.amount for item in found if item.doubt is None},
            parts=tuple(self.point(part, (*path, at), issues) for at, part in enumerate(piece.parts)),
        )

    def _issues(self, piece: Piece) -> tuple[str, ...]:
        """Return the issues that a point or its parts name, those named most often first."""
        if self.names is None:
            return ()
        words = " ".join(" ".join(filter(None, (inner.title, inner.text))) for _, inner in pieces_with_paths((piece,)))
        counted: dict[str, int] = {}
        for hit in self.names.hits(folded(words).text):
            if hit.kind == "issue":
                counted[hit.name] = counted.get(hit.name, 0) + 1
        return tuple(sorted(counted, key=lambda name: (-counted[name], name)))


def label_of(piece: Piece) -> str | None:
    """Return what a part is called; a bullet calls it nothing."""
    name = piece.label or piece.number
    return one_line(name) if name and re.search(r"\w", name) else None
