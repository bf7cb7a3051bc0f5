"""Specifications: clauses under clauses, headings without a number in them, numbers typed after bullets, tables of contents."""

from __future__ import annotations

import pytest
from splitting import Told, assert_accounted, document_of, points, told

from planstrack.documents.lines import Line
from planstrack.documents.points import lists_of


def _item(words: str) -> Line:
    return Line(text=words, label="•", kind="item", list_name="list 1", indent=36)


def _heading(words: str, level: int) -> Line:
    return Line(text=words, kind="heading", heading=level)


def _first(*lines: Line) -> list[Told]:
    document = document_of(*lines)
    found = lists_of(document)
    assert found, "there is no list"
    for one in found:
        assert_accounted(document, one)
    return [told(piece) for piece in found[0].points]


_TOLLS = (
    "Tolls\nTolls end.\nTo be shown:\nReason:\nNobody pays twice.",
    ("4.1.1.1", "A list of tolls;"),
    ("4.1.1.2", "A list of bridges."),
)


@pytest.mark.parametrize("level", [3, 4], ids=["as deep as its clause", "deeper than its clause"])
def test_a_heading_without_number_behind_the_items_is_of_the_clause(level: int) -> None:
    found = _first(
        _heading("4.1 - Rivers", 2),
        _heading("4.1.1 - Tolls", 3),
        Line(text="Tolls end."),
        _heading("To be shown:", level),
        _item("4.1.1.1: A list of tolls;"),
        _item("4.1.1.2: A list of bridges."),
        _heading("Reason:", level),
        Line(text="Nobody pays twice."),
        _heading("4.1.2 - Ferries", 3),
        Line(text="Ferries:"),
        _item("sail daily;"),
        _item("carry mail."),
        _heading("To be shown:", level),
        _item("4.1.2.1: A timetable."),
        _heading("4.2 - Roads", 2),
        Line(text="Roads stay open."),
    )
    ferries = (
        "4.1.2",
        "Ferries\nFerries:\nTo be shown:",
        ("•", "sail daily;"),
        ("•", "carry mail."),
        ("4.1.2.1", "A timetable."),
    )
    assert found == [
        ("4.1", "[Rivers]", "", ("4.1.1", *_TOLLS), ferries),
        ("4.2", "[Roads]", "Roads stay open."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1.1 - Tolls\n\nTolls end.\n\nTo be shown:\n\n• 1.1.1: A list of tolls;\n• 1.1.2: A list of bridges.\n\nReason:\n\n"
            "Nobody pays twice.\n\n1.2 - Roads\n\nRoads stay open.",
            [
                (
                    "1.1",
                    "[Tolls]",
                    "Tolls end.\nTo be shown:\nReason:\nNobody pays twice.",
                    ("1.1.1", "A list of tolls;"),
                    ("1.1.2", "A list of bridges."),
                ),
                ("1.2", "[Roads]", "Roads stay open."),
            ],
            id="a line with a colon parts the items from what is said of the clause",
        ),
        pytest.param(
            "1.1 Tolls:\n\n(a) end;\n\nAs well:\n\n(b) are paid back.\n\n1.2 Roads stay open.",
            [
                ("1.1", "Tolls:", ("a", "end;\nAs well:"), ("b", "are paid back.")),
                ("1.2", "Roads stay open."),
            ],
            id="a line with a colon among items that count on parts nothing",
        ),
        pytest.param(
            "1. Tolls:\n\n• 3.5 boats a day;\n• 2.5 carts a day.\n\n2. Roads stay open.",
            [("1", "Tolls:", ("•", "3.5 boats a day;"), ("•", "2.5 carts a day.")), ("2", "Roads stay open.")],
            id="a number of two figures after a bullet is a word",
        ),
        pytest.param(
            "Contents\n\n1. Tolls .......... 2\n\n2. Roads .......... 3\n\n3. Fish .......... 12\n\n1. Tolls end.\n\n2. Roads stay "
            "open.\n\n3. Fish swim.",
            [("1", "Tolls end."), ("2", "Roads stay open."), ("3", "Fish swim.")],
            id="a table of contents with the numbers of pages is not the list",
        ),
        pytest.param(
            "1. Name: ..........\n\n2. Place: ..........\n\n3. Day: ..........",
            [("1", "Name: .........."), ("2", "Place: .........."), ("3", "Day: ..........")],
            id="dots to be filled in make no table of contents",
        ),
        pytest.param(
            "1.1 Tolls:\n\n§ end today;\n§ are paid back;\n\ufffd 1.1.1 are listed.\n\n1.2 Roads:\n\n\uf0a7 stay open;\n\uf0a7 are "
            "mended.",
            [
                ("1.1", "Tolls:", ("§", "end today;"), ("§", "are paid back;"), ("1.1.1", "are listed.")),
                ("1.2", "Roads:", ("\uf0a7", "stay open;"), ("\uf0a7", "are mended.")),
            ],
            id="bullets of a font of symbols",
        ),
    ],
)
def test_points_of_a_specification(text: str, expected: list[Told]) -> None:
    assert points(text) == expected


def test_sections_count_over_clauses_that_go_on_through_them() -> None:
    found = _first(
        _heading("1 Scope", 2),
        Line(text="It holds for all."),
        _heading("2 Words", 2),
        Line(text="2.1 A toll is paid."),
        Line(text="2.2 A road is free."),
        _heading("3 Duties", 2),
        Line(text="3.1 Tolls end."),
        Line(text="3.2 Roads stay open."),
    )
    assert found == [
        ("1", "[Scope]", "It holds for all."),
        ("2", "[Words]", "", ("2.1", "A toll is paid."), ("2.2", "A road is free.")),
        ("3", "[Duties]", "", ("3.1", "Tolls end."), ("3.2", "Roads stay open.")),
    ]
