"""The body of a Word document, read once from front to back: paragraphs and tables as they stand after or before changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from planstrack.documents.word.changes import Change, Changes, Tracked, change, marked
from planstrack.documents.word.fields import Fields, control
from planstrack.documents.word.formula import formula
from planstrack.documents.word.notes import Notes
from planstrack.documents.word.numbering import Counting, Lists
from planstrack.documents.word.properties import Properties, continues_a_cell, is_large_letter, said
from planstrack.documents.word.records import Block, Cell, Paragraph, Table, paragraphs_of
from planstrack.documents.word.signs import shown, sign
from planstrack.documents.word.styles import Face, ParagraphStyle, Styles, face, shaded, switched_on
from planstrack.documents.word.words import LOOKS, Aside, Words, tidy
from planstrack.documents.word.xml import (
    MAX_DEPTH,
    UnreadableError,
    child,
    children,
    chosen,
    name,
    number_in,
    value,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Story = Literal["body", "boxes", "notes"]

_BLOCKS = frozenset(("p", "tbl", "altChunk", "subDoc"))
_INLINE = frozenset(("r", "m:oMath", "m:oMathPara"))
_IN_RUNS = frozenset(
    """t delText tab ptab br cr noBreakHyphen sym fldChar instrText delInstrText footnoteReference endnoteReference
    drawing pict object ruby""".split()
)
_DRAWN = frozenset(("txbxContent", "pic:pic", "v:imagedata", "a:graphicData"))
_SPACES = {"tab": " ", "ptab": " ", "br": "\0", "cr": "\0", "noBreakHyphen": "-"}
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_DIAGRAMS = ("/chart", "/diagram", "/lockedCanvas", "/chartex")
_TWIPS = 20.0  # A point has twenty.
_EMPTY = Paragraph(text="")
_MAX_COLUMNS = 63  # Word's own bound.


@dataclass(slots=True)
class Found:
    """What was met beside the text: passages left out, counts of what is not read."""

    aside: dict[Aside, list[str]] = field(
        default_factory=lambda: {"hidden": [], "struck": [], "contents": [], "secret": []}
    )
    languages: Counter[str] = field(default_factory=Counter)
    pictures: int = 0
    diagrams: int = 0
    other_files: int = 0


class Reading:
    """Goes through the parts of a document once. `Reading.found` and `Reading.notes` hold what was met on the way."""

    def __init__(self, tracked: Tracked, styles: Styles, lists: Lists, notes: Notes) -> None:
        self.found = Found()
        self.notes = notes
        self.fields = Fields()
        self.changes = Changes(tracked)
        self._styles = styles
        self._lists = lists
        self._counting: dict[Story, Counting] = {story: Counting(lists) for story in ("body", "boxes", "notes")}
        self._depth = 0
        self._ground = 0  # Cells and boxes with a ground of their own, on which white words may be seen.
        self._preserved = False

    def read(self, root: Element, story: Story) -> tuple[Block, ...]:
        """Return what stands in the body of a part, or in one note.

        Raises:
            UnreadableError: More than `MAX_DEPTH` elements stand in one another.
        """
        self._preserved = self._preserved or root.getroottree().getroot().get(_PRESERVE) == "preserve"
        self.changes.forget()
        return self._blocks(root, story)

    def _inside(self, container: Element, wanted: frozenset[str]) -> Iterator[tuple[str, Element]]:
        """Yield what is wanted in a container, in order, out of whatever is put around it.

        While one is yielded, the changes and fields around it are open; one that is wanted is not looked into.

        Raises:
            UnreadableError: More than `MAX_DEPTH` elements stand in one another.
        """
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableError(f"more than {MAX_DEPTH} elements of it stand in one another")
        for node in container:
            kind = name(node)
            if kind in wanted:
                yield kind, node
            elif kind == "mc:AlternateContent":
                if (alternative := chosen(node)) is not None:
                    yield from self._inside(alternative, wanted)
            elif (mark := change(kind)) is not None:
                self.changes.begin(mark)
                yield from self._inside(node, wanted)
                self.changes.end()
            elif kind in ("sdt", "fldSimple"):
                opened = self.fields.enter(control(node) if kind == "sdt" else "code")
                if kind == "fldSimple":
                    self.fields.code(value(node, "instr") or "")
                    self.fields.begin_result()
                yield from self._inside(node, wanted)
                self.fields.leave(opened)
            elif len(node) and not kind.endswith("Pr"):
                yield from self._inside(node, wanted)
        self._depth -= 1

    # ------------------------------------------------------------------------------------------------- blocks

    def _blocks(self, container: Element, story: Story) -> tuple[Block, ...]:
        out: list[Block] = []
        words = Words()  # Those of a paragraph whose end is gone: they go on in the next one.
        for kind, node in self._inside(container, _BLOCKS):
            if kind == "p":
                words = self._paragraph(node, words, out, story)
            elif kind == "tbl":
                words = self._ended(words, out, story)
                table = self._table(node, story)
                if table.rows:
                    out.append(table)
            else:
                self.found.other_files += 1
        self._ended(words, out, story)
        return tuple(out)

    def _ended(self, words: Words, out: list[Block], story: Story) -> Words:
        """End a paragraph whose own end is gone, and return the words of the next one."""
        if words.text or words.aside:
            out.append(self._finished(words, words.kept or Properties(), story))
            return Words()
        return words

    def _paragraph(self, node: Element, words: Words, out: list[Block], story: Story) -> Words:
        """Read a paragraph that goes on from `words`; return those that the next one goes on from."""
        if not len(node) and words == Words() and not self.changes.gone and self._styles.paragraph(None).number is None:
            self.changes.met()
            out.append(_EMPTY)  # A small file can unpack to a million of them.
            return words
        written = child(node, "pPr")
        mark = child(written, "rPr")
        properties = self._properties(written)
        style = self._styles.paragraph(properties.style)
        ground = child(written, "shd")
        with self._on_ground(shaded(ground) if ground is not None else style.shaded):
            self._inline(node, words, style)
        self.notes.paragraph_ends()
        changes = marked(mark)
        self.changes.met(changes)
        if self.changes.gone or self.changes.takes(changes):
            return words  # Its end is gone: what is left of it belongs to the next paragraph, whose properties count.
        if is_large_letter(written):
            return words  # A large first letter, which stands before the paragraph that it begins.
        if self._styles.looks(face(mark), style).vanish:
            if words.text:
                words.kept = words.kept or properties  # A heading that the text goes on after, on one line.
                return words
            self._leave_out(words)
            return Words()
        out.append(self._finished(words, words.kept or properties, story))
        return Words()

    def _properties(self, written: Element | None) -> Properties:
        """Return what a paragraph's properties say, before the changes those that it had."""
        if written is None:
            return Properties()
        change = child(written, "pPrChange")
        if change is not None:
            old = child(change, "pPr")
            now, then = said(written), said(old) if old is not None else Properties()
            if (now.style, now.number, now.level) != (then.style, then.number, then.level):
                self.changes.counts["numbering"] += 1
            return then if self.changes.tracked == "before" else now
        now = said(written)
        if child(child(written, "numPr"), "ins") is not None:
            self.changes.counts["numbering"] += 1
            if self.changes.tracked == "before":
                return Properties(style=now.style, outline=now.outline, indent=now.indent)
        return now

    def _finished(self, words: Words, properties: Properties, story: Story) -> Paragraph:
        """Return a paragraph with what Word prints before it."""
        style = self._styles.paragraph(properties.style)
        text = words.text
        place = self._lists.of(style, properties.number, properties.level)
        label = self._counting[story].next(*place) if place is not None else None
        struck = not text and any(why == "struck" for why, _ in words.aside)
        self._leave_out(words)
        outline = properties.outline
        heading = style.heading if outline is None else outline + 1 if 0 <= outline < 9 else None
        indents = (properties.indent, label.indent if label else None, style.indent)
        return Paragraph(
            text=text,
            label=label if label is not None and label.text and not struck else None,
            heading=heading,
            title=style.title,
            indent=next((indent for indent in indents if indent is not None), 0) / _TWIPS,
            first={look: first for look in LOOKS if (first := words.first(look))},
            boxed=style.boxed if properties.boxed is None else properties.boxed,
            quoted=style.quoted,
            boxes=tuple(words.boxes),
        )

    def _leave_out(self, words: Words) -> None:
        for why, pieces in words.aside:
            passage = tidy("".join(pieces))
            if passage:
                self.found.aside[why].append(passage)
        words.aside = []

    @contextmanager
    def _on_ground(self, is_on_ground: bool) -> Iterator[None]:
        """Read on a ground of its own, on which white words may be seen."""
        self._ground += is_on_ground
        yield
        self._ground -= is_on_ground

    # ------------------------------------------------------------------------------------------------- tables

    def _table(self, node: Element, story: Story) -> Table:
        properties = child(node, "tblPr")
        style = child(properties, "tblStyle")
        on_ground = shaded(child(properties, "shd")) or (style is not None and self._styles.shades(value(style)))
        rows: list[tuple[Cell, ...]] = []
        with self._on_ground(on_ground):
            for _, row in self._inside(node, frozenset(("tr",))):
                about = child(row, "trPr")
                changes = marked(about)
                if changes:
                    self.changes.met(changes)
                if not self.changes.gone and not self.changes.takes(changes):
                    rows.append(tuple(self._cells(row, number_in(child(about, "gridBefore")) or 0, story)))
        return Table(rows=tuple(rows))

    def _cells(self, row: Element, column: int, story: Story) -> Iterator[Cell]:
        for _, node in self._inside(row, frozenset(("tc",))):
            properties = child(node, "tcPr")
            if not self._is_gone_cell(properties) and not continues_a_cell(properties):
                with self._on_ground(shaded(child(properties, "shd"))):
                    yield Cell(column=column, blocks=self._blocks(node, story))
            column += min(max(number_in(child(properties, "gridSpan")) or 1, 1), _MAX_COLUMNS)

    def _is_gone_cell(self, properties: Element | None) -> bool:
        changes: list[Change] = ["ins"] if child(properties, "cellIns") is not None else []
        changes += ["del"] if child(properties, "cellDel") is not None else []
        if changes:
            self.changes.met(changes)
        return self.changes.takes(changes)

    # ------------------------------------------------------------------------------------------------- inline

    def _inline(self, container: Element, words: Words, style: ParagraphStyle) -> None:
        for kind, node in self._inside(container, _INLINE):
            if kind == "r":
                self._run(node, words, self._styles.looks(face(child(node, "rPr")), style), style)
            else:
                self.changes.met()
                self._put(formula(node), words, Face())

    def _run(self, run: Element, words: Words, looks: Face, style: ParagraphStyle) -> None:
        for kind, node in self._inside(run, _IN_RUNS):
            self.changes.met()
            if kind == "fldChar":
                self.fields.mark(node, gone=self.changes.gone)
            elif self.changes.gone:
                continue
            elif kind in ("t", "delText"):
                text = node.text or ""
                if not self._preserved and node.get(_PRESERVE) != "preserve":
                    text = text.strip(" \t\r\n")  # Word does so too: such spaces are the writer's, not the text's.
                if looks.language and text:
                    self.found.languages[looks.language[:20].lower()] += len(text)
                self._put(shown(text.replace("\u00ad", ""), looks.font), words, looks)
            elif kind in _SPACES:
                self._put(_SPACES[kind], words, looks)
            elif kind == "sym":
                self._put(sign(_code(value(node, "char")), value(node, "font") or "Symbol"), words, looks)
            elif kind in ("instrText", "delInstrText"):
                self.fields.code(node.text or "")
            elif kind in ("footnoteReference", "endnoteReference"):
                self._note(node, kind == "footnoteReference", looks)
            elif kind == "ruby":
                for base in children(node, "rubyBase"):
                    self._inline(base, words, style)
            else:
                self._drawing(node, words, looks)

    def _put(self, text: str, words: Words, looks: Face) -> None:
        """Put words where they belong: among those shown, or those left out."""
        part = self.fields.part
        if part == "code" or not text:
            return
        white = looks.white and not looks.shaded and not self._ground
        if part != "shown":
            words.set_aside(part, text)
        elif looks.vanish or looks.tiny or white:
            words.set_aside("hidden", text)
        elif looks.strike or looks.dstrike:
            words.set_aside("struck", text)
        else:
            words.put(self.notes.without_mark(text), looks)

    def _note(self, node: Element, foot: bool, looks: Face) -> None:
        if self.fields.part == "shown" and not (looks.vanish or looks.strike or looks.dstrike):
            own = switched_on(value(node, "customMarkFollows"))
            self.notes.referred(value(node, "id"), foot=foot, own=own)

    def _drawing(self, container: Element, words: Words, looks: Face) -> None:
        """Read the text boxes of a drawing; count its pictures and diagrams, whose words are not read."""
        for kind, node in self._inside(container, _DRAWN):
            if kind in ("pic:pic", "v:imagedata"):
                self.found.pictures += 1
            elif kind == "a:graphicData":
                if (node.get("uri") or "").endswith(_DIAGRAMS):
                    self.found.diagrams += 1
                else:
                    self._drawing(node, words, looks)
            elif self.fields.part != "code":
                outer, self.fields = self.fields, self.fields.inside()
                with self._on_ground(True):
                    blocks = self._blocks(node, "boxes")
                self.fields = outer
                if looks.vanish:
                    self.found.aside["hidden"] += [paragraph.shown for paragraph in paragraphs_of(blocks)]
                elif blocks:
                    words.boxes.append(blocks)


def _code(written: str | None) -> int:
    try:
        return int(written or "", 16) if len(written or "") <= 6 else 0
    except ValueError:
        return 0
