"""The foot of a page: from which plan it was made, as of which day, with which texts at hand, and whether it may be passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planstrack.briefing import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What colleagues' pages may differ by.

    `commit` is the git commit of the plan's files (None where they are in no repository), `edited` whether they were edited
    since. Of `texts` that the plan names, `here` are at hand. `holds` says that the page has words that may not leave
    the desk, `hidden` that it rests on words which it does not show.
    """

    commit: str | None
    edited: bool
    as_of: date | None
    here: int
    texts: int
    holds: bool = False
    hidden: bool = False


def foot_line(foot: Foot) -> str:
    """Return the foot in a line: `From the plan at a2b9274c01; 5 of 5 texts at hand.`

    >>> foot_line(Foot(commit="a2b9274c01", edited=True, as_of=None, here=0, texts=5))
    'From the plan at a2b9274c01 with uncommitted edits; none of 5 texts at hand.'
    """
    plan = f"From the plan at {foot.commit}" if foot.commit else "From the plan’s files"
    edited = " with uncommitted edits" if foot.commit and foot.edited else ""
    as_of = f", as of {wording.day(foot.as_of)}" if foot.as_of else ""
    texts = f"; {foot.here or 'none'} of {wording.counted(foot.texts, 'text')} at hand" if foot.texts else ""
    told = [f"{plan}{edited}{as_of}{texts}."]
    if foot.holds:
        told.append("Holds words of texts that may not leave this desk; --public leaves them out.")
    if foot.hidden:
        told.append("Compared with texts that are not shown here.")
    return " ".join(told)


__all__ = ["Foot", "foot_line"]
