"""Parts that run on in one paragraph: "The parties (a) withdraw; (b) exchange prisoners; and (c) meet monthly." """

from __future__ import annotations

import re
from collections.abc import Sequence

from planstrack.documents.counting import Reading, follows
from planstrack.documents.label_words import GROUPS
from planstrack.documents.labels import Label, label_at
from planstrack.documents.pieces import Piece, Span
from planstrack.documents.segments import trimmed
from planstrack.text.flow import flowed

_AND = r"(?:(?:and/or|and|or|et|ou|und|oder|y|o|e|та|і|й|або|и|или|oraz|i|lub|και|ή|و|أو)\s+)?"
_BEGINS = re.compile(rf"(?<=[:;,])\s*{_AND}(?=\(?(?:\d{{1,2}}|[^\W\d_]{{1,5}})\))")
_FIRST = re.compile(r"(?<=\s)(?=\((?:1|[^\W\d_]|i)\))")
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s+\Z")
_NAMED = frozenset(
    "points paragraphs subparagraph subparagraphs clauses items sections letter letters litera lit".split()
)
_REFERS = re.compile(rf"\s*(?:[,;)]|{_AND[:-1]}\()")
_NEAR = 8  # Characters before a label: "; and (b)".
_SENTENCE = re.compile(r"[.!?](?=\s+\S)")


def inline_parts(text: str, spans: Sequence[Span], place: str) -> tuple[list[Span], tuple[Piece, ...]]:
    """Return a point's own words and its parts: those that run a, b, c, each after a colon, a semicolon or a comma;
    the first may follow any word where it stands in brackets ("The parties (a) …; (b) …").

    Without such parts the words come back as they are. What follows the last part's sentence belongs to the point, where
    no other part holds the end of a sentence.
    """
    for at, (start, end) in enumerate(spans):
        found = _run(text, start, end)
        if len(found) < 2 or not _is_enumeration(text, [begin for begin, _ in found]):
            continue
        ends = [label_start for label_start, _ in found[1:]]
        inner = [
            trimmed(text, begin + label.words, stop) for (begin, label), stop in zip(found, [*ends, end], strict=True)
        ]
        if not all(any(sign.isalpha() for sign in text[begin:stop]) for begin, stop in inner):
            continue  # "under (a), (b) and (c)" names parts and is none.
        last = inner[-1]
        stop = _SENTENCE.search(text, *last)
        rest: list[Span] = []
        if stop is not None and not any(_SENTENCE.search(text, *span) for span in inner[:-1]):
            inner[-1] = (last[0], stop.end())
            rest = [trimmed(text, stop.end(), last[1])]
        lead = trimmed(text, start, found[0][0])
        own = [*spans[:at], *([lead] if lead[0] < lead[1] else []), *rest, *spans[at + 1 :]]
        parts = tuple(
            Piece(
                number=None, label=label.number, title=None, spans=(span,) if span[0] < span[1] else (),
                text=flowed(text[span[0] : span[1]]), place=place,
                marks=(trimmed(text, begin, begin + label.words),),
            )
            for (begin, label), span in zip(found, inner, strict=True)
        )  # fmt: skip
        return own, parts
    return list(spans), ()


def _is_enumeration(text: str, begins: Sequence[int]) -> bool:
    """Return whether a colon stands before the first label or a semicolon before another: commas part words as well."""
    return text[max(0, begins[0] - _NEAR) : begins[0]].rstrip()[-1:] == ":" or any(
        ";" in text[max(0, begin - _NEAR) : begin] for begin in begins[1:]
    )


def _is_first(text: str, at: int) -> bool:
    """Return whether a first label stands here that the text does not refer to ("points (a) and (c)")."""
    label = label_at(text[at : at + 20])
    if label is None or not any(reading.value == (1, 0) for reading in label.readings):
        return False
    before = _WORD_BEFORE.search(text[max(0, at - 30) : at])
    word = before[1].casefold() if before else ""
    return word not in GROUPS and word not in _NAMED and not _REFERS.match(text, at + label.end)


def _run(text: str, start: int, end: int) -> list[tuple[int, Label]]:
    """Return where labels of one shape begin that count up from the first."""
    found: list[tuple[int, Label]] = []
    last: list[Reading] = []
    opening = next((first for first in _FIRST.finditer(text, start, end) if _is_first(text, first.end())), None)
    later = _BEGINS.finditer(text, opening.end() if opening else start, end)
    for begin in [opening, *later] if opening else later:
        label = label_at(text[begin.end() : min(end, begin.end() + 20)])
        if label is None or label.is_bullet or label.begin:
            continue
        if not found:
            last = [reading for reading in label.readings if reading.value == (1, 0)]
        elif label.shape == found[0][1].shape:
            last = [reading for reading in label.readings if any(follows(reading, before) for before in last)]
        else:
            continue
        if not last:
            if not found:
                continue
            break
        found.append((begin.end(), label))
    return found
