"""CSV: every change and every matter as a row, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv as reader
import io
import itertools

import pytest
from webplans import HOSTILE, SHIPPED, compared, hostile_plan, version

from planstrack import api
from planstrack.briefing.table import table_page
from planstrack.render import csv


def rows(text: str) -> list[list[str]]:
    return list(reader.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "＝1"])
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert csv.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "R&D <5 %", "600,000", "a = b", "so-called", "’tis", "Цілісність", "«=»"])
def test_honest_text_stays_as_it_is(text: str) -> None:
    assert csv.safe(text) == text


def test_no_cell_of_a_hostile_plan_is_a_formula() -> None:
    plan = hostile_plan()

    def compare(old: str, new: str) -> object:
        return compared(plan.versions[old], plan.versions[new], plan)

    made = csv.diff(compare("old", "new")) + csv.table(table_page(["old", "new"], plan, compare))  # type: ignore[arg-type]
    made.encode()
    cells = [cell for row in rows(made) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\0", "\r", "\n"))]
    assert any("=1+1" in cell for cell in cells)


def test_a_comparison_has_one_row_for_each_change_in_its_order() -> None:
    folder = api.load(SHIPPED)
    for old, new in itertools.pairwise(folder.plan.main_line):
        comparison = folder.compare(old, new)
        head, *body = rows(csv.diff(comparison))
        assert tuple(head) == csv.COLUMNS
        assert [row[0] for row in body] == [change.id for change in comparison.changes]
        assert [row[1:3] for row in body] == [[change.verdict, change.basis] for change in comparison.changes]
        assert all(len(row) == len(head) for row in body)


def test_texts_read_back_as_they_were_written() -> None:
    text = 'He said "so", then\nleft; = is not first.'
    made = rows(
        csv.diff(compared(version("old", [{"id": "a", "text": text}]), version("new", [{"id": "a", "text": text}])))
    )
    row = dict(zip(*made, strict=True))
    assert row["old_text"] == row["new_text"] == text


def test_text_that_has_no_utf8_is_written_all_the_same() -> None:
    made = csv.diff(compared(version("old", [{"text": "".join(HOSTILE)}]), version("new", [])))
    assert made.encode()


@pytest.mark.parametrize(
    "char", ["\x00", "\x1b", "\x85", "\x9b", "\u200b", "\u2028", "\u202e", "\u2066", "\ud800", "\r"]
)
def test_what_cannot_be_seen_stands_as_a_mark(char: str) -> None:
    text = f"Дві\tчастини{char}тексту"
    made = csv.diff(compared(version("old", [{"text": text}]), version("new", [])))
    assert char not in made.replace("\r\n", "\n")
    assert f"Дві\tчастини⟨U+{ord(char):04X}⟩тексту" in made
