"""Pages for a terminal or a pipe, in the same words with and without colour, which only underlines signs and words.

    paper        lines, widths, wrapping, colours
    sheet        what pages are made of
    comparing    diff, evidence, why, brief
    following    log, knowledge, version, issue, issues, table
    desk         imported, intake, archive, suggestions
    concordance  which point became which
    hindsight    what two days knew
    foot         from what a page was made

Each page function takes the page, the width in columns and whether to colour, and gives lines ended by line feeds.
"""

from __future__ import annotations

from planstrack.render.terminal.comparing import brief, diff, evidence, variants, why
from planstrack.render.terminal.concordance import concordance
from planstrack.render.terminal.desk import archive, imported, intake, suggestions
from planstrack.render.terminal.following import issue, issues, knowledge, log, table, version
from planstrack.render.terminal.foot import foot
from planstrack.render.terminal.hindsight import hindsight

__all__ = [
    "archive",
    "brief",
    "concordance",
    "diff",
    "evidence",
    "foot",
    "hindsight",
    "imported",
    "intake",
    "issue",
    "issues",
    "knowledge",
    "log",
    "suggestions",
    "table",
    "variants",
    "version",
    "why",
]
