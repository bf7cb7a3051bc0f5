"""How many words a quote has, and a quote cut to as many as may be printed."""

from __future__ import annotations

import re

LONGEST_QUOTE = 12
"""Words: the texts belong to their publishers, so a plan holds fragments only."""

# Chinese, Japanese, Thai, Lao, Burmese and Khmer write no spaces; two of their characters are counted as one word.
_NO_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"[^\s/|—–…]+")


def words_in(text: str) -> int:
    """Return how many words a quote has, `cease-fire` and `600,000` being one each."""
    if text.isascii() and not any(sign in text for sign in "/|"):
        return sum(any(char.isalnum() for char in word) for word in text.split())
    spaceless = len(_NO_SPACES.findall(text))
    rest = _NO_SPACES.sub(" ", text)
    return (spaceless + 1) // 2 + sum(any(char.isalnum() for char in word[0]) for word in _WORD.finditer(rest))


def cut(text: str, most: int = LONGEST_QUOTE) -> str:
    """Return a text of at most so many words: its beginning, and a mark where it was cut.

    >>> cut("one two three", 2)
    'one two …'
    """
    if words_in(text) <= most:
        return text
    kept = text.split()[: most + 1]
    while len(kept) > 1 and words_in(" ".join(kept)) > most:
        kept.pop()
    begun = " ".join(kept)
    if words_in(begun) > most:  # one word, or a script without spaces
        begun = begun[: 2 * most - 1]
    return f"{begun} …"
