"""Which point became which, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.render.terminal.sheet import Sheet

if TYPE_CHECKING:
    from planstrack.briefing.concordance_page import ConcordancePage

LEGEND = "= same words, ~ kept, > joined, < split, * regrouped, + only in the new, - only in the old"


def concordance(page: ConcordancePage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of a concordance as lines."""
    sheet = Sheet(width)
    sheet.title(page.title)
    sheet.write((page.summary, "strong"))
    sheet.write((LEGEND, "dim"), hang=2)
    for link in page.links:
        sheet.blank()
        sides = [" + ".join(side) for side in (link.old, link.new) if side]
        sheet.write((f"{link.sign} ", "strong"), " → ".join(sides), hang=2)
        sheet.write((link.matched, "dim"), indent=2, hang=2)
        if link.nearest:
            sheet.write(link.nearest, indent=2, hang=2)
        for rival in link.close:
            sheet.write(f"close call: {rival}", indent=2, hang=2)
        for proposed in link.proposed:
            sheet.write((proposed, "added"), indent=2, hang=2)
    return sheet.text(colour)
