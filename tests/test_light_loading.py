"""The engine loaded lightly is the same engine."""

from __future__ import annotations

import ctypes.util
import os
import subprocess
import sys

import pytest

from publish import light_loading

LOADED = """
import ctypes.util, sys
from publish.light_loading import light

before, asked = ctypes.util.find_library, []
ctypes.util.find_library = spy = lambda name: asked.append(name) or before(name)
with light():
    import weasyprint
assert ctypes.util.find_library is spy
assert sys.platform != "linux" or asked == [], asked
from weasyprint.pdf import fonts
assert not {"fontTools.subset", "fontTools.varLib.instancer"} & sys.modules.keys()
assert type(fonts.subset.Options(retain_gids=True)).__module__ == "fontTools.subset"
from fontTools.ttLib import TTFont
try:
    fonts.instantiateVariableFont(TTFont(), {}, static=True)
except ValueError as problem:
    assert "fvar" in str(problem)
else:
    raise AssertionError("another function")
from fontTools import subset
from fontTools.varLib.instancer import instantiateVariableFont
assert subset.Subsetter and instantiateVariableFont.__module__ == "fontTools.varLib.instancer"
print(len(weasyprint.HTML(string="<p>One<p style='break-before: page'>Two").render().pages))
"""


def test_an_engine_that_is_loaded_lightly_does_all_that_it_does() -> None:
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    ran = subprocess.run([sys.executable, "-c", LOADED], env=environment, text=True, capture_output=True)
    assert (ran.stdout, ran.stderr) == ("2\n", "")


@pytest.mark.parametrize("needed", [("libno-such-thing.so.0",), light_loading._NEEDED])
def test_libraries_that_the_linker_does_not_know_are_looked_for_as_ever(
    monkeypatch: pytest.MonkeyPatch, needed: tuple[str, ...]
) -> None:
    monkeypatch.setattr(light_loading, "_NEEDED", needed)
    before = ctypes.util.find_library
    with light_loading.light():
        assert (ctypes.util.find_library is before) == (not light_loading._linker_knows_all())
    assert ctypes.util.find_library is before


def test_what_is_loaded_already_is_not_loaded_again() -> None:
    from fontTools import subset

    with light_loading.light():
        assert sys.modules["fontTools.subset"] is subset
    assert sys.modules["fontTools.subset"] is subset


def test_what_is_called_while_others_are_loaded_is_loaded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light_loading, "_POSTPONED", ("fontTools.misc.roundTools",))
    monkeypatch.delitem(sys.modules, "fontTools.misc.roundTools", raising=False)
    with light_loading.light():
        postponed = sys.modules["fontTools.misc.roundTools"]
        assert isinstance(postponed, light_loading.Postponed) and postponed.otRound(1.5) == 2
        assert sys.modules["fontTools.misc.roundTools"].__file__
    assert sys.modules["fontTools.misc.roundTools"] is not postponed


def test_nothing_is_left_of_what_nobody_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(light_loading, "_POSTPONED", ("fontTools.never",))
    with light_loading.light():
        assert isinstance(sys.modules["fontTools.never"], light_loading.Postponed)
        assert not hasattr(sys.modules["fontTools.never"], "__path__")
    assert "fontTools.never" not in sys.modules
