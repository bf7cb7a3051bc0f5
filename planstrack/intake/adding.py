"""An article comes in: a text into the archive, what is known of it into the plan's YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from planstrack.cache import user_cache
from planstrack.claims.archive import Archive, archive_folder, hash_of
from planstrack.claims.quote_states import later_revisions
from planstrack.documents import Extracted, ExtraMissingError
from planstrack.documents.sources import is_address
from planstrack.files.reading import shown_name
from planstrack.intake.known import address, alike, alike_note, known_article
from planstrack.intake.names import free_id, next_revision, stem_of
from planstrack.intake.records import Added, BrokenError, CannotError, Intake, LostError, Outcome
from planstrack.intake.sources import STANDARD_INPUT, pages_of, said
from planstrack.intake.writing import check_address, filled, new_article, revision
from planstrack.loading import Loaded, load_plan
from planstrack.model import Article, is_id

MAX_SOURCES = 1_000
"""Files and addresses that are taken in at once."""
_WITH_ADDRESS = ("saved page", "web archive")  # Files that say where their page was found.
_TRIES = 20  # Each one lost to another program that wrote the same id or file at the same moment.


def add_articles(plan_folder: Path, sources: Sequence[str], **more: Any) -> Intake:
    """Take in several files or pages, one after another, as `add_article` does; one that fails keeps no other from it.

    An id, a title and an address are one article's: given for several, they are refused.
    """
    if len(sources) == 1:
        return add_article(plan_folder, sources[0], **more)
    one = [f"--{key}" for key in ("id", "title", "url") if more.get(key) is not None]
    why = (
        "there is no file to add"
        if not sources
        else f"more than {MAX_SOURCES:,} files"
        if len(sources) > MAX_SOURCES
        else ""
    )
    if one and not why:
        why = f"{' and '.join(one)} can be those of one article only: add its file alone"
    if why or sources.count(STANDARD_INPUT) > 1:
        return Intake(failure=why or "standard input can be read once only")
    done = [(source, add_article(plan_folder, source, **more)) for source in sources]
    failures = [f"{source}: {intake.failure}" for source, intake in done if intake.failure]
    return Intake(
        added=tuple(added for _, intake in done for added in intake.added),
        problems=tuple(dict.fromkeys(problem for _, intake in done for problem in intake.problems)),
        failure="\n".join(failures) or None,
    )


def add_article(
    plan_folder: Path,
    source: str,
    *,
    id: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: str | date | None = None,
    revised: str | date | None = None,
    url: str | None = None,
    allow_private: bool = False,
    stdin: bytes | None = None,
) -> Intake:
    """Take in a file or a page: text, HTML, saved page (MHTML), web archive (WARC), or an http(s) address.

    The source `-` stands for `stdin`, which the caller read. `revised` is the day on which these words became known, when
    that is after the publication. Nothing is raised for what the source, the network, the disk or the plan hold: it stands
    in `failure` or `problems`, and then nothing was changed, except that a text may be in the archive already.
    """
    given: dict[str, Any] = {"outlet": outlet, "title": title, "published": published, "revised": revised, "url": url}
    given = {key: value for key, value in given.items() if value is not None}
    try:
        if id is not None and not is_id(id):
            raise CannotError(f"'{id[:120]}' cannot be an id: letters a-z, digits, '-', '_' and '.' only, at most 100")
        check_address(given.get("url"))
        data = (stdin or b"") if source == STANDARD_INPUT else None
        pages = pages_of(source, data, given.get("url"), allow_private)
        if id is not None and len({address(page.url) if page.url else "" for page in pages}) > 1:
            raise CannotError(f"there are {len(pages)} pages in this web archive, and one id cannot name them all")
        stem = None if data is not None or is_address(source) or len(pages) > 1 else stem_of(PurePath(source).name)
        is_address_known = url is not None or is_address(source)
        added = tuple(
            _entered(plan_folder, page, id, stem, given, is_found_there=is_address_known or page.kind in _WITH_ADDRESS)
            for page in pages
        )
    except CannotError as error:
        return Intake(failure=str(error), problems=error.problems)
    except ExtraMissingError as error:
        return Intake(failure=str(error))
    except BrokenError as error:
        return Intake(problems=error.problems)
    except OSError as error:
        return Intake(failure=f"nothing was added: {said(error)}")
    return Intake(added=added)


def _entered(
    folder: Path, page: Extracted, id: str | None, stem: str | None, given: dict[str, Any], *, is_found_there: bool
) -> Added:
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
            raise CannotError(f"nothing was added: {id}.yaml is there already and cannot be read as an article")
        found = known_article(plan, archive, page, sha256, id, stem, given, is_found_there=is_found_there)
        name = found.article
        try:
            if name is None:
                twins = alike(plan, archive, page, sha256, given)
                own = free_id(plan, unreadable, page, id, stem, given)
                added = new_article(folder, plan, page, sha256, own, None, given)
                return replace(
                    added, notes=(*added.notes, *(alike_note(plan, twin, added, page, given) for twin in twins))
                )
            newest = (later_revisions(plan.articles).get(name) or (name,))[-1]
            for known in dict.fromkeys((name, newest)):
                if plan.articles[known].sha256 == sha256 and not _came_back(plan.articles[newest], page, sha256):
                    outcome: Outcome = "unchanged" if was_held else "archived"
                    notes = (*page.notes, *found.notes, *_left_out(plan.articles[known], given))
                    return Added(article=known, outcome=outcome, sha256=sha256, affected={}, notes=notes)
            if plan.articles[newest].sha256 is None:
                added = filled(folder, plan, page, newest, sha256)
            else:
                other = id if id is not None and id not in plan.articles else next_revision(plan, unreadable, newest)
                added = revision(folder, plan, archive, page, sha256, newest, other, given)
            return replace(added, notes=(*added.notes, *found.notes))
        except LostError as error:
            lost |= {error.name} if error.name else set()
    raise CannotError("nothing was added: other programs keep writing into this plan")


def _came_back(newest: Article, page: Extracted, sha256: str) -> bool:
    """Return whether a web archive took earlier words again after the newest revision, which is a revision too."""
    day = newest.revised or newest.published
    return newest.sha256 != sha256 and page.captured is not None and day is not None and page.captured.date() > day


def _left_out(article: Article, given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the call said of an article that its file, which is never rewritten, does not say."""
    other = [key for key, value in given.items() if str(getattr(article, key) or "") != str(value)]
    return (f"{', '.join(other)}: not changed in {article.id}.yaml; write it there by hand",) if other else ()


def _check_writable_plan(folder: Path) -> None:
    if not (folder / "plan.yaml").is_file():
        raise CannotError(f"there is no plan in {folder}")
    if (folder / "articles").is_symlink():
        raise CannotError("nothing was added: the plan's folder articles/ is a link, which is not written through")


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
        raise CannotError(f"nothing was added: {path} cannot be read, and may hold this article or its id", unread)
