"""What the aligner finds of lineage that analysts declared, when it is hidden: `python -m benchmarks.hidden_lineage`.

Takes versions of the shipped plan in pairs, removes ids and `from:`, aligns by wording alone and compares with the
links that the ids and `from:` give. The texts are paraphrases that share few words, some are reported only: the table
shows where wording ends and declared lineage must begin. `--links` lists every link.
"""

from __future__ import annotations

import sys
from pathlib import Path

from planstrack.compare.align import align
from planstrack.compare.facts import Facts
from planstrack.compare.groups import groups
from planstrack.loading import load_plan
from planstrack.model import Point, Version

PLAN = Path(__file__).parent.parent / "plans" / "ukraine-2025"
PAIRS = (("us-28", "e3-reuters"), ("us-28", "framework-20-dec23"), ("e3-reuters", "framework-20-dec23"))


def without_lineage(version: Version) -> Version:
    """Return the version without what analysts declared: ids and origins of its points, issues, quantities."""
    return version.model_copy(update={"points": tuple(_bare(point) for point in version.points)})


def _bare(point: Point) -> Point:
    parts = tuple(_bare(part) for part in point.parts)
    return point.model_copy(update={"id": None, "from_": None, "issues": (), "quantities": {}, "parts": parts})


def main() -> None:
    """Print the table."""
    plan = load_plan(PLAN).plan
    facts = Facts(plan)
    print("| old → new | points | declared links | found | missed | others | F1 |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    listed: list[str] = []
    for old_name, new_name in PAIRS:
        old, new = plan.versions[old_name], plan.versions[new_name]
        gold = {
            (link.old, link.new)
            for group in groups(facts, old_name, new_name)
            for link in group.links
            if link.basis in ("declared", "inferred")
        }
        matches = align(without_lineage(old), without_lineage(new))
        found = {(one, other): match for match in matches for one in match.old for other in match.new}
        right = len(gold & set(found))
        f1 = 2 * right / max(1, len(gold) + len(found))
        print(
            f"| {old_name} → {new_name} | {len(old.points)}, {len(new.points)} | {len(gold)} | {right}"
            f" | {len(gold) - right} | {len(found) - right} | {f1:.2f} |"
        )
        listed.append(f"\n{old_name} → {new_name}\n")
        for link in sorted(gold | set(found)):
            kind = "found " if link in gold and link in found else "missed" if link in gold else "other "
            one, other = (side.points[at] for side, at in zip((old, new), link, strict=True))
            why = f"  ({found[link].score}: {found[link].why})" if link in found else ""
            listed.append(f"{kind} {one.number or one.id} {one.title} → {other.number or other.id} {other.title}{why}")
    if "--links" in sys.argv:
        print("\n".join(listed))


if __name__ == "__main__":
    main()
