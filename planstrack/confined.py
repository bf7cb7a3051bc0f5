"""A process of its own for what may not be trusted with ours: bounded in time and memory, told on standard input.

The process is a fresh interpreter, isolated from the folder we were called in. What it may use is bounded by the system
where the system can, by a clock where not. Where its time is up, `faulthandler` writes where it was, which needs neither
memory nor a Python that still listens.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


def boot(module: str, function: str) -> str:
    """Return what a process runs that calls a function with its standard input and output, both as bytes."""
    return (
        "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
        f"from {module} import {function}; {function}(sys.stdin.buffer, sys.stdout.buffer)"
    )


def answered(code: str, asked: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Return what a process answers and complains of that runs `code` and is told `asked`.

    Raises:
        OSError: No process can be started.
        subprocess.TimeoutExpired: It took longer than `seconds` by the clock, and was ended.
    """
    import subprocess
    from pathlib import Path

    import planstrack

    home = str(Path(planstrack.__file__).parent.parent)
    # Isolated, and without the folder we were called in: a module of a stranger's plan must not be imported.
    paths = json.dumps([*filter(None, sys.path), home])
    return subprocess.run(
        [sys.executable, "-I", "-B", "-c", code],
        input=paths.encode() + b"\n" + asked,
        capture_output=True,
        check=False,
        timeout=seconds,
    )


def is_out_of_time(complaint: str, status: int) -> bool:
    """Return whether a process ended since its time was up."""
    return "Timeout (" in complaint or -status == getattr(signal, "SIGXCPU", None)


def limit(seconds: int, memory: int) -> None:
    """Bound this process, so that whatever ends it says in which line it was.

    Args:
        seconds: Of computing; where that cannot be limited, and in any case after three times as many, the clock ends it.
        memory: Bytes more than are in use now, where the system can limit them.
    """
    import faulthandler
    import time
    from contextlib import suppress

    faulthandler.enable(sys.stderr)
    faulthandler.dump_traceback_later(seconds * 3, exit=True, file=sys.stderr)
    try:
        import resource
    except ImportError:  # Not everywhere: there the clock alone ends what takes too long.
        faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)
        return
    faulthandler.register(signal.SIGXCPU, file=sys.stderr, all_threads=False, chain=True)
    used = int(time.process_time()) + 1
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, used + seconds + 2))
    with suppress(OSError, ValueError), open("/proc/self/statm") as facts:  # noqa: PTH123 - pathlib would be one more import
        pages = int(facts.read().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + memory,) * 2)
