"""The stage as a whole: one template for each part and each block kind, all under one environment."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..artifacts import Manuscript, PartHtml, Resolved, ResolvedBlock, ResolvedChapter, Slip
from ..house_style import day_in_text
from ..inline import parse_line
from ..recall import Recall, afresh
from ..span import Span
from . import beginnings, imprint
from .compiled import Compiled
from .markup import inline, rendered, svg_uri
from .records import attachments


def compose(
    resolved: Resolved, *, draft: bool = False, bars: bool = False, recall: Recall = afresh
) -> Manuscript:
    """The book as HTML, or the errata slip if there is one.

    With `draft`, every block says where it was written; with `bars`, one stands beside each that changed.
    """
    if resolved.slip:
        return _slip(resolved, resolved.slip, recall)
    return Manuscript(
        tuple(_parts(_environment(recall), resolved, draft, recall)),
        imprint.metadata(resolved.edition, draft=draft),
        (recall if resolved.digest else afresh)(
            "attach", (resolved.digest,), lambda: attachments(resolved.edition)
        ),
        resolved.chapters[0].id,
        draft,
        resolved.changed if bars else (),
        resolved.edition.imprint.title,
    )


def _slip(resolved: Resolved, slip: Slip, recall: Recall) -> Manuscript:
    """One sheet; its folio is never printed."""
    html = _environment(recall).get_template("slip.html").render(slip=slip)
    return Manuscript((PartHtml("slip", html),), imprint.slip_metadata(resolved.edition, slip), (), "slip")


def _environment(recall: Recall) -> Environment:
    """Strict, escaping, and with nothing global but the filters that make markup."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("publish", "blocks"), PackageLoader("publish", "parts")]),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=False, bytecode_cache=Compiled(recall),
    )
    environment.filters["inline"] = inline
    environment.filters["day"] = day_in_text
    environment.filters["svg_uri"] = svg_uri
    return environment


def _parts(
    environment: Environment, resolved: Resolved, draft: bool, recall: Recall
) -> Iterator[PartHtml]:
    edition = resolved.edition.imprint
    front = {
        "imprint": edition,
        "edition_line": imprint.edition_line(edition),
        "coverage": imprint.coverage_line(edition),
        "published": day_in_text(edition.published),
        "entries": tuple(imprint.entries(edition, resolved.errata)),
        "coverage_note": parse_line(edition.coverage_note) if edition.coverage_note else None,
        "disclaimers": tuple(parse_line(text) for text in edition.disclaimers),
        "resolved": resolved,
    }
    for name in ("cover", "imprint", "contents", "lists"):
        yield PartHtml(name, environment.get_template(f"{name}.html").render(front))
    pages = ""
    for chapter in resolved.chapters:
        begun = beginnings.begins(chapter, pages)
        said = (chapter.digest, begun, "draft" if draft else "")
        known = recall if chapter.digest else afresh
        part, pages = known("compose", said, partial(_chapter, environment, chapter, begun, draft))
        yield part
    yield from _back(environment, resolved, pages, recall)


def _back(
    environment: Environment, resolved: Resolved, pages: str, recall: Recall
) -> Iterator[PartHtml]:
    """The lists behind the chapters; `pages` is the name of those on which the last chapter ends."""
    yield PartHtml("errata", environment.get_template("errata.html").render(
        errata=[(number, list(told)) for number, told in
                groupby(resolved.errata, key=lambda erratum: erratum.revision)]
    ))
    run_on = beginnings.changes_run_on(resolved)
    changes = environment.get_template("changes.html").render(annex=resolved.annex, run_on=run_on)
    yield PartHtml("changes", changes, run_on=run_on)
    run_on = beginnings.sources_run_on(resolved, pages)
    said, template = f"{run_on} {resolved.sources!r}", environment.get_template("sources.html")
    sources = recall("list", (said,), partial(template.render, groups=resolved.sources, run_on=run_on))
    yield PartHtml("sources", sources, run_on=run_on)


def _chapter(
    environment: Environment, chapter: ResolvedChapter, pages: str, draft: bool
) -> tuple[PartHtml, str]:
    """A chapter, and the name of the pages on which it ends; `pages` are those on which it begins."""
    blocks = tuple(_block(environment, block, draft) for block in chapter.blocks)
    first = pages == beginnings.OPENING and not chapter.run_on
    html = environment.get_template("chapter.html").render(
        chapter=chapter, blocks=blocks, pages=pages, first=first,
    )
    part = PartHtml(chapter.id, html, tuple(_origins(html, chapter, blocks)), chapter.run_on)
    return part, beginnings.ends(chapter, pages)


def _origins(html: str, chapter: ResolvedChapter, blocks: tuple[Markup, ...]) -> Iterator[tuple[int, Span]]:
    """The line on which each block begins, with its place in the chapter's file."""
    end = 0
    for block, printed in zip(chapter.blocks, blocks, strict=True):
        start = html.index(printed, end)
        end = start + len(printed)
        yield html.count("\n", 0, start) + 1, block.origin


def _block(environment: Environment, block: ResolvedBlock, draft: bool) -> Markup:
    origin = str(block.origin) if draft else ""
    template = environment.get_template(f"{block.kind.replace('-', '_')}.html")
    return rendered(template.render(id=block.id, origin=origin, view=block.view))
