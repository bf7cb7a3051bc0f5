"""Words that belong to nobody: made from syllables by a seed, in four scripts, with lengths and a rhythm as texts have."""

from __future__ import annotations

import random
from typing import Final

SYLLABLES: Final[dict[str, tuple[str, ...]]] = {
    "Latin": tuple("ba ce di fo gu la me ni po ru sa te vi zo tra ple kin nor sul mar den ven tis lor can ser".split()),
    "Cyrillic": tuple(
        "ба ве ги до жу ка ле ми но пу ра се ти фо ща тро пле кин нор сул мар ден вен тис лой чан".split()
    ),
    "Greek": tuple("βα γε δι ζο θυ κα λε μι νο πυ ρα σε τι φο χα τρο πλε κιν νορ συλ μαρ δεν βεν τος λαν".split()),
    "Arabic": tuple("با تو جي حا دو را سي شا صو طا عي فا قو كا لي ما نو ها وا يا مل در كن سم".split()),
}
UNITS: Final = {"Latin": "km", "Cyrillic": "км", "Greek": "χλμ", "Arabic": "كم"}
LENGTHS: Final = ((1, 30), (2, 40), (3, 22), (4, 8))


class Pen:
    """Writes words, sentences and titles in one script, the same ones for the same seed."""

    def __init__(self, script: str, seed: int) -> None:
        self.script = script
        self.chance = random.Random(f"{script}{seed}")
        sizes, weights = zip(*LENGTHS, strict=True)
        self.vocabulary = [
            "".join(self.chance.choices(SYLLABLES[script], k=size))
            for size in self.chance.choices(sizes, weights, k=900)
        ]
        self.weights = [1 / (rank + 8) for rank in range(len(self.vocabulary))]

    def words(self, count: int) -> list[str]:
        """Return so many words; common ones come often."""
        return self.chance.choices(self.vocabulary, self.weights, k=count)

    def title(self) -> str:
        """Return a heading of two to six words."""
        return " ".join(self.words(self.chance.randint(2, 6))).capitalize()

    def sentence(self) -> str:
        """Return a sentence of 6 to 28 words with commas, now and then an amount, a day, a quote, a bracket."""
        words = self.words(self.chance.randint(6, 28))
        for at in range(3, len(words) - 1):
            if self.chance.random() < 0.09:
                words[at] += "،" if self.script == "Arabic" else ","
        if self.chance.random() < 0.25:
            words[self.chance.randrange(1, len(words))] = self._amount()
        if self.chance.random() < 0.1:
            at = self.chance.randrange(1, len(words))
            words[at] = f"“{words[at].strip(',،')}”"
        if self.chance.random() < 0.08:
            at = self.chance.randrange(1, len(words))
            words[at] = f"({words[at].strip(',،')})"
        return words[0].capitalize() + " " + " ".join(words[1:]) + "."

    def paragraph(self, least: int = 1, most: int = 4) -> str:
        """Return so many sentences as one paragraph."""
        return " ".join(self.sentence() for _ in range(self.chance.randint(least, most)))

    def _amount(self) -> str:
        draw = self.chance.random()
        if draw < 0.25:
            return f"{self.chance.randint(1, 999)},000"
        if draw < 0.4:
            return f"€{self.chance.randint(1, 300)}bn"
        if draw < 0.55:
            return f"{self.chance.randint(1, 90)}%"
        if draw < 0.7:
            return f"{self.chance.randint(2, 400)} {UNITS[self.script]}"
        if draw < 0.85:
            return f"{self.chance.randint(1, 28)} {self.vocabulary[self.chance.randrange(12)]} {self.chance.randint(1994, 2031)}"
        return str(self.chance.randint(1994, 2031))
