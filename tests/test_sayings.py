"""The one table of what `says` means: every word of the model has a row, every question an answer or a sentence why not."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from planstrack.claims.sayings import (
    QUESTIONS,
    SAYINGS,
    SETTLEMENT,
    STATUS_SAYINGS,
    Question,
    Saying,
    backs,
    settlements_exclude,
)
from planstrack.model import ChangeSays, Says, Stance, Status

WORDS: tuple[Says, ...] = get_args(Says)
ROWS = [pytest.param(says, question, id=f"{says}: {question}") for says, question in product(WORDS, QUESTIONS)]


def test_every_word_of_the_model_has_a_row_and_every_row_is_a_word_of_the_model() -> None:
    assert sorted(SAYINGS) == sorted(WORDS)


def test_the_questions_are_those_of_the_design() -> None:
    assert set(QUESTIONS) == {"present", "same", "value", "status", "talked", "count"}


@pytest.mark.parametrize(("says", "question"), ROWS)
def test_a_question_is_answered_or_waived_with_a_sentence_never_both_never_neither(
    says: Says, question: Question
) -> None:
    row = SAYINGS[says]
    assert (question in row.answers) != (question in row.waived)
    if question in row.waived:
        assert len(row.waived[question].split()) >= 4, "a waiver is a sentence"


@pytest.mark.parametrize(("says", "question"), ROWS)
def test_what_is_answered_is_what_the_row_holds(says: Says, question: Question) -> None:
    row = SAYINGS[says]
    holds = {
        "present": row.before is not None or row.after is not None,
        "same": row.same is not None,
        "value": says == "value",
        "status": row.status is not None,
        "talked": row.talked is not None,
        "count": says == "count",
    }
    assert (question in row.answers) == holds[question]


@pytest.mark.parametrize("says", WORDS)
def test_nothing_is_answered_or_waived_but_the_questions(says: Says) -> None:
    assert set(SAYINGS[says].answers) | set(SAYINGS[says].waived) == set(QUESTIONS)


@pytest.mark.parametrize("says", WORDS)
def test_each_side_is_told_in_its_own_words(says: Says) -> None:
    row = SAYINGS[says]
    assert row.words
    assert row.side
    assert row.contrary
    assert row.side != row.contrary


TOLD: dict[Says, tuple[str, str, str]] = {
    "added": ("says it was added", "added", "not added"),
    "removed": ("says it was removed", "removed", "not removed"),
    "kept": ("says it was kept", "kept as it was", "not kept as it was"),
    "reworded": ("says it was changed", "changed", "not changed"),
    "joined": ("says it was joined with others", "joined with others", "not joined"),
    "split": ("says it was split", "split", "not split"),
    "moved": ("says it was moved", "moved", "not moved"),
    "agreed": ("says it is agreed", "agreed", "not agreed"),
    "bracketed": ("says it is in brackets", "in brackets (not agreed)", "not in brackets"),
    "proposed": ("says it stands as a proposal", "in the text as a proposal", "not proposed"),
    "open": ("says it is open", "still open", "not open"),
    "parked": ("says it is parked", "parked for later", "not parked"),
    "dropped": ("says it is dropped", "dropped", "not dropped"),
    "value": ("gives a number", "a number", "another number"),
    "count": ("gives a count", "a count", "another count"),
    "discussed": ("says it was discussed", "discussed", "not discussed"),
    "sought": ("wants it", "sought", "not sought"),
    "denied": ("denies it", "denied", "a denial that is contradicted"),
    "corrected": ("corrects it", "corrected", "not corrected"),
    "confirmed": ("confirms it", "confirmed", "not confirmed"),
}
"""What a reader is shown: what a claim says, one side of a dispute, the side of those who dispute it."""


@pytest.mark.parametrize("says", WORDS)
def test_the_words_in_which_a_reader_is_told(says: Says) -> None:
    row = SAYINGS[says]
    assert (row.words, row.side, row.contrary) == TOLD[says]


def test_no_two_sayings_are_told_in_the_same_words() -> None:
    for told in ("words", "side", "contrary"):
        words = [getattr(row, told) for row in SAYINGS.values()]
        assert len(set(words)) == len(words), told


def halves(row: Saying, stance: Stance) -> tuple[bool | None, bool | None, bool | None]:
    if stance == "disputes":
        return row.denial_before, row.denial_after, row.denial_same
    return row.before, row.after, row.same


YES, NO, NOTHING = True, False, None
PRESENCE_AND_SAMENESS: list[tuple[Says, Stance, tuple[bool | None, bool | None, bool | None], str]] = [
    ("removed", "supports", (YES, NO, NOTHING), "removed: there before, not there now"),
    ("added", "supports", (NO, YES, NOTHING), "added: not there before, there now"),
    ("kept", "supports", (YES, YES, YES), "kept: there in both, and the same"),
    ("reworded", "supports", (YES, YES, NO), "reworded: there in both, and different"),
    ("joined", "supports", (YES, YES, NO), "joined: there in both, and different"),
    ("split", "supports", (YES, YES, NO), "split: there in both, and different"),
    ("moved", "supports", (YES, NOTHING, NOTHING), "moved: there before, and no more without `to`"),
    ("removed", "disputes", (NOTHING, YES, NOTHING), "not removed: the contrary of its half about the version"),
    ("added", "disputes", (NOTHING, NO, NOTHING), "not added: the contrary of its half about the version"),
    ("kept", "disputes", (NOTHING, NOTHING, NO), "not kept: different, and no presence"),
    ("reworded", "disputes", (YES, YES, YES), "not reworded: the same, so there in both"),
    ("joined", "disputes", (YES, YES, YES), "not joined: the same, so there in both"),
    ("split", "disputes", (YES, YES, YES), "not split: the same, so there in both"),
    ("moved", "disputes", (NOTHING, NOTHING, NOTHING), "not moved: nothing, without where to"),
    ("agreed", "supports", (NOTHING, YES, NOTHING), "agreed: it is in the text"),
    ("bracketed", "supports", (NOTHING, YES, NOTHING), "in brackets: it is in the text"),
    ("proposed", "supports", (NOTHING, YES, NOTHING), "proposed: it stands in the text as a proposal"),
    ("value", "supports", (NOTHING, YES, NOTHING), "a value: it is in the text"),
    ("open", "supports", (NOTHING, NOTHING, NOTHING), "open: says nothing of the text"),
    ("parked", "supports", (NOTHING, NOTHING, NOTHING), "parked: says nothing of the text"),
    ("dropped", "supports", (NOTHING, NO, NOTHING), "dropped: it is not in the text"),
    ("dropped", "disputes", (NOTHING, YES, NOTHING), "not dropped: the contrary of its half about the version"),
    ("agreed", "disputes", (NOTHING, NOTHING, NOTHING), "not agreed: not that status, and nothing of the text"),
    ("bracketed", "disputes", (NOTHING, NOTHING, NOTHING), "not in brackets: not that status, and nothing of the text"),
    ("proposed", "disputes", (NOTHING, NOTHING, NOTHING), "not proposed: not that status, and nothing of the text"),
    ("value", "disputes", (NOTHING, NOTHING, NOTHING), "not that value: nothing of the text"),
    ("discussed", "supports", (NOTHING, NOTHING, NOTHING), "discussed: says nothing of the text"),
    ("sought", "supports", (NOTHING, NOTHING, NOTHING), "sought: says nothing of the text"),
    ("denied", "supports", (NOTHING, NOTHING, NOTHING), "denied: says nothing of the text"),
    ("discussed", "disputes", (NOTHING, NOTHING, NOTHING), "not discussed: says nothing of the text"),
    ("count", "supports", (NOTHING, NOTHING, NOTHING), "a count does not say which points"),
    ("confirmed", "supports", (NOTHING, NOTHING, NOTHING), "confirmed: what the other claim says, not itself"),
    ("corrected", "supports", (NOTHING, NOTHING, NOTHING), "corrected: what the other claim says, not itself"),
]


@pytest.mark.parametrize(
    ("says", "stance", "expected"),
    [pytest.param(says, stance, expected, id=sentence) for says, stance, expected, sentence in PRESENCE_AND_SAMENESS],
)
def test_what_a_saying_says_of_presence_before_and_now_and_of_sameness(
    says: Says, stance: Stance, expected: tuple[bool | None, bool | None, bool | None]
) -> None:
    assert halves(SAYINGS[says], stance) == expected


@pytest.mark.parametrize(
    ("says", "talked"),
    [
        pytest.param(says, {"discussed": True, "sought": True, "denied": False}.get(says), id=f"{says}")
        for says in WORDS
    ],
)
def test_only_talk_says_whether_it_was_talked_of(says: Says, talked: bool | None) -> None:
    assert SAYINGS[says].talked is talked


@pytest.mark.parametrize("says", WORDS)
def test_changes_states_and_talk_are_those_of_the_design(says: Says) -> None:
    if says in get_args(ChangeSays):
        kind = "change"
    else:
        kind = "talk" if says in ("discussed", "sought", "denied", "corrected", "confirmed") else "state"
    assert SAYINGS[says].kind == kind


@pytest.mark.parametrize("says", WORDS)
def test_what_goes_is_looked_up_in_the_earlier_version_and_all_else_in_the_version_itself(says: Says) -> None:
    expected = "since" if says in ("removed", "moved", "joined", "split") else "version"
    assert SAYINGS[says].looked_up == expected


@pytest.mark.parametrize("says", WORDS)
def test_a_saying_backs_the_typed_status_of_its_own_name_and_no_other(says: Says) -> None:
    assert backs(says) == (says if says in get_args(Status) else None)


def test_the_sayings_that_give_a_status_are_the_statuses() -> None:
    assert frozenset(get_args(Status)) == STATUS_SAYINGS


def test_every_status_is_one_answer_on_how_far_a_point_is_settled() -> None:
    assert dict(SETTLEMENT) == {
        "agreed": "agreed",
        "open": "not agreed",
        "bracketed": "not agreed",
        "parked": "not agreed",
        "dropped": "dropped",
        "proposed": "proposed",
    }


ANSWERS = ("agreed", "not agreed", "proposed", "dropped")


@pytest.mark.parametrize(
    ("one", "other", "exclude"),
    [
        pytest.param(
            one, other, one != other and ("dropped" in (one, other) or {one, other} == {"agreed", "not agreed"}),
            id=f"{one} against {other}",
        )
        for one, other in product(ANSWERS, ANSWERS)
    ],
)  # fmt: skip
def test_agreed_excludes_not_agreed_and_dropped_excludes_all_proposed_only_dropped(
    one: str, other: str, exclude: bool
) -> None:
    assert settlements_exclude(one, other) is exclude
