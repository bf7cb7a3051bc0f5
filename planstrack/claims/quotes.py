"""Where a quote stands in a text: exact, ambiguous or orphan, with the nearest miss shown and never accepted.

A quote is anchored as a W3C TextQuoteSelector is: by its exact words, and by the words before (`prefix`) and after
(`suffix`) where it stands more than once. Both sides are compared *folded*: only what typography changes is made
alike, as `text.folding.folded` lists it. Letters, digits, case and all other signs must agree.

Source:
    W3C (2017), Web Annotation Data Model, section 4.2.4, Text Quote Selector.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from planstrack.text.characters import name_of, unseen
from planstrack.text.folding import Folded, folded, is_border

Result = Literal["exact", "ambiguous", "orphan"]

MAX_PLACES = 100
"""So many places of one quote are listed at most; a quote that stands more often is no less ambiguous."""
MAX_QUOTE = 10_000
"""Characters; a longer quote is not looked for: quotes are fragments, and only a hostile file has such a one."""
MAX_NEAR_TEXT = 200_000
"""Characters of a text that are searched for a near miss, which only helps a reader mend a quote."""
_REACH = 16  # Characters around the rough place within which a passage's first and last word are looked for.
_NEAR_ENOUGH = 0.72
"""Likeness (0 to 1) from which a passage is shown as a near miss; below it, it only distracts."""

# -------------------------------------------------------------------------------------------------- finding


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """The passage most like a quote that was not found: shown so that a reader can mend the quote, never evidence.

    `start` and `end` are offsets into the original text; `score` is the likeness, 0 to 1; `edits` lead from the
    quote's words (folded) to the passage's: "=" both, "-" the quote alone, "+" the passage alone.
    """

    start: int
    end: int
    text: str
    score: float
    edits: tuple[tuple[Literal["=", "-", "+"], str], ...]

    @property
    def difference(self) -> str:
        """The words that differ, in one line: `"army" stands as "armed forces"`; where they look alike, by the characters."""
        said: list[str] = []
        quoted = ""
        for op, words in (*self.edits, ("=", "")):
            if op == "-":
                quoted = words
            elif op == "+":
                said.append(_difference(quoted, words) if quoted else f'the text also has "{_named(words)}"')
                quoted = ""
            elif quoted:
                said.append(f'the text lacks "{_named(quoted)}"')
                quoted = ""
        return "; ".join(said)


_LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХЬаеѕіјорсухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιρ",
    "ABESIJKMHOPCTYXbaesijopcyxdqwABEZHIKMNOPTYXoavip",
)
"""Cyrillic and Greek letters with the Latin ones they look like. Source: UTS #39, confusables."""


def _look(words: str) -> str:
    """Return what a reader sees: no unseen characters, compatible forms as one, look-alikes of other alphabets as Latin."""
    hidden = set(unseen(words))
    seen = "".join(sign for at, sign in enumerate(words) if at not in hidden and unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", seen).translate(_LOOKS_LIKE)


def _named(words: str) -> str:
    """Return words as they are, with characters that cannot be seen given by name."""
    hidden = set(unseen(words))
    return "".join(f"<{name_of(sign)}>" if at in hidden else sign for at, sign in enumerate(words))


def _difference(quoted: str, words: str) -> str:
    if _look(quoted) != _look(words):
        return f'"{_named(quoted)}" stands as "{_named(words)}"'
    start = 0
    while start < min(len(quoted), len(words)) and quoted[start] == words[start]:
        start += 1
    end = 0
    while end < min(len(quoted), len(words)) - start and quoted[-1 - end] == words[-1 - end]:
        end += 1
    old, new = (", ".join(map(name_of, side[start : len(side) - end])) or "nothing" for side in (quoted, words))
    return f'"{_look(words)}" looks the same, but has {new} where the quote has {old}'


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a quote stands. `places` are (start, end) in the original text: one if exact, more if ambiguous, else none.

    `elsewhere` are the places of the same words where prefix or suffix do not fit: never accepted, shown to the reader.
    """

    result: Result
    places: tuple[tuple[int, int], ...] = ()
    elsewhere: tuple[tuple[int, int], ...] = ()
    near: NearMiss | None = None


def find(
    text: str | Folded, exact: str, prefix: str | None = None, suffix: str | None = None, *, near: bool = True
) -> Found:
    """Return where `exact` stands in `text`, between word borders, after `prefix` and before `suffix` where given.

    A quote that stands nowhere is an orphan, and so is one whose words stand only in other surroundings than those
    asked for. With `near`, the most similar passage is looked for when the words do not stand in the text at all.
    """
    within = text if isinstance(text, Folded) else folded(text)
    words = folded(exact).text.strip()
    if not words or len(words) > MAX_QUOTE:
        return Found(result="orphan")
    before = folded(prefix).text.strip() if prefix else ""
    after = folded(suffix).text.strip() if suffix else ""
    body = within.text
    fitting: list[tuple[int, int]] = []
    others: list[tuple[int, int]] = []
    at = body.find(words)
    while at >= 0 and len(fitting) < MAX_PLACES and len(others) < MAX_PLACES:
        end = at + len(words)
        if is_border(body, at) and is_border(body, end):
            fits = _ends_with(body, at, before) and _begins_with(body, end, after)
            (fitting if fits else others).append(within.span(at, end))
        elif not is_border(body, at):
            while not is_border(body, at + 1):
                at += 1  # Searching again from inside a long word would take quadratic time on "aaaa…".
        at = body.find(words, at + 1)
    if len(fitting) == 1:
        return Found(result="exact", places=tuple(fitting), elsewhere=tuple(others))
    if fitting:
        return Found(result="ambiguous", places=tuple(fitting), elsewhere=tuple(others))
    return Found(result="orphan", elsewhere=tuple(others), near=nearest(within, words) if near and not others else None)


def _ends_with(body: str, at: int, before: str) -> bool:
    return (
        not before
        or body.endswith(before, 0, at)
        or (at > 0 and body[at - 1] == " " and body.endswith(before, 0, at - 1))
    )


def _begins_with(body: str, end: int, after: str) -> bool:
    return not after or body.startswith(after, end) or (body[end : end + 1] == " " and body.startswith(after, end + 1))


# ------------------------------------------------------------------------------------------------ near misses


def nearest(text: str | Folded, exact: str) -> NearMiss | None:
    """Return the passage of `text` most like `exact`, when one is alike enough to be worth showing; else None."""
    within = text if isinstance(text, Folded) else folded(text)
    words = folded(exact).text.strip()
    body = within.text[:MAX_NEAR_TEXT]
    if len(words) < 4 or not body:
        return None
    rough = _alike_stretch(body, words)
    if rough is None:
        return None
    passage = _trimmed_to_words(body, words, rough)
    if passage is None:
        return None
    start, end, score = passage
    if score < _NEAR_ENOUGH:
        return None
    first, last = within.span(start, end)
    edits = _word_edits(words, body[start:end])
    return NearMiss(start=first, end=last, text=within.original[first:last], score=round(score, 3), edits=edits)


def _alike_stretch(body: str, words: str) -> tuple[int, int] | None:
    """Return (start, end) of about the most similar stretch: by rapidfuzz where it is installed, else by trigrams."""
    try:
        from rapidfuzz import fuzz
    except ImportError:
        return _stretch_by_trigrams(body, words)
    if len(body) <= len(words):
        return 0, len(body)
    found = fuzz.partial_ratio_alignment(words, body, score_cutoff=50)
    return (found.dest_start, found.dest_end) if found else None


def _stretch_by_trigrams(body: str, words: str) -> tuple[int, int] | None:
    """Return the window, as long as the quote, that shares the most letter trigrams with it; one pass over the text."""
    wanted = Counter(words[i : i + 3] for i in range(len(words) - 2))
    width = len(words)
    have: Counter[str] = Counter()
    shared = best = best_at = 0
    for i in range(len(body) - 2):
        new = body[i : i + 3]
        have[new] += 1
        shared += have[new] <= wanted[new]
        if i >= width - 2:
            old = body[i - width + 2 : i - width + 5]
            shared -= have[old] <= wanted[old]
            have[old] -= 1
        if shared > best:
            best, best_at = shared, max(0, i - width + 3)
    return (best_at, best_at + width) if best * 3 >= len(words) else None


def _trimmed_to_words(body: str, words: str, rough: tuple[int, int]) -> tuple[int, int, float] | None:
    """Return (start, end, likeness) of the run of whole words around `rough` that is most like the quote."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, "", words, autojunk=False)
    best: tuple[float, int, int] | None = None
    starts = [i for i in range(max(0, rough[0] - _REACH), min(len(body), rough[0] + _REACH)) if _edge(body, i, i)]
    lasts = range(max(1, rough[1] - _REACH), min(len(body), rough[1] + _REACH) + 1)
    ends = [i for i in lasts if _edge(body, i, i - 1)]
    for start in starts:
        for end in ends:
            if end - start < len(words) // 2:
                continue
            matcher.set_seq1(body[start:end])
            if best and matcher.quick_ratio() <= best[0]:
                continue
            score = matcher.ratio()
            if best is None or score > best[0]:
                best = (score, start, end)
    return (best[1], best[2], best[0]) if best else None


def _edge(body: str, at: int, inside: int) -> bool:
    """Return whether a passage may begin or end at `at`, where `inside` is its first or last character."""
    return body[inside] != " " and is_border(body, at)


def _word_edits(quoted: str, passage: str) -> tuple[tuple[Literal["=", "-", "+"], str], ...]:
    from difflib import SequenceMatcher

    old, new = quoted.split(" "), passage.split(" ")
    edits: list[tuple[Literal["=", "-", "+"], str]] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            edits.append(("=", " ".join(old[i1:i2])))
            continue
        if i2 > i1:
            edits.append(("-", " ".join(old[i1:i2])))
        if j2 > j1:
            edits.append(("+", " ".join(new[j1:j2])))
    return tuple(edits)
