"""A PDF's bytes → its pages, through pypdf. Runs in the process of `worker`: whatever pypdf raises ends there."""

from __future__ import annotations

import io
import logging
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from planstrack.documents.pdf.canvas import IDENTITY, Area, Budget, Canvas, Drawn, Matrix, TooMuchError, times
from planstrack.documents.pdf.content import draw
from planstrack.documents.pdf.page import Page, Piece, Rule, Unseen

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PDF_PAGES: Final = 2_000
MAX_OPERATORS: Final = 5_000_000
MAX_TOKENS: Final = 5_000_000
"""Numbers, words and operators of one stream."""
MAX_PIECES: Final = 1_500_000
MAX_FORMS: Final = 20_000
MAX_CONTENT: Final = 200_000_000
"""Bytes of unpacked content of all pages together."""
MAX_STREAM: Final = 50_000_000
"""Bytes of one unpacked stream."""
MAX_MARKS: Final = 10_000
"""Comments and form fields counted on one page."""
_FULL: Final = 0.5
"""Share of a page that a picture fills which may be a scan of it."""
_TINY: Final = 1.0
"""Points: smaller letters are not meant to be read."""
_LARGEST: Final = 100_000.0
"""Points: a page, or a place on it, that is larger is none."""
_THROUGH: Final = (0.17, 0.42)
_UNDER: Final = (-0.25, -0.02)
_NOT_COMMENTS = frozenset(["/Link", "/Popup", "/Widget", "/PrinterMark", "/TrapNet", "/Watermark", "/Screen", "/3D"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of a file. `names` says that its description names persons, `attached` how many files are in it."""

    pages: tuple[Page, ...]
    names: bool = False
    attached: int = 0
    omitted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """Why a file was not read, in a sentence."""

    why: str


def pages_read(data: bytes) -> Reading | NotRead:
    """Return the pages of a PDF. Errors of pypdf about one page become its `why`; all others go on to who called."""
    import pypdf
    from pypdf.errors import FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # It warns of each oddity of a file on standard error.
    with pypdf.apply_configuration(
        maximum_declared_stream_length=MAX_STREAM, array_based_stream_maximum_output_length=MAX_STREAM,
        lzw_maximum_output_length=MAX_STREAM, run_length_maximum_output_length=MAX_STREAM,
        zlib_maximum_output_length=MAX_STREAM, brotli_maximum_output_length=MAX_STREAM,
        stream_parsing_work_maximum_count=MAX_TOKENS, jbig2dec_binary=None,
    ):  # fmt: skip
        try:
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return NotRead(why="it is protected by a password")
            count = len(reader.pages)
        except (FileNotDecryptedError, pypdf.errors.DependencyError):
            return NotRead(why="it is protected by a password")
        if count > MAX_PDF_PAGES:
            return NotRead(why=f"it has more than {MAX_PDF_PAGES:,} pages")
        return _reading(reader, count)


def _reading(reader: PdfReader, count: int) -> Reading:
    budget = Budget(operators=MAX_OPERATORS, pieces=MAX_PIECES, forms=MAX_FORMS, content=MAX_CONTENT)
    faces: dict[int, Any] = {}
    off = _switched_off(reader)
    pages: list[Page] = []
    omitted = 0
    for index in range(count):
        canvas = Canvas(budget=budget, off=off, faces=faces)
        page = reader.pages[index]
        why = None
        try:
            _drawn(page, canvas, reader)
        except TooMuchError:
            omitted = count - index
            why = "it holds more than is read of one file"
        except MemoryError:
            raise
        except Exception as error:
            why = f"it is broken ({type(error).__name__})"
        pages.append(_page(page, index + 1, canvas, why))
        if omitted:
            break
    return Reading(pages=tuple(pages), names=_names_somebody(reader), attached=_attached(reader), omitted=omitted)


def _drawn(page: PageObject, canvas: Canvas, reader: PdfReader) -> None:
    from pypdf.generic import ContentStream, DictionaryObject

    content = page.get("/Contents")
    if content is None:
        return
    resources = page.get("/Resources", DictionaryObject()).get_object()
    stream = ContentStream(content.get_object(), reader, "bytes")
    canvas.budget.spend("content", len(stream.get_data()))
    draw(canvas, stream, resources, _upright(page))


def _upright(page: PageObject) -> Matrix:
    """Return the matrix that turns a page as its reader sees it."""
    try:
        turn = int(page.rotation) % 360
    except Exception:
        turn = 0
    turned: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
    return turned.get(turn, IDENTITY)


# ------------------------------------------------------------------------------------------------------------ a page


def _page(page: PageObject, number: int, canvas: Canvas, why: str | None) -> Page:
    box = _box(page)
    angle = _main_angle(canvas.drawn)
    matrix = _turned(angle)
    left, bottom, right, top = _box_through(box, matrix)
    turned = sum(drawn.angle != angle for drawn in canvas.drawn)
    areas = [_area_through(area, matrix) for area in canvas.areas] if angle else canvas.areas
    rules = tuple(canvas.rules) if not angle else ()
    upright = [drawn for drawn in canvas.drawn if drawn.angle == angle]
    sheet = max(1.0, (right - left) * (top - bottom))
    pictures = [area for area in areas if area.picture]
    pictured = sum(area.size for area in pictures) >= _FULL * sheet
    places = [_Placed.of(drawn, matrix) for drawn in upright]
    struck = _ruled(places, rules, _THROUGH)
    underlined = _ruled(places, rules, _UNDER)
    unseen: Counter[Unseen] = Counter()
    seen: list[Piece] = []
    ocr: list[Piece] = []
    covers = [area for area in areas if not (area.picture and area.size >= _FULL * sheet)]
    scans = [area for area in pictures if area.size >= _FULL * sheet]
    hidden_by_area: list[Piece] = []
    for drawn, placed in zip(upright, places, strict=True):
        x, y = placed.middle
        piece = placed.piece
        if drawn.bold or placed.key in underlined:
            piece = replace(piece, strong=True)
        if drawn.off:
            unseen["switched off"] += 1
        elif not (left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1):
            unseen["outside"] += 1
        elif drawn.size < _TINY:
            unseen["tiny"] += 1
        elif drawn.invisible or any(_covers(scan, x, y) and scan.order > drawn.order for scan in scans):
            ocr.append(piece)
        elif any(_covers(area, x, y) and area.order > drawn.order for area in covers):
            hidden_by_area.append(piece)
        elif drawn.white and not any(
            _covers(area, x, y) and area.order < drawn.order and not area.white for area in areas
        ):
            unseen["white"] += 1
        elif placed.key in struck:
            unseen["struck"] += 1
        else:
            seen.append(piece)
    # A box that covers all of a page's text is a background whose place in the file misleads, not a redaction.
    if len(hidden_by_area) > 4 * len(seen):
        seen += hidden_by_area
    else:
        unseen["covered"] += len(hidden_by_area)
    recognised = pictured and len(ocr) > len(seen)
    if recognised:
        seen += ocr
    else:
        unseen["invisible"] += len(ocr)
    comments, fields = _annotations(page)
    return Page(
        number=number, left=left, right=right, top=top, bottom=bottom, pieces=tuple(seen), rules=rules,
        unseen={reason: count for reason, count in unseen.items() if count},
        turned=turned, recognised=recognised, pictured=pictured, comments=comments, fields=fields, why=why,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A piece with its middle, and a key that tells it from others."""

    piece: Piece
    middle: tuple[float, float]
    key: int

    @classmethod
    def of(cls, drawn: Drawn, matrix: Matrix) -> _Placed:
        """Return the place of a piece on the upright page."""
        (x1, y1), (x2, _) = _through(drawn.start, matrix), _through(drawn.end, matrix)
        piece = Piece(
            text=drawn.text, left=min(x1, x2), right=max(x1, x2), base=y1, size=drawn.size, bold=drawn.bold,
            italic=drawn.italic, artifact=drawn.artifact, spaced=drawn.spaced,
        )  # fmt: skip
        return cls(piece=piece, middle=((x1 + x2) / 2, y1 + 0.3 * drawn.size), key=drawn.order)


def _box(page: PageObject) -> tuple[float, float, float, float]:
    """Return the part of a page that is shown, turned upright: left, bottom, right, top."""
    for name in ("cropbox", "mediabox"):
        try:
            box = getattr(page, name)
            corners = [_through((float(x), float(y)), _upright(page)) for x, y in (box.lower_left, box.upper_right)]
        except Exception:
            continue
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        if all(abs(value) < _LARGEST for value in (*xs, *ys)) and xs[1] - xs[0] > 1 and ys[1] - ys[0] > 1:
            return xs[0], ys[0], xs[1], ys[1]
    return 0.0, 0.0, 612.0, 792.0


def _through(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    moved = times((1, 0, 0, 1, point[0], point[1]), matrix)
    return moved[4], moved[5]


def _box_through(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    (x1, y1), (x2, y2) = _through((box[0], box[1]), matrix), _through((box[2], box[3]), matrix)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _area_through(area: Area, matrix: Matrix) -> Area:
    left, bottom, right, top = _box_through((area.left, area.bottom, area.right, area.top), matrix)
    return Area(
        left=left, bottom=bottom, right=right, top=top, order=area.order, white=area.white, picture=area.picture
    )


def _main_angle(drawn: list[Drawn]) -> int:
    """Return the right angle at which most of a page's text stands; 0 where it stands upright or at no right angle."""
    counts: Counter[int] = Counter()
    for piece in drawn:
        counts[piece.angle] += len(piece.text)
    angle = counts.most_common(1)[0][0] if counts else 0
    return angle if angle in (90, 180, 270) else 0


def _turned(angle: int) -> Matrix:
    turned: dict[int, Matrix] = {90: (0, -1, 1, 0, 0, 0), 180: (-1, 0, 0, -1, 0, 0), 270: (0, 1, -1, 0, 0, 0)}
    return turned.get(angle, IDENTITY)


def _covers(area: Area, x: float, y: float) -> bool:
    return area.left <= x <= area.right and area.bottom <= y <= area.top


def _ruled(places: list[_Placed], rules: tuple[Rule, ...], where: tuple[float, float]) -> set[int]:
    """Return the keys of the pieces along which a line is drawn, so many ems over the baseline."""
    at: dict[int, list[Rule]] = {}
    for rule in rules:
        if abs(rule.base) < _LARGEST:
            at.setdefault(round(rule.base), []).append(rule)
    found = set()
    for placed in places if at else ():
        piece = placed.piece
        if piece.size > 200 or not any(char.isalnum() for char in piece.text):
            continue
        low, high = (piece.base + ems * piece.size for ems in where)
        near = (rule for row in range(round(low) - 1, round(high) + 2) for rule in at.get(row, ())[:50])
        wanted = 0.8 * (piece.right - piece.left)
        if any(
            low <= rule.base <= high and min(rule.right, piece.right) - max(rule.left, piece.left) >= wanted
            for rule in near
        ):
            found.add(placed.key)
    return found


# --------------------------------------------------------------------------------------------- around the pages


def _annotations(page: PageObject) -> tuple[int, int]:
    """Return how many comments and how many form fields a page has."""
    comments = fields = 0
    try:
        listed = page.get("/Annots")
        for reference in list(listed.get_object())[:MAX_MARKS] if listed is not None else ():
            kind = reference.get_object().get("/Subtype")
            if kind == "/Widget":
                fields += 1
            elif kind not in _NOT_COMMENTS:
                comments += 1
    except MemoryError:
        raise
    except Exception:
        return comments, fields
    return comments, fields


def _switched_off(reader: PdfReader) -> frozenset[int]:
    """Return the numbers of the layers that are not shown."""
    try:
        properties: Any = reader.root_object["/OCProperties"].get_object()
        listed = properties["/D"].get_object().get("/OFF")
        return frozenset(reference.idnum for reference in list(listed.get_object())[:MAX_MARKS])
    except MemoryError:
        raise
    except Exception:
        return frozenset()


def _names_somebody(reader: PdfReader) -> bool:
    """Return whether the description of a file names who or what made it; the names are not read further."""
    try:
        info = reader.trailer.get("/Info")
        told = info.get_object() if info is not None else {}
        return any(told.get(key) for key in ("/Author", "/Creator", "/Producer")) or "/Metadata" in reader.root_object
    except MemoryError:
        raise
    except Exception:
        return False


def _attached(reader: PdfReader) -> int:
    try:
        names: Any = reader.root_object["/Names"].get_object()
        return len(names["/EmbeddedFiles"].get_object().get("/Names", ())) // 2 or int("/EmbeddedFiles" in names)
    except MemoryError:
        raise
    except Exception:
        return 0
