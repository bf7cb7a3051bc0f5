"""Redlines: what is cut, what is kept whole, what is shown as moved; and the laws that hold for any two texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planstrack.compare.redline import Edit, aspects, is_changed, redline
from planstrack.compare.redline.tokens import pieces


def read_back(edits: tuple[Edit, ...]) -> tuple[str, str]:
    return (
        "".join(edit.text for edit in edits if edit.op != "+"),
        "".join(edit.text for edit in edits if edit.op != "-"),
    )


def marked(old: str, new: str) -> str:
    """Return the redline as a reader sees it: [-removed-], {+added+}, with the number of a move."""
    shown = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(
        edit.text
        if edit.op == "=" or (edit.hidden and edit.op == "+")
        else shown[edit.op].format(edit.text) + str(edit.move or "")
        for edit in redline(old, new)
        if not (edit.hidden and edit.op == "-")
    )


# ------------------------------------------------------------------------------------------------ what is marked


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        pytest.param("Forces withdraw.", "Forces withdraw.", "Forces withdraw.", id="the same text has no mark"),
        pytest.param(
            "limited to 600,000 personnel",
            "limited to 800,000 personnel",
            "limited to [-600,000-]{+800,000+} personnel",
            id="a number with separators is replaced whole",
        ),
        pytest.param(
            "pays €100bn at 3.5% now",
            "pays €140bn at 4.5% now",
            "pays [-€100bn-]{+€140bn+} at [-3.5%-]{+4.5%+} now",
            id="amounts and percentages keep their signs and letters",
        ),
        pytest.param(
            "gets $10.5 million a year",
            "gets $12.5 million a year",
            "gets [-$10.5 million-]{+$12.5 million+} a year",
            id="a scale stays with its amount",
        ),
        pytest.param(
            "from 2025-11-20 on",
            "from 2025-11-21 on",
            "from [-2025-11-20-]{+2025-11-21+} on",
            id="an ISO date is one word",
        ),
        pytest.param(
            "am 20. November 2025 um",
            "am 21. November 2025 um",
            "am [-20. November 2025-]{+21. November 2025+} um",
            id="a German date stays whole",
        ),
        pytest.param(
            "on November 20, 2025 at",
            "on November 21, 2025 at",
            "on [-November 20, 2025-]{+November 21, 2025+} at",
            id="a date that begins with the month stays whole",
        ),
        pytest.param(
            "до 20 листопада 2025 року в",
            "до 21 листопада 2025 року в",
            "до [-20 листопада 2025 року-]{+21 листопада 2025 року+} в",
            id="a Ukrainian date stays whole",
        ),
        pytest.param(
            "a cease-fire now",
            "a cease-work now",
            "a [-cease-fire-]{+cease-work+} now",
            id="a hyphenated word is one word",
        ),
        pytest.param(
            "the U.S. draft", "the U.N. draft", "the [-U.S.-]{+U.N.+} draft", id="an abbreviation keeps its stops"
        ),
        pytest.param(
            "also z. B. hier", "also d. h. hier", "also [-z. B.-]{+d. h.+} hier", id="so does one with a space"
        ),
        pytest.param(
            "aide l'Ukraine vite",
            "aide l'Europe vite",
            "aide [-l'Ukraine-]{+l'Europe+} vite",
            id="an apostrophe does not cut",
        ),
        pytest.param(
            "його обов'язок є", "його обов’язок є", "його [-обов'язок-]{+обов’язок+} є", id="nor does a Ukrainian one"
        ),
        pytest.param(
            "велика а́рмія тут",
            "велика арме́я тут",
            "велика [-а́рмія-]{+арме́я+} тут",
            id="a stressed letter is not cut",
        ),
        pytest.param(
            "to 👩‍👩‍👧 from", "to 👩‍👩‍👦 from", "to [-👩‍👩‍👧-]{+👩‍👩‍👦+} from", id="a joined emoji is not cut"
        ),
        pytest.param("🇺🇦 and 🇷🇺", "🇺🇦 and 🇷🇸", "🇺🇦 and [-🇷🇺-]{+🇷🇸+}", id="a flag is not cut"),
        pytest.param("我们停火", "我们开火", "我们[-停-]{+开+}火", id="a script without spaces is cut by character"),
        pytest.param(
            "the quick brown fox jumps over the lazy dog",
            "a slow red cat sleeps under the warm sun",
            "[-the quick brown fox jumps over the lazy dog-]{+a slow red cat sleeps under the warm sun+}",
            id="no shared word is left between two rewritten halves",
        ),
        pytest.param(
            "600,000 by 2025",
            "800,000 by 2026",
            "[-600,000-]{+800,000+} by [-2025-]{+2026+}",
            id="a changed number stays alone rather than in a phrase",
        ),
        pytest.param(
            "The army leaves. The navy stays.",
            "The army leaves. The police come. The navy stays.",
            "The army leaves. {+The police come. +}The navy stays.",
            id="an added sentence begins at its beginning",
        ),
        pytest.param(
            "Kyiv, Warsaw and Paris",
            "Kyiv, Berlin, Warsaw and Paris",
            "Kyiv, {+Berlin, +}Warsaw and Paris",
            id="an added item of a list brings its comma",
        ),
        pytest.param(
            "Sanctions are lifted in stages. Russia returns to the table. Prisoners are exchanged at once.",
            "Russia returns to the table. Prisoners are exchanged at once. Sanctions are lifted in stages.",
            "[-Sanctions are lifted in stages. -]1Russia returns to the table. Prisoners are exchanged at once."
            " {+Sanctions are lifted in stages.+}1",
            id="a sentence that stands elsewhere has moved",
        ),
        pytest.param(
            "a) The Parties meet monthly in Geneva.\nb) The Parties report to the Council.\nc) Costs are shared.",
            "a) The Parties report to the Council.\nb) The Parties meet monthly  in Geneva.\nc) Costs are shared.",
            "a) [-The Parties meet monthly in Geneva.\n-]1[-b) -]The Parties report to the Council.\n"
            "{+b) +}{+The Parties meet monthly  in Geneva.\n+}1c) Costs are shared.",
            id="a line moves without its label, and white space within it is no change",
        ),
        pytest.param(
            "Yes. No. Maybe.",
            "No. Yes. Maybe.",
            "{+No. +}Yes. [-No. -]Maybe.",
            id="a sentence of one word does not move",
        ),
    ],
)
def test_an_editor_would_mark_it_so(old: str, new: str, seen: str) -> None:
    assert marked(old, new) == seen


def test_the_documented_example_reads_as_documented() -> None:
    edits = redline("Ukraine's army", "Ukraine's armed forces")
    assert [(edit.op, edit.text) for edit in edits] == [("=", "Ukraine's "), ("-", "army"), ("+", "armed forces")]


@pytest.mark.parametrize(
    "text",
    [
        "600,000",
        "1\u00a0000\u202f000",
        "3.5%",
        "€100bn",
        "US$5",
        "2025-11-20",
        "1er janvier 2026",
        "Nov. 20, 2025",
        "cease-fire",
        "U.S.",
        "e.g.",
        "z. B.",
        "l'Ukraine",
        "обов'язок",
        "а́рмія",
        "👩🏽‍🚀",
        "🇺🇦",
        "1️⃣",
        "°C",
        "5 °C",
        "28-point",
        "100 Mrd. Euro",
    ],
)
def test_it_stays_in_one_piece(text: str) -> None:
    assert pieces(f"ab {text} cd")[1] == ["ab ", f"{text} ", "cd"] or text == "°C"


def test_a_sentence_and_the_modal_after_a_number_are_no_date() -> None:
    assert pieces("Article 5 may be. The year 2025. May 5 come")[1] == [
        "Article ",
        "5 ",
        "may ",
        "be",
        ". ",
        "The ",
        "year ",
        "2025",
        ". ",
        "May 5 ",
        "come",
    ]


# ------------------------------------------------------------------------------------------------ white space


def test_white_space_is_no_change_unless_asked_for() -> None:
    hidden = redline("The  cap\nis 600 000.", "The cap is 600\u00a0000.\n")
    assert not is_changed(hidden)
    assert aspects(hidden) == ()
    assert all(edit.hidden and edit.kinds == {"whitespace"} for edit in hidden if edit.op != "=")
    assert read_back(hidden) == ("The  cap\nis 600 000.", "The cap is 600\u00a0000.\n")

    asked = redline("The  cap\nis 600 000.", "The cap is 600\u00a0000.\n", whitespace=True)
    assert is_changed(asked, whitespace=True)
    assert aspects(asked) == ("whitespace",)
    assert not any(edit.hidden for edit in asked)


def test_white_space_before_a_changed_word_is_not_marked_with_it() -> None:
    assert marked("The cap is\n600 000 men", "The cap is 700 000 men") == "The cap is[-600 000-] {+700 000+} men"


def test_a_changed_word_beside_changed_white_space_is_the_only_change_seen() -> None:
    assert marked("The cap\n\nis limited here", "The cap is raised here") == "The cap is [-limited-]{+raised+} here"


# ------------------------------------------------------------------------------------------------ laws

_ANYTHING = st.text(max_size=60)
_PROSE = st.lists(
    st.sampled_from(
        [
            "the ",
            "army",
            " not ",
            "shall ",
            "600,000",
            "1 000",
            " ",
            "  ",
            "\n",
            "\r\n",
            ". ",
            ", ",
            "$",
            "%",
            "20 ",
            "November ",
            "2025",
            "-",
            "\u0301",
            "🇺",
            "🇦",
            "\u200d",
            "👩",
            "о́",
            "'",
            "a) ",
            "U.S. ",
            "billion",
            "\u00a0",
            "漢",
            "\0",
            "\U0010ffff",
            "\ue000",
            "Sanctions are lifted here. ",
            "Europe agrees to all of this. ",
            "Russia ",
        ]
    ),
    max_size=40,
).map("".join)
_TEXTS = _ANYTHING | _PROSE
_PARTIES = (("Europe", "EU"), ("Russia", "Moscow"))


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _TEXTS, st.booleans())
def test_both_texts_can_be_read_back_from_the_edits(old: str, new: str, whitespace: bool) -> None:
    assert read_back(redline(old, new, whitespace=whitespace, parties=_PARTIES)) == (old, new)


@given(_TEXTS)
def test_a_text_against_itself_has_no_change(text: str) -> None:
    edits = redline(text, text)
    assert not is_changed(edits, whitespace=True)
    assert [edit.text for edit in edits] == ([text] if text else [])


def _by_place(edits: tuple[Edit, ...], removed: str, added: str) -> list[object]:
    """Return what is kept, and between it what is removed and what is added, each in order."""
    found: list[object] = [([], [])]
    for edit in edits:
        if edit.op == "=":
            found += [edit.text, ([], [])]
        else:
            sides = found[-1]
            assert isinstance(sides, tuple)
            sides[(removed, added).index(edit.op)].append((edit.text, edit.kinds, edit.move, edit.hidden))
    return found


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _TEXTS)
def test_exchanging_the_texts_exchanges_removed_and_added_and_nothing_else(old: str, new: str) -> None:
    there, back = redline(old, new, parties=_PARTIES), redline(new, old, parties=_PARTIES)
    assert _by_place(there, "-", "+") == _by_place(back, "+", "-")


@settings(max_examples=200, deadline=None)
@given(_TEXTS, _TEXTS)
def test_edits_are_in_order_with_kinds_and_moves_in_pairs(old: str, new: str) -> None:
    edits = redline(old, new)
    assert all(edit.text for edit in edits)
    assert all(bool(edit.kinds) == (edit.op != "=") for edit in edits)
    assert not any(one.op + other.op in ("==", "+-") for one, other in pairwise(edits))
    moves = [(edit.move, edit.op) for edit in edits if edit.move]
    assert len(set(moves)) == len(moves)
    assert {move for move, op in moves if op == "-"} == {move for move, op in moves if op == "+"}
    for edit in edits:
        if edit.move and edit.op == "-":
            [there] = [other.text for other in edits if other.move == edit.move and other.op == "+"]
            assert edit.text.split() == there.split()


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_pieces_joined_are_the_text_and_no_mark_is_cut_off(text: str) -> None:
    lead, found = pieces(text)
    assert lead + "".join(found) == text
    assert all(piece.strip() for piece in found)


def test_more_distinct_words_than_a_plane_of_unicode_holds_are_told_apart() -> None:
    words = [f"w{number:x}" for number in range(66_000)]
    old, new = " ".join(words), " ".join(["first", *words[:33_000], *words[33_001:]])
    edits = redline(old, new)
    assert [(edit.op, edit.text) for edit in edits if edit.op != "="] == [("+", "first "), ("-", f"{words[33_000]} ")]
    assert read_back(edits) == (old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a b " * 4_000, "b a " * 4_000, id="two words in turn"),
        pytest.param("( " * 9_000, ") ( " * 4_000, id="marks only"),
        pytest.param(
            " ".join(map(str, range(9_000))), " ".join(map(str, range(9_000, 0, -1))), id="everything backwards"
        ),
        pytest.param("a\n" * 9_000, "a  \n" * 9_000, id="white space at every line's end"),
        pytest.param("a" + "\u0301" * 9_000, "a" + "\u0300" * 9_000, id="one letter under many marks"),
        pytest.param("e. " * 9_000, "1 " * 9_000, id="initials without end"),
    ],
)
def test_hostile_input_is_read_back_like_any_other(old: str, new: str) -> None:
    assert read_back(redline(old, new)) == (old, new)


def test_hidden_white_space_is_not_marked_by_any_renderer() -> None:
    from planstrack.render.markdown import redline as in_markdown
    from planstrack.render.terminal.sheet import redline_spans

    edits = redline("The cap\n\nis 600,000.", "The cap is 800,000.")
    assert in_markdown(edits) == "The cap is {--600,000--}{++800,000++}."
    assert "".join(text for text, _ in redline_spans(edits)) == "The cap is [-600,000-]{+800,000+}."
