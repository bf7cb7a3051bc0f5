"""What people print before points: which beginnings of a line are labels, and what in them counts up."""

from __future__ import annotations

import pytest

from planstrack.documents.counting import follows, readings
from planstrack.documents.labels import label_at, label_of
from planstrack.documents.list_marks import letters_for
from planstrack.text.roman import roman_number, roman_value


@pytest.mark.parametrize(
    ("line", "number", "words"),
    [
        ("1. Borders", "1", "Borders"),
        ("1) Borders", "1", "Borders"),
        ("(1) Borders", "1", "Borders"),
        ("1.Borders", "1", "Borders"),
        ("1.- Fronteras", "1", "Fronteras"),
        ("  12bis. Borders", "12bis", "Borders"),
        ("12 ter. Borders", "12 ter", "Borders"),
        ("12a) Borders", "12a", "Borders"),
        ("13.1 Borders", "13.1", "Borders"),
        ("13.1.2. Borders", "13.1.2", "Borders"),
        ("1.º Fronteras", "1", "Fronteras"),
        ("1º Fronteiras", "1", "Fronteiras"),
        ("1° Frontières", "1", "Frontières"),
        ("1 – Borders", "1", "Borders"),
        ("1 - Borders", "1", "Borders"),
        ("1: Borders", "1", "Borders"),
        ("7\nBorders", "7", "Borders"),
        ("7", "7", ""),
        ("7\tBorders", "7", "Borders"),
        ("Point 1", "1", ""),
        ("Point 1: Borders", "1", "Borders"),
        ("POINT ONE\nBorders", "ONE", "Borders"),
        ("Paragraph 3. Borders", "3", "Borders"),
        ("Article 1", "1", ""),
        ("ARTICLE 1\nBorders", "1", "Borders"),
        ("Article I", "I", ""),
        ("Article premier", "premier", ""),
        ("Article 1er. Frontières", "1", "Frontières"),
        ("Artículo 1º.- Fronteras", "1", "Fronteras"),
        ("Artículo primero.- Fronteras", "primero", "Fronteras"),
        ("Art. 12bis. Borders", "12bis", "Borders"),
        ("Article 1 Borders", "1", "Borders"),
        ("§ 3 Grenzen", "3", "Grenzen"),
        ("3 §\nRajat", "3", "Rajat"),
        ("1. cikk", "1", ""),
        ("Artikel 1", "1", ""),
        ("Punkt 1", "1", ""),
        ("Punto 1", "1", ""),
        ("Point n° 3", "3", ""),
        ("№ 3", "3", ""),
        ("#3", "3", ""),
        ("No. 5. Borders", "5", "Borders"),
        ("Пункт 1", "1", ""),
        ("п. 1 Кордон", "1", "Кордон"),
        ("Стаття 12-1. Кордон", "12-1", "Кордон"),
        ("Статья 1. Граница", "1", "Граница"),
        ("Статья 12¹. Граница", "12¹", "Граница"),
        ("Άρθρο 1", "1", ""),
        ("المادة 1", "1", ""),
        ("٣. الحدود", "٣", "الحدود"),
        ("I. Borders", "I", "Borders"),
        ("IV) Borders", "IV", "Borders"),
        ("II\nBorders", "II", "Borders"),
        ("IV – Borders", "IV", "Borders"),
        ("ІІ. Кордон", "ІІ", "Кордон"),
        ("a) borders", "a", "borders"),
        ("(a) borders", "a", "borders"),
        ("a. borders", "a", "borders"),
        ("A. Borders", "A", "Borders"),
        ("i) borders", "i", "borders"),
        ("(ii) borders", "ii", "borders"),
        ("а) кордон", "а", "кордон"),
        ("στ) σύνορα", "στ", "σύνορα"),
        ("أ) حدود", "أ", "حدود"),
        ("→ borders", "→", "borders"),
        ("– borders", "–", "borders"),
        ("— borders", "—", "borders"),
        ("• borders", "•", "borders"),
        ("•borders", "•", "borders"),
        ("* borders", "*", "borders"),
        ("- borders", "-", "borders"),
        ("◦ borders", "◦", "borders"),
        ("· borders", "·", "borders"),
        ("① borders", "①", "borders"),
        ("5. May the parties agree", "5", "May the parties agree"),
        ("\u200e1. Borders", "1", "Borders"),
    ],
)
def test_a_line_begins_with_a_label(line: str, number: str, words: str) -> None:
    label = label_at(line)
    assert label is not None
    assert (label.number, line[label.words :]) == (number, words)


@pytest.mark.parametrize(
    "line",
    [
        "2014. It was a year",
        "2014",
        "1. December",
        "1. Dezember 2025",
        "3 May 2025 was a day",
        "12 March",
        "5 million people",
        "1,000 men",
        "10.000 men",
        "2.05 per cent of it",
        "600,000",
        "10:30 in the morning",
        "1st of all",
        "3D maps",
        "1–3 days",
        "1 – 3 days",
        "24/7 watch",
        "5% of it",
        "12 soldiers",
        "Article 5 applies",
        "Point 3 is struck out",
        "No 5 men",
        "Artificial 1",
        "п’ять",
        "I would",
        "A town",
        "[1] a reference",
        "-----",
        "* * *",
        "-5 degrees",
        "(see below)",
        "",
        "word",
    ],
)
def test_a_line_that_begins_with_no_label(line: str) -> None:
    assert label_at(line) is None


@pytest.mark.parametrize(
    "line",
    ["A. Smith said", "7", "12 Towns", "1 – Borders", "- a dash", "Article 5 Borders", "v. Smith", "3.5 per cent"],
)
def test_what_may_be_an_initial_a_page_or_a_sum_is_a_weak_label(line: str) -> None:
    label = label_at(line)
    assert label is not None
    assert label.is_weak


@pytest.mark.parametrize(
    ("printed", "number"), [("6.", "6"), ("(a)", "a"), ("Article 1.", "1"), ("IV.", "IV"), ("•", "•"), ("o", "o"), ("\uf0b7", "\uf0b7"),
     ("§", "§")]
)  # fmt: skip
def test_what_a_document_numbers_by_itself_is_a_label(printed: str, number: str) -> None:
    assert label_of(printed).number == number
    assert not label_of(printed).is_weak
    assert label_of(printed).words == len(printed)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("a", "b"), ("z", None), ("h", "i"), ("в", "г"), ("г", "ґ"), ("г", "д"), ("д", "е"), ("и", "й"), ("и", "к"), ("ε", "ζ"), ("IX", "X"),
      ("XXXIX", "XL"), ("أ", "ب"), ("ب", "ج"), ("ب", "ت")],
)  # fmt: skip
def test_letters_follow_each_other_as_their_lists_write_them(earlier: str, later: str | None) -> None:
    if later is not None:
        assert any(follows(after, before) for after in readings(later) for before in readings(earlier))
        assert not any(follows(before, after) for after in readings(later) for before in readings(earlier))


def test_roman_numbers_and_letters_are_written_and_read() -> None:
    assert all(roman_value(roman_number(number)) == number for number in range(1, 4000))
    assert [letters_for(number, "abc") for number in (1, 3, 4, 12, 13)] == ["a", "c", "aa", "cc", "aaa"]
