"""Two texts -> edits, word by word, as an editor would mark them; the only room that knows diff-match-patch.

tokens    a text as pieces that are never cut: words, numbers with their units, dates, flags
pairing   two sequences -> the runs they share, as long as can be
moves     sentences that stand in another place
blocks    what is left over -> phrases rather than confetti
kinds     what sort of change it is: number, date, negation, modal, party...
words     the closed lists behind kinds
"""

from __future__ import annotations

from planstrack.compare.redline.edit import Edit, Kind
from planstrack.compare.redline.edits import aspects, is_changed, redline

__all__ = ["Edit", "Kind", "aspects", "is_changed", "redline"]
