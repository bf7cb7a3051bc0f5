"""The XML of a Word document: elements and attributes by their short names, in both namespaces that the format has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = object

MAX_MARKS: Final = 1_500_000
"""Tags of one part of a document; a paragraph has ten to forty, a book of a thousand pages some hundred thousand."""
MAX_DEPTH: Final = 200
"""Elements of a part that are read in one another; tables in tables in text boxes reach forty."""

_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PREFIXES = {
    _TRANSITIONAL: "",
    _STRICT: "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic:",
    "urn:schemas-microsoft-com:vml": "v:",
}
_DOCTYPE = re.compile(rb"<\0{0,3}!\0{0,3}D\0{0,3}O\0{0,3}C\0{0,3}T\0{0,3}Y")
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,9})(?:\.[0-9]{1,9})?\s*\Z")


class UnreadableError(Exception):
    """A part of a document cannot be read, for the reason that is its message, in a sentence about the document."""


def parsed(data: bytes) -> Element:
    """Return the root of a part. Nothing is loaded, no entity is put in, comments are left out.

    Raises:
        UnreadableError: It is no XML, declares a document type, or has more tags than `MAX_MARKS`.
    """
    from lxml import etree

    if data.count(b"<") > MAX_MARKS:
        raise UnreadableError(f"a part of it has more than {MAX_MARKS:,} tags")
    if _DOCTYPE.search(data):
        raise UnreadableError("it declares a document type, which a Word document never does")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        raise UnreadableError("its XML is broken, or nested too deeply") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableError("it declares a document type, which a Word document never does")
    return root


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}{local}" if prefix is not None else f"?:{local}"


def name(element: Element) -> str:
    """Return the short name of an element: "p" for w:p, "mc:Choice", and "?:x" for a namespace that is not read."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else "?:"


def value(element: Element, attribute: str = "val") -> str | None:
    """Return an attribute, w:val if none is named."""
    written = element.get(f"{{{_TRANSITIONAL}}}{attribute}")
    if written is None:
        written = element.get(f"{{{_STRICT}}}{attribute}")
    return str(written) if written is not None else None


def child(element: Element | None, wanted: str) -> Element | None:
    """Return the first child of that short name."""
    if element is not None:
        for inner in element:
            if name(inner) == wanted:
                return inner
    return None


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """Yield the children of that short name."""
    if element is not None:
        for inner in element:
            if name(inner) == wanted:
                yield inner


def chosen(element: Element) -> Element | None:
    """Return the one of the alternatives in mc:AlternateContent that is shown: the first with words in it."""
    found = None
    for inner in element:
        if name(inner) in ("mc:Choice", "mc:Fallback"):
            found = inner if found is None else found
            if next(inner.iter(f"{{{_TRANSITIONAL}}}t", f"{{{_STRICT}}}t"), None) is not None:
                return inner
    return found


def number_in(element: Element | None, attribute: str = "val") -> int | None:
    """Return a whole number that an attribute holds, None for anything else; a fraction is cut off."""
    written = value(element, attribute) if element is not None else None
    found = _NUMBER.match(written) if written is not None else None
    return int(found[1]) if found else None


def switched(element: Element | None) -> bool | None:
    """Return whether a switch (w:vanish, w:strike, …) is on, None where it does not stand."""
    if element is None:
        return None
    return (value(element) or "true").strip().lower() not in ("0", "false", "off", "none")
