"""An article comes in: its text into the archive, what is known of it into the plan's YAML.

The text is stored first, under its hash, then one file is written whole: whatever ends the process leaves the old plan
or the new one. The same page with other words becomes a new revision, which never touches the file of the old one.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePath
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import ValidationError

from planstrack.cache import user_cache
from planstrack.claims.archive import Archive, archive_folder, hash_of
from planstrack.claims.quote_states import QuoteState, later_revisions, quote_states
from planstrack.compare.redline import Edit as TextEdit
from planstrack.documents import MAX_WARC, Extracted, ExtraMissingError, NotExtracted, extracted
from planstrack.files.reading import regular_bytes, shown_name
from planstrack.files.writing import create_whole
from planstrack.loading import Loaded, load_plan, safe_id
from planstrack.model import Article, Plan, is_id
from planstrack.problem import Problem
from planstrack.source import Place, Source

Outcome = Literal["added", "revised", "archived", "unchanged"]

_MAX_REDLINE = 200_000  # Characters of a text; comparing longer ones word by word would keep a person waiting.
_MAX_REDLINE_WORDS = 30_000  # So would many short ones.
_NEARLY_THE_SAME = (
    0.8  # Of the pairs of neighbouring words; an edited report keeps more, another report of one day less.
)
_TRIES = 20  # Each one lost to another program that wrote the same id or file at the same moment.


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one article.

    `outcome`: added (a new article), revised (a new revision of `revises`), archived (its text was missing and is held
    now), unchanged (held already). `path` is the YAML file that was written, if any. `changes` is the redline from the
    old revision's text to the new one, empty when the old text is not held. `affected` are claims of earlier revisions
    whose quotes stand otherwise than before, by (article id, claim id): (before, after).
    """

    article: str
    outcome: Outcome
    sha256: str
    path: Path | None = None
    revises: str | None = None
    changes: tuple[TextEdit, ...] = ()
    affected: Mapping[tuple[str, str], tuple[QuoteState, QuoteState]]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of one source: the articles in it, problems at places of files, or why nothing was added."""

    added: tuple[Added, ...] = ()
    problems: tuple[Problem, ...] = ()
    failure: str | None = None


class _CannotError(Exception):
    """Ends an intake from within; it becomes `Intake.failure`, with the problems that are its cause."""

    def __init__(self, why: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(why)
        self.problems = problems


class _LostError(Exception):
    """Something stands already where a new file was to be: another program was quicker, and the plan is read again."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__()
        self.name = name


def add_article(
    plan_folder: Path,
    source: str,
    *,
    id: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | date | None = None,
    url: str | None = None,
    allow_private: bool = False,
) -> Intake:
    """Take in a file or a page: text, HTML, saved page (MHTML), web archive (WARC), or an http(s) address.

    Nothing is raised for what the source, the network, the disk or the plan hold: it stands in `failure` or `problems`,
    and then nothing was changed, except that a text may be in the archive already.
    """
    given: dict[str, Any] = {"outlet": outlet, "title": title, "published": published, "url": url}
    given = {key: value for key, value in given.items() if value is not None}
    try:
        if id is not None and not is_id(id):
            raise _CannotError(f"'{id[:120]}' cannot be an id: letters a-z, digits, '-', '_' and '.' only, at most 100")
        _check_address(given.get("url"))
        pages = _pages(source, given.get("url"), allow_private)
        if id is not None and len(pages) > 1:
            raise _CannotError(f"there are {len(pages)} pages in this web archive, and one id cannot name them all")
        stem = None if _is_address(source) else safe_id(PurePath(source).stem)
        added = tuple(_entered(plan_folder, page, id, stem if len(pages) == 1 else None, given) for page in pages)
    except _CannotError as error:
        return Intake(failure=str(error), problems=error.problems)
    except ExtraMissingError as error:
        return Intake(failure=str(error))
    except _BrokenError as error:
        return Intake(problems=error.problems)
    except OSError as error:
        return Intake(failure=f"nothing was added: {_said(error)}")
    return Intake(added=added)


class _BrokenError(Exception):
    """Carries the problem that kept a file from being written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = problems


def _said(error: OSError) -> str:
    what = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{what} ({error.filename})" if error.filename else what


# ----------------------------------------------------------------------------------------------------- sources


def _is_address(source: str) -> bool:
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", source) is not None


def _pages(source: str, url: str | None, allow_private: bool) -> tuple[Extracted, ...]:
    """Return the articles in a file or at an address."""
    if _is_address(source):
        try:
            from planstrack.fetch import NotFetched, fetch

            page = fetch(source, private=allow_private)
        except ImportError as error:
            raise ExtraMissingError("fetching pages") from error
        if isinstance(page, NotFetched):
            where = "" if page.url == source else f" at {page.url}"
            raise _CannotError(f"the page was not fetched{where}: {page.why}")
        found = extracted(page.data, content_type=page.content_type, url=url or page.url)
    else:
        try:
            data = regular_bytes(Path(os.path.realpath(source)), MAX_WARC)  # A person named it: a link is followed.
        except OSError as error:
            raise _CannotError(f"the file cannot be read: {_said(error)}") from None
        except ValueError:
            raise _CannotError("a file's name cannot hold a NUL character") from None
        found = extracted(data, url=url, name=PurePath(source).name)
    articles = tuple(page for page in found if isinstance(page, Extracted))
    if not articles:
        why = next((page.why for page in found if isinstance(page, NotExtracted)), "there is nothing in it")
        raise _CannotError(f"no article was found: {why}")
    return articles


# ----------------------------------------------------------------------------------------------------- entering


def _entered(folder: Path, page: Extracted, id: str | None, stem: str | None, given: dict[str, Any]) -> Added:
    """Store one article's text, then write what is new of it; start again when another program was quicker."""
    archive = Archive(archive_folder(folder))
    _check_writable_plan(folder)
    sha256 = hash_of(page.text)
    was_held: bool | None = None
    lost: set[str] = set()
    for _ in range(_TRIES):
        loaded = load_plan(folder, cache=user_cache())
        plan = loaded.plan
        _check_all_is_known(folder, loaded)
        if was_held is None:
            was_held = archive.read(sha256).state == "held"
            archive.add(page.text)
        unreadable = lost - set(plan.articles)  # A file stands there, and the plan has no such article.
        if id in unreadable:
            raise _CannotError(f"nothing was added: {id}.yaml is there already and cannot be read as an article")
        name = _same_article(plan, archive, page, sha256, id, stem)
        try:
            if name is None:
                moved = _moved_from(plan, archive, page, given)
                added = _new(folder, plan, page, sha256, _free_id(plan, unreadable, page, id, stem, given), None, given)
                return replace(added, notes=(*added.notes, *(_moved_note(plan, name, added) for name in moved)))
            newest = (later_revisions(plan.articles).get(name) or (name,))[-1]
            for known in dict.fromkeys((name, newest)):
                if plan.articles[known].sha256 == sha256:
                    outcome: Outcome = "unchanged" if was_held else "archived"
                    notes = (*page.notes, *_left_out(plan.articles[known], given))
                    return Added(article=known, outcome=outcome, sha256=sha256, affected={}, notes=notes)
            if plan.articles[newest].sha256 is None:
                return _filled(folder, plan, page, newest, sha256)
            other = id if id is not None and id not in plan.articles else _next_revision(plan, unreadable, newest)
            return _revision(folder, plan, archive, page, sha256, newest, other, given)
        except _LostError as error:
            lost |= {error.name} if error.name else set()
    raise _CannotError("nothing was added: other programs keep writing into this plan")


def _left_out(article: Article, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the call said of an article that its file, which is never rewritten, does not say."""
    other = [key for key, value in given.items() if str(getattr(article, key) or "") != str(value)]
    return (f"{', '.join(other)}: not changed in {article.id}.yaml; write it there by hand",) if other else ()


def _check_writable_plan(folder: Path) -> None:
    if not (folder / "plan.yaml").is_file():
        raise _CannotError(f"there is no plan in {folder}")
    if (folder / "articles").is_symlink():
        raise _CannotError("nothing was added: the plan's folder articles/ is a link, which is not written through")


def _check_all_is_known(folder: Path, loaded: Loaded) -> None:
    """Refuse to add to articles of which one cannot be read: it may be this one, or have the id that this one would get."""
    plan, at = loaded.plan, shown_name(folder / "articles")
    errors = [
        problem
        for problem in loaded.problems
        if problem.severity == "error"
        and (problem.place.path == at or PurePath(problem.place.path).parent == PurePath(at))
    ]
    read = {plan.place("article", name).path for name in plan.articles}
    unread = tuple(problem for problem in errors if problem.place.path not in read or problem.code == "duplicate-key")
    named = {PurePath(problem.place.path).stem for problem in unread}
    if any(kind == "article" and name not in plan.articles and name not in named for kind, name in plan.unread):
        unread = tuple(errors)  # An article of a list was left out: any of these may be the reason.
    if unread:
        path = shown_name(PurePath(unread[0].place.path).name)
        raise _CannotError(f"nothing was added: {path} cannot be read, and may hold this article or its id", unread)


def _check_address(url: object) -> None:
    if url is None:
        return
    from planstrack.fetch import why_no_web_address

    why = why_no_web_address(str(url))
    if why is not None and not re.match("https?://", str(url), re.IGNORECASE):
        why = "the address must begin with http:// or https://"
    if why is not None:
        raise _CannotError(f"nothing was added: {why}")


def _same_article(
    plan: Plan, archive: Archive, page: Extracted, sha256: str, id: str | None, stem: str | None
) -> str | None:
    """Return the article of the plan that this page is: by its id, its text, its address, or its file's name."""
    if id is not None and id in plan.articles:
        known = plan.articles[id].url
        other = known and page.url and _address(known) != _address(page.url)
        if other and not _is_nearly(
            archive, plan.articles[(later_revisions(plan.articles).get(id) or (id,))[-1]], page
        ):
            raise _CannotError(f"the article {id} is another page ({known}); choose another id")
        return id
    alike = [name for name in plan.articles if id is not None and name.lower() == id.lower()]
    if alike:
        raise _CannotError(f"the ids {id} and {alike[0]} would be one file on many computers; choose another id")
    same_text = [name for name in sorted(plan.articles) if plan.articles[name].sha256 == sha256]
    if same_text:
        return same_text[0]
    if page.url:
        here = _address(page.url)
        same_page = [n for n in sorted(plan.articles) if (u := plan.articles[n].url) and _address(u) == here]
        if same_page:
            return same_page[0]
    if id is None and stem is not None and stem in plan.articles:
        known = plan.articles[stem].url
        return stem if not (known and page.url) else None
    return None


def _address(url: str) -> str:
    from planstrack.fetch import compared

    return compared(url)


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(pairwise(words))


def _is_nearly(archive: Archive, article: Article, page: Extracted) -> bool:
    """Return whether the archived text of an article has nearly the words of a page, by pairs of neighbours (Dice 1945)."""
    text = archive.text(article.sha256) if article.sha256 else None
    if text is None or not 0.5 <= (len(text) + 1) / (len(page.text) + 1) <= 2:
        return False
    old, new = _pairs(text), _pairs(page.text)
    shared, both = (old & new).total(), old.total() + new.total()
    return both > 0 and 2 * shared / both >= _NEARLY_THE_SAME


def _moved_from(plan: Plan, archive: Archive, page: Extracted, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the article of the same outlet, under another address, that has nearly the words of a page; or nothing."""
    outlet = str(given.get("outlet") or page.outlet or "").casefold()
    later = later_revisions(plan.articles)
    for name in sorted(plan.articles):
        known = plan.articles[name]
        if page.url and known.url and known.outlet.casefold() == outlet:
            newest = (later.get(name) or (name,))[-1]
            if known.revises is None and _is_nearly(archive, plan.articles[newest], page):
                return (name,)
    return ()


def _moved_note(plan: Plan, name: str, added: Added) -> str:
    where = f"{name} ({plan.articles[name].url})"
    return (
        f"nearly the same words stand in {where}: if this is that page under another address, "
        f"delete {added.article}.yaml and add it again with --id {name}, as a revision"
    )


# ---------------------------------------------------------------------------------------------------------- ids


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _free_id(
    plan: Plan, unreadable: set[str], page: Extracted, id: str | None, stem: str | None, given: dict[str, Any]
) -> str:
    """Return the id for a new article: the one asked for, else outlet and day, the file's name, or host and page."""
    if id is not None:
        return id
    outlet, day = given.get("outlet") or page.outlet, given.get("published") or page.published
    parts = urlsplit(page.url) if page.url else None  # Of an address that was checked: it can be taken apart.
    if outlet and day and _slug(outlet):
        base = f"{_slug(outlet)}-{day}"
    elif stem is not None:
        base = stem
    elif parts is not None:
        base = "-".join(filter(None, (_slug(parts.netloc.removeprefix("www.")), _slug(PurePath(parts.path).stem))))
    else:
        base = "article"
    base = base if is_id(base) else "article"
    return _first_free(plan, unreadable, base, 1)


def _first_free(plan: Plan, unreadable: set[str], base: str, number: int, mark: str = "-") -> str:
    taken = {name.lower() for name in (*plan.articles, *unreadable)}
    name = base[:90] if number == 1 else f"{base[:90]}{mark}{number}"
    while name.lower() in taken:
        number += 1
        name = f"{base[:90]}{mark}{number}"
    return name


def _next_revision(plan: Plan, unreadable: set[str], newest: str) -> str:
    found = re.fullmatch(r"(.+)-r(\d{1,4})", newest)
    return _first_free(plan, unreadable, found[1] if found else newest, int(found[2]) + 1 if found else 2, "-r")


# ------------------------------------------------------------------------------------------------------ writing


def _facts(page: Extracted, sha256: str, given: dict[str, Any], old: Article | None) -> dict[str, Any]:
    """Return what the new article's file says, in the order in which it says it."""
    outlet = given.get("outlet") or page.outlet or (old.outlet if old else None)
    host = urlsplit(page.url).hostname if page.url else None
    facts = {
        "outlet": outlet or host or "unknown",
        "title": given.get("title") or page.title,
        "url": given.get("url") or page.url or (old.url if old else None),
        "published": given.get("published") or page.published,
        "language": page.language or (old.language if old else None),
        "author": page.author,
        "revises": None,
        "sha256": sha256,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _new(
    folder: Path, plan: Plan, page: Extracted, sha256: str, name: str, revises: str | None, given: dict[str, Any]
) -> Added:
    """Write the file of an article that the plan does not have."""
    facts = _facts(page, sha256, given, plan.articles[revises] if revises else None)
    _check_facts(facts)
    if revises is not None:
        facts = {key: value for key, value in facts.items() if key != "sha256"} | {"revises": revises, "sha256": sha256}
    text = _yaml(facts)
    path = folder / "articles" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    if path.parent.is_symlink():
        raise _CannotError("nothing was added: the plan's folder articles/ is a link, which is not written through")
    if not create_whole(path, text.encode("utf-8")):
        raise _LostError(name)
    notes = list(page.notes)
    if facts["outlet"] == "unknown":
        notes.append(f"no outlet is named in the text: fill in 'outlet' in {path.name}")
    if "published" not in facts:
        notes.append(f"no day of publication is known: give --published DATE, or fill in 'published' in {path.name}")
    if revises is not None and str(facts.get("published", "")) == str(plan.articles[revises].published):
        notes.append(f"it has the same day as the revision before: fill in 'revised' in {path.name} if it came later")
    outcome: Outcome = "revised" if revises else "added"
    return Added(
        article=name, outcome=outcome, sha256=sha256, path=path, revises=revises, affected={}, notes=tuple(notes)
    )


def _revision(
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
    added = _new(folder, plan, page, sha256, name, newest, given)
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


def _filled(folder: Path, plan: Plan, page: Extracted, name: str, sha256: str) -> Added:
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
            raise _LostError
        raise _BrokenError(problem)
    return Added(article=name, outcome="archived", sha256=sha256, path=path, affected={}, notes=page.notes)


def _check_facts(facts: Mapping[str, Any]) -> None:
    """Refuse what a person gave by hand and `check` would refuse: a day that is none, an address that is no web address."""
    try:
        Article.model_validate({key: str(value) for key, value in facts.items()})
    except ValidationError as error:
        raise _CannotError(f"nothing was added: {error.errors()[0]['msg']}") from None
    _check_address(facts.get("url"))


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
        raise _CannotError("nothing was added: what the page says of itself cannot be written as YAML")
    return text


def _printable(value: str) -> str:
    """Return a value without control characters and half surrogates, which YAML cannot hold, on one line."""
    kept = "".join(sign if unicodedata.category(sign) not in ("Cc", "Cs", "Zl", "Zp", "Cn") else " " for sign in value)
    return " ".join(kept.split())


# ---------------------------------------------------------------------------------------------------- verifying


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the archive holds: `held` texts of articles are unaltered, `problems` tell the others.

    `unnamed` are hashes of texts that no article of the plan names (an interrupted `add` leaves such a one, and so does
    an article that was deleted): no fault. `not_archived` articles name no text at all.
    """

    held: int
    problems: tuple[Problem, ...]
    unnamed: tuple[str, ...]
    not_archived: tuple[str, ...]


def verified(plan: Plan, archive: Archive, *, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Hash every archived text again; report each that an article names and that is missing, altered or unreadable.

    `progress` is called with (texts done, texts in all).
    """
    named: dict[str, list[str]] = {}
    for name in sorted(plan.articles):
        sha256 = plan.articles[name].sha256
        if sha256:
            named.setdefault(sha256, []).append(name)
    stored = list(archive)
    every = sorted({*named, *stored})
    problems: list[Problem] = []
    held = 0
    for done, sha256 in enumerate(every, 1):
        found = archive.read(sha256)
        if found.state == "held":
            held += sha256 in named
        elif sha256 in named:
            problems += [_finding(plan, name, found.state, found.why or "") for name in named[sha256]]
        else:
            place = Source(str(archive.path_of(sha256)), "").place(0)
            problems.append(Problem(code="text-altered", message=found.why or "", place=place, severity="warning"))
        if progress:
            progress(done, len(every))
    witnesses = {witness.sha256 for version in plan.versions.values() for witness in version.witnesses}
    unnamed = tuple(sorted(set(stored) - set(named) - witnesses))
    without = tuple(name for name in sorted(plan.articles) if not plan.articles[name].sha256)
    problems.sort(key=lambda problem: problem.sort_key)
    return Verified(held=held, problems=tuple(problems), unnamed=unnamed, not_archived=without)


def _finding(plan: Plan, article: str, state: str, why: str) -> Problem:
    place: Place
    try:
        place = plan.place("article", article, "sha256")
    except KeyError:
        place = Source(article, "").place(0)
    code = "text-altered" if state == "altered" else "not-archived"
    hint = f"add the article again: planstrack article add FILE --id {article}"
    return Problem(code=code, message=f"{article}: {why}", place=place, hint=hint)
