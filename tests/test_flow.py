"""Words that were broken over lines are one line again; a hyphen at a line's end is kept where the text writes it so."""

from __future__ import annotations

import time

import pytest

from planstrack.text.flow import flowed


@pytest.mark.parametrize(
    ("piece", "whole", "expected"),
    [
        pytest.param("one\ntwo", "", "one two", id="a line's end is a space"),
        pytest.param("one\n\n two", "", "one\ntwo", id="an empty line stays a line's end"),
        pytest.param("one\r\ntwo\rthree", "", "one two three", id="line ends of any system"),
        pytest.param("secu-\nrity", "", "security", id="a broken word is whole again"),
        pytest.param("secu\u00ad\nrity", "secu-rity", "security", id="a soft hyphen is never a part of a word"),
        pytest.param("cease-\nfire", "A cease-fire holds.", "cease-fire", id="a word with a hyphen elsewhere keeps it"),
        pytest.param("cease-\nfire", "A Cease-Fire holds.", "cease-fire", id="whatever the case"),
        pytest.param("cease-\nfire", "cease-fire, ceasefire", "ceasefire", id="not where the text writes both"),
        pytest.param("North-\nEast", "", "North-East", id="a capital goes on behind its hyphen"),
        pytest.param("long-\nterm-based", "a long-term plan", "long-term-based", id="the next word alone is looked up"),
        pytest.param("mid-\nand long-\nterm", "mid-term, long-term", "midand long-term", id="each break by itself"),
        pytest.param("1990-\n1995", "", "1990- 1995", id="a number is no word"),
        pytest.param("  one  two  ", "", "one two", id="white space is one space"),
        pytest.param(" \n ", "", "", id="nothing but white space is nothing"),
    ],
)
def test_lines_are_joined(piece: str, whole: str, expected: str) -> None:
    assert flowed(piece, whole) == expected


def test_many_broken_words_in_a_long_text_take_no_long_time() -> None:
    whole = "tow-\ner and " * 400_000
    begun = time.process_time()
    assert flowed(whole[:400_000], whole).startswith("tower and tower")
    assert time.process_time() - begun < 5
