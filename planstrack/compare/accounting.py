"""The sum of a comparison: how many points of the difference are identified, and how many are unaccounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planstrack.compare.values import VERDICTS, Accounting, Change
from planstrack.model import Version


def _total(version: Version) -> int | None:
    if version.points_total is not None:
        return version.points_total
    return len(version.points) if version.points_held == "all" else None


def sum_of(old: Version, new: Version, changes: Sequence[Change]) -> Accounting:
    """Return the sum over all changes between two versions.

    What is declared or found to belong together counts as identified even where its wording is not known.
    """
    old_total, new_total = _total(old), _total(new)
    settled = [c for c in changes if c.verdict in ("added", "removed") or (c.old and c.new)]
    gone = sum(max(0, len(c.old) - len(c.new)) for c in settled)
    come = sum(max(0, len(c.new) - len(c.old)) for c in settled)
    verdicts = Counter(change.verdict for change in changes)
    counts: dict[str, int] = {verdict: verdicts[verdict] for verdict in VERDICTS}
    if old_total is None or new_total is None:
        unknown = " and ".join(v.name for v, total in ((old, old_total), (new, new_total)) if total is None)
        return Accounting(
            old_total=old_total,
            new_total=new_total,
            identified=abs(gone - come),
            unaccounted=None,
            verdicts=counts,
            note=f"How many points {unknown} {'has' if ' and ' not in unknown else 'have'} is not known, so the sum cannot be drawn.",
        )
    fewer = old_total - new_total
    net = gone - come if fewer >= 0 else come - gone
    rest = abs(fewer) - net
    contested = sum(c.disputed for c in settled if len(c.old) != len(c.new))
    return Accounting(
        old_total=old_total,
        new_total=new_total,
        identified=net,
        unaccounted=rest,
        verdicts=counts,
        note=_sum_in_words(old_total, new_total, net, rest, contested),
    )


def _sum_in_words(old_total: int, new_total: int, net: int, rest: int, contested: int) -> str:
    size = abs(old_total - new_total)
    if not size:
        lead = f"{old_total} → {new_total}: as many points"
        if not rest:
            return f"{lead}; what is identified adds up."
        known = f"what is identified comes to {abs(net)} {'fewer' if net > 0 else 'more'}"
        return f"{lead}, though {known}; {abs(rest)} unaccounted for."
    way, other = ("fewer", "more") if old_total > new_total else ("more", "fewer")
    if net < 0:
        known = f"what is identified comes to {-net} {other}"
        return f"{old_total} → {new_total}: {size} {way}, though {known}; {rest} unaccounted for."
    lead = f"{old_total} → {new_total}: {size} {way}; {net or 'none'} identified"
    if net and contested:
        lead += f" ({contested} of them disputed)"
    if rest < 0:
        return f"{lead}, {-rest} more than the totals allow: they cannot all be right."
    return f"{lead}, {rest} unaccounted for." if rest else f"{lead}, none unaccounted for."
