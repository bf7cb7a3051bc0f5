"""The properties of a paragraph and of a cell, as far as they say what is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.documents.word.styles import indent, stands_in_a_box
from planstrack.documents.word.xml import child, number_in, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What the properties of a paragraph (w:pPr) say, on the side of the changes that is read."""

    style: str | None = None
    number: int | None = None
    level: int | None = None
    outline: int | None = None
    indent: int | None = None
    boxed: bool | None = None


def said(written: Element) -> Properties:
    """Return what a w:pPr says itself."""
    style, numbering = child(written, "pStyle"), child(written, "numPr")
    return Properties(
        style=value(style) if style is not None else None,
        number=number_in(child(numbering, "numId")),
        level=number_in(child(numbering, "ilvl")),
        outline=number_in(child(written, "outlineLvl")),
        indent=indent(written),
        boxed=stands_in_a_box(written),
    )


def continues_a_cell(properties: Element | None) -> bool:
    """Return whether a cell is the rest of a merged one, whose words stand in its first cell."""
    for merge in ("vMerge", "hMerge"):
        element = child(properties, merge)
        if element is not None and (value(element) or "continue") != "restart":
            return True
    return False


def is_large_letter(written: Element | None) -> bool:
    """Return whether a paragraph is only the large first letter of the next one (a drop cap)."""
    frame = child(written, "framePr")
    return frame is not None and value(frame, "dropCap") in ("drop", "margin")
