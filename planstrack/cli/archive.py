"""archive pack, unpack: the texts as one file, for a colleague who may have them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planstrack.cli import output
from planstrack.cli.comparing import _open

app = typer.Typer(
    help="The archive of texts as one file, and back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def pack(
    context: typer.Context,
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, whole or not at all.")],
) -> None:
    """Every text of the archive in one tar file, each under its hash; the same texts give the same bytes."""
    from planstrack.api import NotFound

    folder = _open(context)
    try:
        packed = folder.pack_archive()
    except NotFound as error:
        output.usage(str(error), error.hint)
    output.emit(packed.data, to)
    output.note(
        f"{packed.texts} texts in {to}; they belong to their publishers, give them to nobody who may not have them"
    )
    if packed.left_out:
        output.failed(
            f"{len(packed.left_out)} texts were left out: they are altered or cannot be read; planstrack article verify"
        )


@app.command()
def unpack(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `archive pack` has made.")],
) -> None:
    """Add the texts of a packed archive: all are hashed first, and none that is there is replaced."""
    from planstrack.api import NotFound
    from planstrack.files.reading import Refusal, bytes_of

    folder = _open(context)
    data = bytes_of(source, follow=True, largest=folder.largest_pack)
    if isinstance(data, Refusal):
        output.usage(f"{source}: {data.message}", data.hint)
    try:
        found = folder.unpack_archive(data)
    except NotFound as error:
        output.failed(f"{source}: nothing was added: {error}")
    except OSError as error:
        output.failed(f"{source}: the archive cannot be written: {error.strerror or error}")
    output.note(f"texts added: {found.added}; there already: {found.there}")
    if found.kept:
        output.failed(
            f"{len(found.kept)} texts stand here altered or unreadable, and were left alone; planstrack article verify"
        )
