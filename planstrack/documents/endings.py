"""Lines that say that a list is over, or that a group of its points begins: they are no words of the point before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planstrack.documents.segments import Segment, Segments
from planstrack.documents.short_lines import NEAR, begins_anew, is_short

_CLOSING = re.compile(
    r"(?:in witness whereof|in faith whereof|done (?:at|in)\b|signed\b|en foi de quoi|fait (?:à|en)\b|zu urkund|geschehen zu"
    r"|hecho en\b|en fe de lo cual|feito em\b|fatto a\b|in fede di|вчинено|учинено|совершено|на посвідчення|в удостоверение"
    r"|підписано\b|подписано\b|signé\b|unterzeichnet\b|firmado\b|enacted as\b|adopted (?:at|in|by|on)\b"
    r"|read more|read also|see also|related\b|читайте також|читайте также|lire aussi|©|copyright|source:|sources:)",
    re.IGNORECASE,
)
_APPENDED = re.compile(
    r"(?:end of (?:the )?(?:terms|agreement|document|text|plan|treaty|memorandum|licen[cs]e)\b|(?:[-*=_] ?){5,}\Z"
    r"|(?:exhibit|schedule|annex|annexe|appendix|anhang|anlage|anexo|allegato|приложение|додаток|załącznik|παράρτημα)\b"
    r"(?:\s+(?:[A-ZА-Я0-9]{1,4}\b|[\"'“«‘–—:-])|\s*[:–—-]|\s*\Z))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=\S)")
_LAST = 300  # Characters at the end of the last point in which a closing sentence is looked for.
_LONG = 120  # Characters of a line that is the head of what is appended.


def says_it_is_over(text: str, start: int, end: int) -> bool:
    """Return whether a line after the last point begins as what closes a document does: signed, done, read more."""
    return _CLOSING.match(text, start, min(end, start + NEAR)) is not None


def closing_sentence(text: str, start: int, end: int) -> str | None:
    """Return the sentence in the last words of a list that begins as what closes a document does.

    >>> words = "All for all. Signed in Geneva."
    >>> closing_sentence(words, 0, len(words))
    'Signed in Geneva.'
    """
    for found in _SENTENCE.finditer(text, max(start, end - _LAST), end):
        if says_it_is_over(text, found.end(), end):
            return text[found.end() : end]
    return None


def is_closing(text: str, segment: Segment) -> bool:
    """Return whether a line after a sentence is the head of what is appended to a list: "Annex A", "END OF THE TERMS"."""
    if segment.end - segment.start > _LONG or segment.is_automatic or not segment.line.gap:
        return False
    return begins_anew(text, segment.start) and _APPENDED.match(text, segment.start, segment.end) is not None


def head_of_a_group(text: str, segments: Segments, region: Sequence[int]) -> int | None:
    """Return the short line that ends a point's region, space before and after it: the head of the points that follow."""
    last = region[-1]
    segment = segments[last]
    if len(region) < 2 or last + 1 >= len(segments) or segment.label is not None or segment.is_heading:
        return None
    following = segments[last + 1]
    is_apart = segment.line.gap and following.line.gap and segment.line.kind == "body"
    if not is_apart or segment.is_deeper_than(segments[region[0]]) or not is_short(text, segment.start, segment.end):
        return None
    before = segments[region[-2]]
    return last if before.words < before.end and begins_anew(text, segment.start) else None
