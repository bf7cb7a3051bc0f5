"""The templates' environment: escaping, undefined names as errors, the page's policy, and what templates may call."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from planstrack.briefing import wording
from planstrack.briefing.foot import Foot, foot_line
from planstrack.render.web import anchor, legal, web_address

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def _nowhere(*_: str) -> str | None:
    return None


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where other pages stand, seen from this one. On a page that stands alone nothing has an address.

    Each gives an address for ids (None where there is no such page); `places` are the links at the head of the page
    as (title, address, whether it is this page), `search` the page that searches.
    """

    version: Callable[[str], str | None] = _nowhere
    article: Callable[[str], str | None] = _nowhere
    claim: Callable[[str], str | None] = _nowhere
    issue: Callable[[str], str | None] = _nowhere
    change: Callable[[str], str | None] = _nowhere
    pair: Callable[[str, str], str | None] = _nowhere
    places: tuple[tuple[str, str, bool], ...] = ()
    search: str | None = None
    site: str | None = None


@dataclass(frozen=True, kw_only=True)
class Live:
    """What a page of the live preview says beyond its own: the build it shows and the problems of the files."""

    build: str
    problems: tuple[Any, ...] = field(default=())


def asset(name: str) -> str:
    """Return a style sheet or script that ships with the package."""
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    import base64
    import hashlib

    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _assets(names: tuple[str, ...]) -> tuple[tuple[str, Markup, str], ...]:
    from markupsafe import Markup

    found = []
    for name in names:
        text = "\n" + asset(name)
        found.append((name, Markup(text), _hash(text)))
    return tuple(found)


def policy(styles: Iterable[str], scripts: Iterable[str], *, live: bool = False, form: bool = False) -> str:
    """Return the page's content policy: nothing is allowed but what stands in the page under these hashes."""
    parts = [
        "default-src 'none'",
        f"style-src {' '.join(styles)}",
        f"script-src {' '.join(scripts) or chr(39) + 'none' + chr(39)}",
        "base-uri 'none'",
    ]
    if live:
        parts.append("connect-src 'self'")
    if not form:
        parts.append("form-action 'none'")
    return "; ".join(parts)


def island(value: Any) -> Markup:
    """Return `value` as JSON that may stand in a script element: no `<`, `>`, `&` or line end."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(legal(text, isolated=True))


def _shown(value: Any) -> Any:
    """Return what an expression prints: characters that HTML cannot hold are made visible, None is a mistake.

    What turns the direction is kept, since `<bdi>` isolates it; `plain` marks it where no element can stand.
    """
    if value is None:
        raise ValueError("a template prints None")
    return legal(value, isolated=True) if type(value) is str else value


def _tokens(page: Any) -> Mapping[str, dict[str, int]]:
    """Return the issues and aspects of a page's changes, numbered: filters use numbers, never words."""
    issues: dict[str, int] = {}
    aspects: dict[str, int] = {}
    for entry in _entries(page):
        for name in entry.issues:
            issues.setdefault(name, len(issues))
        for name in entry.aspects:
            aspects.setdefault(name, len(aspects))
    return {"issues": issues, "aspects": aspects}


def _entries(page: Any) -> list[Any]:
    return [
        entry
        for section in page.sections
        for entry in (*section.entries, *(item for group in section.groups for item in group.entries))
    ]


def _weighty(kinds: frozenset[str]) -> bool:
    """Return whether an edit touches more than wording: a number, a date, a negation, a party."""
    return bool(kinds - {"wording", "whitespace"})


def _sentence(text: str) -> str:
    """Return `text` with a capital and a full stop, as a sentence of its own."""
    text = text.strip()
    if not text:
        return text
    return text[:1].upper() + text[1:] + ("" if text[-1] in ".!?:…" else ".")


@cache
def environment() -> Environment:
    """Return the one environment of the package's own templates."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from planstrack.render import svg

    made = Environment(
        loader=PackageLoader("planstrack.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters.update(
        web=web_address,
        plain=legal,
        anchor=anchor,
        island=island,
        sentence=_sentence,
        fragment=fragment,
        weighty=_weighty,
    )
    made.globals.update(
        wording=wording,
        tokens=_tokens,
        entries=_entries,
        draw_graph=svg.graph,
        draw_series=svg.series,
        draw_flow=svg.flow,
    )
    return made


def fragment(change: str) -> str:
    """Return the address of a change on its own page."""
    return "#" + quote(anchor(change), safe="-._~")


def page(
    template: str,
    title: str,
    of: Any,
    addresses: Addresses | None = None,
    *,
    scripts: tuple[str, ...] = (),
    live: Live | None = None,
    foot: Foot | None = None,
    **values: Any,
) -> str:
    """Return one whole HTML page made by a template of the package from a briefing page."""
    addresses = addresses or Addresses()
    sheets = _assets(("style.css",))
    code = _assets(("page.js", *scripts, *(("live.js",) if live else ())))
    return (
        environment()
        .get_template(template)
        .render(
            page=of,
            title=title,
            to=addresses,
            live=live,
            foot=foot_line(foot) if foot else None,
            sheets=sheets,
            code=code,
            policy=policy(
                [item[2] for item in sheets],
                [item[2] for item in code],
                live=live is not None,
                form=addresses.search is not None,
            ),
            **values,
        )
    )
