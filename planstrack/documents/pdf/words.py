"""Words that were broken at the ends of lines, mended by what the whole document writes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from planstrack.text.flow import flowed

_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]\n([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def mended(paragraphs: Sequence[str]) -> list[str]:
    """Return paragraphs, given with their lines as they were broken, each on one line.

    A hyphen at a line's end stays where the document writes the word with one elsewhere and nowhere without.
    """
    broken = {(found[1].casefold(), found[2].casefold()) for text in paragraphs for found in _BROKEN.finditer(text)}
    wanted = {f"{one}-{two}" for one, two in broken} | {f"{one}{two}" for one, two in broken}
    written: set[str] = set()
    for text in paragraphs if wanted else ():
        for found in _WORD.finditer(text.casefold()):
            if found[0] in wanted:
                written.add(found[0])
            elif "-" in found[0]:
                parts = found[0].split("-")
                written |= wanted & {f"{one}-{two}" for one, two in itertools.pairwise(parts)}
    return [_flowed(text, written) for text in paragraphs]


def _flowed(text: str, written: set[str]) -> str:
    if "\n" not in text:
        return text
    pairs = [(found[1].casefold(), found[2].casefold()) for found in _BROKEN.finditer(text)]
    # Only of the words that are broken here is asked how they are written: the work stays linear in the document.
    known = {word for one, two in pairs for word in (f"{one}-{two}", f"{one}{two}") if word in written}
    return flowed(text, " ".join(sorted(known)) or " ").replace("\n", " ")
