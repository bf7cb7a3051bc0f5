"""Rules on what identifies an article: its address, its language, the sum of its text, its revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from planstrack.check.finding import finding, see
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


def addresses_are_of_the_web(plan: Plan) -> Iterator[Problem]:
    """Every article's address is an http or https address."""
    for owner, article in plan.articles.items():
        if article.url is not None and not is_web_address(article.url):
            yield finding(
                plan,
                "bad-url",
                f"'{article.url[:120]}' is not an http or https address",
                "article",
                owner,
                ("url",),
                hint="give the page's full address, for example https://example.org/news/1, or leave it out",
            )


def sums_are_sha256(plan: Plan) -> Iterator[Problem]:
    """Every sha256 is 64 digits and letters a to f."""
    for owner, article in plan.articles.items():
        if article.sha256 is not None and not _SHA256.match(article.sha256):
            yield finding(
                plan,
                "bad-sha256",
                "this is not a SHA-256 sum: 64 digits and small letters a to f",
                "article",
                owner,
                ("sha256",),
                hint="`planstrack article add` writes it; leave it out when no text is held",
            )


def languages_are_tags(plan: Plan) -> Iterator[Problem]:
    """Every language is a tag as browsers read it (BCP 47): en, uk, pt-BR."""
    for owner, article in plan.articles.items():
        if article.language is not None and not _LANGUAGE.match(article.language):
            yield finding(
                plan,
                "bad-language",
                f"'{article.language[:40]}' is not a language tag",
                "article",
                owner,
                ("language",),
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
