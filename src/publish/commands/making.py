"""`schema`, `explain`, `new-block` and `specimens`."""

from __future__ import annotations

from .locking import alone
from .machine import run_tool
from .screen import PROJECT, fail, spoken


def schema(only_check: bool) -> None:
    """Write the JSON Schemas, or say whether the committed ones are current."""
    from .. import shelf
    from ..schema import schemas

    stale = []
    for name, text in schemas().items():
        path = PROJECT / "schema" / name
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if not only_check:
            shelf.put(path, text.encode())
    if stale and only_check:
        fail(f"Not current: {', '.join(stale)}. Run `invoke schema` and commit what it writes.")
    print(f"Written: {', '.join(stale)}." if stale else "The schemas are current.")


def explain(code: str) -> None:
    """Print what a diagnostic means; a list of them for `all`."""
    from .. import faults

    known = faults.codes()
    if code == "all":
        for name, text in known.items():
            print(f"{name:<32}{text.splitlines()[0]}")
    elif code in known:
        print(f"{code}\n\n{known[code]}")
    else:
        from difflib import get_close_matches

        near = get_close_matches(code, known, 1)
        fail(f"No diagnostic has the code `{code}`." + (f" Did you mean `{near[0]}`?" if near else
             " `invoke explain all` lists them."))


def new_block(name: str) -> None:
    """Write the files of a new block kind."""
    from ..scaffold import ScaffoldError, write_kind

    try:
        for path in write_kind(PROJECT, name):
            print(path)
    except ScaffoldError as problem:
        fail(str(problem))
    run_tool("invoke", "schema", last=False)  # another Python: this one has imported the kinds without it
    print(f"Now describe `{name}` in its model, print it in its template, and run `invoke specimens`.")


def specimens(*, wait: bool = False) -> None:
    """Typeset the specimen book."""

    def tell() -> None:
        from ..specimen_book import SpecimenError, make

        with alone("specimens", "making it", wait=wait):
            try:
                print(make(PROJECT))
            except SpecimenError as problem:
                fail(str(problem))

    spoken(tell)
