"""Pages and comparisons as JSON: keys in a fixed order, Cyrillic as it is, unseen characters escaped.

`diff` is a contract (`planstrack.diff/2`, schema/diff.json) and speaks of the comparison itself; the other objects are
their pages, field by field, behind a `format` of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from planstrack.compare.records import evidence_in
from planstrack.model import Amount, Count
from planstrack.render.printable import json_text

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.claims.speakers import SourceRange
    from planstrack.compare.records import (
        AnswerValue,
        Aspect,
        Change,
        Comparison,
        Dispute,
        Fact,
        Ground,
        Position,
        QuantityChange,
        Side,
    )
    from planstrack.model import Version

DIFF = "planstrack.diff/2"
_PAGES = 2
"""The number behind the format of every page; it rises when a field of one is taken away or means something else."""


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


def _count(value: Count) -> int | list[int] | dict[str, int]:
    """Return a count as the YAML files write it: `19`, `[26, 28]` for one of them, `{about: 20}`."""
    if value.about:
        return {"about": value.any_of[0]}
    return value.any_of[0] if len(value.any_of) == 1 else list(value.any_of)


def _answer(value: AnswerValue) -> Any:
    if isinstance(value, Count):
        return _count(value)
    return _amount(value) if isinstance(value, Amount) else value


def _keys(grounds: Iterable[Ground]) -> list[str]:
    return [ground.key for ground in grounds]


def _sources(found: SourceRange) -> dict[str, int]:
    return {"at_least": found.at_least, "at_most": found.at_most, "unnamed": found.unnamed}


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
        "basis": side.basis,
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
        "old_basis": change.old_basis,
        "new_basis": change.new_basis,
        "changed": change.changed,
        "contested": change.contested,
        "rivals": [_amount(amount) for amount in change.rivals],
        "grounds": _keys(change.grounds),
    }


def evidence_object(item: Evidence) -> dict[str, Any]:
    """Return one claim as JSON data."""
    about = item.about
    return {
        "article": item.article,
        "claim": item.claim,
        "quote": item.quote,
        "translation": item.translation,
        "gist": item.gist,
        "about": {
            "version": about.version,
            "since": about.since,
            "points": list(about.points),
            "matter": about.matter,
            "claim": about.claim,
            "issues": list(about.issues),
        },
        "says": item.says,
        "to": item.to,
        "scope": item.scope,
        "value": (
            {name: _amount(amount) for name, amount in item.amounts.items()}
            if item.amounts
            else None
            if item.count is None
            else _count(item.count)
        ),
        "stance": item.stance,
        "said_by": list(item.said_by),
        "speaker": item.speaker,
        "speaker_kind": item.origin.speaker_kind,
        "credibility": item.credibility,
        "check": item.check,
        "stands": item.stands,
        "outlet": item.outlet,
        "outlet_kind": item.outlet_kind,
        "title": item.title,
        "url": item.url,
        "language": item.language,
        "published": _day(item.day),
    }


def _position(side: Position) -> dict[str, Any]:
    return {
        "answer": {"says": side.says, "value": _answer(side.value)},
        "basis": side.basis,
        "grounds": _keys(side.grounds),
        "speakers": list(side.speakers),
        "sources": _sources(side.sources),
    }


def dispute_object(dispute: Dispute) -> dict[str, Any]:
    """Return a dispute as JSON data; its grounds are named by key."""
    return {
        "id": dispute.id,
        "question": dispute.question,
        "title": dispute.title,
        "about": dispute.about,
        "version": dispute.version,
        "matter": dispute.matter,
        "issues": list(dispute.issues),
        "sides": [_position(side) for side in dispute.sides],
        "also_said": [_position(side) for side in dispute.also_said],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "question": fact.question,
        "matter": fact.matter,
        "versions": list(fact.versions),
        "answer": _answer(fact.answer),
        "basis": fact.basis,
        "grounds": _keys(fact.grounds),
        "part": fact.part,
        "name": fact.name,
        "against": fact.against,
    }


def _aspects(aspects: Sequence[Aspect]) -> dict[str, Any]:
    """Return aspects by name; of several with one name the first stands there and the others in its `also`."""
    found: dict[str, Any] = {}
    for aspect in aspects:
        told = {
            "old": aspect.old,
            "new": aspect.new,
            "basis": aspect.basis,
            "grounds": _keys(aspect.grounds),
            "of": aspect.of,
        }
        if aspect.name in found:
            found[aspect.name]["also"].append(told)
        else:
            found[aspect.name] = {**told, "also": []}
    return found


def _all_grounds(change: Change) -> tuple[Ground, ...]:
    """Return every ground that anything of a change names, each once."""
    found = [
        *change.grounds,
        *(ground for fact in change.because for ground in fact.grounds),
        *(ground for aspect in change.aspects for ground in aspect.grounds),
        *(ground for quantity in change.quantities for ground in quantity.grounds),
        *(ground for part in change.parts for ground in part.grounds),
        *_grounds_of(change.disputes),
    ]
    return tuple({ground.key: ground for ground in found}.values())


def _grounds_of(disputes: Iterable[Dispute]) -> Iterator[Ground]:
    for dispute in disputes:
        for side in (*dispute.sides, *dispute.also_said):
            yield from side.grounds


def _places(grounds: Iterable[Ground]) -> dict[str, Any]:
    """Return what the grounds are that are no claims: what kind of thing, and where it stands in the plan's files."""
    return {
        ground.key: {
            "kind": ground.kind,
            "basis": ground.basis,
            "file": list(ground.file),
            "route": list(ground.route),
            "articles": list(ground.articles),
            "gist": ground.gist,
        }
        for ground in grounds
        if ground.evidence is None
    }


def _change(change: Change) -> dict[str, Any]:
    details = [
        {"at": at, "kinds": sorted(edit.kinds), "move": edit.move}
        for at, edit in enumerate(change.redline)
        if edit.kinds or edit.move is not None
    ]
    nearest, grounds = change.match.nearest, _all_grounds(change)
    claims = {item.key: item for item in (*evidence_in(grounds), *change.also_on_file)}
    return {
        "id": change.id,
        "verdict": change.verdict,
        "basis": change.basis,
        "disputed": change.disputed,
        "shape": change.shape,
        "title": change.title,
        "matters": list(change.matters),
        "reason_code": change.reason_code,
        "reason": change.reason,
        "moved_to": change.moved_to,
        "grounds": _keys(change.grounds),
        "sources": _sources(change.sources),
        "because": [_fact(fact) for fact in change.because],
        "aspects": _aspects(change.aspects),
        "parts": [
            {
                "part": part.part,
                "title": part.title,
                "verdict": part.verdict,
                "basis": part.basis,
                "grounds": _keys(part.grounds),
                "moved_to": part.moved_to,
            }
            for part in change.parts
        ],
        "disputes": [dispute_object(item) for item in change.disputes],
        "also_on_file": [item.key for item in change.also_on_file],
        "match": {
            "how": change.match.how,
            "score": round(change.match.score, 4),
            "why": change.match.why,
            "close": [
                {"old": list(rival.old), "new": list(rival.new), "score": round(rival.score, 4), "why": rival.why}
                for rival in change.match.close
            ],
            "nearest": nearest and {"index": nearest.index, "score": round(nearest.score, 4), "why": nearest.why},
        },
        "links": [{"old": link.old, "new": link.new, "basis": link.basis} for link in change.links],
        "old": [_side(side) for side in change.old],
        "new": [_side(side) for side in change.new],
        "redline": [[edit.op, edit.text] for edit in change.redline],
        "redline_details": details,
        "quantities": [_quantity(item) for item in change.quantities],
        "issues": list(change.issues),
        "notes": list(change.notes),
        "evidence": [evidence_object(item) for item in claims.values()],
        "places": _places(grounds),
    }


def diff_object(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as the contract has it (`planstrack.diff/2`), as plain data."""
    accounting = comparison.accounting
    grounds = tuple({ground.key: ground for ground in _grounds_of(comparison.disputes)}.values())
    claims = {item.key: item for item in (*evidence_in(grounds), *comparison.on_the_whole)}
    return {
        "format": DIFF,
        **({"variants": True} if comparison.variants else {}),
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "relation": comparison.relation,
        "as_of": _day(comparison.as_of),
        "left_out": list(comparison.left_out),
        "accounting": {
            "old": list(accounting.old),
            "new": list(accounting.new),
            "fewer": None if accounting.fewer is None else list(accounting.fewer),
            "identified": accounting.identified,
            "identified_disputed": accounting.identified_disputed,
            "unaccounted": None if accounting.unaccounted is None else list(accounting.unaccounted),
            "verdicts": dict(accounting.verdicts),
            "note": accounting.note,
        },
        "notes": list(comparison.notes),
        "disputes": [dispute_object(item) for item in comparison.disputes],
        "on_the_whole": [item.key for item in comparison.on_the_whole],
        "changes": [_change(change) for change in comparison.changes],
        "evidence": [evidence_object(item) for item in claims.values()],
        "places": _places(grounds),
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
    """Return a page as JSON text behind its format: `page("issue", …)` is a `planstrack.issue/2`."""
    return json_text({"format": f"planstrack.{kind}/{_PAGES}", **plain(value)}) + "\n"
