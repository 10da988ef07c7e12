"""Pydantic's errors in an editor's words: one small function per family of error types.

Belongs to the stage `validate`. In: one error and the model of the file. Out: a fault from `faults` and where
it belongs. Validators of our own raise `ValueError` with a ready sentence ("what is wrong; what to try") or
with a fault of `faults`, which then keeps its own code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from .. import faults
from ..artifacts import Location, Node
from ..report import Fault
from .expected import example_of, kinds_at, known_keys, meaning_of, model_at
from .hints import closest, date_hint, kebab, listed, number_hint
from .wrong import Wrong, described


def faults_in(
    problem: ValidationError, model: type[BaseModel]
) -> Iterator[tuple[Fault, Location, bool]]:
    """`fault_of` each error of a validation, but for those that only follow from others."""
    for error in problem.errors(include_url=False):
        if not _follows(error):
            yield fault_of(error, model)


def fault_of(error: ErrorDetails, model: type[BaseModel]) -> tuple[Fault, Location, bool]:
    """The fault, where it belongs, and whether the key rather than the value is at fault.

    The location is Pydantic's: `locate` turns it into one that the file has.
    """
    wrong = Wrong.of(error, model)
    kind = error["type"]
    if wrong.is_empty and kind not in _NEVER_EMPTY:
        on_key = bool(wrong.location) and isinstance(wrong.location[-1], str)  # nothing cannot be underlined
        return faults.empty_value(wrong.subject), wrong.location, on_key
    family = _FAMILIES.get(kind, _unfit if kind in _PYDANTIC else _sentence)
    return family(wrong), wrong.place(kind), wrong.is_key or kind == "extra_forbidden"


def locate(node: Node, location: Location) -> Location:
    """The part of a location that the file has: without tags of unions and words of Pydantic's own."""
    found: list[str | int] = []
    tagged = False
    for part in location:
        if isinstance(node, dict) and isinstance(part, str):
            if part == node.get("kind") and not tagged:
                tagged = True
            elif part in node:
                found, node, tagged = [*found, part], node[part], False
        elif isinstance(node, list) and isinstance(part, int) and 0 <= part < len(node):
            found, node, tagged = [*found, part], node[part], False
    return tuple(found)


def _follows(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because Pydantic counts no item that is wrong in itself."""
    least = error.get("ctx", {}).get("min_length", 0)
    written = error["input"]
    return error["type"] == "too_short" and isinstance(written, (list, dict)) and len(written) >= least


def _unknown_key(wrong: Wrong) -> Fault:
    model = model_at(wrong.model, wrong.location[:-1])
    keys = known_keys(model) if model else []
    name = str(wrong.location[-1])
    return faults.unknown_key(name, closest(name, keys), listed(keys))


def _missing(wrong: Wrong) -> Fault:
    key = str(wrong.location[-1])
    meaning = meaning_of(model_at(wrong.model, wrong.location[:-1]), key)
    return faults.missing_key(key, f"add `{key}: …` ({faults.brief(meaning, 120)})" if meaning else "")


def _whole_number(wrong: Wrong) -> Fault:
    return faults.not_a_whole_number(wrong.text, number_hint(wrong.text, whole=True))


def _number(wrong: Wrong) -> Fault:
    return faults.not_a_number(wrong.text, number_hint(wrong.text, whole=False))


def _bound(wrong: Wrong) -> Fault:
    for key, words in _BOUNDS.items():
        if key in wrong.context:
            return faults.unfit_number(wrong.text, f"{words} {wrong.context[key]}")
    return faults.unfit_number(wrong.text, "be finite")


def _yes_or_no(wrong: Wrong) -> Fault:
    return faults.not_yes_or_no(wrong.text)


def _word(wrong: Wrong) -> Fault:
    words = wrong.words("expected")
    return faults.unknown_word(wrong.text, closest(wrong.text, words), listed(words))


def _date(wrong: Wrong) -> Fault:
    return faults.not_a_date(wrong.text, date_hint(wrong.text))


def _text(wrong: Wrong) -> Fault:
    hint = "text that begins with `[` needs quotes; a list does not belong here"
    if isinstance(wrong.written, dict):
        hint = "text with `: ` in it needs quotes; keys do not belong here"
    return faults.text_expected(described(wrong.written), hint)


def _list(wrong: Wrong) -> Fault:
    example = wrong.written if isinstance(wrong.written, str) else "…"
    return faults.list_expected(described(wrong.written), example)


def _keys(wrong: Wrong) -> Fault:
    return faults.keys_expected(described(wrong.written))


def _no_kind(wrong: Wrong) -> Fault:
    if not isinstance(wrong.written, dict):
        return _keys(wrong)
    key = str(wrong.context.get("discriminator", "kind")).strip("'")
    return faults.missing_kind(key, listed(kinds_at(wrong.model, wrong.location, key)))


def _kind(wrong: Wrong) -> Fault:
    tag, kinds = str(wrong.context.get("tag", "")), wrong.words("expected_tags")
    return faults.unknown_kind(tag, closest(tag, kinds), listed(kinds))


def _spelling(wrong: Wrong) -> Fault:
    pattern = _compiled(str(wrong.context.get("pattern", "")))
    if "\n" in wrong.text and pattern.search(" ".join(wrong.text.split())):
        return faults.malformed(wrong.text, "it must stand on one line")
    example = example_of(wrong.model, wrong.location)
    meant = kebab(wrong.text)
    if pattern.search("some-id-1") and not pattern.search("Some_Id"):
        rule = "it has small letters, digits and single hyphens"
        fitting = f"did you mean `{meant}`?" if pattern.search(meant) else f"such as `{example or 'kidal'}`"
        return faults.malformed(wrong.text, f"{rule}; {fitting}")
    rule = f"it looks like `{example}`" if example else "compare it with its neighbours"
    return faults.malformed(wrong.text, rule)


def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error:  # Pydantic's patterns are Rust's, which differ in small things
        return re.compile("(?!)")


def _length(wrong: Wrong) -> Fault:
    least, most = wrong.context.get("min_length"), wrong.context.get("max_length")
    rule = f"it needs at least {least}" if least is not None else f"at most {most} are allowed"
    if isinstance(wrong.written, str):
        return faults.wrong_length(f"this text has {faults.number_of(len(wrong.written), 'character')}", rule)
    found = len(wrong.written) if isinstance(wrong.written, (list, tuple, dict)) else 0
    if isinstance(least, int) and found >= least:
        return faults.wrong_length("no item of this list is sound", rule)
    return faults.wrong_length(f"this list has {faults.number_of(found, 'item')}", rule)


def _address(wrong: Wrong) -> Fault:
    schemes = wrong.words("expected_schemes")
    reason = f": it must begin with {' or '.join(f'`{scheme}://`' for scheme in schemes)}" if schemes else ""
    return faults.not_an_address(wrong.text, reason)


def _sentence(wrong: Wrong) -> Fault:
    """What a validator of ours says: a fault, or a sentence with a hint after its semicolon."""
    raised = wrong.context.get("error")
    said = raised.args[0] if isinstance(raised, Exception) and raised.args else wrong.sentence
    if isinstance(said, Fault):
        return said
    parts = re.match(r"((?:`[^`]*`|[^`;]|;(?! ))+); (.+)", str(said), re.DOTALL)
    return faults.refused_value(parts[1], parts[2]) if parts else faults.refused_value(str(said), "")


def _unfit(wrong: Wrong) -> Fault:
    return faults.unfit_value(wrong.text)


_BOUNDS = {
    "gt": "be greater than",
    "ge": "be at least",
    "lt": "be less than",
    "le": "be at most",
    "multiple_of": "be a multiple of",
    "max_digits": "have no more digits than",
    "decimal_places": "have no more decimals than",
    "whole_digits": "have no more digits before its point than",
}
_PYDANTIC = frozenset(get_args(ErrorType))
_NEVER_EMPTY = frozenset({"missing", "extra_forbidden", "value_error", "assertion_error", "too_short"})
_FAMILIES: Mapping[str, Callable[[Wrong], Fault]] = {
    kind: family
    for family, kinds in {
        _unknown_key: "extra_forbidden",
        _missing: "missing",
        _whole_number: "int_type int_parsing int_parsing_size int_from_float",
        _number: "float_type float_parsing decimal_type decimal_parsing fraction_type fraction_parsing",
        _bound: "greater_than greater_than_equal less_than less_than_equal multiple_of finite_number "
        "decimal_max_digits decimal_max_places decimal_whole_digits",
        _yes_or_no: "bool_type bool_parsing",
        _word: "enum literal_error",
        _date: "date_type date_parsing date_from_datetime_parsing date_from_datetime_inexact",
        _text: "string_type string_unicode",
        _list: "list_type tuple_type set_type frozen_set_type iterable_type",
        _keys: "model_type model_attributes_type dict_type mapping_type frozen_dict_type ordered_dict_type "
        "dataclass_type",
        _no_kind: "union_tag_not_found",
        _kind: "union_tag_invalid",
        _spelling: "string_pattern_mismatch string_not_ascii",
        _length: "too_short too_long string_too_short string_too_long",
        _address: "url_type url_parsing url_syntax_violation url_scheme url_too_long",
        _sentence: "value_error assertion_error",
    }.items()
    for kind in kinds.split()
}
