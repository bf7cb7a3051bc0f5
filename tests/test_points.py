"""Texts to points: each case is a small made-up plan, and what a person would write down of it."""

from __future__ import annotations

from textwrap import dedent

import pytest
from splitting import Told, assert_accounted, best, document_of, of_text, points, told

from planstrack.documents.lines import Line
from planstrack.documents.points import lists_of, paragraphs_as_points


def _text(written: str) -> str:
    return dedent(written).strip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """
            1. The border follows the river.
            2. Tolls end.
            """,
            [("1", "The border follows the river."), ("2", "Tolls end.")],
            id="numbers with a full stop",
        ),
        pytest.param("1) One.\n2) Two.", [("1", "One."), ("2", "Two.")], id="numbers with a bracket"),
        pytest.param("(1) One.\n(2) Two.", [("1", "One."), ("2", "Two.")], id="numbers in brackets"),
        pytest.param("1 – One.\n2 – Two.", [("1", "One."), ("2", "Two.")], id="numbers with a dash"),
        pytest.param("1: One.\n2: Two.", [("1", "One."), ("2", "Two.")], id="numbers with a colon"),
        pytest.param("1.º Uno.\n2.º Dos.", [("1", "Uno."), ("2", "Dos.")], id="Spanish ordinals"),
        pytest.param("I. One.\nII. Two.\nIII. Three.", [("I", "One."), ("II", "Two."), ("III", "Three.")], id="Roman numbers"),
        pytest.param("Point 1: One.\nPoint 2: Two.", [("1", "One."), ("2", "Two.")], id="a word before the number"),
        pytest.param("POINT ONE\nIt holds.\n\nPOINT TWO\nIt ends.", [("ONE", "It holds."), ("TWO", "It ends.")], id="number words"),
        pytest.param("Пункт 1. Кордон.\nПункт 2. Мито.", [("1", "Кордон."), ("2", "Мито.")], id="Cyrillic words"),
        pytest.param("І. Кордон.\nІІ. Мито.", [("І", "Кордон."), ("ІІ", "Мито.")], id="Roman numbers typed in Cyrillic"),
        pytest.param("Άρθρο 1\nΤο σύνορο.\n\nΆρθρο 2\nΤα διόδια.", [("1", "Το σύνορο."), ("2", "Τα διόδια.")], id="Greek"),
        pytest.param("المادة 1\nالحدود ثابتة.\n\nالمادة 2\nالجسور تبنى.", [("1", "الحدود ثابتة."), ("2", "الجسور تبنى.")], id="Arabic"),
        pytest.param("١. الحدود ثابتة.\n٢. الجسور تبنى.", [("١", "الحدود ثابتة."), ("٢", "الجسور تبنى.")], id="Arabic figures"),
        pytest.param("1\nThe border holds.\n\n2\nTolls end.\n\n3\nFish swim.",
            [("1", "The border holds."), ("2", "Tolls end."), ("3", "Fish swim.")],
            id="a number alone on its line"),
        pytest.param("• One.\n• Two.", [(None, "One."), (None, "Two.")], id="bullets without numbers"),
        pytest.param("1. One.", [("1", "One.")], id="one point alone"),
        pytest.param("12. One.\n12bis. Two.\n12 ter. Three.\n13. Four.",
            [("12", "One."), ("12bis", "Two."), ("12 ter", "Three."), ("13", "Four.")],
            id="numbers put in"),
        pytest.param(
            """
            1. The parties:
            a) withdraw;
            b) exchange prisoners:
            - all of them;
            - at once.
            2. Tolls end.
            """,
            [
                ("1", "The parties:", ("a", "withdraw;"), ("b", "exchange prisoners:", ("-", "all of them;"), ("-", "at once."))),
                ("2", "Tolls end."),
            ],
            id="parts in parts, nothing set in",
        ),
        pytest.param(
            """
            1. The parties:
               (h) withdraw;
               (i) meet;
               (j) part.
            2. They
               (i) sing;
               (ii) dance.
            """,
            [
                ("1", "The parties:", ("h", "withdraw;"), ("i", "meet;"), ("j", "part.")),
                ("2", "They", ("i", "sing;"), ("ii", "dance.")),
            ],
            id="parts that begin with h count on",
        ),
        pytest.param(
            "1. All:\n" + "\n".join(f"({letter}) word {letter};" for letter in "abcdefghij") + "\n2. End.",
            [("1", "All:", *((letter, f"word {letter};") for letter in "abcdefghij")), ("2", "End.")],
            id="i after h is a letter",
        ),
        pytest.param(
            "1. All:\n(a) x:\n(i) y;\n(ii) z;\n(b) w.\n2. End.",
            [("1", "All:", ("a", "x:", ("i", "y;"), ("ii", "z;")), ("b", "w.")), ("2", "End.")],
            id="i before ii is Roman",
        ),
        pytest.param(
            "1. The parties (a) withdraw; (b) exchange prisoners; and (c) meet. They do so by day.\n2. Tolls end.",
            [
                ("1", "The parties\nThey do so by day.", ("a", "withdraw;"), ("b", "exchange prisoners; and"), ("c", "meet.")),
                ("2", "Tolls end."),
            ],
            id="parts that run on in a sentence",
        ),
        pytest.param(
            "1. See points (a) and (c) of the old text, (b) being void.\n2. Tolls end.",
            [("1", "See points (a) and (c) of the old text, (b) being void."), ("2", "Tolls end.")],
            id="letters that do not run on are words",
        ),
        pytest.param(
            """
            Article 1
            Borders
            1. The border follows the river.
            2. It is marked.

            Article 2
            Tolls
            1. Tolls end.
            2. Boats pass.
            """,
            [
                ("1", "[Borders]", "", ("1", "The border follows the river."), ("2", "It is marked.")),
                ("2", "[Tolls]", "", ("1", "Tolls end."), ("2", "Boats pass.")),
            ],
            id="articles with names and paragraphs",
        ),
        pytest.param(
            """
            Section I. Borders

            1. The border follows the river.
            2. It is marked.

            Section II. Tolls

            3. Tolls end.
            4. Boats pass.
            """,
            [("1", "The border follows the river."), ("2", "It is marked."), ("3", "Tolls end."), ("4", "Boats pass.")],
            id="numbers that go on under several headings",
        ),
        pytest.param(
            """
            13. Money:
            13.1 A fund is set up.
            13.2 Both pay.
            14. Tolls end.
            """,
            [("13", "Money:", ("13.1", "A fund is set up."), ("13.2", "Both pay.")), ("14", "Tolls end.")],
            id="numbers under numbers",
        ),
        pytest.param(
            """
            1. The army keeps 600,000
            men in peace. In 2014.
            it was smaller.
            2. By
            1. December the council meets, with
            3.5 per cent of the seats.
            3. Tolls end.
            """,
            [
                ("1", "The army keeps 600,000 men in peace. In 2014. it was smaller."),
                ("2", "By 1. December the council meets, with 3.5 per cent of the seats."),
                ("3", "Tolls end."),
            ],
            id="years, days and decimals at a line's start",
        ),
        pytest.param(
            """
            1. The parties withdraw behind the river and
               do not come back before
               the spring.

            2. The council sits
               in the old mill.
            """,
            [("1", "The parties withdraw behind the river and do not come back before the spring."),
             ("2", "The council sits in the old mill.")],
            id="broken lines that are set in",
        ),
        pytest.param(
            "1. Bridges:\n   1. stone;\n   2. wood.\n2. Tolls:\n   1. none.\n   2. never.\n3. Fish.",
            [("1", "Bridges:", ("1", "stone;"), ("2", "wood.")), ("2", "Tolls:", ("1", "none."), ("2", "never.")), ("3", "Fish.")],
            id="lists of one form in one another",
        ),
        pytest.param(
            "1. (a) One.\n(b) Two.\n2. (a) Three.\n(b) Four.",
            [("1", "", ("a", "One."), ("b", "Two.")), ("2", "", ("a", "Three."), ("b", "Four."))],
            id="a part on the line of its number",
        ),
        pytest.param(
            "1. Сторони:\nа) відводять війська;\nб) обмінюються;\nв) мовчать.\n2. Мито.",
            [("1", "Сторони:", ("а", "відводять війська;"), ("б", "обмінюються;"), ("в", "мовчать.")), ("2", "Мито.")],
            id="Cyrillic letters",
        ),
        pytest.param("1.The border.\n2.Tolls end.", [("1", "The border."), ("2", "Tolls end.")], id="no space after the number"),
        pytest.param("\ufeff1. One.\r\n\r\n2. Two.\r\n", [("1", "One."), ("2", "Two.")], id="a byte-order mark and CRLF"),
        pytest.param("1. One\u2028goes on.\x0c2. Two.", [("1", "One goes on."), ("2", "Two.")], id="line separators and form feeds"),
    ],
)  # fmt: skip
def test_a_text_falls_into_its_points(text: str, expected: list[Told]) -> None:
    assert points(_text(text) if text.startswith("\n") else text) == expected


def _lefts(text: str) -> list[tuple[str, str, str]]:
    return [(leftover.where, leftover.text, leftover.place) for leftover in best(_text(text)).leftovers]


def test_a_lead_a_comment_and_a_tail_belong_to_no_point() -> None:
    text = """
        The River Plan

        It has five points.

        1. The border follows the river.
        2. Bridges are rebuilt.
        3. Tolls end.

        The outlet adds that tolls are high.

        4. Boats pass.
        5. Fish swim.

        Read more: The mill
    """
    assert _lefts(text) == [
        ("before", "The River Plan", "line 1"),
        ("before", "It has five points.", "line 3"),
        ("between", "The outlet adds that tolls are high.", "line 9"),
        ("after", "Read more: The mill", "line 14"),
    ]
    found = best(_text(text))
    assert found.name == "“The River Plan”, 5 points, numbered 1. to 5., from line 5"
    assert [doubt.place for doubt in found.doubts] == ["line 9"]
    assert "follows point 3." in found.doubts[0].why


def test_a_second_paragraph_of_the_only_point_that_has_one_is_said() -> None:
    found = best("1. The border holds.\n\n2. Tolls end.\n\nThey end at once.\n\n3. Fish swim.")
    assert [told(point) for point in found.points] == [
        ("1", "The border holds."), ("2", "Tolls end.\nThey end at once."), ("3", "Fish swim."),
    ]  # fmt: skip
    assert [(doubt.place, "taken as words of it" in doubt.why) for doubt in found.doubts] == [("line 5", True)]


def test_points_of_several_paragraphs_keep_them() -> None:
    found = best("\n\n".join(f"{number}. First words of it.\n\nSecond words of it." for number in range(1, 6)))
    assert {point.text for point in found.points} == {"First words of it.\nSecond words of it."}
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("text", "numbers", "why"),
    [
        ("1. A.\n2. B.\n4. D.\n5. E.", ["1", "2", "4", "5"], "after “2.” comes “4.”: one is not there"),
        ("1. A.\n2. B.\n2. C.\n3. D.", ["1", "2", "2", "3"], "“2.” stands there twice"),
        ("1. A.\n2. B.\n9. stray\n3. C.", ["1", "2", "3"], "a line begins with “9.”, which is not next"),
        ("3. A.\n4. B.", ["3", "4"], "begins with “3.”"),
    ],
)
def test_numbers_that_jump_or_repeat_are_said(text: str, numbers: list[str], why: str) -> None:
    found = best(text)
    assert [point.number for point in found.points] == numbers
    assert any(why in doubt.why for doubt in found.doubts), found.doubts


def test_two_plans_on_one_page_are_two_lists_in_their_order() -> None:
    document = of_text("First plan\n\n1. A one.\n2. B two.\n3. C three.\n\nSecond plan\n\n1. D four.\n2. E five.\n")
    one, two = lists_of(document)
    assert one.name.startswith("“First plan”, 3 points, numbered 1. to 3.")
    assert two.name.startswith("“Second plan”, 2 points, numbered 1. to 2.")
    assert [point.text for point in two.points] == ["D four.", "E five."]


def test_a_list_of_contents_is_not_the_plan() -> None:
    contents = "\n".join(f"Article {number} Name" for number in range(1, 5))
    body = "\n\n".join(
        f"Article {number}\nWords of the article, and more of them.\nYet more words." for number in range(1, 5)
    )
    assert "Words of the article" in best(f"{contents}\n\n{body}").points[0].text


def test_page_numbers_belong_to_no_point() -> None:
    text = (
        "1. The parties withdraw behind the\n\n1\n\nriver.\n2. Tolls end and\n\n2\n\nboats pass.\n3. Fish\n\n3\n\nswim."
    )
    assert points(text) == [
        ("1", "The parties withdraw behind the river."), ("2", "Tolls end and boats pass."), ("3", "Fish swim."),
    ]  # fmt: skip


def test_headings_number_titles_and_rows_of_a_document() -> None:
    document = document_of(
        Line(text="The River Plan", kind="heading", heading=1),
        Line(text="Borders", kind="heading", heading=2),
        Line(text="The border holds.", label="1.", kind="item", list_name="a"),
        Line(text="Tolls", kind="heading", heading=2),
        Line(text="Tolls are:", label="2.", kind="item", list_name="a"),
        Line(text="boat | none", kind="row"),
        Line(text="1 A note.", kind="footnote"),
    )
    (found,) = lists_of(document)
    assert_accounted(document, found)
    assert [told(point) for point in found.points] == [
        ("1", "[Borders]", "The border holds."), ("2", "[Tolls]", "Tolls are:\nboat | none"),
    ]  # fmt: skip
    assert [leftover.text for leftover in found.leftovers] == ["The River Plan", "1 A note."]


def test_a_heading_that_is_numbered_is_the_points_title() -> None:
    document = document_of(
        Line(text="Borders", label="1.", kind="heading", heading=2),
        Line(text="The border holds."),
        Line(text="Details", kind="heading", heading=3),
        Line(text="It is marked."),
        Line(text="2. Tolls", kind="heading", heading=2),
        Line(text="Tolls end."),
        Line(text="Sources", kind="heading", heading=2),
        Line(text="The mill."),
    )
    (found,) = lists_of(document)
    assert [told(point) for point in found.points] == [
        ("1", "[Borders]", "The border holds.\nDetails\nIt is marked."), ("2", "[Tolls]", "Tolls end."),
    ]  # fmt: skip
    assert [(leftover.where, leftover.text) for leftover in found.leftovers] == [
        ("after", "Sources"),
        ("after", "The mill."),
    ]


def test_automatic_and_typed_labels_are_one_list() -> None:
    document = document_of(
        Line(text="One.", label="1.", kind="item"), Line(text="2. Two."), Line(text="Three.", label="3.", kind="item"),
    )  # fmt: skip
    (found,) = lists_of(document)
    assert [point.number for point in found.points] == ["1", "2", "3"]


def test_a_table_with_numbers_in_its_first_column() -> None:
    document = document_of(*(Line(text=f"{number} | Words {number}", kind="row") for number in range(1, 4)))
    (found,) = lists_of(document)
    assert_accounted(document, found)
    assert [told(point) for point in found.points] == [("1", "Words 1"), ("2", "Words 2"), ("3", "Words 3")]


def test_a_text_without_a_list_has_its_paragraphs() -> None:
    document = of_text("The border holds.\n\nTolls end.")
    assert lists_of(document) == ()
    found = paragraphs_as_points(document)
    assert found is not None
    assert [(point.number, point.text) for point in found.points] == [(None, "The border holds."), (None, "Tolls end.")]
