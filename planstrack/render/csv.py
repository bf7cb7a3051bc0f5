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
from planstrack.render.printable import printable

if TYPE_CHECKING:
    from planstrack.briefing.table import Cell, TablePage
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.values import Change, Comparison

COLUMNS = (
    "change", "verdict", "basis", "disputed", "shape", "aspects", "issues",
    "old_numbers", "old_titles", "old_text", "new_numbers", "new_titles", "new_text",
    "old_status", "new_status", "quantities", "matched", "score", "match_reason", "reason", "notes",
    "disputes", "evidence",
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
    rows: list[Sequence[str]] = [("matter", "issues", *(column.id for column in page.columns))]
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
    shape = "" if change.verdict == "unknown" and not (change.old and change.new) else change.shape
    return (
        change.id,
        change.verdict,
        change.basis,
        "yes" if change.disputed else "no",
        shape,
        lines(change.aspects),
        lines(change.issues),
        lines(side.number for side in change.old),
        lines(side.title for side in change.old),
        lines(side.text for side in change.old),
        lines(side.number for side in change.new),
        lines(side.title for side in change.new),
        lines(side.text for side in change.new),
        (change.status.old if change.status else None) or "",
        (change.status.new if change.status else None) or "",
        lines(
            " ".join(
                (f"{item.name}:", wording.amount(item.old), "→", wording.amount(item.new), item.unit or "")
            ).rstrip()
            for item in change.quantities
        ),
        change.match.how,
        f"{change.match.score:.3f}",
        change.match.why,
        change.reason,
        lines(change.notes),
        lines(
            f"{dispute.about}: " + " / ".join(f"{side.says} ({', '.join(side.speakers)})" for side in dispute.sides)
            for dispute in change.disputes
        ),
        lines(_evidence(item) for item in change.evidence),
    )


def _evidence(item: Evidence) -> str:
    words = f"“{item.quote}”" if item.quote else item.gist or wording.claim(item)
    day = f", {item.published.isoformat()}" if item.published else ""
    return f"{item.key} ({item.stance}, {item.check}): {words} — {wording.chain(item.said_by)}{day}"


def _cell(cell: Cell) -> str:
    lines = [f"[{cell.words}]"] if cell.words else []
    for point in cell.points:
        lines.append(" ".join(part for part in (point.number, point.title) if part))
        lines += [point.text] if point.text else []
        lines += point.quantities
        lines += [f"status: {point.status}"] if point.status else []
    return "\n".join(line for line in lines if line)
