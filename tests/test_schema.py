"""The committed schemas are those of the models; a validator that is not Pydantic accepts the editions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest
from jsonschema import Draft202012Validator

from publish.artifacts import File, Node
from publish.load import load
from publish.model.edition import FILES
from publish.report import Report
from publish.schema import schemas

PROJECT = Path(__file__).parent.parent
EDITIONS = (*sorted(PROJECT.glob("chapters/*/")), PROJECT / "schema/specimen")
SCHEMAS = schemas()

Typed = None | bool | int | float | str | list["Typed"] | dict[str, "Typed"]

CORE: tuple[tuple[str, Callable[[str], Typed]], ...] = (
    (r"null|Null|NULL|~|", lambda _: None),
    (r"true|True|TRUE", lambda _: True),
    (r"false|False|FALSE", lambda _: False),
    (r"[-+]?[0-9]+", int),
    (r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", float),
)
"""How YAML 1.2.2 reads plain scalars (10.3.2, core schema); what is none of these is text."""


def files_of(folder: Path) -> Iterator[tuple[str, File]]:
    report = Report()
    source = load(PROJECT, PurePosixPath(folder.relative_to(PROJECT)), report)
    assert not report.failed
    yield from ((path.as_posix(), file) for path, file in source.files.items())


def schema_of(path: str) -> str:
    """The name of a file's schema."""
    name = path.rpartition("/")[2].removesuffix(".yaml")
    return f"{name}.schema.json" if path in {"edition.yaml", *FILES} else "chapter.schema.json"


def typed(file: File, node: Node, way: tuple[str | int, ...] = ()) -> Typed:
    """A value as a YAML 1.2 reader gives it: plain scalars by the core schema, quoted ones as text."""
    if isinstance(node, dict):
        return {key: typed(file, value, (*way, key)) for key, value in node.items()}
    if isinstance(node, list):
        return [typed(file, value, (*way, index)) for index, value in enumerate(node)]
    if node is None:
        return None
    span = file.place(way)
    opening = file.text.splitlines()[span.line - 1][span.column - 1 : span.column]
    return node if opening in {'"', "'", "|", ">"} else plain(node)


def plain(scalar: str) -> Typed:
    return next((read(scalar) for pattern, read in CORE if re.fullmatch(pattern, scalar)), scalar)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_committed_schema_is_current(name: str) -> None:
    assert (PROJECT / "schema" / name).read_text() == SCHEMAS[name], (
        "run `invoke schema` and commit what it writes"
    )


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in (PROJECT / "schema").glob("*.json")} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(SCHEMAS[name]))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_explained(name: str) -> None:
    schema = json.loads(SCHEMAS[name])
    models = [schema, *schema.get("$defs", {}).values()]
    bare = [
        key
        for model in models
        for key, value in model.get("properties", {}).items()
        if "description" not in value and "$ref" not in value
    ]
    listed = [key for key in schema["properties"] if schema.get("required") == [key]]
    assert [key for key in bare if key not in listed] == []


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_an_independent_validator_accepts_the_edition(folder: Path) -> None:
    found = [
        f"{path}: {'/'.join(map(str, problem.absolute_path))}: {problem.message[:200]}"
        for path, file in files_of(folder)
        for problem in Draft202012Validator(json.loads(SCHEMAS[schema_of(path)])).iter_errors(
            typed(file, file.root)
        )
    ]
    assert found == []


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_each_file_names_its_schema(folder: Path) -> None:
    for path, file in files_of(folder):
        first = file.text.partition("\n")[0]
        depth = len((folder / path).relative_to(PROJECT).parts) - 1
        here = "../" * (depth - 1) if folder.parent.name == "schema" else "../" * depth + "schema/"
        assert first == f"# yaml-language-server: $schema={here}{schema_of(path)}", path


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("1261", 1261),
        ("12.5", 12.5),
        ("true", True),
        ("no", "no"),
        ("2020-01-16", "2020-01-16"),
        ("", None),
        ("a", "a"),
    ],
)
def test_plain_scalars_are_read_as_yaml_1_2_reads_them(scalar: str, value: Typed) -> None:
    assert plain(scalar) == value
