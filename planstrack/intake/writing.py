"""What is known of an article into the plan's YAML: a new file, a new revision, or the hash into a file that had none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from planstrack.cache import user_cache
from planstrack.claims.archive import Archive
from planstrack.claims.quote_states import later_revisions, quote_states
from planstrack.compare.redline import Edit as TextEdit
from planstrack.documents import Extracted
from planstrack.files.writing import create_whole
from planstrack.intake.records import Added, BrokenError, CannotError, LostError, Outcome
from planstrack.loading import load_plan
from planstrack.model import Article, Plan
from planstrack.source import Source

_MAX_REDLINE = 200_000  # Characters of a text; comparing longer ones word by word would keep a person waiting.
_MAX_REDLINE_WORDS = 30_000  # So would many short ones.


def check_address(url: object) -> None:
    """Refuse an address that is no web address.

    Raises:
        CannotError: It is none.
    """
    if url is None:
        return
    from planstrack.fetch import why_no_web_address

    why = why_no_web_address(str(url))
    if why is not None and not re.match("https?://", str(url), re.IGNORECASE):
        why = "the address must begin with http:// or https://"
    if why is not None:
        raise CannotError(f"nothing was added: {why}")


def _facts(page: Extracted, sha256: str, given: Mapping[str, Any], old: Article | None) -> dict[str, Any]:
    """Return what the new article's file says, in the order in which it says it."""
    outlet = given.get("outlet") or page.outlet or (old.outlet if old else None)
    host = urlsplit(page.url).hostname if page.url else None
    published = given.get("published") or page.published
    revised = day_of_revision(page, given, old)
    if old is not None and revised is not None:
        published = (
            published or old.published
        )  # It is one article; its own day keeps the revision from counting too early.
    facts = {
        "outlet": outlet or host or "unknown",
        "title": given.get("title") or page.title,
        "url": given.get("url") or page.url or (old.url if old else None),
        "published": published,
        "revised": revised,
        "language": page.language or (old.language if old else None),
        "author": page.author,
        "revises": old.id if old else None,
        "sha256": sha256,
    }
    return {key: value for key, value in facts.items() if value is not None}


def day_of_revision(page: Extracted, given: Mapping[str, Any], old: Article | None) -> str | date | None:
    """Return the day on which the words of a page became known, where that is after the article's publication; else None.

    It is the day that a person gives, else the one on which the page says that it was changed, else for a revision the day
    on which a web archive took it. What the page says is old news when the revision before has that day or a later one.
    """
    if given.get("revised"):
        return str(given["revised"])
    taken = page.captured.date() if page.captured else None
    if old is None:
        published = given.get("published") or page.published
        return page.revised if page.revised and published and str(page.revised) > str(published) else None
    before = old.revised or old.published
    if page.revised and (before is None or page.revised > before):
        return page.revised
    if taken and (before is None or taken > before):
        return taken
    return page.revised if page.revised == before else None


def new_article(
    folder: Path, plan: Plan, page: Extracted, sha256: str, name: str, revises: str | None, given: dict[str, Any]
) -> Added:
    """Write the file of an article that the plan does not have."""
    facts = _facts(page, sha256, given, plan.articles[revises] if revises else None)
    _check_facts(facts)
    text = _yaml(facts)
    path = folder / "articles" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        raise CannotError("nothing was added: the plan's folder articles/ is a link, which is not written through")
    if not create_whole(path, text.encode("utf-8")):
        raise LostError(name)
    notes = (*page.notes, *_what_is_missing(page, facts, plan.articles[revises] if revises else None, path.name))
    outcome: Outcome = "revised" if revises else "added"
    return Added(article=name, outcome=outcome, sha256=sha256, path=path, revises=revises, affected={}, notes=notes)


def _what_is_missing(page: Extracted, facts: Mapping[str, Any], old: Article | None, file: str) -> list[str]:
    """Return sentences on what the file of a new article does not say, or says of itself alone."""
    notes = []
    taken = f"; a web archive took it on {page.captured.date()}" if page.captured else ""
    if facts["outlet"] == "unknown":
        notes.append(f"no outlet is named in the text: fill in 'outlet' in {file}")
    if old is None:
        if "published" not in facts:
            notes.append(
                f"no day of publication is known{taken}: give --published DATE, or fill in 'published' in {file}"
            )
        elif "revised" in facts and facts["revised"] == page.revised:
            notes.append(
                f"the page was changed on {page.revised}, after its publication: its words count from that day "
                f"('revised' in {file})"
            )
        return notes
    before = old.revised or old.published
    day = facts.get("revised") or facts.get("published")
    if day is None:
        notes.append(f"no day of this revision is known: give --revised DATE, or fill in 'revised' in {file}")
    elif str(day) == str(before):
        notes.append(f"it has the same day as the revision before: fill in 'revised' in {file} if it came later")
    elif before is not None and str(day) < str(before):
        notes.append(
            f"it has an earlier day ({day}) than the revision before ({before}): fill in 'revised' in {file}, the day on "
            "which these words became known"
        )
    return notes


def revision(
    folder: Path,
    plan: Plan,
    archive: Archive,
    page: Extracted,
    sha256: str,
    newest: str,
    name: str,
    given: dict[str, Any],
) -> Added:
    """Write a new revision, and say what it changes: the words, and which quotes stand otherwise than before."""
    added = new_article(folder, plan, page, sha256, name, newest, given)
    before = archive.text(plan.articles[newest].sha256 or "")
    changes: tuple[TextEdit, ...] = ()
    long = before is not None and any(
        len(text) > _MAX_REDLINE or len(text.split()) > _MAX_REDLINE_WORDS for text in (before, page.text)
    )
    if before is not None and not long:
        from planstrack.compare.redline import redline

        changes = redline(before, page.text)
    after = load_plan(folder, cache=user_cache()).plan
    chain = {old for old, later in later_revisions(after.articles).items() if name in later}
    was, now = (quote_states(which, archive, articles=chain) for which in (plan, after))
    affected = {key: (was[key], now[key]) for key in sorted(now) if key in was and was[key].check != now[key].check}
    said = ("the texts are too long to be compared word by word",) if long else ()
    return replace(added, changes=changes, affected=affected, notes=(*added.notes, *said))


_BEFORE_HASH = ("revises", "author", "language", "published", "url", "title", "outlet")


def filled(folder: Path, plan: Plan, page: Extracted, name: str, sha256: str) -> Added:
    """Write the hash of its text into the file of an article that had none; nothing else in the file is touched."""
    from planstrack.loading.splicing import Edit, article_route, splice

    place = plan.place("article", name)
    path = folder / "articles" / PurePath(place.path).name
    route = article_route(place.source.text, name)
    written = plan.articles[name].model_fields_set
    after = next((key for key in _BEFORE_HASH if key in written), None)
    problem = splice(path, (Edit(route=(*route, "sha256"), value=sha256, after=after),), read=place.source.text)
    if problem is not None:
        if problem.code == "changed-meanwhile":
            raise LostError
        raise BrokenError(problem)
    return Added(article=name, outcome="archived", sha256=sha256, path=path, affected={}, notes=page.notes)


def _check_facts(facts: Mapping[str, Any]) -> None:
    """Refuse what a person gave by hand and `check` would refuse: a day that is none, an address that is no web address."""
    try:
        Article.model_validate({key: str(value) for key, value in facts.items()})
    except ValidationError as error:
        raise CannotError(f"nothing was added: {error.errors()[0]['msg']}") from None
    check_address(facts.get("url"))
    days = [date.fromisoformat(str(facts[key])) for key in ("published", "revised") if facts.get(key)]
    if len(days) == 2 and days[1] < days[0]:
        raise CannotError(f"nothing was added: it cannot be revised on {days[1]}, before it was published ({days[0]})")


_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'()/&+_-]*[A-Za-z0-9.)]\Z|[0-9a-f]{64}\Z|[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NOT_TEXT = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def _yaml(facts: Mapping[str, Any]) -> str:
    """Return a mapping of single values as YAML, read again to be sure that it says what it should."""
    import json

    from planstrack.loading.nodes import plain_data, tree_of

    said = {key: _printable(str(value)) for key, value in facts.items()}
    lines = []
    for key, value in said.items():
        bare = (_PLAIN.match(value) and value.lower() not in _NOT_TEXT) or re.match(r"https?://[\w./?=&%+~-]+\Z", value)
        quoted = json.dumps(value, ensure_ascii=False)
        lines.append(f"{key}: {value if bare else quoted}\n")
    text = "".join(lines)
    tree = tree_of(Source("", text))
    if tree.problems or tree.root is None or plain_data(tree.root) != said:
        raise CannotError("nothing was added: what the page says of itself cannot be written as YAML")
    return text


def _printable(value: str) -> str:
    """Return a value without control characters and half surrogates, which YAML cannot hold, on one line."""
    kept = "".join(sign if unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp", "Cn") else " " for sign in value)
    return " ".join(kept.split())
