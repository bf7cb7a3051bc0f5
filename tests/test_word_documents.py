"""Word documents: what Word shows, with the numbers that it counts, and nothing that its reader does not see."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any, Literal

import docx as python_docx
import pytest
from test_docx import texts
from webplans import compared, generated, version
from word_files import (
    STRICT,
    begins_with,
    field,
    level,
    lists,
    members,
    packed,
    par,
    run,
    style,
    table,
    word,
)

from planstrack.documents.article import ExtraMissingError, NotExtracted
from planstrack.documents.left_out import NAMES_LEFT_OUT
from planstrack.documents.lines import Document
from planstrack.documents.word import numbering, package, styles, xml
from planstrack.documents.word.document import word_document
from planstrack.documents.word.numerals import written
from planstrack.render import docx

OUTLINE = "".join(level(at) for at in range(9))
INS = '<w:ins w:id="1" w:author="A. Nother" w:date="2025-01-01T00:00:00Z"/>'
DEL = '<w:del w:id="2" w:author="A. Nother" w:date="2025-01-01T00:00:00Z"/>'


def read(data: bytes, tracked: Literal["after", "before"] = "after") -> Document:
    found = word_document(data, tracked=tracked)
    assert isinstance(found, Document), found
    for line in found.lines:
        assert found.text[line.start : line.end] == line.shown
    return found


def shown(body: str, tracked: Literal["after", "before"] = "after", **parts: str) -> list[str]:
    return [line.shown for line in read(word(body, **parts), tracked).lines]


def why(data: bytes) -> str:
    found = word_document(data)
    assert isinstance(found, NotExtracted), found
    return found.why


def said(body: str, **parts: str) -> str:
    return " / ".join(read(word(body, **parts)).notes)


# ------------------------------------------------------------------------------------------------------ numbers

SHARED = {1: (0, ""), 2: (0, ""), 3: (0, begins_with(0, 1)), 4: (0, begins_with(1, 3))}


@pytest.mark.parametrize(
    ("definition", "numbers", "paragraphs", "labels"),
    [
        pytest.param(OUTLINE, None, [(1, 0), None, (1, 0)], ["1.", None, "2."], id="a list goes on after other text"),
        pytest.param(
            OUTLINE, SHARED, [(1, 0), (2, 0), (1, 0)], ["1.", "2.", "3."], id="two lists with one definition go on together"
        ),
        pytest.param(
            OUTLINE, SHARED, [(1, 0), (3, 0), (3, 0), (1, 0), (3, 0)], ["1.", "1.", "2.", "3.", "4."],
            id="a list with a start of its own begins anew where it is first used, and only there",
        ),
        pytest.param(
            OUTLINE, SHARED, [(1, 0), (4, 1), (4, 1), (1, 0), (4, 1)], ["1.", "1.3.", "1.4.", "2.", "2.1."],
            id="a start of a lower level counts once",
        ),
        pytest.param(
            OUTLINE, None, [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)], ["1.", "1.1.", "1.2.", "2.", "2.1.", "2.1.1."],
            id="a level begins anew when one above it goes on",
        ),
        pytest.param(
            OUTLINE, None, [(1, 0), (1, 2), (1, 1)], ["1.", "1.1.1.", "1.2."],
            id="a level that was passed over counts as if it stood there",
        ),
        pytest.param(
            level(0) + level(1, more='<w:lvlRestart w:val="0"/>'), None, [(1, 0), (1, 1), (1, 0), (1, 1)],
            ["1.", "1.1.", "2.", "2.2."], id="a level that never begins anew goes on",
        ),
        pytest.param(
            level(0) + level(1) + level(2, more='<w:lvlRestart w:val="1"/>'), None,
            [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)],
            ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.1.1."],
            id="a level may begin anew only after the first",
        ),
        pytest.param(
            level(0, "%1.", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>"), None, [(1, 0), (1, 0), (1, 1)],
            ["I.", "II.", "2.1"], id="legal numbering shows figures only",
        ),
        pytest.param(level(0, "Article %1"), None, [(1, 0), (1, 0)], ["Article 1", "Article 2"], id="words stand around numbers"),
        pytest.param(
            level(0, "(%1)", "lowerLetter", start=25), None, [(1, 0)] * 3, ["(y)", "(z)", "(aa)"], id="letters go on after z"
        ),
        pytest.param(level(0, start=None), None, [(1, 0)], ["0."], id="a level without a start begins with nought"),
        pytest.param(
            level(0, "%1)", "russianLower"), None, [(1, 0)] * 10, [f"{x})" for x in "абвгдежзик"],
            id="Russian letters, й left out",
        ),
        pytest.param(level(0, "%1.", "decimalZero"), None, [(1, 0)], ["01."], id="a nought before"),
        pytest.param(level(0, "%1", "ordinalText"), None, [(1, 0)] * 3, ["First", "Second", "Third"], id="words for numbers"),
        pytest.param(level(0, "\uf0b7", "bullet"), None, [(1, 0)], ["•"], id="a sign of a symbol font is a bullet"),
        pytest.param(level(0, "–", "bullet"), None, [(1, 0)], ["–"], id="a dash stays a dash"),
        pytest.param(
            level(0, "o", "bullet", more='<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>'), None, [(1, 0)], ["•"],
            id="a small o of Courier New is a bullet",
        ),
        pytest.param(
            level(0, "\uf0e0", "bullet", more='<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'), None, [(1, 0)], ["→"],
            id="an arrow of Wingdings is an arrow",
        ),
        pytest.param(level(0, "Recital", "none"), None, [(1, 0)], ["Recital"], id="a level without numbers shows its words"),
        pytest.param(level(0, ""), None, [(1, 0)], [None], id="a level without a template shows nothing"),
        pytest.param(level(0), None, [(0, 0), (9, 0)], [None, None], id="list 0 and a list that is missing have no numbers"),
        pytest.param(
            level(0), {1: (0, ""), 2: (0, f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "upperLetter")}</w:lvlOverride>')},
            [(1, 0), (2, 0)], ["1.", "B)"], id="a list may show its number in another form and go on",
        ),
        pytest.param(
            '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
            'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
            '</mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>', None, [(1, 0)], ["007"],
            id="a form of Word's own, with noughts",
        ),
    ],
)  # fmt: skip
def test_numbers_are_those_that_word_shows(
    definition: str,
    numbers: dict[int, tuple[int, str]] | None,
    paragraphs: list[tuple[int, int] | None],
    labels: list[str | None],
) -> None:
    body = "".join(par("Words.", number=number) for number in paragraphs)
    found = read(word(body, numbering=lists(definition, numbers=numbers)))
    assert [line.label for line in found.lines] == labels
    assert not found.notes


STYLES = (
    style("S1", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("S2", based_on="S1", paragraph='<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    + style("Like1", based_on="S1")
    + style("Like2", based_on="S2")
    + style("Off", based_on="S1", paragraph='<w:numPr><w:numId w:val="0"/></w:numPr>')
    + style("Round1", based_on="Round2")
    + style("Round2", based_on="Round1", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
)


def test_numbers_come_through_styles_and_those_they_are_based_on() -> None:
    names = ["S1", "S2", "Like1", "Off", "S2", "Like2", "Missing", "Round1"]
    linked = level(0, more='<w:pStyle w:val="S1"/>') + level(1, more='<w:pStyle w:val="S2"/>')
    for definition in (linked, OUTLINE):
        body = "".join(par(name, style=name) for name in names)
        found = read(word(body + par("off", style="S1", number=(0, 0)), numbering=lists(definition), styles=STYLES))
        labels = [line.label for line in found.lines]
        assert labels == ["1.", "1.1.", "2.", None, "2.1.", "2.2.", None, "3.", None]


def test_a_definition_that_names_a_numbering_style_has_its_levels_and_a_circle_of_them_ends() -> None:
    definitions = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Points"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Points"/>{level(0, "Point %1")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Round"/></w:abstractNum>'
    )
    numbers = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(3))
    points = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    circle = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    styles = style("Points", paragraph=points, kind="numbering") + style("Round", paragraph=circle, kind="numbering")
    body = par("a", number=(1, 0)) + par("b", number=(3, 0))
    assert shown(body, numbering=definitions + numbers, styles=styles) == ["Point 1 a", "b"]


def test_a_line_tells_its_list_its_level_and_how_far_it_is_set_in() -> None:
    body = (
        par("a", number=(1, 0))
        + par("b", number=(1, 1))
        + par("c", number=(2, 0))
        + par("d", more='<w:ind w:left="720"/>')
    )
    one, two, three, four = read(word(body, numbering=lists(OUTLINE, OUTLINE))).lines
    assert (one.kind, one.level, two.level, four.kind) == ("item", 0, 1, "body")
    assert one.list_name == two.list_name != three.list_name
    assert four.indent == 36.0
    assert [line.place for line in (one, two, three, four)] == [f"paragraph {at}" for at in (1, 2, 3, 4)]


def test_text_boxes_and_notes_count_for_themselves() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{par('in a box', number=(1, 0))}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = par(run("one") + box, number=(1, 0)) + par("two", number=(1, 0))
    assert shown(body, numbering=lists(OUTLINE)) == ["1. one", "1. in a box", "2. two"]


def test_a_number_before_no_words_is_counted_and_said() -> None:
    body = par("one", number=(1, 0)) + par(number=(1, 0)) + par("three", number=(1, 0))
    found = read(word(body, numbering=lists(OUTLINE)))
    assert [line.shown for line in found.lines] == ["1. one", "3. three"]
    assert found.notes == ("1 number of its lists stands before no words: 2.",)


def test_a_form_of_numbers_that_is_not_known_is_said() -> None:
    found = read(word(par("one", number=(1, 0)), numbering=lists(level(0, form="thaiCounting"))))
    assert found.lines[0].label == "1."
    assert "thaiCounting" in found.notes[0]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("lowerRoman", {4: "iv", 1994: "mcmxciv"}),
        ("ordinal", {1: "1st", 12: "12th", 22: "22nd", 113: "113th"}),
        ("cardinalText", {1: "One", 21: "Twenty-one", 300: "Three hundred", 1000: "1000"}),
        ("ordinalText", {20: "Twentieth", 21: "Twenty-first", 112: "One hundred twelfth"}),
        ("chicago", {1: "*", 4: "§", 5: "**"}),
        ("decimalEnclosedCircle", {2: "②", 21: "21"}),
        ("lowerLetter", {0: "0", 100_000: "100000", 781: "781"}),
    ],
)
def test_numbers_are_written_in_their_form(form: str, numbers: dict[int, str]) -> None:
    assert {number: written(number, form) for number in numbers} == numbers


# --------------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        pytest.param("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb", id="a line that is broken stays broken"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:tab/><w:t>b</w:t></w:r>", "a b", id="tabs are one space"),
        pytest.param("<w:r><w:t>cease</w:t><w:noBreakHyphen/><w:t>fire</w:t></w:r>", "cease-fire", id="a hyphen that does not break"),
        pytest.param("<w:r><w:t>agree</w:t><w:softHyphen/><w:t>\u00adment</w:t></w:r>", "agreement", id="hyphens that may break are gone"),
        pytest.param('<w:r><w:t>a </w:t></w:r><w:r><w:t xml:space="preserve"> b</w:t></w:r>', "a b", id="spaces that are not kept go"),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t></w:r>', "≥5", id="a sign of a symbol font"),
        pytest.param('<w:r><w:sym w:font="Odd" w:char="F0B3"/></w:r>', "□", id="a sign that is not known"),
        pytest.param(run("see ") + field("REF x", run("point 3")), "see point 3", id="of a field its result"),
        pytest.param(
            run("a") + field(f'IF {field("X", run("no"))} = 1', run("b")), "ab", id="a field in the code of another is code"
        ),
        pytest.param('<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>", "7", id="a field of one element"),
        pytest.param('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("kept"), "kept", id="a field that never ends takes nothing"),
        pytest.param("<w:hyperlink>" + run("a link") + "</w:hyperlink>", "a link", id="of a link its words"),
        pytest.param("<w:sdt><w:sdtPr/><w:sdtContent>" + run("held") + "</w:sdtContent></w:sdt>", "held", id="a content control"),
        pytest.param("<w:smartTag><w:smartTagPr/>" + run("Kyiv") + "</w:smartTag>", "Kyiv", id="a smart tag"),
        pytest.param("<w:newThing>" + run("kept") + "</w:newThing>", "kept", id="what is not known is not lost"),
        pytest.param(
            run("600,000") + run("1", '<w:vertAlign w:val="superscript"/>'), "600,000^1", id="a raised figure stands apart"
        ),
        pytest.param(run("m") + run("2", '<w:vertAlign w:val="superscript"/>'), "m2", id="a raised figure after a letter"),
        pytest.param(
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>",
            "1/3", id="a fraction",
        ),
        pytest.param(
            "<w:r><w:ruby><w:rt>" + run("kana") + "</w:rt><w:rubyBase>" + run("字") + "</w:rubyBase></w:ruby></w:r>", "字",
            id="of words with their reading the words",
        ),
        pytest.param(run("R&amp;D &lt;5 % = “x” — Київ 🙂"), "R&D <5 % = “x” — Київ 🙂", id="honest text stays"),
    ],
)  # fmt: skip
def test_words_are_as_their_reader_sees_them(inside: str, text: str) -> None:
    (line,) = read(word(par(inside))).lines
    assert line.text == text


def test_a_large_first_letter_belongs_to_its_paragraph() -> None:
    assert shown(par("T", more='<w:framePr w:dropCap="drop"/>') + par("he parties agree.")) == ["The parties agree."]


def test_headings_are_told_by_outline_by_name_and_by_the_title() -> None:
    styles = (
        style("T", name="Title")
        + style("H2", name="heading 2")
        + style("Deep", paragraph='<w:outlineLvl w:val="3"/>')
        + style("Own", based_on="H2")
    )
    body = (
        par("A plan", style="T")
        + par("Borders", style="H2")
        + par("Grain", style="Deep")
        + par("Dams", style="Own")
        + par("Body", style="Own", more='<w:outlineLvl w:val="9"/>')
    )
    found = read(word(body, styles=styles))
    assert [line.heading for line in found.lines] == [1, 2, 4, 2, None]
    assert [line.kind for line in found.lines] == ["heading"] * 4 + ["body"]
    assert found.title == "A plan"


def test_a_title_is_never_taken_from_the_properties_of_the_file() -> None:
    core = '<p xmlns:dc="d"><dc:title>Draft by J. Doe</dc:title></p>'
    assert read(packed(members(par("a"), more={"docProps/core.xml": core}))).title is None


def test_an_empty_paragraph_is_a_gap() -> None:
    assert [line.gap for line in read(word(par("a") + par() + par("b"))).lines] == [False, True]


BOLD = "<w:b/>"
LOOKS = (
    style("Heavy", looks=BOLD)
    + style("Strong", looks=BOLD, kind="character")
    + style("Hyperlink", looks='<w:u w:val="single"/>', kind="character")
    + style("Q", name="Intense Quote")
    + style("QQ", based_on="Q")
    + style("H", name="heading 2", looks=BOLD)
    + style("Box", paragraph='<w:pBdr><w:left w:val="single"/></w:pBdr>')
)
PLAIN = par("Words of a point.")


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        pytest.param(par(run("Borders. ", BOLD) + run("They hold.")), "Borders. ", id="bold words, their full stop and space"),
        pytest.param(par(run("Borders", BOLD) + run(": they hold.")), "Borders", id="a colon that is not bold is outside"),
        pytest.param(par(run("Bor", BOLD) + run(" ") + run("ders.", BOLD) + run(" They", '<w:b w:val="0"/>')), "Bor ders.",
            id="several runs, a space between them that is not bold"),
        pytest.param(par(run("Borders.", '<w:u w:val="single"/>') + run(" They hold.")), "Borders.", id="underlined words"),
        pytest.param(par(run("Borders.", '<w:u w:val="none"/>') + run(" They hold.")), "", id="words that are said not to be underlined"),
        pytest.param(par(run("Borders.", "<w:smallCaps/>") + run(" They hold.")), "Borders.", id="small capitals"),
        pytest.param(par(run("Borders.", '<w:rStyle w:val="Strong"/>') + run(" They hold.")), "Borders.", id="a character style"),
        pytest.param(par(run("They hold.") + run(" Borders.", BOLD)), "", id="bold words at the end"),
        pytest.param(par("Borders", style="Heavy"), "Borders", id="a whole paragraph by its style"),
        pytest.param(par(run("Borders.", '<w:rStyle w:val="Strong"/>') + run(" They hold."), style="Heavy"), "",
            id="twice bold is not bold: nothing at the start is set apart"),
        pytest.param(par(run("Borders.", '<w:u w:val="single"/>') + run(" They."), style="Heavy"), "Borders.",
            id="underlined words in a bold paragraph"),
        pytest.param(par("Borders", style="H"), "Borders", id="a heading in bold"),
        pytest.param(par(run("see here", '<w:rStyle w:val="Hyperlink"/>') + run(" for more")), "",
            id="a link is underlined for another reason"),
        pytest.param(par(run("\u05d0\u05d1", '<w:rtl/><w:bCs/>') + run(" \u05d2", "<w:rtl/>")), "\u05d0\u05d1",
            id="bold of a script from right to left"),
        pytest.param(par(run("Borders.", "<w:bCs/>") + run(" They hold.")), "", id="bold of another script means nothing for Latin words"),
        pytest.param(par("<w:r><w:rPr><w:b/></w:rPr><w:t>Borders</w:t><w:br/></w:r>" + run("They hold.")), "Borders\n", id="a broken line"),
        pytest.param(par(run("struck ", "<w:strike/>") + run("Borders. ", BOLD) + run("They hold.")), "Borders. ",
            id="words that are left out do not count"),
    ],
)  # fmt: skip
def test_a_line_says_which_of_its_first_words_are_set_apart(paragraph: str, lead: str) -> None:
    line, *_ = read(word(paragraph + PLAIN + PLAIN, styles=LOOKS)).lines
    assert line.text[: line.lead] == lead
    assert not line.aside


def test_where_all_paragraphs_are_bold_bold_sets_nothing_apart() -> None:
    lines = read(
        word(par("a", style="Heavy") + par(run("b ", '<w:u w:val="single"/>') + run("c"), style="Heavy"), styles=LOOKS)
    ).lines
    assert [line.lead for line in lines] == [0, 2]


ITALIC = "<w:i/>"


@pytest.mark.parametrize(
    ("paragraph", "aside"),
    [
        pytest.param(par(run("A remark,", ITALIC) + run(" ") + run("in italics.", ITALIC)), True, id="wholly in italics"),
        pytest.param(par(run("A remark,", ITALIC) + run(" not all of it.")), False, id="partly in italics"),
        pytest.param(par("Quoted.", style="Q"), True, id="a style for quotations"),
        pytest.param(par("Quoted.", style="QQ"), True, id="a style that is based on one"),
        pytest.param(par("In a box.", style="Box"), True, id="lines at its sides by its style"),
        pytest.param(par("In a box.", more='<w:shd w:val="clear" w:fill="DDDDDD"/>'), True, id="a ground of its own"),
        pytest.param(par("Over a line.", more='<w:pBdr><w:bottom w:val="single"/></w:pBdr>'), False, id="a line under it is no box"),
        pytest.param(par("No box.", style="Box", more='<w:pBdr><w:left w:val="nil"/></w:pBdr>'), False, id="lines that are switched off"),
        pytest.param(par(run("A point.", ITALIC), number=(1, 0)), False, id="what Word numbers is no remark"),
        pytest.param(par(run("A title", ITALIC), style="H"), False, id="a heading is no remark"),
    ],
)  # fmt: skip
def test_a_line_says_that_it_is_set_apart_as_another_voice(paragraph: str, aside: bool) -> None:
    lines = read(word(PLAIN + paragraph + PLAIN, styles=LOOKS, numbering=lists(OUTLINE))).lines
    assert [line.aside for line in lines] == [False, aside, False]


def test_where_most_paragraphs_are_in_italics_or_boxes_none_is_set_apart_by_them() -> None:
    body = par(run("a", ITALIC), style="Box") * 2 + par("b")
    assert not any(line.aside for line in read(word(body, styles=LOOKS)).lines)


def box(words: str) -> str:
    """Return a text box as Word writes it: once for new programs, once more for old ones."""
    inside = f"<w:txbxContent>{words}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><a:graphic><wps:txbx>{inside}</wps:txbx></a:graphic>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_after_the_paragraph_it_hangs_on() -> None:
    body = par(run("before ") + box(par("In a box.") + table(("a", "b"))) + run("after")) + par("Next.")
    lines = read(word(body)).lines
    assert [(line.shown, line.kind) for line in lines] == [
        ("before after", "body"),
        ("In a box.", "box"),
        ("a | b", "row"),
        ("Next.", "body"),
    ]
    assert lines[1].place == "box 1"


def test_a_paragraph_whose_end_is_hidden_goes_on_with_the_next() -> None:
    hidden = "<w:vanish/><w:specVanish/>"
    body = par("Borders.", number=(1, 0), mark=hidden) + par(" They hold.") + par("Grain.", number=(1, 0))
    assert shown(body, numbering=lists(OUTLINE)) == ["1. Borders. They hold.", "2. Grain."]


def test_the_language_is_that_of_most_words_and_not_one_that_its_letters_cannot_be() -> None:
    def language(text: str, code: str) -> str | None:
        styles = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{code}"/></w:rPr></w:rPrDefault></w:docDefaults>'
        return read(word(par(text), styles=styles)).language

    assert language("The parties agree.", "en-GB") == "en-gb"
    assert language("Сторони домовилися.", "uk-UA") == "uk-ua"
    assert language("Сторони домовилися.", "en-US") is None
    assert language("The parties agree.", "x; y") is None
    assert read(word(par("a"))).language is None


# -------------------------------------------------------------------------------------------------------- tables

RESTART, CONTINUE = ('<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>")
TWO_LISTS = lists(OUTLINE, level(0, "(%1)"))


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        pytest.param([("Party", "Troops"), ("A", "600,000")], ["Party | Troops", "A | 600,000"], id="a row is a line"),
        pytest.param([(RESTART + par("A"), "b"), (CONTINUE + par(), "c")], ["A | b", "c"], id="merged cells once"),
        pytest.param(
            [(par("Borders.", number=(1, 0)) + par("They hold."), "note"), (par("Grain.", number=(1, 0)), "")],
            ["1. Borders.", "They hold.", "note", "2. Grain."], id="points that Word numbers are lines of their own",
        ),
        pytest.param([("1.", "Borders hold."), ("2.", "Grain moves.")], ["1. Borders hold.", "2. Grain moves."],
            id="a number in a cell of its own belongs to the words after it"),
        pytest.param([(par(number=(1, 0)), "Borders hold."), (par(number=(1, 0)), "Grain moves.")],
            ["1. Borders hold.", "2. Grain moves."], id="a number that Word counts in a cell of its own too"),
        pytest.param([("Article 3", "Borders hold.")], ["Article 3 Borders hold."], id="so does the name of an article"),
        *(pytest.param([(label, par("Borders") + par("They hold firm.")), (label, "Grain moves out.")],
            [f"{label} Borders", "They hold firm.", f"{label} Grain moves out."], id=f"{label} with a title under it, and without")
            for label in ("Article 1", "Art. 12bis", "المادة 1", "Άρθρο 1", "Пункт 1", "I.", "(a)", "§ 1", "1.º", "1)")),
        pytest.param([("№", "Words"), ("1", "Borders hold."), ("2", "Grain."), ("I", "They all agree.")],
            ["№ | Words", "1 Borders hold.", "2 Grain.", "I They all agree."], id="figures before words, or that count on"),
        pytest.param([("Article 1", par("(a) Borders hold.") + par("– by land")), ("Article 2", "Grain moves.")],
            ["Article 1 (a) Borders hold.", "– by land", "Article 2 Grain moves."], id="parts in the cell are lines"),
        pytest.param([("12", "Kyiv"), ("30", "Lviv")], ["12 | Kyiv", "30 | Lviv"], id="figures before names are no list"),
        pytest.param([("1.", "Grain", "100 t"), ("2.", "Gas", "3 t")], ["1. Grain | 100 t", "2. Gas | 3 t"],
            id="a row with a number keeps its cells"),
        pytest.param([("12", "45"), ("13", "50")], ["12 | 45", "13 | 50"], id="a table of figures is not a list"),
        pytest.param([("1. Borders hold firm.",), ("2. Grain moves out.",)], ["1. Borders hold firm.", "2. Grain moves out."],
            id="one column is no row of cells"),
        pytest.param([("A", par("b") + table(("c", "d")))], ["A | b", "c | d"], id="a table in a cell comes after its row"),
        pytest.param(
            [("Draft A", "Draft B"), (par("Borders.", number=(1, 0)), par("Dams.", number=(2, 0))),
             (par("Grain.", number=(1, 0)), par("Gas.", number=(2, 0)))],
            ["Draft A", "1. Borders.", "2. Grain.", "Draft B", "(1) Dams.", "(2) Gas."],
            id="two lists side by side are read one after the other",
        ),
        pytest.param([(par("x", number=(3, 0)), "y")], ["• x | y"], id="bullets make no list of points"),
    ],
)  # fmt: skip
def test_tables_give_rows_or_the_points_they_lay_out(rows: list[tuple[str, ...]], lines: list[str]) -> None:
    numbers = lists(OUTLINE, level(0, "(%1)"), level(0, "\uf0b7", "bullet"))
    assert shown(table(*rows), numbering=numbers) == lines


def test_a_line_of_a_table_says_where_it_stands() -> None:
    body = table(("a", "b")) + par("between") + table(("c", "d"), ("1.", "Borders hold."))
    lines = read(word(body)).lines
    assert [line.place for line in lines] == ["table 1, row 1", "paragraph 1", "table 2, row 1", "table 2, row 2"]
    assert (lines[3].label, lines[3].text, lines[3].kind) == ("1.", "Borders hold.", "item")


def test_a_list_goes_on_through_tables() -> None:
    body = par("a", number=(1, 0)) + table((par("b", number=(1, 0)),)) + par("c", number=(1, 0))
    assert shown(body, numbering=lists(OUTLINE)) == ["1. a", "2. b", "3. c"]


# --------------------------------------------------------------------------------------------------------- notes


def note(id: int, text: str) -> str:
    return f'<w:footnote w:id="{id}">{par("<w:r><w:footnoteRef/></w:r>" + run(" " + text))}</w:footnote>'


def reference(id: int, more: str = "") -> str:
    return f'<w:r><w:footnoteReference w:id="{id}" {more}/></w:r>'


SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>'


def test_a_footnote_stands_at_the_end_and_its_mark_nowhere_in_the_text() -> None:
    body = par(run("up to 600,000") + reference(7) + run(" troops")) + par(run("Grain") + reference(3))
    found = read(word(body, footnotes=SEPARATOR + note(3, "In tons.") + note(7, "In peacetime.") + note(9, "Unused.")))
    assert [line.shown for line in found.lines] == [
        "up to 600,000 troops",
        "Grain",
        "1 In peacetime.",
        "2 In tons.",
    ]
    assert [(line.kind, line.label, line.place) for line in found.lines[2:]] == [
        ("footnote", "1", "footnote 1"),
        ("footnote", "2", "footnote 2"),
    ]


def test_a_mark_that_somebody_chose_is_not_counted() -> None:
    body = par(run("a") + reference(1, 'w:customMarkFollows="1"') + run("*")) + par(run("b") + reference(2))
    assert shown(body, footnotes=note(1, "*Chosen.") + note(2, "Counted.")) == ["a", "b", "* Chosen.", "1 Counted."]


def test_words_after_a_reference_are_no_mark_of_it() -> None:
    own = reference(1, 'w:customMarkFollows="1"')
    body = (
        par(run("a") + own)
        + par("A plan")
        + par(run("b") + own + run("† and more"))
        + par(run("c") + own + run("12 days"))
    )
    assert shown(body, footnotes=note(1, "x"))[:4] == ["a", "A plan", "b and more", "c12 days"]


def test_notes_follow_the_form_of_the_document_and_endnotes_come_last() -> None:
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="2"/></w:footnotePr>'
    end = f'<w:endnote w:id="1">{par("At the end.")}</w:endnote>'
    body = par(run("a") + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run(" b") + reference(1))
    lines = shown(body, footnotes=note(1, "Foot."), endnotes=end, settings=settings)
    assert lines == ["a b", "b Foot.", "i At the end."]


def test_a_note_that_is_referred_to_ten_thousand_times_is_read_once() -> None:
    body = par(run("a") + reference(1) * 10_000)
    assert len(read(word(body, footnotes=note(1, "x" * 10_000))).lines) == 2


# ----------------------------------------------------------------------------------------------- tracked changes


def ins(inside: str) -> str:
    return f'<w:ins w:id="3" w:author="A. Nother">{inside}</w:ins>'


def gone(text: str, mark: str = "del") -> str:
    return f'<w:{mark} w:id="4" w:author="A. Nother"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{mark}>'


@pytest.mark.parametrize(
    ("body", "before", "after"),
    [
        pytest.param(
            par(run("Troops leave ") + gone("at once") + ins(run("soon")) + run(".")),
            ["Troops leave at once."], ["Troops leave soon."], id="words put in and struck out",
        ),
        pytest.param(
            par(gone("One", "moveFrom") + run(" two ") + f"<w:moveTo>{run('one')}</w:moveTo>"), ["One two"], ["two one"], id="words moved"
        ),
        pytest.param(par(ins(gone("never"))+ run("kept")), ["kept"], ["kept"], id="put in and struck out again"),
        pytest.param(
            par("a", number=(1, 0)) + par(gone("b"), number=(1, 0), mark=DEL) + par("c", number=(1, 0)),
            ["1. a", "2. b", "3. c"], ["1. a", "2. c"], id="a paragraph struck out is not counted",
        ),
        pytest.param(
            par("a", number=(1, 0)) + par(ins(run("b")), number=(1, 0), mark=INS) + par("c", number=(1, 0)),
            ["1. a", "2. c"], ["1. a", "2. b", "3. c"], id="a paragraph put in is counted only after",
        ),
        pytest.param(
            par("One,", mark=DEL) + par(" two.", number=(1, 0)), ["One,", "1. two."], ["1. One, two."],
            id="where a paragraph's end is struck out it goes on with the next, whose number counts",
        ),
        pytest.param(
            par("One,", number=(1, 0), mark=INS) + par(" two."), ["One, two."], ["1. One,", "two."],
            id="where a paragraph's end was put in it was one before",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:trPr>{INS}</w:trPr><w:tc>{par(ins(run('new')))}</w:tc><w:tc>{par(ins(run('row')))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{par('old')}</w:tc><w:tc>{par('row')}</w:tc></w:tr></w:tbl>",
            ["old | row"], ["new | row", "old | row"], id="a row put in",
        ),
        pytest.param(
            par("a", number=(1, 0), more='<w:pPrChange w:id="1" w:author="A"><w:pPr/></w:pPrChange>'), ["a"], ["1. a"],
            id="a number that a paragraph got",
        ),
        pytest.param(
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>{INS}</w:numPr></w:pPr>{run("a")}</w:p>', ["a"], ["1. a"],
            id="a number that was put in",
        ),
        pytest.param(par(run("Last") + gone(" words"), mark=DEL), ["Last words"], ["Last"], id="the end of the text has no next"),
    ],
)  # fmt: skip
def test_changes_are_all_accepted_or_all_rejected(body: str, before: list[str], after: list[str]) -> None:
    numbers = lists(OUTLINE)
    assert shown(body, "before", numbering=numbers) == before
    assert shown(body, "after", numbering=numbers) == after
    found = read(word(body, numbering=numbers))
    assert found.revised
    assert "tracked change" in found.notes[0]


def test_changes_are_counted_as_stretches_whoever_made_them() -> None:
    body = par(run("a") + ins(run("b")) + ins(run("c")) + run("d") + gone("e")) + par("f")
    found = read(word(body))
    assert found.notes[0] == "it holds 2 tracked changes; read as after them"
    assert "it holds 2 tracked changes; read as before them" in read(word(body), "before").notes
    assert found.notes[-1] == NAMES_LEFT_OUT
    assert "Nother" not in repr(found.notes)


def test_a_change_of_looks_is_no_change_of_the_text() -> None:
    changed = '<w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    found = read(word(par(run("a", changed))))
    assert not found.revised
    assert [line.text for line in found.lines] == ["a"]


def test_a_field_whose_marks_are_partly_struck_out_takes_no_words() -> None:
    body = par(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:del w:id="1"><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>old</w:delText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>' + run("kept")
    )
    assert shown(body) == ["kept"]


@pytest.mark.parametrize("seed", range(12))
def test_our_own_redline_reads_back_as_both_of_its_texts(seed: int) -> None:
    comparison = compared(*generated(seed))
    data = docx.diff(comparison)
    sides: tuple[tuple[Literal["before", "after"], str], ...] = (("before", "old"), ("after", "new"))
    for tracked, side in sides:
        wanted = [" ".join(text.split()) for text in texts(comparison, side) if text.strip()]
        found = word_document(data, tracked=tracked)
        assert (
            [" ".join(line.text.split()) for line in found.lines] == wanted
            if isinstance(found, Document)
            else not wanted
        )


# ------------------------------------------------------------------------------------------------- not the text


@pytest.mark.parametrize(
    ("body", "parts", "left", "reported"),
    [
        pytest.param(par(run("a") + run("not for the press", "<w:vanish/>")), {}, ["a"], "hidden in the document: “not for the press”",
            id="hidden words"),
        pytest.param(par(run("a")) + par("by a style", style="X"), {"styles": style("X", looks="<w:vanish/>")}, ["a"],
            "hidden in the document: “by a style”", id="words hidden by a style"),
        pytest.param(par(run("a") + run("white", '<w:color w:val="FFFFFF"/>')), {}, ["a"], "hidden in the document: “white”",
            id="white words on white"),
        pytest.param(par(run("a") + run("tiny", '<w:sz w:val="2"/>')), {}, ["a"], "hidden in the document: “tiny”",
            id="words of one point"),
        pytest.param(par(run("a ") + run("600,000", "<w:strike/>") + run("800,000")), {}, ["a 800,000"],
            "struck out in the document: “600,000”", id="words with a line through them"),
        pytest.param(par("1", number=(1, 0)) + par(run("two", "<w:dstrike/>"), number=(1, 0)) + par("3", number=(1, 0)),
            {"numbering": lists(OUTLINE)}, ["1. 1", "3. 3"], "struck out in the document: “two”", id="a point struck out is counted"),
        pytest.param(par(field("TOC \\o", run("Borders 1"))) + par("Borders"), {}, ["Borders"], "in its table of contents: “Borders 1”",
            id="a table of contents"),
        pytest.param(par(run("by ") + field("AUTHOR", run("J. Doe"))), {}, ["by"],
            "left out 1 passage that Word fills with a name or a path",
            id="a field with the author's name"),
        pytest.param(par("a"), {"comments": f'<w:comment w:id="1">{par("Is this so?")}</w:comment>'}, ["a"],
            "it holds 1 comment, which is not read",
            id="comments"),
        pytest.param(par("a"), {"header": par("Draft for discussion"), "footer": par(run("Page ") + field("PAGE", run("7")))}, ["a"],
            "its page heads and feet hold 3 words, which are left out", id="page heads"),
        pytest.param(par(run("a") + "<w:r><w:drawing><a:graphic><pic:pic/></a:graphic></w:drawing></w:r>"), {}, ["a"],
            "it holds 1 picture; words in pictures are not read", id="pictures"),
        pytest.param(par("a") + '<w:altChunk/>', {}, ["a"], "it takes in 1 other file, which is not read", id="other files"),
        pytest.param(par(run("a") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LISTNUM</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'), {}, ["a"], "LISTNUM", id="numbers that a field counts"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_reported(body: str, parts: dict[str, str], left: list[str], reported: str) -> None:
    found = read(word(body, **parts))
    assert [line.shown for line in found.lines] == left
    assert reported in " / ".join(found.notes)
    assert "Doe" not in repr(found)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(par(run("a") + run("b", '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>')), id="words with a ground of colour"),
        pytest.param(par(run("a")) + par(run("b", '<w:color w:val="FFFFFF"/>'), more='<w:shd w:fill="000000"/>'), id="a paragraph"),
        pytest.param(
            par("a") + table(("<w:tcPr><w:shd w:fill='4472C4'/></w:tcPr>" + par(run("b", '<w:color w:val="FFFFFF"/>')),)), id="a cell"
        ),
        pytest.param(par(run("a") + run("b", '<w:vanish w:val="0"/>')), id="words that are switched on"),
        pytest.param(par("", number=(0, 0)) + par(run("a") + run("b", '<w:webHidden/>')), id="words hidden on the web only"),
    ],
)  # fmt: skip
def test_words_that_can_be_seen_are_not_hidden(body: str) -> None:
    assert "".join(shown(body)).endswith("b")
    assert not said(body)


def test_hiding_twice_by_styles_shows_again() -> None:
    styles = style("P", looks="<w:vanish/>") + style("C", looks="<w:vanish/>", kind="character")
    assert shown(par(run("seen", '<w:rStyle w:val="C"/>'), style="P"), styles=styles) == ["seen"]


def test_page_numbers_alone_are_not_worth_a_note() -> None:
    assert not said(par("a"), footer=par(run("Page ") + field("PAGE", run("7")) + run(" of 12")))


def test_names_of_people_and_machines_are_never_given_back() -> None:
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    kinds = (
        "package/2006/relationships/metadata/core-properties",
        "officeDocument/2006/relationships/extended-properties",
    )
    more = {
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        + "".join(
            f'<Relationship Id="r{at}" Type="http://schemas.openxmlformats.org/{kind}" Target="docProps/{at}.xml"/>'
            for at, kind in enumerate(kinds)
        )
        + "</Relationships>",
        "docProps/0.xml": '<c xmlns:d="d"><d:creator>Jo Secret</d:creator><d:lastModifiedBy>Al Hidden</d:lastModifiedBy></c>',
        "docProps/1.xml": "<p><Company>Ministry</Company><Template>C:\\Users\\jo\\x.dotx</Template></p>",
    }
    comment = '<w:comment w:id="1" w:author="Jo Secret"/>'
    found = read(packed(members(par("a"), more=more, comments=comment)))
    assert found.notes[-1] == NAMES_LEFT_OUT
    assert not any(secret in repr(found) for secret in ("Secret", "Hidden", "Ministry", "Users"))


# --------------------------------------------------------------------------------------- other files, hostile ones


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(1000)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "not a Word document", id="nothing"),
        pytest.param(b"plain words", "not a Word document", id="a text"),
        pytest.param(b"{\\rtf1 x}", "RTF file: turn it into a Word document (soffice", id="RTF"),
        pytest.param(b"%PDF-1.7", "not a Word document", id="a PDF"),
        pytest.param(ole("WordDocument"), "an old Office file: turn it into a Word document (soffice", id="DOC"),
        pytest.param(ole("EncryptedPackage"), "protected by a password", id="a document with a password"),
        pytest.param(b"<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>",
            "one XML file", id="a document as one XML file"),
        pytest.param(packed({"xl/workbook.xml": "<x/>"}), "a spreadsheet", id="XLSX"),
        pytest.param(packed({"ppt/presentation.xml": "<x/>"}), "a presentation", id="PPTX"),
        pytest.param(packed({"a.txt": "x"}), "a ZIP file", id="another ZIP file"),
        pytest.param(b"PK\x03\x04 broken", "a ZIP file", id="a broken ZIP file"),
        pytest.param(word(par("a"))[:-30], "broken", id="a package cut off"),
        pytest.param(word("<w:p>"), "XML is broken", id="broken XML"),
        pytest.param(word(par()), "no words", id="an empty document"),
        pytest.param(word(par(run("x", "<w:vanish/>"))), "hidden or struck out", id="nothing that is seen"),
        pytest.param(word(par("<w:r><w:drawing><pic:pic/></w:drawing></w:r>")), "pictures and no words", id="a scan"),
        pytest.param(packed({**members(par("a")), "word/document.xml": "<x/>"}), "no text of Word", id="no document in the document"),
        pytest.param(packed({**members(par("a")), "WORD/document.xml": "<x/>"}), "two files of one name", id="two documents in one"),
    ],
)  # fmt: skip
def test_what_is_no_word_document_says_what_it_is(data: bytes, words: str) -> None:
    assert words in why(data)


def entity(body: str) -> str:
    return f'<!DOCTYPE x [<!ENTITY e "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]>{body}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + entity(str(members(par("&e;&f;"))["word/document.xml"]))
    assert "document type" in why(packed({**members(par("a")), "word/document.xml": text.encode(encoding)}))


def test_a_part_that_is_larger_than_it_says_or_than_its_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 10_000)
    data = word(par("a" * 20_000))
    assert "larger than 10,000 bytes when unpacked" in why(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    assert (
        why(data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little")))
        == "its package (a ZIP file) is broken"
    )


def test_all_parts_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 30_000)
    assert "larger than" in why(word(par("a" * 20_000), styles=style("X" * 20_000)))


@pytest.mark.parametrize(
    ("module", "bound", "value", "words"),
    [
        (package, "MAX_WORD_FILE", 500, "larger than 500 bytes"),
        (package, "MAX_MEMBERS", 3, "more than 3 files"),
        (xml, "MAX_MARKS", 5, "more than 5 tags"),
        (styles, "MAX_STYLES", 1, "more than 1 styles"),
    ],
)
def test_each_bound_is_said(monkeypatch: pytest.MonkeyPatch, module: Any, bound: str, value: int, words: str) -> None:
    monkeypatch.setattr(module, bound, value)
    assert words in why(word(par("a"), styles=style("A") + style("B")))


@pytest.mark.parametrize("element", ["w:sdt", "w:ins", "w:tbl", "w:unknown"])
@pytest.mark.parametrize("depth", [150, 230, 5_000])
def test_elements_in_one_another_end_in_a_sentence(element: str, depth: int) -> None:
    start, end = {
        "w:sdt": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        "w:tbl": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    }.get(element, (f"<{element}>", f"</{element}>"))
    found = word_document(word(start * depth + par("a") + end * depth))
    assert isinstance(found, NotExtracted) or [line.text for line in found.lines] == ["a"]


def test_a_package_that_is_encrypted_inside_is_said() -> None:
    data = bytearray(word(par("a")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert "password" in why(bytes(data))


def test_targets_outside_the_package_are_never_asked_for() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/numbering" TargetMode="External" Target="http://127.0.0.1:9/numbering.xml"/>'
        '<Relationship Id="b" Type="x/styles" Target="../../../../etc/passwd"/>'
        '<Relationship Id="c" Type="x/footnotes" Target="file:///etc/passwd"/></Relationships>'
    )
    found = read(packed(members(par("a"), more={"word/_rels/document.xml.rels": relations})))
    assert found.text == "a"


def test_the_main_part_is_found_wherever_it_lies() -> None:
    files = members(par("a", number=(1, 0)), numbering=lists(OUTLINE))
    files["w/d2.xml"] = files.pop("word/document.xml")
    files["w/_rels/d2.xml.rels"] = str(files.pop("word/_rels/document.xml.rels")).replace(
        "numbering.xml", "/word/numbering.xml"
    )
    files["_rels/.rels"] = str(files["_rels/.rels"]).replace("word/document.xml", "/w/d2.xml")
    assert read(packed(files)).text == "1. a"


def test_the_strict_form_of_the_format_is_read_too() -> None:
    files = members(par("a", number=(1, 0)) + par(run("b", "<w:vanish/>")), main=STRICT, numbering=lists(OUTLINE))
    old, new = "schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"
    found = read(packed({name: str(text).replace(old, new) for name, text in files.items()}))
    assert (found.text, len(found.notes)) == ("1. a", 1)


def test_values_out_of_any_range_are_no_errors() -> None:
    numbers = lists(level(0, "%1%9." * 500, "lowerLetter", start=99999999999))
    body = (
        par("a", number=(1, 99))
        + par("b", number=(1, -3))
        + '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="1e9"/></w:numPr><w:ind w:left="&#65297;"/></w:pPr></w:p>'
        + '<w:p><w:r><w:sym w:char="110000"/><w:sym w:char="zz"/><w:sym/><w:footnoteReference/></w:r></w:p>'
        + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )
    found = read(word(body, numbering=numbers, footnotes=note(1, "x")))
    assert all(len(line.label or "") <= numbering.MAX_LABEL for line in found.lines)


def test_time_grows_with_the_document() -> None:
    def seconds(count: int) -> float:
        body = "".join(par("Some words of a point.", number=(1, at % 3)) for at in range(count))
        data = word(body, numbering=lists(OUTLINE))
        start = time.process_time()
        assert len(read(data).lines) == count
        return time.process_time() - start

    assert seconds(8_000) < 24 * max(seconds(1_000), 0.05)  # Eight is even; sixty-four would be the square.


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
            + '<w:r><w:t>x</w:t><w:fldChar w:fldCharType="end"/></w:r>' * 20_000,
            id="twenty thousand fields in one another"),
        pytest.param(ins(run("a")) * 20_000, id="twenty thousand changes"),
        pytest.param((run("a", "<w:vanish/>") + run("b")) * 20_000, id="twenty thousand passages that are hidden"),
        pytest.param("<w:r>" + "<w:br/>" * 100_000 + "</w:r>" + run("a"), id="a hundred thousand lines"),
    ],
)  # fmt: skip
def test_many_of_one_thing_take_no_more_than_their_share(inside: str) -> None:
    start = time.process_time()
    word_document(word(par(run("x") + inside)))
    assert time.process_time() - start < 10


def test_two_long_rows_of_points_side_by_side_take_no_more_than_their_share() -> None:
    body = table(*[("1. Borders hold.",) * 5_000] * 2)
    start = time.process_time()
    assert [line.place for line in read(word(body)).lines[:3]] == ["table 1, row 1", "table 1, row 2", "table 1, row 1"]
    assert time.process_time() - start < 10


def test_without_the_extra_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ExtraMissingError, match=r"planstrack\[documents\]"):
        word_document(word(par("a")))


# --------------------------------------------------------------------------------------------- other programs' files


def test_a_document_of_python_docx_is_read() -> None:
    made = python_docx.Document()
    made.add_heading("A plan", 0)
    made.add_heading("Borders", 1)
    made.add_paragraph("Borders hold.", style="List Number")
    made.add_paragraph("Some words between.")
    made.add_paragraph("Grain moves.", style="List Number")
    made.add_paragraph("By sea.", style="List Bullet")
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Troops", "600,000"
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue())
    assert [line.shown for line in found.lines] == [
        "A plan",
        "Borders",
        "1. Borders hold.",
        "Some words between.",
        "2. Grain moves.",
        "• By sea.",
        "Troops | 600,000",
    ]
    assert (found.title, found.language) == ("A plan", "en-us")
    assert [line.heading for line in found.lines[:3]] == [1, 1, None]


def test_a_document_of_libreoffice_is_read_where_it_is_to_be_had(tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        return  # what it writes is read in the other tests too, from XML
    page = """<html><body><h1>A plan</h1><ol><li>Borders hold.<ol type="a"><li>On land.</li><li>At sea.</li></ol></li>
    <li>Grain moves.</li></ol><p>Between.</p><ol start="3"><li>Dams stand.</li></ol><ul><li>Gas</li></ul>
    <table><tr><td>Troops</td><td>600,000</td></tr></table></body></html>"""
    (tmp_path / "plan.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--infilter=HTML (StarWriter)",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path), str(tmp_path / "plan.html")],
        capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    data = (tmp_path / "plan.docx").read_bytes()
    lines = [line.shown for line in read(data).lines]
    assert lines == [
        "A plan",
        "1. Borders hold.",
        "a. On land.",
        "b. At sea.",
        "2. Grain moves.",
        "Between.",
        "3. Dams stand.",
        "• Gas",
        "Troops | 600,000",
    ]


def test_versions_without_points_read_as_no_words() -> None:
    assert why(docx.diff(compared(version("old", []), version("new", []))))
