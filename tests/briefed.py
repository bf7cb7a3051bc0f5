"""A small plan made in code, with every kind of change and dispute, and the pages built from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from planstrack.briefing.brief_page import brief_page
from planstrack.briefing.diff_page import DiffPage, diff_page
from planstrack.briefing.evidence_page import evidence_page
from planstrack.briefing.issue_page import issue_page, issues_page
from planstrack.briefing.knowledge_page import knowledge_page
from planstrack.briefing.log_page import log_page
from planstrack.briefing.table import table_page
from planstrack.briefing.version_page import version_page
from planstrack.briefing.why_page import why_page
from planstrack.compare.changes import compare, compare_files
from planstrack.compare.facts import Facts
from planstrack.compare.records import Change, Comparison
from planstrack.model import Plan, Version

PAGES = ("diff", "brief", "issue", "issues", "version", "log", "knowledge", "evidence", "table", "why")


def the_plan(mark: str = "") -> Plan:
    """Return a plan of three versions; `mark` is put into every title, text, gist, quote, name and condition."""

    def t(words: str) -> str:
        return f"{words}{mark}"

    def claim(name: str, says: str, *points: str, by: str, **more: Any) -> dict[str, Any]:
        about = {"version": "second", "since": "first", "points": list(points), **more.pop("about", {})}
        return {"id": name, "says": says, "about": about, "said_by": [t(by), t("Paper")], **more}

    def cap(number: int) -> dict[str, Any]:
        return {"army-size": {"bound": "at-most", "value": number, "condition": t("in peacetime")}}

    first = {
        "id": "first", "title": t("First draft"), "date": "2025-11-20", "text": "leaked", "points_held": "all",
        "points_total": 5, "sources": ["leak"],
        "points": [
            {"id": "sovereignty", "number": "1", "title": t("Sovereignty"), "text": t("It is confirmed."), "issues": ["nato"]},
            {
                "id": "cap", "number": "2", "title": t("Army cap"), "text": t("At most 600,000 personnel."),
                "quantities": {"army-size": {"bound": "at-most", "value": 600000}}, "issues": ["army-cap"],
                "sources": ["leak"], "status": "proposed",
            },
            {"id": "nato", "number": "3", "title": t("NATO"), "text": t("Ukraine does not join."), "issues": ["nato"],
             "status": "proposed"},
            {"id": "money", "number": "4", "title": t("Money"), "text": t("Funds are frozen."), "issues": ["nato"]},
            {"id": "vote", "number": "5", "title": t("Elections"), "text": t("Within 100 days.")},
        ],
    }  # fmt: skip
    second = {
        "id": "second", "title": t("Second draft"), "date": "2025-11-23", "text": "unpublished", "points_held": "some",
        "points_total": 4, "based_on": ["first"],
        "points": [
            {"id": "cap", "title": t("Army cap"), "wording": "reported", "issues": ["army-cap"]},
            {"id": "nato", "title": t("NATO"), "wording": "reported", "status": "bracketed", "issues": ["nato"]},
        ],
    }  # fmt: skip
    third = {
        "id": "third", "title": t("Third draft"), "date": "2025-12-23", "text": "published", "points_held": "all",
        "points_total": 3, "based_on": ["first"],
        "points": [
            {
                "id": "cap", "number": "1", "title": t("Army cap"), "text": t("At most 800,000 personnel."),
                "quantities": {"army-size": {"bound": "at-most", "value": 800000}}, "issues": ["army-cap"],
            },
            {"id": "sovereignty", "number": "2", "title": t("Sovereignty"), "text": t("It is confirmed."), "issues": ["nato"]},
            {"id": "peace", "number": "3", "title": t("Peace council"), "text": t("A council watches."), "issues": ["nato"]},
        ],
    }  # fmt: skip
    leak = {
        "id": "leak",
        "outlet": t("Leaks Daily"),
        "title": t("All points"),
        "published": "2025-11-20",
        "url": "https://a.example/1",
    }
    paper = {
        "id": "paper", "outlet": t("Paper"), "title": t("What changed"), "published": "2025-11-24", "url": "https://b.example/2",
        "claims": [
            claim("accepted", "value", "cap", by="Minister", value=cap(800000), gist=t("The cap is 800,000.")),
            claim("dropped", "value", "cap", by="Envoy", value={"army-size": {"bound": "none"}}, quote=t("no cap at all")),
            claim("gone", "removed", "money", by="Envoy", gist=t("The money is out.")),
            claim("brackets", "bracketed", "nato", by="Envoy", gist=t("NATO is in brackets.")),
            claim("four", "count", by="Envoy", value=4),
            claim("six", "count", by="Minister", value=6),
        ],
    }  # fmt: skip
    return Plan.model_validate(
        {
            "title": t("The plan"),
            "issues": {
                "army-cap": {"title": t("Army cap"), "about": t("Size of the army")},
                "nato": {"title": t("NATO"), "about": t("Membership")},
            },
            "speakers": {t("Minister"): {"kind": "official"}, t("Envoy"): {"kind": "unnamed"}},
            "quantities": {"army-size": {"issue": "army-cap", "unit": "personnel", "title": t("army size")}},
            "main_line": ["first", "second", "third"],
            "versions": {"first": first, "second": second, "third": third},
            "articles": {"leak": leak, "paper": paper},
        }
    )


def compared(facts: Facts) -> Callable[[str, str], Comparison]:
    """Return what gives the comparison of two versions of a plan, each pair once."""
    return cache(lambda old, new: compare(facts, old, new))


def the_diff(old: str = "first", new: str = "second", mark: str = "", *, explain: bool = False) -> DiffPage:
    """Return the page of a comparison of two versions of the plan."""
    facts = Facts(the_plan(mark))
    return diff_page(compared(facts)(old, new), facts.plan, explain=explain)


def page(kind: str, mark: str = "", plan_: Plan | None = None) -> Any:
    """Return one of `PAGES` for the plan, or for one made from it."""
    facts = Facts(plan_ or the_plan(mark))
    plan, compare_ = facts.plan, compared(facts)
    makers: dict[str, Callable[[], Any]] = {
        "diff": lambda: diff_page(compare_("first", "second"), plan, explain=True),
        "brief": lambda: brief_page(facts, compare_),
        "issue": lambda: issue_page("army-cap", facts, compare_),
        "issues": lambda: issues_page(facts),
        "version": lambda: version_page(plan.versions["second"], facts),
        "log": lambda: log_page(facts),
        "knowledge": lambda: knowledge_page(facts),
        "evidence": lambda: evidence_page([compare_("first", "second"), compare_("second", "third")], plan),
        "table": lambda: table_page(("first", "second", "third"), facts, compare_),
        "why": lambda: why_page(_cap(compare_("first", "second")), compare_("first", "second"), facts),
    }
    return makers[kind]()


def _cap(comparison: Comparison) -> Change:
    return next(change for change in comparison.changes if "cap" in change.matters)


def loose(old: str, new: str) -> Comparison:
    """Return the comparison of two texts of one point each, without a plan."""
    sides = [
        Version.model_validate({"id": name, "points_held": "all", "points": [{"number": "1", "text": text}]})
        for name, text in (("old", old), ("new", new))
    ]
    return compare_files(sides[0], sides[1])
