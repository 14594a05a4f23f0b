"""Who is measured: Ibid in several states, its peers, and bytes that are there already."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring.server import ROOT, Server
from benchmarks.serving.features import FEATURES
from ibid.settings import TABLE

COLD: Mapping[str, str] = {"IBID_ANSWERS_BYTES": "0"}
"""The settings with which no answer is kept."""

UNREACHED: Mapping[str, str] = {"IBID_RATE_ANONYMOUS": "1000000000"}
"""The settings with which what is asked is counted, and nobody asks too much."""

COLD_RECORDS: Mapping[str, str] = {**COLD, "IBID_RECORDS_BYTES": "0"}
"""The settings with which no record is kept either: each is read from the database."""

INTERPRETED: Mapping[str, str] = {"IBID_COMPILED": "0"}
"""The settings with which no operation is compiled."""

IBID, WARM, PLAIN = "Ibid", "Ibid, answer kept", "Ibid, interpreted"
STRAWBERRY, SMALL = "Strawberry", "Strawberry, small schema"
MERCURIUS, YOGA_CACHE = "Mercurius + jit", "Yoga + response cache"
STATIC, NODE_STATIC = "static bytes, same server", "static bytes, Node"

FEWEST = 50
"""As many of the documents as the four queries read."""

PEERS = ROOT / "benchmarks" / "peers"


def known(variables: Mapping[str, str]) -> Mapping[str, str]:
    """Variables, each of which is a setting. KeyError: what is no setting would be measured as if it were switched."""
    unknown = variables.keys() - {row.variable for row in TABLE.values()}
    if unknown:
        raise KeyError(*sorted(unknown))
    return variables


def ibid(name: str, variables: Mapping[str, str] | None = None, *options: str) -> Server:
    """Ibid on records in memory, with settings; the options are of `benchmarks.serving.ibid`."""
    command = [sys.executable, "-m", "benchmarks.serving.ibid", *options]
    return Server(
        name=name, command=command, variables={"IBID_PORT": "{port}", **known(variables or {})}, ready="/ready"
    )


def without(feature: str | None) -> Server:
    """Ibid, cold, without a feature; it holds no more documents than the queries need, and counts what we ask."""
    options = () if feature is None else ("--without", feature)
    name = IBID if feature is None else f"without {feature}"
    return ibid(name, {**COLD, **UNREACHED}, "--documents", str(FEWEST), "--counted", *options)


def strawberry() -> Server:
    """Ibid's types and records in memory under Strawberry's own executor and view, without anything else of Ibid's."""
    command = [sys.executable, "-m", "benchmarks.serving.strawberry_view"]
    return Server(name=STRAWBERRY, command=command, variables={"PORT": "{port}"}, path="/")


def static(folder: Path) -> Server:
    """The files of a folder, by Ibid's HTTP server."""
    command = [sys.executable, "-m", "benchmarks.serving.static"]
    return Server(
        name=STATIC, command=command, variables={"PORT": "{port}", "STATIC_FOLDER": str(folder)}, path="/{query}"
    )


def peers(data: Path, folder: Path) -> list[Server]:
    """Everybody else, on the tables in a file; the last serves the files of a folder."""
    return [
        _python(SMALL, "strawberry_peer", data),
        _python("Ariadne", "ariadne_peer", data),
        _node("Apollo Server", "apollo.js", data, path="/"),
        _node("Yoga + jit", "yoga.js", data, PLUGINS="jit"),
        _node(MERCURIUS, "mercurius.js", data),
        _node(YOGA_CACHE, "yoga.js", data, PLUGINS="jit,cache"),
        _node(NODE_STATIC, "static.js", data, path="/{query}", STATIC_FOLDER=str(folder)),
    ]


def _python(name: str, module: str, data: Path) -> Server:
    uvicorn = str(ROOT / ".venv-peers" / "bin" / "uvicorn")
    return Server(
        name=name,
        command=[uvicorn, "--port", "{port}", "--no-access-log", "--log-level", "warning", f"{module}:app"],
        variables={"PEERS_DATA": str(data)},
        folder=PEERS / "python",
        path="/",
    )


def _node(name: str, program: str, data: Path, path: str = "/graphql", **variables: str) -> Server:
    return Server(
        name=name,
        command=["node", program],
        variables={"PORT": "{port}", "PEERS_DATA": str(data), "NODE_ENV": "production", **variables},
        folder=PEERS / "node",
        path=path,
    )


ALL_FEATURES = tuple(FEATURES)
