"""Two versions → matches: which point became which, how sure that is, and why.

- `words`: the words of a point, folded by Unicode rules
- `same`: what is certain before anything is weighed: ids, identical text
- `candidates`: which pairs are worth a look (inverted index)
- `evidence`: what speaks for a pair; `order`: what its place says; `weights`: how much each counts
- `assignment`: the pairing with the largest sum
- `matching`: the steps in their order
"""

from planstrack.compare.align.match import Match, Nearest, Rival
from planstrack.compare.align.matching import align, in_reading_order

__all__ = ["Match", "Nearest", "Rival", "align", "in_reading_order"]
