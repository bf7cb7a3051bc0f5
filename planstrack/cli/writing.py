"""align: which point of a new text is which of an old one, shown, and written into the file for an analyst to correct."""

from __future__ import annotations

from typing import Annotated

import typer

from planstrack.cli import output
from planstrack.cli.comparing import Output, _status, _write, as_format
from planstrack.cli.values import Format


def align(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A version's id, a YAML file, or REV:id.")],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="A version's id or a YAML file; the one that is written to.")
    ],
    write: Annotated[
        bool, typer.Option("--write", help="Write ids and `from:` into the new file, comments and order kept.")
    ] = False,
    form: Annotated[Format, as_format("concordance")] = Format.TERMINAL,
    to: Output = None,
) -> None:
    """Which point became which, with a score and a reason a person can check."""
    from planstrack import api

    try:
        sides = api.Sides.of(old, new, context.obj)
        output.show_problems(sides.problems, brief=True)
        if sides.broken:
            raise typer.Exit(1)
        _write(sides.concordance(), form, to)
        if write:
            written = sides.write_concordance()
            output.show_problems(written.problems)
            if written.problems:
                raise typer.Exit(1)
            output.note(f"{written.points} points of {written.path} got an id or from:, for you to correct")
    except api.NotFound as error:
        output.usage(str(error), error.hint)
    _status(sides.folder)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(align)
