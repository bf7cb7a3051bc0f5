"""Markdown for readers that know no footnotes and no tables: nothing becomes a link that was none."""

from __future__ import annotations

import re
from typing import Any

import pytest
from briefed import PAGES, page, the_plan
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from planstrack.model import Plan
from planstrack.render import markdown
from planstrack.render.markup import Document, literal, references

PLAIN = MarkdownIt("commonmark")
FULL = MarkdownIt("commonmark").enable(["table"]).use(footnote_plugin)

LONG = "A title that is far too long to stand on the first line of a footnote together with its outlet"

NAMES = [
    pytest.param("javascript:alert(1)//", LONG, None, id="a script, and a title that wraps"),
    pytest.param("javascript:alert(1)//", "x" * 90, None, id="a script, and a title of one long word"),
    pytest.param("javascript:alert(1)//" + "x" * 90, "T", None, id="a script wider than a line"),
    pytest.param("x]: javascript:alert(1)", LONG, None, id="a label that ends early"),
    pytest.param("<javascript:alert(1)>", LONG, None, id="a target in angle brackets"),
    pytest.param("< javascript:alert(1)>", LONG, None, id="a target in angle brackets behind a space"),
    pytest.param("<javascript:alert(1) >", LONG, None, id="a target in angle brackets before a space"),
    pytest.param("javascript:alert(1)// 'a", "b", "c'", id="a target and a title in single quotes"),
    pytest.param('javascript:alert(1)// "a', "b", 'c"', id="a target and a title in double quotes"),
    pytest.param("javascript:alert(1)// (a", "b", "c)", id="a target and a title in brackets"),
    pytest.param("\njavascript:alert(1)//", LONG, None, id="a target on the next line"),
    pytest.param("javascript:alert(1)//\n'a'\nb", LONG, None, id="a definition on lines of its own"),
    pytest.param("[^1]: javascript:alert(1)\n", "[^2]:\njavascript:alert(2)", None, id="definitions as names"),
    pytest.param("x\n\n[^1]: javascript:alert(1)\n\n", "y\n\n[^2]: <data:x>", None, id="definitions as paragraphs"),
    pytest.param("javascript:alert(1)//\\", "a\\", "\\", id="backslashes"),
    pytest.param("\\[^1\\]: javascript:alert(1)", "\\\\[a](javascript:b)", None, id="backslashes before marks"),
    pytest.param("data:text/html,<script>alert(1)</script>", LONG, "javascript:alert(2)//", id="an address that acts"),
    pytest.param("(javascript:alert(1))", "[^1](javascript:alert(1))", "(x)", id="brackets"),
    pytest.param("javascript:alert(1)//\u00a0'a'", LONG, None, id="a no-break space"),
    pytest.param("| javascript:alert(1) |", "a | b\n--- | ---", None, id="a table"),
]

HONEST = [
    "R&D <5 %", "=", "javascript: in prose", "Укрінформ", "«Дзеркало тижня» (Київ)", "שלום", "🇺🇦 News", "“Quoted” 'Daily'",
    "A (B) Daily", '"Daily" (online)', "C:\\files",
]  # fmt: skip


def named(outlet: str, title: str | None = "A title", url: str | None = None) -> Plan:
    """Return the plan with these names and this address on each of its articles."""
    plan = the_plan()
    articles = {
        name: item.model_copy(update={"outlet": outlet, "title": title, "url": url})
        for name, item in plan.articles.items()
    }
    return plan.model_copy(update={"articles": articles})


def links(tokens: list[Token]) -> list[str]:
    children = [child for token in tokens for child in token.children or []]
    return [
        str(child.attrs.get("href") or child.attrs.get("src"))
        for child in children
        if child.type in ("link_open", "image")
    ]


def defined(text: str) -> tuple[dict[str, Any], list[str]]:
    """Return which links a plain reader finds defined, and where its links lead."""
    env: dict[str, Any] = {}
    tokens = PLAIN.parse(text, env)
    return env.get("references", {}), links(tokens)


def seen(text: str, reader: MarkdownIt = PLAIN) -> str:
    words = [
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for token in reader.parse(text)
        for child in token.children or []
    ]
    return " ".join("".join(words).split())


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(("outlet", "title", "url"), NAMES)
def test_no_name_becomes_a_link_for_a_reader_without_footnotes(
    kind: str, outlet: str, title: str, url: str | None
) -> None:
    text = getattr(markdown, kind)(page(kind, plan_=named(outlet, title, url)))
    assert defined(text) == ({}, [])
    assert not links(FULL.parse(text))
    assert not re.search(r"^ {0,3}\[[^\]]*\]:\s*\S+\s*$", text, re.MULTILINE), "no line is a definition to any reader"


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize(
    "mark", ["\n[^1]: javascript:alert(1)", " [^1](javascript:alert(1))", "](javascript:alert(1))"]
)
def test_no_text_of_a_page_becomes_a_link_for_a_reader_without_footnotes(kind: str, mark: str) -> None:
    text = getattr(markdown, kind)(page(kind, mark))
    assert defined(text)[0] == {}
    assert {
        target for target in defined(text)[1] if not target.startswith(("https://a.example/", "https://b.example/"))
    } == set()


@pytest.mark.parametrize("outlet", HONEST)
def test_an_honest_name_is_read_as_it_is_by_both_readers(outlet: str) -> None:
    text = markdown.brief(page("brief", plan_=named(outlet, f"{outlet} again", "https://a.example/1")))
    for reader in (PLAIN, FULL):
        assert f"{outlet}, “{outlet} again”, " in seen(text, reader)
    assert set(defined(text)[1]) == {"https://a.example/1"}


@given(
    st.lists(
        st.sampled_from(
            ["javascript:x", "<", ">", "'", '"', "(", ")", "\\", " ", "\n", "]", "[", ":", "^1", "a", "x" * 80]
        ),
        max_size=12,
    ).map("".join)
)
def test_no_footnote_is_a_definition_whatever_it_says(name: str) -> None:
    document = Document()
    document.paragraph(f"x{references([1, 2])}{literal(name)}{references([1])}")
    document.paragraph(f"{references([2])}{literal(name)}")
    document.bullets([f"{references([2])}: {literal(name)}", f"{references([1])}{literal(name)}"])
    document.footnote(1, literal(name) or "x")
    document.footnote(2, f"{literal(name)}, no date")
    assert defined(document.text()) == ({}, [])
    notes: dict[str, Any] = {}
    FULL.parse(document.text(), notes)
    assert set(notes["footnotes"]["refs"].values()) == {0, 1}, "each footnote is one, and is referred to"


@pytest.mark.parametrize(
    ("words", "written"),
    [
        pytest.param("UNN (relay), 21 November 2025", "UNN (relay), 21 November 2025", id="no title: it goes on"),
        pytest.param("x (relay)", "x \\(relay)", id="a title to the end"),
        pytest.param("x 'a', b'", "x \\'a', b'", id="a title for a reader that takes the last quote"),
        pytest.param(
            f'x "{"y " * 40}y"', f'x \\"{"y " * 34}y\n    {"y " * 5}y"', id="a title that ends on the second line"
        ),
    ],
)
def test_only_what_can_be_a_title_is_escaped(words: str, written: str) -> None:
    document = Document()
    document.paragraph(f"x{references([1])}")
    document.footnote(1, words)
    assert document.text() == f"x[^1]\n\n[^1]: {written}\n"
    assert defined(document.text()) == ({}, [])


def test_a_footnote_of_one_word_has_a_second_one() -> None:
    document = Document()
    document.paragraph(f"x{references([1])}")
    document.footnote(1, "javascript:x")
    assert document.text() == "x[^1]\n\n[^1]: Source: javascript:x\n"


def test_a_reference_at_the_beginning_of_a_line_defines_nothing() -> None:
    document = Document()
    document.paragraph(f"{references([1])}: javascript:x")
    document.bullets([f"{references([1])}:"])
    assert document.text() == "[^1]\\: javascript:x\n\n- [^1]\\:\n"
