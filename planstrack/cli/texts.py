"""init, import: a plan folder to begin with, and the documents that become its versions."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planstrack.cli import output
from planstrack.cli.comparing import Output, _open, _write, as_format
from planstrack.cli.values import Format, day

_MOST = 100_000_000  # Bytes of a paste; as of a file.


class Tracked(StrEnum):
    """Which side of tracked changes is read."""

    AFTER = "after"
    BEFORE = "before"
    BOTH = "both"


class Wording(StrEnum):
    """Whose words a document has."""

    VERBATIM = "verbatim"
    TRANSLATION = "translation"


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder; made when it is missing.")] = Path(),
    demo: Annotated[
        bool, typer.Option("--demo", help="The plan that ships with planstrack, to look around in.")
    ] = False,
) -> None:
    """A plan folder to begin with: it passes check, and editors complete and check in it."""
    from planstrack import api

    begun = api.init(folder, demo=demo)
    if begun.failure:
        output.failed(begun.failure)
    where = "" if folder == Path() else f" --plan {folder}"
    steps = ("check", "brief") if demo else ("import FILE --as ID", "check")
    output.emit(
        "\n".join((
            f"{folder}: a plan of {len(begun.files)} files",
            *(f"  planstrack{where} {step}" for step in steps),
            "",
        )),
        None,
    )  # fmt: skip


def import_(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="FILE|-|URL", help="A Word document, PDF, page, Markdown or text; - reads a paste.")
    ],
    name: Annotated[
        str | None,
        typer.Option("--as", metavar="ID", help="The version's id; one that is there gets this text as a witness."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="ID", help="The version that it revises, to find where points come from."),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The version's title.")] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who printed the text.")] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="The day on which it became known (YYYY-MM-DD).")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Its address.")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="CODE", help="The text's language: en, uk …")
    ] = None,
    wording: Annotated[
        Wording, typer.Option("--wording", help="The document's own words, or translated ones.")
    ] = Wording.VERBATIM,
    hand: Annotated[str | None, typer.Option("--hand", help="Who translated it.")] = None,
    number: Annotated[
        int | None, typer.Option("--list", metavar="N", help="Which list of points, where several were found.")
    ] = None,
    tracked: Annotated[
        Tracked,
        typer.Option("--tracked", help="Tracked changes: the text after them, before them, or both as two versions."),
    ] = Tracked.AFTER,
    keep_text: Annotated[
        bool, typer.Option("--keep-text", help="Write the words into the file too (your own documents).")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
    form: Annotated[Format, as_format("imported")] = Format.TERMINAL,
    to: Output = None,
) -> None:
    """Make a version of a document: its words into the archive, what is known of its points into the plan."""
    if published is not None:
        day(published)
    folder = _open(context)
    data = sys.stdin.buffer.read(_MOST + 1) if source == "-" else None
    shown = folder.import_text(
        source if data is None else data,
        id=name,
        base=base,
        title=title,
        outlet=outlet,
        published=published,
        url=url,
        language=language,
        wording=wording.value,
        hand=hand,
        list_number=number,
        tracked=tracked.value,
        keep_text=keep_text,
        dry_run=dry_run,
        private=private,
    )
    output.show_problems(shown.value.problems)
    if shown.value.failure:
        output.failed(shown.value.failure)
    _write(shown, form, to)


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the application."""
    app.command()(init)
    app.command("import")(import_)
