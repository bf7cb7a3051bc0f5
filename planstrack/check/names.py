"""Rules on names: what a file refers to must be there, once, and be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from planstrack.check.finding import Kind, Known, Route, claims, finding, points_of, see, speakers, unread
from planstrack.check.references import VERSION_AND_POINT, origins
from planstrack.claims.references import document_of, version_of
from planstrack.claims.speakers import speaker_key
from planstrack.model import Plan, Point, Version
from planstrack.problem import Problem

_Use = tuple[Kind, str, Route, str, bool]
"""Where a name is used: kind of file, its id, the route, the name, whether it stands there as a key."""


def _dangling(
    plan: Plan,
    code: str,
    what: str,
    known: Known,
    uses: Iterable[_Use],
    skip: Iterable[str] = (),
) -> Iterator[Problem]:
    passed_over = frozenset(skip)
    for kind, owner, route, name, key in uses:
        if name not in known and name not in passed_over:
            yield finding(
                plan, code, f"{what} '{name}' is not in this plan", kind, owner, route, key=key, hint=known.hint(name)
            )


def versions_exist(plan: Plan) -> Iterator[Problem]:
    """Every version that is named is one of the plan: on the main line, as a base, in a claim, in `from`, in a reading."""

    def uses() -> Iterator[_Use]:
        for index, name in enumerate(plan.main_line):
            yield "plan", "", ("main_line", index), name, False
        for name in plan.version_names:
            yield "plan", "", ("version_names", name), name, True
        for owner, version in plan.versions.items():
            for index, name in enumerate(version.based_on):
                yield "version", owner, ("based_on", index), name, False
            for name in version.relations:
                yield "version", owner, ("relations", name), name, True
            for route, reference, key in origins(version):
                found = VERSION_AND_POINT.match(reference)
                if found:
                    yield "version", owner, route, found[1], key
            for route, point in points_of(version.points):
                for index, reading in enumerate(point.readings):
                    yield "version", owner, (*route, "readings", index, "since"), reading.since, False
        for cited in claims(plan):
            about = cited.claim.about
            for field, version_id in (("version", version_of(about)), ("since", about.since)):
                if version_id:
                    yield "article", cited.article_id, ("claims", cited.at, "about", field), version_id, False
            for index, reference in enumerate(about.points):
                version_id, mark, _ = reference.rpartition("#")
                if mark:
                    yield "article", cited.article_id, ("claims", cited.at, "about", "points", index), version_id, False

    yield from _dangling(
        plan,
        "unknown-version",
        "version",
        Known("versions of this plan", sorted(plan.versions)),
        uses(),
        unread(plan, "version"),
    )


def documents_exist(plan: Plan) -> Iterator[Problem]:
    """Every document that a point or a claim names is one of its version's package."""
    known = {
        owner: Known(f"documents of {owner}", tuple(document.id for document in version.documents))
        for owner, version in plan.versions.items()
    }

    def missing(owner: str, name: str, kind: Kind, file: str, route: Route) -> Problem:
        message = f"version '{owner}' has no document '{name}'"
        return finding(plan, "unknown-document", message, kind, file, route, hint=known[owner].hint(name))

    for owner, version in plan.versions.items():
        for route, point in points_of(version.points):
            if point.document and point.document not in known[owner]:
                yield missing(owner, point.document, "version", owner, (*route, "document"))
    for cited in claims(plan):
        owner_id, document = version_of(cited.claim.about) or "", document_of(cited.claim.about)
        if document and owner_id in known and document not in known[owner_id]:
            route = ("claims", cited.at, "about", "version")
            yield missing(owner_id, document, "article", cited.article_id, route)


def _matters_named(plan: Plan) -> Iterator[tuple[Kind, str, Route, str, Sequence[str], str]]:
    """Give every proposition that is named: kind of file, its id, route, name, the issues it is told apart by, and by what."""
    for owner, version in plan.versions.items():
        for route, point in points_of(version.points):
            for index, reading in enumerate(point.readings):
                if reading.matter:
                    issues = point.all_issues
                    yield (
                        "version",
                        owner,
                        (*route, "readings", index, "matter"),
                        reading.matter,
                        issues,
                        "the point's issues",
                    )
    for cited in claims(plan):
        about = cited.claim.about
        if about.matter:
            route = ("claims", cited.at, "about", "matter")
            yield "article", cited.article_id, route, about.matter, about.issues, "`about.issues`"


def matters_exist(plan: Plan) -> Iterator[Problem]:
    """Every matter that a claim or a reading is about is one that plan.yaml lists under an issue."""
    if unread(plan, "plan"):
        return
    names = dict.fromkeys(name for issue in plan.issues.values() for name in issue.matters)
    uses = ((kind, owner, route, name, False) for kind, owner, route, name, _, _ in _matters_named(plan))
    yield from _dangling(plan, "unknown-matter", "matter", Known("matters of this plan", tuple(names)), uses)


def matters_are_of_one_issue(plan: Plan) -> Iterator[Problem]:
    """A matter that two issues list is told apart by the issues of the claim, or of the point, that speaks of it."""
    having: dict[str, list[str]] = {}
    for issue, known in plan.issues.items():
        for name in known.matters:
            having.setdefault(name, []).append(issue)
    for kind, owner, route, name, issues, by in _matters_named(plan):
        listed = having.get(name, ())
        if len(listed) > 1 and len(set(listed) & set(issues)) != 1:
            yield finding(
                plan,
                "ambiguous-reference",
                f"'{name}' fits two things: it is a matter of {' and of '.join(repr(issue) for issue in listed[:2])}",
                kind,
                owner,
                route,
                hint=f"name one of the two, and not the other, in {by}",
                see_also=[
                    see(plan, "it is listed here", "plan", "", ("issues", issue, "matters", name)) for issue in listed
                ],
            )


def issues_exist(plan: Plan) -> Iterator[Problem]:
    """Every issue that is named is one of plan.yaml."""

    def uses() -> Iterator[_Use]:
        for index, name in enumerate(plan.headlines):
            yield "plan", "", ("headlines", index), name, False
        for quantity_id, quantity in plan.quantities.items():
            if quantity.issue:
                yield "plan", "", ("quantities", quantity_id, "issue"), quantity.issue, False
        for owner, version in plan.versions.items():
            for route, point in points_of(version.points):
                for index, name in enumerate(point.issues):
                    yield "version", owner, (*route, "issues", index), name, False
        for cited in claims(plan):
            for index, name in enumerate(cited.claim.about.issues):
                yield "article", cited.article_id, ("claims", cited.at, "about", "issues", index), name, False

    if not unread(plan, "plan"):
        yield from _dangling(plan, "unknown-issue", "issue", Known("issues of this plan", tuple(plan.issues)), uses())


def quantities_exist(plan: Plan) -> Iterator[Problem]:
    """Every quantity that is given an amount is tracked in plan.yaml."""

    def uses() -> Iterator[_Use]:
        for owner, version in plan.versions.items():
            for route, point in points_of(version.points):
                for name in point.quantities:
                    yield "version", owner, (*route, "quantities", name), name, True
                for index, option in enumerate(point.options):
                    for name in option.quantities:
                        yield "version", owner, (*route, "options", index, "quantities", name), name, True
        for cited in claims(plan):
            if isinstance(cited.claim.value, dict):
                for name in cited.claim.value:
                    yield "article", cited.article_id, ("claims", cited.at, "value", name), name, True

    if not unread(plan, "plan"):
        yield from _dangling(
            plan, "unknown-quantity", "quantity", Known("quantities of this plan", tuple(plan.quantities)), uses()
        )


def parties_exist(plan: Plan) -> Iterator[Problem]:
    """Every party that is named is one of plan.yaml: who proposes an option, takes a position, signed, is spoken for."""

    def uses() -> Iterator[_Use]:
        for name, speaker in plan.speakers.items():
            if speaker.party:
                yield "plan", "", ("speakers", name, "party"), speaker.party, False
        for owner, version in plan.versions.items():
            for index, party in enumerate(version.signed.by if version.signed else ()):
                yield "version", owner, ("signed", "by", index), party, False
            for route, point in points_of(version.points):
                for index, option in enumerate(point.options):
                    yield "version", owner, (*route, "options", index, "by"), option.by, False
                for party in point.positions:
                    yield "version", owner, (*route, "positions", party), party, True

    if not unread(plan, "plan"):
        yield from _dangling(plan, "unknown-party", "party", Known("parties of this plan", tuple(plan.parties)), uses())


def speakers_exist(plan: Plan) -> Iterator[Problem]:
    """Whoever an unnamed speaker may be is a speaker of plan.yaml, by any of its names."""
    keys = {speaker_key(alias) for name, speaker in plan.speakers.items() for alias in (name, *speaker.aliases)}
    known = Known("speakers of this plan", tuple(plan.speakers))
    for owner, speaker in plan.speakers.items():
        for index, name in enumerate(speaker.may_be or ()):
            if speaker_key(name) not in keys:
                route = ("speakers", owner, "may_be", index)
                message = f"speaker '{name}' is not in this plan"
                yield finding(plan, "unknown-speaker", message, "plan", "", route, hint=known.hint(name))


def _cited_sources(version: Version) -> Iterator[tuple[Route, str]]:
    for index, source in enumerate(version.sources):
        yield ("sources", index), source
    for route, point in points_of(version.points):
        for index, source in enumerate(point.sources):
            yield (*route, "sources", index), source
        for at, sources in _sources_below(point):
            for index, source in enumerate(sources):
                yield (*route, *at, "sources", index), source


def _sources_below(point: Point) -> Iterator[tuple[Route, Sequence[str]]]:
    for at, variant in enumerate(point.variants):
        yield ("variants", at), variant.sources
    for at, reading in enumerate(point.readings):
        yield ("readings", at), reading.sources
    for party, position in point.positions.items():
        yield ("positions", party), position.sources


def _claims_named(plan: Plan) -> Iterator[tuple[Kind, str, Route, str]]:
    """Give every article, or claim of one, that is cited: as a source, or by a claim that speaks of another."""
    for owner, version in plan.versions.items():
        for route, source in _cited_sources(version):
            yield "version", owner, route, source
    for cited in claims(plan):
        if cited.claim.about.claim:
            yield "article", cited.article_id, ("claims", cited.at, "about", "claim"), cited.claim.about.claim


def articles_exist(plan: Plan) -> Iterator[Problem]:
    """Every article that is cited, spoken of by a claim, or revised by another, is in the plan."""

    def uses() -> Iterator[_Use]:
        for kind, owner, route, source in _claims_named(plan):
            yield kind, owner, route, source.partition("#")[0], False
        for owner, article in plan.articles.items():
            if article.revises:
                yield "article", owner, ("revises",), article.revises, False

    yield from _dangling(
        plan,
        "unknown-article",
        "article",
        Known("articles of this plan", sorted(plan.articles)),
        uses(),
        unread(plan, "article"),
    )


def claims_exist(plan: Plan) -> Iterator[Problem]:
    """Every claim that is named as ARTICLE#CLAIM is one of that article's; a claim about a claim names one so."""
    known: dict[str, Known] = {}
    for kind, owner, route, source in _claims_named(plan):
        article_id, mark, claim_id = source.partition("#")
        article = plan.articles.get(article_id)
        if article is None or (not mark and route[-1] != "claim"):
            continue
        if article_id not in known:
            known[article_id] = Known(f"claims of {article_id}", tuple(claim.id for claim in article.claims))
        if not mark:
            message, hint = f"'{source}' is an article, not a claim", "write ARTICLE#CLAIM"
        elif claim_id not in known[article_id]:
            message, hint = f"article '{article_id}' makes no claim '{claim_id}'", known[article_id].hint(claim_id)
        else:
            continue
        yield finding(plan, "unknown-claim", message, kind, owner, route, hint=hint)


def _lists(plan: Plan) -> Iterator[tuple[Kind, str, Route, Sequence[str]]]:
    yield "plan", "", ("headlines",), plan.headlines
    for name, speaker in plan.speakers.items():
        yield "plan", "", ("speakers", name, "may_be"), speaker.may_be or ()
    for owner, version in plan.versions.items():
        yield "version", owner, ("based_on",), version.based_on
        yield "version", owner, ("sources",), version.sources
        yield "version", owner, ("signed", "by"), version.signed.by if version.signed else ()
        for route, point in points_of(version.points):
            yield "version", owner, (*route, "issues"), point.issues
            yield "version", owner, (*route, "from"), [origin.point for origin in point.from_ or ()]
            yield "version", owner, (*route, "sources"), point.sources
            for at, sources in _sources_below(point):
                yield "version", owner, (*route, *at, "sources"), sources
    for cited in claims(plan):
        base: Route = ("claims", cited.at, "about")
        yield "article", cited.article_id, (*base, "points"), cited.claim.about.points
        yield "article", cited.article_id, (*base, "issues"), cited.claim.about.issues


def lists_name_each_thing_once(plan: Plan) -> Iterator[Problem]:
    """No list of names holds the same name twice."""
    for kind, owner, route, names in _lists(plan):
        first: dict[str, int] = {}
        for index, name in enumerate(names):
            if first.setdefault(name, index) != index:
                yield finding(
                    plan,
                    "listed-twice",
                    f"'{name}' stands in this list twice",
                    kind,
                    owner,
                    (*route, index),
                    hint="take one of them out",
                    see_also=(see(plan, "it stands here already", kind, owner, (*route, first[name])),),
                )


def names_mean_one_thing(plan: Plan) -> Iterator[Problem]:
    """No name or alias stands for two speakers, two parties or two versions."""
    for field, what, names in (
        ("speakers", "speakers", {name: (name, *speaker.aliases) for name, speaker in plan.speakers.items()}),
        ("parties", "parties", {name: (party.name, *party.aliases) for name, party in plan.parties.items()}),
        ("version_names", "versions", plan.version_names),
    ):
        owners: dict[str, str] = {}
        for owner, aliases in names.items():
            for alias in aliases:
                first = owners.setdefault(speaker_key(alias), owner)
                if first != owner:
                    yield finding(
                        plan,
                        "shared-name",
                        f"'{alias}' stands for two {what}: '{first}' and '{owner}'",
                        "plan",
                        "",
                        (field, owner),
                        key=True,
                        hint="keep the name for one of them, or make them one",
                        see_also=(see(plan, f"'{first}' has it too", "plan", "", (field, first)),),
                    )


def names_of_the_plan_are_used(plan: Plan) -> Iterator[Problem]:
    """Every issue and quantity of plan.yaml is spoken of by a point or a claim, and so is every matter."""
    if any(unread(plan, kind) for kind in ("plan", "version", "article")):
        return
    issues = set(plan.headlines) | {quantity.issue for quantity in plan.quantities.values()}
    quantities: set[str] = set()
    for version in plan.versions.values():
        for _, point in points_of(version.points):
            issues.update(point.issues)
            quantities.update(point.quantities, *(option.quantities for option in point.options))
    for cited in claims(plan):
        issues.update(cited.claim.about.issues)
        if isinstance(cited.claim.value, dict):
            quantities.update(cited.claim.value)
    matters = {name for _, _, _, name, _, _ in _matters_named(plan)}
    unused: list[tuple[str, Route, str]] = [
        *(("issue", ("issues", name), name) for name in plan.issues if name not in issues),
        *(("quantity", ("quantities", name), name) for name in plan.quantities if name not in quantities),
        *(
            ("matter", ("issues", issue, "matters", name), name)
            for issue, known in plan.issues.items()
            for name in known.matters
            if name not in matters
        ),
    ]
    for what, route, name in unused:
        whose = "claims that speak of it" if what == "matter" else "points it belongs to"
        yield finding(
            plan,
            "unused-name",
            f"no point and no claim speaks of {what} '{name}'",
            "plan",
            "",
            route,
            key=True,
            hint=f"tag the {whose}, or take the {what} out",
        )


def outlets_are_used(plan: Plan) -> Iterator[Problem]:
    """Every outlet of plan.yaml is one of an article, a witness or a chain of speakers: else a mirror counts as a source."""
    if not plan.outlets or any(unread(plan, kind) for kind in ("plan", "version", "article")):
        return
    names = {article.outlet for article in plan.articles.values()}
    names |= {name for cited in claims(plan) for name in cited.claim.said_by}
    names |= {witness.outlet for version in plan.versions.values() for witness in version.witnesses if witness.outlet}
    listed = speakers(plan)
    used = {key for name in names for key in (speaker_key(name), listed.key(name))}
    known = Known("outlets of the articles", sorted(names))
    for name in plan.outlets:
        if speaker_key(name) not in used:
            near = known.near(name)
            yield finding(
                plan,
                "unused-name",
                f"no article is of outlet '{name}', and nobody relays by it",
                "plan",
                "",
                ("outlets", name),
                key=True,
                hint=near or "write it as the articles do, or take it out",
            )
