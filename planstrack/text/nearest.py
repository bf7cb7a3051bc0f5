"""Did you mean: the name that was probably meant, found without comparing it with every name there is."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 60
"""Names longer than this are only compared as a whole: nobody mistypes them by hand."""
_SEPARATORS = re.compile(r"[\s._/-]+")


def _folded(name: str) -> str:
    return _SEPARATORS.sub("-", name.casefold()).strip("-")


def _one_less(name: str) -> set[str]:
    """Return `name` and every string made by leaving out one of its characters."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def distance(left: str, right: str) -> int:
    """Return how many letters must be put in, left out, replaced or exchanged with a neighbour to make one the other.

    Source:
        Damerau (1964), "A technique for computer detection and correction of spelling errors", CACM 7(3); here in the
        form that edits no letter twice (optimal string alignment).
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


class Names:
    """Names that exist, to be asked for the one that a wrong name probably meant.

    Building takes time in proportion to the names, asking does not depend on how many there are: a plan with thousands
    of wrong references must not become slow by being helped.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(dict.fromkeys(names))
        self._by_fold: dict[str, str] = {}
        self._by_less: dict[str, list[str]] = {}
        self._by_word: dict[str, list[str]] = {}
        self._built = False

    def _build(self) -> None:
        self._built = True  # only when first asked: most plans hold no wrong name
        for name in self._names:
            fold = _folded(name)
            if self._by_fold.setdefault(fold, name) != name or len(fold) > _LONGEST:
                continue
            for less in _one_less(fold):
                self._by_less.setdefault(less, []).append(fold)
            for word in fold.split("-"):
                self._by_word.setdefault(word, []).append(fold)

    def near(self, name: str) -> str | None:
        """Return the name that is nearly `name`, or None.

        Nearly means: the same but for case and separators; or, for names of four letters and more, one letter away (two
        from eight letters on, when the digits are the same: `us-28` is no slip of `us-24`); or one name made of words
        of the other (`geneva` for `geneva-19`), when only one such name exists.
        """
        if not self._built:
            self._build()
        fold = _folded(name[: 4 * _LONGEST])
        if fold in self._by_fold:
            return self._by_fold[fold]
        if not fold or len(fold) > _LONGEST:
            return None
        digits = re.sub(r"[^0-9]+", " ", fold).split()
        best: tuple[int, str] | None = None
        candidates = {near for less in sorted(_one_less(fold)) for near in self._by_less.get(less, ())[:20]}
        for candidate in sorted(candidates, key=lambda other: (abs(len(other) - len(fold)), other))[:100]:
            apart = distance(fold, candidate)
            allowed = 2 if min(len(fold), len(candidate)) >= 8 else 1 if min(len(fold), len(candidate)) >= 4 else 0
            if apart > allowed or re.sub(r"[^0-9]+", " ", candidate).split() != digits:
                continue
            if best is None or apart < best[0]:
                best = (apart, candidate)
        if best:
            return self._by_fold[best[1]]
        words = set(fold.split("-"))
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        holding = [candidate for candidate in rarest[:50] if words <= set(candidate.split("-"))]
        if len(holding) == 1 and max(map(len, words)) >= 3:
            return self._by_fold[holding[0]]
        return None

    def hint(self, name: str) -> str | None:
        """Return `did you mean 'x'?`, or None when no name is near."""
        near = self.near(name)
        return f"did you mean '{near}'?" if near is not None else None
