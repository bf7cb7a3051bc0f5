"""The signs that a page draws, read as a printer reads them: where each stands, how large, in what ink, under what.

pypdf opens the file, unpacks its streams and knows its fonts; the places are worked out here, since a number is told
from the text beside it, and one column from the next, by the exact width of each sign.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from planstrack.documents.pdf.canvas import IDENTITY, Area, Canvas, Drawn, Matrix, leans, matrix_of, placed, times
from planstrack.documents.pdf.glyphs import Face, face
from planstrack.documents.pdf.objects import inside, is_off, number_of
from planstrack.documents.pdf.page import Rule

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

MAX_DEPTH: Final = 20
"""Forms drawn within forms, and saved states of the pen."""
MAX_STATES: Final = 1_000
MAX_RULES: Final = 5_000
"""Thin lines kept of one page."""
MAX_AREAS: Final = 200
"""Filled areas kept of one page, against which ink is held."""
_SPLIT: Final = 0.13
"""Ems of empty space that part two pieces, as drawn within one string."""
_SHORTEST_RULE: Final = 5.0
_THICKEST_RULE: Final = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The state of the pen."""

    matrix: Matrix
    face: Face | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    white: bool = False
    opaque: bool = True
    clip: tuple[float, float, float, float] | None = None


def draw(canvas: Canvas, content: Any, resources: DictionaryObject, matrix: Matrix, depth: int = 0) -> None:
    """Draw a content stream, and the forms in it, on a canvas; errors of pypdf go on to who called.

    Raises:
        TooMuchError: It asks for more than the budget has.
    """
    _Pen(canvas, resources, matrix, depth).follow(content)


class _Pen:
    """Follows one content stream."""

    def __init__(self, canvas: Canvas, resources: DictionaryObject, matrix: Matrix, depth: int) -> None:
        self.canvas = canvas
        self.resources = resources
        self.depth = depth
        self.state = _State(matrix=matrix)
        self.saved: list[_State] = []
        self.line: Matrix = IDENTITY
        self.at: Matrix = IDENTITY
        self.path: list[tuple[float, float]] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.strokes: list[tuple[float, float, float, float]] = []
        self.clipping = False
        self.marks: list[str] = []
        self.inks: dict[str, int] = {}

    def follow(self, content: Any) -> None:
        """Carry out each operator of a content stream that matters for reading."""
        for operands, operator in content.operations:
            self.canvas.budget.spend("operators")
            if operator == b"INLINE IMAGE":
                self._picture()
                continue
            act = _ACTS.get(operator)
            if act is not None:
                try:
                    act(self, operands)
                except (IndexError, ValueError, OverflowError, KeyError, AttributeError, TypeError):
                    continue  # One broken operator is passed over, as every reader of PDF does.

    # ---------------------------------------------------------------------------------------------- the pen

    def save(self, _: list[Any]) -> None:
        if len(self.saved) < MAX_STATES:
            self.saved.append(self.state)

    def restore(self, _: list[Any]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concat(self, operands: list[Any]) -> None:
        self.state = replace(self.state, matrix=times(matrix_of(operands), self.state.matrix))

    def settings(self, operands: list[Any]) -> None:
        named = inside(self.resources, "/ExtGState")[operands[0]].get_object()
        alpha = named.get("/ca")
        blend = named.get("/BM")
        seen = self.state.opaque
        if alpha is not None:
            seen = float(alpha) > 0.9
        if blend is not None and blend not in ("/Normal", "/Compatible"):
            seen = False
        self.state = replace(self.state, opaque=seen)
        written = named.get("/Font")
        if written is not None:
            self.state = replace(self.state, face=self._face(written.get_object()[0]), size=float(written[1]))

    def ink(self, operands: list[Any]) -> None:
        """Take note of whether the ink is white: one, three or four numbers."""
        values = [float(value) for value in operands if isinstance(value, (int, float))]
        plain = len(values) == len(operands)
        white = plain and ((len(values) in (1, 3) and min(values) > 0.98) or (len(values) == 4 and max(values) < 0.02))
        if self.inks.get("other"):
            white = False
        self.state = replace(self.state, white=white)

    def plain_ink(self, operands: list[Any]) -> None:
        self.inks.pop("other", None)
        self.ink(operands)

    def ink_space(self, operands: list[Any]) -> None:
        name = operands[0]
        space: Any = name
        spaces = inside(self.resources, "/ColorSpace")
        if name in spaces:
            space = spaces[name].get_object()
            space = space[0] if not isinstance(space, str) else space
        # A full tint of a spot colour is 1 as well: only where 1 means light can a number say that ink is white.
        light = space in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/ICCBased", "/CalRGB", "/CalGray")
        self.inks["other"] = 0 if light else 1
        self.state = replace(self.state, white=False)

    # --------------------------------------------------------------------------------------------- the text

    def begin_text(self, _: list[Any]) -> None:
        self.at = self.line = IDENTITY

    def font(self, operands: list[Any]) -> None:
        resource = inside(self.resources, "/Font").raw_get(operands[0])
        self.state = replace(self.state, face=self._face(resource), size=float(operands[1]))

    def _face(self, resource: Any) -> Face | None:
        found = resource.get_object()
        key = id(found)
        if key not in self.canvas.faces:
            try:
                self.canvas.faces[key] = face(found)
            except Exception as error:
                if isinstance(error, (MemoryError, RecursionError)):
                    raise
                self.canvas.faces[key] = None
        return self.canvas.faces[key]

    def set_number(self, name: str, value: Any, factor: float = 1.0) -> None:
        changed: dict[str, Any] = {name: float(value) * factor}
        self.state = replace(self.state, **changed)

    def move(self, operands: list[Any]) -> None:
        self.line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line)
        self.at = self.line

    def move_leading(self, operands: list[Any]) -> None:
        self.set_number("leading", -float(operands[1]))
        self.move(operands)

    def next_line(self, _: list[Any]) -> None:
        self.move([0, -self.state.leading])

    def text_matrix(self, operands: list[Any]) -> None:
        self.at = self.line = matrix_of(operands)

    def show(self, operands: list[Any]) -> None:
        self._show([operands[0]])

    def show_spaced(self, operands: list[Any]) -> None:
        self._show(operands[0])

    def show_next(self, operands: list[Any]) -> None:
        self.next_line([])
        self._show([operands[0]])

    def show_next_spaced(self, operands: list[Any]) -> None:
        self.set_number("word_space", operands[0])
        self.set_number("char_space", operands[1])
        self.next_line([])
        self._show([operands[2]])

    def _show(self, parts: list[Any]) -> None:
        state = self.state
        if state.face is None or not state.size:
            return
        x = 0.0
        word: list[str] = []
        first = last = 0.0
        apart = _SPLIT * abs(state.size)
        for part in parts:
            if isinstance(part, (int, float)):
                x -= float(part) / 1000 * state.size * state.scale
                continue
            for said, width, is_space in state.face.signs(bytes(part) if isinstance(part, bytes) else str(part)):
                advance = (width * state.size + state.char_space + (state.word_space if is_space else 0)) * state.scale
                if said.isspace() or not said:
                    if word and said:
                        self._put(word, first, last, spaced=True)
                        word = []
                else:
                    if word and (x - last > apart or x < last - state.size):
                        self._put(word, first, last)
                        word = []
                    if not word:
                        first = x
                    word.append(said)
                    last = x + width * state.size * state.scale
                x += advance
        if word:
            self._put(word, first, last)
        self.at = times((1, 0, 0, 1, x, 0), self.at)

    def _put(self, word: list[str], first: float, last: float, *, spaced: bool = False) -> None:
        canvas, state = self.canvas, self.state
        canvas.budget.spend("pieces")
        whole = times(self.at, state.matrix)
        start, end = placed(whole, first, state.rise), placed(whole, last, state.rise)
        size = abs(state.size) * math.hypot(whole[2], whole[3])
        across = (whole[0], whole[1]) if state.size > 0 else (-whole[0], -whole[1])
        canvas.order += 1
        if not all(map(math.isfinite, (*start, *end, size))):
            return
        canvas.drawn.append(
            Drawn(
                text="".join(word),
                start=start,
                end=end,
                size=size,
                angle=round(math.degrees(math.atan2(across[1], across[0]))) % 360
                if state.face and state.face.upright
                else -1,
                bold=(state.face is not None and state.face.bold) or state.mode in (2, 6),
                italic=(state.face is not None and state.face.italic) or leans(whole),
                invisible=state.mode in (3, 7),
                white=state.white and state.mode in (0, 4),
                off="off" in self.marks,
                artifact="artifact" in self.marks,
                spaced=spaced,
                order=canvas.order,
            )
        )

    # ---------------------------------------------------------------------------------------- lines and areas

    def begin_path(self, operands: list[Any]) -> None:
        self.path.append(placed(self.state.matrix, float(operands[0]), float(operands[1])))

    def line_to(self, operands: list[Any]) -> None:
        to = placed(self.state.matrix, float(operands[0]), float(operands[1]))
        if self.path and len(self.strokes) < MAX_RULES:
            self.strokes.append((*self.path[-1], *to))
        if len(self.path) < MAX_RULES:
            self.path.append(to)

    def rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = (float(value) for value in operands[:4])
        one, two = placed(self.state.matrix, x, y), placed(self.state.matrix, x + width, y + height)
        if len(self.boxes) < MAX_RULES:
            self.boxes.append((min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])))

    def stroke(self, _: list[Any]) -> None:
        for x1, y1, x2, y2 in self.strokes:
            self._rule(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        for box in self.boxes:
            self._rule(*box)
        self._end()

    def fill(self, _: list[Any]) -> None:
        boxes = list(self.boxes)
        if len(self.path) > 2:
            xs, ys = [x for x, _ in self.path], [y for _, y in self.path]
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
        for box in boxes:
            self._rule(*box)
            if len(self.path) <= 5 or box in self.boxes:  # only of a rectangle is the box the area
                self._area(*box, picture=False)
        self._end()

    def clip(self, _: list[Any]) -> None:
        self.clipping = True

    def end_path(self, _: list[Any]) -> None:
        self._end()

    def _end(self) -> None:
        if self.clipping:
            corners = [corner for box in self.boxes for corner in ((box[0], box[1]), (box[2], box[3]))] + self.path
            if corners:
                xs, ys = [x for x, _ in corners], [y for _, y in corners]
                old = self.state.clip or (-math.inf, -math.inf, math.inf, math.inf)
                cut = (max(old[0], min(xs)), max(old[1], min(ys)), min(old[2], max(xs)), min(old[3], max(ys)))
                self.state = replace(self.state, clip=cut)
        self.clipping = False
        self.path, self.boxes, self.strokes = [], [], []

    def _rule(self, left: float, bottom: float, right: float, top: float) -> None:
        if top - bottom <= _THICKEST_RULE and right - left >= _SHORTEST_RULE and len(self.canvas.rules) < MAX_RULES:
            self.canvas.rules.append(Rule(left=left, right=right, base=(bottom + top) / 2))

    def _area(self, left: float, bottom: float, right: float, top: float, *, picture: bool) -> None:
        if self.state.clip is not None:
            left, bottom = max(left, self.state.clip[0]), max(bottom, self.state.clip[1])
            right, top = min(right, self.state.clip[2]), min(top, self.state.clip[3])
        if right - left < 2 or top - bottom < 2 or not (self.state.opaque or picture):
            return
        self.canvas.order += 1
        if len(self.canvas.areas) < MAX_AREAS:
            made = Area(
                left=left, bottom=bottom, right=right, top=top, order=self.canvas.order,
                white=self.state.white and not picture, picture=picture,
            )  # fmt: skip
            self.canvas.areas.append(made)

    def _picture(self) -> None:
        corners = [placed(self.state.matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self._area(min(xs), min(ys), max(xs), max(ys), picture=True)

    def draw_object(self, operands: list[Any]) -> None:
        drawn = inside(self.resources, "/XObject")[operands[0]].get_object()
        if drawn.get("/Subtype") == "/Image":
            self._picture()
            return
        if drawn.get("/Subtype") != "/Form" or self.depth >= MAX_DEPTH or is_off(drawn, self.canvas.off):
            return
        from pypdf.generic import ContentStream

        self.canvas.budget.spend("forms")
        content = ContentStream(drawn, None, "bytes")
        self.canvas.budget.spend("content", len(content.get_data()))
        matrix = self.state.matrix
        if "/Matrix" in drawn:
            matrix = times(matrix_of(drawn["/Matrix"].get_object()), matrix)
        resources = drawn["/Resources"].get_object() if "/Resources" in drawn else self.resources
        pen = _Pen(self.canvas, resources, matrix, self.depth + 1)
        pen.state = replace(self.state, matrix=matrix)
        pen.marks = [*dict.fromkeys(self.marks)]
        pen.follow(content)

    # ---------------------------------------------------------------------------------------------- the marks

    def begin_mark(self, operands: list[Any]) -> None:
        meant = ""
        if operands and operands[0] == "/Artifact":
            kind = operands[1] if len(operands) > 1 else None
            meant = (
                "artifact" if not isinstance(kind, dict) or kind.get("/Type", "/Pagination") == "/Pagination" else ""
            )
        elif len(operands) > 1 and operands[0] == "/OC":
            named = inside(self.resources, "/Properties").raw_get(operands[1])
            meant = "off" if number_of(named) in self.canvas.off else ""
        if len(self.marks) < MAX_STATES:
            self.marks.append(meant)

    def end_mark(self, _: list[Any]) -> None:
        if self.marks:
            self.marks.pop()


def _number(name: str, factor: float = 1.0) -> Callable[[_Pen, list[Any]], None]:
    return lambda pen, operands: pen.set_number(name, operands[0], factor)


def _mode(pen: _Pen, operands: list[Any]) -> None:
    pen.state = replace(pen.state, mode=int(operands[0]))


_ACTS: dict[bytes, Callable[[_Pen, list[Any]], None]] = {
    b"q": _Pen.save, b"Q": _Pen.restore, b"cm": _Pen.concat, b"gs": _Pen.settings,
    b"g": _Pen.plain_ink, b"rg": _Pen.plain_ink, b"k": _Pen.plain_ink, b"sc": _Pen.ink, b"scn": _Pen.ink, b"cs": _Pen.ink_space,
    b"BT": _Pen.begin_text, b"Tf": _Pen.font, b"Tc": _number("char_space"), b"Tw": _number("word_space"),
    b"Tz": _number("scale", 0.01), b"TL": _number("leading"), b"Ts": _number("rise"), b"Tr": _mode,
    b"Td": _Pen.move, b"TD": _Pen.move_leading, b"T*": _Pen.next_line, b"Tm": _Pen.text_matrix,
    b"Tj": _Pen.show, b"TJ": _Pen.show_spaced, b"'": _Pen.show_next, b'"': _Pen.show_next_spaced,
    b"m": _Pen.begin_path, b"l": _Pen.line_to, b"re": _Pen.rectangle, b"W": _Pen.clip, b"W*": _Pen.clip, b"n": _Pen.end_path,
    b"S": _Pen.stroke, b"s": _Pen.stroke, b"f": _Pen.fill, b"F": _Pen.fill, b"f*": _Pen.fill,
    b"B": _Pen.fill, b"B*": _Pen.fill, b"b": _Pen.fill, b"b*": _Pen.fill,
    b"Do": _Pen.draw_object, b"BMC": _Pen.begin_mark, b"BDC": _Pen.begin_mark, b"EMC": _Pen.end_mark,
}  # fmt: skip
