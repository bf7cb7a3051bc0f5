"""`python -m benchmarks.documents [--real FOLDER] [--each N] [--seed N] [--only NAME] [--misses FILE] [--hostile]`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.documents import reading
from benchmarks.documents.drawing import documents
from benchmarks.documents.record import Plan, spoken
from benchmarks.documents.scoring import Score, compared, missing_words
from benchmarks.documents.tables import comparison, measures


def main(arguments: list[str] | None = None) -> None:
    """Measure and print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--real", type=Path, help="a folder with the repositories that real.toml names")
    parser.add_argument("--each", type=int, default=30, help="made documents of each writer")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--only", default="", help="only writers (or real documents) whose name has this in it")
    parser.add_argument("--misses", type=Path, help="write every miss of the made documents there")
    parser.add_argument("--alone", action="store_true", help="planstrack alone, nothing beside it")
    parser.add_argument("--hostile", action="store_true", help="only time and memory of hostile files")
    given = parser.parse_args(arguments)
    if given.hostile:
        from benchmarks.documents import hostile

        hostile.main()
        return
    if given.real:
        from benchmarks.documents import real

        real.main(given.real, only=given.only, alone=given.alone, misses=given.misses)
        return
    _made(given.each, given.seed, given.only, given.misses, alone=given.alone)


def _made(each: int, seed: int, only: str, misses: Path | None, *, alone: bool) -> None:
    tables: dict[str, dict[str, Score]] = {name: defaultdict(Score) for name in ("writer", "form", "script", "with")}
    total = Score()
    rivals: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    methods = {} if alone else reading.others()
    out: list[str] = []
    start = time.process_time()
    for made in documents(each, seed, only):
        read = reading.planstrack(made.data, made.name)
        score = scored(made.plan, read)
        heads = {
            "writer": (made.writer,),
            "form": (made.draw.form.name,),
            "script": (made.draw.script,),
            "with": tuple(sorted(made.draw.asked)),
        }
        for table, names in heads.items():
            for name in names:
                tables[table][name].add(score)
        total.add(score)
        suffix = Path(made.name).suffix
        rivals[suffix]["planstrack"].add(score)
        for name, (how, suffixes) in methods.items():
            if suffix in suffixes:
                rivals[suffix][name].add(scored(made.plan, reading.by_expression(how(made.data, made.name))))
        if score.misses or score.lost or score.extra:
            out.append(
                f"== {made.name} · {made.writer} · {made.draw.form.name} · {made.draw.script} · {made.draw.size} · "
                f"{sorted(made.draw.asked)} · {read.why}"
            )
            out += [f"   extra {score.extra}, lost {score.lost}", *(f"   {miss}" for miss in score.misses)]
            score.misses.clear()
        if sys.stderr.isatty():
            print(f"\r{made.name:40}", end="", file=sys.stderr)
    if misses:
        misses.write_text("\n".join(out), encoding="utf-8")
    for name, table in tables.items():
        print(measures(name, table), end="\n\n")
    print(measures("all", {"made documents": total}), end="\n\n")
    if not alone:
        print(comparison(rivals), end="\n\n")
    print(f"{time.process_time() - start:.0f} s of the processor")


def scored(plan: Plan, read: reading.Read) -> Score:
    """Return the score of one made document; of two plans on a page each is set against the list that is most like it."""
    score = Score()
    plans = [plan, plan.second] if plan.second else [plan]
    left = list(read.lists)
    for one in plans:
        candidates = [compared(one.points, found) for found in (left if plan.second else left[:1])] or [
            compared(one.points, ())
        ]
        best = max(
            range(len(candidates)), key=lambda at: (candidates[at].exact, candidates[at].texts, -candidates[at].extra)
        )
        score.add(candidates[best])
        if plan.second and left:
            left.pop(best)
    score.documents, score.whole = 1, int(score.exact == score.points and not score.extra)
    score.words, lost = missing_words(spoken(plan), read.kept)
    score.lost = sum(lost.values())
    score.silent = int(bool(lost))
    if lost:
        score.misses.append(f"lost: {dict(lost.most_common(8))}")
    return score


if __name__ == "__main__":
    main()
