"""Where a quote stands in a text: only typography is forgiven, and nothing is attached to a lookalike."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.claims.quotes import MAX_QUOTE, find, nearest
from planstrack.text.folding import folded, is_border

TEXT = (
    "The plan “narrows” to 19 points — and leaves key issues open.\n"
    "Ukraine’s army is limited to 600,000 personnel, officials said. We can't confirm it.\n"
    "Security guarantees come first. Later, security guarantees come again."
)


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param('plan "narrows" to 19 points', id="straight quotation marks for curly ones"),
        pytest.param("19 points - and leaves", id="a hyphen for a dash"),
        pytest.param("19 points – and leaves", id="a short dash for a long one"),
        pytest.param("Ukraine's army", id="a straight apostrophe"),
        pytest.param("key\u00a0issues\u202fopen", id="no-break spaces"),
        pytest.param("issues open.\r\n  Ukraine’s army", id="other line breaks and more spaces"),
        pytest.param(
            "secu\u00adrity guaran\u200btees come first".replace("secu", "Secu"), id="invisible hints where to break"
        ),
    ],
)
def test_typography_is_forgiven(quote: str) -> None:
    found = find(TEXT, quote)
    assert found.result == "exact"
    start, end = found.places[0]
    assert folded(TEXT[start:end]).text == folded(quote).text


def test_composed_and_decomposed_letters_are_the_same_and_the_place_is_that_of_the_original() -> None:
    text = unicodedata.normalize("NFD", "Le plan prévoyait déjà l’armée à 600 000 hommes, écrit-on.")
    found = find(text, "déjà l'armée")
    assert found.result == "exact"
    start, end = found.places[0]
    assert unicodedata.normalize("NFC", text[start:end]) == "déjà l’armée"
    assert find(text, "deja l'armee").result == "orphan"


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("limited to 600,001 personnel", id="another digit"),
        pytest.param("limited to 600 personnel", id="a number cut short"),
        pytest.param("Limited to 600,000", id="another case"),
        pytest.param("leaves key issue open", id="a letter less"),
        pytest.param("leaves key issues. open", id="a full stop more"),
        pytest.param("is limited to 600", id="the beginning of a number"),
        pytest.param("000 personnel", id="the end of a number"),
        pytest.param("We can", id="a word cut before its apostrophe"),
        pytest.param("fficials said", id="a word without its first letter"),
        pytest.param("and leave", id="a word without its last letter"),
        pytest.param("", id="nothing"),
        pytest.param(" \n\u00ad", id="only what folding takes away"),
    ],
)
def test_anything_else_is_not_found(quote: str) -> None:
    assert find(TEXT, quote).result == "orphan"


def test_a_word_may_end_before_a_possessive() -> None:
    assert find(TEXT, "Ukraine").result == "exact"


@pytest.mark.parametrize(
    ("text", "quote", "result"),
    [
        pytest.param("armed forces of 600 000 men", "forces of 600", "orphan", id="groups of three are one number"),
        pytest.param("in 2025 800 people came", "in 2025", "exact", id="four digits and three are two numbers"),
        pytest.param("point 7.10 says", "point 7", "orphan", id="decimals belong to the number"),
        pytest.param("the 19-point plan", "point plan", "exact", id="a hyphen parts words"),
        pytest.param("他说计划已修改", "计划", "exact", id="scripts without spaces have borders everywhere"),
        pytest.param("הנשיא אמר היום", "אמר", "exact", id="right to left"),
        pytest.param("об’єднаний план", "єднаний план", "orphan", id="an apostrophe inside a Ukrainian word"),
        pytest.param("R&D <5 % = x", "R&D <5 %", "exact", id="signs stand for themselves"),
        pytest.param("done 🙂 then", "🙂", "exact", id="emoji"),
        pytest.param("the plan stands", " plan\n", "exact", id="white space around a quote"),
        pytest.param("The ﬁnal text oﬃcially", "final text officially", "exact", id="ligatures are letters"),
        pytest.param("The final text officially", "ﬁnal text oﬃcially", "exact", id="ligatures in the quote"),
        pytest.param("The ﬁnal text", "inal text", "orphan", id="half a ligature is half a word"),
        pytest.param("it is … not known", "is ... not", "exact", id="three dots for an ellipsis"),
        pytest.param("it is... not known", "is… not", "exact", id="an ellipsis for three dots"),
        pytest.param("it is…", "is.", "orphan", id="a full stop is no part of an ellipsis"),
        pytest.param("it is...", "is..", "orphan", id="nor are two"),
        pytest.param("it is….", "it is…", "exact", id="an ellipsis before a full stop"),
        pytest.param("it is. . . not", "is… not", "orphan", id="dots with spaces are other signs"),
    ],
)  # fmt: skip
def test_words_and_numbers_are_whole(text: str, quote: str, result: str) -> None:
    assert find(text, quote).result == result


def test_words_that_stand_twice_are_ambiguous_until_prefix_or_suffix_decide() -> None:
    words = "ecurity guarantees come"
    text = TEXT.replace("Security", "security")
    assert len(find(text, f"s{words}").places) == 2
    assert find(text, f"s{words}").result == "ambiguous"
    first, second = find(text, f"s{words}", suffix="first"), find(text, f"s{words}", prefix="Later,")
    assert (first.result, second.result) == ("exact", "exact")
    assert first.places[0] < second.places[0]
    assert first.elsewhere == second.places


def test_words_in_other_surroundings_than_asked_for_are_shown_and_not_accepted() -> None:
    found = find(TEXT, "key issues", prefix="settles")
    assert (found.result, found.places, len(found.elsewhere)) == ("orphan", (), 1)


def test_a_near_miss_is_reported_with_its_difference() -> None:
    near = find(TEXT, "army is limited to 800,000 personnel").near
    assert near is not None
    assert near.text == "army is limited to 600,000 personnel"
    assert near.difference == '"800,000" stands as "600,000"'
    assert 0.72 <= near.score < 1
    assert find(TEXT, "the weather was fine all day").near is None


@pytest.mark.parametrize(
    ("text", "quote", "difference"),
    [
        pytest.param(
            "the аrmy of the country",
            "the army of the country",
            '"army" looks the same, but has U+0430 CYRILLIC SMALL LETTER A where the quote has U+0061 LATIN SMALL LETTER A',
            id="a letter of another alphabet",
        ),
        pytest.param(
            "the ar\u200dmy of the country",
            "the army of the country",
            '"army" looks the same, but has U+200D ZERO WIDTH JOINER where the quote has nothing',
            id="a character that cannot be seen",
        ),
        pytest.param(
            "the armed\u200e forces of the country",
            "the army of the country",
            '"army" stands as "armed<U+200E LEFT-TO-RIGHT MARK> forces"',
            id="other words, with one that cannot be seen",
        ),
        pytest.param(
            "limited to ６ brigades today",
            "limited to 6 brigades today",
            '"6" looks the same, but has U+FF16 FULLWIDTH DIGIT SIX where the quote has U+0036 DIGIT SIX',
            id="a wide digit",
        ),
    ],
)
def test_a_difference_never_looks_the_same_on_both_sides(text: str, quote: str, difference: str) -> None:
    near = find(text, quote).near
    assert near is not None
    assert near.difference == difference


def test_a_near_miss_names_words_that_are_too_many_or_too_few() -> None:
    assert nearest(TEXT, "leaves several key issues open").difference == 'the text lacks "several"'  # type: ignore[union-attr]
    assert nearest(TEXT, "army limited to 600,000 personnel").difference == 'the text also has "is"'  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "quote", ["army is limited to 800,000 personnel", "leaves several key issues open", "quite other words"]
)
def test_near_misses_are_the_same_without_rapidfuzz(quote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_library = nearest(TEXT, quote)
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert nearest(TEXT, quote) == with_library


def test_a_text_made_to_be_slow_is_not() -> None:
    assert find("a" * 300_000, "aaa").result == "orphan"
    assert find("a " * 300_000, "a a").result == "ambiguous"
    assert find("x yz " * 60_000, "x y").result == "orphan"
    assert find("a" * 50_000, "a" * (MAX_QUOTE + 1)).result == "orphan"


_SOME = st.text(alphabet=st.sampled_from("ab Éé\u0301 .,'’“\"—-\n\u00a0\u00ad019ß漢ไﬁﬃ…"), max_size=60)


@given(_SOME, st.integers(0, 60), st.integers(0, 60))
def test_a_quote_is_found_if_and_only_if_it_stands_at_word_borders(text: str, start: int, end: int) -> None:
    quote = text[min(start, end) : max(start, end)]
    body, words = folded(text).text, folded(quote).text.strip()
    stands = bool(words) and any(
        body.startswith(words, i) and is_border(body, i) and is_border(body, i + len(words)) for i in range(len(body))
    )
    assert (find(text, quote, near=False).result != "orphan") == stands
