"""Points as planstrack reads them, and as one would read them without it, in one shape."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.documents.record import Item

NUMBERED: Final = re.compile(r"(?m)^\s*(\d+)[.)]\s+")
"""What one would write in a hurry to find points in a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Lists of points that were found, all words that were kept somewhere, and why nothing was read."""

    lists: tuple[tuple[Item, ...], ...] = ()
    kept: tuple[str, ...] = ()
    doubts: int = 0
    why: str = ""


def planstrack(data: bytes, name: str) -> Read:
    """Return what planstrack's import finds. A word is kept if it stands in a number, title, text, part or leftover."""
    from planstrack.documents.article import NotExtracted
    from planstrack.documents.points import lists_of
    from planstrack.documents.reading import read_document

    try:
        document = read_document(data, name=name)
        if isinstance(document, NotExtracted):
            return Read(why=document.why)
        lists = lists_of(document)
    except Exception as problem:  # A reader that raises has read nothing; the run goes on and says so.
        return Read(why=f"raised {type(problem).__name__}: {problem}")
    if not lists:
        return Read(kept=(document.text,), why="no list of points found")
    spans = [span for piece in lists[0].points for span in _spans(piece)]
    kept = [document.text[start:end] for start, end in spans]
    kept += [text for piece in lists[0].points for text in _said(piece)]
    kept += [leftover.text for leftover in lists[0].leftovers]
    return Read(
        lists=tuple(tuple(_item(piece) for piece in found.points) for found in lists),
        kept=tuple(kept),
        doubts=len(lists[0].doubts),
    )


def _item(piece: Any) -> Item:
    return Item(
        number=piece.number if piece.number is not None else piece.label,
        label=piece.label or "",
        title=piece.title,
        text=(piece.text,),
        parts=tuple(_item(part) for part in piece.parts),
    )


def _spans(piece: Any) -> Iterator[tuple[int, int]]:
    """Yield where the numbers, labels and titles stand: their words are kept too."""
    yield from piece.marks
    for part in piece.parts:
        yield from _spans(part)


def _said(piece: Any) -> Iterator[str]:
    yield piece.text
    for part in piece.parts:
        yield from _said(part)


def by_expression(text: str) -> Read:
    """Return the points that the expression finds in a text: from one number to the next."""
    pieces = NUMBERED.split(text)
    points = tuple(
        Item(number=number, label=number, text=(words,))
        for number, words in zip(pieces[1::2], pieces[2::2], strict=True)
    )
    return Read(lists=(points,), kept=(text,))


def pandoc(data: bytes, name: str) -> str:
    """Return the text of a document as `pandoc -t plain` gives it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"document{Path(name).suffix}"
        path.write_bytes(data)
        kind = {".md": "markdown", ".html": "html", ".docx": "docx"}[path.suffix]
        command = ["pandoc", "-f", kind, "-t", "plain", "--wrap=none", str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def mammoth(data: bytes, name: str) -> str:
    """Return the raw text of a Word document as mammoth gives it."""
    import mammoth as library

    del name
    return str(library.extract_raw_text(io.BytesIO(data)).value)


def markitdown(data: bytes, name: str) -> str:
    """Return the Markdown that markitdown makes of a document."""
    from markitdown import MarkItDown, StreamInfo

    return str(
        MarkItDown().convert_stream(io.BytesIO(data), stream_info=StreamInfo(extension=Path(name).suffix)).markdown
    )


def pypdf(data: bytes, name: str) -> str:
    """Return the text of a PDF as pypdf gives it."""
    import pypdf as library

    del name
    return "\n".join(page.extract_text() for page in library.PdfReader(io.BytesIO(data)).pages)


def pdftotext(data: bytes, name: str) -> str:
    """Return the text of a PDF as poppler's pdftotext gives it."""
    del name
    return subprocess.run(
        ["pdftotext", "-q", "-", "-"], input=data, capture_output=True, check=True, timeout=120
    ).stdout.decode()


def plainly(data: bytes, name: str) -> str:
    """Return a text as it is."""
    del name
    return data.decode()


def others() -> dict[str, tuple[Callable[[bytes, str], str], tuple[str, ...]]]:
    """Return what is installed here to compare with: a name, how it makes a text, and of which files."""
    import importlib.util

    found: dict[str, tuple[Callable[[bytes, str], str], tuple[str, ...]]] = {}
    found["the file itself"] = (plainly, (".txt", ".md"))
    if shutil.which("pandoc"):
        found["pandoc -t plain"] = (pandoc, (".docx", ".html", ".md"))
    for name, how, suffixes in (
        ("mammoth", mammoth, (".docx",)),
        ("markitdown", markitdown, (".docx", ".html")),
        ("pypdf", pypdf, (".pdf",)),
    ):
        if importlib.util.find_spec(name):
            found[name] = (how, suffixes)
    if shutil.which("pdftotext"):
        found["pdftotext"] = (pdftotext, (".pdf",))
    return found
