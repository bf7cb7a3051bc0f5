"""Words that were broken over lines, as one line again."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*\n\s*")
_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\n[ \t]*(?=[^\W\d_])")
_SOFT = "\u00ad"
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]+")
_LONGEST = 100  # Letters of a word; what is longer was never broken by hand.


def flowed(piece: str, whole: str | frozenset[str] = "") -> str:
    """Return a stretch of text with its lines joined; an empty line stays a line's end.

    A hyphen at a line's end is a word that was broken, unless the text writes it so elsewhere (`whole`, the text or the
    words in it in small letters, else the piece): "cease-\\nfire" stays "cease-fire" where "cease-fire" stands in the same
    text and "ceasefire" does not.

    >>> flowed("the secu-\\nrity\\nguarantees")
    'the security guarantees'
    >>> flowed("a cease-\\nfire", "The cease-fire holds.")
    'a cease-fire'
    """
    words = whole if isinstance(whole, frozenset) else (whole or piece).casefold()
    paragraphs = (_joined(part, words) for part in _PARAGRAPH.split(piece.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(part for part in paragraphs if part)


def _joined(paragraph: str, words: str | frozenset[str]) -> str:
    def mended(broken: re.Match[str]) -> str:
        before = _BEFORE.search(paragraph[max(0, broken.start() - _LONGEST) : broken.start()])
        after = _AFTER.match(paragraph, broken.end(), broken.end() + _LONGEST)
        if before is None or after is None or broken[0][0] == _SOFT:
            return ""
        one, two = before[0].casefold(), after[0].casefold()
        hyphened = f"{one}-{two}" in words and f"{one}{two}" not in words
        return "-" if hyphened or not after[0][0].islower() else ""

    return " ".join(_BREAK.sub(" ", _HYPHEN.sub(mended, paragraph)).split())
