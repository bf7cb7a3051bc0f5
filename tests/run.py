"""Set up and run everything that must hold: `python3 tests/run.py [pytest arguments]`.

Needs Python 3.11 or later, git and a package index. Makes the virtual environment `.venv` beside this folder and installs the
project into it with everything the tests use, in the very versions that tests/constraints.txt pins by their hashes. A browser
and LibreOffice are looked for; on a Debian machine on which we may install packages (root), they are installed. Where
they are not to be had, the tests that need them say so.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / ("Scripts" if os.name == "nt" else "bin")


def run(*command: str | Path, **env: str) -> int:
    """Run a command in the project's folder and return its exit status."""
    print("+", *command, flush=True)
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **env}, check=False).returncode


def need(*command: str | Path) -> None:
    """Run a command that must succeed."""
    status = run(*command)
    if status:
        sys.exit(status)


def install_programs() -> None:
    """Install the browser and the word processor that some tests drive, where that is ours to do."""
    missing = [
        package
        for program, package in (("chromium", "chromium"), ("soffice", "libreoffice-writer"))
        if not shutil.which(program)
    ]
    if missing and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        if run("apt-get", "update", "-qq", **quiet) or run(
            "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, **quiet
        ):
            print(f"could not install {', '.join(missing)}: the tests that need them say so", flush=True)


def main() -> int:
    """Set up, then run the linter, the type checker and the tests; return the first status that is not 0."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is what an older Python would be asked to run first
        sys.exit("planstrack needs Python 3.11 or later")
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        venv.create(ROOT / ".venv", with_pip=True)
    python = BIN / "python"
    install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    need(*install, "--require-hashes", "-r", "tests/constraints.txt")
    need(*install, "--no-deps", "--no-build-isolation", "-e", ".")
    install_programs()
    checks = [
        run(python, "-m", "ruff", "check", "."),
        run(python, "-m", "ruff", "format", "--check", "."),
        run(python, "-m", "mypy"),
        # In their own order: the browser's few slow tests would else come last, and one core wait for the other.
        run(python, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *sys.argv[1:]),
    ]
    return next((status for status in checks if status), 0)


if __name__ == "__main__":
    sys.exit(main())
