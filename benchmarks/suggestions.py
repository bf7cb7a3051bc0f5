"""How well `article suggest` finds what analysts found: `python benchmarks/suggestions.py TEXTS [PLAN]`.

TEXTS is a folder with the texts of articles (`*.txt`, not shipped: they belong to their publishers); each is matched to
the plan's article by its SHA-256. A passage is a sentence. It counts as wanted when a claim that an analyst wrote by
hand quotes from it. The claims themselves are taken away before anything is proposed.

Side by side: what is proposed at the built-in threshold; plain BM25 for the plan's names, cut off at as many passages
and, with hindsight, at its best place; and a search for any of the plan's names. Then each part of the ranking left out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from planstrack.claims.archive import hash_of
from planstrack.claims.quotes import find
from planstrack.loading import load_plan
from planstrack.model import Plan
from planstrack.suggest import THRESHOLD, Names, Passage, scored
from planstrack.suggest import passages as ranking
from planstrack.text.folding import folded

Measured = tuple[float, float, int]


def texts_of(folder: Path, plan: Plan) -> dict[str, str]:
    """Return the texts in a folder that are archived texts of the plan's articles, by article id."""
    known = {article.sha256: name for name, article in plan.articles.items() if article.sha256}
    found = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        if hash_of(text) in known:
            found[known[hash_of(text)]] = text
    return found


def wanted_in(plan: Plan, texts: dict[str, str]) -> Callable[[Passage], bool]:
    """Return whether a passage holds words that a claim of the plan quotes."""
    places = {
        article: [
            place
            for claim in plan.articles[article].claims
            if claim.quote and not claim.draft
            for place in find(folded(text), claim.quote, claim.prefix, claim.suffix, near=False).places
        ]
        for article, text in texts.items()
    }

    def wanted(passage: Passage) -> bool:
        return any(start < passage.end and passage.start < end for start, end in places[passage.article])

    return wanted


def measured(chosen: Iterable[Passage], every: list[Passage], wanted: Callable[[Passage], bool]) -> Measured:
    """Return recall, precision and how many passages were chosen."""
    taken = list(chosen)
    right = sum(map(wanted, taken))
    total = sum(map(wanted, every))
    return right / total if total else 1.0, right / len(taken) if taken else 1.0, len(taken)


def best_cut(order: list[Passage], every: list[Passage], wanted: Callable[[Passage], bool]) -> Measured:
    """Return the measure at the place in an order where F1 is best: hindsight that no user has."""

    def f1(found: Measured) -> float:
        return 2 * found[0] * found[1] / (found[0] + found[1]) if found[0] + found[1] else 0.0

    return max((measured(order[:size], every, wanted) for size in range(1, len(order) + 1)), key=f1)


def row(name: str, found: Measured) -> str:
    """Return one line of the table."""
    recall, precision, count = found
    f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return f"{name:<44} {recall:>7.3f} {precision:>10.3f} {f1:>6.3f} {count:>9}"


def ranked(texts: dict[str, str], names: Names) -> list[Passage]:
    """Return every passage of the texts with its score."""
    return [passage for article, text in texts.items() for passage in scored(article, text, names)]


def above(passages: list[Passage]) -> list[Passage]:
    """Return the passages that would be proposed."""
    return [passage for passage in passages if passage.score >= THRESHOLD]


def main() -> None:
    """Print recall and precision, side by side."""
    folder = Path(sys.argv[1])
    plan = load_plan(Path(sys.argv[2]) if len(sys.argv) > 2 else Path("plans/ukraine-2025")).plan
    texts = texts_of(folder, plan)
    names = Names.of(plan)
    wanted = wanted_in(plan, texts)
    every = ranked(texts, names)
    ours = above(every)
    print(f"{len(texts)} articles, {len(every)} passages, {sum(map(wanted, every))} of them quoted by an analyst\n")
    print(f"{'':<44} {'recall':>7} {'precision':>10} {'F1':>6} {'proposed':>9}")
    print(row(f"article suggest (score {THRESHOLD} and more)", measured(ours, every, wanted)))
    relevance = ranking.bm25([passage.text for passage in every], names.query)
    by_bm25 = [every[index] for index in sorted(range(len(every)), key=lambda index: -relevance.get(index, 0.0))]
    print(row("BM25 for the plan's names, as many", measured(by_bm25[: len(ours)], every, wanted)))
    print(row("BM25, cut with hindsight", best_cut(by_bm25, every, wanted)))
    print(row("any of the plan's names", measured((every[index] for index in relevance), every, wanted)))
    print(row("every sentence", measured(every, every, wanted)))

    print("\nWithout one part of the ranking:")
    weights = dict(ranking._WEIGHTS)
    for what, kinds in {
        "names of versions, counts and days": ("version", "place", "count", "day"),
        "names of issues and quantities": ("issue", "value"),
        "parties and speakers": ("party", "speaker", "outlet"),
        "general words of negotiation": ("document", "talk", "verb"),
    }.items():
        ranking._WEIGHTS = {kind: 0.0 if kind in kinds else weight for kind, weight in weights.items()}
        print(row(f"  {what}", measured(above(ranked(texts, names)), every, wanted)))
    ranking._WEIGHTS = weights
    ranking._BM25, bm25 = 0.0, ranking._BM25
    print(row("  BM25", measured(above(ranked(texts, names)), every, wanted)))
    ranking._BM25 = bm25
    ranking._CARRIED, carried = 0.0, ranking._CARRIED
    print(row("  what the sentence before speaks of", measured(above(ranked(texts, names)), every, wanted)))
    ranking._CARRIED = carried

    print("\nBy article:")
    for article in texts:
        own = [passage for passage in every if passage.article == article]
        print(row(f"  {article}", measured(above(own), own, wanted)))


if __name__ == "__main__":
    main()
