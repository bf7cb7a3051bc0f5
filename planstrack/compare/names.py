"""What changes are called: names made from ids and numbers, never from prose, so that they can be cited."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote as percent_encoded

from planstrack.model import Version


def labels(version: Version) -> list[str]:
    """Return a name for each point, unique in its version: id, else number, else its place; safe in an address."""
    raw = [point.id or (safe(point.number) if point.number else "") for point in version.points]
    uses = Counter(raw)
    return [name if name and uses[name] == 1 else f"{name}@{index + 1}" for index, name in enumerate(raw)]


def safe(number: str) -> str:
    """Return a number or a name as part of an address: letters, digits and `._-()`, everything else percent-encoded."""
    folded = unicodedata.normalize("NFC", number.strip())
    return "".join(c if c.isalnum() or c in "._-()" else percent_encoded(c, safe="") for c in folded)


def change_id(old: Version, new: Version, old_labels: Sequence[str], new_labels: Sequence[str], by_id: bool) -> str:
    """Return what a change is called: `us-28..geneva-19/army-cap` by ids, else by what stands on either side, `…/3,7>4`."""
    olds, news = ",".join(old_labels), ",".join(new_labels)
    name = (olds or news) if by_id and (olds == news or not olds or not news) else f"{olds}>{news}"
    return f"{old.name}..{new.name}/{name}"
