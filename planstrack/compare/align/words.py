"""Words of a point as they are compared: folded by Unicode rules, the same for every language.

No stop words, no dictionary, no stemmer: how much a word says follows only from how rare it is in the two versions.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'\u2019\u02bc\u2018\u02b9\uff07`\u00b4"
_BETWEEN_CYRILLIC = re.compile(f"(?<=[\u0400-\u052f])[{_APOSTROPHES}](?=[\u0400-\u052f])")
_GROUPED = re.compile(
    "(?<![\\w.,])[0-9]{1,3}(?:([,.\u00a0\u202f\u2009 ])[0-9]{3})(?:\\1[0-9]{3})*(?![\\w]|[.,][0-9]{3}(?![0-9]))"
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(
    "[0-9]+(?:[.,][0-9]+)*(?![^\\W_])"  # 600000, 7.10, 3,5
    f"|[{_UNSPACED}]"  # scripts written without spaces: each letter is a word, and pairs of neighbours do the rest
    f"|(?:[^\\W_{_UNSPACED}]|[\u0900-\u0963\u0971-\u0dff])+"  # letters and digits, with the vowel signs of Indic scripts
)

LONGEST_TEXT = 400_000
"""Characters of one point that are compared; what stands behind is not, so that one huge point costs no more than a book."""


def folded(text: str) -> str:
    """Return `text` without case, accents, stress marks, compatibility forms and apostrophes inside Cyrillic words."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(
        letter
        for letter in plain
        if not unicodedata.combining(letter) and letter not in "\u00ad\u200b\u200d\u2060\ufeff"
    )
    return _BETWEEN_CYRILLIC.sub("", plain.casefold())


def words(text: str) -> list[str]:
    """Return the words and numbers of `text` in order, folded; `600,000`, `600 000` and `600.000` are one word."""
    text = folded(text[:LONGEST_TEXT])
    if any(mark.isdigit() for mark in text):
        text = _GROUPED.sub(lambda found: found[0].replace(found[1], ""), text)
    return _WORD.findall(text)


STEM = 6
"""Letters by which a word is known. Tried beside half the word and two thirds of it: the three differ by less than 0.002 in F1."""


def stem(word: str) -> str:
    """Return the first letters of a word, so that inflected forms meet: `Streitkräfte(n)`, `гарантії` and `гарантій`.

    Numbers stay whole.
    """
    return word if word[0].isdigit() else word[:STEM]
