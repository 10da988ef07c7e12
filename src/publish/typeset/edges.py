"""What is too wide or too long for its page: text beyond the paper, tables beyond the text.

The engine sets it there and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint import Page
from weasyprint.formatting_structure import boxes

SLACK_PX = 1
"""How far something may reach over an edge: the engine's lengths are not exact."""


def beyond(page: Page) -> Iterator[tuple[boxes.TableBox | boxes.TextBox, str]]:
    """Tables wider than the text, and other text outside the paper, in order.

    With each comes the nearest id: that in the table, or around the text.
    """
    waiting = [(page._page_box, "")]
    while waiting:
        box, name = waiting.pop()
        if box.element is not None:
            name = box.element.get("id", name)
        if isinstance(box, boxes.TableBox) and _is_wide(box, page._page_box):
            yield box, next((one.get("id", "") for one in box.element.iter() if one.get("id")), name)
        elif isinstance(box, boxes.TextBox):
            if box.text.strip() and not _is_on_paper(box, page):
                yield box, name
        else:
            waiting.extend((child, name) for child in reversed(list(box.all_children())))


def _is_wide(table: boxes.TableBox, around: boxes.PageBox) -> bool:
    return bool(table.position_x + table.border_width() > around.content_box_x() + around.width + SLACK_PX)


def _is_on_paper(box: boxes.TextBox, page: Page) -> bool:
    across = box.position_x >= -SLACK_PX and box.position_x + box.width <= page.width + SLACK_PX
    down = box.position_y >= -SLACK_PX and box.position_y + box.height <= page.height + SLACK_PX
    return bool(across and down)
