"""Terminal text: readable at any width, the same with and without colour, and free of whatever data would do to a screen."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from briefed import PAGES, loose, page, the_diff
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from planstrack.briefing.diff_page import diff_page
from planstrack.render import terminal
from planstrack.render.terminal.paper import Paper, cells

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
HOSTILE = " \x1b[31mred\x07\x9b2J \u202eright\u2066 [bold]x[/bold] :smile: \u200b\ufeff"


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(kind: str, width: int) -> None:
    lines = getattr(terminal, kind)(page(kind), width=width).split("\n")
    assert not [line for line in lines if cell_len(line) > width and "https://" not in line]


@pytest.mark.parametrize("kind", PAGES)
def test_no_control_character_of_the_data_reaches_the_terminal(kind: str) -> None:
    shown = getattr(terminal, kind)(page(kind, HOSTILE))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", shown)
    assert "⟨U+001B⟩[31mred" in shown.replace("\n", " ")


@pytest.mark.parametrize("kind", PAGES)
def test_colour_adds_nothing_but_colour(kind: str) -> None:
    write = getattr(terminal, kind)
    shown = page(kind, HOSTILE)
    coloured = write(shown, colour=True)
    assert ESCAPE.sub("", coloured) == write(shown)
    assert set(re.findall(r"\x1b.", coloured)) == {"\x1b["}


def test_rich_markup_in_a_title_is_text() -> None:
    coloured = terminal.diff(the_diff(mark=" [bold]x[/bold]"), colour=True)
    assert "[bold]x[/bold]" in ESCAPE.sub("", coloured)


def test_every_change_bears_a_sign_and_a_word() -> None:
    text = terminal.diff(the_diff())
    assert "~ 2 → ?  Army cap: changed — reported, disputed [2]\n" in text
    assert "- 4  Money: removed — reported [2]\n" in text
    reason = "? the text of “Second draft” is not on file, and no report says what became of\n  it:\n"
    assert f"{reason}    1 Sovereignty · 5 Elections\n" in text


def test_what_is_not_known_is_never_called_removed() -> None:
    text = terminal.diff(the_diff())
    unknown = text[text.index("NOT KNOWN") :]
    assert "Sovereignty" in unknown
    assert "removed" not in unknown


def test_a_redline_marks_words_by_brackets_on_a_plain_terminal() -> None:
    text = terminal.diff(diff_page(loose("The army is limited to 600,000.", "The army is limited to 800,000.")))
    assert "The army is limited to [-600,000-]{+800,000+}." in text


def test_why_points_were_matched_is_said_when_asked_for() -> None:
    assert "matched: declared: same id" in terminal.diff(the_diff(explain=True))
    assert "matched:" not in terminal.diff(the_diff())


def test_a_quote_is_shown_with_its_chain_and_its_check() -> None:
    text = terminal.diff(the_diff())
    assert "“no cap at all” — Envoy → Paper [2], quote not checked: text not archived" in " ".join(text.split())


def test_sources_are_listed_with_their_address() -> None:
    text = terminal.diff(the_diff(), width=120)
    assert "[1] Leaks Daily, “All points”, 2025-11-20 https://a.example/1\n" in text


def test_a_source_that_nothing_refers_to_is_not_listed() -> None:
    text = terminal.issues(page("issues"))
    body, _, listed = text.partition("SOURCES")
    for number in re.findall(r"^\[(\d+)\]", listed, re.MULTILINE):
        assert f"[{number}]" in body


@given(st.text(max_size=80), st.integers(min_value=30, max_value=100), st.integers(min_value=0, max_value=8))
def test_wrapped_text_loses_nothing_and_fits(text: str, width: int, indent: int) -> None:
    paper = Paper(width)
    paper.write((text, "strong"), indent=indent, hang=2)
    from planstrack.render.printable import printable

    lines = paper.text(False).split("\n")
    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    assert all(cell_len(line) <= width for line in lines)


@given(st.text(max_size=40))
def test_cells_are_those_that_rich_counts(text: str) -> None:
    from planstrack.render.printable import printable

    shown = printable(text)
    assert cells(shown) == cell_len(shown)


def test_a_word_wider_than_the_line_is_cut_but_an_address_is_not() -> None:
    paper = Paper(30)
    paper.write("x" * 70)
    paper.write("https://a.example/" + "y" * 60)
    lines = paper.text(False).splitlines()
    assert [len(line) for line in lines] == [30, 30, 10, 78]


def test_wide_characters_are_cut_between_characters() -> None:
    paper = Paper(31)
    paper.write("漢" * 20)
    assert paper.text(False).splitlines() == ["漢" * 15, "漢" * 5]


def test_a_table_too_wide_for_columns_stands_below_each_other() -> None:
    assert "  First draft: " in terminal.table(page("table"), width=60)
    assert "  First draft: " not in terminal.table(page("table"), width=80)


def test_a_pipe_does_not_wait_for_rich() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from briefed import the_diff; from planstrack.render import terminal;"
        "terminal.diff(the_diff()); print(sorted(name for name in sys.modules if name.split('.')[0] == 'rich'))"
    )
    done = subprocess.run([sys.executable, "-c", code, "tests"], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
