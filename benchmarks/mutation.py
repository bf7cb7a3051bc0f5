"""Would the tests notice? `python -m benchmarks.mutation [--seed N] [--sample 300] [--modules facts,sums]`.

Makes small faults in the heart (a comparison turned, a condition negated, a constant changed, a statement removed …), takes
a seeded sample of them, and runs for each the fast tests that run its line. Prints how many were killed, by module, with a
95 % interval, and each survivor as `file:line in function: old → new`. What no test can tell from the original is explained
in mutation-survivors.toml beside this file, and still counts as survived.

Works on a copy of the tree, one forked process for each mutant: it imports everything afresh with the mutated module in its
place. A mutant that uses more processor time than it may is killed, and counts so. A line that no test runs is not tried.
Tests that fail without any mutant are left out, and named.

Source:
    DeMillo, Lipton and Sayward (1978), "Hints on test data selection", Computer 11(4).
    Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = Path(__file__).with_name("mutation-survivors.toml")

MODULES = (
    "claims.sayings", "claims.references", "claims.speakers", "claims.evidence", "claims.clock",
    "compare.facts", "compare.filed", "compare.held", "compare.answers", "compare.verdicts", "compare.closure",
    "compare.disputes", "compare.sums", "compare.groups", "compare.changes", "compare.matters", "compare.relations", "compare.amounts",
    "compare.reasons", "compare.aspects",
)  # fmt: skip
"""What is mutated: the meaning of claims, and what follows from it."""

TESTS = (
    "sayings", "references", "speakers", "evidence", "clock", "facts", "verdicts", "closure", "disputes", "sums",
    "groups", "changes", "matters", "relations", "amounts", "reasons", "section8",
)  # fmt: skip
"""The fast tests that are asked."""

FIRST: dict[str, tuple[str, ...]] = {
    "answers": ("closure",), "filed": ("facts",), "held": ("facts",), "aspects": ("changes",),
}  # fmt: skip
"""Where the tests of a module stand, when not under its own name."""

EXAMPLES = 25
"""Of each law so many cases are tried, the same ones each time."""
SECONDS = 60
"""The processor time that a mutant may use; all tests together use less than half of it."""
GIGABYTES = 3


# ---------------------------------------------------------------------------------------------------- mutants


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault: the `site`-th of its module's text, and what it is for a reader."""

    module: str
    site: int
    line: int
    function: str
    old: str
    new: str

    def __str__(self) -> str:
        path = f"planstrack/{self.module.replace('.', '/')}.py"
        return f"{path}:{self.line} in {self.function}: {self.old} → {self.new}"


_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_OTHERS = {"any": "all", "all": "any", "min": "max", "max": "min", "weakest": "strongest", "strongest": "weakest"}

_ORDERED = frozenset(("isinstance", "map", "getattr", "setattr", "zip", "max", "min"))
"""Calls whose arguments are not swapped: it would only break them, or change nothing."""

Change = tuple[ast.AST, str, Any]
"""What a mutant does: the node, its field, and the field's new value."""


class _Sites:
    """The places of a module where a fault can be made, in the order of its text."""

    def __init__(self, tree: ast.Module) -> None:
        self.found: list[tuple[ast.AST, str, list[Change]]] = []
        self._function: list[str] = []
        self._body(tree)

    def _site(self, node: ast.AST, *changes: Change) -> None:
        self.found.append((node, ".".join(self._function) or "the module", list(changes)))

    def _body(self, owner: ast.AST) -> None:
        """Walk the statements of a module, a class or a function; its docstring, if any, is left alone."""
        body: list[ast.stmt] = owner.body  # type: ignore[attr-defined]
        for at, statement in enumerate(body):
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                continue
            self._statement(body, at, statement)

    def _statement(self, body: list[ast.stmt], at: int, node: ast.stmt) -> None:
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.Assert, ast.Pass, ast.Raise)) or _is_for_types(node):
            return
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            self._function.append(node.name)
            if isinstance(node, ast.FunctionDef):
                for default in (*node.args.defaults, *node.args.kw_defaults):
                    self._expression(default)
            self._body(node)
            self._function.pop()
            return
        removable = isinstance(node, (ast.Expr, ast.AugAssign)) or (
            isinstance(node, ast.Assign) and not isinstance(node.targets[0], (ast.Name, ast.Tuple))
        )
        if removable and not _is_yield(node):
            self._site(node, (ast.Module(body=body, type_ignores=[]), f"body:{at}", ast.Pass()))
        if isinstance(node, ast.Return) and node.value is not None and not _is_constant(node.value, None):
            self._site(node, (node, "value", ast.Constant(None)))
        if isinstance(node, ast.Continue):
            self._site(node, (ast.Module(body=body, type_ignores=[]), f"body:{at}", ast.Break()))
        if isinstance(node, ast.Break):
            self._site(node, (ast.Module(body=body, type_ignores=[]), f"body:{at}", ast.Continue()))
        if isinstance(node, (ast.If, ast.While)):
            self._negated(node)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "target", "targets"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.stmt):
                    self._statement(value, value.index(child), child)
                elif isinstance(child, ast.expr):
                    self._expression(child)

    def _negated(self, node: ast.If | ast.While | ast.IfExp) -> None:
        inner = node.test.operand if isinstance(node.test, ast.UnaryOp) and isinstance(node.test.op, ast.Not) else None
        self._site(node.test, (node, "test", inner or ast.UnaryOp(op=ast.Not(), operand=node.test)))

    def _expression(self, node: ast.AST | None) -> None:
        if node is None or isinstance(node, ast.JoinedStr):
            for part in node.values if isinstance(node, ast.JoinedStr) else ():
                if isinstance(part, ast.FormattedValue):
                    self._expression(part.value)
                elif isinstance(part, ast.Constant) and str(part.value).strip(" ,;:.#/“”()"):
                    self._site(node, (part, "value", f"XX{part.value}"))
            return
        if isinstance(node, ast.Compare):
            for at, operator in enumerate(node.ops):
                self._site(node, (node, f"ops:{at}", _COMPARED[type(operator)]()))
        if isinstance(node, ast.BoolOp):
            self._site(node, (node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()))
        if isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
            self._site(node, (node, "op", _COMPUTED[type(node.op)]()))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            self._site(node, (node, "operand", ast.UnaryOp(op=ast.Not(), operand=node.operand)))
        if isinstance(node, ast.IfExp):
            self._negated(node)
        if isinstance(node, ast.comprehension):
            for at, test in enumerate(node.ifs):
                self._site(test, (node, f"ifs:{at}", ast.UnaryOp(op=ast.Not(), operand=test)))
        if isinstance(node, ast.Call):
            self._call(node)
        if isinstance(node, ast.Constant):
            self._constant(node)
        if isinstance(node, ast.Lambda):
            self._expression(node.body)
            return
        if isinstance(node, ast.Subscript) and _is_constant(node.slice, 0):
            self._site(node.slice, (node.slice, "value", 1))  # of a list of one, -1 would be the same
            self._expression(node.value)
            return
        for name, child in ast.iter_fields(node):
            if name in ("ctx", "func") and not isinstance(child, ast.Attribute):
                continue
            for each in child if isinstance(child, list) else [child]:
                if isinstance(each, (ast.expr, ast.comprehension, ast.keyword)):
                    self._expression(each)

    def _call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in _OTHERS:
            self._site(node, (node, "func", ast.Name(id=_OTHERS[node.func.id], ctx=ast.Load())))
        plain = isinstance(node.func, ast.Name) and node.func.id in _ORDERED
        first = node.args[:2]
        alike = len({ast.unparse(each) for each in first}) == 1
        if len(first) > 1 and not plain and not alike and not any(isinstance(each, ast.Starred) for each in first):
            self._site(node, (node, "args", [node.args[1], node.args[0], *node.args[2:]]))

    def _constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, bool):
            self._site(node, (node, "value", not value))
        elif isinstance(value, int):
            self._site(node, (node, "value", value + 1))
            self._site(node, (node, "value", value - 1))
        elif isinstance(value, str) and value.strip():
            self._site(node, (node, "value", f"XX{value}"))
        elif value is None:
            self._site(node, (node, "value", True))


def _is_for_types(node: ast.stmt) -> bool:
    """Return whether a statement is there for the type checker, or lists what the module exports."""
    if isinstance(node, ast.ClassDef):
        return any("Protocol" in ast.unparse(base) for base in node.bases)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    if isinstance(node, ast.Assign):
        value = ast.unparse(node.value)
        return ast.unparse(node.targets[0]) == "__all__" or value.startswith(
            ("Literal[", "Mapping[", "Callable[", "NewType(", "tuple[", "get_args(", "Annotated[")
        )
    return False


def _is_yield(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, (ast.Yield, ast.YieldFrom))


def _is_constant(node: ast.AST, value: object) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is type(value) and node.value == value


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return text if len(text) <= 100 else text[:99] + "…"


def _put(change: Change) -> Callable[[], None]:
    """Make a change, and return what takes it back."""
    node, field, value = change
    name, _, at = field.partition(":")
    if at:
        items = getattr(node, name)
        before = items[int(at)]
        items[int(at)] = value
        return lambda: items.__setitem__(int(at), before)
    before = getattr(node, name)
    setattr(node, name, value)
    return lambda: setattr(node, name, before)


def mutants(module: str, text: str) -> Iterator[Mutant]:
    """Give every mutant of a module's text, in the order of its text."""
    for site, (node, function, changes) in enumerate(_Sites(ast.parse(text)).found):
        old = _shown(node)
        [change] = changes
        removed = isinstance(change[2], (ast.Pass, ast.Break, ast.Continue)) and change[1].startswith("body:")
        undo = _put(change)
        new = (
            _shown(change[2])
            if removed
            else _shown(node)
            if change[0] is node or _inside(change[0], node)
            else _shown(change[2])
        )
        undo()
        yield Mutant(module=module, site=site, line=node.lineno, function=function, old=old, new=new)  # type: ignore[attr-defined]


def _inside(part: ast.AST, whole: ast.AST) -> bool:
    return any(part is each for each in ast.walk(whole))


def mutated(text: str, site: int) -> ast.Module:
    """Return the tree of a module's text with the fault made at one site."""
    tree = ast.parse(text)
    [change] = _Sites(tree).found[site][2]
    _put(change)
    return ast.fix_missing_locations(tree)


def _lines_at_import(text: str) -> set[int]:
    """Return the lines that run when the module is imported: those in no function."""
    lines = set(range(1, text.count("\n") + 2))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            lines -= set(range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1))
    return lines


# ---------------------------------------------------------------------------------------------------- runs


class _Replace:
    """Gives one module its mutated code when it is imported."""

    def __init__(self, name: str, code: Any) -> None:
        self.name, self.code = name, code

    def find_spec(self, name: str, path: object, target: object = None) -> Any:
        from importlib.machinery import ModuleSpec

        return ModuleSpec(name, self) if name == self.name else None  # type: ignore[arg-type]

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(self.code, module.__dict__)


class _Laws:
    """Lets every law try few cases, the same ones each time."""

    def pytest_configure(self) -> None:
        settings = hypothesis.settings
        phases = [phase for phase in hypothesis.Phase if phase.name in ("explicit", "generate")]
        settings.register_profile(
            "mutation", max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, phases=phases,
            suppress_health_check=list(hypothesis.HealthCheck),
        )  # fmt: skip
        settings.load_profile("mutation")


class _Chosen(_Laws):
    """Runs the tests that are chosen, in their order."""

    def __init__(self, names: Sequence[str]) -> None:
        self.order = {name: at for at, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


class _Traced(_Laws):
    """Keeps which lines of the modules each test runs, how long it takes, and whether it passes."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.lines: dict[str, dict[str, list[int]]] = {}
        self.seconds: dict[str, float] = {}
        self.failed: list[str] = []

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_call(self, item: Any) -> Iterator[None]:
        seen: dict[str, set[int]] = {}
        files = self.files

        def trace(frame: Any, event: str, argument: object) -> Any:
            module = files.get(frame.f_code.co_filename)
            if module is None:
                return None
            add = seen.setdefault(module, set()).add
            add(frame.f_lineno)

            def local(frame: Any, event: str, argument: object) -> Any:
                add(frame.f_lineno)
                return local

            return local

        start = time.process_time()
        sys.settrace(trace)
        outcome = yield
        sys.settrace(None)
        self.seconds[item.nodeid] = time.process_time() - start
        self.lines[item.nodeid] = {module: sorted(lines) for module, lines in seen.items()}
        if outcome.excinfo is not None:  # type: ignore[attr-defined]
            self.failed.append(item.nodeid)


def _child(copy: Path, out: Path, run: Callable[[], int]) -> int:
    """Fork a process that runs in the copy and writes what it prints into a file; return its id."""
    pid = os.fork()
    if pid:
        return pid
    status = 70
    try:
        os.setpgid(0, 0)
        target = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(target, 1)
        os.dup2(target, 2)
        os.chdir(copy)
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES << 30, GIGABYTES << 30))
        status = run()
    except BaseException as error:
        print(repr(error), flush=True)
    finally:
        sys.stdout.flush()
        os._exit(status)


def _arguments(files: Sequence[str]) -> list[str]:
    return ["-x", "-q", "-p", "no:cacheprovider", "--tb=no", "--no-header", *files]


def _baseline(copy: Path, modules: Sequence[str], tests: Sequence[str]) -> _Traced:
    """Return what each test runs of the modules, without any mutant."""
    traced = _Traced({str(copy / _path(module)): module for module in modules})
    kept = copy / "traced.json"

    def run() -> int:
        arguments = _arguments(tests)
        arguments.remove("-x")
        code = pytest.main(arguments, plugins=[traced])
        kept.write_text(json.dumps([traced.lines, traced.seconds, traced.failed]))
        return int(code)

    pid = _child(copy, copy / "baseline.txt", run)
    os.waitpid(pid, 0)
    if not kept.exists():
        sys.exit((copy / "baseline.txt").read_text())
    traced.lines, traced.seconds, traced.failed = json.loads(kept.read_text())
    return traced


def _warm(copy: Path) -> None:
    """Import what no mutant changes, so that the forks need not."""
    sys.path[:0] = [str(copy), str(copy / "tests")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("loading.nodes", "compare.align", "compare.redline", "text.folding"):
        import_module(f"planstrack.{name}")
    article = {"outlet": "x", "claims": [{"id": "c", "says": "kept"}]}
    import_module("planstrack.model").Plan.model_validate(
        {"title": "x", "versions": {"v": {"points": [{}]}}, "articles": {"a": article}}
    )


def _path(module: str) -> str:
    return f"planstrack/{module.replace('.', '/')}.py"


def _file(test: str) -> str:
    return f"tests/test_{test}.py"


def _stages(mutant: Mutant, traced: _Traced, at_import: bool) -> list[list[str]]:
    """Return the tests that run a mutant's line, those of its own file first, each the quickest first."""
    failed = set(traced.failed)
    names = [
        name
        for name, lines in traced.lines.items()
        if name not in failed and (at_import or mutant.line in lines.get(mutant.module, ()))
    ]
    name = mutant.module.rpartition(".")[2]
    own = {_file(test) for test in FIRST.get(name, (name,))}
    names.sort(key=lambda each: traced.seconds[each])
    first = [each for each in names if each.partition("::")[0] in own]
    return [stage for stage in (first, [each for each in names if each not in set(first)]) if stage]


def _run(copy: Path, mutant: Mutant, tests: Sequence[str], out: Path) -> int:
    """Fork a process that tries a mutant on some tests; return its id."""

    def run() -> int:
        text = (copy / _path(mutant.module)).read_text()
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        name = f"planstrack.{mutant.module}"
        sys.meta_path.insert(
            0, _Replace(name, compile(mutated(text, mutant.site), str(copy / _path(mutant.module)), "exec"))
        )
        files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
        return int(pytest.main(_arguments(files), plugins=[_Chosen(tests)]))

    return _child(copy, out, run)


@dataclass(slots=True)
class _Trial:
    mutant: Mutant
    stages: list[list[str]]
    started: float = 0.0


def survivors(copy: Path, chosen: Sequence[Mutant], traced: _Traced, workers: int) -> list[Mutant]:
    """Return the mutants that no test notices."""
    texts = {module: (copy / _path(module)).read_text() for module in {mutant.module for mutant in chosen}}
    at_import = {module: _lines_at_import(text) for module, text in texts.items()}
    waiting = [_Trial(mutant, _stages(mutant, traced, mutant.line in at_import[mutant.module])) for mutant in chosen]
    found = [trial.mutant for trial in waiting if not trial.stages]
    for mutant in found:
        print(f"run by no test: {mutant}", file=sys.stderr, flush=True)
    waiting = [trial for trial in reversed(waiting) if trial.stages]
    running: dict[int, _Trial] = {}
    done = len(found)
    while waiting or running:
        while waiting and len(running) < workers:
            trial = waiting.pop()
            trial.started = time.monotonic()
            running[_run(copy, trial.mutant, trial.stages.pop(0), copy / f"out{done % 7}.txt")] = trial
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            for each, trial in running.items():
                if time.monotonic() - trial.started > 10 * SECONDS:
                    os.killpg(each, signal.SIGKILL)
            time.sleep(0.005)
            continue
        trial = running.pop(pid)
        if os.waitstatus_to_exitcode(status) in (0, 5):
            if trial.stages:
                waiting.append(trial)
                continue
            found.append(trial.mutant)
            print(f"{done + 1} of {len(chosen)} tried, survived: {trial.mutant}", file=sys.stderr, flush=True)
        done += 1
    return sorted(found, key=lambda mutant: (mutant.module, mutant.line, mutant.site))


# ---------------------------------------------------------------------------------------------------- the report


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a proportion.

    >>> [round(end, 3) for end in wilson(270, 300)]
    [0.861, 0.929]
    """
    if not whole:
        return 0.0, 1.0
    z = 1.959964
    share = part / whole
    middle, spread = share + z * z / (2 * whole), z * ((share * (1 - share) + z * z / (4 * whole)) / whole) ** 0.5
    return (middle - spread) / (1 + z * z / whole), (middle + spread) / (1 + z * z / whole)


def explanations() -> dict[tuple[str, str, str, str], str]:
    """Return why some mutants cannot be told from the original, by module, function, old and new."""
    if not EXPLAINED.exists():
        return {}
    rows = tomllib.loads(EXPLAINED.read_text()).get("equivalent", [])
    return {(row["module"], row["function"], row["old"], row["new"]): row["why"] for row in rows}


def _copied(into: Path) -> None:
    """Copy what the tests need."""
    ignore = shutil.ignore_patterns("__pycache__", ".*", "screenshots", "catalogue")
    for name in ("planstrack", "tests", "plans"):
        shutil.copytree(ROOT / name, into / name, ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", into)


def main() -> None:
    """Run the sample and print the report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.mutation", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=300, help="how many mutants; 0 for all")
    parser.add_argument("--modules", default=",".join(MODULES), help="by name, separated by commas")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    wanted = options.modules.split(",")
    modules = [module for module in MODULES if module in wanted or module.rpartition(".")[2] in wanted]
    tests = [_file(test) for test in TESTS]
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Path(folder)
        _copied(copy)
        every = [each for module in modules for each in mutants(module, (copy / _path(module)).read_text())]
        sample = min(options.sample or len(every), len(every))
        chosen = random.Random(options.seed).sample(every, sample)
        _warm(copy)
        traced = _baseline(copy, modules, tests)
        if traced.failed:
            print(f"{len(traced.failed)} tests fail without any mutant and were left out:")
            print("\n".join(f"  {name}" for name in traced.failed))
        found = survivors(copy, chosen, traced, max(1, options.workers))
    why = explanations()
    lost = {mutant: why.get((mutant.module, mutant.function, mutant.old, mutant.new)) for mutant in found}
    print("\n| module | mutants | killed | survived | of these explained |\n| --- | --- | --- | --- | --- |")
    for module in modules:
        mine = [mutant for mutant in chosen if mutant.module == module]
        alive = [mutant for mutant in found if mutant.module == module]
        told = sum(lost[mutant] is not None for mutant in alive)
        print(f"| {module} | {len(mine)} | {len(mine) - len(alive)} | {len(alive)} | {told} |")
    killed = len(chosen) - len(found)
    least, most = wilson(killed, len(chosen))
    print(
        f"\n{killed} of {len(chosen)} mutants killed: {killed / max(1, len(chosen)):.3f} (95 %: {least:.3f} to {most:.3f}); seed "
        f"{options.seed}, {len(every)} mutants in all, {len(traced.lines) - len(traced.failed)} tests, "
        f"{time.monotonic() - start:.0f} s."
    )
    for mutant, reason in lost.items():
        print(f"survived: {mutant}" + (f"\n          explained: {reason}" if reason else ""))


if __name__ == "__main__":
    main()
