"""Pages and comparisons as JSON: keys in a fixed order, Cyrillic as it is, unseen characters escaped.

`diff` is a contract (`planstrack.diff/1`, schema/diff.json) and speaks of the comparison itself; the other objects are
their pages, field by field, behind a `format` of their own.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from planstrack.render.printable import json_text

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.dispute import Dispute
    from planstrack.compare.values import Change, Comparison, QuantityChange, Side
    from planstrack.model import Amount, Version

DIFF = "planstrack.diff/1"


def number(value: Decimal) -> int | float:
    """Return a decimal as JSON writes it: a whole number without a point."""
    return int(value) if value == value.to_integral_value() else float(value)


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _amount(value: Amount | None) -> dict[str, Any] | None:
    if value is None:
        return None
    found: dict[str, Any] = {"bound": value.bound, "value": None if value.value is None else number(value.value)}
    if value.upper is not None:
        found["upper"] = number(value.upper)
    if value.condition:
        found["condition"] = value.condition
    return found


def _version(version: Version) -> dict[str, Any]:
    return {
        "id": version.id,
        "title": version.title,
        "date": _day(version.date),
        "points_held": version.points_held,
        "points_total": version.points_total,
        "text": version.text,
        "known": _day(version.known),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "index": side.index,
        "id": side.id,
        "number": side.number,
        "title": side.title,
        "held": side.held,
        "wording": side.wording,
        "status": side.status,
        "text": side.text,
    }


def _quantity(change: QuantityChange) -> dict[str, Any]:
    return {
        "name": change.name,
        "title": change.title,
        "old": _amount(change.old),
        "new": _amount(change.new),
        "unit": change.unit,
        "difference": None if change.difference is None else number(change.difference),
        "percent": None if change.percent is None else number(change.percent),
        "basis": change.basis,
    }


def _value(value: object) -> Any:
    """Return what a claim or a side of a dispute gives: a count, a saying, an amount, amounts by quantity."""
    if isinstance(value, dict):
        return {name: _amount(amount) for name, amount in value.items()}
    return value if value is None or isinstance(value, (int, str)) else _amount(value)  # type: ignore[arg-type]


def evidence_object(item: Evidence) -> dict[str, Any]:
    """Return one claim as JSON data."""
    return {
        "article": item.article,
        "claim": item.claim,
        "quote": item.quote,
        "gist": item.gist,
        "says": item.says,
        "value": _value(item.value),
        "stance": item.stance,
        "said_by": list(item.said_by),
        "speaker": item.speaker,
        "speaker_kind": item.speaker_kind,
        "check": item.check,
        "stands": item.stands,
        "outlet": item.outlet,
        "title": item.title,
        "url": item.url,
        "published": _day(item.published),
    }


def dispute_object(dispute: Dispute) -> dict[str, Any]:
    """Return a dispute as JSON data; its claims are named by key (`article#claim`)."""
    return {
        "id": dispute.id,
        "version": dispute.version,
        "about": dispute.about,
        "kind": dispute.kind,
        "sides": [
            {
                "says": side.says,
                "value": _value(side.value),
                "speakers": list(side.speakers),
                "claims": [item.key for item in side.evidence],
            }
            for side in dispute.sides
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    details = [
        {"at": at, "kinds": sorted(edit.kinds), "move": edit.move}
        for at, edit in enumerate(change.redline)
        if edit.kinds or edit.move is not None
    ]
    return {
        "id": change.id,
        "verdict": change.verdict,
        "basis": change.basis,
        "disputed": change.disputed,
        "shape": change.shape,
        "aspects": list(change.aspects),
        "reason": change.reason,
        "match": {
            "how": change.match.how,
            "score": round(change.match.score, 4),
            "why": change.match.why,
            "close": [
                {"old": list(rival.old), "new": list(rival.new), "score": round(rival.score, 4), "why": rival.why}
                for rival in change.match.close
            ],
        },
        "old": [_side(side) for side in change.old],
        "new": [_side(side) for side in change.new],
        "redline": [[edit.op, edit.text] for edit in change.redline],
        "redline_details": details,
        "quantities": [_quantity(item) for item in change.quantities],
        "status": {"old": change.status.old, "new": change.status.new} if change.status else None,
        "issues": list(change.issues),
        "notes": list(change.notes),
        "evidence": [evidence_object(item) for item in change.evidence],
        "disputes": [dispute_object(item) for item in change.disputes],
    }


def diff_object(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as the contract has it (`planstrack.diff/1`), as plain data."""
    accounting = comparison.accounting
    return {
        "format": DIFF,
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "as_of": _day(comparison.as_of),
        "accounting": {
            "old_total": accounting.old_total,
            "new_total": accounting.new_total,
            "identified": accounting.identified,
            "unaccounted": accounting.unaccounted,
            "verdicts": dict(accounting.verdicts),
            "note": accounting.note,
        },
        "notes": list(comparison.notes),
        "disputes": [dispute_object(item) for item in comparison.disputes],
        "changes": [_change(change) for change in comparison.changes],
    }


def diff(comparison: Comparison) -> str:
    """Return a comparison as JSON text, ended by a line feed."""
    return json_text(diff_object(comparison)) + "\n"


def plain(value: Any) -> Any:
    """Return page values as JSON data: records field by field, in their order, sets sorted, dates as YYYY-MM-DD."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, Decimal):
        return number(value)
    return value.isoformat() if isinstance(value, date) else value


def page(kind: str, value: Any) -> str:
    """Return a page as JSON text behind its format: `page("issue", …)` is a `planstrack.issue/1`."""
    return json_text({"format": f"planstrack.{kind}/1", **plain(value)}) + "\n"
