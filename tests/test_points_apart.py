"""What tells points apart where numbers do not: headings, remarks that say what they are, pages, labels that stand alone."""

from __future__ import annotations

import pytest

from planstrack.documents.article import NotExtracted
from planstrack.documents.lines import Document
from planstrack.documents.pieces import Piece
from planstrack.documents.points import lists_of
from planstrack.documents.reading import read_document

Told = tuple[str | None, str | None, str, list[str]]


def document(text: str, name: str = "a.txt") -> Document:
    read = read_document(text.encode(), name=name)
    assert not isinstance(read, NotExtracted)
    return read


def told(piece: Piece) -> Told:
    return (piece.number, piece.title, piece.text, [f"{part.label} {part.text}" for part in piece.parts])


def points(text: str, name: str = "a.txt") -> list[Told]:
    return [told(piece) for piece in lists_of(document(text, name))[0].points]


PAGE = "<html><body><h1>A paper</h1>{}</body></html>"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param(
            "1) One.\n\n2) Two.\n\n[Commentary: Nobody knows.]\n\n3) Three.\n\nΣχόλιο: So it is.\n\n4) Four.\n",
            "a.txt",
            [("1", None, "One.", []), ("2", None, "Two.", []), ("3", None, "Three.", []), ("4", None, "Four.", [])],
            id="a line that says it is a comment belongs to no point",
        ),
        pytest.param(
            "§ 1 The name\n\n(1) It is called A.\n\n(2) It sits in B.\n\n§ 2 The end\n\n(1) It may end.\n",
            "a.txt",
            [
                ("1", None, "The name", ["1 It is called A.", "2 It sits in B."]),
                ("2", None, "The end", ["1 It may end."]),
            ],
            id="a part that is the only one, in the last point",
        ),
        pytest.param(
            "A PLAN\n\n1. The toll\n2. is paid\n\n- 1 / 2 -\n\fA PLAN\n\n3. daily.\n\n- 2 / 2 -\n",
            "a.txt",
            [("1", None, "The toll", []), ("2", None, "is paid", []), ("3", None, "daily.", [])],
            id="feet of pages that end with form feeds are no words of a point",
        ),
        pytest.param(
            "A PLAN\n\nBorders of it\n\nThe border stays where it is.\n\nTolls on it\n\nThe tolls end.\n\nFish\n\nFish swim freely.\n",
            "a.txt",
            [
                (None, "Borders of it", "The border stays where it is.", []),
                (None, "Tolls on it", "The tolls end.", []),
                (None, "Fish", "Fish swim freely.", []),
            ],
            id="short lines over paragraphs, without numbers",
        ),
        pytest.param(
            PAGE.format("<h2>Article 1</h2><p>All are born free.</p><h2>Article 2</h2><p>All have rights.</p>"),
            "a.html",
            [("1", None, "All are born free.", []), ("2", None, "All have rights.", [])],
            id="headings of a bare page are labels",
        ),
        pytest.param(
            PAGE.format("<h3>Article 1</h3><h3>The name</h3><p>It is A.</p><h3>Article 2</h3><h3>The seat</h3><p>It is B.</p>"),
            "a.html",
            [("1", "The name", "It is A.", []), ("2", "The seat", "It is B.", [])],
            id="a heading under a heading that is a label is the title",
        ),
        pytest.param(
            "1. Words:\n\n   - (a) One.\n   - (b) Two.\n\n2. More.\n",
            "a.md",
            [("1", None, "Words:", ["a One.", "b Two."]), ("2", None, "More.", [])],
            id="a sign before a typed label is one label",
        ),
        pytest.param(
            "1. Control means (i) the power, or (ii) the right to it.\n\n2. It ends.\n",
            "a.txt",
            [("1", None, "Control means (i) the power, or (ii) the right to it.", []), ("2", None, "It ends.", [])],
            id="an enumeration between commas is words",
        ),
        pytest.param(
            "1. One is used.\n\nOf what is given away\n\n2. Two is given.\n\n3. Three is kept.\n",
            "a.txt",
            [("1", None, "One is used.", []), ("2", None, "Two is given.", []), ("3", None, "Three is kept.", [])],
            id="a short line over a group of points is no words of the point before",
        ),
        pytest.param(
            "1. One.\n\n2. Two:\n\n   a) This.\n\n   b) That.\n\nAnnex A – Names\n\nHere they are.\n",
            "a.txt",
            [("1", None, "One.", []), ("2", None, "Two:", ["a This.", "b That."])],
            id="an annex after parts of the last point",
        ),
        pytest.param(
            "§ 1 Works\n\n1.1 Small.\n\nSmall ones are free.\n\n1.2 Large.\n\nNot these.\n\n§ 2 End\n\n2.1 It ends.\n\n2.2 So.\n",
            "a.txt",
            [
                ("1", None, "Works", ["1.1 Small.\nSmall ones are free.", "1.2 Large.\nNot these."]),
                ("2", None, "End", ["2.1 It ends.", "2.2 So."]),
            ],
            id="a paragraph after a last part, as the parts before have one",
        ),
        pytest.param(
            PAGE.format("<h2>1 Name</h2><p>(1) It is A.</p><p>(2) It is in B.</p><h2>2 Fees</h2><p>None.</p><h2>3 End</h2><p>(1) So.</p>"),
            "a.html",
            [("1", "Name", "", ["1 It is A.", "2 It is in B."]), ("2", "Fees", "None.", []), ("3", "End", "", ["1 So."])],
            id="parts of the last point under headings with bare numbers",
        ),
    ],
)  # fmt: skip
def test_a_document_falls_into_its_points(text: str, name: str, expected: list[Told]) -> None:
    assert points(text, name) == expected


def test_what_is_set_aside_is_told() -> None:
    found = lists_of(document("1) One.\n\n[Note: Nobody knows.]\n\n2) Two.\n"))[0]
    assert [(leftover.where, leftover.text) for leftover in found.leftovers] == [("between", "[Note: Nobody knows.]")]


@pytest.mark.parametrize("tail", ["END OF TERMS AND CONDITIONS", "Exhibit A - The form", "Appendix", "Signed in Bern."])
def test_what_closes_a_document_is_left_over_after_its_list(tail: str) -> None:
    found = lists_of(document(f"1. One.\n\n2. Two.\n\n{tail}\n\nMore of it.\n"))[0]
    assert [piece.text for piece in found.points] == ["One.", "Two."]
    assert [(leftover.where, leftover.text) for leftover in found.leftovers] == [
        ("after", tail),
        ("after", "More of it."),
    ]


def test_a_closing_sentence_within_the_last_point_is_a_doubt() -> None:
    found = lists_of(document("1. One.\n\n2. Two is it. Signed\nin Bern.\n"))[0]
    said = "“Signed in Bern.” stands in the last point, 2.: it is taken as words of it"
    assert [(doubt.place, doubt.why) for doubt in found.doubts] == [("line 3", said)]


@pytest.mark.parametrize("words", ["~~~~", ""])
def test_a_point_without_words_is_a_doubt(words: str) -> None:
    found = lists_of(document(f"1. One.\n\n2. {words}\n\n3. Three.\n"))[0]
    assert [(doubt.place, doubt.why) for doubt in found.doubts] == [("line 3", "point 2 has no words")]


def test_a_note_that_the_document_itself_makes_stays_in_its_point() -> None:
    assert (
        points("1) One.\n\nNote: The word one is a number.\n\n2) Two.\n")[0][2]
        == "One.\nNote: The word one is a number."
    )


def test_a_page_with_menus_keeps_its_main_text_alone() -> None:
    menu = "<nav><ul><li><a href='/a'>Home</a></li><li><a href='/b'>World</a></li></ul></nav>"
    body = "".join(f"<h3>Article {n}</h3><p>{'Words that stand in it. ' * 8}</p>" for n in range(1, 6))
    page = PAGE.format(f"{menu}<main><article>{body}</article></main><footer><p>All rights reserved.</p></footer>")
    read = document(page, "a.html")
    assert not any("Home" in line.text or "rights reserved" in line.text for line in read.lines)
    assert [piece.number for piece in lists_of(read)[0].points] == ["1", "2", "3", "4", "5"]
