"""The door: what an editor can ask for. Every task only calls `publish.commands`."""

from __future__ import annotations

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task


@task(
    default=True,
    help={
        "edition": "the edition's folder below chapters/; every edition if left out",
        "draft": "print each block's file:line in the margin and a DRAFT mark",
        "change-bars": "set a bar beside every block that reads otherwise than in the edition before",
        "html": "keep the composed HTML beside the PDF",
        "trace": "write what each stage hands on to dist/trace/",
        "force": "build even if nothing changed",
        "wait": "if somebody else builds the edition, wait until they have ended",
        "workers": "how many processes set pages side by side; one for each core if left out, 0 for none",
        "cache-mb": "how many megabytes to remember for the next build",
        "scheduler": "the address of a Dask scheduler whose workers set the pages, such as tcp://192.0.2.7:8786",
    },
)
def build(_: Context, edition: str = "", draft: bool = False, change_bars: bool = False, html: bool = False,
          trace: bool = False, force: bool = False, wait: bool = False, workers: str = "-1",
          cache_mb: str = "512", scheduler: str = "") -> None:  # one for each option
    """Typeset the editions into dist/ (the default task)."""
    from publish import commands

    wishes = commands.Wishes(
        draft=draft, change_bars=change_bars, html=html, trace=trace, force=force, wait=wait,
        workers=commands.number("workers", workers), cache_mb=commands.number("cache-mb", cache_mb),
        scheduler=scheduler,
    )
    commands.build(edition, wishes)


@task(help={
    "edition": "the edition's folder below chapters/; every edition if left out",
    "format": "how to print what is wrong: pretty, plain or json",
})
def check(_: Context, edition: str = "", format: str = "pretty") -> None:
    """Say what is wrong in the chapters, without setting a page."""
    from publish import commands

    commands.check(edition, format)


@task(help={
    "edition": "the edition's folder below chapters/; needed only if there are several",
    "port": "the port of this machine under which it is shown; one that is free if left out",
    "open": "do not open the browser",
    "editor": "what opens a file: a program such as code, or an address with {path}, {line} and {column}",
})
def preview(_: Context, edition: str = "", port: int = 0, open: bool = True, editor: str = "") -> None:
    """Show an edition in the browser, and set it anew whenever a file is saved."""
    from publish import commands

    commands.preview(edition, commands.Viewing(port=port, editor=editor, open=open))


@task(
    help={
        "file": "the PDF, such as dist/mali-2021.pdf",
        "edition": "the edition's folder below chapters/; the one that the file names if left out",
        "format": "how to print what is wrong: pretty, plain or json",
        "wait": "if somebody else writes into dist/proof/, wait until they have ended",
    },
    positional=["file"],
)
def proof(_: Context, file: str, edition: str = "", format: str = "pretty", wait: bool = False) -> None:
    """Prove a PDF against its edition, and show its pages in dist/proof/."""
    from publish import commands

    commands.proof(file, edition, format, wait=wait)


@task(
    help={
        "edition": "the edition's folder below chapters/",
        "unvalidated": "release although veraPDF is not at hand",
        "wait": "if somebody else builds the edition, wait until they have ended",
    },
    positional=["edition"],
)
def release(_: Context, edition: str, unvalidated: bool = False, wait: bool = False) -> None:
    """Build, prove and validate a final edition, and lay out dist/EDITION/ for readers."""
    from publish import commands

    commands.release(edition, unvalidated=unvalidated, wait=wait)


@task(help={"what": "a folder that `release` wrote, or a PDF that somebody received"}, positional=["what"])
def verify(_: Context, what: str) -> None:
    """Say whether a release can be made again byte for byte, or whether a PDF is a released one."""
    from publish import commands

    commands.verify(what)


@task(help={"check": "say whether the committed files are current, and write nothing"})
def schema(_: Context, check: bool = False) -> None:
    """Write the JSON Schemas that editors' programs use."""
    from publish import commands

    commands.schema(check)


@task(help={"code": "the code of a diagnostic, such as unknown-key; `all` lists them"}, positional=["code"])
def explain(_: Context, code: str) -> None:
    """Explain a diagnostic, with an example."""
    from publish import commands

    commands.explain(code)


@task(name="new-block", help={"name": "the name of the new kind in kebab-case"}, positional=["name"])
def new_block(_: Context, name: str) -> None:
    """Write the files of a new block kind, with a first specimen and its golden trace."""
    from publish import commands

    commands.new_block(name)


@task(help={"wait": "if somebody else makes the book, wait until they have ended"})
def specimens(_: Context, wait: bool = False) -> None:
    """Typeset the specimen book, dist/specimens.pdf: every block kind in every state."""
    from publish import commands

    commands.specimens(wait=wait)


@task(help={"select": "only tests whose name matches, as pytest's -k"})
def test(_: Context, select: str = "") -> None:
    """Run the tests."""
    from publish import commands

    commands.test(select)


@task(help={"fix": "mend what can be mended"})
def lint(_: Context, fix: bool = False) -> None:
    """Check the code: ruff and mypy."""
    from publish import commands

    commands.lint(fix)


@task(help={
    "rows": "only some, such as cold,edit; a word that names none lists them",
    "pages": "about how many pages the random edition has",
    "long": "about how many pages the long random edition has",
    "seed": "the seed of both",
    "rounds": "how often what is cheap is measured",
    "install-peers": "first get Typst and XeLaTeX, which set the same text",
})
def bench(_: Context, rows: str = "", pages: int = 230, long: int = 1000, seed: int = 0, rounds: int = 3,
          install_peers: bool = False) -> None:  # one for each option
    """Measure what builds cost, beside the bare engine and other systems; keeps .readme/bench.md."""
    from publish import commands

    commands.bench(rows, install_peers, pages=pages, long=long, seed=seed, rounds=rounds)


@task(help={"documents": "how many random editions", "first": "the seed of the first"})
def trial(_: Context, documents: int = 12, first: int = 0) -> None:
    """Build and prove random editions, and count what is lost."""
    from publish import commands

    commands.trial(documents, first)


@task
def doctor(_: Context) -> None:
    """Say what this machine lacks, and how to get it."""
    from publish import commands

    commands.doctor()


@task(help={
    "wait": "if somebody is at work there, wait until they have ended",
    "cache": "forget what builds remember of chapters and pages, and leave dist/ alone",
})
def clean(_: Context, wait: bool = False, cache: bool = False) -> None:
    """Remove what was built from dist/, or what builds remember."""
    from publish import commands

    commands.clean(wait=wait, cache=cache)


@task(
    help={
        "edition": "the edition's folder below chapters/; every edition if left out",
        "check": "say what would be changed, and write nothing",
    },
)
def migrate(_: Context, edition: str = "", check: bool = False) -> None:
    """Bring files that were written for an earlier version of this program up to date."""
    from publish import commands

    commands.migrate(edition, check)


@task(
    name="new",
    help={
        "name": "the new edition's folder below chapters/, such as mali-2022",
        "from": "the edition that it goes on from, such as mali-2021",
        "date": "the day on which waivers must still hold; today if left out",
    },
    positional=["name"],
)
def edition_new(_: Context, name: str, from_: str = "", date: str = "") -> None:
    """Begin a new edition from an earlier one."""
    from publish import commands

    commands.new_edition(name, from_, date)


@task(
    name="status",
    help={
        "edition": "the edition's folder below chapters/; every one that goes on from another if left out",
        "format": "pretty, or json for programs",
    },
)
def edition_status(_: Context, edition: str = "", format: str = "pretty") -> None:
    """Say which records are still to be reviewed, by chapter and by person."""
    from publish import commands

    commands.status(edition, format)


@task(
    name="review",
    help={
        "records": "ids with commas between them: sinda,niono; `*` stands for anything; all, with --chapter",
        "by": "who reviewed them; git's user.name if left out",
        "chapter": "of these, only records that this chapter is the first to print",
        "edition": "the edition's folder below chapters/; needed only if several are being worked on",
        "date": "the day of the review; today if left out",
    },
    positional=["records"],
)
def edition_review(_: Context, records: str, by: str = "", chapter: str = "", edition: str = "",
                   date: str = "") -> None:
    """Say that records still hold as they are."""
    from publish import commands

    commands.review(commands.Picked(records, chapter), edition, by, date)


@task(
    name="diff",
    help={
        "earlier": "an edition's folder below chapters/, such as mali-2021, or a release: mali-2021@1.0",
        "later": "the edition or release that came after it",
        "format": "text, json, or html: one page, dist/<later>-changes.html",
    },
    positional=["earlier", "later"],
)
def edition_diff(_: Context, earlier: str, later: str, format: str = "text") -> None:
    """Say what changed from one edition, or release, to another."""
    from publish import commands

    commands.diff(earlier, later, format)


edition = Collection("edition", edition_new, edition_status, edition_review, edition_diff)
"""What is done with an edition as a whole."""

ns = Collection(
    build, check, preview, proof, release, verify, migrate, schema, explain, new_block, specimens, test, lint,
    bench, trial, doctor, clean, edition,
)
"""Every task; one that is not in this list cannot be called."""
