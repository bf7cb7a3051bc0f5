"""article add, verify, suggest: texts come in, are kept, and are read for claims."""

from __future__ import annotations

import sys
from typing import Annotated, Final

import typer

from planstrack.cli import output
from planstrack.cli.comparing import Output, _open, _status, _write, as_format
from planstrack.cli.values import Format

MAX_INPUT: Final = 200_000_000
"""Bytes of standard input that are read; a file has as many at most."""

app = typer.Typer(
    help="Articles: archive their texts, verify the archive, find what they report.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def add(
    context: typer.Context,
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|URL|-…", help="Texts, HTML pages, saved pages, WARC files, addresses; - is standard input."
        ),
    ],
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The article's id; made from outlet and day when left out.")
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", help="The outlet, where the text does not say.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title, where the text does not say.")] = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="DATE", help="The day of publication (YYYY-MM-DD), where the page does not say."
        ),
    ] = None,
    revised: Annotated[
        str | None,
        typer.Option(
            "--revised", metavar="DATE", help="The day on which these words became known, when it is a later one."
        ),
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="The article's address, where the text does not say.")
    ] = None,
    private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")
    ] = False,
) -> None:
    """Store each text under its hash, and write or update its YAML; other words make a new revision."""
    one = [option for option, value in (("--id", name), ("--title", title), ("--url", url)) if value is not None]
    if len(sources) > 1 and one:
        output.usage(f"{' and '.join(one)} can be those of one article only", "Add its file alone.")
    if sources.count("-") > 1:
        output.usage("standard input can be read once only")
    folder = _open(context)
    added = folder.add_article(
        sources,
        name,
        outlet=outlet,
        title=title,
        published=published,
        revised=revised,
        url=url,
        allow_private=private,
        stdin=sys.stdin.buffer.read(MAX_INPUT + 1) if "-" in sources else None,
    )
    output.show_problems(added.value.problems)
    if added.value.added:
        _write(added, Format.TERMINAL, None)
    if added.value.failure:
        output.failed(added.value.failure)
    if added.value.problems:
        raise typer.Exit(1)


@app.command()
def verify(
    context: typer.Context,
    record: Annotated[
        bool,
        typer.Option(
            "--record", help="Write what is verified into receipts.yaml, for those who do not hold the texts."
        ),
    ] = False,
) -> None:
    """Hash every archived text again and report what is missing or altered."""
    folder = _open(context)
    found = folder.verify_archive(progress=output.progress("texts"))
    output.show_problems(found.value.problems)
    _write(found, Format.TERMINAL, None)
    recorded = folder.record_receipts() if record else None
    if recorded is not None:
        output.show_problems(recorded.problems)
        if not recorded.problems:
            output.note(
                f"receipts.yaml: quotes {recorded.quotes}, pairs of texts {recorded.texts}{'' if recorded.written else '; as before'}"
            )
    if found.value.problems or (recorded is not None and recorded.problems):
        raise typer.Exit(1)


@app.command()
def suggest(
    context: typer.Context,
    articles: Annotated[
        list[str] | None, typer.Argument(metavar="[ARTICLE…]", help="Articles by id; all archived ones when left out.")
    ] = None,
    write: Annotated[bool, typer.Option("--write", help="Add the proposals to the articles' files as drafts.")] = False,
    form: Annotated[Format, as_format("suggestions")] = Format.TERMINAL,
    to: Output = None,
) -> None:
    """Passages of archived texts that speak of a version, point, issue or quantity, as claims to confirm."""
    from planstrack.api import NotFound

    folder = _open(context)
    try:
        found = folder.suggest(*(articles or ()), progress=output.progress("articles"))
    except NotFound as error:
        output.usage(str(error), error.hint)
    _write(found, form, to)
    if write:
        written = folder.write_suggestions(found)
        output.show_problems(written.problems)
        if written.problems:
            raise typer.Exit(1)
        output.note(
            f"{written.drafts} drafts written into {len(written.files)} files; check lists them until they are confirmed"
        )
    _status(folder)
