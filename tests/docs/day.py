"""The steps of docs/editors.md: what each is answered with on a fresh server, in their order.

`python -m tests.docs.day` takes them, and writes the answers below them (`make docs`).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import httpx

from tests.docs.examples import ROOT, printed
from tests.support.served import Served, served

PAGE = ROOT / "docs" / "editors.md"
STEP = re.compile(
    r"```(?P<kind>bash|python|graphql (?P<who>[A-Z]+))\n(?P<step>.*?)```\n\n```(?P<form>json|text)\n.*?```\n", re.DOTALL
)
KEY = re.compile(r'^ibid (keys create "(?P<name>\w+)" --grant (?P<grant>\S+))$', re.MULTILINE)


def keys(server: Served, page: str) -> dict[str, str]:
    """The keys that the page makes, by the name of their variable."""
    made = {
        found["name"].upper(): server.run("keys", "create", found["name"], "--grant", found["grant"]).stdout.strip()
        for found in KEY.finditer(page)
    }
    return {"IBID": server.url, **made}


def answered(found: re.Match[str], variables: Mapping[str, str]) -> str:
    """What a step is answered with, as the page prints it."""
    if found["who"]:
        said = _asked(found["step"], variables["IBID"], variables[found["who"]])
    else:
        command = ["bash", "-c", found["step"]] if found["kind"] == "bash" else [sys.executable, "-c", found["step"]]
        environment = {**os.environ, **variables}
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, (found["step"], done.stdout, done.stderr)
        said = done.stdout
    if found["form"] == "text":
        return said.rstrip("\n")
    answer = json.loads(said)
    return printed({name: value for name, value in answer.items() if name != "extensions"})


def _asked(query: str, url: str, key: str) -> str:
    """As GraphiQL asks."""
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.post(f"{url}/graphql", json={"query": query}, headers=headers, timeout=30).text


def lived(server: Served, page: str) -> str:
    """The page with the answers of a day on this server."""
    variables = keys(server, page)

    def written(found: re.Match[str]) -> str:
        answer = answered(found, variables)
        return f"```{found['kind']}\n{found['step']}```\n\n```{found['form']}\n{answer}\n```\n"

    return STEP.sub(written, page)


def main() -> None:
    """Write the answers."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "data") as server:
        PAGE.write_text(lived(server, PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
