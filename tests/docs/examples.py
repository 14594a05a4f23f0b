"""What README.md and docs/ show: queries with their answers, and commands.

`python -m tests.docs.examples` asks the queries of a fresh server, and writes their answers below them (`make docs`).
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.support.served import Served, served

ROOT = Path(__file__).parents[2]
QUERY = re.compile(r"```graphql\n(?P<query>.*?)```\n(?:\n```json\n(?P<answer>.*?)```\n)?", re.DOTALL)
REQUEST = re.compile(
    r"```http\n(?P<asked>GET .*?)\n\nHTTP/1.1 (?P<status>\d{3})\n(?P<headers>.*?)```\n"
    r"(?:\n```jsonl\n(?P<lines>.*?)```)?",
    re.DOTALL,
)
BASH = re.compile(r"```bash\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
WIDTH = 110
"""Of a line of an answer, where it is written on one."""

NO_ANSWERS = frozenset(
    ("INTERNAL", "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "TIMEOUT", "STORE_UNAVAILABLE"),
)
"""Codes of errors that say that the page or Ibid is wrong; others may be what a page is about."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query on a page, and the answer that is printed below it."""

    page: str
    number: int
    query: str
    answer: str | None


def pages() -> list[Path]:
    """Every page."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def queries() -> Iterator[Example]:
    """Every query of every page."""
    for page in pages():
        for number, found in enumerate(QUERY.finditer(page.read_text("utf-8")), 1):
            yield Example(str(page.relative_to(ROOT)), number, found["query"], found["answer"])


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request on a page, and what it is answered with there: the status, headers, perhaps the lines of the body.

    CURSOR in the address stands for the place of now, BEGIN for that of the oldest change.
    """

    page: str
    path: str
    sent: dict[str, str]
    status: int
    got: dict[str, str]
    lines: list[Any]


def exchanges() -> Iterator[Exchange]:
    """Every request of every page."""
    for page in pages():
        for found in REQUEST.finditer(page.read_text("utf-8")):
            first, *sent = found["asked"].splitlines()
            path, got = first.removeprefix("GET "), found["headers"].splitlines()
            name = str(page.relative_to(ROOT))
            yield Exchange(
                name, path, _headers(sent), int(found["status"]), _headers(got), parsed(found["lines"] or "")
            )


def parsed(lines: str) -> list[Any]:
    """Lines of JSON; LF alone ends one, and an ellipsis stands for what is left out."""
    return [line if line == "…" else json.loads(line) for line in lines.split("\n") if line]


def _headers(lines: list[str]) -> dict[str, str]:
    return {name: value for name, _, value in (line.partition(": ") for line in lines if line)}


def commands() -> Iterator[tuple[str, str]]:
    """Every line of every block of commands, with its page."""
    for page in pages():
        for block in SHELL.findall(page.read_text("utf-8")):
            yield from ((str(page.relative_to(ROOT)), line) for line in block.splitlines() if line)


def scripts() -> Iterator[tuple[str, str]]:
    """Every block of commands for bash, with its page. Those of docs/editors.md are `tests.docs.day`'s."""
    for page in pages():
        if page != ROOT / "docs" / "editors.md":
            yield from ((str(page.relative_to(ROOT)), block) for block in BASH.findall(page.read_text("utf-8")))


def ask(server: Served, query: str) -> Any:
    """The answer to a query, in English where it has messages; what it cost is left out."""
    answer = httpx.post(
        f"{server.url}/graphql", json={"query": query}, headers={"Accept-Language": "en"}, timeout=30
    ).json()
    return {name: value for name, value in answer.items() if name != "extensions"}


def fits(shown: Any, said: Any) -> bool:
    """Whether what is shown is what was said; text that ends with an ellipsis is the beginning of it."""
    if shown == "…":
        return True
    if isinstance(shown, str) and shown.endswith("…"):
        return isinstance(said, str) and said.startswith(shown[:-1])
    if isinstance(shown, dict) and isinstance(said, dict):
        return shown.keys() == said.keys() and all(fits(value, said[name]) for name, value in shown.items())
    if isinstance(shown, list) and isinstance(said, list):
        return len(shown) == len(said) and all(map(fits, shown, said))
    return bool(shown == said)


def lines_fit(shown: list[Any], said: list[Any]) -> bool:
    """Whether lines are those that are shown; an ellipsis alone stands for any number of them."""
    if not shown:
        return not said
    if shown[0] == "…":
        return any(lines_fit(shown[1:], said[skipped:]) for skipped in range(len(said) + 1))
    return bool(said) and fits(shown[0], said[0]) and lines_fit(shown[1:], said[1:])


def printed(value: Any, indent: int = 0) -> str:
    """JSON as a page shows it: what fits on a line is on one."""
    short = json.dumps(value, ensure_ascii=False)
    if len(short) + indent <= WIDTH or not isinstance(value, dict | list) or not value:
        return short
    pad, inner = " " * indent, indent + 2
    if isinstance(value, list):
        items = [printed(item, inner) for item in value]
    else:
        items = [f"{json.dumps(key)}: {printed(item, inner)}" for key, item in value.items()]
    body = ",\n".join(" " * inner + item for item in items)
    left, right = ("[", "]") if isinstance(value, list) else ("{", "}")
    return f"{left}\n{body}\n{pad}{right}"


def with_answers(page: str, answer: Callable[[str], Any]) -> str:
    """A page with the answers that its queries have now."""

    def written(found: re.Match[str]) -> str:
        given = answer(found["query"])
        if any(error["extensions"]["code"] in NO_ANSWERS for error in given.get("errors", ())):
            raise SystemExit(f"This is no answer to print: {given}\n{found['query']}")
        if found["answer"] and fits(json.loads(found["answer"]), given):
            return found[0]
        return f"```graphql\n{found['query']}```\n\n```json\n{printed(given)}\n```\n"

    return QUERY.sub(written, page)


def main() -> None:
    """Write the answers of all pages."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "data") as server:
        for page in pages():
            before = page.read_text("utf-8")
            after = with_answers(before, lambda query: ask(server, query))
            if after != before:
                page.write_text(after, "utf-8")


if __name__ == "__main__":
    main()
