"""Where the aligner's weights come from: `python -m benchmarks.fit DIR [--families]`, DIR with pairs (benchmarks/pairs.py).

Each of the three models (words alone; words and place; pieces) is a logistic regression with a small ridge, fitted on the
very measures the aligner uses, step by step as it uses them. Every set of documents has the same weight. With
`--families` the fit is repeated with each family of documents left out (all that derives from one source), and the table
shows what the others' weights reach on it: that is the figure to believe. Needs numpy.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.alignment import line
from benchmarks.pairs import MEASURES, Groups, Pair, by_set, read_pairs
from planstrack.compare.align.evidence import spelled
from planstrack.compare.align.groups import FRESH
from planstrack.compare.align.matching import certain_pairs
from planstrack.compare.align.weights import Weights
from planstrack.compare.align.workings import ROUNDS, Workings

Rows = Sequence[tuple[float, ...]]

FAMILIES = "nist|us41|cppcore|tag|fls|quic|http|de-|fr-"
"""What names a family of documents in a pair's name; what matches none is a family with its like: lists."""


def family(pair: Pair) -> str:
    """Return the source that a pair's texts come from."""
    found = re.search(FAMILIES, pair.name)
    return found[0] if found else "lists"


def started(pair: Pair) -> Workings:
    """Return the workings of a pair before anything is weighed."""
    equal = certain_pairs(pair.old.points, pair.new.points, {})
    taken = set(equal.values())
    here = [at for at in range(len(pair.old.points)) if at not in equal]
    there = [at for at in range(len(pair.new.points)) if at not in taken]
    old, new = [spelled(point) for point in pair.old.points], [spelled(point) for point in pair.new.points]
    return Workings(old, new, here, there, equal, {}, lambda here, there: False)


def fitted(cases: Sequence[tuple[Pair, Rows, Sequence[bool]]], ridge: float, at_least: int = 0) -> tuple[float, ...]:
    """Return weights, the last for a row of zeros, that make the labels likeliest; Newton's method on standardised rows."""
    positives: dict[str, float] = defaultdict(float)
    for pair, _, held in cases:
        positives[pair.set] += sum(held) + at_least
    rows = np.array([row for _, measured, _ in cases for row in measured])
    truth = np.array([label for _, _, held in cases for label in held], dtype=float)
    shares = np.array([1 / positives[pair.set] for pair, _, held in cases for _ in held])
    shares /= shares.sum()
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    penalty = np.append(np.full(rows.shape[1], 2 * ridge), 0.0)
    weights = np.zeros(scaled.shape[1])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ weights, -40, 40)))
        slope = scaled.T @ (shares * (likely - truth)) + penalty * weights
        curve = (scaled * (shares * likely * (1 - likely))[:, None]).T @ scaled + np.diag(penalty + 1e-12)
        step = np.linalg.solve(curve, slope)
        weights -= step * min(1.0, 4.0 / np.abs(step).max())
        if np.abs(step).max() < 1e-8:
            break
    plain = weights[:-1] / spread
    return tuple(float(value) for value in (*plain, weights[-1] - (plain * middle).sum()))


def fit(pairs: Sequence[Pair], learn: Sequence[bool]) -> tuple[Weights, list[Groups]]:
    """Return weights fitted on the pairs to learn from, and the groups they give on all pairs."""
    working = [started(pair) for pair in pairs]

    def cases(rows: Sequence[Rows], links: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[Pair, Rows, list[bool]]]:
        return [
            (pair, held, [link in pair.gold for link in linked])
            for pair, held, linked, use in zip(pairs, rows, links, learn, strict=True)
            if use and held
        ]

    words = fitted(cases([one.words for one in working], [one.pairs for one in working]), 1e-3)
    for one in working:
        one.by_words(words)
    place: tuple[float, ...] = ()
    for _ in range(ROUNDS):
        place = fitted(cases([one.places() for one in working], [one.pairs for one in working]), 1e-3)
        for one in working:
            one.by_place(place)
    pieces = [one.pieces() for one in working]
    fresh = [[piece for piece in found if piece.fresh >= FRESH] for found in pieces]
    links = [[(piece.old, piece.new) for piece in found] for found in fresh]
    piece = fitted(cases([[piece.measures for piece in found] for found in fresh], links), 1e-4, at_least=8)
    groups: list[Any] = [one.groups(piece, found)[0] for one, found in zip(working, pieces, strict=True)]
    return Weights(words, place, piece), groups


def main() -> None:
    """Print the weights, and with --families what they are worth on documents they have not seen."""
    parser = argparse.ArgumentParser(description="Fit the aligner's weights.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--families", action="store_true", help="leave out each family of documents in turn")
    options = parser.parse_args()
    pairs = read_pairs(options.folder)
    weights, groups = fit(pairs, [True] * len(pairs))
    for name in ("words", "place", "piece"):
        print(f"    {name}=({', '.join(f'{value:.2f}' for value in getattr(weights, name))}),")
    tables = {"all pairs seen": by_set(pairs, groups)}
    if options.families:
        unseen: dict[int, Groups] = {}
        for left_out in sorted({family(pair) for pair in pairs}):
            _, groups = fit(pairs, [family(pair) != left_out for pair in pairs])
            unseen.update((at, groups[at]) for at, pair in enumerate(pairs) if family(pair) == left_out)
        tables["each family unseen"] = by_set(pairs, [unseen[at] for at in range(len(pairs))])
    for name, table in tables.items():
        print(f"{name:40}" + "".join(f"{measure:>8}" for measure in MEASURES))
        for subset, row in table.items():
            print(line(f"  {subset}", row))


if __name__ == "__main__":
    main()
