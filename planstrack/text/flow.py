"""Words that were broken over lines, as one line again."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\n[ \t]*(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SOFT = "\u00ad"


def flowed(piece: str, whole: str = "") -> str:
    """Return a stretch of text with its lines joined; an empty line stays a line's end.

    A hyphen at a line's end is a word that was broken, unless the text writes it so elsewhere (`whole`, or the piece):
    "cease-\\nfire" stays "cease-fire" where "cease-fire" stands in the same text and "ceasefire" does not.

    >>> flowed("the secu-\\nrity\\nguarantees")
    'the security guarantees'
    >>> flowed("a cease-\\nfire", "The cease-fire holds.")
    'a cease-fire'
    """
    paragraphs = (_joined(part, whole or piece) for part in _PARAGRAPH.split(_lines(piece)))
    return "\n".join(part for part in paragraphs if part)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=2)  # a text is asked for each of its points, and each of its broken words
def _written(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a text, and the pairs of words that it joins with a hyphen: looked up, never searched for again."""
    words: set[str] = set()
    pairs: set[str] = set()
    for found in _WORD.finditer(text.casefold()):
        parts = found[0].split("-")
        words.update(parts)
        pairs.update(f"{one}-{two}" for one, two in pairwise(parts))
    return frozenset(words), frozenset(pairs)


def _joined(paragraph: str, text: str) -> str:
    def mended(broken: re.Match[str]) -> str:
        before = _last_word(paragraph, broken.start())
        after = _WORD.match(paragraph, broken.end())
        if not before or after is None or broken[0][0] == _SOFT:
            return ""
        two = after[0].partition("-")[0]
        words, pairs = _written(text)
        hyphened = f"{before}-{two}".casefold() in pairs and f"{before}{two}".casefold() not in words
        return "-" if hyphened or not two[0].islower() else ""

    return " ".join(_BREAK.sub(" ", _HYPHEN.sub(mended, paragraph)).split())


def _last_word(paragraph: str, end: int) -> str:
    """Return the letters that end at a place; looked at one by one, so that a long paragraph is read once."""
    start = end
    while start > 0 and paragraph[start - 1].isalpha():
        start -= 1
    return paragraph[start:end]
