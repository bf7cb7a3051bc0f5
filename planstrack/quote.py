"""Where a quote stands in a text: exact, ambiguous or orphan, with the nearest miss shown and never accepted.

A quote is anchored as a W3C TextQuoteSelector is: by its exact words, and by the words before (`prefix`) and after
(`suffix`) where it stands more than once. Both sides are compared *folded*: only what typography changes is made
alike (quotation marks, dashes, white space and line breaks, invisible break hints, Unicode composition). Letters,
digits, case and all other signs must agree.

Source:
    W3C (2017), Web Annotation Data Model, section 4.2.4, Text Quote Selector.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

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

# ------------------------------------------------------------------------------------------------- folding

_SPACES = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != " ")
_HINTS = (
    "\u00ad\u200b\u2060\ufeff"  # Soft hyphen, zero-width space, word joiner, byte-order mark: where a line may break.
)
_ALIKE = {
    **dict.fromkeys("“”„‟«»〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›`´ʼ′", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys(_SPACES, " "),
}
_ODD = re.compile(f"[{''.join(_ALIKE)}]")
_RUN = re.compile(f"[ {_HINTS}]{{2,}}|[{_HINTS}]")
_SENTENCE_END = re.compile(r"[.!?…]+[\"')\]]*(?= )")


@dataclass(frozen=True, eq=False)
class Folded:
    """A text as it is compared, and the way back: `offset(i)` is the place of folded character `i` in the original."""

    text: str
    original: str = field(repr=False)
    _starts: list[int] = field(repr=False)  # folded offsets from which another shift holds
    _shifts: list[int] = field(repr=False)  # original offset minus folded offset

    def offset(self, index: int) -> int:
        """Return where folded character `index` begins in the original; the folded end is the original's end."""
        if index >= len(self.text):
            return len(self.original)
        return index + self._shifts[bisect_right(self._starts, index) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's (start, end) of folded characters `start` up to `end`, white space outside left out."""
        first = self.offset(start)
        last = self.offset(end - 1) + 1 if end > start else first
        limit = self.offset(end)
        while last < limit and _attaches(self.original[last]):
            last += 1  # A mark that was composed into the last character belongs to it.
        return first, last


def _attaches(sign: str) -> bool:
    """Return whether a sign may compose with the one before it: a combining mark, or a Hangul vowel or final."""
    return sign > "\u02ff" and (unicodedata.category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff")


def _composed(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text in Unicode's composed form (NFC), with the shifts that lead back to the original."""
    starts, shifts = [0], [0]
    if unicodedata.is_normalized("NFC", text):
        return text, starts, shifts
    pieces: list[str] = []
    length = at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _attaches(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[at:end])
        if at - length != shifts[-1]:
            starts.append(length)
            shifts.append(at - length)
        pieces.append(piece)
        length += len(piece)
        at = end
    return "".join(pieces), starts, shifts


def _alike(text: str) -> str:
    """Return a text of the same length with its quotation marks, dashes and white space made alike."""
    return _ODD.sub(lambda sign: _ALIKE[sign[0]], text)


def folded(text: str) -> Folded:
    """Return the text with what typography changes made alike; folding what is folded already changes nothing."""
    composed, starts, shifts = _composed(text)
    alike = _alike(composed)
    if not _RUN.search(alike):
        return Folded(alike, text, starts, shifts)

    def back(index: int) -> int:
        return index + shifts[bisect_right(starts, index) - 1]

    pieces: list[str] = []
    edges: set[int] = set(starts)  # composed offsets at which the shift may change
    cuts: list[tuple[int, int]] = []  # (composed offset after a run, characters taken away up to there)
    at = gone = 0
    for run in _RUN.finditer(alike):
        broken_word = composed[run.start()] == "\u00ad" and composed[run.start() + 1 : run.end()] in ("\n", "\r\n")
        sign = " " if " " in run[0] and not broken_word else ""
        pieces += (alike[at : run.start()], sign)
        gone += len(run[0]) - len(sign)
        cuts.append((run.end(), gone))
        edges.add(run.end())
        at = run.end()
    pieces.append(alike[at:])

    new_starts, new_shifts = [0], [back(0)]
    ends = [end for end, _ in cuts]
    for edge in sorted(edges):
        index = bisect_right(ends, edge) - 1
        taken = cuts[index][1] if index >= 0 else 0
        new_starts.append(edge - taken)
        new_shifts.append(back(edge) - (edge - taken))
    return Folded("".join(pieces), text, new_starts, new_shifts)


# ------------------------------------------------------------------------------------------- borders of words

_NO_SPACES_WRITTEN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or _attaches(sign)


def _joins_number(text: str, at: int) -> bool:
    """Return whether the sign at `at` stands inside a number: 600,000, 7.10, 600 000 (groups of three only)."""
    if not (0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()):
        return False
    if text[at] in ".,'":
        return True
    if text[at] != " ":
        return False
    before = re.search(r"(?<!\d)\d{1,3}\Z", text[max(0, at - 4) : at])
    return bool(before and re.match(r"\d{3}(?!\d)", text[at + 1 : at + 5]))


def _joins_letters(text: str, at: int) -> bool:
    return text[at] == "'" and 0 < at < len(text) - 1 and text[at - 1].isalpha() and text[at + 1].isalpha()


def is_border(text: str, at: int) -> bool:
    """Return whether a word may begin or end between characters `at` - 1 and `at` of a folded text.

    Numbers are whole (`600` does not end inside `600,000`), and so are words with an apostrophe (`can` does not end
    inside `can't`), except that a word may end before a possessive `'s`. Scripts written without spaces have a border
    between any two letters.
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _attaches(after):
        return False
    if _is_word(before) and _is_word(after):
        return bool(_NO_SPACES_WRITTEN.match(before) or _NO_SPACES_WRITTEN.match(after))
    if _joins_number(text, at) or _joins_number(text, at - 1) or _joins_letters(text, at - 1):
        return False
    if _joins_letters(text, at):
        return after == "'" and text[at + 1] in "sS" and (at + 2 >= len(text) or not _is_word(text[at + 2]))
    return True


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
        """The words that differ, in one line: `"army" stands as "armed forces"`."""
        said: list[str] = []
        quoted = ""
        for op, words in (*self.edits, ("=", "")):
            if op == "-":
                quoted = words
            elif op == "+":
                said.append(f'"{quoted}" stands as "{words}"' if quoted else f'the text also has "{words}"')
                quoted = ""
            elif quoted:
                said.append(f'the text lacks "{quoted}"')
                quoted = ""
        return "; ".join(said)


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


# ------------------------------------------------------------------------------------------------- sentences


def sentences(text: Folded) -> tuple[tuple[int, int], ...]:
    """Return (start, end) of each sentence in the original text: a line ends one, and a full stop before a space."""
    spans: list[tuple[int, int]] = []
    at = 0
    original = text.original
    for line in original.splitlines(keepends=True):
        cut = 0
        plain = _alike(line)
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
