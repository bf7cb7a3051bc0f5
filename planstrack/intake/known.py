"""Which article of the plan a page is: by its id, its words, its addresses, or its file's name; and which it is like.

The same words in another outlet are a second article: a mirror, or an agency's text in two papers. Under another address
of the same outlet they are the same page, which moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from planstrack.claims.archive import Archive
from planstrack.claims.quote_states import later_revisions
from planstrack.documents import Extracted
from planstrack.intake.names import slug
from planstrack.intake.records import Added, CannotError
from planstrack.model import Article, Plan

_NEARLY_THE_SAME = (
    0.8  # Of the pairs of neighbouring words; an edited report keeps more, another report of one day less.
)
_OF_ONE_TIME = timedelta(days=3)
"""Days between a text and another outlet's copy of it; texts further apart are not read to be compared."""
_FORMS = re.compile(r"\A(?:www|m|mobile|amp|edition)\.")
_FORM_OF_PATH = re.compile(r"(?:/amp|\.amp|/index\.html?)\Z|\A/amp(?=/)")
_ARTICLE = re.compile(r"\A(?:the|der|die|das|le|la|el)-")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+\Z", re.IGNORECASE)
_OF_NO_PAGE = frozenset("amp outputtype fbclid gclid mc_cid mc_eid igshid ref_src cmpid".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The article of the plan that a page is, if any, and sentences on how that is known."""

    article: str | None = None
    notes: tuple[str, ...] = ()


def known_article(
    plan: Plan,
    archive: Archive,
    page: Extracted,
    sha256: str,
    id: str | None,
    stem: str | None,
    given: Mapping[str, Any],
    *,
    is_found_there: bool,
) -> Known:
    """Return which article of the plan a page is.

    `is_found_there` says that the page's address is where it was found, and not only what it names: a copy may name its
    original's.

    Raises:
        CannotError: The id that was asked for is another page's, or differs from another one in case only.
    """
    same_text = [name for name in sorted(plan.articles) if plan.articles[name].sha256 == sha256]
    if id is not None and id in plan.articles:
        _check_is_that_page(plan, archive, page, id)
        chain = {id, *later_revisions(plan.articles).get(id, ()), *_earlier(plan, id)}
        others = [
            name
            for name in same_text
            if name not in chain and not is_of_another_outlet(plan.articles[name], page, given)
        ]
        note = (
            f"the same words stand in {others[0]} too: delete {others[0]}.yaml if it is the same page"
            if others
            else None
        )
        return Known(article=id, notes=(note,) if note else ())
    alike = [name for name in plan.articles if id is not None and name.lower() == id.lower()]
    if alike:
        raise CannotError(f"the ids {id} and {alike[0]} would be one file on many computers; choose another id")
    here = {address(url) for url in (page.url, *page.named) if url}
    for name in same_text:
        known = plan.articles[name]
        if not is_of_another_outlet(known, page, given):
            moved = known.url and page.url and address(known.url) not in here
            note = f"the same words stand in {name} under another address ({known.url}): the page moved, or has two"
            return Known(article=name, notes=(note,) if moved else ())
    for name in sorted(plan.articles):
        url = plan.articles[name].url
        if url and address(url) in here:
            is_there = is_found_there and page.url and address(page.url) == address(url)
            if is_there or not is_of_another_outlet(plan.articles[name], page, given):
                return Known(article=name)
    led_from = {address(url) for url in page.led_from}
    for name in sorted(plan.articles):
        url = plan.articles[name].url
        if url and address(url) in led_from and is_nearly(archive, _newest(plan, name), page):
            return Known(article=name, notes=(f"the page has another address now: {url} leads to {page.url}",))
    if id is None and stem is not None and stem in plan.articles and not same_text:
        url = plan.articles[stem].url
        return Known(article=stem if not (url and page.url) else None)
    return Known()


def _check_is_that_page(plan: Plan, archive: Archive, page: Extracted, id: str) -> None:
    url = plan.articles[id].url
    other = url and page.url and address(url) not in {address(own) for own in (page.url, *page.named)}
    if other and not is_nearly(archive, _newest(plan, id), page):
        raise CannotError(f"the article {id} is another page ({url}); choose another id")


def _newest(plan: Plan, name: str) -> Article:
    return plan.articles[(later_revisions(plan.articles).get(name) or (name,))[-1]]


def _earlier(plan: Plan, name: str) -> Iterator[str]:
    """Yield the revisions before an article; a circle of them ends where it began."""
    met = {name}
    at = plan.articles[name].revises
    while at is not None and at in plan.articles and at not in met:
        yield at
        met.add(at)
        at = plan.articles[at].revises


def address(url: str) -> str:
    """Return an address as it is compared: without what tells a page's forms apart (mobile, AMP) or who followed a link.

    >>> address("https://m.example.org/a/amp?fbclid=1") == address("http://www.example.org/a/")
    True
    """
    from planstrack.fetch import compared

    parts = urlsplit(compared(url))
    query = [
        (key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if key.lower() not in _OF_NO_PAGE
    ]
    path = _FORM_OF_PATH.sub("", parts.path.rstrip("/"))
    return urlunsplit(("", _FORMS.sub("", parts.netloc), path.rstrip("/"), urlencode(query), ""))


def is_of_another_outlet(known: Article, page: Extracted, given: Mapping[str, Any]) -> bool:
    """Return whether a page says, or a person, that it is another outlet's than an article; False where nothing is said."""
    from planstrack.fetch import host_of

    name = str(given.get("outlet") or page.outlet or "")
    if not name or known.outlet == "unknown":
        return False
    hosts = [_FORMS.sub("", host_of(url) or "") for url in (known.url, str(given.get("url") or page.url or ""))]
    one, other = _name(known.outlet), _name(name)
    if not one or not other or one.replace("-", "") == other.replace("-", ""):
        return not (one or other) and known.outlet != name
    if hosts[0] and hosts[0] == hosts[1]:  # There, one name may be longer than the other, or the host's.
        words = [set(text.split("-")) for text in (one, other)]
        return not (words[0] <= words[1] or words[1] <= words[0] or _HOST.match(known.outlet) or _HOST.match(name))
    labels = [{label.replace("-", "") for label in text.lower().split(".")[:-1]} for text in (known.outlet, name)]
    return not (one.replace("-", "") in labels[1] or other.replace("-", "") in labels[0])


@lru_cache(maxsize=4_096)
def _name(outlet: str) -> str:
    """Return an outlet's name as it is compared: in Latin letters, without a `the` before it."""
    return _ARTICLE.sub("", slug(outlet))


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(pairwise(words))


def is_nearly(archive: Archive, article: Article, page: Extracted) -> bool:
    """Return whether the archived text of an article has nearly the words of a page, by pairs of neighbours (Dice 1945)."""
    text = archive.text(article.sha256) if article.sha256 else None
    if text is None or not 0.5 <= (len(text) + 1) / (len(page.text) + 1) <= 2:
        return False
    old, new = _pairs(text), _pairs(page.text)
    shared, both = (old & new).total(), old.total() + new.total()
    return both > 0 and 2 * shared / both >= _NEARLY_THE_SAME


def alike(plan: Plan, archive: Archive, page: Extracted, sha256: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the first article with the words of a page: the outlet's own under another address, else another outlet's."""
    day = given.get("published") or page.published
    others: list[str] = []
    for name in sorted(plan.articles, key=lambda name: (str(plan.articles[name].published or "9999"), name)):
        known = plan.articles[name]
        if known.revises is not None:
            continue
        if is_of_another_outlet(known, page, given):
            is_one_time = bool(day and known.published) and abs(known.published - _day(day)) <= _OF_ONE_TIME  # type: ignore[operator]
            if not others and (known.sha256 == sha256 or (is_one_time and is_nearly(archive, known, page))):
                others.append(name)
        elif page.url and known.url and known.outlet != "unknown" and is_nearly(archive, _newest(plan, name), page):
            return (name,)
    return tuple(others)


def _day(day: object) -> date:
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        return date.min  # What is no day is refused where it would be written.


def alike_note(plan: Plan, name: str, added: Added, page: Extracted, given: Mapping[str, Any]) -> str:
    """Return what a person may do about an article with the words of one that was added."""
    known = plan.articles[name]
    if is_of_another_outlet(known, page, given):
        words = "the same words stand" if known.sha256 == added.sha256 else "most of its words stand"
        return (
            f"{words} in {name} ({known.outlet}) too: where one outlet repeats the other, say so under 'outlets' in "
            "plan.yaml (kind: mirror, relay or agency), so that they do not count as two sources"
        )
    return (
        f"nearly the same words stand in {name} ({known.url}): if this is that page under another address, "
        f"delete {added.article}.yaml and add it again with --id {name}, as a revision"
    )
