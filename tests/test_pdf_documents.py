from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from planstrack.documents.lines import Document
from planstrack.documents.pdf import pdf_document
from planstrack.documents.pdf.worker import _document, told

WIDTH, HEIGHT = 595, 842
LEFT, RIGHT = 72, 523


def drawn(draw: Callable[[Canvas], None], **settings: Any) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=True, **settings)
    draw(canvas)
    canvas.save()
    return out.getvalue()


def read(data: bytes) -> Document:
    """Read in this process: what is wrong in our own code shows as what it is."""
    answer = told(data)
    assert "why" not in answer, answer
    return _document(answer)


def why(data: bytes) -> str:
    return told(data)["why"]


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def broken(canvas: Canvas, text: str, width: float, font: str, size: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if canvas.stringWidth(longer, font, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Sheet:
    """Sets paragraphs one under another, as a typesetter does."""

    def __init__(
        self, canvas: Canvas, *, left: float = LEFT, right: float = RIGHT, top: float = 760, size: float = 11
    ) -> None:
        self.canvas, self.left, self.right, self.at, self.size = canvas, left, right, top, size

    def set(
        self,
        text: str,
        *,
        label: str = "",
        hang: float = 0,
        first: float = 0,
        after: float = 6,
        font: str = "Helvetica",
        size: float = 0,
    ) -> None:
        size = size or self.size
        lines = broken(self.canvas, text, self.right - self.left - hang - first, font, size)
        for number, line in enumerate(lines):
            self.canvas.setFont(font, size)
            if number == 0 and label:
                self.canvas.drawString(self.left, self.at, label)
            self.canvas.drawString(self.left + hang + (first if number == 0 else 0), self.at, line)
            self.at -= 1.2 * size
        self.at -= after


LONG = "Each side withdraws its heavy weapons from the line of contact within thirty days and the monitors confirm it in writing to all the others. "


def test_numbered_points_over_several_lines_come_out_one_line_each() -> None:
    points = [f"{number}. {LONG * 2}".strip() for number in range(1, 13)]

    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for point in points:
            sheet.set(point, after=0)

    assert texts(read(drawn(draw))) == points


def test_a_number_that_hangs_in_its_own_column_belongs_to_its_line() -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for number in range(8, 12):
            sheet.set(LONG * 2, label=f"{number}.", hang=24)

    assert texts(read(drawn(draw))) == [f"{number}. {LONG * 2}".strip() for number in range(8, 12)]


@pytest.mark.parametrize(
    "broken_off",
    [
        pytest.param("19 points", id="a number"),
        pytest.param("12. The rest", id="a number with a point"),
        pytest.param("(a) above", id="a letter in brackets"),
        pytest.param("Article 4 of the treaty", id="an article that is spoken of"),
        pytest.param("§ 3 of the law", id="a paragraph that is spoken of"),
        pytest.param("– as was said – and more", id="a dash"),
    ],
)
def test_a_line_that_begins_with_something_like_a_label_since_a_sentence_was_broken_there_stays(
    broken_off: str,
) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=(WIDTH, HEIGHT))
    filler = (
        "of a text the ministers of both sides have come to know and to hold that it is as is said in the one ".split()
        * 2
    )
    for fill in range(200):
        text = f"1. They spoke {' '.join(filler[fill % 10 : fill % 10 + fill // 10])} {broken_off} {LONG}".strip()
        lines = broken(canvas, text, RIGHT - LEFT, "Helvetica", 11)
        if any(line.startswith(broken_off) for line in lines[1:]):
            break
    assert any(line.startswith(broken_off) for line in lines[1:])

    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for point in (text, f"2. {LONG * 3}", f"3. {LONG * 3}"):
            sheet.set(point, after=0)

    assert texts(read(drawn(draw))) == [text, f"2. {LONG * 3}".strip(), f"3. {LONG * 3}".strip()]


def two_columns(canvas: Canvas) -> None:
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawCentredString(WIDTH / 2, 780, "Framework of a settlement between both sides")
    left, right = Sheet(canvas, right=285, top=740, size=10), Sheet(canvas, left=310, top=740, size=10)
    for number in range(1, 8):
        left.set(f"{number}. {LONG}", after=4)
    for number in range(8, 15):
        right.set(f"{number}. {LONG}", after=4)


def test_two_columns_under_a_heading_over_both_are_read_one_after_the_other() -> None:
    document = read(drawn(two_columns))
    assert texts(document) == [
        "Framework of a settlement between both sides",
        *(f"{n}. {LONG}".strip() for n in range(1, 15)),
    ]
    assert document.title == "Framework of a settlement between both sides"
    assert document.lines[0].kind == "heading"


def test_three_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        for column in range(3):
            sheet = Sheet(canvas, left=40 + column * 180, right=200 + column * 180, size=9)
            for number in range(1, 5):
                sheet.set(f"{column * 4 + number}. {LONG}", after=3)

    assert texts(read(drawn(draw))) == [f"{n}. {LONG}".strip() for n in range(1, 13)]


def test_a_paragraph_that_goes_on_on_the_next_page_is_one_line_and_heads_feet_and_numbers_are_left_out() -> None:
    words = (LONG * 4).split()
    text = " ".join(words)

    def draw(canvas: Canvas) -> None:
        lines = broken(canvas, "1. " + text, RIGHT - LEFT, "Helvetica", 11)
        for page, part in enumerate((lines[:3], lines[3:])):
            canvas.setFont("Helvetica", 9)
            canvas.drawString(LEFT, 800, "Draft for the talks, not for publication")
            canvas.drawCentredString(WIDTH / 2, 40, f"– {page + 3} –")
            canvas.setFont("Helvetica", 11)
            for number, line in enumerate(part):
                canvas.drawString(LEFT, 760 - number * 13.2, line)
            if page == 1:
                canvas.drawString(LEFT, 760 - len(part) * 13.2 - 8, "2. The sides meet again.")
            canvas.showPage()

    document = read(drawn(draw))
    assert texts(document) == [f"1. {text}", "2. The sides meet again."]
    assert "heads and feet of pages were left out: 4 lines on pages 1–2" in document.notes
    assert "not for publication" not in " ".join(document.notes)


def test_articles_that_stand_at_the_top_of_their_pages_are_no_heads() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 4):
            sheet = Sheet(canvas, top=800)
            sheet.set(f"Article {page}", font="Helvetica-Bold", size=12)
            sheet.set(LONG * 3)
            canvas.showPage()

    assert [text for text in texts(read(drawn(draw))) if text.startswith("Article")] == [
        "Article 1",
        "Article 2",
        "Article 3",
    ]


def test_a_raised_digit_after_a_number_is_set_apart_and_its_note_is_a_footnote() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        start = "6. The army has at most 600,000"
        canvas.drawString(LEFT, 700, start)
        at = LEFT + canvas.stringWidth(start, "Helvetica", 11)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(at, 704, "1")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(at + 4, 700, " soldiers in times of peace, and not a man")
        canvas.drawString(LEFT, 686.8, "more.")
        canvas.line(LEFT, 120, LEFT + 140, 120)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT, 108, "1 The other text has 800,000 in the same place.")

    document = read(drawn(draw))
    assert texts(document) == [
        "6. The army has at most 600,000^1 soldiers in times of peace, and not a man more.",
        "1 The other text has 800,000 in the same place.",
    ]
    assert document.lines[1].kind == "footnote"


def test_a_footnote_does_not_cut_a_paragraph_that_goes_on_on_the_next_page() -> None:
    def draw(canvas: Canvas) -> None:
        lines = broken(canvas, "1. " + LONG * 4, RIGHT - LEFT, "Helvetica", 11)
        for page, part in enumerate((lines[:3], lines[3:])):
            canvas.setFont("Helvetica", 11)
            for number, line in enumerate(part):
                canvas.drawString(LEFT, 300 - number * 13.2 + page * 400, line)
            if page == 0:
                canvas.setFont("Helvetica", 8)
                canvas.line(LEFT, 120, LEFT + 140, 120)
                canvas.drawString(LEFT, 108, "1 A note at the foot of the first page.")
            canvas.showPage()

    document = read(drawn(draw))
    assert texts(document) == [f"1. {LONG * 4}".strip(), "1 A note at the foot of the first page."]
    assert [line.kind for line in document.lines] == ["body", "footnote"]


def test_hyphens_at_the_ends_of_lines_are_joined_by_what_the_document_writes_elsewhere() -> None:
    lines = [
        "1. A cease-fire holds on all the land and all the sea that both the sides know of. The cease-",
        "fire is watched by those who give guaran-",
        "tees.",
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, line in enumerate(lines):
            canvas.drawString(LEFT, 700 - number * 13.2, line)

    assert texts(read(drawn(draw))) == [
        "1. A cease-fire holds on all the land and all the sea that both the sides know of. The cease-fire is watched by those who give guarantees."
    ]


def test_spaces_that_the_file_leaves_out_come_back_from_the_gaps() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        at = LEFT
        for word in "7. Borders hold as they are today.".split():
            canvas.drawString(at, 700, word)
            at += canvas.stringWidth(word, "Helvetica", 11) + 3

    assert texts(read(drawn(draw))) == ["7. Borders hold as they are today."]


def test_letters_drawn_one_by_one_make_words() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        at = LEFT
        for letter in "7. Borders hold.":
            if letter != " ":
                canvas.drawString(at, 700, letter)
            at += canvas.stringWidth(letter, "Helvetica", 11)

    assert texts(read(drawn(draw))) == ["7. Borders hold."]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.saveState()
        if turn == 90:
            canvas.translate(HEIGHT, 0)
        elif turn == 180:
            canvas.translate(WIDTH, HEIGHT)
        elif turn == 270:
            canvas.translate(0, WIDTH)
        canvas.rotate(turn)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(100, 500, "1. Borders hold.")
        canvas.drawString(100, 480, "2. Prisoners come home.")
        canvas.restoreState()

    assert texts(read(drawn(draw))) == ["1. Borders hold.", "2. Prisoners come home."]


def test_a_table_turned_on_an_upright_page_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(100, 400, "1. Borders hold.")
        canvas.drawString(100, 380, "2. Prisoners come home.")

    assert texts(read(drawn(draw))) == ["1. Borders hold.", "2. Prisoners come home."]


def plain(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 11)
    canvas.drawString(LEFT, 700, "1. Borders hold as they are on the day on which both sides sign.")


def invisible(canvas: Canvas) -> None:
    plain(canvas)
    text = canvas.beginText(LEFT, 600)
    text.setTextRenderMode(3)
    text.textLine("This is hidden.")
    canvas.drawText(text)


def white_on_white(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFillColor(white)
    canvas.drawString(LEFT, 600, "This is hidden.")


def outside(canvas: Canvas) -> None:
    canvas.setCropBox((50, 300, 560, 800))
    plain(canvas)
    canvas.drawString(LEFT, 200, "This is hidden.")


def covered(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(LEFT, 600, "This is hidden.")
    canvas.rect(LEFT - 2, 597, 150, 14, fill=1)


def struck(canvas: Canvas) -> None:
    plain(canvas)
    canvas.drawString(LEFT, 600, "This is hidden.")
    canvas.line(LEFT, 603.4, LEFT + canvas.stringWidth("This is hidden.", "Helvetica", 11), 603.4)


def tiny(canvas: Canvas) -> None:
    plain(canvas)
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(LEFT, 600, "This is hidden.")


def stamped(canvas: Canvas) -> None:
    plain(canvas)
    canvas.rotate(45)
    canvas.drawString(400, 300, "This is hidden.")


@pytest.mark.parametrize(
    ("draw", "note"),
    [
        pytest.param(invisible, "text drawn without ink was left out: 3 words on page 1", id="drawn without ink"),
        pytest.param(white_on_white, "text white on white was left out: 3 words on page 1", id="white on white"),
        pytest.param(
            outside,
            "text outside the part of the page that is shown was left out: 3 words on page 1",
            id="outside the crop box",
        ),
        pytest.param(covered, "text under something painted over it was left out: 3 words on page 1", id="blackened"),
        pytest.param(struck, "text struck through by a line was left out: 3 words on page 1", id="struck through"),
        pytest.param(tiny, "text too small to read was left out: 3 words on page 1", id="too small"),
        pytest.param(
            stamped,
            "text at an angle or from top to bottom, such as a stamp, was left out: 3 words on page 1",
            id="a stamp across the page",
        ),
    ],
)
def test_what_a_reader_does_not_see_is_left_out_and_reported(draw: Callable[[Canvas], None], note: str) -> None:
    document = read(drawn(draw))
    assert texts(document) == ["1. Borders hold as they are on the day on which both sides sign."]
    assert note in document.notes


def test_white_words_on_a_dark_ground_are_seen() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(LEFT - 4, 690, 400, 30, fill=1)
        canvas.setFillColor(white)
        plain(canvas)

    assert texts(read(drawn(draw))) == ["1. Borders hold as they are on the day on which both sides sign."]


def picture() -> Any:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    return ImageReader(Image.new("L", (60, 80), 200))


def scan(canvas: Canvas) -> None:
    canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)


def test_a_scan_without_text_says_so_and_what_to_do() -> None:
    assert why(drawn(scan)) == "it is a scan without text: run OCR (for example ocrmypdf) and import its result"


def test_pages_that_are_scanned_among_others_are_named() -> None:
    def draw(canvas: Canvas) -> None:
        plain(canvas)
        for _ in range(2):
            canvas.showPage()
            scan(canvas)

    assert "pages 2–3 are scanned without text and not in it: run OCR on the file" in read(drawn(draw)).notes


def test_the_text_behind_a_scan_is_taken_with_a_note() -> None:
    def draw(canvas: Canvas) -> None:
        scan(canvas)
        text = canvas.beginText(LEFT, 600)
        text.setFont("Helvetica", 11)
        text.setTextRenderMode(3)
        text.textLine("1. Borders hold as they are today.")
        canvas.drawText(text)

    document = read(drawn(draw))
    assert texts(document) == ["1. Borders hold as they are today."]
    assert "the text of page 1 was recognised by a machine from a picture: compare it with the page" in document.notes


def test_a_file_with_a_password_says_so() -> None:
    assert why(drawn(plain, encrypt="secret")) == "it is protected by a password"


def test_a_file_that_needs_no_password_to_be_read_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = drawn(plain, encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert texts(read(data)) == ["1. Borders hold as they are on the day on which both sides sign."]


def test_names_in_the_description_of_a_file_are_told_of_and_not_written() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setAuthor("A. Nonymous")
        plain(canvas)

    document = read(drawn(draw))
    assert "its description names persons or programs: the names were not taken" in document.notes
    assert "Nonymous" not in repr(document) + document.text


def test_comments_and_form_fields_are_counted() -> None:
    def draw(canvas: Canvas) -> None:
        plain(canvas)
        canvas.textAnnotation("A remark", (100, 100, 200, 200))
        canvas.acroForm.textfield(name="a", x=100, y=300, value="filled in")
        canvas.linkURL("https://example.org", (0, 0, 10, 10))

    notes = read(drawn(draw)).notes
    assert "1 comment in it was not taken" in notes
    assert "1 form field in it was not taken" in notes


def test_lines_know_their_place_gap_and_indent() -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        sheet.set("1. " + LONG * 2, after=12)
        sheet.set("(a) the first;", hang=30, after=0)
        sheet.set("(b) the second.", hang=30, after=0)

    lines = read(drawn(draw)).lines
    assert [(line.place, line.gap, line.indent) for line in lines] == [
        ("page 1, line 1", False, 0.0),
        ("page 1, line 4", True, 30.0),
        ("page 1, line 5", False, 30.0),
    ]


def test_headings_have_levels_by_their_size() -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        sheet.set("A plan", size=18)
        sheet.set("Borders", size=14)
        sheet.set("1. " + LONG * 2)
        sheet.set("Prisoners", size=14)
        sheet.set("2. " + LONG * 2)

    document = read(drawn(draw))
    assert [(line.text, line.heading) for line in document.lines if line.heading] == [
        ("A plan", 1),
        ("Borders", 2),
        ("Prisoners", 2),
    ]
    assert document.title == "A plan"


def test_a_bold_line_alone_is_a_heading() -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        sheet.set("1. Borders", font="Helvetica-Bold", after=0)
        sheet.set(LONG * 2, after=0)
        sheet.set("2. Prisoners", font="Helvetica-Bold", after=0)
        sheet.set(LONG * 2, after=0)

    lines = read(drawn(draw)).lines
    assert [(line.text, line.kind) for line in lines] == [
        ("1. Borders", "heading"), ((LONG * 2).strip(), "body"), ("2. Prisoners", "heading"), ((LONG * 2).strip(), "body"),
    ]  # fmt: skip


def test_the_lines_stand_where_they_say_in_the_text() -> None:
    document = read(drawn(two_columns))
    assert all(document.text[line.start : line.end] == line.text for line in document.lines)


def test_the_same_file_is_read_in_its_own_process() -> None:
    data = drawn(two_columns)
    assert pdf_document(data) == read(data)
