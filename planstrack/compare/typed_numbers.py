"""Points whose number was pasted with their text: `2. Elections follow.` is point 2, and an insertion before it rewords nothing."""

from __future__ import annotations

import re
from itertools import pairwise

from planstrack.model import Point, Version
from planstrack.text.roman import roman_value

_LABEL = re.compile(
    r"\s*(?P<open>\(|(?:point|article|art\.|paragraph|section|§+|пункт|стаття|статья)\s*)?"
    r"(?P<number>[0-9]{1,3}|[a-zа-яієїґ]|[ivxlc]{1,7})(?P<close>[.):]{0,2})\s+(?=\S)",
    re.IGNORECASE,
)


def with_numbers_apart(version: Version) -> Version:
    """Return a version with the numbers that its texts begin with as numbers of the points, where all of them count up.

    Each point must have a text and no `number`, and begin with a label of one form (`1.`, `(a)`, `§ 3`, `Art. 5`, `IV.`); else
    the version comes back as it is: a single year, amount or letter before a text is a part of it.
    """
    found = [_label(point) for point in version.points]
    if len(found) < 2 or None in found:
        return version
    labels = [label for label in found if label is not None]
    forms = {((label["open"] or "").strip().lower(), label["close"]) for label in labels}
    if len(forms) > 1 or forms <= {("", "")}:
        return version
    if not all(label["close"] or label["number"].isdigit() for label in labels):
        return version  # "Point a …" may be the beginning of a sentence.
    if not any(all(one < other for one, other in pairwise(counted)) for counted in _counted(labels)):
        return version
    points = tuple(
        point.model_copy(update={"number": label["number"], "text": (point.text or "")[label.end() :]})
        for point, label in zip(version.points, labels, strict=True)
    )
    return version.model_copy(update={"points": points})


def _label(point: Point) -> re.Match[str] | None:
    return _LABEL.match(point.text) if point.text and point.number is None else None


def _counted(labels: list[re.Match[str]]) -> list[list[int]]:
    """Return what labels count, as numbers, as letters and as Roman numbers, as far as all of them can be read so."""
    written = [label["number"].lower() for label in labels]
    if all(number.isdigit() for number in written):
        return [[int(number) for number in written]]
    ways = []
    if all(len(number) == 1 and number.isalpha() for number in written):
        ways.append([ord(number) for number in written])
    romans = [value for number in written if (value := roman_value(number)) is not None]
    if len(romans) == len(written):
        ways.append(romans)
    return ways
