"""Alignment side by side, in one run: `python -m benchmarks.alignment [DIR…] [--sets] [--methods NAME…]`.

Without a folder it reads the pairs that are shipped in benchmarks/pairs. Each simple method has one threshold; it is
chosen for the best mean F1 on the very pairs that are measured, which flatters it. planstrack's weights are as shipped.
`--sets` prints a line for each set of documents. Methods: number, title, difflib, rapidfuzz (token_sort and token_set
ratios) and TF-IDF (words; words and pairs), the last four with the assignment of the largest sum. What the measures
mean stands in benchmarks/pairs.py.

rapidfuzz and scipy are needed for some methods; one whose package is missing is left out, and said so.
"""

from __future__ import annotations

import argparse
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from difflib import SequenceMatcher
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.pairs import MEASURES, SHIPPED, Groups, Pair, by_set, read_pairs
from planstrack.compare.align import align
from planstrack.compare.align.assignment import best_pairing
from planstrack.model import Point

Scores = dict[tuple[int, int], float]
THRESHOLDS = [step / 20 for step in range(1, 19)]


def _text(point: Point) -> str:
    return f"{point.title or ''} {point.text or ''}".strip().lower()


def _same(pair: Pair, name: str) -> Scores:
    """Return a score of 1 for points with the same, unique number or title."""
    found: list[dict[str, int]] = []
    for side in (pair.old, pair.new):
        values = [str(getattr(point, name) or "").lower() for point in side.points]
        found.append({value: at for at, value in enumerate(values) if value and values.count(value) == 1})
    return {(at, found[1][value]): 1.0 for value, at in found[0].items() if value in found[1]}


def number(pair: Pair) -> Scores:
    """Return pairs with the same number."""
    return _same(pair, "number")


def title(pair: Pair) -> Scores:
    """Return pairs with the same title."""
    return _same(pair, "title")


def difflib_ratio(pair: Pair) -> Scores:
    """Return the standard library's ratio over words."""
    olds = [_text(point).split() for point in pair.old.points]
    news = [_text(point).split() for point in pair.new.points]
    scores = {}
    for there, words in enumerate(news):
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(words)
        for here, other in enumerate(olds):
            matcher.set_seq1(other)
            if matcher.real_quick_ratio() > 0.3 and matcher.quick_ratio() > 0.3:
                scores[here, there] = matcher.ratio()
    return scores


def _rapidfuzz(pair: Pair, scorer: str) -> Scores:
    from rapidfuzz import fuzz

    ratio: Callable[[str, str], float] = getattr(fuzz, scorer)
    olds = [_text(point) for point in pair.old.points]
    news = [_text(point) for point in pair.new.points]
    return {(here, there): ratio(one, other) / 100 for here, one in enumerate(olds) for there, other in enumerate(news)}


def token_sort(pair: Pair) -> Scores:
    """Return rapidfuzz's ratio of sorted words."""
    return _rapidfuzz(pair, "token_sort_ratio")


def token_set(pair: Pair) -> Scores:
    """Return rapidfuzz's ratio of sets of words."""
    return _rapidfuzz(pair, "token_set_ratio")


def tf_idf(pair: Pair, pairs_too: bool = False) -> Scores:
    """Return the cosine of words weighted by frequency and rarity (Salton and Buckley 1988)."""
    bags = []
    for point in (*pair.old.points, *pair.new.points):
        words: list[str] = re.findall(r"\w+", _text(point))
        if pairs_too:
            words = words + [f"{one} {other}" for one, other in pairwise(words)]
        bags.append(Counter(words))
    held = Counter(word for bag in bags for word in bag)
    vectors = []
    for bag in bags:
        vector = {word: (1 + math.log(count)) * math.log(1 + len(bags) / held[word]) for word, count in bag.items()}
        norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / norm for word, value in vector.items()})
    olds, news = vectors[: len(pair.old.points)], vectors[len(pair.old.points) :]
    index: dict[str, list[tuple[int, float]]] = {}
    for here, vector in enumerate(olds):
        for word, value in vector.items():
            index.setdefault(word, []).append((here, value))
    scores: Scores = {}
    for there, vector in enumerate(news):
        for word, value in vector.items():
            for here, other in index.get(word, ()):
                scores[here, there] = scores.get((here, there), 0.0) + value * other
    return scores


def planstrack(pair: Pair) -> Groups:
    """Return the groups that the project's aligner finds."""
    return [(match.old, match.new) for match in align(pair.old, pair.new)]


SIMPLE: dict[str, Callable[[Pair], Scores]] = {
    "same number": number,
    "same title": title,
    "difflib + assignment": difflib_ratio,
    "rapidfuzz token_sort + assignment": token_sort,
    "rapidfuzz token_set + assignment": token_set,
    "TF-IDF + assignment": tf_idf,
    "TF-IDF of words and pairs + assignment": partial(tf_idf, pairs_too=True),
}


def _assigned(scored: Sequence[Scores], threshold: float) -> list[Groups]:
    """Return one to one groups with the largest sum, of pairs that score at least so much."""
    found: list[Groups] = []
    for scores in scored:
        pairs = best_pairing({link: score for link, score in scores.items() if score >= threshold})
        found.append([((here,), (there,)) for here, there in pairs.items()])
    return found


def line(name: str, row: dict[str, float | None], seconds: float | None = None) -> str:
    """Return one line of the table."""
    cells = "".join("       -" if row[measure] is None else f"{row[measure]:8.3f}" for measure in MEASURES)
    return f"{name:40}{cells}" + ("" if seconds is None else f"{seconds:9.1f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description="Alignment methods side by side.")
    parser.add_argument("folders", nargs="*", type=Path, default=[SHIPPED], help="folders of pairs")
    parser.add_argument("--sets", action="store_true", help="a line for each set of documents")
    parser.add_argument("--methods", nargs="*", default=[*SIMPLE, "planstrack"], help="only these")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    pairs = [pair for folder in options.folders for pair in read_pairs(folder)]
    print(f"{len(pairs)} pairs, {sum(len(pair.gold) for pair in pairs)} links")
    print(f"{'method':40}" + "".join(f"{measure:>8}" for measure in MEASURES) + "  seconds")
    with ProcessPoolExecutor(options.processes) as pool:
        for name in options.methods:
            start = time.perf_counter()
            if name == "planstrack":
                table = by_set(pairs, list(pool.map(planstrack, pairs)))
            else:
                try:
                    scored = list(pool.map(SIMPLE[name], pairs))
                except ImportError as error:
                    print(f"{name:40}left out: {error}")
                    continue
                tables = [by_set(pairs, _assigned(scored, threshold)) for threshold in THRESHOLDS]
                table = max(tables, key=lambda one: one["mean"]["F1"] or 0.0)
            seconds = time.perf_counter() - start
            print(line(name, table["mean"], seconds), flush=True)
            if options.sets:
                for subset, row in table.items():
                    if subset != "mean":
                        print(line(f"  {subset}", row), flush=True)


if __name__ == "__main__":
    main()
