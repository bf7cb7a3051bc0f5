"""CSV: every change and every matter as a row, and no cell that a spreadsheet would calculate."""

from __future__ import annotations

import csv as reader
import io
import itertools

import pytest
from webplans import HOSTILE, SHIPPED, compared, hostile_plan, version

from planstrack import api
from planstrack.briefing.table import table_page
from planstrack.compare.facts import Facts
from planstrack.compare.records import Comparison
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

    def compare(old: str, new: str) -> Comparison:
        return compared(plan.versions[old], plan.versions[new], plan)

    made = csv.diff(compare("old", "new")) + csv.table(table_page(["old", "new"], Facts(plan), compare))
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


def row_of(old: str, new: str, name: str) -> dict[str, str]:
    head, *body = rows(csv.diff(api.load(SHIPPED).compare(old, new)))
    (found,) = [dict(zip(head, row, strict=True)) for row in body if row[0] == f"{old}..{new}/{name}"]
    return found


def test_grounds_stand_apart_from_what_else_is_on_file() -> None:
    comparison = api.load(SHIPPED).compare("us-28", "geneva-19")
    head, *body = rows(csv.diff(comparison))
    for change, row in zip(comparison.changes, (dict(zip(head, row, strict=True)) for row in body), strict=True):
        assert row["grounds"].splitlines() == [ground.key for ground in change.grounds]
        assert [line.split(" ")[0] for line in row["evidence"].splitlines()] == [item.key for item in change.evidence]
        assert len(row["also_on_file"].splitlines()) == len(change.also_on_file)


def test_sources_are_a_range_and_the_sides_of_a_dispute_have_their_own_speakers() -> None:
    row = row_of("us-28", "geneva-19", "amnesty")
    assert "at least" in row["sources"] or " or " in row["sources"]
    assert "removed (" in row["disputes"]
    assert "changed, hence there (Financial Times)" in row["disputes"]


def test_a_point_without_counterpart_has_no_shape_and_names_the_nearest() -> None:
    comparison = api.load(SHIPPED).compare("us-28", "eu-24-telegraph")
    head, *body = rows(csv.diff(comparison))
    found = [dict(zip(head, row, strict=True)) for row in body]
    alone = [pair for pair in zip(comparison.changes, found, strict=True) if pair[0].verdict == "unmatched"]
    assert alone
    assert all(row["shape"] == "" and row["score"] == "" for _, row in alone)
    near = [(change.match.nearest, row["nearest"]) for change, row in alone if change.match.nearest]
    assert near
    assert all(words.startswith(f"{nearest.score:.3f}, ") and "the same point" in words for nearest, words in near)


def test_silence_removes_nothing() -> None:
    old = version("old", [{"text": "Grain is shipped freely."}])
    (_, row) = rows(csv.diff(compared(old, version("new", [], points_held="none"))))
    assert dict(zip(csv.COLUMNS, row, strict=True))["shape"] == ""
