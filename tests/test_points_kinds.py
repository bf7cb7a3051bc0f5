"""Kinds of documents in which points are easily lost: titles over numbers, another voice between them, pages' heads."""

from __future__ import annotations

from textwrap import dedent

import pytest
from splitting import Told, assert_accounted, best, document_of, points, told

from planstrack.documents.article import NotExtracted
from planstrack.documents.lines import Document, Line
from planstrack.documents.points import lists_of
from planstrack.documents.reading import read_document


def _text(written: str) -> str:
    return dedent(written).strip("\n")


def _read(data: str, name: str) -> Document:
    found = read_document(data.encode(), name=name)
    assert not isinstance(found, NotExtracted), found
    return found


def _first(document: Document) -> list[Told]:
    found = lists_of(document)
    assert found, "there is no list"
    for one in found:
        assert_accounted(document, one)
    return [told(piece) for piece in found[0].points]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The plan\n\nBorders of the region\n\n1. The borders stay.\n\nMoney for it\n\n2. The money is "
            "paid.\n\nPrisoners\n\n3. All are set free.",
            [("1", "[Borders of the region]", "The borders stay."), ("2", "[Money for it]", "The money is "
            "paid."), ("3", "[Prisoners]", "All are set free.")],
            id="a title stands over each number",
        ),
        pytest.param(
            "The plan\n\nBorders of the region\n\nThe borders stay where they are until both sides agree on others.\n\nMoney for it"
            "\n\nThe money is paid by those who have it, in equal parts, each year.\n\nPrisoners\n\nAll who "
            "are held are set free on the first day of the truce.",
            [(None, "[Borders of the region]", "The borders stay where they are until both sides agree on others."),
             (None, "[Money for it]", "The money is paid by those who have it, in equal parts, each year."),
             (None, "[Prisoners]", "All who are held are set free on the first day of the truce.")],
            id="titles over paragraphs without numbers",
        ),
        pytest.param("§ 1 The borders stay where they are.", [("1", "The borders stay where they are.")], id="one point with a sign"),
        pytest.param("I. One.\n\nII. Two.\n\nV. Five.", [("I", "One."), ("II", "Two."), ("V", "Five.")], id="a jump in Roman numbers"),
        pytest.param(
            "1. The parties:\n\n(a) withdraw:\n\n    (i) at once.\n\n(b) meet.\n\n2. Tolls end.",
            [("1", "The parties:", ("a", "withdraw:", ("i", "at once.")), ("b", "meet.")), ("2", "Tolls end.")],
            id="a part that stands alone",
        ),
        pytest.param(
            "Μέρος A: Τικα\n\n1. Λαν σεγε βανο.\n\n2. Καδι μιλαν.", [("1", "Λαν σεγε βανο."), ("2", "Καδι μιλαν.")], id="a Greek chapter"
        ),
        pytest.param(
            "A PLAN\n\n1. The borders stay where they are until both\n\n- 1 / 2 -\n\fA PLAN\n\n   sides agree "
            "on it.\n\n2. Tolls end.\n\n- 2 / 2 -\n",
            [("1", "The borders stay where they are until both sides agree on it."), ("2", "Tolls end.")],
            id="heads and feet of pages",
        ),
        pytest.param("12. One.\n\n12bis. Two.\n\n12. Three.\n\n13. Four.",
            [("12", "One."), ("12bis", "Two."), ("12", "Three."), ("13", "Four.")], id="a number set back after an insertion"),
    ],
)  # fmt: skip
def test_points_of_a_text(text: str, expected: list[Told]) -> None:
    assert points(text) == expected


@pytest.mark.parametrize(
    "remark",
    [
        "[Commentary: Nobody knows.]",
        "Commentary: Nobody knows.",
        "Editor’s note: Nobody knows.",
        "Комментарий: Никто не знает.",
        "Σχόλιο: Κανείς.",
        "تعليق: لا أحد يعرف.",
    ],
)
def test_a_remark_that_names_itself_is_no_word_of_a_point(remark: str) -> None:
    found = best(f"1. One is so.\n\n{remark}\n\n2. Two is so.\n\n3. Three is so.")
    assert [told(point) for point in found.points] == [("1", "One is so."), ("2", "Two is so."), ("3", "Three is so.")]
    assert [(leftover.text, leftover.where) for leftover in found.leftovers] == [(remark, "between")]


def test_what_is_set_apart_at_the_beginning_of_a_point_is_its_title_unless_the_sentence_goes_on() -> None:
    document = document_of(
        Line(text="Borders. They stay.", label="1.", lead=8), Line(text="All parties withdraw.", label="2.", lead=11),
        Line(text="Nobody knows why.", aside=True), Line(text="Tolls end.", label="3."),
    )  # fmt: skip
    assert _first(document) == [("1", "[Borders]", "They stay."), ("2", "All parties withdraw."), ("3", "Tolls end.")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(
            "# Plan\n\n1. **Borders.** They stay.[^1]\n\n> Nobody knows.\n\n2. Words:\n\n   - (a) One.\n   - "
            "(b) Two.\n\n*Nobody knows why.*\n\n3. Tolls end.\n\n[^1]: Noted\n",
            [("1", "[Borders]", "They stay."), ("2", "Words:", ("a", "One."), ("b", "Two.")), ("3", "Tolls end.")],
            id="emphasis, quotations and footnotes of Markdown",
        ),
        pytest.param(
            "# Plan\n\n## Part A: Land\n\n### Borders\n\nThey stay.\n\n### Tolls\n\nThey end.\n\n## Part B: "
            "People\n\n### Prisoners\n\nThey are free.\n",
            [(None, "[Borders]", "They stay."), (None, "[Tolls]", "They end."), (None, "[Prisoners]", "They are free.")],
            id="headings without numbers under chapters",
        ),
    ],
)  # fmt: skip
def test_points_of_markdown(written: str, expected: list[Told]) -> None:
    assert _first(_read(written, "plan.md")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "<h3>Article 1</h3><p>The border follows the river to its end.</p><h3>Article 2</h3><p>Tolls end on the first day.</p>",
            [("1", "The border follows the river to its end."), ("2", "Tolls end on the first day.")],
            id="numbers in headings of a bare page",
        ),
        pytest.param(
            "<p>Both sides signed what follows on a Monday, after three days of talks in the old mill.</p><ol><li>Tolls end.</li>"
            "<li>Fish swim.</li></ol><p>Nobody said when the text will be made known to those who live there.</p>",
            [("1", "Tolls end."), ("2", "Fish swim.")],
            id="a short list between paragraphs",
        ),
        pytest.param(
            "<p>1. <b>Borders.</b> They follow the river.<sup><a "
            "href='#n1'>1</a></sup></p><blockquote><p>Nobody knows.</p></blockquote><p>2. Tolls end on the first day.</p>",
            [("1", "[Borders]", "They follow the river."), ("2", "Tolls end on the first day.")],
            id="bold words, quotations and marks of notes",
        ),
    ],
)  # fmt: skip
def test_points_of_a_page(body: str, expected: list[Told]) -> None:
    page = f"<!doctype html><html><head><title>A plan</title></head><body><h1>A plan</h1>{body}</body></html>"
    assert _first(_read(page, "plan.html")) == expected
