"""The promises of the house, read off the code: who imports whom, who touches files, what is too long."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "src" / "publish"
STAGES = ("load", "validate", "resolve", "compose", "typeset", "bind", "proof")
ENGINE = {"weasyprint", "pydyf", "pikepdf", "pypdfium2"}
"""Libraries that set or read pages."""

ENGINE_USERS = {"typeset", "bind", "engine", "bench", "conformance", "doctor"}
READERS = {
    *(f"proof/copy/{name}.py" for name in ("drawn", "pen", "tagged", "objects")),
    "release/pictures.py",
    "preview/drawing.py",
}
"""The modules that open a finished PDF again; all else in the proof looks at plain data."""
FILE_USERS = {
    "load",
    "shelf",
    "exchange",
    "lock",
    "fingerprint",
    "typeset",
    "commands",
    "scaffold",
    "random_edition",
    "trial",
    "doctor",
    "bench",
    "conformance",
    "workshop",
    "many_files",
}
"""Below the commands: the reader of editions, the writer into dist/, what goes into a build, the engine's
fetcher, the makers of new kinds and of random editions, tools that look at the machine, and the workshop,
which remembers results on the disk, and gives each worker a place for its temporary files; and what some of
them have in common."""
WORLD_USERS = {"commands", "bench", "doctor", "conformance", "random_edition", "trial"}
"""The commands, and tools that are not part of a build; random editions throw dice, from a seed."""

HEARD = {"workshop/hush.py": {"socket"}}
"""The server that workers are forked off asks where its own line is, and nobody else."""

FILE_VERBS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "rmdir",
    "rename",
    "replace",
    "iterdir",
    "glob",
    "rglob",
    "touch",
    "symlink_to",
    "is_file",
    "is_dir",
    "exists",
    "stat",
    "resolve",
}
FILE_MODULES = {"os", "shutil", "tempfile", "glob"}
WORLD_MODULES = {
    "time",
    "random",
    "secrets",
    "uuid",
    "socket",
    "getpass",
    "locale",
    "subprocess",
    "urllib.request",
}
WORLD_NAMES = {"print", "input", "exit", "quit", "breakpoint"}
WORLD_ATTRIBUTES = {
    "environ",
    "getenv",
    "exit",
    "argv",
    "stdout",
    "stderr",
    "now",
    "today",
    "utcnow",
    "getcwd",
    "cwd",
}

MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text()) for path in MODULES}


def room(path: Path) -> str:
    """The stage, package or module of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def called(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def holds_of(modules: Sequence[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """A test that a rule holds of some modules, and tells of all that break it."""
    assert modules

    def test_of(rule: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for path in modules:
                try:
                    rule(path)
                except AssertionError as refusal:
                    broken.append(f"{called(path)}: {refusal}")
            assert not broken, "\n".join(broken)

        test.__doc__ = rule.__doc__
        return test

    return test_of


def imports(path: Path, *, everywhere: bool = True) -> Iterator[str]:
    """Everything that a module imports, absolute: `publish.report`, `weasyprint`; types only are left out."""
    package = ("publish", *path.relative_to(PACKAGE).parts[:-1])
    unseen = {id(child) for node in ast.walk(TREES[path]) if _for_types(node) for child in ast.walk(node)}
    nodes = ast.walk(TREES[path]) if everywhere else iter(TREES[path].body)
    for node in nodes:
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            yield from (f"{module}.{alias.name}" for alias in node.names) if node.level else (module,)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("publish.")}


# 1. No stage imports a stage; only the pipeline knows them all


@holds_of([path for path in MODULES if room(path) in STAGES])
def test_no_stage_imports_a_stage(path: Path) -> None:
    assert rooms_imported(path) & set(STAGES) - {room(path)} == set()


@holds_of([path for path in MODULES if room(path) not in STAGES])
def test_only_the_pipeline_and_those_above_it_know_stages(path: Path) -> None:
    above = {
        "pipeline": set(STAGES), "bench": set(STAGES), "homing": {"proof"}, "commands": {"load", "proof"},
        "specimen_book": {"load"}, "preview": {"proof"}, "aside": {"typeset", "bind", "proof"},
    }
    assert rooms_imported(path) & set(STAGES) <= above.get(room(path), set())


@holds_of(MODULES)
def test_the_commands_are_imported_by_nobody(path: Path) -> None:
    if room(path) != "commands":
        assert "commands" not in rooms_imported(path)


@holds_of([path for path in MODULES if room(path) in {"model", "blocks"}])
def test_content_knows_nothing_of_the_work(path: Path) -> None:
    known = {"model", "blocks", "inline", "house_style", "reckoning", "citation", "span"}
    assert rooms_imported(path) <= known


def test_the_workshop_knows_nothing_of_books() -> None:
    known = {name for path in MODULES if room(path) == "workshop" for name in rooms_imported(path)}
    assert known <= {"workshop", "uninterrupted", "many_files"}


# 2. Only typeset and bind know the engine


@holds_of(MODULES)
def test_only_typeset_and_bind_know_the_engine(path: Path) -> None:
    if room(path) not in ENGINE_USERS and called(path) not in READERS:
        assert {name.split(".")[0] for name in imports(path)} & ENGINE == set()


def test_a_check_never_loads_the_engine() -> None:
    """The pipeline imports it within the functions that set pages."""
    top = {name.split(".")[1] for name in imports(PACKAGE / "pipeline.py", everywhere=False) if "." in name}
    assert top & {"typeset", "bind", "proof"} == set()


# 3. Who touches files, and the world


@holds_of(MODULES)
def test_only_few_touch_files(path: Path) -> None:
    if room(path) in FILE_USERS or called(path) in READERS:
        return
    assert {name.split(".")[0] for name in imports(path)} & FILE_MODULES == set()
    assert "many_files" not in rooms_imported(path)
    found = [
        f"line {node.lineno}: {node.func.attr}"
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in FILE_VERBS - _words_of_text(node)
    ]
    opened = [
        f"line {node.lineno}: open"
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open"
    ]
    assert found + opened == []


def _words_of_text(node: ast.Call) -> set[str]:
    """Only `path.replace(target)` has one argument; `text.replace(old, new)` has two."""
    return {"replace"} if len(node.args) != 1 else set()


@holds_of(MODULES)
def test_nothing_below_the_commands_prints_exits_or_asks_the_world(path: Path) -> None:
    if room(path) in WORLD_USERS:
        return
    names = {
        node.func.id
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    called_only = {
        node.func.attr
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    attributes = {node.attr for node in ast.walk(TREES[path]) if isinstance(node, ast.Attribute)}
    attributes -= {"now"} - called_only  # what stands there *now* is no clock
    assert names & WORLD_NAMES == set()
    assert attributes & WORLD_ATTRIBUTES == set()
    assert set(imports(path)) & WORLD_MODULES == HEARD.get(called(path), set())


def test_only_one_module_makes_markup() -> None:
    makers = {
        called(path)
        for path in MODULES
        if any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
            for node in ast.walk(TREES[path])
        )
    }
    assert makers == {"compose/markup.py"}


# 5. The style


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@holds_of(MODULES)
def test_no_function_has_more_than_fifty_lines(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= 50
    ]
    assert long == []


@holds_of(MODULES)
def test_what_is_public_has_a_docstring(path: Path) -> None:
    tree = TREES[path]
    bare = [] if ast.get_docstring(tree) or not tree.body else ["the module"]
    local, inherited = set(_within_functions(tree)), set(_inherited(tree))
    public = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
        and not node.name.startswith("_")
        and node not in local
    ]
    bare += [node.name for node in public if not ast.get_docstring(node) and node not in inherited]
    assert bare == []


def _within_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for outer in ast.walk(tree):
        if isinstance(outer, ast.FunctionDef):
            yield from (inner for inner in ast.walk(outer) if inner is not outer)


def _inherited(tree: ast.Module) -> Iterator[ast.AST]:
    """Methods whose class says what they are for: a private class is not read from outside."""
    for outer in ast.walk(tree):
        if isinstance(outer, ast.ClassDef) and outer.name.startswith("_"):
            yield from outer.body


@holds_of(MODULES)
def test_an_exception_to_a_rule_has_its_reason_on_the_line(path: Path) -> None:
    lines = path.read_text().splitlines()
    marked = [line for line in lines if re.search(r"# (type: ignore|noqa)", line)]
    assert [
        line.strip() for line in marked if not re.search(r"# (type: ignore\[|noqa: )[^#]*[#-] \S", line)
    ] == []


def _overriding(tree: ast.Module) -> Iterator[ast.AST]:
    """What pydyf's objects are asked for, by the names that it gives."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and "pydyf." in ast.unparse(node).partition(":")[0]:
            yield from node.body


@holds_of(MODULES)
def test_names_say_what_they_name(path: Path) -> None:
    empty = {"data", "info", "utils", "manager", "process", "ctx", "helper", "tmp", "foo"}
    theirs = set(_overriding(TREES[path]))
    names = {
        node.name for node in ast.walk(TREES[path])
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node not in theirs
    }
    names |= {node.id for node in ast.walk(TREES[path]) if isinstance(node, ast.Name)}
    names |= {node.arg for node in ast.walk(TREES[path]) if isinstance(node, ast.arg)}
    assert {name for name in names if name.casefold() in empty} == set()
