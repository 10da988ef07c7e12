"""The whole build on the real edition, and on copies of it that somebody has changed."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publish.conformance import validate
from publish.fingerprint import sha256

PROJECT = Path(__file__).parents[1]
EDITION = "mali-2021"
PARTS = ("chapters", "styles", "tasks.py")


def invoke(
    folder: Path, *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """One command as an editor gives it, in a project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments],
        cwd=folder, text=True, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src")} | dict(environment or {}),
    )


def copy_of_the_project(folder: Path) -> Path:
    """The project's folders that a build reads, to be changed at will."""
    for part in PARTS:
        source = PROJECT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in whose `dist/` the edition stands."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("project"))
    ran = invoke(folder, "build")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder


@pytest.fixture(scope="module")
def pdf(built: Path) -> bytes:
    """The finished edition."""
    return (built / "dist" / f"{EDITION}.pdf").read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one's own."""
    return copy_of_the_project(tmp_path)


def replace(path: Path, old: str, new: str) -> None:
    """Change a file as an editor would."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.conformance
def test_the_edition_is_pdf_a_3a_and_pdf_ua_1_in_one_file(pdf: bytes) -> None:
    assert validate(pdf, "3a") == ()
    assert validate(pdf, "ua1") == ()


def test_the_file_says_what_it_is(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.docinfo.Title).startswith("Mali 2021 Review")
        assert str(opened.Root.Lang) == "en-GB"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert opened.Root.PageLabels.Nums[1].S == "/r"
        assert opened.Root.PageLabels.Nums[-1].S == "/D"
        assert set(opened.attachments) == {f"{EDITION}-records.json", f"{EDITION}-figures.csv"}
        assert [str(file.AFRelationship) for file in opened.Root.AF] == ["/Data", "/Data"]


def test_every_note_number_of_the_text_stands_in_the_pages_once_as_a_note(pdf: bytes, built: Path) -> None:
    stamp = json.loads((built / "dist" / f".{EDITION}.pdf.json").read_text())
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert text.count("↑") == stamp["notes"]
    numbers = [int(number) for number in re.findall(r"(?m)^(\d+)\b", text)]
    assert set(range(1, stamp["notes"] + 1)) <= set(numbers)


def test_a_second_build_finds_nothing_to_do_and_says_so(built: Path, pdf: bytes) -> None:
    ran = invoke(built, "build")
    assert "nothing changed" in ran.stdout
    assert (built / "dist" / f"{EDITION}.pdf").read_bytes() == pdf


def test_two_processes_with_other_seeds_zones_and_folders_give_the_same_bytes(
    project: Path, pdf: bytes
) -> None:
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    ran = invoke(project, "build", environment=elsewhere)
    assert ran.returncode == 0, ran.stdout
    assert (project / "dist" / f"{EDITION}.pdf").read_bytes() == pdf


def test_a_file_in_dist_that_somebody_changed_is_built_again(built: Path) -> None:
    from publish import shelf

    path = built / "dist" / "other.pdf"
    shelf.put_stamped(path, b"whole", shelf.Stamp("key", sha256(b"whole"), 1, 0, 0))
    assert shelf.stamp_of(path) is not None
    path.write_bytes(b"changed")
    assert shelf.stamp_of(path) is None


def test_one_figure_changed_in_one_file_changes_prose_table_chart_and_dataset(project: Path) -> None:
    before = _printed(project)
    path = project / "chapters" / EDITION / "records" / "incidents.yaml"
    head, sinda = path.read_text().split("- id: sinda\n", 1)
    path.write_text(f"{head}- id: sinda\n" + re.sub(r"best: \d+", "best: 777", sinda, count=1))
    after = _printed(project)
    for place in ("prose", "table", "chart", "alternative", "dataset"):
        assert "777" not in before[place]
        assert "777" in after[place], place
    before_sum, after_sum = (re.findall(r"armed groups and militias killed at least (\d+)", found["prose"])
                             for found in (before, after))
    assert before_sum and after_sum and before_sum != after_sum


def _printed(project: Path) -> dict[str, str]:
    """What the chapters print, by where it stands; no page is set for it."""
    script = (
        "import sys, json, pathlib\n"
        "from publish.pipeline import check\n"
        "from publish.compose import compose\n"
        "from publish.report import Report\n"
        f"folder = pathlib.PurePosixPath('chapters/{EDITION}')\n"
        "checked = check(pathlib.Path.cwd(), folder, Report(), lambda stage: None)\n"
        "manuscript = compose(checked.resolved)\n"
        "dataset = manuscript.attachments[1].content.decode()\n"
        "print(json.dumps([manuscript.html, dataset]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=project, text=True, capture_output=True, check=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src")},
    )
    html, dataset = json.loads(ran.stdout)
    drawing = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    alternative = re.search(r'alt="([^"]+)"', html)
    assert drawing and alternative
    plain = html.replace("\u00a0", " ")
    return {
        "prose": "".join(re.findall(r'<p class="prose-text">.*?</p>', plain, re.S)),
        "table": "".join(re.findall(r'<td class="tabular-figure">.*?</td>', plain, re.S)),
        "chart": base64.b64decode(drawing[1]).decode(),
        "alternative": alternative[1],
        "dataset": dataset,
    }


def test_a_faulty_edition_is_refused_with_places_and_leaves_the_last_good_file(built: Path) -> None:
    path = built / "chapters" / EDITION / "background.yaml"
    good, kept = path.read_text(), (built / "dist" / f"{EDITION}.pdf").read_bytes()
    try:
        path.write_text(good.replace("title:", "titel:", 1) + "    colour: red\n")
        ran = invoke(built, "build")
        assert ran.returncode == 1
        assert f"chapters/{EDITION}/background.yaml:2:1" in ran.stdout
        assert "did you mean `title`?" in ran.stdout
        assert "still the last good one" in ran.stderr
        assert "Traceback" not in ran.stdout + ran.stderr
        assert (built / "dist" / f"{EDITION}.pdf").read_bytes() == kept
    finally:
        path.write_text(good)


def test_check_prints_json_for_programs(project: Path) -> None:
    replace(project / "chapters" / EDITION / "background.yaml", "title:", "titel:")
    ran = invoke(project, "check", "--format", "json")
    found = json.loads(ran.stdout)
    assert ran.returncode == 1
    assert {"file", "line", "column", "severity", "code", "message", "hint"} <= set(found[0])


def test_check_never_loads_the_engine() -> None:
    script = (
        "import sys, pathlib\n"
        "from publish.pipeline import check\n"
        "from publish.report import Report\n"
        f"check(pathlib.Path.cwd(), pathlib.PurePosixPath('chapters/{EDITION}'), Report(), lambda s: None)\n"
        "assert not {'weasyprint', 'pydyf', 'jinja2', 'pikepdf'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=True,
                   env=os.environ | {"PYTHONPATH": str(PROJECT / "src")})


def test_breaking_off_leaves_no_half_written_file_and_no_traceback(project: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "invoke", "build"], cwd=project, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUNBUFFERED": "1"},
    )
    assert running.stdout is not None
    for line in _until(running.stdout, "compose"):
        assert line
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "Traceback" not in errors
    assert not list((project / "dist").glob("*")) if (project / "dist").exists() else True


def test_breaking_off_while_a_module_makes_its_classes_gives_the_same_exit_code(tmp_path: Path) -> None:
    (tmp_path / "broken_off.py").write_text(
        "from publish.commands.screen import spoken\n"
        "spoken(lambda: exec('raise KeyboardInterrupt'))\n"
    )
    ran = subprocess.run([sys.executable, "-m", "broken_off"], cwd=tmp_path, text=True, capture_output=True,
                         env=os.environ | {"PYTHONPATH": str(PROJECT / "src")})
    assert (ran.returncode, ran.stderr) == (1, "\nStopped. dist/ holds the last finished files.\n")


def _until(lines: Iterator[str], word: str) -> Iterator[str]:
    for line in lines:
        yield line
        if word in line:
            return


def test_an_unknown_edition_is_named_in_one_line(project: Path) -> None:
    ran = invoke(project, "build", "--edition", "mali-2120")
    assert ran.returncode == 1
    assert "There is no edition `mali-2120`" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_number_that_is_none_is_named_in_one_line(project: Path) -> None:
    ran = invoke(project, "build", "--workers", "abc")
    assert (ran.returncode, ran.stderr) == (1, "`--workers` needs a number in figures, not `abc`.\n")
