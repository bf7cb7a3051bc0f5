"""Pieces of text on one baseline → rows, raised and lowered signs with the row they belong to."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from planstrack.documents.pdf.labels import label_of
from planstrack.documents.pdf.page import Page, Piece

_SAME_BASE = 0.2
"""Ems by which baselines of one row differ."""
_SMALLER = 0.82
"""Times the size of its row: a raised sign is smaller."""
_REACH = 0.62
"""Ems that a raised or lowered sign stands off its row's baseline."""
_NEAR = 0.6
"""Ems between a raised sign and what it stands beside."""
_SPACE = 0.17
"""Ems of empty space that part two words where the file draws no space."""
_TWICE = 0.2
"""Ems by which a sign drawn twice, to look bold, is shifted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands on one baseline of a page, from left to right. `raised` and `lowered` hold indices of its pieces."""

    page: int
    base: float
    pieces: tuple[Piece, ...] = field(repr=False)
    raised: frozenset[int] = frozenset()
    lowered: frozenset[int] = frozenset()

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        sizes: dict[float, int] = {}
        for piece in self.pieces:
            key = round(piece.size, 1)
            sizes[key] = sizes.get(key, 0) + len(piece.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(piece.bold for piece in self.pieces if any(char.isalnum() for char in piece.text))

    @property
    def italic(self) -> bool:
        """Whether all its words are in italics."""
        return all(piece.italic for piece in self.pieces if any(char.isalnum() for char in piece.text))

    @property
    def text(self) -> str:
        return written(self)


def rows_of(page: Page) -> list[Row]:
    """Return the rows of a page, from its top."""
    gathered: list[list[Piece]] = []
    for piece in sorted(page.pieces, key=lambda piece: (-piece.base, piece.left)):
        last = gathered[-1] if gathered else None
        if last and abs(last[0].base - piece.base) <= _SAME_BASE * max(last[0].size, piece.size):
            last.append(piece)
        else:
            gathered.append([piece])
    return _with_raised([_once(row) for row in gathered], page.number)


def part_of(row: Row, start: int, end: int) -> Row:
    """Return the pieces of a row from `start` to before `end` as a row."""
    return Row(
        page=row.page,
        base=row.base,
        pieces=row.pieces[start:end],
        raised=frozenset(index - start for index in row.raised if start <= index < end),
        lowered=frozenset(index - start for index in row.lowered if start <= index < end),
    )


def together(parts: Sequence[Row]) -> Row:
    """Return parts of one row as one again."""
    ordered = sorted(parts, key=lambda part: part.left)
    raised: set[int] = set()
    lowered: set[int] = set()
    pieces: list[Piece] = []
    for part in ordered:
        raised |= {index + len(pieces) for index in part.raised}
        lowered |= {index + len(pieces) for index in part.lowered}
        pieces += part.pieces
    return Row(
        page=parts[0].page,
        base=parts[0].base,
        pieces=tuple(pieces),
        raised=frozenset(raised),
        lowered=frozenset(lowered),
    )


def _once(row: list[Piece]) -> list[Piece]:
    """Return a row from left to right, without what is drawn twice to look bold."""
    kept: list[Piece] = []
    for piece in sorted(row, key=lambda piece: (piece.left, piece.right)):
        if any(
            other.text == piece.text
            and abs(other.left - piece.left) <= _TWICE * piece.size
            and other.size == piece.size
            for other in kept[-3:]
        ):
            continue
        kept.append(piece)
    return kept


def _with_raised(gathered: list[list[Piece]], page: int) -> list[Row]:
    """Return rows with the small signs that stand above or below a baseline put into the row they belong to."""
    raised: dict[int, list[Piece]] = {}
    lowered: dict[int, list[Piece]] = {}
    largest = [max(piece.size for piece in row) for row in gathered]
    for index, row in enumerate(gathered):
        left: list[Piece] = []
        most = max(largest[max(0, index - 1) : index + 3])
        for piece in row:
            home = _home(gathered, index, piece) if piece.size <= _SMALLER * most else None
            if home is None:
                left.append(piece)
            else:
                (raised if home > index else lowered).setdefault(home, []).append(piece)
        gathered[index] = left
    made = []
    for index, row in enumerate(gathered):
        up, down = raised.get(index, []), lowered.get(index, [])
        if not row and not up and not down:
            continue
        pieces = sorted([*row, *up, *down], key=lambda piece: (piece.left, piece.right))
        base = row[0].base if row else pieces[0].base
        above = frozenset(at for at, piece in enumerate(pieces) if any(piece is other for other in up))
        below = frozenset(at for at, piece in enumerate(pieces) if any(piece is other for other in down))
        made.append(Row(page=page, base=base, pieces=tuple(pieces), raised=above, lowered=below))
    return made


def _home(gathered: list[list[Piece]], index: int, piece: Piece) -> int | None:
    """Return the row that a small sign is raised or lowered beside; None when it stands in its own."""
    if len(piece.text) > 12:
        return None
    for other in (index + 1, index + 2, index - 1):  # two columns may set their baselines between each other's
        if not 0 <= other < len(gathered) or not gathered[other]:
            continue
        near = _beside(gathered[other], piece)
        if (
            near is not None
            and piece.size <= _SMALLER * near.size
            and abs(near.base - piece.base) <= _REACH * near.size
        ):
            return other
    return None


def _beside(row: list[Piece], piece: Piece) -> Piece | None:
    """Return the piece of a row that another stands beside."""
    at = bisect_left(row, piece.left, key=lambda other: other.left)
    for other in row[max(0, at - 2) : at + 2]:
        if -_NEAR * other.size <= piece.left - other.right <= _NEAR * other.size:
            return other
        if -_NEAR * other.size <= other.left - piece.right <= _NEAR * other.size:
            return other
    return None


# ------------------------------------------------------------------------------------------------------------- text


def written(row: Row) -> str:
    """Return the words of a row; references to footnotes are none: 600,000¹ is 600,000, and not 6,000,001."""
    text = ""
    before: Piece | None = None
    for index, piece in enumerate(row.pieces):
        small = index in row.raised or index in row.lowered
        if before is not None:
            gap = piece.left - before.right
            size = min(before.size, piece.size) if not small else max(before.size, piece.size)
            mark = index - 1 in row.raised and index == 1
            if index in row.raised and _NOTE_MARK.fullmatch(piece.text):
                text += _raised(text, piece.text)
                before = piece
                continue
            if gap > (0.05 if before.spaced else _SPACE) * size or mark:
                text += " "
            elif index in row.lowered and text[-1:].isdigit() and piece.text[:1].isdigit():
                text += "_"
        text += piece.text
        before = piece
    text = _RAISED_SIGN.sub(lambda found: _raised(text[: found.start()], unicodedata.normalize("NFKC", found[0])), text)
    if is_right_to_left(text):
        return _from_the_right(text)
    return text


def _raised(before: str, mark: str) -> str:
    """Return what raised figures say after the words before them on the row: powers and numbers of points stay."""
    if mark in ("2", "3") and _UNIT.search(before):
        return mark
    label = label_of(before)
    numbered = label is not None and label.is_word and label.text == before.strip()
    if mark[-1:].isdigit() and (numbered or _POWER.search(before)):
        return f"^{mark}"  # "Article 5¹" follows article 5 where laws are amended.
    return REFERENCE


REFERENCE: Final = "\ue000"
"""Stands in the text of a row where it refers to a footnote; no sign of a font says this."""
_NOTE_MARK = re.compile(r"[-−–]?[\d*†‡,;]*[\d*†‡]")
_RAISED_SIGN = re.compile(r"(?<=\S)[⁰¹²³⁴-⁹]+")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[cdkm]?m|[кдс]?м|мм|μ|χλμ)\Z")
_POWER = re.compile(r"(?<![\d.,])10\Z|(?<![^\W_])[^\W\d_]\Z")
_REFERENCE = re.compile(rf"\s*[(\[]\s*{REFERENCE}\s*[)\]]|\s*{REFERENCE}")


def without_references(text: str) -> str:
    """Return the text of a row without the references to footnotes and the brackets around them.

    >>> without_references(f"600,000{REFERENCE} men ({REFERENCE})")
    '600,000 men'
    """
    return _REFERENCE.sub("", text)


def lead_of(row: Row) -> int:
    """Return how many letters and figures of a row, from its start, are bold or underlined.

    A label before them counts with them however it is set; a label by itself does not, it is no title.
    """
    pieces = [
        piece
        for index, piece in enumerate(row.pieces)
        if not (index and index in row.raised and _NOTE_MARK.fullmatch(piece.text))
    ]
    text = row.text
    if is_right_to_left(text):
        pieces.reverse()
    label = label_of(text)
    before = letters(label.text) if label else 0
    seen = end = 0
    for piece in pieces:
        more = letters(piece.text)
        if more and not piece.strong and seen >= before:
            return end if end > before else 0
        seen += more
        end = seen if piece.strong else end
    return end


def letters(text: str) -> int:
    """Return how many letters and figures a text has."""
    return sum(char.isalnum() for char in text)


def is_right_to_left(text: str) -> bool:
    """Return whether a text holds letters that are written from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def _from_the_right(text: str) -> str:
    """Return a row as it is read, given its signs from left to right as they stand on the page.

    What is written from the left within it (numbers, Latin words) keeps its order.
    """
    strong = [unicodedata.bidirectional(char) for char in text]
    right = sum(kind in ("R", "AL") for kind in strong)
    if right < sum(kind == "L" for kind in strong):
        return _runs_turned(text, strong)
    turned = text[::-1].translate(_MIRRORED)
    kinds = strong[::-1]
    return _runs_kept(turned, kinds)


def _runs_kept(text: str, kinds: list[str]) -> str:
    """Return a text that was turned whole with its runs from left to right turned back."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if kinds[at] not in ("L", "EN", "AN"):
            out.append(text[at])
            at += 1
            continue
        end = at
        last = at
        while end < len(text) and kinds[end] not in ("R", "AL"):
            if kinds[end] in ("L", "EN", "AN"):
                last = end
            end += 1
        out.append(text[at : last + 1][::-1].translate(_MIRRORED))
        at = last + 1
    return "".join(out)


def _runs_turned(text: str, kinds: list[str]) -> str:
    """Return a text from left to right with its runs from right to left turned."""
    out: list[str] = []
    at = 0
    while at < len(text):
        if kinds[at] not in ("R", "AL"):
            out.append(text[at])
            at += 1
            continue
        end = last = at
        while end < len(text) and kinds[end] not in ("L", "EN", "AN"):
            if kinds[end] in ("R", "AL", "NSM"):
                last = end
            end += 1
        out.append(text[at : last + 1][::-1].translate(_MIRRORED))
        at = last + 1
    return "".join(out)
