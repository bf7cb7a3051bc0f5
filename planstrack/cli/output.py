"""Writing what a command gives: whole or not at all; colours on a terminal only; problems to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from planstrack.problem import Problem


def colour(stream: object = None) -> bool:
    """Whether colours may be written: on a terminal, unless NO_COLOR or a dumb terminal says otherwise."""
    out = stream or sys.stdout
    return (
        bool(getattr(out, "isatty", lambda: False)())
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def width() -> int:
    """Return how many columns to write: the terminal's, from 40 to 120; 80 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    known = int(columns) if columns.isdecimal() and len(columns) < 6 else 0
    if not known and sys.stdout.isatty():
        known = shutil.get_terminal_size((80, 24)).columns
    return max(40, min(known or 80, 120))


def usage(message: str, hint: str | None = None) -> NoReturn:
    """Say what is wrong with the call and end with status 2."""
    from planstrack.render.printable import printable

    _error(f"Error: {printable(message)}\n" + (f"{printable(hint)}\n" if hint else ""))
    raise typer.Exit(2)


def failed(message: str) -> NoReturn:
    """Say what could not be done and end with status 1."""
    from planstrack.render.printable import printable

    _error(f"Error: {printable(message)}\n")
    raise typer.Exit(1)


def _error(text: str) -> None:
    sys.stderr.write(_encodable(text, sys.stderr))
    sys.stderr.flush()


def note(message: str) -> None:
    """Say something beside the output, on standard error."""
    from planstrack.render.printable import printable

    _error(f"{printable(message)}\n")


def _encodable(text: str, stream: object) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def emit(content: str | bytes, output: Path | None) -> None:
    """Write what a command gives to a file, whole or not at all, or to standard output.

    A pipe gets UTF-8 whatever the locale; a terminal gets what it can show.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if output is not None:
        from planstrack.files.writing import write_whole

        try:
            write_whole(output, data)
        except OSError as error:
            failed(f"{output}: not written: {error.strerror or error}")
        return
    stream = sys.stdout
    if isinstance(content, bytes) and stream.isatty():
        usage("this format is no text: give a file with -o")
    try:
        if stream.isatty() and isinstance(content, str):
            stream.write(_encodable(content, stream))
        else:
            stream.flush()
            stream.buffer.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        lost(error)


def closed() -> None:
    """Flush standard output, so that a full disk or a closed stream is not taken for success."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        lost(error)


def lost(error: Exception) -> NoReturn:
    """Say that standard output took no more, and end with status 1."""
    reason = getattr(error, "strerror", None) or "it is closed"
    discard_standard_output()
    _error(f"Error: standard output could not be written: {reason}\n")
    raise SystemExit(1)


def discard_standard_output() -> None:
    """Point standard output at nothing, so that Python does not complain again when the process ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass


def progress(what: str) -> Callable[[int, int | None], None]:
    """Return a reporter of long work, `report(done, total)`: one line on a terminal, drawn anew; nothing elsewhere.

    The line is gone when the work is done, and nothing is drawn in the first half second.
    """
    if not sys.stderr.isatty():
        return lambda _done, _total: None
    from time import monotonic

    begun = monotonic()
    last = [begun]

    def report(done: int, total: int | None = None) -> None:
        now = monotonic()
        finished = total is not None and done >= total
        if now - begun < 0.5 or (now - last[0] < 0.1 and not finished):
            return
        last[0] = now
        share = f"{done:,} of {total:,} {what}" if total else f"{done:,} {what}"
        sys.stderr.write("\r\x1b[K" + ("" if finished else share))
        sys.stderr.flush()

    return report


def show_problems(problems: Iterable[Problem], *, brief: bool = False) -> None:
    """Write problems to standard error, before a command's own output would hide them.

    Args:
        problems: What was found.
        brief: Only the errors, since the command is not about the warnings.
    """
    found = [item for item in problems if not brief or item.severity == "error"]
    if not found:
        return
    from planstrack.render.problems import text

    _error(text(found, width=width(), colour=colour(sys.stderr)))
