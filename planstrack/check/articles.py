"""Rules on what identifies an article: its address, its language, the sum of its text, its revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from planstrack.check.finding import Kind, Route, finding, see
from planstrack.model import Plan
from planstrack.problem import Problem
from planstrack.text.characters import unseen

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}\Z")
_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"\\^`{|}]")


def is_web_address(url: str) -> bool:
    """Whether this is an absolute http or https address with a host and without a user name or odd characters."""
    if _NOT_IN_ADDRESSES.search(url) or unseen(url):
        return False
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and (parts.port or 1) > 0
        )
    except ValueError:  # brackets or a port that make no sense
        return False


def _given(plan: Plan, field: str) -> Iterator[tuple[Kind, str, Route, str]]:
    """Give a field of every article and witness that has it."""
    for owner, article in plan.articles.items():
        if getattr(article, field) is not None:
            yield "article", owner, (field,), getattr(article, field)
    for owner, version in plan.versions.items():
        for index, witness in enumerate(version.witnesses):
            if getattr(witness, field) is not None:
                yield "version", owner, ("witnesses", index, field), getattr(witness, field)


def addresses_are_of_the_web(plan: Plan) -> Iterator[Problem]:
    """Every address, of an article or a witness, is an http or https address."""
    for kind, owner, route, url in _given(plan, "url"):
        if not is_web_address(url):
            yield finding(
                plan,
                "bad-url",
                f"'{url[:120]}' is not an http or https address",
                kind,
                owner,
                route,
                hint="give the page's full address, for example https://example.org/news/1, or leave it out",
            )


def sums_are_sha256(plan: Plan) -> Iterator[Problem]:
    """Every sha256 is 64 digits and letters a to f."""
    for kind, owner, route, sha256 in _given(plan, "sha256"):
        if not _SHA256.match(sha256):
            yield finding(
                plan,
                "bad-sha256",
                "this is not a SHA-256 sum: 64 digits and small letters a to f",
                kind,
                owner,
                route,
                hint="`planstrack article add` writes it; leave it out when no text is held",
            )


def languages_are_tags(plan: Plan) -> Iterator[Problem]:
    """Every language is a tag as browsers read it (BCP 47): en, uk, pt-BR."""
    plans: list[tuple[Kind, str, Route, str]] = [("plan", "", ("language",), plan.language)] if plan.language else []
    versions: list[tuple[Kind, str, Route, str]] = [
        ("version", owner, ("language",), version.language)
        for owner, version in plan.versions.items()
        if version.language is not None
    ]
    for kind, owner, route, language in (*plans, *versions, *_given(plan, "language")):
        if not _LANGUAGE.match(language):
            yield finding(
                plan,
                "bad-language",
                f"'{language[:40]}' is not a language tag",
                kind,
                owner,
                route,
                hint="write two or three letters, for example en, uk or ru",
            )


def pages_are_added_once(plan: Plan) -> Iterator[Problem]:
    """Two articles with one address are revisions of one page, and the later one says so."""
    linked: dict[str, str] = {name: name for name in plan.articles}

    def root(name: str) -> str:
        while linked[name] != name:
            linked[name] = linked[linked[name]]
            name = linked[name]
        return name

    for owner, article in sorted(plan.articles.items()):
        if article.revises in linked:
            linked[root(owner)] = root(article.revises)
    first: dict[str, str] = {}
    for owner, article in sorted(plan.articles.items()):
        address = (article.url or "").partition("#")[0].rstrip("/")
        if not address:
            continue
        other = first.setdefault(address, owner)
        if root(other) != root(owner):
            yield finding(
                plan,
                "revision-not-linked",
                f"'{other}' has the same address, and neither revises the other",
                "article",
                owner,
                ("url",),
                hint=f"add `revises: {other}` to the later one, or make them one article",
                see_also=(see(plan, "the same address", "article", other, ("url",)),),
            )
