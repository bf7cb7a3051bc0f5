"""Texts that were pasted with their numbers: an insertion renumbers what follows it, and rewords nothing."""

from __future__ import annotations

import pytest

from planstrack.compare.changes import compare_files
from planstrack.model import Version

TEXTS = (
    "The northern corps keeps six brigades behind the river line.",
    "Frozen money goes into a joint fund for rebuilding that both states run.",
    "Captives are exchanged all for all within a month of signature.",
)
NEW = "Elections follow in one hundred days."


def version(*texts: str) -> Version:
    return Version.model_validate(
        {"title": "A text", "points_held": "all", "points": [{"text": text} for text in texts]}
    )


@pytest.mark.parametrize(
    "labels",
    [
        pytest.param(("1. ", "2. ", "3. ", "4. "), id="numbers"),
        pytest.param(("1) ", "2) ", "3) ", "4) "), id="numbers with a bracket"),
        pytest.param(("(a) ", "(b) ", "(c) ", "(d) "), id="letters in brackets"),
        pytest.param(("§ 1 ", "§ 2 ", "§ 3 ", "§ 4 "), id="paragraphs"),
        pytest.param(("Art. 5 ", "Art. 6 ", "Art. 7 ", "Art. 8 "), id="articles"),
        pytest.param(("I. ", "II. ", "III. ", "IV. "), id="Roman numbers"),
        pytest.param(("Пункт 1. ", "Пункт 2. ", "Пункт 3. ", "Пункт 4. "), id="points in Ukrainian"),
    ],
)
def test_a_point_that_is_put_in_rewords_no_other(labels: tuple[str, ...]) -> None:
    old = version(*(label + text for label, text in zip(labels, TEXTS, strict=False)))
    new = version(*(label + text for label, text in zip(labels, (TEXTS[0], NEW, *TEXTS[1:]), strict=True)))
    assert sorted(change.verdict for change in compare_files(old, new).changes) == [
        "unchanged", "unchanged", "unchanged", "unmatched",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("600 soldiers stay.", "700 soldiers leave."), id="amounts"),
        pytest.param(("1. The cap stays.", "No other number stands here."), id="one number alone"),
        pytest.param(("2. The cap stays.", "1. Elections follow."), id="numbers that count down"),
        pytest.param(("1. The cap stays.", "(2) Elections follow."), id="two forms"),
        pytest.param(("1. The cap stays.",), id="one point"),
        pytest.param(("2025. A year of talks.", "2026. A year of votes."), id="years"),
    ],
)
def test_a_number_that_may_be_a_part_of_the_text_stays_in_it(texts: tuple[str, ...]) -> None:
    comparison = compare_files(version(*texts), version(*texts))
    assert [point.text for point in comparison.new.points] == list(texts)
    assert [point.number for point in comparison.new.points] == [None] * len(texts)
