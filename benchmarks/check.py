"""How the time of `check` grows with the plan: `python benchmarks/check.py [VERSIONS…]`.

Makes plans of so many versions of 50 points (with claims, statuses and amounts, and some mistakes), loads and checks
each, and prints the processor's seconds for it and the microseconds for one point. The last column stays level when
time grows linearly.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from planstrack.check import check
from planstrack.loading import load_plan

POINTS = 50
FIRST = date(2020, 1, 1)


def version_text(index: int) -> str:
    """Return a version's file: every tenth is unpublished, every seventh point has a status or an amount."""
    unpublished = index % 10 == 9
    lines = [
        f"title: Draft {index}",
        f"date: {FIRST + timedelta(days=index)}",
        f"known: {FIRST + timedelta(days=index)}",
        f"based_on: [{f'v-{index - 1}' if index else ''}]",
        f"text: {'unpublished' if unpublished else 'published'}",
        f"points_held: {'some' if unpublished else 'all'}",
        f"points_total: {POINTS}",
        "points:",
    ]
    for number in range(POINTS):
        lines += [
            f"  - id: matter-{number}",
            f'    number: "{number + 1}"',
            f"    title: Matter {number}",
            f"    text: The sides settle matter {number} in the {index}th draft as they did before.",
            f"    issues: [issue-{number % 10}]",
        ]
        lines.append(f"    wording: {'reported' if unpublished else 'paraphrase' if number % 5 == 4 else 'verbatim'}")
        if number % 7 == 0:
            lines.append(f"    quantities: {{size-{number % 10}: {{at-most: {600000 + index}}}}}")
        if number % 7 == 1 and index:
            lines.append(f"    from: [v-{index - 1}#matter-{number}]")
    return "\n".join(lines) + "\n"


def article_text(index: int) -> str:
    """Return an article that speaks of every fifth point of a version, of its count, and of a version that is not there."""
    lines = ["outlet: The Daily", f"published: {FIRST + timedelta(days=index + 1)}", "claims:"]
    for number in range(0, POINTS, 5):
        lines += [
            f"  - id: claim-{number}",
            f"    quote: settled matter {number} for good",
            f"    about: {{version: v-{index}, points: [matter-{number}]}}",
            f"    says: {'agreed' if number % 2 else 'open'}",
            "    said_by: [officials, The Daily]",
        ]
    lines += [
        f"  - {{id: count, quote: a text of {POINTS} points, says: count, value: {POINTS},",
        f"     about: {{version: v-{index}}}, said_by: [The Daily]}}",
        "  - {id: wrong, gist: Nothing., says: discussed, about: {version: v-none}, said_by: [The Daily]}",
    ]
    return "\n".join(lines) + "\n"


def write_plan(folder: Path, versions: int) -> None:
    """Write a plan of so many versions, each with one article."""
    (folder / "versions").mkdir(parents=True)
    (folder / "articles").mkdir()
    issues = "".join(f"  issue-{number}: {{title: Issue {number}}}\n" for number in range(10))
    quantities = "".join(f"  size-{number}: {{issue: issue-{number}, unit: persons}}\n" for number in range(10))
    line = ", ".join(f"v-{index}" for index in range(versions))
    (folder / "plan.yaml").write_text(
        f"title: A long negotiation\nissues:\n{issues}quantities:\n{quantities}main_line: [{line}]\n", encoding="utf-8"
    )
    for index in range(versions):
        (folder / "versions" / f"v-{index}.yaml").write_text(version_text(index), encoding="utf-8")
        (folder / "articles" / f"a-{index}.yaml").write_text(article_text(index), encoding="utf-8")


def main(sizes: list[int]) -> None:
    """Print one line for each size of plan."""
    print("versions  points  problems  load s  check s  check µs/point")
    for versions in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_plan(Path(folder) / "plan", versions)
            start = time.process_time()
            plan, problems = load_plan(Path(folder) / "plan")
            loaded = time.process_time()
            found = check(plan)
            checked = time.process_time()
        points = versions * POINTS
        print(
            f"{versions:8}  {points:6}  {len(problems) + len(found):8}  {loaded - start:6.2f}  {checked - loaded:7.2f}  "
            f"{(checked - loaded) / points * 1e6:14.1f}"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [25, 50, 100, 200])
