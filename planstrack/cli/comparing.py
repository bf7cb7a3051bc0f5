"""diff, log, show, issue, table, evidence, why, brief: what changed, and what it stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planstrack.cli import output
from planstrack.cli.values import Format, day
from planstrack.render import offered

if TYPE_CHECKING:
    from planstrack.api import PlanFolder, Shown

Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE, whole or not at all.")
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", parser=day, metavar="DATE", help="Only what was published by that day (YYYY-MM-DD)."),
]
Template = Annotated[
    Path | None, typer.Option("--template", metavar="FILE", help="Write with your own template instead of ours.")
]
Explain = Annotated[bool, typer.Option("--explain", help="Say how points were matched, and which calls were close.")]


Public = Annotated[
    bool,
    typer.Option("--public", help="Only what may leave the desk: summaries and quotes, no words of texts you hold."),
]


def as_format(kind: str) -> Any:
    """Return the option `--format` of a command that gives an answer of this kind: help names only what it can write."""
    return typer.Option("--format", metavar="FORMAT", help=f"How to write it: {', '.join(offered(kind))}.")


def _open(context: typer.Context, *, public: bool = False) -> PlanFolder:
    """Return the plan the command is about, after saying what is wrong with its files."""
    from planstrack.api import NotFound, load

    try:
        folder = load(context.obj, public=public)
    except NotFound as error:
        output.usage(str(error), error.hint)
    output.show_problems(folder.problems, brief=True)
    return folder


def _write(shown: Shown, form: Format, to: Path | None, template: Path | None = None) -> None:
    """Write an answer."""
    from planstrack.api import NotFound

    tty = form is Format.TERMINAL and to is None
    try:
        content = shown.render(
            form.value,
            width=output.width() if to is None else 80,
            colour=tty and output.colour(),
            template=template,
        )
    except NotFound as error:
        output.usage(str(error), error.hint)
    output.emit(content, to)


def _answer(
    context: typer.Context,
    ask: Callable[[PlanFolder], Shown],
    form: Format,
    to: Path | None,
    template: Path | None = None,
    *,
    public: bool = False,
) -> None:
    """Open the plan, ask it, write the answer; a name that is not there is wrong usage."""
    from planstrack.api import NotFound

    folder = _open(context, public=public)
    try:
        shown = ask(folder)
    except NotFound as error:
        output.usage(str(error), error.hint)
    _write(shown, form, to, template)
    _status(folder)


def _status(folder: PlanFolder | None) -> None:
    if folder is not None and folder.broken:
        raise typer.Exit(1)


def diff(
    context: typer.Context,
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A version's id, ID@WITNESS, a file (YAML, Word, PDF, page, text), or REV:id (as of a git revision).",
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same for the newer side.")],
    form: Annotated[Format, as_format("diff")] = Format.TERMINAL,
    issue: Annotated[
        str | None, typer.Option("--issue", metavar="ID", help="Only changes tagged with this issue.")
    ] = None,
    aspect: Annotated[
        str | None,
        typer.Option(
            "--aspect", metavar="NAME", help="Only changes of this kind: quantity, modal, negation, party, moved …"
        ),
    ] = None,
    as_of: Annotated[
        list[date] | None,
        typer.Option(
            "--as-of",
            parser=day,
            metavar="DATE",
            help="Only what was published by that day (YYYY-MM-DD); twice: what we knew on the one day and on the other.",
        ),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 when anything differs.")] = False,
    explain: Explain = False,
    whitespace: Annotated[bool, typer.Option("--whitespace", help="Show changes of white space too.")] = False,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """What changed between two versions, point by point, and what cannot be known."""
    days = tuple(as_of or ())
    if len(days) > 2:
        output.usage("--as-of can be given twice at most")
    from planstrack import api

    try:
        sides = api.Sides.of(old, new, context.obj, public=public)
        output.show_problems(sides.problems, brief=True)
        if sides.broken:
            raise typer.Exit(1)
        for note in sides.notes:
            output.note(f"note: {note}")
        if len(days) == 2:
            shown = sides.hindsight(days[0], days[1])
        else:
            shown = sides.diff(
                issue=issue, aspect=aspect, as_of=days[0] if days else None, explain=explain, whitespace=whitespace
            )
    except api.NotFound as error:
        output.usage(str(error), error.hint)
    _write(shown, form, to, template)
    _status(sides.folder)
    if exit_code and shown.different:
        raise typer.Exit(1)


def log(
    context: typer.Context,
    knowledge: Annotated[
        bool, typer.Option("--knowledge", help="What became known when, instead of the versions.")
    ] = False,
    form: Annotated[Format, as_format("log")] = Format.TERMINAL,
    as_of: AsOf = None,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """The graph of versions: date, what each is based on, how much is held, how many points."""
    _answer(context, lambda plan: plan.log(knowledge=knowledge, as_of=as_of), form, to, template, public=public)


def show(
    context: typer.Context,
    version: Annotated[str, typer.Argument(metavar="VERSION", help="A version's id, ID@WITNESS, or REV:id.")],
    form: Annotated[Format, as_format("version")] = Format.TERMINAL,
    as_of: AsOf = None,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """One version, with status, issues, quantities and evidence."""
    _answer(context, lambda plan: plan.show(version, as_of=as_of), form, to, template, public=public)


def issue(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="The issue; all of them in brief when left out.")
    ] = None,
    form: Annotated[Format, as_format("issue")] = Format.TERMINAL,
    as_of: AsOf = None,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """How an issue and its quantities moved through the versions, with who said so."""
    _answer(context, lambda plan: plan.issue(name, as_of=as_of), form, to, template, public=public)


def table(
    context: typer.Context,
    versions: Annotated[list[str], typer.Argument(metavar="V1 V2 V3…", help="The versions, one column each.")],
    form: Annotated[Format, as_format("table")] = Format.TERMINAL,
    issue: Annotated[
        str | None, typer.Option("--issue", metavar="ID", help="Only matters tagged with this issue.")
    ] = None,
    as_of: AsOf = None,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """One row per matter, one column per version."""
    _answer(context, lambda plan: plan.table(*versions, issue=issue, as_of=as_of), form, to, template, public=public)


def evidence(
    context: typer.Context,
    change: Annotated[
        str | None,
        typer.Argument(
            metavar="[CHANGE]", help="A change's id, as us-28..geneva-19/army-cap; all of the main line when left out."
        ),
    ] = None,
    form: Annotated[Format, as_format("evidence")] = Format.TERMINAL,
    as_of: AsOf = None,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """Which claim of which article stands behind each change; what is unsupported, disputed, single-source."""
    _answer(context, lambda plan: plan.evidence(change, as_of=as_of), form, to, template, public=public)


def why(
    context: typer.Context,
    change: Annotated[str, typer.Argument(metavar="CHANGE", help="A change's id, as us-28..geneva-19/army-cap.")],
    form: Annotated[Format, as_format("why")] = Format.TERMINAL,
    as_of: AsOf = None,
    public: Public = False,
    to: Output = None,
) -> None:
    """Why a verdict is what it is: the chain of facts behind it, each with its place in the files."""
    _answer(context, lambda plan: plan.why(change, as_of=as_of), form, to, public=public)


def brief(
    context: typer.Context,
    since: Annotated[str | None, typer.Option("--from", metavar="VERSION", help="The version to start from.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="VERSION", help="The version to end with.")] = None,
    issue: Annotated[str | None, typer.Option("--issue", metavar="ID", help="Only this issue.")] = None,
    form: Annotated[Format, as_format("brief")] = Format.MARKDOWN,
    as_of: AsOf = None,
    public: Public = False,
    template: Template = None,
    to: Output = None,
) -> None:
    """The briefing: where it stands, what changed and how sure that is, what is disputed, what is not known."""
    _answer(context, lambda plan: plan.brief(since, until, issue=issue, as_of=as_of), form, to, template, public=public)


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the application, in the order in which help lists them."""
    for command in (diff, log, show, issue, table, evidence, why, brief):
        app.command()(command)
