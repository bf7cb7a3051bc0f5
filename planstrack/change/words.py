"""The words that are compared: of several points together, and folded where white space and composition say nothing."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from planstrack.model import Point


def folded(text: str) -> str:
    """Return a text with every run of white space as one space, and letters composed."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def text_of(points: Sequence[Point]) -> str:
    """Return the full texts of points that have any, one after the other."""
    return "\n".join(point.full_text for point in points if point.full_text)
