"""The id of an article: the one asked for, else outlet and day, the file's name, or the address, in Latin letters."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from planstrack.documents import Extracted
from planstrack.loading import safe_id
from planstrack.model import Plan, is_id
from planstrack.text.latin import in_latin_letters

_MOST_SIGNS = 8  # Of a name in a script that has no table: each becomes five characters of an id.


def stem_of(name: str) -> str:
    """Return the id that a file's name stands for, in Latin letters.

    >>> stem_of("Mein Bericht (1).txt"), stem_of("Звіт 3.pdf")
    ('Mein-Bericht-1', 'zvit-3')
    """
    stem = PurePath(name).stem
    latin = in_latin_letters(stem)
    plain = safe_id(stem)
    letters = sum(sign.isalnum() for sign in latin[:60])
    return plain if sum(sign.isalnum() for sign in plain[:60]) >= letters else slug(stem) or plain


def slug(text: str, language: str | None = None) -> str:
    """Return a text as part of an id: small Latin letters and digits with hyphens between; empty when it has none."""
    return re.sub(r"[^a-z0-9]+", "-", in_latin_letters(text, language)).strip("-")[:60].strip("-")


def _by_its_signs(text: str) -> str:
    """Return the numbers of a name's characters, for a script that no table turns into Latin letters."""
    signs = [f"{ord(sign):x}" for sign in text if sign.isalnum()][:_MOST_SIGNS]
    return "u" + "-".join(signs) if signs else ""


def free_id(
    plan: Plan, unreadable: set[str], page: Extracted, id: str | None, stem: str | None, given: dict[str, Any]
) -> str:
    """Return the id for a new article: the one asked for, else outlet and day, the file's name, host and page, or title."""
    if id is not None:
        return id
    outlet, day = given.get("outlet") or page.outlet, given.get("published") or page.published
    url = given.get("url") or page.url
    parts = urlsplit(str(url)) if url else None  # Of an address that was checked: it can be taken apart.
    host = slug(parts.netloc.removeprefix("www.")) if parts is not None else ""
    name = (slug(str(outlet), page.language) or host or _by_its_signs(str(outlet))) if outlet else ""
    title = str(given.get("title") or page.title or "")
    if name and day:
        base = f"{name}-{day}"
    elif stem is not None:
        base = stem
    elif parts is not None:
        base = "-".join(filter(None, (host, slug(PurePath(unquote(parts.path)).stem, page.language))))
    else:
        base = name or slug(title, page.language) or _by_its_signs(title)
    base = base if is_id(base) else "article"
    return _first_free(plan, unreadable, base, 1)


def _first_free(plan: Plan, unreadable: set[str], base: str, number: int, mark: str = "-") -> str:
    taken = {name.lower() for name in (*plan.articles, *unreadable)}
    name = base[:90] if number == 1 else f"{base[:90]}{mark}{number}"
    while name.lower() in taken:
        number += 1
        name = f"{base[:90]}{mark}{number}"
    return name


def next_revision(plan: Plan, unreadable: set[str], newest: str) -> str:
    """Return the id for a revision of an article: `-r2`, `-r3` behind the first one's."""
    found = re.fullmatch(r"(.+)-r(\d{1,4})", newest)
    return _first_free(plan, unreadable, found[1] if found else newest, int(found[2]) + 1 if found else 2, "-r")
