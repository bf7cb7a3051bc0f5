"""Pairs of versions made from one text by a seed: `python -m benchmarks.derive SOURCE.json… [--to benchmarks/pairs]`.

SOURCE is a file in the format of benchmarks/pairs.py; its new side is the text that is damaged. The shipped pairs come
from texts in the public domain: NIST SP 800-53 rev. 5 (a work of the US government, 17 U.S.C. § 105), the German Patent
Act (an official work, § 5 UrhG) and title 41 of the US Code (17 U.S.C. § 105). What is done to the points, and how
often, stands in `LEVELS`; the lineage follows from what was done, so it is exact.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DAMAGE = ("deleted", "added", "joined", "split", "moved", "dropped", "other", "swapped")
LEVELS = {
    "mild": dict(zip(DAMAGE, (0.04, 0.06, 0.04, 0.06, 0.05, 0.04, 0.04, 0.01), strict=True)),
    "strong": dict(zip(DAMAGE, (0.10, 0.12, 0.10, 0.14, 0.25, 0.12, 0.14, 0.04), strict=True)),
}
"""Shares of points that are deleted, added, joined with another, split, moved; of words that are dropped, exchanged for
another word of the text (always the same one for a third of the vocabulary, as a change of terms does), or swapped."""
LONGEST = 1500
"""Characters of a point at most; longer ones are left out, to keep the shipped files small."""


@dataclass
class Made:
    """A new point in the making: the old points it comes from."""

    origins: list[int]
    title: str
    text: str
    place: float = field(default=0.0)


def derived(source: dict[str, Any], level: str, count: int, seed: int) -> dict[str, Any]:
    """Return a pair: `count` points of the source's new side, and what a seed made of them."""
    chance = random.Random(f"{source['doc']} {level} {seed}")
    shares = LEVELS[level]
    usable = [point for point in source["new"] if 40 <= len(point["text"]) <= LONGEST]
    spare = usable[count:] or usable[-5:]
    usable = usable[:count]
    if spare == usable[-5:]:
        usable = usable[:-5]
    vocabulary = sorted({word for point in usable for word in re.findall(r"[^\W\d_]{4,}", point["text"].lower())})
    terms = {word: chance.choice(vocabulary) for word in vocabulary if chance.random() < 1 / 3}

    made: list[Made] = []
    waiting = list(range(len(usable)))
    while waiting:
        at = waiting.pop(0)
        point = usable[at]
        lot = chance.random()
        if lot < shares["deleted"]:
            continue
        if lot < shares["deleted"] + shares["joined"] and waiting:
            other = waiting.pop(chance.randrange(min(4, len(waiting))))
            made.append(Made([at, other], point["title"], f"{point['text']}\n{usable[other]['text']}"))
            continue
        pieces = _pieces(point["text"])
        if lot < shares["deleted"] + shares["joined"] + shares["split"] and len(pieces) > 1:
            cut = chance.randrange(1, len(pieces))
            made.append(Made([at], point["title"], " ".join(pieces[:cut])))
            made.append(Made([at], "", " ".join(pieces[cut:])))
            continue
        made.append(Made([at], point["title"], point["text"]))
    for at, one in enumerate(made):
        one.text = _reworded(one.text, shares, terms, vocabulary, chance)
        one.place = at + (chance.uniform(-len(made), len(made)) if chance.random() < shares["moved"] else 0.0)
    for _ in range(round(shares["added"] * len(usable))):
        if spare:
            extra = spare.pop(chance.randrange(len(spare)))
            made.append(Made([], extra["title"], extra["text"], chance.uniform(0, len(made))))
    made.sort(key=lambda one: one.place)

    old = [
        {"id": f"o{at:04}", "number": "", "title": point["title"], "text": point["text"]}
        for at, point in enumerate(usable)
    ]
    new = [{"id": f"n{at:04}", "number": "", "title": one.title, "text": one.text} for at, one in enumerate(made)]
    gold = [[[f"o{origin:04}"], [f"n{at:04}"]] for at, one in enumerate(made) for origin in one.origins]
    name = source["doc"].split("/")[-1]
    return {
        "doc": f"{name}-{level}",
        "set": f"derived-{level}",
        "lang": source["lang"],
        "licence": "public domain",
        "old": old,
        "new": new,
        "gold": gold,
        "ignore": [],
        "note": f"made by benchmarks/derive.py from {name}, seed {seed}",
    }


def _pieces(text: str) -> list[str]:
    return [piece for piece in re.split(r"(?<=[.;:])\s+", text) if piece.strip()]


def _reworded(
    text: str, shares: dict[str, float], terms: dict[str, str], vocabulary: list[str], chance: random.Random
) -> str:
    words: list[str] = []
    for word in text.split():
        bare = word.lower().strip(".,;:()")
        if chance.random() < shares["dropped"]:
            continue
        if bare in terms and chance.random() < shares["other"] * 3:
            word = word.lower().replace(bare, terms[bare])
        elif len(bare) > 3 and chance.random() < shares["other"] / 2:
            word = chance.choice(vocabulary)
        words.append(word)
        if len(words) > 1 and chance.random() < shares["swapped"]:
            words[-2:] = [words[-1], words[-2]]
    return " ".join(words)


def main() -> None:
    """Write the derived pairs."""
    parser = argparse.ArgumentParser(description="Make pairs of versions with known lineage.")
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "pairs")
    parser.add_argument("--points", type=int, default=45)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for path in options.sources:
        source = json.loads(path.read_text(encoding="utf-8"))
        for level in LEVELS:
            pair = derived(source, level, options.points, options.seed)
            to = options.to / f"{path.stem.split('__')[-1]}-{level}.json"
            to.write_text(json.dumps(pair, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            print(f"{to}: {len(pair['old'])} -> {len(pair['new'])} points, {len(pair['gold'])} links")


if __name__ == "__main__":
    main()
