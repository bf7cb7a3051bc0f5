"""Why a verdict is what it is, in a clause; why something is not known, as a code and in a clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from planstrack.claims.references import Spot
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.align.match import Match
from planstrack.compare.answers import answers_of, clear
from planstrack.compare.facts import Facts
from planstrack.compare.records import Answer, Ground, ReasonCode
from planstrack.compare.relations import ABSENCE
from planstrack.compare.verdicts import Ruling
from planstrack.compare.words import amount_words, listed
from planstrack.model import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planstrack.claims.evidence import Evidence


class _Asked(Protocol):
    @property
    def old(self) -> Mapping[bool, Answer]: ...
    @property
    def new(self) -> Mapping[bool, Answer]: ...
    @property
    def same(self) -> Mapping[bool, Answer]: ...


_PRINTED = frozenset(("published", "leaked", "read-out"))


def reason_code(
    facts: Facts,
    old: str,
    new: str,
    relation: Relation,
    matters: Sequence[str],
    match: Match,
    asked: _Asked,
    on_file: Sequence[Evidence],
) -> ReasonCode:
    """Return why a change is not known: the first code that applies, in the order of `ReasonCode`."""
    if facts.not_yet & {old, new} or any(facts.is_later(matter, key) for matter in matters for key in (old, new)):
        return "not-yet-known"
    olds, news = [Spot(old, (at,)) for at in match.old], [Spot(new, (at,)) for at in match.new]
    if olds and news and all(map(facts.has_words, (*olds, *news))):
        return "wordings"
    there, here = clear(asked.old), clear(asked.new)
    for known, other, key in ((there, here, new), (here, there, old)):
        if known and other is None and any(_fails_for_parts(facts, matter, key) for matter in matters):
            return "parts-not-known"
    if {there, here} == {True, False} and ABSENCE[relation] == "stays":
        return "stays-in-force"
    if any(item.stands for item in on_file):
        return "spoken-of"
    for presence, key, spots in ((there, old, olds), (here, new, news)):
        lacks = not spots or not all(map(facts.held, spots))
        version = facts.plan.versions[key]
        wordless = bool(spots) and lacks and not any(facts.wording(spot) == "reported" for spot in spots)
        if wordless or (lacks and presence is None and version.text in _PRINTED and version.points_held != "all"):
            return "not-held"
    return "not-reported"


def _fails_for_parts(facts: Facts, matter: str, version: str) -> bool:
    return (
        not facts.matters.spots(matter, version)
        and facts.is_whole(version)
        and bool(facts.held_in_part(matter, version))
    )


def _side(ground: Ground) -> str:
    """Return how a claim is put as one side: of who disputes something, the contrary."""
    row = SAYINGS[ground.says or "discussed"]
    return row.contrary if ground.against else row.side


def _said_of(facts: Facts, item: Evidence) -> str:
    """Return how a claim is put, with the part or proposition that it is about: `“Recognition”: kept as it was`."""
    side = _side(facts.meant(item))
    if item.amounts and side == SAYINGS["value"].side:
        side = listed(amount_words(amount, facts.plan, name) for name, amount in sorted(item.amounts.items()))
    below = [facts.matters.of(ref.spot) for ref in item.references if ref.spot and len(ref.spot.path) > 1]
    if item.about.matter:
        below = [facts.proposition(item.about.matter, item.about.issues)]
    return f"{listed(f'“{facts.title_of(key)}”' for key in below)}: {side}" if below else side


def _told(facts: Facts, items: Iterable[Evidence]) -> str:
    """Return what some claims say, each once, in a list."""
    return ", ".join(dict.fromkeys(sorted(_said_of(facts, item) for item in items)))


def _say(items: Sequence[Evidence], one: str, many: str) -> str:
    """Return how reports are the subject of a sentence: `a report says`, `reports say`."""
    return f"a report {one}" if len({item.article for item in items}) == 1 else f"reports {many}"


def spoken_of_old(
    facts: Facts, old: str, new: str, code: ReasonCode | None, match: Match, matters: Sequence[str]
) -> tuple[Evidence, ...]:
    """Return the standing claims on the old version alone that speak of a matter, where no claim on new or on the pair does.

    They say nothing of the change; but a page that gives the silence as its reason has to know of them.
    """
    if code != "not-reported" or not match.new:
        return ()
    found = {key: item for matter in matters for key, item in facts.on_file(matter, new, old).items()}
    return tuple(item for item in found.values() if item.stands)


def _said(grounds: Sequence[Ground]) -> str:
    """Return what claims among some grounds say, each once."""
    return " or ".join(sorted({_side(ground) for ground in grounds if ground.kind == "claim"}))


def _named(facts: Facts, version: str) -> str:
    known = facts.plan.versions[version]
    return f"“{known.title or known.name}”"


def _text_of(facts: Facts, version: str) -> str:
    """Return a version's text as a clause names it; one whose title says that it is a text is not doubled."""
    named = _named(facts, version)
    return named if named[1:].lower().startswith("text ") else f"the text of {named}"


def _points(facts: Facts, version: str, places: Sequence[int]) -> str:
    """Return points as a clause names them: `point 8`, `points 8 and 9`; by title where a number is missing."""
    names = []
    for at in places:
        point = facts.plan.versions[version].points[at]
        names.append(point.number or f"“{facts.title_of(facts.matters.of(Spot(version, (at,))))}”")
    return f"point{'s' if len(names) > 1 else ''} {listed(names)}"


_UNTOUCHED = "untouched by this text, which stands beside the other: in force is the union of both"


def reason_words(
    facts: Facts,
    old: str,
    new: str,
    relation: Relation,
    ruling: Ruling,
    code: ReasonCode | None,
    match: Match,
    asked: _Asked,
    on_file: Sequence[Evidence],
    matters: Sequence[str],
) -> str:
    """Return why a verdict is what it is, in a clause that says no more than its grounds."""
    if code is not None:
        return _not_known(facts, old, new, code, relation, match, asked, on_file, matters)
    if ruling.verdict == "disputed":
        return {
            "old": f"what is on file contradicts itself on whether {_named(facts, old)} has it",
            "new": f"what is on file contradicts itself on whether {_named(facts, new)} has it",
            "both": "what is on file contradicts itself on whether "
            f"{_named(facts, old)} has it, and on whether {_named(facts, new)} has it",
            "same": "what is on file contradicts itself on whether it changed",
        }[ruling.contested or "same"]
    if ruling.verdict == "unmatched":
        return _unmatched(facts, old, new, match, asked)
    if ruling.verdict in ("removed", "added"):
        return _came_or_went(facts, old, new, ruling)
    return _compared(facts, old, new, ruling)


def _unmatched(facts: Facts, old: str, new: str, match: Match, asked: _Asked) -> str:
    if match.why.startswith("one of several"):
        return match.why
    there, here = clear(asked.old), clear(asked.new)
    only = old if (there if {there, here} == {True, False} else match.old) else new
    return f"only in {_named(facts, only)}: no counterpart found"


def _came_or_went(facts: Facts, old: str, new: str, ruling: Ruling) -> str:
    lacking = new if ruling.verdict == "removed" else old
    carrying = ruling.carrying[0] if ruling.verdict == "removed" else ruling.carrying[1]
    kinds = {ground.kind for ground in carrying.grounds}
    if "whole" in kinds:
        return f"{_named(facts, lacking)} is held whole and has no such point"
    if "point" in kinds:
        return f"{_named(facts, lacking)} is marked as having dropped it"
    if "reading" in kinds or "gone" in kinds or "from" in kinds:
        return "found by comparing both texts"
    words = _said(ruling.carrying[0].grounds) or ruling.verdict
    return f"by report: {words}"


def _gone_since(facts: Facts, old: str, new: str, matters: Sequence[str]) -> list[str]:
    """Return the parts and propositions that are not in the new version, and of which nobody says whether the old one had them."""
    below = [part for m in matters for part in (*facts.parts_of(m), *facts.propositions_of(m))]
    return [
        part
        for part in dict.fromkeys(below)
        if clear(answers_of(facts.presence(part, new))) is False
        and clear(answers_of(facts.presence(part, old))) is None
    ]


def _of_the_part(facts: Facts, old: str, new: str, part: str) -> str:
    """Return what became of a part, or of one proposition: `“The scheme”: removed`."""
    there, here = (clear(answers_of(facts.presence(part, version))) for version in (old, new))
    told = "removed" if here is False else "added" if there is False else "changed"
    return f"“{facts.title_of(part)}”: {told}"


def _compared(facts: Facts, old: str, new: str, ruling: Ruling) -> str:
    answer = ruling.carrying[0]
    same = ruling.verdict == "unchanged"
    if facts.plan.versions[old].id is not None and facts.plan.versions[old].id == facts.plan.versions[new].id and same:
        return "both sides are the same version"
    chained = ", by way of other versions" if answer.chained else ""
    kinds = {ground.kind for fact in answer.facts for ground in fact.grounds}
    parts = sorted({_of_the_part(facts, old, new, fact.part) for fact in answer.facts if fact.part})
    whole = any(not fact.part and not fact.told for fact in answer.facts)
    if answer.basis in ("text", "translation") and whole:
        return f"both texts are held and {'are the same' if same else 'differ'}{chained}"
    if "receipt" in kinds and whole:
        told = next((g.gist for fact in answer.facts for g in fact.grounds if g.kind == "receipt" and g.gist), "")
        return f"{told}, and {'are the same' if same else 'differ'} (they are not shown here){chained}"
    if "reading" in kinds:
        return f"found by comparing both texts{chained}"
    if "from" in kinds:
        return f"points were joined or split{chained}"
    if not whole:
        return (f"{', '.join(parts)}; of the rest nothing is known" if parts else "the amounts given differ") + chained
    said = _said([ground for fact in answer.facts if not fact.told for ground in fact.grounds])
    return (f"by report: {said}" if said else "the rival proposals differ") + chained


def _not_known(
    facts: Facts,
    old: str,
    new: str,
    code: ReasonCode,
    relation: Relation,
    match: Match,
    asked: _Asked,
    on_file: Sequence[Evidence],
    matters: Sequence[str],
) -> str:
    if code == "not-yet-known":
        later = [key for key in (old, new) if key in facts.not_yet]
        return (
            f"{' and '.join(_named(facts, key) for key in later)} was not known by then"
            if later
            else "not known by then"
        )
    if code == "wordings":
        return "both points are held, in wordings that settle nothing (a summary is not the text)"
    if code == "parts-not-known":
        key = next(k for k in (new, old) for m in matters if _fails_for_parts(facts, m, k))
        inside = sorted({at for matter in matters for at in facts.held_in_part(matter, key)})
        what = _points(facts, key, inside)
        return f"no point of its own in {_named(facts, key)}; what {what} {'hold' if len(inside) > 1 else 'holds'} besides is not known"
    if code == "stays-in-force":
        return _UNTOUCHED if clear(asked.old) else f"only in this text, which stands beside {_named(facts, old)}"
    if code == "spoken-of":
        return _spoken_of(facts, old, new, asked, on_file, matters)
    if code == "not-held":
        away = [
            key
            for key, places in ((old, match.old), (new, match.new))
            if any(facts.is_away(spot) and not facts.has_words(spot) for spot in (Spot(key, (at,)) for at in places))
        ]
        if away:
            named = " and ".join(_named(facts, key) for key in away)
            return (
                f"the texts of {named} are not held here"
                if len(away) > 1
                else f"{_text_of(facts, away[0])} is not held here"
            )
        for key, places in ((new, match.new), (old, match.old)):
            spots = [Spot(key, (at,)) for at in places]
            if spots and not all(map(facts.held, spots)):
                return f"the wording in {_named(facts, key)} is not held"
        key = next((k for k, presence in ((new, clear(asked.new)), (old, clear(asked.old))) if presence is None), new)
        return f"{_named(facts, key)} is not held whole"
    of_old = spoken_of_old(facts, old, new, code, match, matters)
    spoken = (
        f"{_say(of_old, 'speaks', 'speak')} of it in {_named(facts, old)} ({_told(facts, of_old)})" if of_old else ""
    )
    if match.new and match.old:
        lacking = [
            _named(facts, key)
            for key, places in ((old, match.old), (new, match.new))
            if not all(facts.has_words(Spot(key, (at,))) for at in places)
        ]
        wording = f"the wording in {' and in '.join(lacking)} is not held"
        return f"{wording}; {spoken}; none compares the two" if spoken else f"{wording}, and no report speaks of it"
    key = new if match.old else old
    told = (
        "whether it was there" if key == old else "where it went" if relation == "repackages" else "what became of it"
    )
    version = facts.plan.versions[key]
    tail = f"; {spoken}; none says {told}" if spoken else f", and no report says {told}"
    if facts.is_whole(key):
        return f"{_named(facts, key)} has no such point{tail}"
    if any(facts.held(Spot(key, (at,))) for at in range(len(version.points))):
        return f"what is held of {_named(facts, key)} has no such point{tail}"
    return f"{_text_of(facts, key)} is not on file{tail}"


def _spoken_of(
    facts: Facts, old: str, new: str, asked: _Asked, on_file: Sequence[Evidence], matters: Sequence[str]
) -> str:
    """Return what reports say of a matter of which none says whether it changed; first, what says that new lacks it."""
    standing = [item for item in on_file if item.stands]
    if clear(asked.new) is False and clear(asked.old) is None:
        return _lacked(facts, old, new, asked.new[False], standing)
    gone = _gone_since(facts, old, new, matters)
    if gone:
        verb = "is" if len(gone) == 1 else "are"
        names = listed(f"“{facts.title_of(part)}”" for part in gone)
        grounds = [g for part in gone for g in answers_of(facts.presence(part, new))[False].grounds]
        lacking = f"{names} {verb} not in {_named(facts, new)} ({_told(facts, standing)})"
        return f"{_say(standing, 'says', 'say')} that {lacking}{_since_when(grounds)}"
    speak = f"{_say(standing, 'speaks', 'speak')} of it ({_told(facts, standing)})"
    one = len({item.article for item in standing}) == 1
    return f"{speak}{', and does not say whether it changed' if one else '; none says whether it changed'}"


def _lacked(facts: Facts, old: str, new: str, absence: Answer, standing: Sequence[Evidence]) -> str:
    """Return what says that new lacks a matter of which nobody says whether old had it, and what is reported besides."""
    carrying = [ground for ground in absence.grounds if ground.basis == absence.basis]
    kinds = {ground.kind for ground in carrying}
    said = [ground.evidence for ground in carrying if ground.evidence is not None]
    besides = [item for item in standing if item not in said]
    more = f"; {_say(besides, 'speaks', 'speak')} of it ({_told(facts, besides)})" if besides else ""
    not_known = f"; whether {_named(facts, old)} had it is not known"
    summed = {"summary": ", as summarised here", "translation": " (in translation)"}.get(absence.basis, "")
    if "whole" in kinds:
        return f"{_named(facts, new)} is held whole and has no such point{summed}{more}{not_known}"
    if "point" in kinds:
        return f"{_named(facts, new)} is marked as having dropped it{summed}{more}{not_known}"
    if not said:
        return f"not in {_named(facts, new)}: found by comparing texts{more}{not_known}"
    return f"{_say(said, 'says', 'say')} that it is not in {_named(facts, new)} ({_told(facts, said)}){more}{_since_when(carrying)}"


def _since_when(grounds: Sequence[Ground]) -> str:
    """Return that nobody says since when something is gone; nothing where a claim does."""
    dated = any(ground.evidence is not None and ground.evidence.about.since for ground in grounds)
    return "" if dated else "; since when is not said"
