"""The package of a Word document: its parts, found by their relations, read within bounds."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from planstrack.documents.article import NotExtracted
from planstrack.documents.kinds import kind_of
from planstrack.documents.word.xml import UnreadableError, name, parsed, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_WORD_FILE: Final = 100_000_000
"""Bytes of a Word file, pictures included."""
MAX_MEMBERS: Final = 10_000
"""Files in the package; one with a thousand pictures has some two thousand."""
MAX_PART: Final = 60_000_000
"""Bytes of one part of it that is read, unpacked; a thousand pages have about ten million."""
MAX_PARTS: Final = 100_000_000
"""Bytes of all parts that are read, unpacked."""
MAX_HEADS: Final = 100
"""Page heads and feet that are looked at."""

_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError,
    OverflowError,
)  # fmt: skip
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The parts of a Word document that are read: the roots of their XML, by what they are.

    `parts` holds "document" and, where there are such, "styles", "numbering", "footnotes", "endnotes", "settings",
    "comments". `heads` are the page heads and feet. `has_names` says that names of people, machines or folders stand in it.
    """

    parts: Mapping[str, Element]
    heads: tuple[Element, ...] = ()
    has_names: bool = False


def opened(data: bytes) -> Package:
    """Return the parts of a Word document.

    Raises:
        UnreadableError: It is no Word document, is protected, broken, or larger than the bounds of this module.
    """
    if len(data) > MAX_WORD_FILE:
        raise UnreadableError(f"it is larger than {MAX_WORD_FILE:,} bytes")
    kind = kind_of(data)
    if kind != "Word document":
        raise UnreadableError(kind.why if isinstance(kind, NotExtracted) else "it is not a Word document")
    if data.count(_ENTRY) > MAX_MEMBERS:
        raise UnreadableError(f"its package holds more than {MAX_MEMBERS:,} files")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(_Members(archive))
    except _BROKEN:
        raise UnreadableError("its package (a ZIP file) is broken") from None


class _Members:
    """The files of a package: each is read once at most, and all of them together no further than `MAX_PARTS`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MAX_PARTS
        self._relations: dict[str, Element] = {}
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in archive.infolist():
            key = info.filename.lstrip("/").casefold()  # The names of parts are the same in small and large letters.
            if key in self._infos:
                raise UnreadableError("its package holds two files of one name, of which a reader may see either")
            self._infos[key] = info

    def has(self, path: str) -> bool:
        return path.casefold() in self._infos

    def bytes_of(self, path: str) -> bytes:
        info = self._infos[path.casefold()]
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError("it is protected by a password: save it without one")
        if info.compress_type not in _METHODS:
            raise UnreadableError("its package is compressed in a way that Word does not use")
        bound = min(MAX_PART, self._left)
        if info.file_size > bound:
            raise UnreadableError(f"a part of it is larger than {bound:,} bytes when unpacked")
        with self._archive.open(info) as member:
            data = member.read(bound + 1)  # The declared size may be a lie; what is read is bounded here.
        if len(data) > bound:
            raise UnreadableError(f"a part of it is larger than {bound:,} bytes when unpacked")
        self._left -= len(data)
        return data

    def root(self, path: str) -> Element:
        return parsed(self.bytes_of(path))

    def relations(self, path: str) -> Element:
        if path not in self._relations:
            self._relations[path] = self.root(path)
        return self._relations[path]


def _read(members: _Members) -> Package:
    main = next(iter(_targets(members, "", "officeDocument")), "word/document.xml")
    if not members.has(main) or name(document := members.root(main)) != "document":
        raise UnreadableError("its package holds no text of Word")
    parts = {"document": document}
    for kind in ("styles", "numbering", "footnotes", "endnotes", "settings", "comments"):
        for path in _targets(members, main, kind)[:1]:
            parts[kind] = members.root(path)
    heads = [path for kind in ("header", "footer") for path in _targets(members, main, kind)]
    return Package(
        parts=parts,
        heads=tuple(members.root(path) for path in heads[:MAX_HEADS]),
        has_names=_has_names(members, main, parts),
    )


def _targets(members: _Members, part: str, kind: str) -> list[str]:
    """Return the parts inside the package to which a part stands in a relation; what lies outside is never asked for."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if not members.has(relations):
        usual = posixpath.join(folder, f"{kind}.xml")
        return [usual] if part and members.has(usual) else []
    found = []
    for relation in members.relations(relations):
        if (relation.get("Type") or "").rpartition("/")[2] != kind or relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target") or ""
        path = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if members.has(path) and path not in found:
            found.append(path)
    return found


_PEOPLE = frozenset(("creator", "lastModifiedBy", "Manager", "Company", "Template", "HyperlinkBase"))
_USUAL_TEMPLATE = re.compile(r"normal(?:\.dot[mx]?)?", re.IGNORECASE)


def _has_names(members: _Members, main: str, parts: Mapping[str, Element]) -> bool:
    """Return whether the file names people, machines or folders beside its text."""
    for kind in ("core-properties", "extended-properties"):
        for path in _targets(members, "", kind)[:1]:
            try:
                properties = members.root(path)
            except UnreadableError:
                continue  # They are no part of the text; a document whose properties are broken is read.
            for element in properties:
                text = (element.text or "").strip()
                if str(element.tag).rpartition("}")[2] in _PEOPLE and text and not _USUAL_TEMPLATE.fullmatch(text):
                    return True
    marked = (parts[kind] for kind in ("document", "footnotes", "endnotes", "comments") if kind in parts)
    return bool(_targets(members, main, "people")) or any(map(_says_who, marked))


def _says_who(root: Element) -> bool:
    marks = root.iter("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo", "{*}comment")
    return any((value(mark, "author") or "").strip() for mark in marks)
