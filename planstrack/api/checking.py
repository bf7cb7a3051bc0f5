"""What is wrong with files, what that means, and the schemas that help while typing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from planstrack.api.folder import PlanFolder, load
from planstrack.api.shown import NotFound, nearest
from planstrack.problem import Problem


@dataclass(frozen=True)
class Checked:
    """What `check` found, in the order of files and places."""

    problems: tuple[Problem, ...]

    @property
    def broken(self) -> bool:
        """Whether there is an error among the problems; warnings and notes alone are no failure."""
        return any(problem.severity == "error" for problem in self.problems)


def check(paths: Sequence[str | Path] = (), plan: str | Path | None = None) -> Checked:
    """Return every problem of a plan folder, or of the files named.

    A file that belongs to a plan folder is checked as part of it, and only its own problems are given; a file outside of
    any plan is checked by itself.

    Raises:
        NotFound: A path is not there, or no plan is.
    """
    if not paths:
        return Checked(_all_problems(load(plan)))
    from planstrack.loading import load_file, plan_around

    found: list[Problem] = []
    folders: dict[Path, tuple[Problem, ...]] = {}
    for path in (Path(item) for item in paths):
        if not os.path.lexists(path):
            raise NotFound(f"there is no file or folder {str(path)!r}")
        around = plan_around(path)
        if around is None:
            if path.is_dir():
                raise NotFound(f"the folder {str(path)!r} has no plan.yaml")
            found.extend(load_file(path).problems)
            continue
        if around not in folders:
            folders[around] = _all_problems(load(around))
        found.extend(item for item in folders[around] if path.is_dir() or _same_file(item.place.path, path))
    return Checked(tuple(sorted(dict.fromkeys(found), key=lambda problem: problem.sort_key)))


def _all_problems(folder: PlanFolder) -> tuple[Problem, ...]:
    from planstrack.check import check as rules

    comparisons = {}
    if folder.plan.receipts.texts and folder.archive is not None:
        from planstrack.compare.receipts import compared_texts
        from planstrack.model import pair_of

        pairs = {pair_of(key)[::2]: None for key in folder.plan.receipts.texts}
        comparisons = compared_texts(folder.plan, folder.archive, pairs=[(old, new) for old, new in pairs])
    tracked = _tracked(folder)
    found = dict.fromkeys((*folder.problems, *tracked, *rules(folder.plan, folder.states, folder.texts, comparisons)))
    return tuple(sorted(found, key=lambda problem: problem.sort_key))


def _tracked(folder: PlanFolder) -> tuple[Problem, ...]:
    """Return that the archive is in git, where it is; without an archive git is not asked."""
    if folder.archive is None:
        return ()
    from planstrack.loading.history import archive_in_git

    problem = archive_in_git(folder.archive.folder)
    return (problem,) if problem else ()


def _same_file(shown: str, path: Path) -> bool:
    try:
        return Path(shown).samefile(path)
    except (OSError, ValueError):
        return os.path.normpath(shown) == os.path.normpath(path)


def explain(code: str | None = None) -> str:
    """Return what a problem means and how to mend it; all codes, a line each, without one.

    Raises:
        NotFound: There is no such code.
    """
    from planstrack.codes import codes
    from planstrack.render.problems import code_list, code_page

    known = codes()
    if code is None:
        return code_list(known.values())
    if code not in known:
        missing = nearest(code, list(known), "code")
        raise NotFound(str(missing), missing.hint or "planstrack explain lists all codes.")
    return code_page(known[code])


def schema(kind: str) -> str:
    """Return the JSON Schema of a kind of file (plan, version, article) or of the JSON output (diff).

    Raises:
        NotFound: There is no such kind.
    """
    folder = Path(__file__).parent.parent / "schema"
    known = sorted(path.stem for path in folder.glob("*.json"))
    if kind not in known:
        raise nearest(kind, known, "schema")
    return (folder / f"{kind}.json").read_text(encoding="utf-8")
