"""Which passages of archived texts report something on this plan, and the claims they could become.

names      what the plan calls things: versions, issues, parties, speakers, quantities, numbers of points, days
passages   sentences of the texts, found by SQLite's full-text search and ranked by what they name
claims     passages to proposed claims: the fragment to quote, what it seems to say, about what, by whom
drafts     proposed claims into the files of their articles

Everything comes from the plan's own data and from general words of negotiation; nothing is learnt or downloaded, and
nothing leaves the machine.
"""

from planstrack.suggest.claims import Suggested, Suggestion, suggestions
from planstrack.suggest.drafts import Written, written
from planstrack.suggest.names import Hit, Names
from planstrack.suggest.passages import THRESHOLD, Passage, scored

__all__ = [
    "THRESHOLD",
    "Hit",
    "Names",
    "Passage",
    "Suggested",
    "Suggestion",
    "Written",
    "scored",
    "suggestions",
    "written",
]
