"""What may leave the desk of a claim: its quote as a fragment, as everywhere in a plan, however long somebody made it."""

from __future__ import annotations

from dataclasses import replace

from planstrack.claims.evidence import Evidence
from planstrack.text.counting import cut


def in_public(item: Evidence) -> Evidence:
    """Return a claim whose quote, and the translation of it, have twelve words at most; longer ones are cut, with a mark."""
    if item.quote is None:
        return item
    quote, translation = cut(item.quote), cut(item.translation) if item.translation else None
    return (
        item
        if (quote, translation) == (item.quote, item.translation)
        else replace(item, quote=quote, translation=translation)
    )


__all__ = ["in_public"]
