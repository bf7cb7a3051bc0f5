"""The foot of a page, as lines."""

from __future__ import annotations

from planstrack.briefing.foot import Foot, foot_line
from planstrack.render.terminal.sheet import Sheet


def foot(of: Foot, *, width: int = 80, colour: bool = False) -> str:
    """Return the foot of a page, behind an empty line."""
    sheet = Sheet(width)
    sheet.write((foot_line(of), "dim"))
    return "\n" + sheet.text(colour)
