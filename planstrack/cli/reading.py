"""check, explain, schema: what is wrong with the files, what that means, and how editors can help while typing."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from planstrack.cli import output


class Report(StrEnum):
    """How problems are listed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


class Kind(StrEnum):
    """What a schema describes: a kind of YAML file, or a JSON output."""

    PLAN = "plan"
    VERSION = "version"
    ARTICLE = "article"
    RECEIPTS = "receipts"
    DIFF = "diff"


def check(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH…]", help="Files or a plan folder; the whole plan when left out."),
    ] = None,
    form: Annotated[Report, typer.Option("--format", help="How to list the problems.")] = Report.TEXT,
    to: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE.")] = None,
) -> None:
    """Every problem of every file, with its place, and how to mend it."""
    from planstrack import api
    from planstrack.render import problems as render

    try:
        found = api.check(paths or (), context.obj)
    except api.NotFound as error:
        output.usage(str(error), error.hint)
    if form is Report.TEXT:
        output.emit(render.text(found.problems, width=output.width(), colour=to is None and output.colour()), to)
    else:
        writer = {Report.JSON: render.json_, Report.GITHUB: render.github, Report.SARIF: render.sarif}[form]
        output.emit(writer(found.problems), to)
    if found.broken:
        raise typer.Exit(1)


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="A problem's code; all of them in brief when left out.")
    ] = None,
) -> None:
    """What a problem means, and how to mend it."""
    from planstrack import api

    try:
        output.emit(api.explain(code), None)
    except api.NotFound as error:
        output.usage(str(error), error.hint)


def schema(
    kind: Annotated[
        Kind, typer.Argument(metavar="KIND", help="plan, version, article, receipts, or diff (its JSON output).")
    ],
) -> None:
    """The JSON Schema of a kind of file, for editors and scripts."""
    from planstrack import api

    output.emit(api.schema(kind.value), None)


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the application."""
    for command in (check, explain, schema):
        app.command()(command)
