"""What is wrong with a file, as plain data: a code, a sentence, a place, a hint. Nothing here prints or raises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planstrack.source import Place

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, kw_only=True)
class SeeAlso:
    """Another place that explains a problem: the first use of a number used twice, the date a lineage runs against."""

    place: Place
    message: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One finding about one value in one file.

    `code` is a key of `codes.CODES`; `place` is the value at fault. Messages may hold characters from the file and
    are escaped where they are shown.
    """

    code: str
    message: str
    place: Place
    severity: Severity = "error"
    hint: str | None = None
    see_also: tuple[SeeAlso, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Problems are listed by file, then place, then code: the order in which one mends them."""
        return (self.place.path, self.place.start, self.place.end, self.code, self.message)
