"""Writes what the docs take from the program: settings and limits, commands, exit codes, clients (`make docs`).

A page is written by hand around blocks that begin with `<!-- from the program: NAME -->` and end with `<!-- end -->`.
`tests/docs` fails when a block is not what the program says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
from graphql import OperationDefinitionNode, parse

from benchmarks.comparing import results
from benchmarks.comparing.report import summary
from execution.compiling import Compiled
from execution.explaining import told
from execution.values import NO_VARIABLES
from ibid.cli import app, failures
from ibid.http import policy
from ibid.http.protocol import MAX_HEADER
from ibid.observing.metrics import Metrics
from ibid.settings import TABLE, Limits
from ibid.settings.setting import rows
from resolvers.access.policy import ALLOWED, Action
from resolvers.search import parsing
from schema import build_schema, ids, paging
from seed.linking import lookup

ROOT = Path(__file__).parent
BLOCK = re.compile(r"(<!-- from the program: (?P<name>[a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)

LIMITS: Mapping[str, tuple[int, str]] = {
    "items of a page": (paging.MOST, "BAD_PAGE_SIZE"),
    "items of a page that lies inside one document": (paging.MOST_IN_DOCUMENT, "BAD_PAGE_SIZE"),
    "ids, or items of any other list, in one argument": (ids.MOST_IDS, "TOO_MANY_IDS"),
    "characters of what is searched for": (parsing.LONGEST, "SEARCH_TOO_LONG"),
    "words of what is searched for": (parsing.MOST_WORDS, "SEARCH_TOO_MANY_WORDS"),
    "bytes of a text whose citations are looked up": (lookup.MOST_BYTES, "TEXT_TOO_LONG"),
    "errors that are told of a request that was not executed": (policy.MOST_ERRORS, ""),
    "bytes of a request's line and headers": (MAX_HEADER, ""),
}
"""What is limited in every Ibid alike, and the code of who asks for more."""

CODES: Mapping[str, str] = {
    "max_body": "BODY_TOO_LARGE",
    "max_concurrent": "TOO_BUSY",
    "exports": "TOO_MANY_EXPORTS",
    "query_seconds": "TIMEOUT",
    "body_seconds": "BODY_TIMEOUT",
    "rate_anonymous": "RATE_LIMITED",
    "rate_key": "RATE_LIMITED",
    "rate_refused": "RATE_LIMITED",
}
"""The code of who exceeds a limit that is a setting; QUERY_TOO_LARGE for the others."""


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
    """The limits as a table: those that are settings, then the others."""
    yield "| at most | what | code | setting |"
    yield "|---|---|---|---|"
    for name, row in rows(Limits).items():
        yield f"| {int(row.default):,} | {row.help} | `{CODES.get(name, 'QUERY_TOO_LARGE')}` | `{row.variable}` |"
    for what, (most, code) in LIMITS.items():
        yield f"| {most:,} | {what} | {f'`{code}`' if code else ''} | |"


def commands() -> Iterator[str]:
    """Each command with its arguments and options."""
    yield from _commands("ibid", typer.main.get_group(app).commands)


def _commands(group: str, named: Mapping[str, Any]) -> Iterator[str]:
    for name, command in named.items():
        if hasattr(command, "commands"):
            yield from _commands(f"{group} {name}", command.commands)
            continue
        yield f"### {group} {name}"
        yield ""
        yield str(command.help)
        yield ""
        for parameter in command.params:
            written = " ".join(parameter.opts) if parameter.param_type_name == "option" else parameter.name.upper()
            yield f"- `{written}`: {getattr(parameter, 'help', None) or 'as below'}"
        yield ""


def roles() -> Iterator[str]:
    """What each role may do, as the policy has it."""
    yield f"| | {' | '.join(f'`{role}`' for role in ALLOWED)} |"
    yield f"|---|{'---|' * len(ALLOWED)}"
    for action in Action:
        yield f"| {action} | {' | '.join('yes' if action in allowed else '' for allowed in ALLOWED.values())} |"


def exit_codes() -> Iterator[str]:
    """The table of exit codes, as the code has it."""
    yield from (line for line in str(failures.__doc__).splitlines() if line.startswith("|"))


def metrics() -> Iterator[str]:
    """The metrics as a table."""
    yield "| metric | type | what it is |"
    yield "|---|---|---|"
    for family in Metrics().registry.collect():
        if family.name.startswith("ibid_"):
            name = f"{family.name}_total" if family.type == "counter" else family.name
            yield f"| `{name}` | {family.type} | {family.documentation} |"


EXAMPLE = """{
  document(symbol: "A/RES/74/148") {
    paragraphs(first: 50) {
      nodes { label text(languages: ["fr"]) { plain } citations { instrument { identifier } } }
    }
  }
}"""


def compiled() -> Iterator[str]:
    """A query, its plan, and the Python that it becomes."""
    document = parse(EXAMPLE)
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    variant = Compiled(build_schema(), document, operation).variant(NO_VARIABLES)
    for language, text in (("text", EXAMPLE), ("text", told(variant.root)), ("text", variant.code.text.rstrip())):
        yield from (f"```{language}", *text.split("\n"), "```", "")


def comparison() -> Iterator[str]:
    """What the last run of `make bench` that is committed found."""
    yield from summary(results.read())


BLOCKS: Mapping[str, Callable[[], Iterator[str]]] = {
    "settings": settings,
    "limits": limit_table,
    "commands": commands,
    "exit codes": exit_codes,
    "program for a frontend": program("javascript/frontend.mjs", "js"),
    "program for a partner": program("python/partner.py", "python"),
    "program for a partner in javascript": program("javascript/partner.mjs", "js"),
    "program for an editor": program("python/editor.py", "python"),
    "roles": roles,
    "metrics": metrics,
    "a compiled query": compiled,
    "comparison": comparison,
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
