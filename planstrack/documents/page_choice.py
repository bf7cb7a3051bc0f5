"""Which passages of a page a document takes: all of the block that holds its main text, without what is beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planstrack.documents.page import chosen_passages

if TYPE_CHECKING:
    from planstrack.documents.passages import Passage, Shown

_OUTSIDE = frozenset(("aside", "dialog", "footer", "form", "menu", "nav"))
_HOLDING = frozenset(("article", "body", "center", "div", "main", "section"))
_NEARLY_ALL = 0.9  # Of the main text: the innermost block with so much of it is the one.


def taken_passages(seen: Shown) -> tuple[list[bool], bool]:
    """Return for each passage whether it is taken, and whether that is the main text and not all of the page.

    A library names the main text, but leaves out short lists and headings: all that stands in the innermost block around
    nearly all that it names is taken, and the lists and tables of what it names elsewhere. Passages that are links for the
    most part, captions, menus and what stands at the foot are not, unless it names them.
    """
    chosen = chosen_passages(seen)
    outside = in_any(seen, _OUTSIDE)
    if not any(chosen):
        return [not outside[passage.block] for passage in seen.passages], False
    first = _around(seen, chosen)
    whole = {_list_around(seen, passage) for passage, is_chosen in zip(seen.passages, chosen, strict=True) if is_chosen}
    whole.discard(None)
    return [
        is_chosen
        or _list_around(seen, passage) in whole
        or (first <= passage.block < seen.ends[first] and not outside[passage.block] and _is_text(passage))
        for passage, is_chosen in zip(seen.passages, chosen, strict=True)
    ], True


def _is_text(passage: Passage) -> bool:
    return not passage.is_caption and 2 * passage.of_links < len(passage.text)


def _around(seen: Shown, chosen: Sequence[bool]) -> int:
    """Return the innermost block that may hold paragraphs and holds nearly all that was chosen."""
    weights = [0] * len(seen.tags)
    for passage, is_chosen in zip(seen.passages, chosen, strict=True):
        weights[passage.block] += len(passage.text) * is_chosen
    for block in range(len(weights) - 1, 0, -1):  # A block stands after the one around it.
        weights[seen.parents[block]] += weights[block]
    most = _NEARLY_ALL * weights[0]
    return max(block for block, weight in enumerate(weights) if weight >= most and seen.tags[block] in _HOLDING)


def _list_around(seen: Shown, passage: Passage) -> int | None:
    """Return the outermost list or table around a passage, as its block; None for a passage in none."""
    found = None
    block = passage.block
    while block > 0:
        if seen.tags[block] in ("ol", "ul", "table"):
            found = block
        block = seen.parents[block]
    return found


def in_any(seen: Shown, tags: frozenset[str]) -> list[bool]:
    """Return for each block whether it is, or stands in, one with such a tag."""
    found: list[bool] = []
    for tag, parent in zip(seen.tags, seen.parents, strict=True):  # A block stands after the one around it.
        found.append(tag in tags or (parent >= 0 and found[parent]))
    return found
