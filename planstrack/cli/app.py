"""The typer application: what stands before a command, and the commands, each in the module of its subject."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from planstrack import __version__
from planstrack.cli import archive, articles, comparing, pages, reading, texts, writing

app = typer.Typer(
    name="planstrack",
    help="Follow a negotiation by its documents: what changed, who says so, and what nobody can know yet.",
    epilog="Exit status: 0 fine, 1 problems found (or, with --exit-code, differences), 2 wrong usage.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: rich would triple the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"planstrack {__version__}")
        raise typer.Exit


@app.callback()
def before(
    context: typer.Context,
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan",
            metavar="DIR",
            help="The plan's folder; else $PLANSTRACK_PLAN, else the folder above that holds plan.yaml, else the only one under plans/.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Remember which plan the command is about."""
    context.obj = plan


texts.register(app)
comparing.register(app)
reading.register(app)
writing.register(app)
pages.register(app)
app.add_typer(articles.app, name="article")
app.add_typer(archive.app, name="archive")
