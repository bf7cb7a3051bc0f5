"""How long commands take as whole processes, as ratios to importing what they are built on.

    python -m benchmarks.startup [runs]

The base is `python -c "import typer, pydantic, yaml"` with the same interpreter. Commands and base take turns; the figure is
the median of each, in processor seconds of the whole process, after one run that is not counted. `diff, first` works
everything out (the cache of answers is switched off), `diff, again` finds that nothing has changed.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
MAIN = "from planstrack.cli import main; main()"
COMMANDS = {
    "base": (["-c", "import typer, pydantic, yaml"], None),
    "--help": (["-c", MAIN, "--help"], None),
    "diff us-28 geneva-19, first": (["-c", MAIN, "diff", "us-28", "geneva-19"], ""),
    "diff us-28 geneva-19, again": (["-c", MAIN, "diff", "us-28", "geneva-19"], "cache"),
}


def seconds(arguments: list[str], cache: str | None, folder: str) -> float:
    """Return the processor seconds of one whole process."""
    env = {**os.environ, "PLANSTRACK_CACHE": f"{folder}/{cache}" if cache else ""}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Time every command in turn and print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    compileall.compile_dir(str(ROOT / "planstrack"), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for run in range(runs + 1):
            for name, (arguments, cache) in COMMANDS.items():
                taken = seconds(arguments, cache, folder)
                if run:
                    times[name].append(taken)
    base = median(times["base"])
    print(f"{'command':<30} {'seconds':>8} {'ratio':>6}")
    for name, taken in times.items():
        print(f"{name:<30} {median(taken):>8.3f} {median(taken) / base:>6.2f}")


if __name__ == "__main__":
    main()
