"""Small plans for tests, each written as YAML in the test itself, with short forms for points and claims.

The YAML is what plan folders hold, all files in one: `versions:` and `articles:` by their ids, and whatever plan.yaml
may say. Short forms, since a test is about one thing:

- a version's title is its id, an article's outlet "Paper" and its day 1 December 2025, unless they are given;
- a point that is a bare word is a summary with that id: `cap` is `{id: cap, wording: paraphrase, text: About cap.}`;
- `verbatim:`, `translation:`, `paraphrase:` and `reported:` give a point's text and its wording in one;
- `claims:` at the top are those of the article `paper`, each `{<what it says>: <points>}` with `in:` (left out: the
  version `new`), `since:`, `by:`, and any key of a claim or of its `about`; for a value or a count, `{of: <points>,
  value: …}` and `{count: 19}`.
"""

from __future__ import annotations

from typing import Any

from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.records import Change, Comparison, Dispute, Position
from planstrack.loading.nodes import plain_data, tree_of
from planstrack.model import STATUS_SAYINGS, Plan
from planstrack.source import Source

ALWAYS: dict[str, Any] = {
    "title": "A plan",
    "language": "en",
    "parties": {"ua": "Ukraine", "ru": "Russia", "us": "United States"},
    "issues": {
        "territory": {
            "title": "Territory",
            "matters": {"land-swaps": "Land swaps", "recognition": "Recognition of regions"},
        },
        "army-cap": {"title": "Army cap"},
        "nato": {"title": "NATO", "matters": {"clause": "The clause in the constitution"}},
    },
    "quantities": {
        "army-size": {"issue": "army-cap", "unit": "personnel", "title": "army size"},
        "term": {"unit": "years"},
    },
    "speakers": {
        "Ann": {"kind": "official", "party": "ua", "aliases": ["Anna", "Анна"]},
        "Bob": {"kind": "official", "party": "ru"},
        "Cat": {"kind": "official", "party": "us"},
        "Institute": {"kind": "institution"},
        "Ukrainian officials": {"kind": "unnamed", "party": "ua", "aliases": ["Kyiv officials"]},
        "other Ukrainian officials": {"kind": "unnamed", "party": "ua"},
        "Russian officials": {"kind": "unnamed", "party": "ru"},
        "not Ann": {"kind": "unnamed", "party": "ua", "may_be": []},
        "a source": {"kind": "unnamed"},
        "another source": {"kind": "unnamed"},
    },
    "outlets": {
        "Paper": {}, "Wire": {"kind": "agency"}, "Mirror": {"kind": "mirror"}, "Relay": {"kind": "relay"},
        "Rewriter": {"kind": "rewrite"},
    },
}  # fmt: skip

_WORDINGS = ("verbatim", "translation", "paraphrase", "reported")
_SAYS = frozenset((
    "added", "removed", "kept", "reworded", "moved", "joined", "split", "count", "value", "discussed", "sought",
    "denied", "corrected", "confirmed", *STATUS_SAYINGS,
))  # fmt: skip
_ABOUT = ("since", "matter", "issues", "claim")


def _point(written: Any) -> Any:
    if isinstance(written, str):
        return {"id": written, "wording": "paraphrase", "text": f"About {written}."}
    point = dict(written)
    for wording in _WORDINGS:
        if wording in point:
            text = point.pop(wording)
            point["wording"] = wording
            if text is not None:
                point["text"] = text
    if "parts" in point:
        point["parts"] = [_part(part) for part in point["parts"]]
    return point


def _part(written: Any) -> Any:
    """A part has the wording of its point unless it says another."""
    return {"id": written, "text": f"About {written}."} if isinstance(written, str) else _point(written)


def _listed(written: Any) -> list[Any]:
    return [] if written is None else written if isinstance(written, list) else [written]


def _claim(at: int, written: dict[str, Any]) -> dict[str, Any]:
    claim = dict(written)
    [says] = _SAYS & claim.keys()
    points = claim.pop("of", None) if says in ("value", "count") else claim.pop(says)
    about = {"version": claim.pop("in", "new"), "points": _listed(points)}
    if says == "count":
        claim["value"] = claim.pop("count")
    about.update({key: claim.pop(key) for key in _ABOUT if key in claim})
    return {
        "id": f"c{at}",
        "says": says,
        "about": {key: value for key, value in about.items() if value is not None},
        "said_by": _listed(claim.pop("by", None)),
        **claim,
    }


def plan(text: str) -> Plan:
    """Return the plan that a YAML text gives."""
    tree = tree_of(Source("plan.yaml", text))
    assert tree.root is not None
    assert not tree.problems, tree.problems
    data = {**ALWAYS, **plain_data(tree.root)}
    claims = data.pop("claims", None)
    articles = {name: article or {} for name, article in data.get("articles", {}).items()}
    if claims:
        articles["paper"] = {**articles.get("paper", {}), "claims": claims}
    versions = {name: dict(version or {}) for name, version in data.get("versions", {}).items()}
    for name, version in versions.items():
        version.update(id=name, title=version.get("title", name), points=[_point(p) for p in version.get("points", ())])
    made = {
        name: {
            "id": name,
            "outlet": "Paper",
            "published": "2025-12-01",
            **article,
            "claims": [_claim(at, claim) for at, claim in enumerate(article.get("claims", ()), 1)],
        }
        for name, article in articles.items()
    }
    return Plan.model_validate({**data, "versions": versions, "articles": made})


def facts(text: str) -> Facts:
    """Return what is on file in the plan that a YAML text gives."""
    return Facts(plan(text))


def compared(text: str, old: str = "old", new: str = "new") -> Comparison:
    """Return the comparison of two versions of the plan that a YAML text gives."""
    return compare(facts(text), old, new)


def change_in(comparison: Comparison, name: str | None = None) -> Change:
    """Return the change of this name, the only one where none is given."""
    found = [change for change in comparison.changes if name is None or change.id.rpartition("/")[2] == name]
    assert len(found) == 1, [change.id for change in comparison.changes]
    return found[0]


def change(text: str, name: str | None = None, old: str = "old", new: str = "new") -> Change:
    """Return one change between two versions of the plan that a YAML text gives."""
    return change_in(compared(text, old, new), name)


def told(found: Change) -> tuple[str, str, bool]:
    """Return a change's verdict, its basis, and whether it is disputed."""
    return found.verdict, found.basis, found.disputed


def cited(found: Change | Position) -> list[str]:
    """Return the keys of what carries a verdict or a side, sorted."""
    return sorted(ground.key for ground in found.grounds)


def sides_of(dispute: Dispute) -> dict[str, list[str]]:
    """Return each side of a dispute as it is told, with the keys of its grounds."""
    return {side.says: cited(side) for side in dispute.sides}
