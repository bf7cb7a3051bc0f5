"""Laws of the splitter: nothing is lost or taken twice, whatever the text; and it takes time in proportion to it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from splitting import assert_accounted, document_of, of_text

from planstrack.documents.lines import Line
from planstrack.documents.lists import MAX_LISTS
from planstrack.documents.points import lists_of, paragraphs_as_points

LABELS = st.sampled_from(
    "1. 2. 3. 4. 1) 2) (1) (2) a) b) c) (a) (b) (i) (ii) i. ii. I. II. III. A. B. • → – - * 12bis. 13.1 13.2 1 2 3 № Article Article·1 "
    "Article·2 Стаття·1 Пункт·2. § §·3 1º 2.º а) б) ١. أ) 2014. 1.·December Point·three 7: 1.(a) 1.·(a)".split()
).map(lambda label: label.replace("·", " "))
WORDS = st.sampled_from(
    ["The border holds.", "bridges are rebuilt;", "мости відбудовуються", "parts: (a) one; (b) two; and (c) three. More.", "Heading",
     "the council meets (1) monthly, (2) by day", "الجسور", "", "said the outlet, which was there", "-----", "\ufeff", "\u200f"]
)  # fmt: skip
LINE = st.tuples(
    st.sampled_from(["", "", "  ", "    ", "\t"]),
    LABELS | st.just(""),
    WORDS,
    st.sampled_from(["\n", "\n\n", "\r\n", "\f", "\u2028"]),
)


@settings(max_examples=250, deadline=None)
@given(st.lists(LINE, max_size=25))
def test_each_character_of_a_text_stands_in_one_place(rows: list[tuple[str, str, str, str]]) -> None:
    text = "".join(f"{indent}{label} {words}{end}" for indent, label, words, end in rows)
    if not text.strip("\ufeff \t\r\n\f\u2028\u200f"):
        return
    document = of_text(text)
    assert document.text == text
    for found in lists_of(document):
        assert_accounted(document, found)
    whole = paragraphs_as_points(document)
    if whole is not None:
        assert_accounted(document, whole)


@settings(max_examples=250, deadline=None)
@given(
    st.lists(
        st.builds(
            Line,
            text=st.builds(lambda label, words: f"{label} {words}".strip(), LABELS | st.just(""), WORDS),
            label=st.none() | LABELS,
            kind=st.sampled_from(["body", "body", "item", "heading", "row", "footnote", "box"]),
            level=st.integers(0, 3),
            list_name=st.sampled_from([None, "list 1", "list 2"]),
            heading=st.none() | st.none() | st.integers(1, 3),
            gap=st.booleans(),
            indent=st.sampled_from([0.0, 2.0, 18.0]),
            place=st.just("line 1"),
        ),
        max_size=25,
    ),
    st.sampled_from(["Word document", "PDF", "page", "Markdown"]),
)
def test_each_character_of_a_document_stands_in_one_place(lines: list[Line], kind: str) -> None:
    document = document_of(*lines, kind=kind)
    for found in lists_of(document):
        assert_accounted(document, found)
    whole = paragraphs_as_points(document)
    if whole is not None:
        assert_accounted(document, whole)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_split_or_has_no_list(text: str) -> None:
    if "\0" in text or not text.strip("\ufeff \t\r\n") or text.isspace():
        return
    document = of_text(text)
    for found in lists_of(document):
        assert_accounted(document, found)


def test_labels_that_begin_again_and_again_cost_no_more_than_they_are() -> None:
    text = "\n".join(f"{' ' * (number % 150)}{number % 4 + 1}. word" for number in range(3_000))
    assert len(lists_of(of_text(text))) <= MAX_LISTS
    assert len(lists_of(of_text("1. a\n" * 3_000))) == 1
