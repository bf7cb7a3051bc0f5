"""A number stands in the text as its reader sees it, whatever markup touches it; what the text lacks is told."""

from __future__ import annotations

import pytest

from planstrack.documents import Extracted, extracted

BEFORE = "<p>Negotiators said the plan was refined in Geneva after long hours of talks between the two delegations.</p>"
AFTER = (
    "<p>The delegations will sit down again later in the week, and a fresh text is expected before the month ends.</p>"
)


def page(markup: str, head: str = "") -> Extracted:
    whole = (
        f"<!doctype html><html><head><title>Envoys return</title>{head}</head><body><article><h1>Envoys return</h1>"
        f"{BEFORE}{markup}{AFTER}</article></body></html>"
    )
    (found,) = extracted(whole.encode())
    assert isinstance(found, Extracted), found
    return found


def between(markup: str) -> str:
    """Return how markup reads between two paragraphs."""
    lines = page(markup).text.split("\n")
    return "\n".join(lines[2:-1])


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("The cap is 600,000.<sup>1</sup> It remains.", "The cap is 600,000.^1 It remains.", id="a mark behind a full stop"),
        pytest.param("The cap is 600,000 <sup>1</sup> now.", "The cap is 600,000 ^1 now.", id="a mark behind a space"),
        pytest.param("The cap is <sup>1</sup>600,000 now.", "The cap is ^(1)600,000 now.", id="a mark before a number"),
        pytest.param("The cap of soldiers<sup>12</sup> stays.", "The cap of soldiers^12 stays.", id="a mark behind a word"),
        pytest.param("At 600,000<a href='#fn1'>1</a> men it stays.", "At 600,000^1 men it stays.", id="a link to a note"),
        pytest.param("At 600,000<a href='#n'><sup>1</sup></a> men.", "At 600,000^1 men.", id="a raised link"),
        pytest.param("At 600,000<sup>[1]</sup> men it stays.", "At 600,000[1] men it stays.", id="a mark in brackets"),
        pytest.param("At 600,000<span style='vertical-align: super'>1</span> men.", "At 600,000^1 men.", id="raised by a style"),
        pytest.param("At 600,000<span class='footnote-ref'>1</span> men.", "At 600,000^1 men.", id="raised by a class"),
        pytest.param("It is 10<sup>−6</sup> of it, and 10<sup>6</sup>.", "It is 10^−6 of it, and 10^6.", id="powers"),
        pytest.param("Of it <sup>1</sup>/<sub>2</sub>, or 3<sup>1</sup>/<sub>2</sub>.", "Of it 1/2, or 3^1/2.", id="fractions"),
        pytest.param("The 5<sup>th</sup> of 12 km<sup>2</sup>, CO<sub>2</sub>.", "The 5th of 12 km2, CO2.", id="units and endings"),
        pytest.param("It is 600<wbr>,000 and 600&shy;,&#8203;000 men.", "It is 600,000 and 600,000 men.", id="places for a line's end"),
        pytest.param(
            "It is 600&nbsp;000, 600&thinsp;000, 600&#8239;000.",
            "It is 600\u00a0000, 600\u2009000, 600\u202f000.",
            id="spaces in a number",
        ),
        pytest.param("It is 600<span>,<b>000</b></span> and 6<font>00</font>,000.", "It is 600,000 and 600,000.", id="a number in pieces"),
        pytest.param("It is 600<br>19 points remain.", "It is 600\n19 points remain.", id="a break between numbers"),
        pytest.param(
            "<span style='display:block'>600</span><span style='display:block'>19</span> points.",
            "600\n19 points.",
            id="lines made by a style",
        ),
        pytest.param("At <time>11:40</time><b>28 points</b> were left.", "At 11:40 28 points were left.", id="a time beside a number"),
        pytest.param(
            "It is <math><mn>600</mn><msup><mn>10</mn><mn>6</mn></msup><mfrac><mn>1</mn><mn>2</mn></mfrac></math>.",
            "It is 600 10^6 1/2.",
            id="a formula",
        ),
        pytest.param("The <ruby>600<rt>1</rt></ruby> men stay.", "The 600(1) men stay.", id="a gloss over a number"),
        pytest.param("The <label>draft</label> has 19 points.", "The draft has 19 points.", id="a label"),
        pytest.param("It is <del>600,000</del><ins>800,000</ins> men.", "It is 800,000 men.", id="struck and inserted"),
        pytest.param("It is 600<span class='sr-only'>note 1</span>,000 men.", "It is 600,000 men.", id="words for screen readers"),
        pytest.param("It is 600<!-- 1 -->,000 men.", "It is 600,000 men.", id="a comment"),
    ],
)  # fmt: skip
def test_a_number_stays_what_it_is(markup: str, text: str) -> None:
    assert between(f"<p>{markup}</p>") == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<table><tr><td>600</td><td>000</td></tr><tr><td></td><td>19</td></tr></table>", "600 | 000\n| 19", id="cells"),
        pytest.param("<table><tr><td><p>600</p></td><td><p>000</p></td></tr></table>", "600\n000", id="paragraphs in cells"),
        pytest.param(
            "<div>It is <div style='display:inline'>600</div><div style='display:inline'>,000</div></div>",
            "It is 600,000",
            id="blocks in one line",
        ),
        pytest.param(
            "<figure><img><figcaption><p>Both sides accepted it.</p></figcaption></figure>",
            "Both sides accepted it.",
            id="a paragraph in a caption",
        ),
        pytest.param(
            "<div class='wp-caption'><img><p class='wp-caption-text'>Both sides accepted it.</p></div>",
            "Both sides accepted it.",
            id="a caption by its class",
        ),
        pytest.param(
            "<details><summary>In full</summary><p>Point 4 gives a cap of 600,000 soldiers.</p></details>",
            "In full\nPoint 4 gives a cap of 600,000 soldiers.",
            id="text that is folded away",
        ),
        pytest.param("<dl><dt>Cap</dt><dd>600,000 soldiers</dd></dl>", "Cap\n600,000 soldiers", id="terms"),
    ],
)  # fmt: skip
def test_what_a_reader_sees_stands_in_the_text(markup: str, text: str) -> None:
    assert between(markup) == text


@pytest.mark.parametrize(
    ("markup", "note"),
    [
        pytest.param(
            "<aside class=pullquote><blockquote>We accept no ceiling</blockquote></aside>",
            "left out 1 passage that is beside the article: “We accept no ceiling”",
            id="a pull quote",
        ),
        pytest.param(
            "<p>See <svg><title>No</title><text>Cap of 600,000 men</text></svg> there.</p>",
            "left out 1 passage that is drawn in a picture: “Cap of 600,000 men”",
            id="words in a drawing",
        ),
        pytest.param(
            "<p>It is <i class=a>28</i><i class=b>19</i> points.</p>",
            "numbers in elements of their own touch on the page and stand here as one (2819): look whether they are",
            id="two numbers that touch",
        ),
        pytest.param(
            "<p>It is <bdo dir=rtl>000,006</bdo> men.</p>",
            "the page shows from right to left what the text has as “000,006”",
            id="a number turned round",
        ),
        pytest.param(
            "<p>It is <span class='visually-hidden'>not</span> 19 points.</p>",
            "left out 1 passage that is hidden on the page: “not”",
            id="words for screen readers",
        ),
    ],
)  # fmt: skip
def test_what_the_text_lacks_or_may_read_otherwise_is_told(markup: str, note: str) -> None:
    assert page(markup).notes == (note,)


def test_words_that_a_style_adds_are_told() -> None:
    added = '<style>.n::before { content: "900,000 men" }</style>'
    assert page("", added).notes == (
        "the page's style adds words or numbers to what stands in it (content:), which the text lacks",
    )
    assert page("", '<style>.n::before { content: "" } .m::after { content: "→" }</style>').notes == ()


def test_a_note_on_many_passages_has_the_beginnings_of_the_longest() -> None:
    asides = "".join(
        f"<aside><p>Aside {number} tells of {'more ' * number}shoes and hats in the shop.</p></aside>"
        for number in range(1, 6)
    )
    (note,) = page(asides).notes
    assert note.startswith("left out 5 passages that are beside the article: “Aside 3 tells")
    assert note.count("“") == 3


def test_headings_between_passages_and_a_correction_behind_them_are_not_lost() -> None:
    whole = (
        "<!doctype html><html><head><title>Envoys return</title></head><body><article><h1>Envoys return</h1>"
        f"<p class=standfirst>The two delegations leave the hotel by the lake with a shorter text.</p><div class=body>{BEFORE * 3}"
        f"<h2>Nineteen points</h2>{AFTER * 3}</div><div class=note><p>Correction: an earlier text of this report said 28 points.</p></div>"
        "</article></body></html>"
    )
    (found,) = extracted(whole.encode())
    assert isinstance(found, Extracted)
    told = found.text + " ".join(found.notes)
    for words in ("Nineteen points", "The two delegations leave", "Correction: an earlier text"):
        assert words in told
