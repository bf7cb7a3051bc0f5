"""Comparisons and tables as CSV that a spreadsheet may open: no cell of it is a formula.

Lines end in CR LF, cells are quoted where they must be (RFC 4180), the encoding is UTF-8. A cell that begins with a
character a spreadsheet takes for a formula gets an apostrophe before it. What cannot be seen, or would steer the terminal
that the file is shown on, stands as a mark like ⟨U+202E⟩; every other text stays as it is.
"""

from __future__ import annotations

import csv as _csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.compare.words import with_unit
from planstrack.render.printable import printable

if TYPE_CHECKING:
    from planstrack.briefing.table import Cell, TablePage
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.records import Aspect, Change, Comparison, Dispute, PartChange, Position, QuantityChange

COLUMNS = (
    "change", "verdict", "basis", "disputed", "shape", "aspects", "issues",
    "old_numbers", "old_titles", "old_wording", "old_text", "new_numbers", "new_titles", "new_wording", "new_text",
    "status", "quantities", "parts", "moved_to", "matched", "score", "match_reason", "nearest", "reason_code", "reason",
    "notes", "sources", "disputes", "grounds", "evidence", "also_on_file",
)  # fmt: skip
"""The columns of a comparison. Several values in one cell stand one a line."""

_FORMULA = ("=", "+", "-", "@", "\t", "\0", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def safe(text: str) -> str:
    """Return `text` as a cell: with an apostrophe before what a spreadsheet would calculate, or skip to reach it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def diff(comparison: Comparison) -> str:
    """Return one row for each change, in the order of the comparison."""
    return _written([COLUMNS, *(_change(change) for change in comparison.changes)])


def table(page: TablePage) -> str:
    """Return one row for each matter and one column for each version; what became of it stands above the texts."""
    rows: list[Sequence[str]] = [("matter", "issues", *(column.title for column in page.columns))]
    rows += [(row.title, "\n".join(row.issues), *(_cell(cell) for cell in row.cells)) for row in page.rows]
    return _written(rows)


def _written(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO(newline="")
    writer = _csv.writer(out)
    for row in rows:
        writer.writerow([_seen(safe(cell)) for cell in row])
    return out.getvalue()


def _seen(text: str) -> str:
    """Return `text` with marks for what cannot be seen; tabs stay, which a terminal and a spreadsheet can show."""
    return "\t".join(printable(part, lines=True) for part in text.split("\t"))


def _change(change: Change) -> tuple[str, ...]:
    def lines(values: Iterable[str | None]) -> str:
        return "\n".join(value for value in values if value)

    # Silence adds and removes nothing, and a reader of a spreadsheet sees no other column beside this one.
    shape = "" if change.verdict in ("unknown", "unmatched") and not (change.old and change.new) else change.shape
    near = change.match.nearest
    return (
        change.id,
        change.verdict,
        change.basis,
        "yes" if change.disputed else "no",
        shape,
        lines(change.aspect_names),
        lines(change.issues),
        lines(side.number for side in change.old),
        lines(side.title for side in change.old),
        lines(side.wording for side in change.old),
        lines(side.text for side in change.old),
        lines(side.number for side in change.new),
        lines(side.title for side in change.new),
        lines(side.wording for side in change.new),
        lines(side.text for side in change.new),
        lines(map(_aspect, (aspect for aspect in change.aspects if aspect.name in ("status", "position")))),
        lines(map(_quantity, change.quantities)),
        lines(map(_part, change.parts)),
        change.moved_to or "",
        change.match.how,
        f"{change.match.score:.3f}" if change.match.how != "none" else "",
        change.match.why,
        f"{near.score:.3f}, {wording.likely(near.score)}: {near.why}" if near else "",
        change.reason_code or "",
        change.reason,
        lines(change.notes),
        wording.sources(change.sources, change.evidence),
        lines(map(_dispute, change.disputes)),
        lines(ground.key for ground in change.grounds),
        lines(map(_evidence, change.evidence)),
        lines(map(_evidence, change.also_on_file)),
    )


def _aspect(aspect: Aspect) -> str:
    values = " → ".join(value for value in (aspect.old, aspect.new) if value)
    basis = "" if aspect.basis == "text" else f" ({wording.BASES[aspect.basis]})"
    return f"{aspect.of or aspect.name}: {values}{basis}"


def _part(part: PartChange) -> str:
    became = f"reported moved to {part.moved_to}" if part.moved_to else wording.headline(part.verdict, part.basis)
    return f"{part.title}: {became}"


def _quantity(item: QuantityChange) -> str:
    old, new = (with_unit(amount, item.unit) if amount else "not given" for amount in (item.old, item.new))
    basis = "" if item.basis in ("text", "none") else f" ({wording.BASES[item.basis]})"
    return f"{item.name}: {old} → {'disputed' if item.contested else new}{basis}"


def _dispute(dispute: Dispute) -> str:
    also = "".join(f"; also said: {_position(side)}" for side in dispute.also_said)
    return f"{dispute.about}: {' / '.join(map(_position, dispute.sides))}{also}"


def _position(side: Position) -> str:
    return f"{side.says} ({', '.join(side.speakers) or wording.BASES[side.basis]})"


def _evidence(item: Evidence) -> str:
    words = f"“{item.quote}”" if item.quote else wording.gist(item)
    if item.quote and item.translation:
        words += f" (“{item.translation}”)"
    kind = wording.REPEATERS.get(item.outlet_kind)
    day = f", {item.day.isoformat()}" if item.day else ""
    return (
        f"{item.key} ({item.stance}, {item.check}): {words} — {wording.chain(item.said_by)}"
        f"{f' ({kind})' if kind else ''}{day}"
    )


def _cell(cell: Cell) -> str:
    lines = [f"[{cell.words}]"] if cell.words else []
    for point in cell.points:
        lines.append(" ".join(part for part in (point.number, point.title) if part))
        lines.append(f"({point.wording})")
        lines += [point.text] if point.text else []
        lines += point.quantities
        lines += [f"status: {point.status}"] if point.status else []
    return "\n".join(line for line in lines if line)
