"""Points that are certain before anything is weighed: same id, or the same words with nothing else to choose from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence


def same_ids(old: Sequence[str | None], new: Sequence[str | None]) -> dict[int, int]:
    """Return old -> new for every id that stands once on either side."""
    found = {}
    at = _once(new)
    for name, position in _once(old).items():
        if name in at:
            found[position] = at[name]
    return found


def same_content(old: Sequence[Hashable], new: Sequence[Hashable], taken: Mapping[int, int]) -> dict[int, int]:
    """Return old -> new for equal entries; `None` equals nothing, `taken` pairs are anchors and not given back.

    An entry that stands once on either side is paired first. From there pairs grow along equal neighbours, so that of
    several equal entries the one in the same surroundings is chosen. What is left over is paired in order.

    Source:
        The idea of patience diff (Bram Cohen): what is unique anchors what is not.
    """
    pairs = dict(taken)
    backwards = {there: here for here, there in pairs.items()}
    fresh: dict[int, int] = {}

    def pair(here: int, there: int) -> bool:
        if not (0 <= here < len(old) and 0 <= there < len(new)) or here in pairs or there in backwards:
            return False
        if old[here] is None or old[here] != new[there]:
            return False
        pairs[here] = fresh[here] = there
        backwards[there] = here
        return True

    at = _once([None if there in backwards else key for there, key in enumerate(new)])
    for key, here in _once([None if here in pairs else key for here, key in enumerate(old)]).items():
        if key in at:
            pair(here, at[key])
    for step in (1, -1):
        for here, there in sorted(pairs.items(), reverse=step < 0):
            while pair(here + step, there + step):
                here, there = here + step, there + step
    waiting: dict[Hashable, list[int]] = {}
    for there in reversed(range(len(new))):
        if there not in backwards and new[there] is not None:
            waiting.setdefault(new[there], []).append(there)
    for here in range(len(old)):
        if here not in pairs and waiting.get(old[here]):
            pair(here, waiting[old[here]].pop())
    return fresh


def _once(keys: Sequence[Hashable]) -> dict[Hashable, int]:
    """Return the keys that stand once, each with its position; `None` is no key."""
    seen: dict[Hashable, int] = {}
    for position, key in enumerate(keys):
        if key is not None:
            seen[key] = -1 if key in seen else position
    return {key: position for key, position in seen.items() if position >= 0}
