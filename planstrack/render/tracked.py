"""A comparison as paragraphs of tracked changes, and what stands beside them untouched. No markup here.

Where both texts are wholly held, rejecting everything gives the old text and accepting everything the new one. Else only
points that are held as texts on both sides are redlined; summaries are set side by side, and what is not known stands
untouched. The order of both versions is kept: a longest run of changes that stand in the same order on both sides stays
in place, everything else leaves its old place and appears at its new one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from planstrack.text.folding import same_text

if TYPE_CHECKING:
    from planstrack.compare.records import Basis, Change, Comparison
    from planstrack.compare.redline import Edit

Op = Literal["=", "-", "+", "from", "to"]
"""Kept, deleted, inserted; `from` and `to` are text that moved: gone when accepted, gone when rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text with one fate. Runs with the same `move` are the two places of what moved."""

    op: Op
    text: str
    move: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One point's text; `mark` is the fate of the paragraph's end, `change` what a comment beside it speaks of.

    Where a join or a split is shown word by word, the paragraphs between the joined points end in a mark of their own.
    """

    runs: tuple[Run, ...]
    mark: Op
    change: Change
    first: bool = True
    move: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A change whose points stand as they are: summaries and reports of both sides, or one side's text that nobody redlines.

    `known` is false where it is not known what became of it: it is shaded, and a visible line says so.
    """

    change: Change

    @property
    def known(self) -> bool:
        return self.change.verdict not in _UNSETTLED


_UNSETTLED = frozenset(("unknown", "unmatched", "disputed"))
_TEXTS: frozenset[Basis] = frozenset(("text", "translation"))


def as_texts(change: Change) -> bool:
    """Return whether a change's points stand on both sides in words that may be redlined."""
    if not change.old or not change.new:
        return False
    if change.redline:
        return True
    sides = (*change.old, *change.new)
    if len({side.basis for side in sides}) > 1 or sides[0].basis not in _TEXTS:
        return False
    return same_text(*("\n".join(side.text for side in points) for points in (change.old, change.new)))


def is_full(comparison: Comparison) -> bool:
    """Return whether both texts are wholly held, so that their redline is the whole truth about both."""
    if any(version.points_held != "all" for version in (comparison.old, comparison.new)):
        return False
    return all(
        as_texts(change)
        if change.old and change.new
        else all(side.basis in _TEXTS for side in (*change.old, *change.new))
        for change in comparison.changes
    )


def paragraphs(comparison: Comparison) -> tuple[Paragraph | Aside, ...]:
    """Return what a document of both versions holds, in one order that keeps the order of each."""
    changes = [change for change in comparison.changes if change.old or change.new]
    full = is_full(comparison)
    staying = _staying(changes)
    old_blocks = sorted(((side.index, change) for change in changes for side in change.old), key=lambda item: item[0])
    new_blocks = sorted(((side.index, change) for change in changes for side in change.new), key=lambda item: item[0])
    found: list[Paragraph | Aside] = []
    old_at = new_at = 0
    for anchor in [*staying, None]:
        while old_at < len(old_blocks) and old_blocks[old_at][1] is not anchor:
            index, change = old_blocks[old_at]
            if full or as_texts(change):
                found.append(_gone(index, change))
            elif not change.new and index == change.old[0].index:
                found.append(Aside(change=change))
            old_at += 1
        while new_at < len(new_blocks) and new_blocks[new_at][1] is not anchor:
            index, change = new_blocks[new_at]
            if full or as_texts(change):
                found.append(_come(index, change))
            elif index == change.new[0].index:
                found.append(Aside(change=change))
            new_at += 1
        if anchor is not None:
            found += _in_place(anchor) if full or as_texts(anchor) else [Aside(change=anchor)]
            old_at += len(anchor.old)
            new_at += len(anchor.new)
    return tuple(found)


# ---------------------------------------------------------------------------------------------------- order


def _run_of(indexes: Sequence[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(indexes))


def _staying(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that keep their place: a longest chain that rises on both sides, in that order."""
    chains = [
        change
        for change in changes
        if change.old
        and change.new
        and _run_of([side.index for side in change.old])
        and _run_of([side.index for side in change.new])
    ]
    still = sorted(
        (change for change in chains if "moved" not in change.aspect_names), key=lambda item: item.old[0].index
    )
    if all(a.new[0].index < b.new[0].index for a, b in pairwise(still)) and len(still) == sum(
        "moved" not in change.aspect_names for change in changes if change.old and change.new
    ):
        return still
    return _longest_rise(sorted(chains, key=lambda item: item.old[0].index))


def _longest_rise(changes: Sequence[Change]) -> list[Change]:
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, change in enumerate(changes):
        place = bisect_left(tails, change.new[0].index)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(change.new[0].index)
            ends.append(at)
        else:
            tails[place] = change.new[0].index
            ends[place] = at
    found: list[Change] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(changes[at])
        at = before[at]
    return found[::-1]


# ---------------------------------------------------------------------------------------------------- paragraphs


def _pairs_up(change: Change) -> bool:
    return len(change.old) == 1 and len(change.new) == 1


def _gone(index: int, change: Change) -> Paragraph:
    """Return an old point at its old place, which accepting removes."""
    text = next(side.text for side in change.old if side.index == index)
    first = index == change.old[0].index
    if not _pairs_up(change):
        return Paragraph(runs=_runs("-", text), mark="-", change=change, first=first)
    runs = [
        Run(op="from" if edit.op == "=" else "-", text=edit.text, move=change.id if edit.op == "=" else None)
        for edit in _edits(change)
        if edit.op != "+"
    ]
    # LibreOffice loses count of paragraph ends where a moved paragraph was edited too: then its end is simply deleted.
    whole = all(run.op == "from" for run in runs)
    return Paragraph(runs=tuple(runs), mark="from" if whole else "-", change=change, move=change.id)


def _come(index: int, change: Change) -> Paragraph:
    """Return a new point at its new place, which rejecting removes."""
    text = next(side.text for side in change.new if side.index == index)
    first = not change.old and index == change.new[0].index
    if not _pairs_up(change):
        return Paragraph(runs=_runs("+", text), mark="+", change=change, first=first)
    runs = [
        Run(op="to" if edit.op == "=" else "+", text=edit.text, move=change.id if edit.op == "=" else None)
        for edit in _edits(change)
        if edit.op != "-"
    ]
    whole = all(run.op == "to" for run in runs)
    return Paragraph(runs=tuple(runs), mark="to" if whole else "+", change=change, first=False, move=change.id)


def _in_place(change: Change) -> Iterator[Paragraph]:
    """Give the paragraphs of a change that keeps its place, word by word where the redline allows it."""
    if _pairs_up(change):
        runs = tuple(_worded(_edits(change)))
        yield Paragraph(runs=runs, mark="=", change=change)
        return
    joined = _woven(change)
    if joined is not None:
        yield from joined
        return
    for number, side in enumerate(change.old):
        yield Paragraph(runs=_runs("-", side.text), mark="-", change=change, first=number == 0)
    for side in change.new:
        yield Paragraph(runs=_runs("+", side.text), mark="+", change=change, first=False)


def _runs(op: Op, text: str) -> tuple[Run, ...]:
    return (Run(op=op, text=text),) if text else ()


def _edits(change: Change) -> tuple[Edit, ...]:
    """Return edits that give both texts to the letter: the change's own redline where it does, else a finer one."""
    from planstrack.compare.redline import Edit, redline

    old = "\n".join(side.text for side in change.old)
    new = "\n".join(side.text for side in change.new)
    if old == new:
        return (Edit(op="=", text=old),) if old else ()
    for edits in (change.redline, redline(old, new, whitespace=True) if old and new else ()):
        found = tuple(edit for edit in edits if edit.text)
        kept = ("".join(edit.text for edit in found if edit.op != other) for other in "+-")
        if found and tuple(kept) == (old, new):
            return found
    return tuple(edit for edit in (Edit(op="-", text=old), Edit(op="+", text=new)) if edit.text)


def _worded(edits: Iterable[Edit]) -> Iterator[Run]:
    """Give runs for a point that stays; words that moved within it are moves."""
    known = list(edits)
    from_ = {edit.move for edit in known if edit.op == "-" and edit.move is not None}
    moves = {edit.move for edit in known if edit.op == "+" and edit.move is not None} & from_
    for edit in known:
        op: Op = edit.op
        if edit.move in moves:
            op = "from" if edit.op == "-" else "to"
        yield Run(op=op, text=edit.text, move=f"words {edit.move}" if edit.move in moves else None)


def _woven(change: Change) -> list[Paragraph] | None:
    """Return a join or split shown word by word, or None where its redline does not give the points' texts.

    The line ends between the points of a side are ends of paragraphs: deleted where points were joined, inserted where
    one was split.
    """
    edits = _edits(change)
    if len(edits) == 2 and {edit.op for edit in edits} == {"-", "+"}:
        return None
    old_ends = _ends([side.text for side in change.old])
    new_ends = _ends([side.text for side in change.new])
    found: list[Paragraph] = []
    runs: list[Run] = []

    def close(mark: Op) -> None:
        found.append(Paragraph(runs=tuple(runs), mark=mark, change=change, first=not found))
        runs.clear()

    old_at = new_at = 0
    for edit in edits:
        start = 0
        for at, _ in enumerate(edit.text):
            ends_old = edit.op != "+" and old_at + at in old_ends
            ends_new = edit.op != "-" and new_at + at in new_ends
            if not (ends_old or ends_new):
                continue
            runs += _runs(edit.op, edit.text[start:at])
            start = at + 1
            if ends_old and ends_new:
                close("=")
            elif edit.op != "=":
                close(edit.op)
            elif ends_old:  # The old line end closes a point, the new one only a line inside a point.
                runs.append(Run(op="+", text="\n"))
                close("-")
            else:
                runs.append(Run(op="-", text="\n"))
                close("+")
        runs += _runs(edit.op, edit.text[start:])
        old_at += len(edit.text) if edit.op != "+" else 0
        new_at += len(edit.text) if edit.op != "-" else 0
    close("=")
    return found


def _ends(texts: Sequence[str]) -> frozenset[int]:
    """Return where the line ends between texts stand once they are joined by one each."""
    found = []
    at = 0
    for text in texts[:-1]:
        at += len(text)
        found.append(at)
        at += 1
    return frozenset(found)
