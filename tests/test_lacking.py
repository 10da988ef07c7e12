"""Packages, or a place to print, that are missing: whoever has not set up anew is told so in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.commands import screen
from publish.doctor import PACKAGES

WITHOUT = "import sys; sys.modules[{!r}] = None; from publish import commands; commands.{}"
REMEDY = "Run the set-up line of the README, then `invoke doctor`.\n"


def ran(package: str, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command in an environment that lacks a package."""
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    code = [sys.executable, "-c", WITHOUT.format(package, command)]
    return subprocess.run(code, cwd=folder, env=environment, text=True, capture_output=True)


@pytest.mark.parametrize("package", ["msgspec", "pydantic", "yaml"])
def test_a_package_that_a_verb_needs_is_named(package: str, tmp_path: Path) -> None:
    (tmp_path / "chapters/one").mkdir(parents=True)
    (tmp_path / "chapters/one/edition.yaml").write_text("format: 2\n")
    for command in ("check('', 'pretty')", "build('', commands.Wishes())"):
        said = ran(package, command, tmp_path)
        assert (said.returncode, said.stderr) == (1, f"The Python package `{package}` is missing. {REMEDY}")


@pytest.mark.parametrize("variables", [{}, {"FORCE_COLOR": "1"}])
def test_nobody_watches_where_there_is_no_standard_output(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", None)  # as after `invoke build >&-`
    progress = screen.Progress("mali-2021")
    progress("load")
    progress.done()


@pytest.mark.parametrize("package", sorted({*PACKAGES} - {"invoke"}))
def test_the_doctor_needs_none_of_what_it_looks_for(package: str, tmp_path: Path) -> None:
    said = ran(package, "doctor()", tmp_path)
    assert (said.returncode, said.stderr) == (1, "")
    assert f"!! Python packages: missing: {package}\n" in said.stdout
