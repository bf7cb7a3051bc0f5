"""How the aligner's cost grows: `python -m benchmarks.scale [POINTS…]`.

Makes two versions of so many points each (20 to 80 words that follow Zipf's law; half of the points reworded, a twentieth
each dropped, added and split), and prints the processor's seconds, microseconds for one point, and the peak of memory.
The third column grows slowly when the cost is near linear. It also times input that is made to hurt.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from planstrack.compare.align import align
from planstrack.model import Point, Version


def versions(count: int, seed: int = 1) -> tuple[Version, Version]:
    """Return an old version of `count` points and what became of it."""
    chance = random.Random(seed)
    vocabulary = [f"w{rank}" for rank in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(20_000)]

    def text() -> list[str]:
        return chance.choices(vocabulary, weights, k=chance.randint(20, 80))

    old = [text() for _ in range(count)]
    new: list[list[str]] = []
    for words in old:
        lot = chance.random()
        if lot < 0.05:
            continue
        changed = list(words)
        if lot < 0.5:
            for _ in range(max(1, len(changed) // 8)):
                changed[chance.randrange(len(changed))] = chance.choices(vocabulary, weights)[0]
        if lot > 0.95:
            new.append(text())
        if 0.9 < lot < 0.95:
            half = len(changed) // 2
            new.append(changed[:half])
            changed = changed[half:]
        new.append(changed)
    return _version([" ".join(words) for words in old]), _version([" ".join(words) for words in new])


def _version(texts: list[str]) -> Version:
    return Version(points=tuple(Point(text=text) for text in texts))


def measure(name: str, old: Version, new: Version) -> None:
    """Print what one alignment cost."""
    start = time.process_time()
    matches = align(old, new)
    seconds = time.process_time() - start
    matched = sum(1 for match in matches if match.old and match.new)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    each = 1e6 * seconds / max(1, len(old.points) + len(new.points))
    print(f"{name:34}{seconds:9.2f} s{each:10.0f} µs{peak:8} MB{matched:8} matched", flush=True)


def main() -> None:
    """Print the table."""
    counts = [int(count) for count in sys.argv[1:]] or [1000, 2000, 5000, 10_000]
    for count in counts:
        measure(f"{count} points each", *versions(count))
    measure("10,000 equal points", _version(["Reserved."] * 10_000), _version(["Reserved."] * 10_000))
    near = [_version([f"Reserved for {word}."] * 10_000) for word in ("later", "now")]
    measure("10,000 nearly equal points", *near)
    huge = [
        _version(["Elections.", " ".join(f"w{at * at % 7919 + extra}" for at in range(170_000))]) for extra in (0, 1)
    ]
    measure("a point of 1 MB", *huge)


if __name__ == "__main__":
    main()
