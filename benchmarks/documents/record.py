"""What a document says, apart from how it is written down, and what is compared of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′‹›`´", "'"))
_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_MARK: Final = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_NOTES: Final = re.compile(r"\[\^\d+\]|(?<=\S)\^\d+")  # "words.^1": readers show the mark of a footnote, or not
_ORDINAL: Final = re.compile(r"(?<=\d)(?:er|re|ère|º|ª|°)\b|[ºª°]")
_RULES: Final = re.compile(r"[-=_*.]{4,}")  # lines drawn with signs


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A point or a part of one. `number` is its core ("12bis", "a"; nothing for a bullet); `label` is as printed."""

    number: str | None
    label: str
    title: str | None = None
    text: tuple[str, ...] = ()
    parts: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A list of points with what stands around it and belongs to none of them.

    `form` names the form of its numbers. `remarks` are an outlet's words after a point, `sections` headings over groups
    of points, `notes` footnotes, each by the index of the point. `beside` says where a title stands: "over" the numbered
    line, "beside" the number on a line of its own, or "under" that line; without titles, whether the number stands on
    the "line" of its words or "alone". `after` is what stands between a number and words on its line. `second` is
    another plan on the same page.
    """

    form: str
    heading: str
    lead: tuple[str, ...]
    points: tuple[Item, ...]
    tail: tuple[str, ...]
    beside: str = "line"
    after: str = " "
    remarks: dict[int, str] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    second: Plan | None = None


def folded(text: str) -> str:
    """Return a text as it is compared: white space, typographic quotes, dashes and hyphens at line ends folded.

    >>> folded("“the  secu-\\nrity”")
    '"the security"'
    """
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_QUOTES).translate(_DASHES)
    text = _NOTES.sub("", text)
    return " ".join(_RULES.sub(" ", text).split())


def core(number: str | None) -> str:
    """Return the number itself, without the word, brackets and stops around it; "" for a bullet or none.

    >>> core("Art. 12bis"), core("(i)"), core("1.º"), core("•"), core("3.1.2")
    ('12bis', 'i', '1', '', '3.1.2')
    """
    if not number:
        return ""
    marks = _MARK.findall(_ORDINAL.sub("", folded(_ORDINAL.sub("", number))))
    return marks[-1] if marks else ""


def all_parts(item: Item, depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Yield depth, number and text of each part, in the order of the document."""
    for part in item.parts:
        yield depth, core(part.number or part.label), folded(" ".join([part.title or "", *part.text]))
        yield from all_parts(part, depth + 1)


def own_text(item: Item) -> str:
    """Return the title and the words of a point that stand in no part."""
    return folded(" ".join([item.title or "", *item.text]))


def spoken(plan: Plan) -> Iterator[str]:
    """Yield all that a plan says, numbers and labels left out."""
    yield from (plan.heading, *plan.lead, *plan.tail)
    for words in (plan.remarks, plan.sections, plan.notes):
        yield from words.values()
    for point in plan.points:
        yield own_text(point)
        yield from (text for _, _, text in all_parts(point))
    if plan.second:
        yield from spoken(plan.second)
