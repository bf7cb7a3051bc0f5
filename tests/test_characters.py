"""Characters that cannot be seen are found; those that honest writing needs are not."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.render.printable import json_text, printable
from planstrack.text.characters import mixed_word, name_of, unseen

HONEST = [
    pytest.param("R&D <5 %, “quoted” — and €100 bn", id="Latin with signs"),
    pytest.param("Закон про мову, «ні»", id="Cyrillic"),
    pytest.param("Ε.Ε. · συμφωνία", id="Greek"),
    pytest.param("600\u00a0000\u202f€", id="no-break spaces"),
    pytest.param("e\u0301 i\u0308", id="combining accents"),
    pytest.param("👩\u200d🚀 👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 👍🏽 1\ufe0f\u20e3 ©\ufe0f", id="joined emoji"),
    pytest.param("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f 🇺🇦", id="flags"),
    pytest.param("שלום\u200f! \u200e(28)\u200e נקודות", id="Hebrew with direction marks"),
    pytest.param("می\u200cخواهم", id="Persian with a non-joiner"),
    pytest.param("क्\u200dष", id="Devanagari with a joiner"),
    pytest.param("葛\U000e0100 城市", id="a Chinese character with a variation selector"),
    pytest.param("ᠮᠣᠩᠭᠣᠯ ᠤᠯᠤᠰ", id="Mongolian"),
]
HIDDEN = [
    pytest.param("a\u200bb", [1], id="zero-width space"),
    pytest.param("a\u200db", [1], id="a joiner between Latin letters"),
    pytest.param("1\u200d2", [1], id="a joiner between digits"),
    pytest.param("a\u200cb", [1], id="a non-joiner between Latin letters"),
    pytest.param("a\u200fb", [1], id="a direction mark far from right-to-left letters"),
    pytest.param("\u202eabc\u202c", [0, 4], id="an override and its end"),
    pytest.param("\u2066abc\u2069", [0, 4], id="an isolate"),
    pytest.param("שלום\u202e", [4], id="an override among Hebrew letters"),
    pytest.param("co\u00adoperate", [2], id="soft hyphen"),
    pytest.param("\ufefftitle", [0], id="a byte-order mark inside"),
    pytest.param("a\ufe0f", [1], id="a variation selector after a letter"),
    pytest.param("\U000e0041\U000e0042", [0, 1], id="tags without a flag"),
    pytest.param("🏴abc\U000e0067", [4], id="a tag that belongs to no flag"),
    pytest.param("a\u3164b\u115f\uffa0", [1, 3, 4], id="Hangul fillers"),
    pytest.param("a\u2028b\u2029c\u0085d", [1, 3, 5], id="line separators"),
    pytest.param("\x1b[31m\x07\x9b1m\x00\x7f", [0, 5, 6, 9, 10], id="terminal escapes"),
    pytest.param("a\tb\nc\rd", [1, 3, 5], id="tab and line ends"),
    pytest.param("\ud800\udcff", [0, 1], id="lone surrogates, as in file names that are no UTF-8"),
    pytest.param("\ufffe\uffff", [0, 1], id="no characters at all"),
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_passes_as_it_is(text: str) -> None:
    assert unseen(text) == ()
    assert printable(text) == text
    assert json_text(text) == json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize(("text", "offsets"), HIDDEN)
def test_hidden_characters_are_found_where_they_stand(text: str, offsets: list[int]) -> None:
    assert list(unseen(text)) == offsets


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\u202eb", "a⟨U+202E⟩b", id="a mark with its number"),
        pytest.param("a\tb", "a b", id="a tab is a space"),
        pytest.param("a\nb", "a⟨U+000A⟩b", id="a line feed is marked where one line is shown"),
        pytest.param("\x1b]0;x\x07", "⟨U+001B⟩]0;x⟨U+0007⟩", id="an escape is shown and does nothing"),
        pytest.param("\U000e0041", "⟨U+E0041⟩", id="beyond the first plane"),
    ],
)
def test_hidden_characters_are_shown_as_marks(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_lines_stay_lines_where_several_are_shown() -> None:
    assert printable("a\r\nb\rc\nd", lines=True) == "a\nb⟨U+000D⟩c\nd"


@given(st.text(st.characters(), max_size=60))
def test_what_is_printable_holds_nothing_unseen_and_stays_as_it_is(text: str) -> None:
    shown = printable(text)
    assert unseen(shown) == ()
    assert printable(shown) == shown
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in shown)


@given(
    st.recursive(
        st.text(st.characters(), max_size=20), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_reads_back_as_it_was_and_shows_nothing_unseen(value: object) -> None:
    shown = json_text(value)
    assert json.loads(shown) == value
    assert {shown[at] for at in unseen(shown)} <= {"\n"}


def test_a_long_text_of_direction_marks_is_judged_in_little_time() -> None:
    assert len(unseen("\u200f" * 100_000)) == 100_000
    assert len(unseen("🏴" + "\U000e0067" * 100_000)) >= 99_990


def test_a_character_is_called_by_its_name() -> None:
    assert name_of("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert name_of("\x00") == "U+0000 control character"
    assert name_of("\ud800") == "U+D800"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("\u0410xios reports", "\u0410xios", id="a Cyrillic A"),
        pytest.param("the Kre\u03bflin", "Kre\u03bflin", id="a Greek o"),
        pytest.param("Axios говорит", None, id="two words in two scripts"),
        pytest.param("COVID-подібний Т-72", None, id="a hyphen parts words"),
        pytest.param("naïve Łódź", None, id="Latin with accents"),
        pytest.param("日本語English", None, id="letters that do not look alike"),
    ],
)
def test_words_of_mixed_scripts(text: str, word: str | None) -> None:
    assert mixed_word(text) == word
