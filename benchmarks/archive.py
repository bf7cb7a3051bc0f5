"""How a plan with many archived articles feels: `python benchmarks/archive.py [ARTICLES]`, 10,000 when left out.

Makes a plan of so many articles of twenty sentences, each archived and quoted from four times, then times what `check`,
`evidence` and `article suggest` do first: reading the plan, looking up every quote, the rules, the claims. Once with an
empty cache, once again, and once after one article and one archived text were changed. Processor's seconds.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from planstrack.cache import Cache
from planstrack.check import check
from planstrack.claims import archive as archive_room
from planstrack.claims.archive import Archive, archive_folder
from planstrack.claims.evidence import gather
from planstrack.claims.quote_states import quote_states
from planstrack.loading import load_plan
from planstrack.suggest import suggestions

Done = TypeVar("Done")
PLACES = ("Lisbon", "Oslo", "Geneva", "Vienna", "Accra", "Quito", "Hanoi", "Doha")
MATTERS = (
    "the ports",
    "the fishing grounds",
    "the coast guard",
    "the harbour dues",
    "the border posts",
    "the archives",
)
VERBS = ("was revised", "was left open", "was agreed", "was dropped", "is to be discussed", "was kept as it stood")
FILLERS = (
    "The weather on the coast was mild for the season and the market was full.",
    "Nobody at the station wanted to say more about it that evening.",
    "A choir from the old town sang before the visitors left the hall.",
    "The museum on the hill will open again after long works on its roof.",
)


def make(folder: Path, articles: int) -> None:
    """Write the plan, its versions, and so many articles with their archived texts."""
    choose = random.Random(4)
    (folder / "articles").mkdir(parents=True)
    (folder / "versions").mkdir()
    issues = "".join(f"  issue-{n}: {{title: {words.removeprefix('the ')}}}\n" for n, words in enumerate(MATTERS))
    names = "".join(f"  v-{n}: [text of {place}, {20 + n}-point plan]\n" for n, place in enumerate(PLACES))
    (folder / "plan.yaml").write_text(f"title: Treaty on the coast\nissues:\n{issues}version_names:\n{names}")
    for n in range(len(PLACES)):
        based = f"based_on: [v-{n - 1}]\n" if n else ""
        (folder / "versions" / f"v-{n}.yaml").write_text(
            f"title: Text {n}\ndate: 2025-0{n + 1}-01\n{based}text: published\npoints_held: none\npoints_total: {20 + n}\n"
        )
    archive = Archive(archive_folder(folder))
    for index in range(articles):
        said = [
            f"In {choose.choice(PLACES)} {choose.choice(MATTERS)} {choose.choice(VERBS)} in round {index}-{n}, envoys said."
            for n in range(4)
        ]
        lines = [*said, *(choose.choice(FILLERS) for _ in range(16))]
        choose.shuffle(lines)
        sha256 = archive.add(f"Report {index}\n\n" + "\n".join(lines) + "\n")
        claims = "".join(
            f"  - {{id: c{n}, quote: {' '.join(line.split()[3:-2]).rstrip(',')}, about: {{issues: [issue-{n}]}}, says: discussed,"
            f" said_by: [Paper {index % 40}]}}\n"
            for n, line in enumerate(said)
        )
        (folder / "articles" / f"a-{index:05}.yaml").write_text(
            f"outlet: Paper {index % 40}\npublished: 2025-10-{1 + index % 28:02}\nlanguage: en\nsha256: {sha256}\nclaims:\n{claims}"
        )


def timed(what: str, work: Callable[[], Done]) -> Done:
    """Return what some work gives, and print the processor's seconds it took."""
    start = time.process_time()
    done = work()
    print(f"  {what:<42} {time.process_time() - start:>7.2f} s")
    return done


def one_run(title: str, folder: Path, cache: Path) -> None:
    """Print the time of each step that `check` and `evidence` share."""
    print(title)
    archive = Archive(archive_folder(folder))
    plan, problems = timed("read the plan", lambda: load_plan(folder, cache=Cache(cache)))
    states = timed("look up every quote", lambda: quote_states(plan, archive, cache=Cache(cache)))
    found = timed("check: the rules", lambda: list(check(plan, states)))
    timed("evidence: every claim with its speakers", lambda: gather(plan, states))
    print(f"  {len(states):,} quotes: {dict(Counter(state.check for state in states.values()))}; {len(found)} findings")
    assert not problems


def main() -> None:
    """Make the plan and print the times."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    archive_room.os.fsync = lambda _: None  # type: ignore[assignment]  # Making the plan need not wait for the disk.
    with tempfile.TemporaryDirectory() as base:
        folder, cache = Path(base) / "plans" / "coast", Path(base) / "cache" / "known.sqlite"
        timed(f"make {articles:,} articles", lambda: make(folder, articles))
        archive = Archive(archive_folder(folder))
        long_ago = time.time() - 3600
        for path in archive.folder.rglob("*"):
            os.utime(path, (long_ago, long_ago))
        time.sleep(2.1)  # A file's signature counts only once it is older than the clock's grain.
        one_run("\nempty cache", folder, cache)
        one_run("\nagain", folder, cache)
        changed = folder / "articles" / "a-00001.yaml"
        changed.write_text(changed.read_text().replace("Paper 1", "Paper One"))
        victim = archive.path_of(load_plan(folder, cache=Cache(cache)).plan.articles["a-00002"].sha256 or "")
        victim.write_bytes(victim.read_bytes().replace(b"Report", b"Repor7"))
        one_run("\nafter one article and one archived text were changed", folder, cache)
        print("\nsuggest over all of them")
        plan = load_plan(folder, cache=Cache(cache)).plan
        bare = plan.model_copy(
            update={"articles": {name: a.model_copy(update={"claims": ()}) for name, a in plan.articles.items()}}
        )

        def shown(done: int, total: int) -> None:
            if done % max(1, total // 10) == 0:
                print(f"    {done:,} of {total:,} articles", file=sys.stderr)

        found = timed("article suggest", lambda: suggestions(bare, archive, progress=shown))
        print(f"  {len(found.suggestions):,} claims proposed from {found.read:,} texts")


if __name__ == "__main__":
    main()
