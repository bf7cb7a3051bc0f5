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
    words=(0.41, 2.35, 1.05, 2.40, -0.04, 1.22, 0.60, 0.04, 0.23, 2.03, 1.24, 1.17, -5.46),
    place=(-0.19, 2.29, 1.11, 2.19, -0.23, 1.36, 0.42, -0.09, 0.27, 0.52, 0.93, 1.28, 2.30, 2.35, -2.94, -3.84),
    piece=(0.62, 1.38, 0.87, 2.31, 1.63, 0.34, 1.40, 0.98, -0.24, -2.79),
)

LEAST_PAIR = -1.5
"""Log odds above which a pair may match. Below zero, since the assignment leaves each point one partner only, which the
models do not know: of 0, -0.5, -1, -1.5 and -2 the best in F1 on the families left out, and level around it."""
LEAST_PIECE = -1.0
"""The same for a piece of a whole."""
