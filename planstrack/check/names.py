"""Rules on names: what a file refers to must be there, once, and be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from planstrack.check.finding import Cited, Kind, Known, Route, claims, finding, points_of, references, see, unread
from planstrack.model import Plan, Version
from planstrack.problem import Problem

_FROM = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,99})#(\S(?:.{0,98}\S)?)\Z")


def _dangling(
    plan: Plan,
    code: str,
    what: str,
    known: Known,
    uses: Iterable[tuple[Kind, str, Route, str, bool]],
    skip: Iterable[str] = (),
) -> Iterator[Problem]:
    passed_over = frozenset(skip)
    for kind, owner, route, name, key in uses:
        if name not in known and name not in passed_over:
            yield finding(
                plan, code, f"{what} '{name}' is not in this plan", kind, owner, route, key=key, hint=known.hint(name)
            )


def versions_exist(plan: Plan) -> Iterator[Problem]:
    """Every version that is named is one of the plan: on the main line, as a base, in a claim, in `from`."""

    def uses() -> Iterator[tuple[Kind, str, Route, str, bool]]:
        for index, name in enumerate(plan.main_line):
            yield "plan", "", ("main_line", index), name, False
        for name in plan.version_names:
            yield "plan", "", ("version_names", name), name, True
        for owner, version in plan.versions.items():
            for index, name in enumerate(version.based_on):
                yield "version", owner, ("based_on", index), name, False
            for route, point in points_of(version.points):
                for index, reference in enumerate(point.from_):
                    found = _FROM.match(reference)
                    if found:
                        yield "version", owner, (*route, "from", index), found[1], False
        for cited in claims(plan):
            about = cited.claim.about
            for field, version_id in (("version", about.version), ("since", about.since)):
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


def references_are_of_the_form_version_and_point(plan: Plan) -> Iterator[Problem]:
    """What a point comes `from` is written VERSION#POINT."""
    for owner, version in plan.versions.items():
        for route, point in points_of(version.points):
            for index, reference in enumerate(point.from_):
                if not _FROM.match(reference):
                    yield finding(
                        plan,
                        "bad-reference",
                        f"'{reference}' does not name a point of a version",
                        "version",
                        owner,
                        (*route, "from", index),
                        hint="write VERSION#POINT with the point's id or number, for example us-28#3",
                    )


class _Points:
    """Which points the versions have, and which an only partly held one may have."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.of = {name: references(version) for name, version in plan.versions.items()}
        self.ids = {
            point.id for version in plan.versions.values() for _, point in points_of(version.points) if point.id
        }
        self._known: dict[str, Known] = {}

    def may_have(self, version_id: str, name: str) -> bool:
        """Whether the version has a point of this name, or may: its text is not fully held and the number fits."""
        version = self.plan.versions.get(version_id)
        if version is None or name in self.of[version_id]:
            return True  # a version that is not there is reported as such
        if version.points_held == "all" or not name.isdecimal():
            return False
        return int(name[:9]) <= (version.points_total or 1000)

    def known(self, version_id: str | None) -> Known:
        """Return the names to choose from when one of this version (of any, for None) is wrong."""
        key = version_id or ""
        if key not in self._known:
            names = self.of.get(key)
            self._known[key] = Known(
                f"points of {key}" if names is not None else "points of this plan",
                sorted(self.ids if names is None else names, key=_by_number),
            )
        return self._known[key]


def _by_number(name: str) -> tuple[bool, int, str]:
    return (name.isdecimal(), int(name[:9]) if name.isdecimal() else 0, name)


def points_exist(plan: Plan) -> Iterator[Problem]:
    """Every point that is named is a point of the version meant, or, by its id, of any version.

    A version that is only partly held may have points that stand in no file: a number is then taken on trust.
    """
    points = _Points(plan)
    some_unread = bool(unread(plan, "version"))
    for owner, version in plan.versions.items():
        for route, point in points_of(version.points):
            for index, reference in enumerate(point.from_):
                found = _FROM.match(reference)
                if found and not points.may_have(found[1], found[2]):
                    yield _no_point(plan, points, found[1], found[2], "version", owner, (*route, "from", index))
    for cited in claims(plan):
        for index, reference in enumerate(cited.claim.about.points):
            route = ("claims", cited.at, "about", "points", index)
            version_id, mark, name = reference.rpartition("#")
            places = (version_id,) if mark else _versions_meant(plan, cited)
            if not mark and (name in points.ids or some_unread):
                continue
            if not any(points.may_have(each, name) for each in places):
                yield _no_point(plan, points, places[0] if places else None, name, "article", cited.article_id, route)


def _versions_meant(plan: Plan, cited: Cited) -> tuple[str, ...]:
    about = cited.claim.about
    version = plan.versions.get(about.version or "")
    based_on = version.based_on if version else ()
    return tuple(dict.fromkeys(name for name in (about.version, about.since, *based_on) if name))


def _no_point(
    plan: Plan, points: _Points, version_id: str | None, name: str, kind: Kind, owner: str, route: Route
) -> Problem:
    message = f"version '{version_id}' has no point '{name}'" if version_id else f"no version has a point '{name}'"
    return finding(plan, "unknown-point", message, kind, owner, route, hint=points.known(version_id).hint(name))


def issues_exist(plan: Plan) -> Iterator[Problem]:
    """Every issue that is named is one of plan.yaml."""

    def uses() -> Iterator[tuple[Kind, str, Route, str, bool]]:
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

    def uses() -> Iterator[tuple[Kind, str, Route, str, bool]]:
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
    """Every party that is named is one of plan.yaml: the one who proposes an option, the one a speaker speaks for."""

    def uses() -> Iterator[tuple[Kind, str, Route, str, bool]]:
        for name, speaker in plan.speakers.items():
            if speaker.party:
                yield "plan", "", ("speakers", name, "party"), speaker.party, False
        for owner, version in plan.versions.items():
            for route, point in points_of(version.points):
                for index, option in enumerate(point.options):
                    yield "version", owner, (*route, "options", index, "by"), option.by, False

    if not unread(plan, "plan"):
        yield from _dangling(plan, "unknown-party", "party", Known("parties of this plan", tuple(plan.parties)), uses())


def _cited_sources(version: Version) -> Iterator[tuple[Route, str]]:
    for index, source in enumerate(version.sources):
        yield ("sources", index), source
    for route, point in points_of(version.points):
        for index, source in enumerate(point.sources):
            yield (*route, "sources", index), source
        for at, variant in enumerate(point.variants):
            for index, source in enumerate(variant.sources):
                yield (*route, "variants", at, "sources", index), source


def articles_exist(plan: Plan) -> Iterator[Problem]:
    """Every article that is cited as a source, or revised by another, is in the plan."""

    def uses() -> Iterator[tuple[Kind, str, Route, str, bool]]:
        for owner, version in plan.versions.items():
            for route, source in _cited_sources(version):
                yield "version", owner, route, source.partition("#")[0], False
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
    """Every claim that is cited as ARTICLE#CLAIM is one of that article's."""
    known: dict[str, Known] = {}
    for owner, version in plan.versions.items():
        for route, source in _cited_sources(version):
            article_id, mark, claim_id = source.partition("#")
            article = plan.articles.get(article_id)
            if not mark or article is None:
                continue
            if article_id not in known:
                known[article_id] = Known(f"claims of {article_id}", tuple(claim.id for claim in article.claims))
            if claim_id not in known[article_id]:
                message = f"article '{article_id}' makes no claim '{claim_id}'"
                yield finding(
                    plan, "unknown-claim", message, "version", owner, route, hint=known[article_id].hint(claim_id)
                )


def _lists(plan: Plan) -> Iterator[tuple[Kind, str, Route, Sequence[str]]]:
    yield "plan", "", ("headlines",), plan.headlines
    for owner, version in plan.versions.items():
        yield "version", owner, ("based_on",), version.based_on
        yield "version", owner, ("sources",), version.sources
        for route, point in points_of(version.points):
            yield "version", owner, (*route, "issues"), point.issues
            yield "version", owner, (*route, "from"), point.from_
            yield "version", owner, (*route, "sources"), point.sources
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
                first = owners.setdefault(" ".join(alias.split()).casefold(), owner)
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
    """Every issue and quantity of plan.yaml is spoken of by a point or a claim."""
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
    for field, what, names, used in (
        ("issues", "issue", plan.issues, issues),
        ("quantities", "quantity", plan.quantities, quantities),
    ):
        for name in names:
            if name not in used:
                yield finding(
                    plan,
                    "unused-name",
                    f"no point and no claim speaks of {what} '{name}'",
                    "plan",
                    "",
                    (field, name),
                    key=True,
                    hint=f"tag the points it belongs to, or take the {what} out",
                )
