"""How much each kind of evidence counts: three small logistic models, and how sure a match must be.

Fitted by `python -m benchmarks.fit DIR` on pairs of documents with known lineage (NIST controls, laws in three languages,
specifications, rules, paragraphs, lists, and pairs derived from them), each set of documents with the same say, by ridge
regression on the log odds; checked by leaving out one family of documents at a time. A weight multiplies the measure of
the same place in `evidence.WORDING`, `order.PLACE` or `groups.PIECE`; the last one is what a row of zeros gets.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one model each: of wording alone; of wording and place; of a piece in a whole."""

    words: tuple[float, ...]
    place: tuple[float, ...]
    piece: tuple[float, ...]


FITTED = Weights(
    words=(0.16, 2.06, 1.12, 2.66, -0.03, 1.21, 0.58, -0.04, 0.30, 2.04, 1.25, 1.18, -5.25),
    place=(-0.27, 2.05, 1.15, 2.34, -0.18, 1.28, 0.44, -0.19, 0.35, 0.54, 0.92, 1.30, 2.38, 2.25, -3.01, -3.67),
    piece=(0.59, 1.35, 1.49, 1.12, 2.23, 0.38, 1.53, 1.02, -0.46, 1.12, -3.76),
)

LEAST = -1.5
"""Log odds above which points may match, as a pair or as a piece. Below zero, since the assignment leaves each point one
partner and takes the likeliest first, which the models do not know. Tried on families of
documents left out: for pairs alone -0.5 gave an F1 lower by 0.010, -1 by 0.002, and -2 the same but more wrong pairs; for
pieces -0.5, -1 and -2 gave 0.001 to 0.004 less.
"""
