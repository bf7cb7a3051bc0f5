"""Word documents: a comparison as real tracked changes, and a page of prose with its sources as comments.

Where both texts are wholly held, the body of a comparison holds nothing but the texts, one point a paragraph: reject all
changes and it is the old text, accept all and it is the new one. Else the head says that this is no full redline: only
points held as texts on both sides are redlined, summaries stand side by side, and what is not known stands untouched and
shaded behind a visible line. What is to be said about a point stands in a comment beside it. The author of a change says
on what it rests (`text`, `reported`, `not known`), so that Word's list of reviewers filters by it.

python-docx (the `docx` extra) gives the package, its styles and the house template; the markup of changes is ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from planstrack.briefing import wording
from planstrack.briefing.foot import Foot, foot_line
from planstrack.briefing.parts import link
from planstrack.compare.words import with_unit
from planstrack.render.tracked import Aside, Op, Paragraph, is_full, paragraphs
from planstrack.render.web import legal

if TYPE_CHECKING:
    from planstrack.briefing.brief_page import BriefPage
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.records import Basis, Change, Comparison, Dispute, Position, Side
    from planstrack.model import Version, Wording

_PIECES = re.compile(r"(\r\n|\n|\r|\t)")
CONTENT = re.compile(r"\{\{\s*content\s*\}\}")
"""The paragraph of a house document in whose place the text is put."""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # The earliest a ZIP can say: without it the bytes would change with the clock.
_UNPACKED = 200_000_000
_WRAP: dict[Op, str] = {"-": "w:del", "+": "w:ins", "from": "w:moveFrom", "to": "w:moveTo"}
_AUTHORS: Mapping[Basis, str] = {
    "text": "planstrack: text",
    "translation": "planstrack: translation",
    "summary": "planstrack: summary",
    "reported": "planstrack: reported",
    "none": "planstrack: not known",
}
_ONLY_HERE = "planstrack: only in one text"
_AUTHOR = "planstrack"
_SHADE = "E4E4E4"
NOT_FULL = (
    "This is no full redline: not all of both texts is held. Only points held as texts on both sides are redlined; our "
    "summaries and what reports say stand as they are, side by side where both sides have them; what is not known is shaded."
)


def diff(comparison: Comparison, *, template: bytes | None = None, foot: Foot | None = None) -> bytes:
    """Return a Word document of `comparison` with tracked changes, moves where they are moves, and comments.

    `template` is a house document whose styles, headers and margins are used; its first paragraph that reads
    `{{ content }}` is where the text goes, the end of the document where there is none.

    Raises:
        ModuleNotFoundError: python-docx is not installed (the `docx` extra).
        ValueError: `template` is not a Word document.
    """
    document = opened(template)
    names = f"{_version(comparison.old)} → {_version(comparison.new)}"
    full = is_full(comparison)
    if template is None:
        how = (
            "Reject all changes for the first text, accept all for the second." if full else "This is no full redline."
        )
        _header(document, f"{names}. {how}")
    writer = _Writer(document, comparison)
    written = paragraphs(comparison)
    elements = [element for item in written for element in writer.written(item)]
    if not written or not isinstance(written[-1], Paragraph) or written[-1].mark != "=":
        elements.append(_element("w:p"))  # The last paragraph's end cannot be deleted, so one stands behind it.
    if not full:
        elements.insert(0, writer.plain(NOT_FULL, _style(document, "Intense Quote"), _summary(comparison, full)))
    elif written and isinstance(written[0], Paragraph):
        writer.comment_on_first(elements[0], written[0], _summary(comparison, full))
    _place(document, elements)
    _footer(document, foot)
    _properties(document, names)
    return _bytes(document)


def brief(page: BriefPage, *, template: bytes | None = None, foot: Foot | None = None) -> bytes:
    """Return the briefing as a Word document, with the sources of each sentence in a comment beside it.

    `template` is as in `diff`.

    Raises:
        ModuleNotFoundError: python-docx is not installed (the `docx` extra).
        ValueError: `template` is not a Word document.
    """
    document = opened(template)
    writer = _Writer(document, None)
    sources = {item.number: item for item in page.sources}
    elements: list[Any] = []

    def cited(numbers: Sequence[int]) -> list[str]:
        found = [sources[number] for number in numbers if number in sources]
        return [", ".join(part for part in (item.label, item.title, item.dated, item.url) if part) for item in found]

    def add(text: str, style: str = "Normal", numbers: Sequence[int] = ()) -> None:
        elements.append(writer.plain(text, _style(document, style), cited(numbers)))

    add(page.title, "Title")
    add(f"{page.span}{f' As known on {page.as_of}.' if page.as_of else ''}")
    if page.left_out:
        add(page.left_out)
    add("Where it stands, on the versions followed", "Heading 1")
    for line in page.standing:
        add(line.text, "List Bullet", line.sources)
    for turn in page.turns:
        add(f"What changed: {turn.old.title} → {turn.new.title}", "Heading 1")
        add(f"{turn.accounting} {wording.sentence(turn.tally)}")
        for line in (*turn.lines, *turn.unknown):
            add(line.text, "List Bullet", line.sources)
    for headline in page.headlines:
        add(headline.title, "Heading 2")
        for step in headline.steps:
            add(f"{step.version.title}: {step.sentence}", "List Bullet", step.sources)
    if page.disputes:
        add("What is disputed on the versions followed", "Heading 1")
    for dispute in page.disputes:
        add(dispute.about, "Heading 2")
        for lead, sides in (("", dispute.sides), ("Also said: ", dispute.also)):
            for side in sides:
                who = f", according to {wording.some(side.speakers)}" if side.speakers else f", {side.basis}"
                sureness = f" ({side.sureness})" if side.sureness else ""
                add(f"{lead}{side.says}{who}{sureness}", "List Bullet", side.cited)
    if page.fallen:
        add("What was reported and no longer stands", "Heading 1")
    for line in page.fallen:
        add(line.text, "List Bullet", line.sources)
    if page.sources:
        add("Sources", "Heading 1")
    for item in page.sources:
        add(". ".join(part for part in (f"{item.number}", item.label, item.title, item.dated, item.url) if part))
    _place(document, elements)
    _footer(document, foot)
    _properties(document, f"Briefing: {page.title}")
    return _bytes(document)


def _style(document: Any, name: str) -> str | None:
    """Return the id of a paragraph style, None where a house template has none of that name."""
    found = next((style for style in document.styles if style.name == name), None)
    return found.style_id if found is not None else None


def _version(version: Version) -> str:
    told = wording.day(version.date)
    return f"{version.title or version.name}{f' ({told})' if told else ''}"


# ---------------------------------------------------------------------------------------------------- comments


def _summary(comparison: Comparison, full: bool) -> list[str]:
    lines = [comparison.accounting.note] if comparison.accounting.note else []
    if comparison.as_of:
        lines.append(f"As known on {wording.day(comparison.as_of)}.")
    lines += [told] if (told := wording.left_out(comparison.left_out)) else []
    lines += comparison.notes
    lines += _disputes(comparison.disputes)
    lines += [f"On the text as a whole: {_source(item)}" for item in comparison.on_the_whole]
    lines.append(
        "Each paragraph is one point. The author of a change says what it rests on. What is in one text only, or not "
        "known, is shaded: its mark only keeps both texts whole and claims no removal."
        if full
        else "The author of a change says what it rests on. What is not redlined is not said to be unchanged."
    )
    return lines


def _name(side: Side) -> str:
    return side.number or f"“{side.title or wording.beginning(side.text) or wording.heading(None, side.id)}”"


def _numbers(change: Change) -> str:
    old, new = (", ".join(map(_name, sides)) for sides in (change.old, change.new))
    if not old or not new:
        return f"Point {old or new}"
    return f"Point {old}" if old == new else f"Point {old} → {new}"


def _told(change: Change) -> str:
    """Return what became of a change's points, with what that rests on."""
    if change.moved_to:
        return f"Reported moved to {change.moved_to}"
    told = wording.headline(change.verdict, change.basis, disputed=change.disputed)
    return told[:1].upper() + told[1:]


def _heading(change: Change) -> str:
    titles = list(dict.fromkeys(side.title for side in (*change.old, *change.new) if side.title))
    return f"{_numbers(change)}{': ' + ' / '.join(titles) if titles else ''}"


def comment_lines(change: Change, comparison: Comparison) -> list[str]:
    """Return what a comment beside a point says: which point, what became of it, on what grounds."""
    lines = [_heading(change), _told(change)]
    sureness = "" if change.verdict == "disputed" else wording.sureness(change.evidence, change.sources)
    lines += [wording.sentence(sureness)] if sureness else []
    if matched := link(change, comparison):
        lines.append(wording.sentence(matched))
    if change.reason and change.verdict != "unchanged":
        lines.append(wording.sentence(change.reason))
    for aspect in change.aspects:
        if aspect.name != "quantity":
            values = " → ".join(value for value in (aspect.old, aspect.new) if value)
            told = ": ".join(word for word in (wording.ASPECTS[aspect.name], values) if word)
            basis = "" if aspect.basis == "text" else wording.BASES[aspect.basis]
            lines.append(", ".join(word for word in (told, basis) if word))
    for number in change.quantities:
        old, new = (with_unit(amount, number.unit) if amount else "not given" for amount in (number.old, number.new))
        lines.append(f"{number.title}: {old} → {'disputed' if number.contested else new}")
    for part in change.parts:
        became = f"reported moved to {part.moved_to}" if part.moved_to else wording.headline(part.verdict, part.basis)
        lines.append(f"{part.title}: {became}")
    lines += change.notes
    lines += _disputes(change.disputes)
    lines += [f"As found: {ground.gist}" for ground in change.grounds if ground.evidence is None and ground.gist]
    lines += [_source(item) for item in change.evidence]
    return lines


def _disputes(disputes: Sequence[Dispute]) -> list[str]:
    return [
        line
        for dispute in disputes
        for line in (
            f"Disputed: {dispute.about}:",
            *(f"{_side(side)}" for side in dispute.sides),
            *(f"also said: {_side(side)}" for side in dispute.also_said),
        )
    ]


def _side(side: Position) -> str:
    who = f", according to {wording.some(side.speakers)}" if side.speakers else ""
    sources = wording.sources(side.sources, side.evidence)
    return f"{side.says}{who}{f' ({sources})' if sources else ''}"


def _source(item: Evidence) -> str:
    words = f"“{item.quote}”" if item.quote else wording.gist(item)
    if item.quote and item.translation:
        words += f" (“{item.translation}”)"
    elif item.quote and item.gist:
        words += f" ({item.gist.rstrip('. ')})"
    kind = wording.REPEATERS.get(item.outlet_kind)
    outlet = f"{item.outlet} ({kind})" if kind else item.outlet
    via = [name for name in item.said_by if name != item.outlet]
    told = ", ".join(part for part in (" via ".join([*via, outlet]), wording.day(item.day)) if part)
    disputes = "Disputes it: " if item.stance == "disputes" else ""
    address = f" {item.url}" if item.url else ""
    return f"{disputes}{words} ({told}; {wording.checked(item)}; {item.key}){address}"


# ---------------------------------------------------------------------------------------------------- markup


def _element(tag: str, *children: Any, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    for child in children:
        if child is not None:
            element.append(child)
    return element


def _author(change: Change) -> str:
    return _ONLY_HERE if change.verdict == "unmatched" else _AUTHORS[change.basis]


def _words(version: Version, sides: Sequence[Side], *, shaded: bool) -> list[Any]:
    """Return the words of points as they stand, each under a line that says of which version they are and whose words."""
    found = []
    for side in sides:
        whose = wording.whose(cast("Wording", side.wording or "paraphrase"), away=side.away)
        label = f"{version.title or version.name}, point {_name(side)} ({whose})"
        found.append(_element("w:p", _element("w:pPr", _element("w:keepNext")), _text_run(label, italic=True)))
        found.append(
            _element("w:p", _text_run(side.text or (wording.AWAY if side.away else wording.NO_WORDS), shaded=shaded))
        )
    return found


def _side_by_side(cells: Sequence[Sequence[Any]]) -> Any:
    """Return a table of one row: the old words on the left, the new ones on the right, nothing marked."""
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = _element(
        "w:tblBorders", *(_element(f"w:{edge}", val="single", sz="4", space="0", color="B0B0B0") for edge in edges)
    )
    half = "4500"
    row = _element("w:tr")
    for cell in cells:
        row.append(_element("w:tc", _element("w:tcPr", _element("w:tcW", w=half, type="dxa")), *cell))
    return _element(
        "w:tbl",
        _element("w:tblPr", _element("w:tblW", w="0", type="auto"), borders),
        _element("w:tblGrid", _element("w:gridCol", w=half), _element("w:gridCol", w=half)),
        row,
    )


def _text_run(text: str, *, deleted: bool = False, shaded: bool = False, italic: bool = False) -> Any:
    run = _element("w:r")
    if italic:
        run.append(_element("w:rPr", _element("w:i")))
    if shaded:
        run.append(_element("w:rPr", _element("w:shd", val="clear", color="auto", fill=_SHADE)))
    for piece in _PIECES.split(text):
        if piece in ("\n", "\r\n"):
            run.append(_element("w:br"))
        elif piece == "\r":
            run.append(_element("w:cr"))
        elif piece == "\t":
            run.append(_element("w:tab"))
        elif piece:
            words = _element("w:delText" if deleted else "w:t")
            words.text = legal(piece)
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(words)
    return run


class _Writer:
    """Writes the paragraphs of one document, handing out the numbers that its marks and comments need."""

    def __init__(self, document: Any, comparison: Comparison | None) -> None:
        self._comparison = comparison
        day = comparison.new.date if comparison else None
        self._ids = count(1_000_000)  # Clear of the comments' numbers, which count from 0.
        self._stamp = {"date": f"{day.isoformat()}T00:00:00Z"} if day else {}
        self._comments = document.part._comments_part.element
        self._comment_ids = count(len(self._comments))
        self._moves: dict[str, str] = {}

    def written(self, item: Paragraph | Aside) -> list[Any]:
        """Return the elements of one paragraph, or of what stands untouched."""
        return [self.paragraph(item)] if isinstance(item, Paragraph) else self.aside(item)

    def aside(self, item: Aside) -> list[Any]:
        """Return a visible line that says what became of a change, and its words as they stand: none of them is marked."""
        change, comparison = item.change, self._comparison
        assert comparison is not None
        more = "" if item.known or not change.reason or change.verdict == "disputed" else f": {change.reason}"
        line = _element("w:p", _element("w:pPr", _element("w:keepNext")))
        comment = self._comment(comment_lines(change, comparison))
        line.append(_element("w:commentRangeStart", id=comment))
        line.append(_text_run(wording.sentence(f"[{_heading(change)} — {_told(change)}{more}") + "]", italic=True))
        line.append(_element("w:commentRangeEnd", id=comment))
        line.append(self._anchor(comment, "=", _AUTHOR))
        shaded = not item.known
        if change.old and change.new:
            cells = [
                _words(comparison.old, change.old, shaded=shaded),
                _words(comparison.new, change.new, shaded=shaded),
            ]
            return [line, _side_by_side(cells), _element("w:p")]
        version = comparison.old if change.old else comparison.new
        return [line, *_words(version, change.old or change.new, shaded=shaded)]

    def paragraph(self, written: Paragraph) -> Any:
        """Return the `w:p` of one paragraph, its comment included where it is the first of its change."""
        change = written.change
        author = _author(change)
        unknown = change.verdict in ("unknown", "unmatched")
        properties = _element("w:pPr")
        if written.mark != "=":
            properties.append(_element("w:rPr", self._change(_WRAP[written.mark], author)))
        element = _element("w:p", properties)
        assert self._comparison is not None
        comment = self._comment(comment_lines(change, self._comparison)) if written.first else None
        if comment is not None:
            element.append(_element("w:commentRangeStart", id=comment))
        way = next((run.op for run in written.runs if run.move and run.move == written.move), None)
        start, end = self._move_range(change.id, way, author) if way else (None, None)
        if start is not None:
            element.append(start)
        for run in written.runs:
            first, last = (None, None)
            if run.move and run.move != written.move:
                first, last = self._move_range(f"{change.id} {run.move}", run.op, author)
            body = _text_run(run.text, deleted=run.op == "-", shaded=unknown)
            if run.op != "=":
                body = self._change(_WRAP[run.op], author, body)
            for part in (first, body, last):
                if part is not None:
                    element.append(part)
        if comment is not None:
            element.append(_element("w:commentRangeEnd", id=comment))
            element.append(self._anchor(comment, written.mark, author))
        if end is not None:
            element.append(end)
        return element

    def plain(self, text: str, style: str | None, comment: Sequence[str]) -> Any:
        """Return a paragraph outside of any change, with a comment where there is something to say."""
        properties = _element("w:pPr")
        if style:
            properties.append(_element("w:pStyle", val=style))
        element = _element("w:p", properties, _text_run(text))
        if comment:
            number = self._comment(comment)
            element.insert(1, _element("w:commentRangeStart", id=number))
            element.append(_element("w:commentRangeEnd", id=number))
            element.append(self._anchor(number, "=", _AUTHOR))
        return element

    def comment_on_first(self, first: Any, written: Paragraph, lines: Sequence[str]) -> None:
        """Put a comment on the first paragraph, before what is said of that point."""
        comment = self._comment(lines)
        before = ("pPr", "commentRangeStart", "moveFromRangeStart", "moveToRangeStart")
        at = next((at for at, child in enumerate(first) if not child.tag.endswith(before)), len(first))
        first.insert(at, _element("w:commentRangeStart", id=comment))
        first.insert(at + 1, _element("w:commentRangeEnd", id=comment))
        first.insert(at + 2, self._anchor(comment, written.mark, _author(written.change)))

    def _change(self, tag: str, author: str, *children: Any) -> Any:
        return _element(tag, *children, id=str(next(self._ids)), author=author, **self._stamp)

    def _move_range(self, name: str, op: Op, author: str) -> tuple[Any, Any]:
        """Return the marks around one end of a move; both ends carry the same name, as Word pairs them by it."""
        kind = "From" if op == "from" else "To"
        label = self._moves.setdefault(name, f"move{len(self._moves) + 1}")
        number = str(next(self._ids))
        start = _element(f"w:move{kind}RangeStart", id=number, author=author, name=label, **self._stamp)
        return start, _element(f"w:move{kind}RangeEnd", id=number)

    def _anchor(self, comment: str, mark: Op, author: str) -> Any:
        """Return the run that ties a comment to the text; in a paragraph that may go, it goes with it."""
        run = _element(
            "w:r",
            _element("w:rPr", _element("w:rStyle", val="CommentReference")),
            _element("w:commentReference", id=comment),
        )
        if mark == "=":
            return run
        # Of the same kind as the paragraph's end, or LibreOffice keeps the paragraph for the comment's sake.
        return self._change(_WRAP[mark], author, run)

    def _comment(self, lines: Sequence[str]) -> str:
        # python-docx looks through all comments for a free number each time, and stamps the clock: not here.
        number = str(next(self._comment_ids))
        bodies = []
        for at, line in enumerate(lines):
            style = _element("w:pPr", _element("w:pStyle", val="CommentText"))
            mark = None
            if at == 0:
                mark = _element(
                    "w:r", _element("w:rPr", _element("w:rStyle", val="CommentReference")), _element("w:annotationRef")
                )
            bodies.append(_element("w:p", style, mark, _text_run(line)))
        self._comments.append(_element("w:comment", *bodies, id=number, author=_AUTHOR, initials="p", **self._stamp))
        return number


# ---------------------------------------------------------------------------------------------------- the package


def opened(template: bytes | None) -> Any:
    """Return a house document opened by python-docx, or a plain one on A4 when there is none.

    Raises:
        ValueError: It is not a Word document, or it unpacks to more than a document would.
    """
    import io
    import zipfile

    import docx

    if template is None:
        document = docx.Document()
        section = document.sections[0]
        section.page_width, section.page_height = docx.shared.Mm(210), docx.shared.Mm(297)
        document.styles["Normal"].font.name = "Georgia"
        document.styles["Normal"].font.size = docx.shared.Pt(11)
        document.styles["Normal"].paragraph_format.space_after = docx.shared.Pt(8)
        return document
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _UNPACKED:
                raise ValueError("the template unpacks to too much")
        return docx.Document(io.BytesIO(template))
    except (ValueError, KeyError, zipfile.BadZipFile, SyntaxError) as error:
        raise ValueError("the template is not a Word document (.docx)") from error


def _header(document: Any, text: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph._p.append(_text_run(text))


def _footer(document: Any, foot: Foot | None) -> None:
    """Put the foot of the page under each page: in the body it would be a change of neither text."""
    if foot is not None:
        paragraph = document.sections[0].footer.paragraphs[0]
        paragraph._p.append(_text_run(foot_line(foot)))


def _place(document: Any, elements: Sequence[Any]) -> None:
    """Put the paragraphs where the template says, else at the end, before the section's properties."""
    body = document.element.body
    for paragraph in document.paragraphs:
        if CONTENT.fullmatch(paragraph.text.strip()):
            for element in elements:
                paragraph._p.addprevious(element)
            body.remove(paragraph._p)
            return
    for element in elements:
        body.insert(len(body) - 1, element)  # The last child is w:sectPr.


def _properties(document: Any, title: str) -> None:
    from datetime import datetime

    known = document.core_properties
    known.title = legal(title)[:255]
    known.author = known.last_modified_by = _AUTHOR
    known.comments = ""
    known.created = known.modified = datetime(*_EPOCH)


def _bytes(document: Any) -> bytes:
    """Return the package with fixed times and order, so that the same input gives the same bytes."""
    import io
    import zipfile

    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in made.namelist():
            out.writestr(zipfile.ZipInfo(name, _EPOCH), made.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
