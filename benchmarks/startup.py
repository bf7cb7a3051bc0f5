"""How long commands take as whole processes, as ratios to importing what they are built on.

    python -m benchmarks.startup [runs]

The base is `python -c "import typer, pydantic, yaml"` with the same interpreter. Commands and base take turns; the figure is
the median of each, in processor seconds of the whole process, after one run that is not counted. The user's cache is
switched off.
"""

from __future__ import annotations

import compileall
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
MAIN = "from planstrack.cli import main; main()"
COMMANDS = {
    "base": ["-c", "import typer, pydantic, yaml"],
    "--help": ["-c", MAIN, "--help"],
    "diff us-28 geneva-19": ["-c", MAIN, "diff", "us-28", "geneva-19"],
}


def seconds(arguments: list[str]) -> float:
    """Return the processor seconds of one whole process."""
    env = {**os.environ, "PLANSTRACK_CACHE": ""}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Time every command in turn and print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    compileall.compile_dir(str(ROOT / "planstrack"), quiet=2)
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for run in range(runs + 1):
        for name, arguments in COMMANDS.items():
            spent = seconds(arguments)
            if run:
                times[name].append(spent)
    base = median(times["base"])
    print(f"{'command':<30} {'seconds':>8} {'ratio':>6}")
    for name, taken in times.items():
        print(f"{name:<30} {median(taken):>8.3f} {median(taken) / base:>6.2f}")


if __name__ == "__main__":
    main()
