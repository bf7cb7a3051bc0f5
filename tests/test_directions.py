"""What turns the direction of a text, or cannot be seen, reaches beyond no name: isolated where markup can, else a mark."""

from __future__ import annotations

import io
import zipfile

import lxml.html
import pytest
from lxml import etree
from test_html import pages
from webplans import compared, hostile_plan, version

from planstrack.briefing.brief_page import brief_page
from planstrack.briefing.diff_page import diff_page
from planstrack.briefing.pictures import graph
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.render import docx, html, svg
from planstrack.render.web import legal, web_address
from planstrack.text.characters import unseen

TURNS = [
    "\u202e",
    "\u202d",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\u200e",
    "\u200f",
    "\u061c",
]
UNSEEN = ["\u200b", "\u2060", "\ufeff", "\u2028", "\u00ad"]
IDS = [f"U+{ord(char):04X}" for char in (*TURNS, *UNSEEN)]
ISOLATES = "\u2068\u2069"
HEBREW = "שלום\u200f! (לא)"


def hidden(text: str, kept: str = "\n\r\t") -> list[str]:
    return [f"U+{ord(text[at]):04X}" for at in unseen(text) if text[at] not in kept]


@pytest.fixture(scope="module")
def hostile() -> dict[str, str]:
    return pages(hostile_plan())


def test_no_title_and_no_attribute_of_a_page_holds_what_turns_it(hostile: dict[str, str]) -> None:
    for name, page in hostile.items():
        for node in lxml.html.document_fromstring(page).iter():
            if node.tag in ("title", "desc", "option", "textarea"):
                assert not hidden(node.text_content()), (name, node.tag)
            for key, value in node.attrib.items():
                assert not hidden(value), (name, node.tag, key)


def test_a_picture_holds_isolated_words_whose_isolation_nothing_ends(hostile: dict[str, str]) -> None:
    for name, page in hostile.items():
        for node in lxml.html.document_fromstring(page).iter("text", "tspan"):
            words = node.text or ""
            assert not hidden(words, kept=ISOLATES), name
            assert words.count("\u2068") == words.count("\u2069") <= 1, name


@pytest.mark.parametrize("char", [*TURNS, *UNSEEN], ids=IDS)
def test_a_title_bears_a_mark(char: str) -> None:
    title = f"Plan {char}gpj.exe"
    old, new = (version(name, [{"id": "a", "title": title, "text": f"{name} words"}]) for name in ("old", "new"))
    page = lxml.html.document_fromstring(html.page("diff.html", title, diff_page(compared(old, new)), flow=None))
    assert page.findtext(".//title") == f"Plan ⟨U+{ord(char):04X}⟩gpj.exe"
    tips = [node.get("title") for node in page.iter("a") if node.get("title")]
    assert tips
    assert all(f"⟨U+{ord(char):04X}⟩" in tip for tip in tips)


@pytest.mark.parametrize("char", [*TURNS, *UNSEEN], ids=IDS)
def test_a_word_file_holds_none_of_it(char: str) -> None:
    text = f"The cap {char}is 600,000."
    old = version("old", [{"id": "a", "title": text, "text": text}, {"id": "b", "text": f"{text} {char}"}])
    new = version(
        "new", [{"id": "a", "title": text, "text": text.replace("6", "8")}, {"id": "c", "text": f"{char} new"}]
    )
    old, new = (item.model_copy(update={"title": f"{text} {item.name}"}) for item in (old, new))
    plan = hostile_plan()
    facts = Facts(plan)
    for data in (
        docx.diff(compared(old, new)),
        docx.brief(brief_page(facts, lambda old, new: compare(facts, old, new))),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    tree = etree.fromstring(package.read(name))
                    for node in tree.iter():
                        assert not hidden(node.text or ""), name
                        assert not [value for value in node.attrib.values() if hidden(value)], name


def test_honest_right_to_left_words_stay_as_they_are() -> None:
    old = version("old", [{"id": "a", "title": HEBREW, "text": f"{HEBREW} אחת"}])
    new = version("new", [{"id": "a", "title": HEBREW, "text": f"{HEBREW} שתיים"}])
    page = html.page("diff.html", HEBREW, diff_page(compared(old, new)), flow=None)
    assert lxml.html.document_fromstring(page).findtext(".//title") == HEBREW
    data = docx.diff(compared(old, new))
    assert "⟨U+" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert legal(HEBREW) == HEBREW


def test_a_text_is_kept_as_it_is_where_an_element_isolates_it() -> None:
    old, new = (version(name, [{"id": "a", "text": "a \u202eb"}]) for name in ("old", "new"))
    assert "\u202e" in html.diff(diff_page(compared(old, new)))
    assert legal("a\u202e\tb\n\r", isolated=True) == "a\u202e\tb\n\r"
    assert legal("a\u202e\tb\n\r") == "a⟨U+202E⟩\tb\n\r"


def test_an_address_that_turns_the_direction_is_no_link() -> None:
    assert web_address("https://a.example/\u202egpj") is None
    assert web_address("https://a.example/שלום") == "https://a.example/שלום"


def test_a_name_that_ends_an_isolation_ends_none_in_a_picture() -> None:
    plan = hostile_plan()
    versions = {name: item.model_copy(update={"title": "a\u2069\u202eb"}) for name, item in plan.versions.items()}
    drawn = str(svg.graph(graph(Facts(plan.model_copy(update={"versions": versions})))))
    assert "a⟨U+2069⟩⟨U+202E⟩b" in drawn
    assert "\u202e" not in drawn
