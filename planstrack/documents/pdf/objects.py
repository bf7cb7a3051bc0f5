"""Objects of a PDF as pypdf gives them: resources, layers, references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject


def inside(resources: DictionaryObject, name: str) -> Any:
    """Return the resources of one kind."""
    found = resources.get(name)
    return found.get_object() if found is not None else {}


def is_off(drawn: Any, off: frozenset[int]) -> bool:
    """Return whether an object stands on a layer that is switched off."""
    return bool(off) and "/OC" in drawn and number_of(drawn.raw_get("/OC")) in off


def number_of(reference: Any) -> int:
    """Return the number of an object that is referred to; -1 for what is not a reference."""
    number = getattr(reference, "idnum", None)
    return number if isinstance(number, int) else -1
