from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from planstrack.documents.article import ExtraMissingError, NotExtracted
from planstrack.documents.left_out import NAMES_LEFT_OUT
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


LONG = (
    "Each side withdraws its heavy weapons from the line of contact within thirty days "
    "and the monitors confirm it in writing to all the others. "
)


def test_numbered_points_over_several_lines_come_out_one_line_each() -> None:
    points = [f"{number}. {LONG * 2}".strip() for number in range(1, 13)]

    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for point in points:
            sheet.set(point, after=0)

    assert texts(read(drawn(draw))) == points


def test_a_sentence_under_the_last_of_points_of_one_line_is_a_line_of_its_own() -> None:
    lines = ["1. The borders stay.", "2. Fish swim.", "3. Prisoners are exchanged all for all.", "Signed in Geneva."]

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(LEFT, 700 - 16 * at, line)

    assert texts(read(drawn(draw))) == lines


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


def test_labels_that_hang_far_from_their_words_stay_in_their_column() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(LEFT, 770, LONG[:90])
        canvas.drawString(LEFT, 757, LONG[:44])
        for column, numbers in ((LEFT, range(1, 5)), (310, range(5, 9))):
            sheet = Sheet(canvas, left=column, right=column + 200, top=730, size=10)
            for number in numbers:
                sheet.set(LONG * (2 if number == 5 else 1), label=f"Point {number}", hang=50)

    points = [f"Point {n} {LONG * (2 if n == 5 else 1)}".strip() for n in range(1, 9)]
    assert texts(read(drawn(draw)))[1:] == points


def test_a_footnote_under_both_columns_is_not_the_foot_of_the_left_one() -> None:
    def draw(canvas: Canvas) -> None:
        lines = broken(canvas, f"1. {LONG * 4}", 210, "Helvetica", 10)
        for at, part in ((LEFT, lines[:5]), (310, lines[5:10])):
            canvas.setFont("Helvetica", 10)
            for number, line in enumerate(part):
                canvas.drawString(at, 170 - number * 12, line)
        canvas.line(LEFT, 105, LEFT + 140, 105)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(LEFT, 93, "1 Not by all of them.")
        canvas.showPage()
        canvas.setFont("Helvetica", 10)
        canvas.drawString(LEFT, 760, " ".join(lines[10:]))
        canvas.drawString(LEFT, 740, "2. Both sides meet again.")

    document = read(drawn(draw))
    assert texts(document) == [f"1. {LONG * 4}".strip(), "Not by all of them.", "2. Both sides meet again."]
    assert [line.kind for line in document.lines] == ["body", "footnote", "body"]


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


def test_text_that_repeats_at_the_top_of_pages_without_space_under_it_is_no_head() -> None:
    def draw(canvas: Canvas) -> None:
        for page in ("first", "second", "third"):
            sheet = Sheet(canvas, top=800)
            sheet.set("The same words begin each of these pages.", after=0)
            sheet.set(f"But these are of the {page} page alone, and they end here.", after=0)
            canvas.showPage()

    assert texts(read(drawn(draw))).count("The same words begin each of these pages.") == 3


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


def test_a_raised_digit_after_a_number_is_no_word_and_its_note_is_a_footnote() -> None:
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
        "6. The army has at most 600,000 soldiers in times of peace, and not a man more.",
        "The other text has 800,000 in the same place.",
    ]
    assert (document.lines[1].kind, document.lines[1].label) == ("footnote", "1")
    assert document.text.endswith("\n\n1 The other text has 800,000 in the same place.")
    assert "references to footnotes were left out: 1 on page 1" in document.notes


@pytest.mark.parametrize(
    ("before", "raised", "after", "said"),
    [
        pytest.param("6. An army of 600,000", "1", " men.", "6. An army of 600,000 men.", id="after a number"),
        pytest.param("6. Its lands (", "2", "), both.", "6. Its lands, both.", id="in brackets"),
        pytest.param("6. Its borders.", "12", "", "6. Its borders.", id="at the end"),
        pytest.param("6. Its borders.", "*", " They hold.", "6. Its borders. They hold.", id="a star"),
        pytest.param("6. On 218 km", "2", " of land.", "6. On 218 km2 of land.", id="of an area it stays"),
        pytest.param("6. With 10", "9", " coins.", "6. With 10^9 coins.", id="of a power it stays"),
        pytest.param("Article 5", "1", " is new.", "Article 5^1 is new.", id="of an article that was put in it stays"),
        pytest.param("6. The 5", "th", " day.", "6. The 5th day.", id="letters stay"),
    ],
)
def test_what_is_raised(before: str, raised: str, after: str, said: str) -> None:
    def draw(canvas: Canvas) -> None:
        at = float(LEFT)
        for words, size, rise in ((before, 11, 0), (raised, 7, 4), (after, 11, 0)):
            canvas.setFont("Helvetica", size)
            canvas.drawString(at, 700 + rise, words)
            at += canvas.stringWidth(words, "Helvetica", size)

    assert texts(read(drawn(draw))) == [said]


def test_a_star_that_refers_to_a_note_of_its_page_is_left_out_though_it_is_not_raised() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(LEFT, 700, "6. The border stays where it is today*, as both sides know it for long.")
        canvas.line(LEFT, 120, LEFT + 140, 120)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(LEFT, 108, "* As drawn in the map.")

    document = read(drawn(draw))
    assert texts(document) == [
        "6. The border stays where it is today, as both sides know it for long.",
        "As drawn in the map.",
    ]
    assert document.lines[1].label == "*"


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
    assert texts(document) == [f"1. {LONG * 4}".strip(), "A note at the foot of the first page."]
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
        "1. A cease-fire holds on all the land and all the sea that both the sides know of. "
        "The cease-fire is watched by those who give guarantees."
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
    assert NAMES_LEFT_OUT in document.notes
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


def set_in_pieces(canvas: Canvas, at: float, *pieces: tuple[str, str]) -> None:
    x = float(LEFT)
    for words, font in pieces:
        canvas.setFont(font.removesuffix("_"), 11)
        canvas.drawString(x, at, words)
        width = canvas.stringWidth(words, font.removesuffix("_"), 11)
        if font.endswith("_"):
            canvas.line(x, at - 1.5, x + width, at - 1.5)
        x += width


PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


@pytest.mark.parametrize(
    ("pieces", "lead"),
    [
        pytest.param([("1. Borders.", BOLD), (" They stay.", PLAIN)], "1. Borders.", id="bold"),
        pytest.param(
            [("1. ", PLAIN), ("The borders.", BOLD), (" Stay.", PLAIN)], "1. The borders.", id="bold, its number not"
        ),
        pytest.param(
            [("• ", PLAIN), ("Borders", BOLD), (": they stay.", PLAIN)], "• Borders:", id="bold behind a bullet"
        ),
        pytest.param([("1. Borders.", PLAIN + "_"), (" They stay.", PLAIN)], "1. Borders.", id="underlined"),
        pytest.param([("1.", BOLD), (" They stay.", PLAIN)], "", id="a number alone is no title"),
        pytest.param([("1. They ", PLAIN), ("stay.", BOLD)], "", id="bold words in the middle"),
        pytest.param([("1. They stay.", PLAIN)], "", id="nothing"),
        pytest.param([("Article 5", BOLD)], "Article 5", id="a whole line"),
        pytest.param([("§ 5", BOLD)], "§ 5", id="a whole line without a letter"),
    ],
)
def test_what_a_line_sets_apart_at_its_start(pieces: list[tuple[str, str]], lead: str) -> None:
    def draw(canvas: Canvas) -> None:
        set_in_pieces(canvas, 700, *pieces)
        Sheet(canvas, top=660).set(LONG)

    line = read(drawn(draw)).lines[0]
    assert line.text == "".join(words for words, _ in pieces)
    assert line.text[: line.lead] == lead


def test_a_title_over_two_lines_runs_into_its_text() -> None:
    title, rest = (
        "1. Withdrawal of all of the heavy weapons of both sides from the line of contact",
        "and what comes of it.",
    )

    def draw(canvas: Canvas) -> None:
        set_in_pieces(canvas, 700, (title, BOLD))
        set_in_pieces(canvas, 686.8, (rest, BOLD), (" They are withdrawn within thirty days, each of them.", PLAIN))
        Sheet(canvas, top=640).set(LONG)

    line = read(drawn(draw)).lines[0]
    assert line.text[: line.lead] == f"{title} {rest}"


def test_where_most_is_bold_nothing_is_set_apart() -> None:
    def draw(canvas: Canvas) -> None:
        Sheet(canvas, top=740).set(f"1. {LONG * 3}", font=BOLD)
        Sheet(canvas, top=660).set("2. Both sides meet again.")

    assert [line.lead for line in read(drawn(draw)).lines] == [0, 0]


def test_a_bold_title_under_a_bold_label_is_a_line_of_its_own() -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for number in range(1, 4):
            sheet.set(f"Art. {number}", font=BOLD, after=4)
            sheet.set("Borders of the region", font=BOLD, after=4)
            sheet.set(LONG)

    document = read(drawn(draw))
    assert texts(document)[:3] == ["Art. 1", "Borders of the region", LONG.strip()]
    assert [(line.kind, line.lead) for line in document.lines][:3] == [("heading", 6), ("heading", 21), ("body", 0)]


@pytest.mark.parametrize(
    ("setting", "aside"),
    [
        pytest.param({"font": "Helvetica-Oblique"}, True, id="in italics"),
        pytest.param({"size": 9}, True, id="smaller"),
        pytest.param({}, False, id="as the rest"),
        pytest.param({"hang": 30}, False, id="set in from the left alone"),
    ],
)
def test_a_remark_is_told_by_how_it_is_set(setting: dict[str, Any], aside: bool) -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for number in range(1, 4):
            sheet.set(f"{number}. {LONG}")
            if number == 2:
                sheet.set("[Nobody knows what is meant by it, and nobody asked. " + LONG + "]", **setting)

    assert [line.aside for line in read(drawn(draw)).lines] == [False, False, aside, False]


def justified(canvas: Canvas, text: str, left: float, right: float, top: float) -> float:
    *full, last = broken(canvas, text, right - left, PLAIN, 11)
    for line in full:
        space = (right - left - canvas.stringWidth(line, PLAIN, 11)) / line.count(" ")
        canvas.drawString(left, top, line, wordSpace=space)
        top -= 13.2
    canvas.drawString(left, top, last)
    return top - 26.4


def test_a_quotation_with_straight_edges_set_in_from_both_sides_is_aside() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(PLAIN, 11)
        at = justified(canvas, LONG * 4, LEFT, RIGHT, 700)
        at = justified(canvas, LONG * 2, LEFT + 40, RIGHT - 40, at)
        justified(canvas, LONG * 2, LEFT + 40, RIGHT, at)

    assert [line.aside for line in read(drawn(draw)).lines] == [False, True, False]


def test_points_are_not_aside_however_they_are_set() -> None:
    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        sheet.set(LONG * 4)
        for number in range(1, 4):
            sheet.set(f"{number}. {LONG}", size=9, font="Helvetica-Oblique")

    assert not any(line.aside for line in read(drawn(draw)).lines)


def test_the_lines_stand_where_they_say_in_the_text() -> None:
    document = read(drawn(two_columns))
    assert all(document.text[line.start : line.end] == line.text for line in document.lines)


def test_the_same_file_is_read_in_its_own_process() -> None:
    data = drawn(two_columns)
    assert pdf_document(data) == read(data)


# ------------------------------------------------------------------------------------------------------- hostile


def written(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """Write a PDF by hand, object by object, with a table of their places."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, start)
    return bytes(out)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def one_page(content: bytes, *more: bytes, resources: bytes = b"/Font << /F 4 0 R >>", stream: bytes = b"") -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << %s >> >>" % resources
    body = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), stream, content)
    return written(CATALOG, PAGES, page, FONT, body, *more)


WORDS = b"BT /F 11 Tf 72 700 Td (1. Borders hold.) Tj ET\n"


def form(content: bytes, resources: bytes = b"") -> bytes:
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >>" % resources
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def bomb() -> bytes:
    import zlib

    return zlib.compress(zlib.compress(b"BT ET " * 30_000_000, 9), 9)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"%PDF-1.7", id="a head alone"),
        pytest.param(b"%PDF-1.7\n" + b"[" * 200_000, id="brackets without end"),
        pytest.param(b"%PDF-1.7\n" + b"<</A " * 100_000, id="dictionaries in one another without end"),
        pytest.param(written(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), id="pages that hold themselves"),
        pytest.param(
            written(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Parent 3 0 R >>"), id="an own parent"
        ),
        pytest.param(written(b"1 0 R", root=b"1 0 R"), id="an object that is itself"),
        pytest.param(
            written(CATALOG, PAGES, b"<< /Type /Page /Contents 9 0 R >>"), id="a page whose content is missing"
        ),
        pytest.param(one_page(b"BT /F 11 Tf (" + b"(" * 100_000, stream=b""), id="strings in one another without end"),
        pytest.param(one_page(b"[" * 100_000), id="lists in one another without end"),
        pytest.param(one_page(b"q " * 200_000), id="pens kept without end"),
        pytest.param(
            one_page(bomb(), stream=b"/Filter [/FlateDecode /FlateDecode]"), id="a stream that unpacks to 180 MB"
        ),
        pytest.param(one_page(b"x", stream=b"/Filter [" + b"/FlateDecode " * 500 + b"]"), id="500 filters"),
        pytest.param(
            one_page(b"BT /F 1e309 Tf 1e308 1e308 Td 9e999 0 0 9e999 0 0 Tm (x) Tj ET"), id="places beyond all numbers"
        ),
        pytest.param(
            one_page(b"/X Do", form(b"/X Do"), resources=b"/XObject << /X 6 0 R >>"), id="a form that draws nothing"
        ),
        pytest.param(
            one_page(b"/X Do", form(b"/X Do /X Do", b"/XObject << /X 6 0 R >>"), resources=b"/XObject << /X 6 0 R >>"),
            id="a form that draws itself twice",
        ),
        pytest.param(
            written(CATALOG, b"<< /Type /Pages /Kids [" + b"3 0 R " * 2001 + b"] >>", b"<< /Type /Page >>"),
            id="2,001 pages",
        ),
        pytest.param(drawn(plain)[:700], id="half a file"),
    ],
)
def test_a_hostile_file_is_a_sentence(data: bytes) -> None:
    sentence = why(data)
    assert sentence.startswith(("it ", "page 1 ", "reading it "))
    assert "\n" not in sentence


def test_no_byte_of_a_file_that_is_spoilt_makes_it_more_than_a_sentence() -> None:
    import random

    data = drawn(two_columns, pageCompression=0)
    dice = random.Random(7)
    for _ in range(40):
        spoilt = bytearray(data)
        for _ in range(dice.randrange(1, 40)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        answer = told(bytes(spoilt))
        assert "why" in answer or _document(answer).lines


def test_a_broken_operator_does_not_lose_the_rest() -> None:
    assert texts(read(one_page(b"1 0 cm (a) Tf /No Do Tj [ ] TJ 0 Td\n" + WORDS))) == ["1. Borders hold."]


def test_pages_with_more_than_is_read_are_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    from planstrack.documents.pdf import reader

    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(WORDS), WORDS)
    pages = b"<< /Type /Pages /Kids [3 0 R 3 0 R 3 0 R] /Count 3 >>"
    monkeypatch.setattr(reader, "MAX_OPERATORS", 9)
    document = read(written(CATALOG, pages, page, FONT, stream))
    assert texts(document) == ["1. Borders hold."] * 2
    assert "the file holds more than is read of one: from page 2 on its text is missing" in document.notes


def test_a_file_that_is_too_large_is_not_begun() -> None:
    found = pdf_document(b"%PDF" + bytes(30_000_000))
    assert found == NotExtracted(why="it is larger than 30,000,000 bytes")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECONDS", 1, "reading it takes longer than 1 seconds"),
        ("MEMORY", 30_000_000, "reading it needs more than 30 MB"),
    ],
)
def test_time_and_memory_are_bounded(name: str, value: int, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from planstrack.documents.pdf import worker

    monkeypatch.setattr(worker, name, value)
    found = worker.document_of(one_page(WORDS * 60_000))
    assert found == NotExtracted(why=sentence)


def test_a_process_that_ends_without_an_answer_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from planstrack.documents.pdf import worker

    for code, sentence in (
        ("raise ValueError('a secret of the file')", "reading it failed (ValueError)"),
        ("import os; os.kill(os.getpid(), 9)", "it asks for more than it may, and the process that read it ended"),
        ("print('[1, 2')", "it asks for more than it may, and the process that read it ended"),
    ):
        monkeypatch.setattr(worker, "_BOOT", code)
        assert worker.document_of(b"%PDF") == NotExtracted(why=sentence)


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ExtraMissingError, match=r"planstrack\[documents\]"):
        pdf_document(drawn(plain))


def test_a_font_that_does_not_say_its_letters_is_not_read_as_junk() -> None:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 >>"
    content = b"BT /G 11 Tf 72 700 Td <00240025002600270028> Tj ET"
    data = one_page(content, font, below, resources=b"/Font << /G 6 0 R >>")
    assert why(data).startswith("its fonts do not say which letters they draw")


def test_a_few_signs_without_meaning_are_marked_and_told_of() -> None:
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 600 >>"
    content = WORDS + b"BT /G 11 Tf 162 700 Td <0024> Tj ET"
    document = read(one_page(content, font, below, resources=b"/Font << /F 4 0 R /G 6 0 R >>"))
    assert texts(document) == ["1. Borders hold. \ufffd"]
    assert "signs of which the file does not say what they mean stand as \ufffd on page 1" in document.notes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "1. Україна зберігає свою незалежність; армія — не більше 600 000 осіб, її об’єднання є її справою.",
            id="Ukrainian",
        ),
        pytest.param(
            "§ 3. Россия и Украина заключают соглашение о ненападении; объём определяет приложение № 1.", id="Russian"
        ),
        pytest.param("Άρθρο 5. Τα σύνορα παραμένουν όπως είναι σήμερα, με τόνους και διαλυτικά (ϊ, ΰ).", id="Greek"),
    ],
)
def test_other_alphabets_come_out_as_they_are_written(text: str) -> None:
    assert texts(read(one_page(*in_unicode(text), resources=b"/Font << /G 6 0 R >>"))) == [text]


def in_unicode(text: str) -> tuple[bytes, bytes, bytes, bytes]:
    """Return a page's content in a font that says what its signs mean, and the objects of the font."""
    signs = sorted(set(text))
    pairs = "".join(f"<{number:04x}> <{sign.encode('utf-16-be').hex()}>\n" for number, sign in enumerate(signs, 1))
    table = f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(signs)} beginbfchar\n{pairs}endbfchar".encode()
    codes = "".join(f"{signs.index(sign) + 1:04x}" for sign in text)
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] /ToUnicode 8 0 R >>"
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 >>"
    content = f"BT /G 9 Tf 20 700 Td <{codes}> Tj ET".encode()
    return content, font, below, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table)


def test_hebrew_is_read_from_the_right_with_a_note() -> None:
    shown = "שלום 600 בין הצדדים"
    placed = "םידדצה ןיב 600 םולש"  # as its signs stand on the page, from left to right
    document = read(one_page(*in_unicode(placed), resources=b"/Font << /G 6 0 R >>"))
    assert texts(document) == [shown]
    assert "it holds text from right to left: the order of its words and numbers is not certain" in document.notes


# ------------------------------------------------------------------------------------------------ other layouts


def test_a_table_is_read_row_by_row_and_does_not_hide_the_columns_under_it() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.grid([72, 200, 523], [790, 770, 750, 730])
        canvas.setFont("Helvetica", 10)
        for row in range(3):
            canvas.drawString(78, 777 - 20 * row, f"Article {row + 1}")
            canvas.drawString(206, 777 - 20 * row, "holds for both sides and for all the others")
        Sheet(canvas, top=700, size=10).set(LONG)
        left, right = Sheet(canvas, right=285, top=650, size=10), Sheet(canvas, left=310, top=650, size=10)
        for number in range(1, 6):
            left.set(f"{number}. {LONG}", after=4)
            right.set(f"{number + 5}. {LONG}", after=4)

    rows = [f"Article {number} holds for both sides and for all the others" for number in (1, 2, 3)]
    assert texts(read(drawn(draw))) == [*rows, LONG.strip(), *(f"{n}. {LONG}".strip() for n in range(1, 11))]


def test_a_last_page_with_the_left_column_alone_keeps_its_width() -> None:
    def draw(canvas: Canvas) -> None:
        two_columns(canvas)
        canvas.showPage()
        left = Sheet(canvas, right=285, top=760, size=10)
        for number in range(15, 18):
            left.set(f"{number}. {LONG}", after=4)

    assert texts(read(drawn(draw)))[1:] == [f"{n}. {LONG}".strip() for n in range(1, 18)]


def test_points_of_one_line_each_are_told_apart() -> None:
    points = [f"{number}. Point number {number} is short." for number in range(1, 41)]

    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for point in points:
            sheet.set(point, after=0)

    assert texts(read(drawn(draw))) == points


def test_paragraphs_that_are_set_in_at_their_first_line_are_told_apart() -> None:
    paragraphs = [f"{word} {LONG * 2}".strip() for word in ("First", "Second", "Third")]

    def draw(canvas: Canvas) -> None:
        sheet = Sheet(canvas)
        for paragraph in paragraphs:
            sheet.set(paragraph, first=20, after=0)

    assert texts(read(drawn(draw))) == paragraphs


def test_sub_points_hang_under_their_point() -> None:
    def draw(canvas: Canvas) -> None:
        sheet, inner = Sheet(canvas), Sheet(canvas, left=LEFT + 24)
        sheet.set(LONG * 2, label="1.", hang=24, after=0)
        inner.at = sheet.at
        for label in ("(a)", "(b)", "–"):
            inner.set(LONG, label=label, hang=20, after=0)
        sheet.at = inner.at
        sheet.set(LONG, label="2.", hang=24, after=0)

    one = LONG.strip()
    expected = [f"1. {(LONG * 2).strip()}", f"(a) {one}", f"(b) {one}", f"– {one}", f"2. {one}"]
    assert texts(read(drawn(draw))) == expected


def test_an_article_and_its_title_in_the_middle_are_two_lines() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawCentredString((LEFT + RIGHT) / 2, 760, "Article 5")
        canvas.drawCentredString((LEFT + RIGHT) / 2, 746.8, "Final provisions")
        Sheet(canvas, top=720).set(LONG * 3)

    assert texts(read(drawn(draw)))[:2] == ["Article 5", "Final provisions"]


def test_a_title_at_the_top_of_a_page_is_not_the_end_of_the_point_before() -> None:
    title = "Withdrawal of the heavy weapons of both sides from the line of contact"

    def draw(canvas: Canvas) -> None:
        canvas.setFont(PLAIN, 11)
        for number, line in enumerate(
            ("1. Each of the sides withdraws its heavy weapons", "to the places where they stood.")
        ):
            space = (RIGHT - LEFT - canvas.stringWidth(line, PLAIN, 11)) / line.count(" ")
            canvas.drawString(LEFT, 90 - number * 13.2, line, wordSpace=space)
        canvas.showPage()
        canvas.setFont(BOLD, 11)
        canvas.drawString(LEFT, 760, title)
        Sheet(canvas, top=740).set(f"2. {LONG * 3}")

    assert texts(read(drawn(draw)))[1] == title
