"""The sentences of a text, each with its place in it."""

from __future__ import annotations

import re

from planstrack.text.folding import Folded, alike

_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?= )")


def sentences(text: Folded) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence in the original text: a line ends one, and a full stop before a space."""
    spans: list[tuple[int, int]] = []
    at = 0
    original = text.original
    for line in original.splitlines(keepends=True):
        cut = 0
        plain = alike(line)
        for stop in _SENTENCE_END.finditer(plain):
            if _is_abbreviation(plain, stop.start()):
                continue
            spans.append((at + cut, at + stop.end()))
            cut = stop.end()
        spans.append((at + cut, at + len(line)))
        at += len(line)
    return tuple(span for span in (_stripped(original, *s) for s in spans) if span[0] < span[1])


_SHORT = frozenset(
    ("mr", "mrs", "ms", "dr", "st", "gen", "lt", "col", "prof", "sen", "rep", "gov", "no", "art", "vs", "etc",
     "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec")
)  # fmt: skip


def _is_abbreviation(line: str, stop: int) -> bool:
    """Return whether the full stop at `stop` ends an abbreviation (U.S., Dec., J.) rather than a sentence."""
    if line[stop] != ".":
        return False
    word = re.search(r"[\w.]*\Z", line[max(0, stop - 12) : stop])
    last = word[0] if word else ""
    return (len(last) == 1 and last.isalpha()) or "." in last.strip(".") or last.lower() in _SHORT


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
