"""What two days knew of one comparison, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.render.terminal.sheet import Sheet

if TYPE_CHECKING:
    from planstrack.briefing.hindsight_page import HindsightPage


def hindsight(page: HindsightPage, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of two days as lines."""
    sheet = Sheet(width)
    sheet.title(page.title)
    sheet.write(f"what was known on {page.earlier}, and what on {page.later}")
    if page.left_out:
        sheet.write((page.left_out, "dim"))
    sheet.blank()
    sheet.write(f"{page.earlier}  {page.sum_before}", hang=12)
    sheet.write(f"{page.later}  {page.sum_after}", hang=12)
    sheet.section("What is known otherwise", len(page.turns))
    for turn in page.turns:
        sheet.write((turn.title, "strong"), hang=2)
        sheet.write((turn.id, "dim"), indent=2, hang=2)
        sheet.write(f"{page.earlier}  {turn.before}", indent=2, hang=12)
        sheet.write(f"{page.later}  {turn.after}", indent=2, hang=12)
        for item in turn.learned:
            sheet.statement(item, 4)
        sheet.blank()
    sheet.write(page.rest)
    sheet.sources(page.sources)
    return sheet.text(colour)
