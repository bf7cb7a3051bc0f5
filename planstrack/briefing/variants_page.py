"""The page of two renderings of one version: what is rendered differently, what only one has; nothing of it is a change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Head, Passage, Sources, head
from planstrack.compare.records import Verdict

if TYPE_CHECKING:
    from planstrack.compare.records import Change, Comparison, Side
    from planstrack.compare.redline import Edit

SENTENCE = "Two renderings of one version: what differs is how they were rendered, not a change."


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """One point in two renderings: `told` says how they stand to each other, `redline` or the texts show it."""

    id: str
    label: str
    told: str
    redline: tuple[Edit, ...]
    old_texts: tuple[Passage, ...]
    new_texts: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariationGroup:
    """Points of which the same is to be said: `key` names the group, `title` says it."""

    key: str
    title: str
    points: tuple[Variation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantsPage:
    """Two renderings of one version; `sentence` says that nothing here is a change."""

    title: str
    old: Head
    new: Head
    sentence: str
    tally: str
    groups: tuple[VariationGroup, ...]


def _side_words(side: Side) -> str:
    return " ".join(word for word in (side.number, side.title) if word) or wording.beginning(side.text) or side.id or ""


def _label(change: Change) -> str:
    return next((words for side in (*change.old, *change.new) if (words := _side_words(side))), change.title)


def _told(change: Change, names: tuple[str, str]) -> tuple[str, str]:
    """Return the group of a point, and what is said of it."""
    if change.verdict in ("unmatched", "added", "removed") or bool(change.old) != bool(change.new):
        here = names[0] if change.old else names[1]
        return ("old" if change.old else "new"), f"in {here} only"
    known: Mapping[Verdict, tuple[str, str]] = {
        "changed": ("different", "rendered differently"),
        "unchanged": ("alike", "rendered alike"),
    }
    return known.get(change.verdict, ("open", "not compared: the words are in two languages, or one side is no text"))


def variants_page(comparison: Comparison) -> VariantsPage:
    """Return the page of a comparison whose two sides are renderings of one version."""
    sources = Sources(None)
    old, new = (head(version, sources) for version in (comparison.old, comparison.new))
    names = comparison.old.name.rpartition("@")[2], comparison.new.name.rpartition("@")[2]
    found: dict[str, list[Variation]] = {key: [] for key in ("different", "old", "new", "open", "alike")}
    titles: dict[str, str] = {}
    for change in comparison.changes:
        key, told = _told(change, names)
        titles[key] = told
        shown = key != "alike" and not change.redline
        found[key].append(
            Variation(
                id=change.id,
                label=_label(change),
                told=told,
                redline=change.redline,
                old_texts=_passages(change.old) if shown else (),
                new_texts=_passages(change.new) if shown else (),
            )
        )
    groups = tuple(
        VariationGroup(key=key, title=titles[key], points=tuple(points)) for key, points in found.items() if points
    )
    tally = ", ".join(f"{len(group.points)} {group.title.partition(':')[0]}" for group in groups)
    return VariantsPage(
        title=f"{old.title} | {new.title}",
        old=old,
        new=new,
        sentence=SENTENCE,
        tally=tally or "no point in either",
        groups=groups,
    )


def _passages(sides: tuple[Side, ...]) -> tuple[Passage, ...]:
    return tuple(
        Passage(text=side.text, label=wording.WORDINGS[side.wording or "paraphrase"])  # type: ignore[index]
        for side in sides
        if side.text
    )
