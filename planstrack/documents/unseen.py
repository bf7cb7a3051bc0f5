"""What a reader of a page does not see, or sees struck out, as far as the markup itself says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from lxml import html

_NEVER_SHOWN = frozenset(
    """annotation annotation-xml applet area audio canvas datalist embed head iframe map noembed noframes noscript object
    param rp script select source style svg template textarea title track video""".split()
)
_STRUCK = frozenset(("del", "s", "strike"))
_FOR_SCREEN_READERS = frozenset(
    """sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only a11y-hidden
    u-visually-hidden element-invisible""".split()
)
"""Classes that style sheets of many makers use for one thing: words that are read aloud and not shown."""
_COMMENT = re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")
_ZERO = re.compile(r"\+?(?:0+(?:\.0*)?|\.0+)(?:%|[a-z]{1,4})?\Z")


def why_unseen(element: html.HtmlElement) -> Literal["never shown", "hidden", "struck"] | None:
    """Return why the reader of a page does not see an element, or does not take it for its text; None when he does."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _NEVER_SHOWN:
        return "never shown"
    if tag in ("html", "body"):
        return None
    if element.get("hidden") is not None or (tag == "dialog" and element.get("open") is None):
        return "hidden"
    if _FOR_SCREEN_READERS & set((element.get("class") or "").lower().split()):
        return "hidden"
    written = element.get("style")
    if written is None:
        return "struck" if tag in _STRUCK else None
    style = declared(written)
    if _hides(style):
        return "hidden"
    lines = f"{style.get('text-decoration')} {style.get('text-decoration-line')}"
    return "struck" if tag in _STRUCK or "line-through" in lines else None


def words_of(element: html.HtmlElement) -> str:
    """Return the words in an element, on one line, without those that are never shown."""
    pieces = []
    for inner in element.iter():
        if isinstance(inner.tag, str) and inner.tag not in _NEVER_SHOWN:
            pieces.append(inner.text or "")
        if inner is not element:
            pieces.append(inner.tail or "")
    return " ".join(" ".join(pieces).split())


def declared(style: str) -> Mapping[str, str]:
    """Return what a `style` attribute declares: of two values of one property the last counts, or the important one."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for declaration in _COMMENT.sub("", style).lower().split(";"):
        name, _, value = declaration.partition(":")
        value, mark, _ = value.partition("!")
        if mark or name.strip() not in important:
            found[name.strip()] = value.strip()
            important |= {name.strip()} if mark else set()
    return found


def _hides(style: Mapping[str, str]) -> bool:
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or any(_ZERO.match(style.get(name, "")) for name in ("opacity", "font-size"))
    )
