"""site and serve: the pages of the whole plan, as files or live."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planstrack.cli import output
from planstrack.cli.comparing import _open


def site(
    context: typer.Context,
    to: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write the pages into.")],
) -> None:
    """A static site of the whole plan, with a search; it works from a file:// address."""
    from planstrack import site as pages

    folder = _open(context)
    try:
        count = pages.build(folder, to, progress=output.progress("pages"))
    except OSError as error:
        output.failed(f"{to}: not written: {error.strerror or error}")
    output.note(f"{count} pages in {to}")
    if folder.broken:
        raise typer.Exit(1)


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes any that is free.")] = 8765,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; others than this machine's can then read it.")
    ] = "127.0.0.1",
) -> None:
    """The same pages, live: problems are shown on them, and they reload when a file is saved."""
    from planstrack import serve as live

    folder = _open(context)
    try:
        live.run(folder.folder, host=host, port=port, say=output.note)
    except OSError as error:
        output.failed(f"{host}, port {port}: cannot be listened on: {error.strerror or error}")


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the application."""
    for command in (site, serve):
        app.command()(command)
