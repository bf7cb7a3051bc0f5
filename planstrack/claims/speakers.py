"""Who speaks: names folded in one way, what kind of source each is, and how many independent ones there may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NewType

from planstrack.model import OutletKind, Plan, SpeakerKind
from planstrack.text.folding import folded

SpeakerKey = NewType("SpeakerKey", str)
"""A speaker's or an outlet's name in the one form in which names are compared."""

OriginKind = Literal["named", "unnamed", "outlet", "repeater"]
"""A repeater is a mirror, a relay or a rewrite that speaks in its own voice."""

_REPEATERS: frozenset[OutletKind] = frozenset(("mirror", "relay", "rewrite"))


@lru_cache(maxsize=16_384)  # every claim names its speakers, of whom there are few
def speaker_key(name: str) -> SpeakerKey:
    """Return the form in which names of speakers and outlets are compared: case, spaces and typography aside.

    >>> speaker_key("The  White House’s") == speaker_key("the white house's")
    True
    """
    return SpeakerKey(" ".join(folded(name).text.casefold().split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The first speaker of a claim. `may_be` are those an unnamed one may be, None for anyone of the party."""

    key: SpeakerKey
    name: str
    kind: OriginKind
    speaker_kind: SpeakerKind | None = None
    party: str | None = None
    may_be: frozenset[SpeakerKey] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRange:
    """How many independent sources there are: at least and at most so many; `unnamed` of those at most are unnamed."""

    at_least: int
    at_most: int
    unnamed: int


class Speakers:
    """The speakers and outlets of a plan by every name they have."""

    def __init__(self, plan: Plan | None) -> None:
        self._main: dict[SpeakerKey, str] = {}
        self._plan = plan
        for name, speaker in plan.speakers.items() if plan else ():
            for alias in (name, *speaker.aliases):
                self._main.setdefault(speaker_key(alias), name)
        self._outlets = {speaker_key(name): outlet for name, outlet in plan.outlets.items()} if plan else {}

    def main_name(self, name: str) -> str:
        """Return the main name of a speaker by any of its names; the name itself where the plan lists none."""
        return self._main.get(speaker_key(name), name)

    def key(self, name: str) -> SpeakerKey:
        """Return the key of a speaker by any of its names: all aliases have one key."""
        return speaker_key(self.main_name(name))

    def outlet_kind(self, name: str) -> OutletKind:
        """Return whether an outlet reports itself, relays, rewrites or mirrors; `original` where the plan says nothing."""
        known = self._outlets.get(speaker_key(name)) or self._outlets.get(self.key(name))
        return known.kind if known else "original"

    def origin(self, chain: Sequence[str], outlet: str) -> Origin:
        """Return who spoke first in a chain of speakers; the outlet in its own voice where the chain is empty."""
        first = chain[0] if chain else outlet
        name = self.main_name(first)
        key = speaker_key(name)
        speaker = self._plan.speakers.get(name) if self._plan else None
        if speaker is None or speaker.kind in ("outlet", "state-outlet"):
            is_outlet = speaker is not None or key in (speaker_key(outlet), self.key(outlet)) or key in self._outlets
            if is_outlet:
                kind: OriginKind = "repeater" if self.outlet_kind(name) in _REPEATERS else "outlet"
                return Origin(
                    key=key,
                    name=name,
                    kind=kind,
                    speaker_kind=speaker.kind if speaker else "outlet",
                    party=speaker.party if speaker else None,
                )
            return Origin(key=key, name=name, kind="named")
        return Origin(
            key=key,
            name=name,
            kind="unnamed" if speaker.kind == "unnamed" else "named",
            speaker_kind=speaker.kind,
            party=speaker.party,
            may_be=None if speaker.may_be is None else frozenset(self.key(other) for other in speaker.may_be),
        )


def source_range(origins: Iterable[Origin], relayed_by: Iterable[SpeakerKey] = ()) -> SourceRange:
    """Return how many independent sources stand behind claims, as a range.

    At most, every named and every unnamed speaker is one, and so is each outlet that speaks in its own voice and passes
    on none of these. At least, an unnamed speaker may be one of the named, or another unnamed one of the same party;
    one without a party may be anybody. A mirror, relay or rewrite in its own voice counts only where nothing else does.

    Args:
        origins: The first speakers of the claims.
        relayed_by: The outlets through which any of these claims passed on the words of somebody else.
    """
    by_key: dict[SpeakerKey, Origin] = {}
    for origin in origins:
        by_key.setdefault(origin.key, origin)
    passing = set(relayed_by)
    named = {key for key, origin in by_key.items() if origin.kind == "named"}
    unnamed = [origin for origin in by_key.values() if origin.kind == "unnamed"]
    outlets = [key for key, origin in by_key.items() if origin.kind == "outlet" and key not in passing]
    repeaters = [key for key, origin in by_key.items() if origin.kind == "repeater"]
    at_most = len(named) + len(unnamed) + len(outlets)
    if not at_most:
        at_most = len(repeaters) or len({key for key, origin in by_key.items() if origin.kind == "outlet"})
    apart = {origin.party for origin in unnamed if origin.party and _is_none_of(origin, named, by_key)}
    at_least = len(named) + len(apart)
    if not at_least or (
        not apart and any(origin.party is None and _is_none_of(origin, named, by_key) for origin in unnamed)
    ):
        at_least += 1
    return SourceRange(at_least=min(at_least, at_most) if by_key else 0, at_most=at_most, unnamed=len(unnamed))


def _is_none_of(origin: Origin, named: set[SpeakerKey], by_key: Mapping[SpeakerKey, Origin]) -> bool:
    """Return whether an unnamed speaker cannot be any of the named ones."""
    if origin.may_be is not None:
        return not origin.may_be & named
    return not any(origin.party is None or by_key[key].party == origin.party for key in named)
