"""Takes at random, with blocks of all kinds, for the tests of stints."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import small_book
from publish.artifacts import Manuscript, PartHtml, Take

WORDS = ("of", "municipalities", "neighbouring", "12", "the", "consultation")


def random_take(dice: Random, blocks: int = 40) -> Take:
    """Two parts that share pages, with blocks of all kinds."""
    numbers = iter(range(1, 10_000))
    parts = tuple(
        PartHtml(name, "\n".join((
            f'<section id="{name}" data-title="Part {name}">',
            *(_block(dice, f"{name}-{number}", numbers) for number in range(blocks // 2)), "</section>",
        ))) for name in ("one", "two")
    )
    return take_of(parts)


def take_of(parts: tuple[PartHtml, ...]) -> Take:
    """All parts in one take of the body."""
    return Take(parts, Manuscript(parts, small_book.METADATA, (), "one").html_of(parts), True, 1000)


def _block(dice: Random, name: str, numbers: Iterator[int]) -> str:
    match dice.randrange(12):
        case 0:
            head = dice.choice(("h2", "h3"))
            inner = f"<{head}>{words(dice, 2)}</{head}>{_paragraph(dice, numbers)}"
            return f'<div class="block prose" id="{name}">{inner}{_paragraph(dice, numbers)}</div>'
        case 1:
            texts = _paragraph(dice, numbers) + dice.choice(("", _paragraph(dice, numbers)))
            return f'<div class="block callout" id="{name}">{texts}</div>'
        case 2:
            items = "".join(f"<li>{_noted(dice, 12, numbers)}</li>" for _ in range(4))
            return f'<div class="block" id="{name}"><ul>{items}</ul></div>'
        case 3:
            kind = "block wide" if dice.random() < 0.3 else "block"
            heads = (f'<tr><th scope="rowgroup" colspan="2">{words(dice, 1)}</th></tr>' for _ in range(2))
            groups = "".join(f"<tbody>{head}{_rows(dice, numbers)}</tbody>" for head in heads)
            head = "<thead><tr><th>A</th><th>B</th></tr></thead>"
            return f'<div class="{kind}" id="{name}"><table>{head}{groups}</table></div>'
        case 4:
            return f'<div class="block floated" id="{name}">{words(dice, 3)}</div>'
        case 5:
            return f'<p class="block" id="{name}">{_noted(dice, 90, numbers)}</p>'
        case _:
            texts = "".join(_paragraph(dice, numbers) for _ in range(dice.choice((1, 3))))
            return f'<div class="block prose" id="{name}">{texts}</div>'


def _rows(dice: Random, numbers: Iterator[int]) -> str:
    return "".join(
        f"<tr><td>{words(dice, 2)}</td><td>{_noted(dice, 9, numbers)}</td></tr>" for _ in range(3)
    )


def _paragraph(dice: Random, numbers: Iterator[int]) -> str:
    return f'<p class="{dice.choice(("", "own"))}">{_noted(dice, dice.choice((6, 40, 90)), numbers)}</p>'


def _noted(dice: Random, count: int, numbers: Iterator[int]) -> str:
    said = words(dice, dice.choice((1, 9, 25)))
    number = next(numbers)
    call = f'<a class="call" id="c{number}" href="#n{number}">{number}</a>'
    note = f'{call}<span class="note" id="n{number}" data-number="{number}">{said}</span>'
    stress = f"<em>{words(dice, 25)}</em>" if dice.random() < 0.4 else ""
    return f"{words(dice, count)}{note if dice.random() < 0.4 else ''} {stress} {words(dice, 3)}"


def words(dice: Random, count: int) -> str:
    return " ".join(dice.choice(WORDS) for _ in range(count))
