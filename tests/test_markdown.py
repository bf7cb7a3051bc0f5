"""Markdown as a reader parses it: text stays text, footnotes hold, and it is written as a formatter would write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from itertools import pairwise

import mdformat
import pytest
from briefed import PAGES, loose, page, the_diff
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from planstrack.briefing.diff_page import diff_page
from planstrack.compare.redline import redline
from planstrack.render import markdown
from planstrack.render.markup import Document, link, literal, literal_lines, references
from planstrack.render.printable import printable

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin)

# What strangers put into a title. Each is shown as it is and does nothing.
HOSTILE = [
    "*bold* _it_ **strong** __under__ ~~struck~~ ~s~",
    "[link](https://evil.example) ![picture](https://evil.example/x.png)",
    "<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- c --> <https://evil.example>",
    "`code` ``two`` ```fence```",
    "# heading ## closed ##",
    "> quote",
    "- item\n- item\n1. one\n2) two\n+ plus\n* star",
    "a\n===\nb\n---\n***\n___\n- - -",
    "a | b\n--- | ---\n| c | d |\n:-: | -",
    "[^1] [^2]: note ^[inline] [ref]: https://evil.example [ref][ref]",
    "&lt;b&gt; &amp; &#60; &nbsp; &copy R&D <5 % AT&T;",
    "\\*not\\* \\\\ \\",
    "a  \nb\\\nc",
    "\n\n    indented\n\n\ttabbed\n~~~\nfence\n~~~",
    "{--cut--}{++in++} {{ braces }} {% tag %}",
    "https://evil.example www.evil.example javascript:alert(1) me@evil.example",
    "\x1b[31mred\x07 \u202eright\u2066 \u200bzero \ufeff\x00",
    "- [ ] task [x] done : term\n: definition",
    "Київ «лапки» 📄 שלום “quoted” ’s 5 % …",
    "---\ntitle: front\n---",
    "!",
    "1986. A great year",
    "#",
    "$x$ $$y$$ @user #12 :smile:",
]


def rendered(tokens: Iterable[Token]) -> str:
    """Return the text that a reader sees in inline content."""
    words = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
    return "".join(words)


def visible(source: str) -> str:
    return " ".join(rendered(token.children or []) for token in READER.parse(source) if token.type == "inline")


def one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    document = Document()
    document.paragraph(literal(text))
    tokens = READER.parse(document.text())
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or []} <= {"text", "softbreak"}
    assert squeezed(visible(document.text())) == squeezed(printable(one_line(text)))


@given(
    st.text(
        alphabet=st.one_of(st.sampled_from("*_[]()<>!`#~|\\&;:-+=.1)x \n\t{}^@/\"'$"), st.characters()), max_size=60
    )
)
def test_any_text_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    shown = squeezed(printable(one_line(text)))
    document = Document()
    document.heading(1, "T")
    document.paragraph(literal(text))
    document.quoted(literal(text))
    document.bullets([literal(text), (f"x {literal(text)}", [literal(text)])])
    document.table(["a"], [[literal(text)]])
    inline = [token for token in READER.parse(document.text()) if token.type == "inline"]
    seen = [squeezed(rendered(token.children or [])) for token in inline]
    expected = ["T", shown, shown, shown, squeezed(f"x {shown}"), shown, "a", shown]
    assert [words for words in seen if words] == [words for words in expected if words]
    kinds = {child.type for token in inline for child in token.children or []}
    assert kinds <= {"text", "softbreak"}


@given(st.text(alphabet=st.sampled_from("*_[]<>`#~|\\&-+=.1)x: \n"), max_size=40))
def test_any_title_makes_one_heading(title: str) -> None:
    document = Document()
    document.heading(2, title)
    document.heading(2, title, otherwise="a..b/c")
    tokens = READER.parse(document.text())
    assert [token.type for token in tokens] == ["heading_open", "inline", "heading_close"] * 2
    assert squeezed(rendered(tokens[1].children or [])) == (squeezed(printable(title.strip())) or "Untitled")


def test_a_text_that_is_several_lines_starts_no_block() -> None:
    document = Document()
    document.quoted(markdown.redline(redline("a) one\n# b\n- c", "a) one\n# d\n- c")))
    tokens = [token.type for token in READER.parse(document.text())]
    assert tokens == ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]


@given(st.text(alphabet="ab 1*-\n[", max_size=30), st.text(alphabet="ab 1*-\n[", max_size=30))
def test_a_redline_gives_both_texts_back(old: str, new: str) -> None:
    document = Document()
    document.paragraph("x" + markdown.redline(redline(old, new)) + "x")
    seen = visible(document.text())
    kept = squeezed(re.sub(r"\{\+\+.*?\+\+\}", "", re.sub(r"\{--(.*?)--\}", r"\1", re.sub(r"\(moved \d+\)", "", seen))))
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", f"x{old}x")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "//a.example",
        "https://",
        "file:///etc/passwd",
        "x\ny",
    ],
)
def test_an_address_that_is_not_http_is_no_link(address: str) -> None:
    document = Document()
    document.paragraph(link(address))
    assert "link_open" not in {child.type for token in READER.parse(document.text()) for child in token.children or []}


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.example/x?y=1&z=2#f", "https://a.example/x?y=1&z=2#f"),
        ("HTTPS://A.example/(a)_b", "HTTPS://A.example/(a)_b"),
        ("https://a.example/Київ", "https://a.example/%D0%9A%D0%B8%D1%97%D0%B2"),
        ("https://a.example/`|[x]{y}\\", "https://a.example/%60%7C%5Bx%5D%7By%7D%5C"),
        ("https://a.example/%41", "https://a.example/%41"),
    ],
)
def test_an_http_address_is_a_link_to_itself(address: str, target: str) -> None:
    document = Document()
    document.paragraph(f"see {link(address)}")
    links = [c for token in READER.parse(document.text()) for c in token.children or [] if c.type == "link_open"]
    assert [item.attrs["href"] for item in links] == [target]


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("mark", ["", "*x*", "\n# y", "<b>&amp;</b>", "[^1]", "|a|", "\u202e"])
def test_a_page_has_the_same_blocks_whatever_its_texts_hold(kind: str, mark: str) -> None:
    def blocks(source: str) -> list[str]:
        return [token.type for token in READER.parse(source) if token.type != "inline"]

    write = getattr(markdown, kind)
    assert blocks(write(page(kind, mark))) == blocks(write(page(kind, " z")))


@pytest.mark.parametrize("kind", PAGES)
def test_every_footnote_is_defined_once_and_referred_to_in_order(kind: str) -> None:
    text = getattr(markdown, kind)(page(kind))
    body, _, notes = text.partition("\n## Sources\n")
    met = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", body)))
    assert met == [str(number) for number in range(1, len(met) + 1)]
    assert re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE) == met


@pytest.mark.parametrize("kind", PAGES)
def test_a_formatter_finds_nothing_to_change(kind: str) -> None:
    text = getattr(markdown, kind)(page(kind))
    assert mdformat.text(text, extensions={"gfm", "footnote"}) == text


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_keeps_the_rules_of_markdownlint(kind: str) -> None:
    text = getattr(markdown, kind)(page(kind))
    lines = text.split("\n")
    headings = [line for line in lines if line.startswith("#")]
    assert len(headings) == len(set(headings)), "MD024: no heading twice"
    assert [line for line in headings if line.startswith("# ")] == headings[:1] == lines[:1], (
        "MD025, MD041: one title, first"
    )
    levels = [len(line.partition(" ")[0]) for line in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels)), "MD001: no level skipped"
    assert not [line for line in headings if line.endswith((".", ",", ";", ":", "!"))], (
        "MD026: no punctuation at the end"
    )
    assert not [line for line in lines if line != line.rstrip() or "\t" in line], (
        "MD009, MD010: no trailing space, no tab"
    )
    assert "\n\n\n" not in text, "MD012: one empty line at most"
    assert re.search(r"[^\n]\n\Z", text), "MD047: one line feed at the end"
    assert not [line for line in lines if " " in line[80:] and not line.startswith("|")], "MD013: 80 columns"
    for number, line in enumerate(lines):
        if line.startswith("#"):
            assert not lines[number + 1 : number + 2] or lines[number + 1] == "", "MD022: room around headings"
    assert not re.search(r"(?<![<(\w])https?://", text), "MD034: no bare address"


def test_a_briefing_has_its_parts_in_the_order_in_which_an_editor_reads() -> None:
    text = markdown.brief(page("brief"))
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Where it stands, on the versions followed",
        "What changed, and how sure that is",
        "The issues, version by version",
        "What is disputed on the versions followed, and between whom",
        "What is not known",
        "Sources",
    ]


def test_a_source_is_cited_with_outlet_title_date_and_link() -> None:
    text = markdown.diff(the_diff())
    assert "[^1]: Leaks Daily, “All points”, 20 November 2025, <https://a.example/1>\n" in text


def test_a_comparison_of_loose_texts_needs_no_sources() -> None:
    text = markdown.diff(diff_page(loose("The army is limited to 600,000.", "The army is limited to 800,000.")))
    assert "> The army is limited to {--600,000--}{++800,000++}." in text
    assert "Sources" not in text


def test_the_same_heading_twice_is_told_apart_by_its_id() -> None:
    document = Document()
    document.heading(3, "Elections", otherwise="a..b/1")
    document.heading(3, "Elections", otherwise="a..b/2")
    assert document.text() == "### Elections\n\n### Elections — `a..b/2`\n"


def test_references_become_footnotes_in_the_order_in_which_they_are_met_and_stand_in_that_order() -> None:
    document = Document()
    document.paragraph(f"first{references([7])} second{references([3, 7])}")
    assert document.text() == "first[^1] second[^1][^2]\n"
    assert document.cited == (7, 3)


def test_html_made_of_a_hostile_page_holds_no_element_of_its_texts() -> None:
    html = READER.render(markdown.brief(page("brief", " <script>alert(1)</script>")))
    assert "<script" not in html
    assert "<script>alert(1)</script>" in unescape(html)


def test_only_a_line_feed_ends_a_line_and_stranger_separators_are_marked() -> None:
    document = Document()
    document.quoted(literal_lines("one\r\ntwo\x85three\u2028four"))
    assert document.text() == "> one\\\n> two⟨U+0085⟩three⟨U+2028⟩four\n"
