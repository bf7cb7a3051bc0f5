"""Two versions in, matches out: the steps of the aligner in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from planstrack.align import weights
from planstrack.align.assignment import best_pairing
from planstrack.align.candidates import candidate_pairs
from planstrack.align.evidence import readings, wordings
from planstrack.align.match import Match, Rival
from planstrack.align.order import Surroundings
from planstrack.align.same import same_content, same_ids
from planstrack.model import Point, Version

Declared = tuple[tuple[int, ...], tuple[int, ...], str]


def align(old: Version, new: Version, declared: Sequence[Declared] = ()) -> tuple[Match, ...]:
    """Return which points of `new` come from which of `old`: every point of either side in exactly one match.

    `declared` are groups (old positions, new positions, why) that lineage decides; they come back as they are. Two points whose
    ids differ are never matched by computation. Matches stand in the order of the new version; an old point without
    partner stands behind its old predecessor.

    The same input gives the same matches on every machine, and exchanging the versions exchanges the sides.
    """
    if _key(new.points) < _key(old.points):
        turned = [(there, here, why) for here, there, why in declared]
        found = [_turned(match) for match in _matches(new.points, old.points, turned)]
    else:
        found = _matches(old.points, new.points, declared)
    return tuple(_in_reading_order(found))


def _key(points: Sequence[Point]) -> tuple[object, ...]:
    return (len(points), [(point.full_text, point.title or "", point.number or "", point.id or "") for point in points])


def _turned(match: Match) -> Match:
    close = tuple(Rival(old=rival.new, new=rival.old, score=rival.score, why=rival.why) for rival in match.close)
    return Match(old=match.new, new=match.old, how=match.how, score=match.score, why=match.why, close=close)


def _in_reading_order(matches: Sequence[Match]) -> list[Match]:
    """Return matches by new position; those without a new point behind the match of the old point before them."""
    ordered = sorted((match for match in matches if match.new), key=lambda match: match.new)
    place = {here: at for at, match in enumerate(ordered) for here in match.old}
    last: dict[int, int] = {}
    alone = sorted((match for match in matches if not match.new), key=lambda match: match.old)
    lonely = {match.old[0] for match in alone}
    at = -1
    for here in range(max([*place, *lonely], default=-1) + 1):
        at = place.get(here, at)
        last[here] = at
    keyed = [((at, 0, 0), match) for at, match in enumerate(ordered)]
    keyed += [((last[match.old[0]], 1, match.old[0]), match) for match in alone]
    return [match for _, match in sorted(keyed, key=lambda item: item[0])]


def _matches(old: Sequence[Point], new: Sequence[Point], declared: Sequence[Declared]) -> list[Match]:
    found = [Match(old=here, new=there, how="declared", score=1.0, why=why) for here, there, why in declared]
    here_taken = {here for group in declared for here in group[0]}
    there_taken = {there for group in declared for there in group[1]}
    anchors = {group[0][0]: group[1][0] for group in declared if group[0] and group[1]}

    by_id = same_ids(
        [None if at in here_taken else point.id for at, point in enumerate(old)],
        [None if at in there_taken else point.id for at, point in enumerate(new)],
    )
    for here, there in by_id.items():
        found.append(Match(old=(here,), new=(there,), how="declared", score=1.0, why="same id"))
        anchors[here] = there
    here_taken.update(by_id)
    there_taken.update(by_id.values())

    equal: dict[int, int] = {}
    for content in (_all_content, _text_content):
        before = {**anchors, **equal}
        pairs = same_content(
            [None if at in here_taken else content(point) for at, point in enumerate(old)],
            [None if at in there_taken else content(point) for at, point in enumerate(new)],
            before,
        )
        equal.update({here: there for here, there in pairs.items() if not _ids_differ(old[here], new[there])})
    for here, there in equal.items():
        found.append(Match(old=(here,), new=(there,), how="identical", score=1.0, why="identical text"))
    here_taken.update(equal)
    there_taken.update(equal.values())
    anchors.update(equal)

    here_left = [at for at in range(len(old)) if at not in here_taken]
    there_left = [at for at in range(len(new)) if at not in there_taken]
    old_read, new_read, rarity = readings(old, new)
    pairs = [
        (here_left[here], there_left[there])
        for here, there in candidate_pairs([old_read[at] for at in here_left], [new_read[at] for at in there_left])
    ]
    pairs = [(here, there) for here, there in pairs if not _ids_differ(old[here], new[there])]
    words = wordings(old_read, new_read, pairs, rarity)
    worth = dict(zip(pairs, (_sum(weights.WORDS_ALONE, row) for row in words), strict=True))
    for _ in range(2):
        computed = best_pairing({pair: value - weights.LEAST for pair, value in worth.items()})
        around = Surroundings({**anchors, **computed}, len(old), len(new))
        worth = {
            pair: _sum(weights.WORDS_AND_PLACE, (*row, *around.closeness(*pair)))
            for pair, row in zip(pairs, words, strict=True)
        }
    computed = best_pairing({pair: value - weights.LEAST for pair, value in worth.items()})
    for here, there in computed.items():
        found.append(Match(old=(here,), new=(there,), how="computed", score=_share(worth[here, there]), why="wording and place"))
    reverse = {there: here for here, there in computed.items()}
    for here in here_left:
        if here not in computed:
            found.append(Match(old=(here,), new=(), how="computed", score=1.0, why="no point is near"))
    for there in there_left:
        if there not in reverse:
            found.append(Match(old=(), new=(there,), how="computed", score=1.0, why="no point is near"))
    return found


def _all_content(point: Point) -> tuple[str, ...]:
    return (point.full_text, point.title or "")


def _text_content(point: Point) -> str | None:
    return point.full_text or None


def _ids_differ(one: Point, other: Point) -> bool:
    return one.id is not None and other.id is not None and one.id != other.id


def _sum(weight: Sequence[float], row: Sequence[float]) -> float:
    return weight[-1] + sum(share * value for share, value in zip(weight, row))


def _share(worth: float) -> float:
    return round(1 / (1 + exp(-max(-40.0, min(40.0, worth)))), 3)
