"""Names of other scripts in Latin letters: what ids are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planstrack.intake.names import slug, stem_of
from planstrack.text.latin import MAX_NAME, in_latin_letters


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        pytest.param("Українська правда", None, "ukrainska pravda", id="Ukrainian, told by its letters"),
        pytest.param("Дзеркало тижня", "uk", "dzerkalo tyzhnia", id="Ukrainian, told by the page"),
        pytest.param("Згорани Їжак Єва Йосип Юрій Яна", "uk", "zghorany yizhak yeva yosyp yurii yana", id="the table of 2010"),
        pytest.param("Знам’янка", "uk", "znamianka", id="an apostrophe is not written"),
        pytest.param("Комерсантъ Объёмный щит", None, "komersant obemnyy shchit", id="Russian"),
        pytest.param("Вестник", "ru", "vestnik", id="и is i where the page is Russian"),
        pytest.param("Дневник Щит", "bg", "dnevnik shtit", id="Bulgarian"),
        pytest.param("Вечерње новости", None, "vecernje novosti", id="Serbian"),
        pytest.param("Наша Ніва ў", None, "nasha niva u", id="Belarusian"),
        pytest.param("Καθημερινή", None, "kathimerini", id="Greek"),
        pytest.param("Αυγή και Ευρώπη, Μπάμπης", None, "avgi kai evropi, bampis", id="Greek pairs"),
        pytest.param("Süddeutsche Łódź Ærø Straße", None, "suddeutsche lodz aero strasse", id="Latin with marks"),
        pytest.param("İzmir", None, "izmir", id="a dotted capital"),
        pytest.param("საქართველო", None, "sakartvelo", id="Georgian"),
        pytest.param("조선", None, "joseon", id="Hangul"),
        pytest.param("あさひ アサヒ", None, "asahi asahi", id="kana"),
        pytest.param("नवभारत", None, "navabhaarata", id="Devanagari"),
        pytest.param("大公", None, "大公", id="signs of whole words stay"),
        pytest.param("Talks 7.10 & more", None, "talks 7.10 & more", id="ASCII stays"),
    ],
)  # fmt: skip
def test_a_name_stands_in_latin_letters(name: str, language: str | None, latin: str) -> None:
    assert in_latin_letters(name, language) == latin


@given(st.text(max_size=300), st.sampled_from([None, "uk", "ru", "bg", "sr", "el", "x-y"]))
def test_any_text_gives_a_text_and_an_id_or_nothing(text: str, language: str | None) -> None:
    assert len(in_latin_letters(text, language)) <= 12 * MAX_NAME
    assert slug(text, language).isascii()
    assert stem_of(text.replace("/", "").replace("\0", "")).isascii()


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Mein Bericht (1).txt", "Mein-Bericht-1"), ("Звіт 3.pdf", "zvit-3"), ("ärger.html", "arger"), ("???.txt", "version")],
)  # fmt: skip
def test_a_file_gives_its_name(name: str, stem: str) -> None:
    assert stem_of(name) == stem
