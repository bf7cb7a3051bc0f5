"""What markup shares: characters that may stand in it, links that may be followed, names that can be addressed."""

from __future__ import annotations

import re

from planstrack.render.printable import marked
from planstrack.text.characters import unseen

# What neither XML 1.0 nor an HTML text can hold: a control character is shown by its picture, the rest by U+FFFD.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s\x00-\x20<>\"\\^`{|}]+\Z", re.IGNORECASE)


def legal(text: str, *, isolated: bool = False) -> str:
    """Return `text` with what markup cannot hold made visible: U+0007 becomes U+2407, a lone surrogate U+FFFD.

    What cannot be seen, or would turn the direction of what stands beside it, is a mark like ⟨U+202E⟩, so that the text
    may stand anywhere: in a title, an attribute, a picture, a Word file. Where markup isolates it (`<bdi>`), it is kept.
    """

    def shown(found: re.Match[str]) -> str:
        code = ord(found[0])
        return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"

    seen = _ILLEGAL.sub(shown, text)
    return seen if isolated else marked(seen, kept="\t\r\n")


def web_address(url: str | None) -> str | None:
    """Return `url` when it is an http(s) address that may be linked, else None: it is then shown as text."""
    return url if url and len(url) <= 4000 and _WEB.match(url) and not unseen(url) else None


def anchor(change: str) -> str:
    """Return the name under which a change stands on its page: `us-28..geneva-19/6>4` → `change-6>4`.

    The prefix keeps a change that calls itself `main` apart from the page's own names.
    """
    name = change.partition("/")[2] or change
    return "change-" + re.sub(r"\s+", "_", legal(name))
