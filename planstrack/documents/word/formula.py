"""A formula as one would type it in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.documents.word.xml import child, name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEP = 40
_BETWEEN = {"m:f": ("m:num", "/", "m:den"), "m:sSup": ("m:e", "^", "m:sup"), "m:sSub": ("m:e", "_", "m:sub")}


def formula(element: Element, depth: int = 0) -> str:
    """Return a formula's signs in a line: fractions with a stroke, raised and lowered ones with ^ and _."""
    kind = name(element)
    if kind == "m:t":
        return element.text or ""
    if depth > _DEEP or kind in ("del", "moveFrom"):
        return ""
    if kind in _BETWEEN:
        first, between, second = _BETWEEN[kind]
        parts = [child(element, wanted) for wanted in (first, second)]
        return between.join(formula(part, depth + 1) for part in parts if part is not None)
    return "".join(formula(inner, depth + 1) for inner in element)
