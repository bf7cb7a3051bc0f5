"""Folding forgives typography and nothing else, and the way back to the original is kept."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.text.folding import folded, same_text
from planstrack.text.sentences import sentences

SOME = st.text(alphabet=st.sampled_from("ab Éé\u0301 .,'’“\"—-\n\u00a0\u00ad019ß漢ไﬁﬃ…"), max_size=60)
SPELLED_OUT = "ﬀﬁﬂﬃﬄﬅﬆ…"


def covered(text: str, words: str) -> str:
    """Return the part of the original over which a span of the folded words goes."""
    result = folded(text)
    start = result.text.index(words)
    return text[slice(*result.span(start, start + len(words)))]


@pytest.mark.parametrize(
    ("text", "words", "original"),
    [
        pytest.param("The ﬁnal text oﬃcially", "final text officially", "ﬁnal text oﬃcially", id="whole ligatures"),
        pytest.param("an oﬃce", "of", "oﬃ", id="the beginning of a ligature takes all of it"),
        pytest.param("an oﬃce", "ice", "ﬃce", id="its end too"),
        pytest.param("an oﬃce", "f", "ﬃ", id="its middle too"),
        pytest.param("ﬁﬁ…ﬃ", "i.", "ﬁ…", id="one beside another"),
        pytest.param("a… \n b", ". b", "… \n b", id="an ellipsis before white space"),
        pytest.param("\u00adﬁ\u00ad\u00adﬁ", "fifi", "ﬁ\u00ad\u00adﬁ", id="break hints around"),
        pytest.param("ﬁ\u0301n d", "f\u00edn", "ﬁ\u0301n", id="an accent on a ligature goes to its last letter"),
        pytest.param("e\u0301 ﬁ e\u0301.", "fi \u00e9", "ﬁ e\u0301", id="between composed letters"),
        pytest.param("a\u00ad\u0301b", "\u00e1", "a\u00ad\u0301", id="an accent after a break hint"),
        pytest.param("a\u0301\u0301 b", "\u00e1", "a\u0301", id="of two accents the one that was composed"),
        pytest.param("a\u0301\u0301 b", "b", "b", id="after two accents"),
        pytest.param("ﬃ", "ffi", "ﬃ", id="nothing else"),
        pytest.param("  x  y", "x y", "x  y", id="white space"),
    ],
)
def test_a_span_covers_the_signs_that_the_words_come_from(text: str, words: str, original: str) -> None:
    assert covered(text, words) == original


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("“no”", '"no"', id="quotation marks"),
        pytest.param("we’re", "we're", id="apostrophes"),
        pytest.param("we´re", "we\u1ffdre", id="an accent that stands alone, and its Greek double"),
        pytest.param("2025–2026", "2025-2026", id="dashes"),
        pytest.param(" a\r\n\u3000b ", "a b", id="white space, inside and around"),
        pytest.param("secu\u00adrity", "security", id="break hints"),
        pytest.param("secu\u00ad\nrity", "security", id="a word broken at the end of a line"),
        pytest.param("and so on…", "and so on...", id="an ellipsis"),
        pytest.param("oﬃcial ﬁﬂﬀ ﬄ ﬅ ﬆ", "official fiflff ffl st st", id="ligatures"),
        pytest.param("de\u0301ja\u0300", "d\u00e9j\u00e0", id="composition"),
        pytest.param("", " \n", id="nothing"),
    ],
)
def test_texts_that_differ_in_typography_are_the_same(old: str, new: str) -> None:
    assert same_text(old, new)
    assert same_text(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("NATO", "Nato", id="case"),
        pytest.param("600,000", "600.000", id="signs in a number"),
        pytest.param("and so on..", "and so on…", id="two dots"),
        pytest.param("re sign", "resign", id="a space"),
        pytest.param("æon", "aeon", id="æ is a letter, no ligature"),
        pytest.param("m²", "m2", id="a raised digit"),
        pytest.param("ａ", "a", id="a wide letter"),
        pytest.param("deja", "d\u00e9j\u00e0", id="accents"),
        pytest.param("", "a", id="nothing and something"),
    ],
)
def test_texts_that_differ_in_more_are_not(old: str, new: str) -> None:
    assert not same_text(old, new)


@given(SOME)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folded(text).text
    assert folded(once).text == once


@given(SOME)
def test_every_folded_character_has_its_place(text: str) -> None:
    result = folded(text)
    places = [result.offset(i) for i in range(len(result.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)
    for i, sign in enumerate(result.text):
        covered = text[slice(*result.span(i, i + 1))]
        spelled_out = covered[:1] in SPELLED_OUT
        assert sign in folded(covered).text if spelled_out else folded(covered).text.strip() in (sign, sign.strip())


@given(SOME)
def test_sentences_follow_each_other_and_hold_every_letter(text: str) -> None:
    spans = sentences(folded(text))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "On Nov. 23 the U.S. side met J. Doe. Then it left."
    assert [text[a:b] for a, b in sentences(folded(text))] == ["On Nov. 23 the U.S. side met J. Doe.", "Then it left."]
