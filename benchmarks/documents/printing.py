"""A plan as the lines that a typist would type, one after the other, for writers that know no lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.documents.record import Item, Plan

Kind = Literal["heading", "around", "section", "title", "label", "point", "more", "part", "remark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One typed paragraph; `depth` is how far it is set in; `point` the index of the point it belongs to."""

    kind: Kind
    text: str
    depth: int = 0
    point: int | None = None


def typed(plan: Plan) -> Iterator[Typed]:
    """Yield the paragraphs of a plan in order."""
    yield Typed(kind="heading", text=plan.heading)
    for text in plan.lead:
        yield Typed(kind="around", text=text)
    for at, point in enumerate(plan.points):
        if at in plan.sections:
            yield Typed(kind="section", text=plan.sections[at])
        yield from _point(plan, at, point)
        if at in plan.remarks:
            yield Typed(kind="remark", text=plan.remarks[at])
    for text in plan.tail:
        yield Typed(kind="around", text=text)
    if plan.second:
        yield from typed(plan.second)


def _point(plan: Plan, at: int, point: Item) -> Iterator[Typed]:
    text = list(point.text)
    if point.title and plan.beside == "over":
        yield Typed(kind="title", text=point.title, point=at)
    if plan.beside == "beside":
        yield Typed(kind="label", text=f"{point.label}{plan.after}{point.title}", point=at)
    elif plan.beside in ("under", "alone"):
        yield Typed(kind="label", text=point.label, point=at)
        if point.title:
            yield Typed(kind="title", text=point.title, point=at)
    elif not point.label and point.title:
        yield Typed(kind="point", text=text.pop(0), point=at)
    else:
        label = f"{point.label}{plan.after}" if point.label else "• "
        yield Typed(kind="point", text=f"{label}{text.pop(0)}", point=at)
    for more in text:
        yield Typed(kind="more", text=more, point=at)
    yield from _parts(at, point.parts, 1)


def _parts(at: int, parts: tuple[Item, ...], depth: int) -> Iterator[Typed]:
    for part in parts:
        yield Typed(kind="part", text=f"{part.label} {' '.join(part.text)}", depth=depth, point=at)
        yield from _parts(at, part.parts, depth + 1)
