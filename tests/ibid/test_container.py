"""The container: no engine runs here, so its files are held to what they promise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ibid.settings import TABLE

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
VARIABLES = {row.variable for row in TABLE.values()}


def test_the_image_has_no_embedded_database() -> None:
    """Its licence is GPL-2.0-only; whoever bakes it in redistributes it."""
    assert "secantusdb" not in (ROOT / "requirements" / "image.lock").read_text("utf-8").lower()
    assert "embedded" not in re.sub(r"^#.*$", "", DOCKERFILE, flags=re.MULTILINE)


def test_the_image_runs_as_an_ordinary_user_and_watches_its_health() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]

    assert re.search(r"^USER 10001$", last_stage, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*", last_stage, re.MULTILINE)
    assert "/health" in last_stage


def test_base_images_are_pinned_by_version() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)

    assert len(bases) == 2
    assert all(re.search(r":\d+\.\d+\.\d+", base) for base in bases)
    assert re.search(r":\d+\.\d+\.\d+$", COMPOSE["services"]["mongo"]["image"])


def test_what_is_copied_is_sent_to_the_builder() -> None:
    sent = set(re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    copied = {
        source for line in re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE) for source in line.split()
    }

    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)


@pytest.mark.parametrize("variable", sorted(set(re.findall(r"IBID_[A-Z_]+", DOCKERFILE + str(COMPOSE)))))
def test_variables_of_the_container_are_settings(variable: str) -> None:
    assert variable in VARIABLES


def test_ibid_waits_for_a_replica_set_that_takes_writes() -> None:
    ibid, mongo = COMPOSE["services"]["ibid"], COMPOSE["services"]["mongo"]

    assert ibid["depends_on"] == {"mongo": {"condition": "service_healthy"}}
    assert "replicaSet=ibid" in ibid["environment"]["IBID_MONGODB_URI"]
    assert "--replSet" in mongo["command"]
    assert "isWritablePrimary" in mongo["healthcheck"]["test"][-1]


def test_nothing_is_opened_to_other_machines() -> None:
    assert "ports" not in COMPOSE["services"]["mongo"]
    assert COMPOSE["services"]["ibid"]["ports"] == ["127.0.0.1:8000:8000"]
