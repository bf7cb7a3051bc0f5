"""A plan folder to begin with: an empty one that `check` passes, or the plan that ships with planstrack.

Schemas are copied into the folder, and each file names its own in the first line, so that an editor completes and checks
wherever planstrack is installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planstrack.files.writing import create_whole
from planstrack.loading.scalars import one_line, scalar
from planstrack.schema import KINDS, shipped

_SCHEMA_LINE = re.compile(rf"\A# yaml-language-server: \$schema=\S*?/({'|'.join(KINDS)})\.json\n")
_DEMO = "ukraine-2025"

EXAMPLE = "example"
"""The id of the version that a new folder holds until the first import replaces it."""

_PLAN = """\
# yaml-language-server: $schema=schema/plan.json
# What is negotiated, by whom, and what is followed. `planstrack check` tells what is wrong with the files of this folder,
# `planstrack explain CODE` what that means.
title: {title}
language: en

# The sides, with other names that texts give them:
#   us: {{name: United States, aliases: [US, Washington]}}
parties: {{}}

# What is followed through the versions; a point that names an issue by one of these words is tagged with it on import:
#   territory: {{title: Territory, aliases: [territories, borders, contact line]}}
issues: {{}}

# Numbers that are followed; import reads an amount where a point speaks of the issue and counts in the unit:
#   army-size: {{issue: army-cap, unit: personnel, title: Size of the armed forces}}
quantities: {{}}

# Versions that follow each other, oldest first.
main_line: [{example}]
"""

_VERSION = """\
# yaml-language-server: $schema=../schema/version.json
# An example, replaced by the first text that is imported: planstrack import FILE --as ID
title: An example of a version
known: 2025-01-01       # since when it was known
points_held: all
points:
  - number: "1"
    id: border
    title: The border
    text: The two sides keep the border as it stands.
    wording: paraphrase
"""

_IGNORED = """\
# Texts of articles and documents belong to their publishers.
.planstrack/
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A plan folder that was begun: the files that were written, or why none was."""

    folder: Path
    files: tuple[Path, ...] = ()
    failure: str | None = None


def example_version() -> bytes:
    """Return the file of the version that a new folder holds, as it was written."""
    return _VERSION.encode()


def begun(folder: Path, *, demo: bool = False) -> Begun:
    """Write a plan folder; nothing that stands there is touched.

    Args:
        folder: Where; made when it is missing.
        demo: Whether to write the plan that ships with planstrack, rather than an empty one.
    """
    try:
        contents = dict(_demo() if demo else _empty(folder))
        standing = [name for name in contents if (folder / name).is_symlink() or (folder / name).exists()]
        if standing:
            return Begun(folder=folder, failure=f"nothing was written: {standing[0]} is there already")
        written = []
        for name in sorted(contents, key=lambda name: name == "plan.yaml"):  # Last: a folder without it is no plan yet.
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not create_whole(path, contents[name].encode()):
                return Begun(folder=folder, failure=f"{name} was written by another program meanwhile")
            written.append(path)
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        where = f" ({error.filename})" if error.filename else ""
        return Begun(folder=folder, failure=f"the folder cannot be written: {said}{where}")
    return Begun(folder=folder, files=tuple(written))


def _empty(folder: Path) -> Iterator[tuple[str, str]]:
    title = one_line(folder.resolve().name.replace("-", " ").replace("_", " ")) or "A plan"
    yield "plan.yaml", _PLAN.format(title=scalar(title[:1].upper() + title[1:]), example=EXAMPLE)
    yield f"versions/{EXAMPLE}.yaml", _VERSION
    yield ".gitignore", _IGNORED
    yield from _schemas()


def _schemas() -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        yield f"schema/{kind}.json", shipped(kind)


def _demo() -> Iterator[tuple[str, str]]:
    """Yield the files of the plan that ships: inside the package when it is installed, beside it in a clone."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "plans" / _DEMO, package.parent / "plans" / _DEMO)
    root = next((place for place in places if (place / "plan.yaml").is_file()), None)
    if root is None:
        raise FileNotFoundError(2, "the plan that ships is not in this installation", str(places[0]))
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root)
        up = "../" * (len(name.parts) - 1)
        yield (
            name.as_posix(),
            _SCHEMA_LINE.sub(rf"# yaml-language-server: $schema={up}schema/\1.json\n", path.read_text("utf-8")),
        )
    yield ".gitignore", _IGNORED
    yield from _schemas()
