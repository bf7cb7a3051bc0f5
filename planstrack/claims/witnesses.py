"""The words of a version from a witness: its text is in the archive, the file says where each point stands in it.

A span gives code points of the archived text, from and up to (end excluded), pair after pair. It is named by the point's
id or by the point's position from 0; a part by that of its point and its own position: `army-cap/0`, `3/0/1`. A witness
stands beside the summary: where its text is not here, everything works from the summary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from planstrack.claims.archive import Archive
from planstrack.claims.references import Path, points_with_paths
from planstrack.model import Plan, Point, Version, Witness, Wording
from planstrack.text.flow import flowed

FaultKind = Literal["uneven", "void", "overlap", "nameless", "twice", "beyond", "wordless"]
Presence = Literal["held", "missing", "altered", "unreadable", "unnamed", "unfit"]
"""Whether the text of a witness is here: as the archive says, or that the file names no text, or spans that do not fit."""

_RANK: Mapping[Wording | None, int] = {"verbatim": 3, "translation": 2, "paraphrase": 1, None: 1, "reported": 0}
"""How near to the document words of each wording are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one span: under which key, at which of its numbers (from 0; None for the key itself).

    kind:
        uneven    an odd number of numbers: a start without an end
        void      a place before the text, or an end that is not behind its start
        overlap   words that another span has already (`other` is its key)
        nameless  the key names no point
        twice     the key names a point that another key has named (`other`)
        beyond    a place behind the end of the text
        wordless  white space only
    """

    kind: FaultKind
    key: str
    at: int | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the file itself says of a point whose words a witness gives: the text that stood there, and its wording."""

    text: str
    wording: Wording | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """A plan with the words that are at hand, and what that rests on.

    `plan` has the words of each version's serving witness, `serving` names it by the version's id. `presence` and
    `unfit` are by (version, witness), `summaries` by version and path; see `Worded`.
    """

    plan: Plan = field(repr=False)
    serving: Mapping[str, Witness] = field(default_factory=dict)
    presence: Mapping[tuple[str, str], Presence] = field(default_factory=dict)
    unfit: Mapping[tuple[str, str], tuple[Fault, ...]] = field(default_factory=dict)
    summaries: Mapping[tuple[str, Path], Words] = field(default_factory=dict)


# -------------------------------------------------------------------------------------------------- spans


def keys_of(version: Version) -> dict[str, Path]:
    """Return every key that a span may have, and the point or part that it names; an id goes before a position."""
    heads: dict[str, Path] = {str(at): (at,) for at in range(len(version.points))}
    heads.update({point.id: (at,) for at, point in reversed(list(enumerate(version.points))) if point.id})
    below = [path for path, _ in points_with_paths(version.points) if len(path) > 1]
    names: dict[int, list[str]] = {}
    for head, path in heads.items():
        names.setdefault(path[0], []).append(head)
    keys = dict(heads)
    for path in below:
        tail = "".join(f"/{step}" for step in path[1:])
        keys.update({f"{head}{tail}": path for head in names.get(path[0], ())})
    return keys


def faults(version: Version, witness: Witness, text: str | None = None) -> tuple[Fault, ...]:
    """Return what is wrong with the spans of a witness; what only its text can show, when `text` is given.

    Time grows with the number of spans, and sorting them.
    """
    keys = keys_of(version)
    found: list[Fault] = []
    named: dict[Path, str] = {}
    pieces: list[tuple[int, int, str, int]] = []
    for key, span in witness.spans.items():
        path = keys.get(key)
        if path is None:
            found.append(Fault(kind="nameless", key=key))
        elif named.setdefault(path, key) != key:
            found.append(Fault(kind="twice", key=key, other=named[path]))
        if len(span) % 2 or not span:
            found.append(Fault(kind="uneven", key=key, at=len(span) - 1 if span else None))
        for at in range(0, len(span) - 1, 2):
            start, end = span[at], span[at + 1]
            if start < 0 or end <= start:
                found.append(Fault(kind="void", key=key, at=at if start < 0 else at + 1))
            elif text is not None and end > len(text):
                found.append(Fault(kind="beyond", key=key, at=at + 1))
            else:
                pieces.append((start, end, key, at))
    reached, owner = 0, ""
    for start, end, key, at in sorted(pieces):
        if start < reached:
            found.append(Fault(kind="overlap", key=key, at=at, other=owner))
        if end > reached:
            reached, owner = end, key
    if text is not None and not found:
        found += [Fault(kind="wordless", key=key) for key, span in witness.spans.items() if not _words(span, text)]
    order = {key: at for at, key in enumerate(witness.spans)}
    return tuple(sorted(found, key=lambda fault: (order[fault.key], fault.at if fault.at is not None else -1)))


def _words(span: tuple[int, ...], text: str) -> str:
    """Return the words of a span: its pieces, one a line, with broken lines joined."""
    pieces = (text[span[at] : span[at + 1]] for at in range(0, len(span) - 1, 2))
    return flowed("\n".join(pieces), text)


def words_at(version: Version, witness: Witness, text: str) -> dict[Path, str]:
    """Return the words of each point and part that a witness has, by its path; its spans must have no faults."""
    keys = keys_of(version)
    return {keys[key]: _words(span, text) for key, span in witness.spans.items()}


def spanned(version: Version) -> frozenset[Path]:
    """Return the points and parts whose words a witness with an archived text gives, itself or in parts, here or not."""
    archived = [witness for witness in version.witnesses if witness.sha256 and witness.spans]
    if not archived:
        return frozenset()
    keys = keys_of(version)
    paths = (keys[key] for witness in archived for key in witness.spans if key in keys)
    return frozenset(path[:end] for path in paths for end in range(1, len(path) + 1))


# -------------------------------------------------------------------------------------------------- words into points


def worded(version: Version, witness: Witness, text: str, *, every: bool = False) -> tuple[Version, dict[Path, Words]]:
    """Return a version with the words of a witness, and what the file says of each point that has other words now.

    A point keeps what stands in the file where that is as near to the document, unless `every` word of the witness is
    asked for. A part that the witness does not give apart from its point has no words of its own then: a summary of it
    would stand among the words of the text.
    """
    words = words_at(version, witness, text)
    wording: Wording = witness.wording or "paraphrase"
    kept: dict[Path, Words] = {}
    giving = _Giving(words, frozenset(path[:end] for path in words for end in range(1, len(path) + 1)), wording, kept)
    points = tuple(giving.point((at,), point, "paraphrase", every=every) for at, point in enumerate(version.points))
    update: dict[str, object] = {"points": points}
    if any(new is not old for new, old in zip(points, version.points, strict=True)):
        update |= {"language": witness.language or version.language, "hand": witness.hand or version.hand}
    return version.model_copy(update=update), kept


@dataclass(frozen=True, slots=True)
class _Giving:
    """The words that a witness gives: by path, and every path that has some at or below it; `kept` takes what they replace."""

    words: Mapping[Path, str]
    having: frozenset[Path]
    wording: Wording
    kept: dict[Path, Words]

    def point(self, path: Path, point: Point, above: Wording, *, every: bool) -> Point:
        """Return a point with its words; the same one where the witness gives none, or the file has better ones."""
        own = point.wording or above
        if path not in self.having or (not every and point.full_text and _RANK[own] >= _RANK[self.wording]):
            return point
        if point.text:
            self.kept[path] = Words(text=point.text, wording=own)
        below = [(*path, at) in self.having for at in range(len(point.parts))]
        parts = tuple(
            self.point((*path, at), part, own, every=True) if below[at] else self.wordless((*path, at), part, own)
            for at, part in enumerate(point.parts)
        )
        update: dict[str, object] = {"text": self.words.get(path), "wording": self.wording, "parts": parts}
        if any(below) and not all(below):
            update["parts_held"] = "some"  # Else the words of the parts that are given would pass for all of them.
        return point.model_copy(update=update)

    def wordless(self, path: Path, part: Point, above: Wording) -> Point:
        """Return a part without its words, which stays what the file says of it: a summary is not the text."""
        own = part.wording or above
        if part.text:
            self.kept[path] = Words(text=part.text, wording=own)
        parts = tuple(self.wordless((*path, at), below, own) for at, below in enumerate(part.parts))
        return part.model_copy(update={"text": None, "wording": own, "parts": parts})


def _would_mix(before: Version, after: Version, plan: Plan | None) -> bool:
    """Return whether points that keep their own words would pass for words in the language, or by the hand, of a witness."""
    spoken = plan.language if plan else None
    if (before.language or spoken, before.hand) == (after.language or spoken, after.hand):
        return False
    return any(
        old is new and point.full_text and _RANK[point.wording] > _RANK["paraphrase"]
        for old, new in zip(before.points, after.points, strict=True)
        for _, point in points_with_paths((old,))
    )


def _without_others(before: Version, after: Version) -> Version:
    """Return a version in which the points that a witness gives no words of have none: theirs are of another language."""
    points = tuple(
        _Giving({}, frozenset(), "paraphrase", {})
        .wordless((at,), new, "paraphrase")
        .model_copy(update={"wording": "paraphrase"})
        if new is old
        else new
        for at, (old, new) in enumerate(zip(before.points, after.points, strict=True))
    )
    return after.model_copy(update={"points": points})


# -------------------------------------------------------------------------------------------------- plans


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """One version with the words that are at hand; `serving` is the witness that gives them, if one does.

    `presence` says of each witness, by its id, whether its text is here, `unfit` what is wrong with the spans of one that
    is. `summaries` keeps what the file says of the points that have other words now, by their paths.
    """

    version: Version = field(repr=False)
    serving: Witness | None = None
    presence: Mapping[str, Presence] = field(default_factory=dict)
    unfit: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    summaries: Mapping[Path, Words] = field(default_factory=dict)


def with_words(
    version: Version,
    archive: Archive | None,
    *,
    plan: Plan | None = None,
    chosen: str | None = None,
    publish: bool = False,
) -> Worded:
    """Return a version with the words that are at hand.

    The first witness serves that gives the document's own words, else the first that is here: one whose text is held
    unaltered and whose spans fit. A `chosen` one serves alone, with every word that it has. With `publish`, only texts
    are read whose witness says `publish: yes`.
    """
    presence: dict[str, Presence] = {}
    unfit: dict[str, tuple[Fault, ...]] = {}
    here: list[tuple[Witness, str]] = []
    for witness in version.witnesses:
        if publish and witness.publish == "no":
            continue
        held = archive.read(witness.sha256) if witness.sha256 and archive is not None else None
        presence.setdefault(witness.id, held.state if held else "missing" if witness.sha256 else "unnamed")
        if held is None or held.text is None:
            continue
        wrong = faults(version, witness, held.text)
        if wrong:
            presence[witness.id], unfit[witness.id] = "unfit", wrong
        elif chosen in (None, witness.id):
            here.append((witness, held.text))
    here.sort(key=lambda pair: pair[0].wording != "verbatim")  # stable: else in the order of the file
    for witness, text in here:
        after, kept = worded(version, witness, text, every=chosen is not None)
        mixed = _would_mix(version, after, plan)
        if mixed and chosen is not None:
            after, mixed = _without_others(version, after), False
        if not mixed:
            return Worded(version=after, serving=witness, presence=presence, unfit=unfit, summaries=kept)
    return Worded(version=version, presence=presence, unfit=unfit)


def with_texts(
    plan: Plan, archive: Archive | None, *, only: Iterable[str] | None = None, publish: bool = False
) -> Texts:
    """Return a plan with the words that are at hand, of all versions or of those named by `only`.

    With `publish`, only the texts serve whose witness says `publish: yes`. The plan keeps its places: points stay where
    they are in their files.
    """
    found = {
        name: with_words(plan.versions[name], archive, plan=plan, publish=publish)
        for name in (plan.versions if only is None else sorted(set(only) & set(plan.versions)))
        if plan.versions[name].witnesses
    }
    served = {name: item for name, item in found.items() if item.serving is not None}
    versions = {**plan.versions, **{name: item.version for name, item in served.items()}}
    return Texts(
        plan=plan.model_copy(update={"versions": versions}) if served else plan,
        serving={name: item.serving for name, item in served.items() if item.serving is not None},
        presence={(name, key): state for name, item in found.items() for key, state in item.presence.items()},
        unfit={(name, key): wrong for name, item in found.items() for key, wrong in item.unfit.items()},
        summaries={(name, path): words for name, item in found.items() for path, words in item.summaries.items()},
    )


def away(version: Version) -> frozenset[Path]:
    """Return the points and parts that have no words here, although a witness with an archived text gives them."""
    paths = spanned(version)
    return frozenset(path for path, point in points_with_paths(version.points) if path in paths and not point.full_text)


__all__ = [
    "Fault", "FaultKind", "Presence", "Texts", "Worded", "Words", "away", "faults", "keys_of", "spanned",
    "with_texts", "with_words", "worded", "words_at",
]  # fmt: skip
