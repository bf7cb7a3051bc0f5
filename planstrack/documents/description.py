"""What a page says of itself: title, outlet, address, author, language, the day of publication, and that it is paid for.

Nothing is worked out from prose. In JSON-LD only the page's own entry counts: an article or page at the top, whose address,
if it gives one, is this page's. The entries in it (of a live blog, of comments, of other articles) speak of themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from planstrack.documents import published as days

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = frozenset(
    """advertisercontentarticle analysisnewsarticle article askpublicnewsarticle backgroundnewsarticle blogposting
    discussionforumposting liveblogposting newsarticle opinionnewsarticle report reportagenewsarticle reviewnewsarticle
    satiricalarticle scholarlyarticle socialmediaposting techarticle""".split()
)
_PAGES = frozenset("aboutpage itempage webpage".split())
_FORMS = re.compile(r"\A(?:m|mobile|amp)\.")
_WORD = re.compile(r"[^\W_]{3,}")
_LANGUAGE = re.compile(r"\s*[A-Za-z]{2,3}\b")
_MOST_ENTRIES = 1_000
_MOST_TITLES = 10
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a page says of itself; what it does not say is None. `notes` are sentences for the person who adds it.

    `named` are further addresses of it that it names, `changed` what it says of the day on which it was changed.
    """

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    author: str | None = None
    named: tuple[str, ...] = ()
    changed: tuple[days.Statement, ...] = ()
    notes: tuple[str, ...] = ()


def described(tree: HtmlElement, url: str | None) -> Description:
    """Return what a page says of itself; `url` is where it was found, which wins over what it names."""
    from planstrack.fetch import host_of

    metas = list(_metas(tree))
    named = _named_addresses(tree, metas, url)
    front = next((address for address in named if _is_front_page(address)), None)
    named = [address for address in named if not _is_front_page(address)]
    own = url or _own_address(named)
    original = next((address for address in named if not _is_one_site(address, own)), None)
    named = [address for address in named if address != original and _is_one_site(address, own)]
    title_tag = _line(next((element.text for element in tree.iter("title")), None))
    titles = [_first(metas, "og:title"), title_tag]
    entries = _own_entries(tree, [own, *named], [title for title in titles if title])
    outlet = _first(metas, "og:site_name") or _name_of(entries, "publisher") or _first(metas, "application-name")
    outlet = outlet or _name_of(entries, "isPartOf")
    is_live = any("liveblogposting" in _kinds(entry) for entry in entries)
    headlines = [_line(entry.get("headline")) for entry in entries]
    titles = [*headlines, *titles] if is_live else [titles[0], *headlines, titles[1]]
    heading = _heading(tree, [title for title in titles if title], outlet, is_live=is_live)
    statements = [*days.in_meta(metas), *days.in_entries(entries), *days.in_markup(tree, heading)]
    day, notes = days.day_published(statements)
    if original is not None:
        notes += (f"the page names {original} as its original: is this outlet's text another one's?",)
    paid = _is_paid_for(metas, entries)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang")
    return Description(
        title=_title(heading, titles, outlet),
        outlet=outlet or host_of(own or front),
        url=own,
        published=day,
        language=language.strip().lower()[:20] if language and _LANGUAGE.match(language) else None,
        author=_author(metas, entries),
        named=tuple(address for address in named if address != own),
        changed=tuple(statement for statement in statements if statement.changed),
        notes=notes + (("the page says that it is not open to all: this may be only its beginning",) if paid else ()),
    )


def _line(value: object) -> str | None:
    """Return a value as one line of at most 300 characters; None when there is nothing in it."""
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words[:300] or None


# -------------------------------------------------------------------------------------------------------- meta


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield (name, content) of each `meta` that has both."""
    for element in tree.iter("meta"):
        content = element.get("content")
        for name in (element.get("property"), element.get("name")):
            if name and content and content.strip():
                yield name.strip(), content


def _first(metas: Iterable[tuple[str, str]], *names: str) -> str | None:
    return next((_line(content) for name, content in metas if name.lower() in names), None)


def _named_addresses(tree: HtmlElement, metas: Iterable[tuple[str, str]], url: str | None) -> list[str]:
    """Return the addresses that a page names as its own."""
    from planstrack.fetch import is_web_address

    links = (
        element.get("href")
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    )
    found = []
    for written in (*links, _first(metas, "og:url")):
        try:
            address = urljoin(url or "", (written or "").strip())
        except ValueError:
            continue
        if is_web_address(address):
            found.append(address)
    return list(dict.fromkeys(found))


def _is_front_page(address: str) -> bool:
    """Return whether an address names a site and no page of it: many pages name that one by mistake."""
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _own_address(named: Sequence[str]) -> str | None:
    """Return the address of a page that was not fetched; where it names pages of two sites, the first is its original's."""
    if not named:
        return None
    return named[0] if all(_is_one_site(address, named[0]) for address in named) else named[-1]


def _is_one_site(one: str, other: str | None) -> bool:
    """Return whether two addresses are of one site, as of its mobile pages."""
    from planstrack.fetch import host_of

    hosts = [_FORMS.sub("", host_of(address) or "") for address in (one, other or one)]
    return hosts[0] == hosts[1] or hosts[0].endswith(f".{hosts[1]}") or hosts[1].endswith(f".{hosts[0]}")


# ----------------------------------------------------------------------------------------------------- JSON-LD


def _own_entries(tree: HtmlElement, addresses: Sequence[str | None], titles: Sequence[str]) -> list[Entry]:
    """Return the entries in JSON-LD that are of this page; where one of them is a live blog, it and not its entries."""
    from planstrack.fetch import compared

    here = {compared(address) for address in addresses if address}
    found: list[Entry] = []
    for script in tree.iter("script"):
        if not (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found += [entry for entry in _at_the_top(value) if _is_of(entry, here, titles)]
        if len(found) > _MOST_ENTRIES:
            break
    live = [entry for entry in found if "liveblogposting" in _kinds(entry)]
    return [*live, *(entry for entry in found if _kinds(entry) & _PAGES)] if live else found[:_MOST_ENTRIES]


def _at_the_top(value: Any) -> Iterator[Entry]:
    """Yield the articles and pages among the outermost entries, and the article that a page names as its main one."""
    outer = value if isinstance(value, list) else [value]
    for item in outer[:_MOST_ENTRIES]:
        if not isinstance(item, dict):
            continue
        graph = item.get("@graph")
        for entry in graph[:_MOST_ENTRIES] if isinstance(graph, list) else [item]:
            if not isinstance(entry, dict):
                continue
            kinds = _kinds(entry)
            main = entry.get("mainEntity")
            if kinds & (_ARTICLES | _PAGES):
                yield entry
            if kinds & _PAGES and isinstance(main, dict) and _kinds(main) & _ARTICLES:
                yield main


def _kinds(entry: Entry) -> set[str]:
    written = entry.get("@type")
    names = written if isinstance(written, list) else [written]
    return {re.split(r"[/#:]", name)[-1].lower() for name in names[:20] if isinstance(name, str)}


def _is_of(entry: Entry, here: set[str], titles: Sequence[str]) -> bool:
    """Return whether an entry speaks of this page, as far as the addresses tell; where they do not, the titles."""
    from planstrack.fetch import compared, is_web_address

    named = []
    for key in ("url", "mainEntityOfPage", "@id"):
        value = entry.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and is_web_address(value.strip()):
            named.append(compared(value))
    if named and here:
        return bool(here & set(named))
    if "liveblogposting" in _kinds(entry):
        return True  # Its page may be called by the title of its newest entry.
    headline = set(_WORD.findall((_line(entry.get("headline")) or "").casefold()))
    words = set(_WORD.findall(" ".join(titles[:_MOST_TITLES]).casefold()))
    return not headline or not words or bool(headline & words)


def _name_of(entries: Iterable[Entry], key: str) -> str | None:
    for entry in entries:
        names = _names(entry.get(key))
        if names:
            return names[0]
    return None


def _names(value: Any) -> list[str]:
    """Return the names in a person or organisation of JSON-LD, or in a list of them."""
    found = []
    for item in (value if isinstance(value, list) else [value])[:20]:
        name = _line(item.get("name") if isinstance(item, dict) else item)
        if name and not name.lower().startswith(("http:", "https:")):
            found.append(name)
    return found


def _is_paid_for(metas: Iterable[tuple[str, str]], entries: Iterable[Entry]) -> bool:
    """Return whether the page says of itself that not everybody may read it."""
    if (_first(metas, "article:content_tier") or "").lower() in ("locked", "metered"):
        return True
    for entry in entries:
        parts = entry.get("hasPart")
        for part in (entry, *(parts if isinstance(parts, list) else [parts])):
            free = part.get("isAccessibleForFree") if isinstance(part, dict) else None
            if free is False or (isinstance(free, str) and re.split(r"[/#:]", free.strip())[-1].lower() == "false"):
                return True
    return False


# ----------------------------------------------------------------------------------------------- title, author


def _heading(tree: HtmlElement, titles: Sequence[str], outlet: str | None, *, is_live: bool) -> HtmlElement | None:
    """Return the page's heading: the best that stands in what the page calls its title, else the only `h1`.

    A title of a page begins with its heading and may end with the outlet's. The entries of a live blog have headings of
    their own, of which one may be called the page's title for a while: there an `h1` comes first.
    """
    from lxml import etree

    from planstrack.documents.passages import words_seen
    from planstrack.documents.unseen import why_unseen

    best: HtmlElement | None = None
    rank = (False, False, 0)  # Does a title begin with it? Is it of the first level? How long is it?
    first_level = []
    called = [title.casefold() for title in titles[:_MOST_TITLES]]
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if element.tag != "head" and why_unseen(element) is not None:
            walk.skip_subtree()
        elif element.tag in ("h1", "h2") or "headline" in (element.get("itemprop") or "").lower().split():
            walk.skip_subtree()
            words = words_seen(element).casefold()
            if not words or words == (outlet or "").casefold() or (is_live and element.tag != "h1"):
                continue
            if element.tag == "h1":
                first_level.append(element)
            begins = any(title.startswith(words) for title in called)
            its = (begins, element.tag == "h1", len(words))
            if its > rank and any(words in title for title in called):
                best, rank = element, its
    if best is None and (len(first_level) == 1 or is_live):
        return next(iter(first_level), None)
    return best


def _title(heading: HtmlElement | None, titles: Sequence[str | None], outlet: str | None) -> str | None:
    """Return the page's title: its heading, else what it calls its title, without the outlet's name behind it."""
    from planstrack.documents.passages import words_seen

    words = _line(words_seen(heading)) if heading is not None else None
    if words and words.casefold() != (outlet or "").casefold():
        return words
    title = next((title for title in titles if title), None)
    if title and outlet:
        title = re.sub(rf"\s+[|–—·•:-]\s+{re.escape(outlet)}\Z", "", title, flags=re.IGNORECASE) or title
    return title


def _author(metas: Sequence[tuple[str, str]], entries: Iterable[Entry]) -> str | None:
    said = [_line(content) for name, content in metas if name.lower() in ("author", "dc.creator", "citation_author")]
    if not said:
        said = [_line(content) for name, content in metas if name.lower() in ("article:author", "parsely-author")]
    names = list(dict.fromkeys(name for name in said if name and not re.match(r"https?:", name, re.IGNORECASE)))
    if not names:
        names = next((found for found in (_names(entry.get("author")) for entry in entries) if found), [])
    return _line("; ".join(names[:20]))
