"""The command line: arguments, one call of `planstrack.api`, print, exit status.

    app         the typer application: the options before the command, and the commands by subject
    output      writing what a command gives: whole or not at all, colours on a terminal only, problems beside it
    values      what users type: days, version names, formats
    texts       init, import
    comparing   diff, log, show, issue, table, evidence, why, brief
    reading     check, explain, schema
    articles    article add, verify, suggest
    writing     align
    pages       site, serve

Nothing heavy is imported here: a command imports what it needs when it runs, since `--help` is asked for most often.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; the process ends with 0 (fine), 1 (problems found) or 2 (wrong usage)."""
    # Looking for pydantic plugins reads the metadata of every installed package: 20 ms for something we have none of.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from planstrack.cli.app import app
    from planstrack.cli.output import closed, discard_standard_output, lost

    _stand_in_for_closed_streams()
    try:
        app()
        closed()
    except SystemExit as end:
        if end.code in (0, None):
            closed()
        raise
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`): the rest has nowhere to go, and Python's own complaint at exit
        # would follow if the stream stayed as it is.
        discard_standard_output()
        sys.exit(141)
    except OSError as error:
        if error.filename is not None:
            raise
        lost(error)  # Help and the version number are written by typer, straight to standard output.


def _stand_in_for_closed_streams() -> None:
    """Give a process that was started without output streams (`>&-`) some: writing to the first fails, as it should."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
