"""Rules on witnesses: spans that are spans, name points, take no word twice, and fit the text that they are of."""

from __future__ import annotations

from collections.abc import Iterator

from planstrack.check.finding import finding, see
from planstrack.claims.witnesses import Fault, FaultKind, Texts, faults
from planstrack.model import Plan, Witness
from planstrack.problem import Problem

_CODES: dict[FaultKind, str] = {
    "uneven": "bad-span",
    "void": "bad-span",
    "nameless": "span-of-no-point",
    "twice": "spans-overlap",
    "overlap": "spans-overlap",
    "beyond": "span-past-the-end",
    "wordless": "span-past-the-end",
}
_IN_TEXT: frozenset[FaultKind] = frozenset(("beyond", "wordless"))
"""What only the text can show."""


def _message(fault: Fault, witness: Witness) -> tuple[str, str]:
    """Return what is wrong with a span, and how to mend it."""
    if fault.kind == "uneven":
        found = len(witness.spans[fault.key])
        return f"the span has {found} numbers: a start stands without its end", "write pairs: [start, end, start, end]"
    if fault.kind == "void":
        at = fault.at or 0
        value = witness.spans[fault.key][at]
        if at % 2 == 0:
            return f"{value} is no place in a text", "count code points from 0"
        start = witness.spans[fault.key][at - 1]
        return (
            f"this span holds nothing: it ends at {value} and starts at {start}",
            "the end is the place behind the last character",
        )
    if fault.kind == "nameless":
        return (
            f"'{fault.key[:100]}' names no point of this version",
            "name a point by its id or its position from 0, a part as POINT/POSITION: army-cap/0",
        )
    if fault.kind == "twice":
        return (
            f"'{fault.key[:100]}' is the point that '{(fault.other or '')[:100]}' names",
            "give each point one span of several pieces",
        )
    if fault.kind == "overlap":
        return (
            f"these words are those of '{(fault.other or '')[:100]}' too",
            "a span covers its own words only: those of parts stand under their own keys",
        )
    if fault.kind == "beyond":
        return "the archived text ends before this place", "the spans are of another text: import it again"
    return "no words stand at this place of the archived text", "the spans are of another text: import it again"


def _problem(plan: Plan, owner: str, index: int, witness: Witness, fault: Fault) -> Problem:
    message, hint = _message(fault, witness)
    spans = ("witnesses", index, "spans")
    route = (*spans, fault.key) if fault.at is None else (*spans, fault.key, fault.at)
    others = (see(plan, "the other span", "version", owner, (*spans, fault.other)),) if fault.other else ()
    return finding(
        plan,
        _CODES[fault.kind],
        message,
        "version",
        owner,
        route,
        key=fault.kind in ("nameless", "twice"),
        hint=hint,
        see_also=others if fault.other != fault.key else (),
    )


def spans_name_words_of_points(plan: Plan) -> Iterator[Problem]:
    """Every span of a witness is a pair of places or several, names a point or part, and shares no word with another."""
    for owner, version in plan.versions.items():
        for index, witness in enumerate(version.witnesses):
            for fault in faults(version, witness):
                yield _problem(plan, owner, index, witness, fault)


def witnesses_fit_their_texts(plan: Plan, texts: Texts) -> Iterator[Problem]:
    """Where the text of a witness is at hand, it is unaltered and has words at every span."""
    for owner, version in plan.versions.items():
        for index, witness in enumerate(version.witnesses):
            for fault in texts.unfit.get((owner, witness.id), ()):
                if fault.kind in _IN_TEXT:
                    yield _problem(plan, owner, index, witness, fault)
            if texts.presence.get((owner, witness.id)) == "altered":
                yield finding(
                    plan,
                    "text-altered",
                    "the archived text does not match its hash: it was altered after it was stored",
                    "version",
                    owner,
                    ("witnesses", index, "sha256"),
                    hint="import the document again: planstrack import",
                )
