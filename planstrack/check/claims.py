"""Rules on single claims and their speakers: what a claim must say, and chains of speakers that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planstrack.check.circles import circles
from planstrack.check.finding import (
    Cited,
    Kind,
    Known,
    Route,
    claims,
    finding,
    points_of,
    see,
    speakers,
    unread,
    written,
)
from planstrack.claims.references import Spot, version_of
from planstrack.claims.sayings import SAYINGS
from planstrack.claims.speakers import SpeakerKey, speaker_key
from planstrack.compare.facts import Facts
from planstrack.model import Count, Plan, Says
from planstrack.problem import Problem


def claims_have_words(plan: Plan) -> Iterator[Problem]:
    """Every claim has the words of the article (`quote`) or the analyst's (`gist`)."""
    for cited in claims(plan):
        words = f"{cited.claim.quote or ''}{cited.claim.gist or ''}".strip()
        if not words and not _written(plan, cited, "quote", "gist"):
            yield finding(
                plan,
                "claim-without-words",
                f"claim '{cited.claim.id}' has neither quote nor gist",
                "article",
                cited.article_id,
                ("claims", cited.at, "id"),
                hint="quote a fragment of at most 12 words, or say it in your own words as `gist`",
            )


def _written(plan: Plan, cited: Cited, *fields: str) -> bool:
    """Whether the file has one of these keys with a value that could not be read."""
    return any(written(plan, "article", cited.article_id, ("claims", cited.at, field)) for field in fields)


def _about(cited: Cited) -> Route:
    return ("claims", cited.at, "about")


def _missing(cited: Cited) -> tuple[str, ...]:
    about = cited.claim.about
    return tuple(field for field in ("version", "points", "matter", "claim", "issues") if not getattr(about, field))


def claims_are_about_something(plan: Plan) -> Iterator[Problem]:
    """Every claim names a version, a point, a matter, an issue or a claim; a count or an amount is one of a version."""
    for cited in claims(plan):
        claim, about = cited.claim, cited.claim.about
        if claim.says in ("count", "value") and about.version is None:
            what = "number of points" if claim.says == "count" else "value"
            message = f"claim '{claim.id}' gives a {what}, but of no version"
        elif not (about.version or about.points or about.matter or about.claim or about.issues):
            message = f"claim '{claim.id}' is about no version, point or issue"
        else:
            continue
        if any(written(plan, "article", cited.article_id, (*_about(cited), field)) for field in _missing(cited)):
            continue
        yield finding(
            plan,
            "claim-about-nothing",
            message,
            "article",
            cited.article_id,
            _about(cited),
            hint="name what it speaks of, for example `about: {version: geneva-19}`",
        )


def amounts_are_of_a_point(facts: Facts) -> Iterator[Problem]:
    """A claim that gives an amount says of which point; it may leave that out where one matter alone has the quantity."""
    plan = facts.plan
    carriers: dict[str, set[str]] = {}
    for owner, version in plan.versions.items():
        for at, point in enumerate(version.points):
            for name in point.all_quantities:
                carriers.setdefault(name, set()).add(facts.matters.of(Spot(owner, (at,))))
    for cited in claims(plan):
        claim, about = cited.claim, cited.claim.about
        if (
            claim.says != "value"
            or not isinstance(claim.value, dict)
            or about.points
            or about.matter
            or not about.version
        ):
            continue
        for name in claim.value:
            having = len(carriers.get(name, ()))
            if name in plan.quantities and having != 1 and not unread(plan, "version"):
                yield finding(
                    plan,
                    "claim-about-nothing",
                    f"claim '{claim.id}' gives '{name}' of no point, and {'several have' if having else 'no point has'} it",
                    "article",
                    cited.article_id,
                    _about(cited),
                    hint="name the point that the amount belongs to, or the matter",
                )


def claims_carry_the_value_they_speak_of(plan: Plan) -> Iterator[Problem]:
    """A count has a number of points, a value has amounts by quantity, and nothing else has a number of points."""
    for cited in claims(plan):
        says, value = cited.claim.says, cited.claim.value
        if says == "count" and not (isinstance(value, Count) and value.any_of):
            message, hint = "a count needs a number of points", "write it as `value: 19`"
        elif says == "value" and not (isinstance(value, dict) and value):
            message, hint = "a value needs an amount", "write it as `value: {army-size: {at-most: 800000}}`"
        elif isinstance(value, Count) and says != "count":
            message, hint = (
                f"a number of points does not go with `says: {says}`",
                "write `says: count`, or take the value out",
            )
        else:
            continue
        if value is None and _written(plan, cited, "value"):
            continue
        field = "says" if value is None else "value"
        yield finding(plan, "claim-value", message, "article", cited.article_id, ("claims", cited.at, field), hint=hint)


def claims_are_confirmed(plan: Plan) -> Iterator[Problem]:
    """No claim is a draft: what no analyst has confirmed is evidence for nothing."""
    for cited in claims(plan):
        if cited.claim.draft:
            yield finding(
                plan,
                "draft-claim",
                f"claim '{cited.claim.id}' is a draft and counts for nothing yet",
                "article",
                cited.article_id,
                ("claims", cited.at, "draft"),
                hint="read the passage, then take `draft` out or delete the claim",
            )


def claims_name_their_speaker(plan: Plan) -> Iterator[Problem]:
    """Every claim says who said it, first speaker first."""
    for cited in claims(plan):
        if not cited.claim.said_by and not _written(plan, cited, "said_by"):
            yield finding(
                plan,
                "no-speaker",
                f"claim '{cited.claim.id}' does not say who said it",
                "article",
                cited.article_id,
                ("claims", cited.at, "id"),
                hint=f"name the chain from the first speaker on; the outlet is `said_by: [{cited.article.outlet}]`",
            )


_POINTING: frozenset[Says] = frozenset(("confirmed", "corrected", "denied"))
"""What may be said of another claim."""


def confirmations_name_a_claim(plan: Plan) -> Iterator[Problem]:
    """Whoever confirms or corrects names the claim that is confirmed or corrected, and none leads back to itself."""
    pointing: dict[str, tuple[str, ...]] = {}
    by_name: dict[str, Cited] = {}
    for cited in claims(plan):
        says, target = cited.claim.says, cited.claim.about.claim
        if says in _POINTING and target:
            pointing.setdefault(cited.name, (target,))
            by_name.setdefault(cited.name, cited)
        elif says in ("confirmed", "corrected") and not written(
            plan, "article", cited.article_id, (*_about(cited), "claim")
        ):
            yield _points_nowhere(plan, cited, f"claim '{cited.claim.id}' says '{says}' of no claim", ("says",))
    for members in circles(pointing):
        cited = by_name[min(members)]
        around = "itself" if len(members) == 1 else f"itself by {', '.join(sorted(members)[1:8])}"
        yield _points_nowhere(plan, cited, f"claim '{cited.claim.id}' leads back to {around}", ("about", "claim"))


def _points_nowhere(plan: Plan, cited: Cited, message: str, field: Route) -> Problem:
    return finding(
        plan,
        "confirms-nothing",
        message,
        "article",
        cited.article_id,
        ("claims", cited.at, *field),
        hint="name the claim that is meant: `about: {claim: ARTICLE#CLAIM}`",
    )


def denials_name_what_they_deny(plan: Plan) -> Iterator[Problem]:
    """Whoever denies something of a point names the matter or the claim: territory is not denied with land swaps."""
    for cited in claims(plan):
        about = cited.claim.about
        if cited.claim.says == "denied" and about.points and not about.matter and not about.claim:
            if any(written(plan, "article", cited.article_id, (*_about(cited), key)) for key in ("matter", "claim")):
                continue
            yield finding(
                plan,
                "denies-nothing",
                f"claim '{cited.claim.id}' denies, but not what: nothing of the point is denied by it",
                "article",
                cited.article_id,
                ("claims", cited.at, "says"),
                hint="name the proposition (`about.matter`), or the claim that is denied (`about.claim`)",
            )


def moves_say_where_to(plan: Plan) -> Iterator[Problem]:
    """What is moved goes somewhere: to another place of the text, or to another paper."""
    for cited in claims(plan):
        if cited.claim.says == "moved" and not cited.claim.to and not _written(plan, cited, "to"):
            route: Route = ("claims", cited.at, "says")
            yield _moved(plan, f"claim '{cited.claim.id}' does not say", "article", cited.article_id, route)
    for owner, version in plan.versions.items():
        for at, point in points_of(version.points):
            for index, reading in enumerate(point.readings):
                route = (*at, "readings", index)
                if reading.says == "moved" and not reading.to and not written(plan, "version", owner, (*route, "to")):
                    yield _moved(plan, "this reading does not say", "version", owner, (*route, "says"))


def _moved(plan: Plan, who: str, kind: Kind, owner: str, route: Route) -> Problem:
    return finding(
        plan,
        "moved-nowhere",
        f"{who} where it was moved to, so nothing is said of the later text",
        kind,
        owner,
        route,
        hint="add `to:` beside `says`: a place in the same text (to: '#14'), or the name of another paper",
    )


def keys_say_something(plan: Plan) -> Iterator[Problem]:
    """No key stands where nothing reads it: `scope` with points, `to` without a move, a claim that `says` nothing of."""
    for cited in claims(plan):
        claim, about = cited.claim, cited.claim.about
        for field, idle, why in (
            (("scope",), claim.scope and about.points, "the claim names its points, so `scope` says nothing more"),
            (("to",), claim.to and SAYINGS[claim.says].kind != "change", f"nothing is moved by `says: {claim.says}`"),
            (
                ("about", "claim"),
                about.claim and claim.says not in _POINTING,
                f"`says: {claim.says}` says nothing of another claim",
            ),
            (("translation",), claim.translation and not claim.quote, "there is no quote to be translated"),
        ):
            if idle:
                yield _idle(plan, why, "article", cited.article_id, ("claims", cited.at, *field))
    for name, speaker in plan.speakers.items():
        if speaker.may_be is not None and speaker.kind != "unnamed":
            why = f"'{name}' is not unnamed, so it is known who it is"
            yield _idle(plan, why, "plan", "", ("speakers", name, "may_be"))


def _idle(plan: Plan, why: str, kind: Kind, owner: str, route: Route) -> Problem:
    hint = "take it out, or correct what it belongs to"
    return finding(plan, "idle-key", f"this has no meaning here: {why}", kind, owner, route, key=True, hint=hint)


def matters_belong_to_the_issues_of_their_points(facts: Facts) -> Iterator[Problem]:
    """A claim about one proposition in a point names a point that is tagged with the proposition's issue."""
    plan = facts.plan
    listed: dict[str, list[str]] = {}
    for issue, known in plan.issues.items():
        for name in known.matters:
            listed.setdefault(name, []).append(issue)
    named = {
        item.key: item.references for item in facts.evidence
    }  # Of two claims of one id, which is an error, the last.
    for cited in claims(plan):
        matter = cited.claim.about.matter or ""
        if matter not in listed:
            continue
        for index, reference in enumerate(named[cited.name][: len(cited.claim.about.points)]):
            issues = facts.issues_of(facts.matters.owner(reference.spot)) if reference.spot else frozenset()
            if issues and issues.isdisjoint(listed[matter]):
                issue = listed[matter][0]
                yield finding(
                    plan,
                    "matter-apart",
                    f"'{matter}' is a matter of issue '{issue}', which '{reference.written}' is not tagged with",
                    "article",
                    cited.article_id,
                    ("claims", cited.at, "about", "points", index),
                    hint=f"add '{issue}' to the point's issues, or name the point that the matter belongs to",
                    see_also=(
                        see(plan, "the matter is listed here", "plan", "", ("issues", issue, "matters", matter)),
                    ),
                )


def _chain(plan: Plan, cited: Cited) -> list[SpeakerKey]:
    known = speakers(plan)
    return [known.key(name) for name in cited.claim.said_by]


def speakers_stand_once_in_a_chain(plan: Plan) -> Iterator[Problem]:
    """No chain of speakers leads back to one of its own: nobody is his own source."""
    for cited in claims(plan):
        first: dict[str, int] = {}
        for index, name in enumerate(_chain(plan, cited)):
            if first.setdefault(name, index) != index:
                route = ("claims", cited.at, "said_by")
                yield finding(
                    plan,
                    "speaker-circle",
                    f"'{cited.claim.said_by[index]}' stands in this chain twice",
                    "article",
                    cited.article_id,
                    (*route, index),
                    hint="the chain runs from the first speaker to the outlet; each stands in it once",
                    see_also=(see(plan, "the same speaker", "article", cited.article_id, (*route, first[name])),),
                )


def speakers_do_not_cite_each_other(plan: Plan) -> Iterator[Problem]:
    """Of one matter, no two speakers are each other's source: a report that returns to itself confirms nothing."""
    matters: dict[tuple[object, ...], list[Cited]] = {}
    for cited in claims(plan):
        claim, about = cited.claim, cited.claim.about
        if len(claim.said_by) > 1 and (about.version or about.points or about.matter or about.issues):
            matter = (
                version_of(about),
                about.since,
                about.points,
                about.matter,
                about.issues,
                claim.says,
                claim.stance,
            )
            matters.setdefault(matter, []).append(cited)
    for group in matters.values():
        steps: dict[str, dict[str, tuple[Cited, int]]] = {}
        for cited in group:
            chain = _chain(plan, cited)
            if len(set(chain)) < len(chain):
                continue  # a chain that leads back to itself is a problem of its own
            for index, (source, relay) in enumerate(pairwise(chain)):
                steps.setdefault(source, {})
                steps.setdefault(relay, {}).setdefault(source, (cited, index + 1))
        for members in circles(steps):
            ordered = sorted(members)
            inside = frozenset(members)
            used = [next(step for target, step in steps[name].items() if target in inside) for name in ordered]
            (cited, at), *others = used
            names = ", ".join(each.claim.said_by[index] for each, index in used[:8])
            yield finding(
                plan,
                "citation-circle",
                f"these speakers give each other as the source of one report: {names}",
                "article",
                cited.article_id,
                ("claims", cited.at, "said_by", at),
                hint="find out who said it first; until then the reports confirm nothing",
                see_also=tuple(
                    see(
                        plan,
                        "and here the other way round",
                        "article",
                        other.article_id,
                        ("claims", other.at, "said_by", index),
                    )
                    for other, index in others[:8]
                ),
            )


def first_speakers_are_listed(plan: Plan) -> Iterator[Problem]:
    """Where plan.yaml lists speakers, every first speaker is one of them, an outlet of the plan or a party."""
    if not plan.speakers:
        return
    names = [name for party in plan.parties.values() for name in (party.name, *party.aliases)]
    names += [article.outlet for article in plan.articles.values()]
    names += [*plan.outlets, *(alias for name, speaker in plan.speakers.items() for alias in (name, *speaker.aliases))]
    allowed = set(map(speaker_key, names))
    known = Known("speakers of this plan", tuple(plan.speakers))
    for cited in claims(plan):
        name = cited.claim.said_by[0] if cited.claim.said_by else ""
        if name and speaker_key(name) not in allowed:
            allowed.add(speaker_key(name))  # said once, not at every claim
            near = known.near(name)
            yield finding(
                plan,
                "unlisted-speaker",
                f"'{name}' is not among the speakers of plan.yaml",
                "article",
                cited.article_id,
                ("claims", cited.at, "said_by", 0),
                hint=f"{near} Else list the name there with its kind" if near else "list the name there with its kind",
            )
