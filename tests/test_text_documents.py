"""Plain text, Markdown and pages as documents: their text, their lines, the labels and places of these."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from splitting import assert_accounted, told

from planstrack.documents.article import MAX_PAGE, NotExtracted
from planstrack.documents.kinds import kind_of
from planstrack.documents.lines import Document
from planstrack.documents.markdown import MAX_BRACKETS, MAX_MARKDOWN_DEPTH, markdown_document
from planstrack.documents.page_lines import page_document
from planstrack.documents.plain import text_document
from planstrack.documents.points import lists_of
from planstrack.documents.reading import read_document


def _document(found: Document | NotExtracted) -> Document:
    assert isinstance(found, Document), found
    return found


def _lines(found: Document) -> list[tuple[str | None, str, str]]:
    return [(line.label, line.text, line.place) for line in found.lines]


# -------------------------------------------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("One\ntwo\n\nThree", ["One two", "Three"], id="an empty line ends a paragraph"),
        pytest.param("The first line of it goes\nso far and no further",
            ["The first line of it goes so far and no further"], id="broken lines are joined"),
        pytest.param("Borders\nThe first line of it goes so far\nand no further.",
            ["Borders", "The first line of it goes so far and no further."], id="a line that had room for more is its own"),
        pytest.param("The secu-\nrity holds", ["The security holds"], id="a broken word is joined"),
        pytest.param("A cease-fire. The cease-\nfire holds", ["A cease-fire. The cease-fire holds"], id="a word with a hyphen keeps it"),
        pytest.param("1. One\n2. Two", ["1. One", "2. Two"], id="a label begins a line"),
        pytest.param("> 1. One\n> Two.", ["> 1. One", "> Two."], id="quoted mail stays as it is"),
        pytest.param("One\r\ntwo\rThree four five six\x0cseven", ["One two", "Three four five six seven"], id="every end of a line"),
    ],
)  # fmt: skip
def test_a_text_has_lines(text: str, lines: list[str]) -> None:
    document = _document(text_document(text.encode()))
    assert document.text == text
    assert [line.text for line in document.lines] == lines


def test_places_gaps_and_indents_are_the_texts() -> None:
    document = _document(text_document("One.\r\n\r\n  1. Two.\r\n\tThree goes.\u2028Four.\n".encode()))
    assert [(line.place, line.gap, line.indent) for line in document.lines] == [
        ("line 1", False, 0.0), ("line 3", True, 2.0), ("line 4", False, 8.0), ("line 4", False, 0.0),
    ]  # fmt: skip
    assert [document.text[line.start : line.end] for line in document.lines] == [
        "One.",
        "1. Two.",
        "Three goes.",
        "Four.",
    ]


@pytest.mark.parametrize(("data", "why"), [(b"a\0b", "NUL"), (b" \n", "no words"), (b"x" * (MAX_PAGE + 1), "larger")])
def test_what_is_no_text_says_why(data: bytes, why: str) -> None:
    found = text_document(data)
    assert isinstance(found, NotExtracted)
    assert why in found.why


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_a_text_is_kept_and_its_lines_hold_all_of_it(text: str) -> None:
    found = text_document(text.encode("utf-8", "surrogatepass"))
    if isinstance(found, NotExtracted):
        return
    covered = "".join(found.text[line.start : line.end] for line in found.lines)
    assert "".join(covered.split()) == "".join(found.text.split())


# --------------------------------------------------------------------------------------------------- Markdown


def _markdown(text: str) -> Document:
    return _document(markdown_document(text.encode()))


def test_markdown_has_headings_lists_and_tables() -> None:
    document = _markdown(
        "# The *River* Plan\n\n3. **Borders** hold.\n4. The parties:\n   - [withdraw](https://example.org);\n   - meet.\n\n"
        "| Side | Cap |\n|---|---|\n| one | `600,000` |\n"
    )
    assert _lines(document) == [
        (None, "The River Plan", "line 1"),
        ("3.", "Borders hold.", "line 3"),
        ("4.", "The parties:", "line 4"),
        ("•", "withdraw;", "line 5"),
        ("•", "meet.", "line 6"),
        (None, "Side | Cap", "line 8"),
        (None, "one | 600,000", "line 10"),
    ]
    assert [line.level for line in document.lines] == [0, 0, 0, 1, 1, 0, 0]
    assert (document.title, document.lines[0].heading) == ("The River Plan", 1)
    (found, *_) = lists_of(document)
    assert_accounted(document, found)
    assert [told(point) for point in found.points] == [
        ("3", "Borders hold."), ("4", "The parties:", ("•", "withdraw;"), ("•", "meet.")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "labels", "note"),
    [
        ("1. a\n1. b\n1. c", ["1.", "2.", "3."], None),
        ("1. a\n2. b\n4. c", ["1.", "2.", "4."], "stand as they are written"),
        ("7) a\n8) b", ["7)", "8)"], None),
        ("(a) one\n(b) two", [None], None),
        ("1. a ~~and b~~\n2. c", ["1.", "2."], "struck out: “and b”"),
        ("---\nauthor: somebody\n---\n1. a\n2. b", ["1.", "2."], "front matter"),
        ("<div>a<br>b</div>", [None, None], "HTML"),
        ("1. a <del>gone</del> b\n2. c", ["1.", "2."], "struck out: “gone”"),
        ("![a picture](x.png) words", [None], "picture"),
    ],
)
def test_markdown_numbers_are_kept_and_what_is_left_out_is_said(
    text: str, labels: list[str | None], note: str | None
) -> None:
    document = _markdown(text)
    assert [line.label for line in document.lines] == labels
    assert any(note in said for said in document.notes) if note else document.notes == ()
    assert not any("somebody" in said for said in (document.text, *document.notes))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (">" * (3 * MAX_MARKDOWN_DEPTH) + " words", "in one another"),
        ("".join("  " * level + "- a\n" for level in range(2 * MAX_MARKDOWN_DEPTH)), "in one another"),
        ("[" * (MAX_BRACKETS + 1), "brackets"),
    ],
)
def test_markdown_made_to_keep_a_reader_busy_is_refused(text: str, why: str) -> None:
    found = markdown_document(text.encode())
    assert isinstance(found, NotExtracted)
    assert why in found.why


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab1.)(*-_~`#>|[]<>!/ \n\t\\&;:", max_size=120))
def test_any_markdown_is_read_or_refused(text: str) -> None:
    found = markdown_document(text.encode())
    if isinstance(found, Document):
        for one in lists_of(found):
            assert_accounted(found, one)


# ------------------------------------------------------------------------------------------------------- pages

WORDS = "<p>The following plan was handed to both sides in March, after long talks between the two delegations.</p>"


def _page(markup: str, head: str = "") -> Document:
    body = f"<nav>Home</nav><article><h1>The River Plan</h1>{WORDS}{markup}{WORDS}</article>"
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return _document(page_document(page.encode(), None, None))


@pytest.mark.parametrize(
    ("markup", "labels"),
    [
        ("<ol><li>a</li><li>b</li></ol>", ["1.", "2."]),
        ("<ol start=7><li>a</li><li>b</li></ol>", ["7.", "8."]),
        ("<ol><li>a</li><li value=5>b</li><li>c</li></ol>", ["1.", "5.", "6."]),
        ("<ol reversed><li>a</li><li>b</li></ol>", ["2.", "1."]),
        ("<ol type=a><li>a</li><li>b</li></ol>", ["a.", "b."]),
        ("<ol type=A start=27><li>a</li></ol>", ["AA."]),
        ("<ol type=i><li>a</li><li>b</li></ol>", ["i.", "ii."]),
        ("<ol type=I start=4><li>a</li><li>b</li></ol>", ["IV.", "V."]),
        ("<ol style='list-style-type: upper-roman'><li>a</li></ol>", ["I."]),
        ("<ol style='list-style: none'><li>1) a</li></ol>", [None]),
        ("<ol><li>a<ol type=a><li>b</li></ol></li><li>c</li></ol>", ["1.", "a.", "2."]),
        ("<ol><li><ol type=a><li>b</li></ol></li></ol>", ["1.", "a."]),
        ("<ul><li>a</li></ul>", ["•"]),
        ("<ol><li><p>a</p><p>b</p></li></ol>", ["1.", None]),
    ],
)
def test_items_of_a_page_know_what_is_printed_before_them(markup: str, labels: list[str | None]) -> None:
    assert [line.label for line in _page(markup).lines if line.kind == "item"] == labels


def test_a_plan_on_a_page_with_a_comment_between_its_points() -> None:
    document = _page(
        "<ol><li>The border holds.</li><li>The parties:<ol type=a><li>withdraw;</li><li>meet.</li></ol>They do so by day.</li></ol>"
        "<p>The outlet adds that the mill is old.</p><ol start=3><li><p>A council meets.</p><p>It sits.</p></li><li>Tolls end.</li></ol>"
    )
    (found, *_) = lists_of(document)
    assert_accounted(document, found)
    assert [told(point) for point in found.points] == [
        ("1", "The border holds."),
        ("2", "The parties:\nThey do so by day.", ("a", "withdraw;"), ("b", "meet.")),
        ("3", "A council meets.\nIt sits."),
        ("4", "Tolls end."),
    ]
    assert [leftover.text for leftover in found.leftovers if leftover.where == "between"] == [
        "The outlet adds that the mill is old."
    ]


def test_lines_that_a_page_breaks_are_points_of_their_own() -> None:
    document = _page("<p>1. The border holds.<br>2. Tolls end.<br><br>The outlet adds.<br>3. Fish swim.</p>")
    (found, *_) = lists_of(document)
    assert [point.number for point in found.points] == ["1", "2", "3"]
    assert any("without a number" in doubt.why for doubt in found.doubts)


def test_what_style_sheets_count_is_said_not_to_be_known() -> None:
    document = _page("<p>a</p>", "<style>p::before { counter-increment: point; content: counter(point) }</style>")
    assert any("counts" in note for note in document.notes)


# -------------------------------------------------------------------------------------------------- any file


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{\\rtf1 x}", "soffice --convert-to docx"),
        (b"\xd0\xcf\x11\xe0 x", "soffice --convert-to docx"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", "soffice --convert-to docx"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "pandoc"),
        (b"PK\x03\x04 xl/workbook.xml", "spreadsheet"),
        (b"PK\x03\x04 x", "unzip"),
        (b"\x89PNG\r\n", "ocrmypdf"),
        (b"\xff\xd8\xff", "ocrmypdf"),
        (b"\x1f\x8b\x08 x", "gunzip"),
        (b"WARC/1.0\r\n", "web archive"),
        (b"a\0b", "NUL"),
    ],
)
def test_a_file_that_is_not_read_names_the_program_that_helps(data: bytes, why: str) -> None:
    found = read_document(data)
    assert isinstance(found, NotExtracted)
    assert why in found.why


@pytest.mark.parametrize(
    ("data", "more", "kind"),
    [
        (b"1. One\n2. Two", {}, "text"),
        (b"# One\n\n**Two** and [three](https://example.org)", {}, "Markdown"),
        (b"# One\n2. Two", {}, "text"),
        (b"1. One", {"name": "plan.md"}, "Markdown"),
        (b"<!doctype html><p>Words here.</p>", {}, "page"),
        (b"<p>Words here.</p>", {"name": "plan.html"}, "page"),
        (b"<p>Words here.</p>", {"content_type": "text/html"}, "page"),
    ],
)
def test_a_kind_is_told_by_the_content_then_by_name_or_server(data: bytes, more: dict[str, str], kind: str) -> None:
    assert _document(read_document(data, **more)).kind == kind  # type: ignore[arg-type]


SIGNS = '# "]} <script>alert(1)</script> [a](https://b.example/)\n\n1. One **is** <b>two</b>.\n'


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        pytest.param({"name": "a.txt"}, "text", id="a name says text"),
        pytest.param({"content_type": "text/plain"}, "text", id="a server says text"),
        pytest.param({"name": "a.txt", "content_type": "text/plain"}, "text", id="both say text"),
        pytest.param({"name": "a.txt", "content_type": "text/html"}, "page", id="a server says page"),
        pytest.param({"name": "a.md"}, "Markdown", id="a name says Markdown"),
        pytest.param({"content_type": "text/plain", "url": "https://a.md/b.md"}, "Markdown", id="an address says Markdown"),
        pytest.param({"content_type": "text/plain", "url": "https://a.md"}, "text", id="a host that ends like a name says nothing"),
    ],
)  # fmt: skip
def test_what_is_called_a_text_is_one_whatever_its_signs(told: dict[str, str], kind: str) -> None:
    found = read_document(SIGNS.encode(), **told)  # type: ignore[arg-type]
    assert isinstance(found, Document)
    assert found.kind == kind
    assert not any(note.startswith("it is read as") for note in found.notes)
    assert kind != "text" or found.text == SIGNS


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [(SIGNS, "Markdown", "Markdown"), ("<!doctype html><p>1. One.</p>", "page", "a web page")],
    ids=["Markdown", "page"],
)
def test_a_paste_that_is_told_by_its_signs_says_as_what_it_was_read(text: str, kind: str, said: str) -> None:
    found = read_document(text.encode())
    assert isinstance(found, Document)
    assert found.kind == kind
    assert found.notes[-1] == f"it is read as {said}, as signs in it say: name it .txt if it is plain text"


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n\0\0"], ids=["PDF", "ZIP", "picture"]
)
def test_a_name_makes_no_text_of_what_is_none(start: bytes) -> None:
    assert kind_of(start + bytes(50), name="a.txt") != "text"
