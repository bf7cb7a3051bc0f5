"""The fields of a Word document: what is shown of them is their result; what they compute it from is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planstrack.documents.word.xml import child, name, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Part = Literal["shown", "code", "secret", "contents"]

_SECRET = re.compile(
    r"""\s*(?:AUTHOR|LASTSAVEDBY|FILENAME|USERNAME|USERINITIALS|USERADDRESS|TEMPLATE
    |(?:INFO|DOCPROPERTY)\s+["\\]?\s*(?:Author|LastSavedBy|Manager|FileName|Template|HyperlinkBase))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_COUNTS = re.compile(r"\s*(?:LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT)\b", re.IGNORECASE)
_CODE = 500  # Characters of a code that are looked at: its name stands first.
_PEOPLE = ("creator", "lastModifiedBy", "Manager", "HyperlinkBase")


def meaning(code: str) -> Part:
    """Return what the result of a field is, by its code: the path of a file and the name of a person are secret."""
    if _SECRET.match(code):
        return "secret"
    return "contents" if _CONTENTS.match(code) else "shown"


def counts(code: str) -> bool:
    """Return whether a field prints a number that stands nowhere in the file."""
    return bool(_COUNTS.match(code))


def control(element: Element) -> Part:
    """Return what a content control (w:sdt) holds: a table of contents, the name of a person, or words of the text."""
    properties = child(element, "sdtPr")
    for inner in properties if properties is not None else ():
        kind = name(inner)
        if kind == "docPartObj":
            gallery = child(inner, "docPartGallery")
            if gallery is not None and value(gallery) == "Table of Contents":
                return "contents"
        elif kind == "dataBinding" and any(person in (value(inner, "xpath") or "") for person in _PEOPLE):
            return "secret"
    return "shown"


@dataclass(slots=True)
class _Frame:
    part: Part
    code: str
    begin: Element | None


class Fields:
    """The fields that are open where the reader stands; what is put there is of the `part` of the strongest of them."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []
        self._open: set[Element] = set()
        self._count: dict[Part, int] = {"shown": 0, "code": 0, "secret": 0, "contents": 0}
        self._begin_of: dict[Element, Element] = {}
        self._whole: set[Element] = set()
        self.uncounted = 0

    def look_over(self, root: Element) -> None:
        """Pair the marks of a part: a field that never ends would take all that follows for its code."""
        begun: list[Element] = []
        for mark in root.iter("{*}fldChar"):
            match value(mark, "fldCharType"):
                case "begin":
                    begun.append(mark)
                case "end" if begun:
                    begin = begun.pop()
                    self._begin_of[mark] = begin
                    self._whole.add(begin)

    @property
    def part(self) -> Part:
        """What is put here belongs to."""
        for part in ("code", "secret", "contents"):
            if self._count[part]:
                return part
        return "shown"

    def enter(self, part: Part) -> int:
        """Open what is no field of marks, and return what closes it."""
        self._push(_Frame(part, "", None))
        return len(self._frames) - 1

    def leave(self, mark: int) -> None:
        """Close it, and whatever was opened in it."""
        while len(self._frames) > mark:
            self._pop()

    def mark(self, mark: Element, *, gone: bool) -> None:
        """Take note of a mark of a field; of one that is struck out only that it ends or goes on to its result."""
        match value(mark, "fldCharType"):
            case "begin" if not gone and mark in self._whole:
                self._push(_Frame("code", "", mark))
                self._open.add(mark)
            case "separate":
                self.begin_result()
            case "end":
                begin = self._begin_of.get(mark)
                if begin is not None and begin in self._open:
                    while begin in self._open:
                        frame = self._pop()
                        self.uncounted += frame.part == "code" and counts(frame.code)

    def begin_result(self) -> None:
        """Take note that the code of the innermost field ends, and its result begins."""
        if self._frames and self._frames[-1].part == "code":
            frame = self._pop()
            self._push(_Frame(meaning(frame.code), frame.code, frame.begin))
            if frame.begin is not None:
                self._open.add(frame.begin)

    def inside(self) -> Fields:
        """Return the fields as they stand for a text box: its own, which cannot end those around it."""
        fields = Fields()
        fields._begin_of, fields._whole = self._begin_of, self._whole
        fields.enter(self.part)
        return fields

    def code(self, text: str) -> None:
        """Take note of a piece of a field's code."""
        if self._frames and self._frames[-1].part == "code" and len(self._frames[-1].code) < _CODE:
            self._frames[-1].code += text[:_CODE]

    def _push(self, frame: _Frame) -> None:
        self._frames.append(frame)
        self._count[frame.part] += 1

    def _pop(self) -> _Frame:
        frame = self._frames.pop()
        self._count[frame.part] -= 1
        if frame.begin is not None:
            self._open.discard(frame.begin)
        return frame
