"""What a claim means: one row for each word that `says` may be, and nothing about it stands anywhere else.

A row tells what the saying answers on each question (is the point there, does it say the same, which status has it …),
what its contrary answers (`stance: disputes`), which typed status it backs, and how it is told. A question that a
saying does not answer is waived with a sentence, so that no gap is an oversight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from planstrack.model import Says, Status

Question = Literal["present", "same", "value", "status", "talked", "count"]
"""What can be asked of a matter in a version (of two versions, for `same`; of the version itself, for `count`)."""

QUESTIONS: tuple[Question, ...] = get_args(Question)

LookedUp = Literal["since", "version"]
"""In which of its two versions a claim's numbers and labels are looked up first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One row of the table.

    `before` and `after` say whether the matter is in the version `since` and in the version the claim is about; `same`
    whether it says the same in both; `talked` whether the talks touched it. None is no answer. `denial_after` and
    `denial_same` are the answers of a claim that disputes it. `words` tell the claim as what it says, `side` as one
    side of a dispute, `contrary` as the side of those who dispute it.
    """

    kind: Literal["change", "state", "talk"]
    words: str
    side: str
    contrary: str
    before: bool | None = None
    after: bool | None = None
    same: bool | None = None
    status: Status | None = None
    talked: bool | None = None
    denial_before: bool | None = None
    denial_after: bool | None = None
    denial_same: bool | None = None
    answers: frozenset[Question] = frozenset()
    looked_up: LookedUp = "version"
    waived: Mapping[Question, str] = field(default_factory=lambda: MappingProxyType({}))


_NO_NUMBER = "it gives no amount"
_NO_STATUS = "it says nothing of how far the point is settled"
_NO_TALK = "what stands in a text is not the same as what was talked of"
_NO_COUNT = "it speaks of one point, not of how many there are"
_CHANGE: Mapping[Question, str] = {"value": _NO_NUMBER, "status": _NO_STATUS, "talked": _NO_TALK, "count": _NO_COUNT}
_NO_PAIR = "a state of one version compares it with no other"
_STATE: Mapping[Question, str] = {"same": _NO_PAIR, "value": _NO_NUMBER, "talked": _NO_TALK, "count": _NO_COUNT}
_TALK: Mapping[Question, str] = {
    "present": "that somebody spoke of it does not put it into the text",
    "same": "talk of a matter compares no texts",
    "value": _NO_NUMBER,
    "status": _NO_STATUS,
    "count": _NO_COUNT,
}
_POINTER = "it says what the claim that it names says, or the contrary"

SAYINGS: Mapping[Says, Saying] = MappingProxyType({
    "added": Saying(
        kind="change", words="says it was added", side="added", contrary="not added",
        before=False, after=True, denial_after=False, answers=frozenset({"present"}),
        waived={**_CHANGE, "same": "what one version lacks is the same or different in neither"},
    ),
    "removed": Saying(
        kind="change", words="says it was removed", side="removed", contrary="not removed",
        before=True, after=False, denial_after=True, answers=frozenset({"present"}), looked_up="since",
        waived={**_CHANGE, "same": "what one version lacks is the same or different in neither"},
    ),
    "kept": Saying(
        kind="change", words="says it was kept", side="kept as it was", contrary="not kept as it was",
        before=True, after=True, same=True, denial_same=False, answers=frozenset({"present", "same"}), waived=_CHANGE,
    ),
    "reworded": Saying(
        kind="change", words="says it was changed", side="changed", contrary="not changed",
        before=True, after=True, same=False, denial_before=True, denial_after=True, denial_same=True,
        answers=frozenset({"present", "same"}), waived=_CHANGE,
    ),
    "joined": Saying(
        kind="change", words="says it was joined with others", side="joined with others", contrary="not joined",
        before=True, after=True, same=False, denial_before=True, denial_after=True, denial_same=True,
        answers=frozenset({"present", "same"}), looked_up="since", waived=_CHANGE,
    ),
    "split": Saying(
        kind="change", words="says it was split", side="split", contrary="not split",
        before=True, after=True, same=False, denial_before=True, denial_after=True, denial_same=True,
        answers=frozenset({"present", "same"}), looked_up="since", waived=_CHANGE,
    ),
    "moved": Saying(
        kind="change", words="says it was moved", side="moved", contrary="not moved",
        before=True, answers=frozenset({"present"}), looked_up="since",
        waived={**_CHANGE, "same": "at another place, or in another paper, it may say the same or not"},
    ),
    "agreed": Saying(
        kind="state", words="says it is agreed", side="agreed", contrary="not agreed",
        after=True, status="agreed", answers=frozenset({"present", "status"}), waived=_STATE,
    ),
    "bracketed": Saying(
        kind="state", words="says it is in brackets", side="in brackets (not agreed)", contrary="not in brackets",
        after=True, status="bracketed", answers=frozenset({"present", "status"}), waived=_STATE,
    ),
    "proposed": Saying(
        kind="state", words="says it stands as a proposal", side="in the text as a proposal", contrary="not proposed",
        after=True, status="proposed", answers=frozenset({"present", "status"}), waived=_STATE,
    ),
    "open": Saying(
        kind="state", words="says it is open", side="still open", contrary="not open",
        status="open", answers=frozenset({"status"}),
        waived={**_STATE, "present": "what is open may stand in the text in brackets, or not yet at all"},
    ),
    "parked": Saying(
        kind="state", words="says it is parked", side="parked for later", contrary="not parked",
        status="parked", answers=frozenset({"status"}),
        waived={**_STATE, "present": "what is parked may stand in the text, or in no text for now"},
    ),
    "dropped": Saying(
        kind="state", words="says it is dropped", side="dropped", contrary="not dropped",
        after=False, status="dropped", denial_after=True, answers=frozenset({"present", "status"}), waived=_STATE,
    ),
    "value": Saying(
        kind="state", words="gives a number", side="a number", contrary="another number",
        after=True, answers=frozenset({"present", "value"}),
        waived={
            "same": _NO_PAIR, "status": _NO_STATUS, "talked": _NO_TALK, "count": _NO_COUNT,
        },
    ),
    "count": Saying(
        kind="state", words="gives a count", side="a count", contrary="another count",
        answers=frozenset({"count"}),
        waived={
            "present": "how many points there are does not say which", "same": _NO_PAIR, "value": "a count is of points",
            "status": _NO_STATUS, "talked": _NO_TALK,
        },
    ),
    "discussed": Saying(
        kind="talk", words="says it was discussed", side="discussed", contrary="not discussed",
        talked=True, answers=frozenset({"talked"}), waived=_TALK,
    ),
    "sought": Saying(
        kind="talk", words="wants it", side="sought", contrary="not sought",
        talked=True, answers=frozenset({"talked"}), waived=_TALK,
    ),
    "denied": Saying(
        kind="talk", words="denies it", side="denied", contrary="a denial that is contradicted",
        talked=False, answers=frozenset({"talked"}), waived=_TALK,
    ),
    "corrected": Saying(
        kind="talk", words="corrects it", side="corrected", contrary="not corrected",
        waived=dict.fromkeys(QUESTIONS, _POINTER),
    ),
    "confirmed": Saying(
        kind="talk", words="confirms it", side="confirmed", contrary="not confirmed",
        waived=dict.fromkeys(QUESTIONS, _POINTER),
    ),
})  # fmt: skip
"""Every saying. Read it with `[]`: a word that is missing here is a mistake in the program, never silence."""


def backs(says: Says) -> Status | None:
    """Return the status that a claim of this saying backs where a point gives it; None for none.

    >>> backs("agreed"), backs("kept")
    ('agreed', None)
    """
    return SAYINGS[says].status


STATUS_SAYINGS: frozenset[Says] = frozenset(name for name, saying in SAYINGS.items() if saying.status)
"""The sayings that give a status."""

SETTLEMENT: Mapping[Status, str] = MappingProxyType({
    "agreed": "agreed", "open": "not agreed", "bracketed": "not agreed", "parked": "not agreed",
    "dropped": "dropped", "proposed": "proposed",
})  # fmt: skip
"""Which answer a status is on how far a point is settled: reports use open, bracketed and parked for one another."""


def settlements_exclude(one: str, other: str) -> bool:
    """Return whether two answers of `SETTLEMENT` cannot both be right.

    What is dropped is nothing else; agreed is not "not agreed"; a proposal may be either.

    >>> settlements_exclude("agreed", "not agreed"), settlements_exclude("proposed", "agreed")
    (True, False)
    """
    return one != other and ("dropped" in (one, other) or {one, other} == {"agreed", "not agreed"})
