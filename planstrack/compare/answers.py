"""What facts say together: the answers of one yes-or-no question, and the strongest of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planstrack.compare.records import Answer, Fact, strongest


def answers_of(facts: Sequence[Fact]) -> dict[bool, Answer]:
    """Return the answers that facts of one yes-or-no question give, each with its basis and every fact that gives it."""
    found: dict[bool, Answer] = {}
    for value in (True, False):
        mine = tuple(fact for fact in facts if fact.answer is value)
        if mine:
            found[value] = Answer(answer=value, basis=strongest(fact.basis for fact in mine), facts=mine)
    return found


def clear(answers: Mapping[bool, Answer]) -> bool | None:
    """Return the answer on the strongest basis; None where there is none, or where the strongest contradict each other."""
    best = _best(answers)
    return best[0].answer is True if len(best) == 1 else None


def contrary(answers: Mapping[bool, Answer]) -> bool:
    """Return whether the strongest answers contradict each other."""
    return len(_best(answers)) > 1


def _best(answers: Mapping[bool, Answer]) -> list[Answer]:
    basis = strongest(answer.basis for answer in answers.values())
    return [answer for answer in answers.values() if answer.basis == basis]
