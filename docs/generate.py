"""Writes what the docs take from the program: settings and limits, commands, exit codes, clients (`make docs`).

A page is written by hand around blocks that begin with `<!-- from the program: NAME -->` and end with `<!-- end -->`.
`tests/docs` fails when a block is not what the program says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import typer

from ibid.cli import app, failures
from ibid.http import limits, requests
from ibid.settings import TABLE
from resolvers.search import parsing
from schema import ids, paging
from seed.linking import lookup

ROOT = Path(__file__).parent
BLOCK = re.compile(r"(<!-- from the program: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)

LIMITS: Mapping[str, tuple[int, str]] = {
    "bytes of a request's body": (requests.LARGEST_BODY, "BODY_TOO_LARGE"),
    "characters of a query": (limits.LONGEST_DOCUMENT, "QUERY_TOO_LARGE"),
    "tokens of a query": (limits.MOST_TOKENS, "QUERY_TOO_LARGE"),
    "comments of a query": (limits.MOST_COMMENTS, "QUERY_TOO_LARGE"),
    "fields of an operation, its fragments spread": (limits.MOST_FIELDS, "QUERY_TOO_LARGE"),
    "fields within one another": (limits.DEEPEST, "QUERY_TOO_LARGE"),
    "aliases of an operation": (limits.MOST_ALIASES, "QUERY_TOO_LARGE"),
    "objects that an operation may ask for, were every page full": (limits.MOST_OBJECTS, "QUERY_TOO_LARGE"),
    "items of a page": (paging.MOST, "BAD_PAGE_SIZE"),
    "items of a page that lies inside one document": (paging.MOST_IN_DOCUMENT, "BAD_PAGE_SIZE"),
    "ids, or items of any other list, in one argument": (ids.MOST_IDS, "TOO_MANY_IDS"),
    "characters of what is searched for": (parsing.LONGEST, "SEARCH_TOO_LONG"),
    "words of what is searched for": (parsing.MOST_WORDS, "SEARCH_TOO_MANY_WORDS"),
    "bytes of a text whose citations are looked up": (lookup.MOST_BYTES, "TEXT_TOO_LONG"),
}
"""What is limited, where, and the code of who asks for more."""


PROGRAMS = Path(__file__).parents[1] / "clients"


def program(name: str, language: str) -> Callable[[], Iterator[str]]:
    """A program for a client, as `tests/clients` runs it."""

    def shown() -> Iterator[str]:
        yield f"```{language}"
        yield from (PROGRAMS / name).read_text("utf-8").rstrip().splitlines()
        yield "```"

    return shown


def settings() -> Iterator[str]:
    """The settings as a table."""
    yield "| variable | option | default | allowed | what it does |"
    yield "|---|---|---|---|---|"
    for row in TABLE.values():
        default = f"`{row.told_default}`" if row.told_default else ""
        yield f"| `{row.variable}` | `{row.option}` | {default} | {row.allowed} | {row.help} |"


def limit_table() -> Iterator[str]:
    """The limits as a table."""
    yield "| at most | of | code |"
    yield "|---|---|---|"
    for what, (most, code) in LIMITS.items():
        yield f"| {most:,} | {what} | `{code}` |"


def commands() -> Iterator[str]:
    """Each command with its arguments and options."""
    group = typer.main.get_group(app)
    for name, command in group.commands.items():
        yield f"### ibid {name}"
        yield ""
        yield str(command.help)
        yield ""
        for parameter in command.params:
            written = " ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name.upper()
            yield f"- `{written}`: {getattr(parameter, 'help', None) or 'as below'}"
        yield ""


def exit_codes() -> Iterator[str]:
    """The table of exit codes, as the code has it."""
    yield from (line for line in str(failures.__doc__).splitlines() if line.startswith("|"))


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "settings": settings,
    "limits": limit_table,
    "commands": commands,
    "exit codes": exit_codes,
    "program for a frontend": program("javascript/frontend.mjs", "js"),
    "program for a partner": program("python/partner.py", "python"),
    "program for an editor": program("python/editor.py", "python"),
}


def written(page: str) -> str:
    """A page with its blocks as the program has them."""
    return BLOCK.sub(lambda found: found[1] + "\n".join(BLOCKS[found["name"]]()).rstrip() + "\n" + found[3], page)


def pages() -> Iterator[Path]:
    """The pages that have such blocks."""
    return (path for path in sorted(ROOT.rglob("*.md")) if BLOCK.search(path.read_text("utf-8")))


if __name__ == "__main__":
    for path in pages():
        path.write_text(written(path.read_text("utf-8")), "utf-8")
