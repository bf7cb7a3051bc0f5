"""The body of a Word document, read once from front to back: paragraphs and tables as they stand after or before changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from planstrack.documents.numbering import Counting, Lists
from planstrack.documents.word_changes import Change, Changes, Tracked, change, marked
from planstrack.documents.word_fields import Fields, control
from planstrack.documents.word_formula import formula
from planstrack.documents.word_notes import Notes
from planstrack.documents.word_properties import Properties, continues_a_cell, is_large_letter, said
from planstrack.documents.word_records import Block, Cell, Paragraph, Table, paragraphs_of
from planstrack.documents.word_signs import shown, sign
from planstrack.documents.word_styles import Face, ParagraphStyle, Styles, face, shaded, switched_on
from planstrack.documents.word_words import LOOKS, Aside, Words, tidy
from planstrack.documents.word_xml import (
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

    # ------------------------------------------------------------------------------------------------- blocks

    def _blocks(self, container: Element, story: Story) -> tuple[Block, ...]:
        out: list[Block] = []
        rest = self._walk(container, Words(), out, story)
        if rest.text or rest.aside:
            out.append(self._finished(rest, rest.kept or Properties(), story))
        return tuple(out)

    def _walk(self, container: Element, words: Words, out: list[Block], story: Story) -> Words:
        """Read what stands in a container; `words` are those of a paragraph whose end is gone. Return the new ones."""
        self._deeper()
        for node in container:
            kind = name(node)
            if kind == "p":
                words = self._paragraph(node, words, out, story)
            elif kind == "tbl":
                if words.text or words.aside:
                    out.append(self._finished(words, words.kept or Properties(), story))
                    words = Words()
                table = self._table(node, story)
                if table.rows:
                    out.append(table)
            elif kind == "sdt":
                opened = self.fields.enter(control(node))
                content = child(node, "sdtContent")
                if content is not None:
                    words = self._walk(content, words, out, story)
                self.fields.leave(opened)
            elif kind == "mc:AlternateContent":
                alternative = chosen(node)
                if alternative is not None:
                    words = self._walk(alternative, words, out, story)
            elif (mark := change(kind)) is not None:
                self.changes.begin(mark)
                words = self._walk(node, words, out, story)
                self.changes.end()
            elif kind in ("altChunk", "subDoc"):
                self.found.other_files += 1
            elif len(node) and not kind.endswith("Pr"):
                words = self._walk(node, words, out, story)
        self._depth -= 1
        return words

    def _paragraph(self, node: Element, words: Words, out: list[Block], story: Story) -> Words:
        if not len(node) and words == Words() and not self.changes.gone and self._styles.paragraph(None).number is None:
            self.changes.met()
            out.append(_EMPTY)  # A small file can unpack to a million of them.
            return words
        written = child(node, "pPr")
        mark = child(written, "rPr")
        properties = self._properties(written)
        style = self._styles.paragraph(properties.style)
        ground = child(written, "shd")
        on_ground = shaded(ground) if ground is not None else style.shaded
        self._ground += on_ground
        self._inline(node, words, style, story)
        self._ground -= on_ground
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
            else:
                self._leave_out(words)
                words = Words()
            return words
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

    # ------------------------------------------------------------------------------------------------- tables

    def _table(self, node: Element, story: Story) -> Table:
        self._deeper()
        properties = child(node, "tblPr")
        style = child(properties, "tblStyle")
        on_ground = shaded(child(properties, "shd")) or (style is not None and self._styles.shades(value(style)))
        self._ground += on_ground
        rows: list[tuple[Cell, ...]] = []
        self._rows(node, rows, story)
        self._ground -= on_ground
        self._depth -= 1
        return Table(rows=tuple(rows))

    def _rows(self, container: Element, rows: list[tuple[Cell, ...]], story: Story) -> None:
        self._deeper()
        for node in container:
            kind = name(node)
            if kind == "tr":
                properties = child(node, "trPr")
                changes = marked(properties)
                if changes:
                    self.changes.met(changes)
                if not self.changes.gone and not self.changes.takes(changes):
                    cells: list[Cell] = []
                    self._cells(node, cells, number_in(child(properties, "gridBefore")) or 0, story)
                    rows.append(tuple(cells))
            elif (mark := change(kind)) is not None:
                self.changes.begin(mark)
                self._rows(node, rows, story)
                self.changes.end()
            elif len(node) and not kind.endswith("Pr") and kind != "tblGrid":
                self._rows(node, rows, story)
        self._depth -= 1

    def _cells(self, container: Element, cells: list[Cell], column: int, story: Story) -> int:
        self._deeper()
        for node in container:
            kind = name(node)
            if kind == "tc":
                properties = child(node, "tcPr")
                if not self._is_gone_cell(properties) and not continues_a_cell(properties):
                    on_ground = shaded(child(properties, "shd"))
                    self._ground += on_ground
                    cells.append(Cell(column=column, blocks=self._blocks(node, story)))
                    self._ground -= on_ground
                column += min(max(number_in(child(properties, "gridSpan")) or 1, 1), _MAX_COLUMNS)
            elif len(node) and not kind.endswith("Pr") and kind != "tblPrEx":
                column = self._cells(node, cells, column, story)
        self._depth -= 1
        return column

    def _is_gone_cell(self, properties: Element | None) -> bool:
        changes: list[Change] = ["ins"] if child(properties, "cellIns") is not None else []
        changes += ["del"] if child(properties, "cellDel") is not None else []
        if changes:
            self.changes.met(changes)
        return self.changes.takes(changes)

    # ------------------------------------------------------------------------------------------------- inline

    def _inline(self, container: Element, words: Words, style: ParagraphStyle, story: Story) -> None:
        self._deeper()
        for node in container:
            kind = name(node)
            if kind == "r":
                self._run(node, words, style, story)
            elif (mark := change(kind)) is not None:
                self.changes.begin(mark)
                self._inline(node, words, style, story)
                self.changes.end()
            elif kind == "fldSimple":
                opened = self.fields.enter("code")
                self.fields.code(value(node, "instr") or "")
                self.fields.begin_result()
                self._inline(node, words, style, story)
                self.fields.leave(opened)
            elif kind == "sdt":
                opened = self.fields.enter(control(node))
                content = child(node, "sdtContent")
                if content is not None:
                    self._inline(content, words, style, story)
                self.fields.leave(opened)
            elif kind == "mc:AlternateContent":
                alternative = chosen(node)
                if alternative is not None:
                    self._inline(alternative, words, style, story)
            elif kind in ("m:oMath", "m:oMathPara"):
                self.changes.met()
                self._put(formula(node), words, Face())
            elif len(node) and not kind.endswith("Pr"):
                self._inline(node, words, style, story)
        self._depth -= 1

    def _run(self, run: Element, words: Words, style: ParagraphStyle, story: Story) -> None:
        looks = self._styles.looks(face(child(run, "rPr")), style)
        self._run_parts(run, words, looks, style, story)

    def _run_parts(self, run: Element, words: Words, looks: Face, style: ParagraphStyle, story: Story) -> None:
        self._deeper()
        for node in run:
            kind = name(node)
            if kind == "rPr":
                continue
            if kind != "lastRenderedPageBreak":
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
            elif kind in ("tab", "ptab"):
                self._put(" ", words, looks)
            elif kind in ("br", "cr"):
                self._put("\0", words, looks)
            elif kind == "noBreakHyphen":
                self._put("-", words, looks)
            elif kind == "sym":
                self._put(sign(_code(value(node, "char")), value(node, "font") or "Symbol"), words, looks)
            elif kind in ("instrText", "delInstrText"):
                self.fields.code(node.text or "")
            elif kind in ("footnoteReference", "endnoteReference"):
                self._note(node, kind == "footnoteReference", looks)
            elif kind in ("drawing", "pict", "object"):
                self._drawing(node, words, looks)
            elif kind == "mc:AlternateContent":
                alternative = chosen(node)
                if alternative is not None:
                    self._run_parts(alternative, words, looks, style, story)
            elif kind == "ruby":
                for base in children(node, "rubyBase"):
                    self._inline(base, words, style, story)
        self._depth -= 1

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
        self._deeper()
        for node in container:
            kind = name(node)
            if kind == "txbxContent":
                if self.fields.part == "code":
                    continue
                outer, self.fields = self.fields, self.fields.inside()
                self._ground += 1
                blocks = self._blocks(node, "boxes")
                self._ground -= 1
                self.fields = outer
                if looks.vanish:
                    self.found.aside["hidden"] += [paragraph.shown for paragraph in paragraphs_of(blocks)]
                elif blocks:
                    words.boxes.append(blocks)
            elif kind == "mc:AlternateContent":
                alternative = chosen(node)
                if alternative is not None:
                    self._drawing(alternative, words, looks)
            elif kind in ("pic:pic", "v:imagedata"):
                self.found.pictures += 1
            elif kind == "a:graphicData" and (node.get("uri") or "").endswith(_DIAGRAMS):
                self.found.diagrams += 1
            elif len(node):
                self._drawing(node, words, looks)
        self._depth -= 1

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnreadableError(f"more than {MAX_DEPTH} elements of it stand in one another")


def _code(written: str | None) -> int:
    try:
        return int(written or "", 16) if len(written or "") <= 6 else 0
    except ValueError:
        return 0
