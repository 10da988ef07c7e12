"""The fence: what of the engine's inner workings this house leans on, so that another version is noticed.

Each sentence names the module to look at. None of these promises is the engine's own.
"""

from __future__ import annotations

import inspect
import pickle
import re
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import pyphen
import pytest
import weasyprint
from weasyprint import HTML, Page, document
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.css import declaration_precedence
from weasyprint.draw import draw_page
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, MarginBox, TextBox
from weasyprint.formatting_structure.build import build_formatting_structure, create_anonymous_boxes
from weasyprint.html import get_html_metadata
from weasyprint.layout import LayoutContext, initialize_page_maker, layout_document
from weasyprint.layout.background import Background, BackgroundLayer, layout_box_backgrounds
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.page import (
    make_all_pages,
    make_margin_boxes,
    make_page,
    page_height,
    page_width,
    set_page_type_computed_styles,
)
from weasyprint.pdf import anchors, generate_pdf, tags
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout

import small_book
from publish.typeset.course import Making
from publish.typeset.hyphens import languages_in, recall_patterns
from publish.typeset.press import open_shop
from publish.typeset.sides import Document, render

LOOK = "the engine is another one than WeasyPrint 70: look at `{}`, then at this list"


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Two pages, the second of which must be a right-hand one."""
    css = "@page { @bottom-right { content: counter(page); font-variant-numeric: tabular-nums } }"
    shop = open_shop(small_book.shelve(tmp_path_factory.mktemp("engine"), "html { font-family: Text }" + css))
    html = HTML(string='<p>Text <a href="#x">x</a></p><h1 id="x" style="break-before: right">Text</h1>')
    return render(html, [shop.css], shop.shared, Making())


@pytest.mark.parametrize(("function", "parameters", "module"), [
    (weasyprint.Document._render, "html font_config counter_style color_profiles options", "sides.py"),
    (weasyprint.Document._build_layout_context, "html font_config counter_style color_profiles options",
     "sides.py"),
    (weasyprint.Document.__init__,
     "self pages metadata url_fetcher font_config color_profiles output_intent", "binding.py"),
    (make_margin_boxes, "context page state", "sides.py"),
    (page_width, "box context containing_block_width", "sides.py"),
    (page_height, "box context containing_block_height", "sides.py"),
    (set_page_type_computed_styles, "page_type html style_for", "sides.py"),
    (LayoutContext.__init__,
     "self style_for get_image_from_uri font_config counter_style target_collector", "note_area.py"),
    (LayoutContext._update_footnote_area, "self", "note_area.py"),
    (FootnoteAreaBox.__init__, "self page style", "note_area.py"),
    (create_anonymous_boxes, "box", "note_area.py"),
    (block_level_layout,
     "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes "
     "adjoining_margins first_letter_style first_line_style discard max_lines", "note_area.py"),
    (layout_document, "html root_box context max_loops", "sides.py"),
    (build_formatting_structure,
     "element_tree style_for get_image_from_uri base_url target_collector counter_style footnotes",
     "sides.py"),
    (get_html_metadata, "html", "sides.py"),
    (declaration_precedence, "origin importance", "course.py"),
    (layout_box_backgrounds, "page box get_image_from_uri layout_children style", "sides.py"),
    (draw_page, "page stream", "drawing.py"),
    (Stream.__init__,
     "self fonts page_rectangle resources images tags color_profiles output_intent args kwargs",
     "drawing.py"),
    (Stream.marked, "self box tag", "drawing.py"),
    (Stream.show_text, "self text", "drawing.py"),
    (Stream.add_font, "self pango_font", "numbers.py"),
    (Layout.__init__, "self style justification_spacing max_width", "numbers.py"),
    (build_fonts_dictionary, "pdf fonts compress subset options", "faces.py"),
    (Font.clean, "self to_unicode hinting", "faces.py"),
], ids=lambda one: getattr(one, "__qualname__", None))
def test_what_is_called_asks_for_the_same(
    function: Callable[..., object], parameters: str, module: str
) -> None:
    assert " ".join(inspect.signature(function).parameters) == parameters, LOOK.format(module)


def test_a_layout_still_tells_how_its_pages_were_made(laid_out: Document) -> None:
    context, (first, _, last) = laid_out.context, laid_out.pages
    message = LOOK.format("sides.py")
    assert {"page_maker", "current_page", "style_for", "get_image_from_uri"} <= set(dir(context)), message
    assert "right" in [item[1]["break"] for item in context.page_maker[1:]], message
    assert [type(item[3]) for item in context.page_maker] == [tuple] * len(context.page_maker), message
    assert first._page_box.page_type._fields == ("side", "blank", "name", "index", "groups"), message
    assert (first._page_box.page_type.side, last._page_box.page_type.side) == ("right", "right"), message
    assert isinstance(first._page_box.background, Background | None), message
    assert {"color", "layers"} <= set(inspect.signature(Background).parameters), message
    assert "image" in inspect.signature(BackgroundLayer).parameters, message


def test_the_area_of_notes_is_kept_as_it_was() -> None:
    """And nothing else changes when a note joins it or leaves it; `test_note_area.py` holds the heights."""
    update, init = (inspect.getsource(one) for one in (LayoutContext._update_footnote_area,
                                                       LayoutContext.__init__))
    assert set(re.findall(r"self\.(\w+)", update)) == {
        "current_footnote_area", "in_column", "page_bottom", "current_page_footnotes",
    }, LOOK.format("note_area.py")
    assert not {"_area", "_set", "_plain", "_note"} & set(re.findall(r"self\.(\w+)", init)), LOOK.format(
        "note_area.py")


def test_pages_are_still_made_again_where_they_are_marked(laid_out: Document) -> None:
    message = LOOK.format("course.py")
    assert [set(state[-1]) for state in laid_out.context.page_maker] == [
        {"content_changed", "pages_wanted", "anchors", "content_lookups"}] * 4, message
    made, page = (inspect.getsource(one) for one in (make_all_pages, make_page))
    assert "context.page_maker = context.page_maker[:i + 1]\n" in made, message
    assert made.count("page_maker = ") == 1, message
    begins = [page.index(words) for words in (
        "context.current_page = page_number", "context.current_footnote_area = footnote_area",
        "context.reported_footnotes = []", "context.broken_out_of_flow = broken_out_of_flow")]
    assert begins == sorted(begins), message
    style = laid_out.pages[0]._page_box.children[0].style
    assert {"cascaded", "copy"} <= set(dir(style)), message
    assert declaration_precedence("author", False) < declaration_precedence("author", True), message


def test_a_layout_begins_with_one_state_and_carries_no_more(laid_out: Document) -> None:
    """What a page takes from those before it: its state, named strings, what is left of notes and floats."""
    message = LOOK.format("resumed.py")
    assert {len(state) for state in laid_out.context.page_maker} == {5}, message
    assert [set(state[1]) for state in laid_out.context.page_maker] == [{"break", "page"}] * 4, message
    assert [len(state[3]) for state in laid_out.context.page_maker] == [4] * 4, message
    begun = inspect.getsource(initialize_page_maker)
    assert (begun.count("page_maker = ["), begun.count("page_maker.append(")) == (1, 1), message
    asked = {
        line.strip() for name in ("absolute", "block", "column", "flex", "float", "grid", "inline", "table")
        for line in inspect.getsource(import_module(f"weasyprint.layout.{name}")).splitlines()
        if "current_page" in line and "footnotes" not in line
    }
    assert asked == {
        "if context.current_page > 1 and page_is_empty:", "elif context.current_page > 1 and page_is_empty:",
    }, message
    kept = set(re.findall(r"self\.(\w+) =", inspect.getsource(LayoutContext.__init__)))
    assert kept == {
        "style_for", "get_image_from_uri", "font_config", "counter_style", "target_collector",
        "_excluded_shapes_root_boxes", "_excluded_shapes", "footnotes", "page_footnotes",
        "current_page_footnotes", "reported_footnotes", "rendered_notes", "current_footnote_area",
        "page_bottom", "string_set", "running_elements", "current_page", "forced_break",
        "broken_out_of_flow", "in_column", "tables", "dictionaries",
    }, message
    assert list(inspect.signature(LayoutContext.get_string_set_for).parameters) == [
        "self", "page", "name", "keyword"], message


def test_a_counter_of_pages_is_kept_as_it_was(laid_out: Document) -> None:
    margins = [box for box in laid_out.pages[0]._page_box.children if isinstance(box, MarginBox)]
    counted = [margin for margin in margins if ("counter()", ("page", "decimal")) in margin.style["content"]]
    assert [margin.at_keyword for margin in counted] == ["@bottom-right"], LOOK.format("numbers.py")
    (text,) = [box for box in counted[0].descendants() if isinstance(box, TextBox)]
    assert (text.text, text.element, text.style["text_align_all"]) == ("1", None, "right"), LOOK.format(
        "numbers.py")


def test_a_line_of_text_still_shows_its_glyphs(laid_out: Document) -> None:
    text = next(box for box in laid_out.pages[0]._page_box.descendants() if isinstance(box, TextBox))
    layout = Layout(text.style)
    layout.set_text("0123")
    line, _ = layout.get_first_line()
    item = line.runs[0].data
    assert line.runs[0].next == ffi.NULL and item.glyphs.num_glyphs == 4, LOOK.format("numbers.py")
    assert {"glyph", "geometry"} <= set(dir(item.glyphs.glyphs[0])), LOOK.format("numbers.py")
    assert item.item.analysis.font != ffi.NULL, LOOK.format("numbers.py")


def test_a_font_knows_what_it_knew(laid_out: Document) -> None:
    """Whatever it knows besides must be plain, or be left out of a fragment."""
    laid_out.write_pdf()
    font = next(iter(laid_out.fonts.values()))
    assert set(vars(font)) == {
        "hb_font", "hb_face", "file_content", "index", "font_size", "style", "family", "variations", "weight",
        "hash", "name", "ascent", "descent", "tables", "bitmap", "italic_angle", "upem", "png", "svg", "colr",
        "glyph_count", "stemv", "stemh", "widths", "to_unicode", "missing", "used_in_forms", "flags",
    }, LOOK.format("drawing.py and faces.py")


def test_a_page_is_asked_for_nothing_else_when_it_is_written() -> None:
    """Bound pages answer what they are asked, by the names that the engine has for it."""
    asked = re.compile(r"\bpage\.(\w+)")
    sources = (generate_pdf, anchors.resolve_links, anchors.add_links, tags.add_tags,
               document.Document.make_bookmark_tree, make_page_bookmark_tree)
    found = {name for source in sources for name in asked.findall(inspect.getsource(source))}
    assert found == {
        "anchors", "bleed", "bookmarks", "forms", "height", "links", "paint", "width", "_page_box",
        "reference",  # of a page in the file
    }, LOOK.format("leaves.py")
    assert list(inspect.signature(Page.paint).parameters) == ["self", "stream", "scale"], LOOK.format(
        "leaves.py")


def test_words_are_hyphenated_by_patterns_that_were_recalled(monkeypatch: pytest.MonkeyPatch) -> None:
    """`typeset/hyphens.py`, and Pyphen 0.18."""
    monkeypatch.setattr(pyphen, "hdcache", {})
    wanted, kept = pyphen.Pyphen(lang="en_GB").positions("publication"), dict[str, object]()

    def recall(work: str, said: Sequence[str], make: Callable[[], object]) -> object:
        kept[work] = pickle.loads(pickle.dumps(make()))
        return kept[work]

    pyphen.hdcache.clear()
    languages = languages_in('<html lang="en-GB"><p lang="xx-none" title="lang">')
    recall_patterns(languages, recall)
    assert len(pyphen.hdcache) == 1 and not kept  # until a word is to be hyphenated
    assert pyphen.Pyphen(lang="en_GB").positions("publication") == wanted and len(wanted) > 2
    (patterns,) = pyphen.hdcache.values()
    assert patterns.patterns is kept.pop("hyphens").patterns  # type: ignore[attr-defined]
    pyphen.hdcache.clear()
    recall_patterns(languages, recall, at_once=True)
    assert kept and len(pyphen.hdcache) == 1


def test_the_modules_that_are_named_are_there() -> None:
    names = {path.name for path in Path(small_book.__file__).parent.parent.glob("src/publish/*/*.py")}
    assert names >= {
        "sides.py", "course.py", "note_area.py", "numbers.py", "drawing.py", "faces.py", "leaves.py",
        "binding.py",
    }
