"""The benchmark of documents measures what it says: made documents are the same for a seed, and a miss costs what it is."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:  # benchmarks are run from a clone and are not installed
    sys.path.insert(0, str(ROOT))

from benchmarks.documents import real  # noqa: E402 - after the path
from benchmarks.documents.drawing import WRITERS, documents  # noqa: E402
from benchmarks.documents.making import FORMS, Draw, made, roman  # noqa: E402
from benchmarks.documents.reading import by_expression  # noqa: E402
from benchmarks.documents.record import Item, core, folded, spoken  # noqa: E402
from benchmarks.documents.scoring import compared, missing_words  # noqa: E402

EVERYTHING = frozenset(("titles", "parts", "around", "remarks", "sections", "jumps", "repeats", "paragraphs"))


def points(size: int = 12) -> tuple[Item, ...]:
    return made(Draw(seed=3, script="Latin", form=FORMS[0], size=size, asked=EVERYTHING)).points


def test_a_document_is_the_same_for_the_same_seed() -> None:
    first, second = ([(one.name, one.data) for one in documents(2, 5, "Markdown by hand")] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("writer", [writer for writer in WRITERS if not writer.through], ids=lambda writer: writer.name)
def test_each_writer_that_needs_no_other_program_writes(writer: object) -> None:
    name = writer.name  # type: ignore[attr-defined]
    if "ReportLab" in name:
        pytest.importorskip("reportlab")
    for one in documents(2, 1, name):
        if one.writer == name:
            assert len(one.data) > 50


def test_what_was_read_as_it_is_is_all_exact() -> None:
    score = compared(points(), points())
    assert (score.exact, score.numbers, score.texts, score.parts, score.extra, score.whole) == (12, 12, 12, 12, 0, 1)


def test_a_point_that_was_not_found_costs_itself_and_no_other() -> None:
    there = points()
    score = compared(there, (*there[:4], *there[5:]))
    assert (score.exact, score.extra) == (11, 0)


def test_a_point_too_many_costs_no_true_one() -> None:
    there = points()
    odd = Item(number="99", label="99.", text=("Nothing of the kind.",))
    score = compared(there, (*there[:4], odd, *there[4:]))
    assert (score.exact, score.extra, score.whole) == (12, 1, 0)


def test_a_word_more_in_a_text_costs_the_text_alone() -> None:
    there = points()
    wrong = replace(there[2], text=(*there[2].text, "Commentary"))
    score = compared(there, (*there[:2], wrong, *there[3:]))
    assert (score.exact, score.texts, score.numbers, score.parts) == (11, 11, 12, 12)


def test_a_title_read_as_words_is_no_miss_of_the_text_but_one_of_the_title() -> None:
    there = points()
    plain = tuple(replace(point, title=None, text=(point.title or "", *point.text)) for point in there)
    score = compared(there, plain)
    assert (score.exact, score.titles, score.titled) == (12, 0, 12)


def test_words_that_stand_nowhere_are_counted() -> None:
    plan = made(Draw(seed=3, script="Greek", form=FORMS[0], size=4, asked=EVERYTHING))
    said = list(spoken(plan))
    count, lost = missing_words(said, said[1:])
    assert count > 40
    assert sum(lost.values()) > 0
    assert not missing_words(said, said)[1]


def test_the_expression_finds_points_that_begin_lines() -> None:
    found = by_expression("A lead.\n1. One.\n2) Two\ngoes on.\n")
    assert [(item.number, item.text) for item in found.lists[0]] == [("1", ("One.\n",)), ("2", ("Two\ngoes on.\n",))]


@pytest.mark.parametrize(
    ("number", "wanted"),
    [("Art. 12bis", "12bis"), ("(i)", "i"), ("1.º", "1"), ("§ 3", "3"), ("•", ""), ("3.1.2", "3.1.2"), (None, "")],
)
def test_a_number_is_compared_by_its_core(number: str | None, wanted: str) -> None:
    assert core(number) == wanted


def test_quotes_dashes_and_white_space_are_folded_and_nothing_else() -> None:
    assert folded("“a  –\n b’s”\u00ad") == '"a - b\'s"'
    assert folded("600,000") == "600,000"


def test_roman_numerals_count() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99, 300)] == ["I", "IV", "IX", "XIV", "XL", "XCIX", "CCC"]


def test_each_real_document_names_its_commit_and_two_formats() -> None:
    entries = real.fetch_list()
    assert len(entries) >= 15
    for entry in entries:
        assert re.fullmatch(r"[0-9a-f]{40}", entry["commit"]), entry["name"]
        assert Path(entry["truth"]).suffix != Path(entry["read"]).suffix, entry["name"]
    assert {Path(entry["read"]).suffix for entry in entries} >= {".pdf", ".docx", ".html", ".txt"}
