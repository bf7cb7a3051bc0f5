"""What kind of change an edit is: number, amount, date, percentage, negation, modal, party; else wording."""

from __future__ import annotations

import pytest

from planstrack.compare.redline import aspects, redline

PARTIES = (
    ("Ukraine", "Kyiv", "Україна", "L'Ukraine"),
    ("Russia", "Moscow", "Russian Federation", "Росія"),
    ("United States", "US", "Washington", "США"),
)


def kinds(old: str, new: str) -> list[tuple[str, str, str]]:
    """Return each marked edit as its operation, its text without outer white space, and its kinds."""
    edits = redline(old, new, parties=PARTIES)
    return [(edit.op, edit.text.strip(), " ".join(sorted(edit.kinds))) for edit in edits if edit.op != "="]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param("limited to 600,000 men", "limited to 800,000 men", "number", id="another number"),
        pytest.param(
            "limited to 600000 men", "limited to 600,000 men", "wording", id="the same number written otherwise"
        ),
        pytest.param("limited to 600,000 men", "limited to 600.000 men", "number", id="a number that may be another"),
        pytest.param("three brigades", "four brigades", "number", id="a number written as a word"),
        pytest.param("in five years", "in 5 years", "wording", id="a number that became a figure"),
        pytest.param("fünf Jahre", "sieben Jahre", "number", id="a German number word"),
        pytest.param("a fleet of F-16 jets", "a fleet of F-35 jets", "number", id="a number in a name"),
        pytest.param("pays $100bn now", "pays $140bn now", "amount", id="another amount"),
        pytest.param("pays €100bn now", "pays €100 billion now", "wording", id="the same amount written otherwise"),
        pytest.param("pays €100bn now", "pays $100bn now", "amount", id="the same figure in another currency"),
        pytest.param("zahlt 100 Mrd. Euro", "zahlt 140 Mrd. Euro", "amount", id="a German amount"),
        pytest.param("сплачує 100 млрд доларів", "сплачує 140 млрд доларів", "amount", id="a Ukrainian amount"),
        pytest.param(
            "платит 100 тысяч рублей", "платит 100 рублей", "amount", id="a Russian amount that lost its scale"
        ),
        pytest.param("at 3.5% a year", "at 4.5% a year", "percentage", id="another percentage"),
        pytest.param("at 5 percent now", "at 5% now", "wording", id="the same percentage written otherwise"),
        pytest.param("à 5 pour cent net", "à 6 % net", "percentage", id="a French percentage"),
        pytest.param("on 2025-11-20 at", "on 2025-11-21 at", "date", id="another day"),
        pytest.param(
            "on 20 November 2025 at", "on November 20, 2025 at", "wording", id="the same day written otherwise"
        ),
        pytest.param("am 20. November um", "am 21. November um", "date", id="a German day"),
        pytest.param("le 1er janvier 2026 à", "le 1er mars 2026 à", "date", id="a French month"),
        pytest.param("до 20 листопада 2025 року в", "до 20 грудня 2025 року в", "date", id="a Ukrainian month"),
        pytest.param("до 20 ноября 2025 года в", "до 20 ноября 2026 года в", "date", id="a Russian year"),
        pytest.param("ends in May early", "ends in June early", "date", id="a month alone"),
        pytest.param("ends by 2026 at last", "ends by 2027 at last", "date", id="a year behind a preposition"),
        pytest.param(
            "with 2000 troops", "with 1900 troops", "date number", id="four digits that may be a year or a number"
        ),
        pytest.param("at 12:30 sharp", "at 13:30 sharp", "date", id="a time of day"),
        pytest.param("they shall leave", "they may leave", "modal", id="shall became may"),
        pytest.param("they leave", "they must leave", "modal", id="a modal gained"),
        pytest.param("MUST hold", "SHOULD hold", "modal", id="modals in capitals"),
        pytest.param("Kyiv darf bleiben", "Kyiv muss bleiben", "modal", id="a German modal"),
        pytest.param("Kyiv doit rester", "Kyiv peut rester", "modal", id="a French modal"),
        pytest.param("Київ може лишитися", "Київ повинен лишитися", "modal", id="a Ukrainian modal"),
        pytest.param("Киев может остаться", "Киев должен остаться", "modal", id="a Russian modal"),
        pytest.param("sie muss gehen", "sie müssen gehen", "wording", id="another person of the same modal"),
        pytest.param("they will not join", "they won't join", "wording", id="a contraction says the same"),
        pytest.param("it cannot expand", "it can expand", "negation", id="cannot became can"),
        pytest.param("it isn't lawful", "it is lawful", "negation", id="a contracted negation lost"),
        pytest.param("they will not join", "they will join", "negation", id="a negation lost"),
        pytest.param("They join.", "They never join.", "negation", id="a negation gained"),
        pytest.param("no troops stay", "troops stay", "negation", id="no troops became troops"),
        pytest.param("with conditions", "without conditions", "negation", id="with became without"),
        pytest.param("a lawful order", "an unlawful order", "negation", id="a word became its opposite"),
        pytest.param("member states", "non-member states", "negation", id="non- before a word"),
        pytest.param("Die Truppen bleiben", "Keine Truppen bleiben", "negation", id="a German negation"),
        pytest.param("tritt nicht bei", "tritt bei", "negation", id="nicht lost"),
        pytest.param("Elle ne peut pas adhérer", "Elle peut adhérer", "negation", id="ne… pas lost"),
        pytest.param("Elle n'est plus là", "Elle est là", "negation", id="n' lost"),
        pytest.param("Україна не вступає", "Україна вступає", "negation", id="a Ukrainian negation"),
        pytest.param("военных баз нет там", "военных баз есть там", "negation", id="a Russian negation"),
        pytest.param("вступати можна", "вступати неможливо", "modal", id="a Ukrainian modal lost"),
        pytest.param("Ukraine pays first", "Russia pays first", "party", id="another party"),
        pytest.param("Ukraine pays first", "Kyiv pays first", "wording", id="another name of the same party"),
        pytest.param(
            "The Ukrainian side leaves", "The Russian side leaves", "party", id="another party as an adjective"
        ),
        pytest.param("Росія платить", "Україна платить", "party", id="another party in Ukrainian"),
        pytest.param("for Україною there", "for Росією there", "party", id="parties in another case"),
        pytest.param("they let us pay", "they let Moscow pay", "wording", id="us is not the US"),
        pytest.param("guaranteed by the US alone", "guaranteed by Moscow alone", "party", id="the US is"),
        pytest.param("Ukraine pays", "Ukraine and Russia pay", "wording", id="a party that only joined is not swapped"),
        pytest.param("Kyiv hands over prisoners", "Prisoners come to Moscow", "party", id="a swap across a sentence"),
        pytest.param("the armed forces", "the army", "wording", id="words only"),
    ],
)
def test_this_change_is_of_kind(old: str, new: str, found: str) -> None:
    there, back = redline(old, new, parties=PARTIES), redline(new, old, parties=PARTIES)
    assert aspects(there) == aspects(back) == tuple(found.split())


def test_both_sides_of_a_changed_modal_say_so() -> None:
    assert kinds("The Parties shall meet.", "The Parties may meet.") == [("-", "shall", "modal"), ("+", "may", "modal")]


def test_a_negation_that_moved_is_raised_where_it_went_and_where_it_came() -> None:
    assert kinds(
        "The force shall not be small and may be armed.", "The force shall be small and may not be armed."
    ) == [
        ("-", "not", "negation"),
        ("+", "not", "negation"),
    ]


def test_a_negation_swept_into_a_larger_phrase_raises_nothing() -> None:
    assert kinds("they negotiate not willingly", "Moscow bargains not gladly") == [
        ("-", "they negotiate not willingly", "wording"),
        ("+", "Moscow bargains not gladly", "wording"),
    ]


def test_may_is_a_verb_or_a_month() -> None:
    assert kinds("Article 5 may be amended in May.", "Article 5 shall be amended in June.") == [
        ("-", "may", "modal"),
        ("+", "shall", "modal"),
        ("-", "May", "date"),
        ("+", "June", "date"),
    ]


def test_parties_that_change_places_are_swapped_twice() -> None:
    assert kinds("Ukraine shall pay Russia.", "Russia shall pay Ukraine.") == [
        ("-", "Ukraine", "party"),
        ("+", "Russia", "party"),
        ("-", "Russia", "party"),
        ("+", "Ukraine", "party"),
    ]


def test_two_huge_numbers_that_differ_in_the_last_digit_are_two_numbers() -> None:
    assert aspects(redline("of " + "9" * 600, "of " + "9" * 599 + "8")) == ("number",)


def test_a_part_of_a_longer_name_is_no_mention_of_its_own() -> None:
    assert aspects(redline("by the United Nations", "by the United States", parties=PARTIES)) == ("wording",)


def test_a_change_has_the_kinds_of_all_that_changed_in_it() -> None:
    assert kinds("It was 600,000 on 20 May 2025 paid.", "It is $5 not paid.") == [
        ("-", "was 600,000 on 20 May 2025", "amount date negation number"),
        ("+", "is $5 not", "amount date negation number"),
    ]
