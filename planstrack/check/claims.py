"""Rules on single claims and their speakers: what a claim must say, and chains of speakers that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planstrack.check.circles import circles
from planstrack.check.finding import Cited, Known, Route, claims, finding, see, written
from planstrack.model import Plan
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
    return tuple(field for field in ("version", "points", "issues") if not getattr(about, field))


def claims_are_about_something(plan: Plan) -> Iterator[Problem]:
    """Every claim names a version, a point or an issue; a count or an amount is one of a version."""
    for cited in claims(plan):
        claim, about = cited.claim, cited.claim.about
        if claim.says in ("count", "value") and about.version is None:
            what = "number of points" if claim.says == "count" else "value"
            message = f"claim '{claim.id}' gives a {what}, but of no version"
        elif about.version is None and not about.points and not about.issues:
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


def claims_carry_the_value_they_speak_of(plan: Plan) -> Iterator[Problem]:
    """A count has a number of points, a value has amounts by quantity, and nothing else has a number of points."""
    for cited in claims(plan):
        says, value = cited.claim.says, cited.claim.value
        if says == "count" and not isinstance(value, int):
            message, hint = "a count needs a number of points", "write it as `value: 19`"
        elif says == "value" and not (isinstance(value, dict) and value):
            message, hint = "a value needs an amount", "write it as `value: {army-size: {at-most: 800000}}`"
        elif isinstance(value, int) and says != "count":
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


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _main_names(plan: Plan) -> dict[str, str]:
    """Return each name that plan.yaml gives a speaker, folded, with the speaker it means."""
    return {_folded(alias): name for name, speaker in plan.speakers.items() for alias in (name, *speaker.aliases)}


def _chain(cited: Cited, main: dict[str, str]) -> list[str]:
    return [main.get(_folded(name), _folded(name)) for name in cited.claim.said_by]


def speakers_stand_once_in_a_chain(plan: Plan) -> Iterator[Problem]:
    """No chain of speakers leads back to one of its own: nobody is his own source."""
    main = _main_names(plan)
    for cited in claims(plan):
        first: dict[str, int] = {}
        for index, name in enumerate(_chain(cited, main)):
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
    main = _main_names(plan)
    matters: dict[tuple[object, ...], list[Cited]] = {}
    for cited in claims(plan):
        claim, about = cited.claim, cited.claim.about
        if len(claim.said_by) > 1 and (about.version or about.points or about.issues):
            matter = (about.version, about.since, about.points, about.issues, claim.says, claim.stance)
            matters.setdefault(matter, []).append(cited)
    for group in matters.values():
        steps: dict[str, dict[str, tuple[Cited, int]]] = {}
        for cited in group:
            chain = _chain(cited, main)
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
    listed = _main_names(plan)
    others = [name for party in plan.parties.values() for name in (party.name, *party.aliases)]
    others += [article.outlet for article in plan.articles.values()]
    allowed = set(listed) | {_folded(name) for name in others}
    known = Known("speakers of this plan", tuple(plan.speakers))
    for cited in claims(plan):
        name = cited.claim.said_by[0] if cited.claim.said_by else ""
        if name and _folded(name) not in allowed:
            allowed.add(_folded(name))  # said once, not at every claim
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
