"""Rules on dates: when a text was so, when it became known, when a report was printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from planstrack.check.finding import Kind, Route, claims, finding, see, unread, written
from planstrack.claims.clock import known_on
from planstrack.claims.evidence import day_of
from planstrack.claims.references import version_of
from planstrack.model import Plan
from planstrack.problem import Problem

EARLIEST, LATEST = 1900, 2100
"""Years outside are slips of the pen. They are fixed, since a check must not depend on the day it runs."""


def _dates(plan: Plan) -> Iterator[tuple[Kind, str, Route, date | None]]:
    for name, known in plan.acknowledged.items():
        yield "plan", "", ("acknowledged", name, "on"), known.on
    for owner, version in plan.versions.items():
        yield "version", owner, ("date",), version.date
        yield "version", owner, ("known",), version.known
        yield "version", owner, ("signed", "on"), version.signed.on if version.signed else None
    for owner, article in plan.articles.items():
        yield "article", owner, ("published",), article.published
        yield "article", owner, ("revised",), article.revised


def dates_are_of_our_time(plan: Plan) -> Iterator[Problem]:
    """Every date lies in the years 1900 to 2100."""
    for kind, owner, route, day in _dates(plan):
        if day and not EARLIEST <= day.year <= LATEST:
            yield finding(
                plan,
                "unlikely-date",
                f"{day} can hardly be meant",
                kind,
                owner,
                route,
                hint="look at the year again",
            )


def versions_are_known_from_a_day(plan: Plan) -> Iterator[Problem]:
    """Of every version it can be said since when it was known: as typed, or from its first dated source.

    The day of a text is not the day on which it was known. `--as-of` leaves out a version that has none.
    """
    if unread(plan, "article"):
        return
    for owner, version in plan.versions.items():
        if known_on(version, plan) is None and not written(plan, "version", owner, ("known",)):
            yield finding(
                plan,
                "undated-version",
                f"no day is on file since when '{owner}' was known",
                "version",
                owner,
                ("date",),
                hint="add `known: YYYY-MM-DD`, or the dated article that gives it to its `sources`",
            )


def articles_with_claims_are_dated(plan: Plan) -> Iterator[Problem]:
    """Every article that makes claims has a day of publication; `--as-of` leaves out the claims of others."""
    for owner, article in plan.articles.items():
        given = any(written(plan, "article", owner, (field,)) for field in ("published", "revised"))
        if day_of(article) is None and article.claims and not given:
            hint = "add `published: YYYY-MM-DD`, as nearly as it is known"
            message = f"article '{owner}' has no date"
            yield finding(plan, "undated-article", message, "article", owner, ("published",), hint=hint)


def versions_are_known_when_they_are_there(plan: Plan) -> Iterator[Problem]:
    """No version became known before the day it was so."""
    for owner, version in plan.versions.items():
        if version.known and version.date and version.known < version.date:
            yield finding(
                plan,
                "known-before-date",
                f"'{owner}' of {version.date} cannot have become known on {version.known}",
                "version",
                owner,
                ("known",),
                hint="`date` is when the text was so, `known` when outsiders learnt of it, the same day or later",
                see_also=(see(plan, "the version is dated here", "version", owner, ("date",)),),
            )


def reports_speak_of_what_is_there(plan: Plan) -> Iterator[Problem]:
    """No claim about a version was printed before the version's date, or before it is said to have become known."""
    for cited in claims(plan):
        owner = version_of(cited.claim.about) or ""
        version, printed = plan.versions.get(owner), day_of(cited.article)
        if version is None or printed is None:
            continue
        for field, day, words in (
            ("date", version.date, "is dated"),
            ("known", version.known, "is said to have become known"),
        ):
            if day and printed < day:
                yield finding(
                    plan,
                    "claim-before-version",
                    f"printed on {printed}, but '{owner}' {words} {'on ' if field == 'known' else ''}{day}",
                    "article",
                    cited.article_id,
                    ("claims", cited.at, "about", "version"),
                    hint="correct the date, or name the version that the report could know of",
                    see_also=(see(plan, f"'{owner}' {words} here", "version", owner, (field,)),),
                )
                break


def revisions_are_later(plan: Plan) -> Iterator[Problem]:
    """No article revises one that was published later, and none appeared in revised form before it was published."""
    for owner, article in plan.articles.items():
        if article.revised and article.published and article.revised < article.published:
            yield finding(
                plan,
                "revision-order",
                f"revised on {article.revised}, but published on {article.published}",
                "article",
                owner,
                ("revised",),
                hint="`published` is the day of the article, `revised` that of this revision, the same day or later",
                see_also=(see(plan, "it was published here", "article", owner, ("published",)),),
            )
        earlier, day = plan.articles.get(article.revises or ""), day_of(article)
        before = day_of(earlier) if earlier else None
        if before and day and day < before:
            yield finding(
                plan,
                "revision-order",
                f"of {day}, but it revises '{article.revises}' of {before}",
                "article",
                owner,
                ("revised",) if article.revised else ("published",),
                hint="the later revision names the earlier one",
                see_also=(
                    see(plan, f"'{article.revises}' is dated here", "article", article.revises or "", ("published",)),
                ),
            )
