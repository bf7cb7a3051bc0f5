"""Plans that the tests of pages and documents share: hostile ones, generated ones, and the one that ships."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from planstrack.compare.changes import compare, compare_files
from planstrack.compare.facts import Facts
from planstrack.compare.records import Comparison
from planstrack.model import Plan, Version

SHIPPED = Path(__file__).parent.parent / "plans" / "ukraine-2025"

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "-->]]><!--",
    "&lt;b&gt;&#60;script&#62;",
    "\u202etxt.exe\u2066\u202d",
    "a\x00b\x07c\x1b[31m\x7f\x9bd",
    "=1+1|'/C calc'!A0",
    "\ufffe\uffff\ud800",
    "</style><style>*{display:none}</style>",
    "`${alert(1)}`\u2028alert(2)",
)
"""Texts that are markup, code, controls or formulas somewhere; none of them may be any of that on a page."""

HONEST = ("R&D <5 %", "=", "javascript: in prose", "Цілісність — «так»", "🇺🇦 і 👨‍👩‍👧", "שלום (לא)", "cease-fire")


def version(name: str, points: list[dict[str, Any]], **more: Any) -> Version:
    return Version.model_validate({"id": name, "title": name, "points_held": "all", "points": points, **more})


def compared(old: Version, new: Version, plan: Plan | None = None) -> Comparison:
    """Return the comparison of two versions: of a plan, where it has them under their ids, else of two files."""
    if plan is None:
        return compare_files(old, new)
    return compare(Facts(plan), old.name, new.name)


_WORDS = """
    Ukraine Russia troops limited 600,000 800,000 not shall may agree NATO Europe in peacetime 30 % guarantees
"""
WORDS = _WORDS.split()


def generated(seed: int) -> tuple[Version, Version]:
    """Return two versions made by chance: points kept, reworded, moved, joined, split, dropped and added."""
    chance = random.Random(seed)

    def sentence() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 14))).capitalize() + "."

    old = [
        {"id": f"p{i}", "number": str(i + 1), "title": f"Point {i + 1}", "text": sentence()}
        for i in range(chance.randint(0, 9))
    ]
    new: list[dict[str, Any]] = []
    for point in old:
        fate = chance.random()
        if fate < 0.15:
            continue
        text = point["text"]
        if fate < 0.5:
            words = text.split()
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            text = " ".join(words) + ("\na) " + sentence() if chance.random() < 0.3 else "")
        if fate > 0.85 and new:
            new[-1]["from"] = (
                [f"old#{new[-1]['id']}", f"old#{point['id']}"]
                if "from" not in new[-1]
                else [*new[-1]["from"], f"old#{point['id']}"]
            )
            new[-1]["text"] += " " + text
            new[-1]["id"] = f"{new[-1]['id']}-and"
            continue
        new.append({**point, "text": text})
    for extra in range(chance.randint(0, 2)):
        new.insert(chance.randint(0, len(new)), {"id": f"n{extra}", "text": sentence()})
    if chance.random() < 0.5 and len(new) > 1:
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return version("old", old, date="2025-11-20"), version("new", new, date="2025-11-23", based_on=["old"])


def excerpt() -> Plan:
    """Return the plan that ships with a few points of each version and the articles that speak of them."""
    from planstrack.loading import load_plan

    plan = load_plan(SHIPPED).plan
    kept = {"army-cap", "amnesty", "nato-exclusion", "territories", "elections", "army", "sovereignty"}
    versions = {
        name: item.model_copy(update={"points": tuple(p for p in item.points if p.id in kept)})
        for name, item in plan.versions.items()
        if name in (*plan.main_line, "e3-reuters")
    }
    about = {
        name: item
        for name, item in plan.articles.items()
        if any(set(claim.about.points) & kept or claim.says == "count" for claim in item.claims)
    }
    articles = {name: about[name] for name in list(about)[:8]}
    issues = {name: plan.issues[name] for name in ("territory", "nato", "army-cap", "amnesty") if name in plan.issues}
    return plan.model_copy(
        update={"versions": versions, "articles": articles, "issues": issues, "headlines": tuple(issues)[:3]}
    )


def hostile_plan() -> Plan:
    """Return a plan in which every field that takes any text holds a hostile one, each another."""
    texts = iter(HOSTILE * 40)

    def bad() -> str:
        return next(texts)

    def points(*names: str) -> list[dict[str, Any]]:
        return [
            {
                "id": name,
                "number": bad(),
                "title": bad(),
                "text": f"{bad()}\n{bad()}",
                "issues": ["territory"],
                "quantities": {"army-size": {"bound": "at-most", "value": 600000 + at, "condition": bad()}},
                "note": bad(),
                "sources": ["paper"],
                "options": [{"by": "us", "text": bad()}],
                "variants": [{"by": bad(), "text": bad()}],
            }
            for at, name in enumerate(names)
        ]

    claims = [
        {"id": "c1", "quote": bad(), "gist": bad(), "says": "removed", "said_by": [bad(), bad()],
         "about": {"version": "new", "since": "old", "points": ["gone"], "issues": ["territory"]}, "note": bad()},
        {"id": "c2", "gist": bad(), "says": "kept", "said_by": [bad()],
         "about": {"version": "new", "since": "old", "points": ["gone"]}},
        {"id": "c3", "quote": bad(), "says": "value", "value": {"army-size": {"at-most": 1}}, "said_by": [bad()],
         "about": {"version": "new", "points": ["cap"]}},
        {"id": "c4", "quote": bad(), "says": "value", "value": {"army-size": {"at-least": 9}}, "said_by": [bad()],
         "about": {"version": "new", "points": ["cap"]}},
        {"id": "c5", "gist": bad(), "says": "count", "value": 7, "said_by": [bad()], "about": {"version": "new"}},
        {"id": "c6", "gist": bad(), "says": "count", "value": 8, "said_by": [bad()], "about": {"version": "new"}},
    ]  # fmt: skip
    return Plan.model_validate(
        {
            "title": bad(),
            "about": bad(),
            "parties": {"us": bad()},
            "issues": {"territory": {"title": bad(), "about": bad()}, "army-cap": {"title": bad()}},
            "quantities": {"army-size": {"unit": bad(), "title": bad(), "issue": "army-cap"}},
            "main_line": ["old", "new"],
            "versions": {
                "old": {"id": "old", "title": bad(), "date": "2025-11-20", "points_held": "all", "note": bad(),
                        "points": points("cap", "gone", "kept")},
                "new": {"id": "new", "title": bad(), "based_on": ["old"], "points_held": "some", "points_total": 4,
                        "points": points("cap", "kept"), "note": bad()},
            },
            "articles": {
                "paper": {"id": "paper", "outlet": bad(), "title": bad(), "author": bad(), "url": "javascript:alert(1)//http://x",
                          "published": "2025-12-01", "note": bad(), "claims": claims},
                "other": {"id": "other", "outlet": bad(), "title": bad(), "url": 'https://x.example/"><script>alert(1)</script>'},
            },
        }
    )  # fmt: skip
