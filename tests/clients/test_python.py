"""Each Python client does with a served Ibid what its program in `clients/python` says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clients import PYTHON, installed, run
from tests.support.served import Served

pytestmark = [pytest.mark.clients, pytest.mark.embedded, pytest.mark.xdist_group("served")]

ARIADNE = PYTHON / "ariadne"


def test_gql_is_served_over_http_and_websocket(ibid: Served) -> None:
    run(installed(".venv-gql", "python"), PYTHON / "with_gql.py", server=ibid)


@pytest.fixture(scope="module")
def generated() -> Path:
    """The package that ariadne-codegen makes of the schema."""
    build = ARIADNE / "build"
    build.mkdir(exist_ok=True)
    run(installed(".venv-clients", "ariadne-codegen"), "client", "--config", "ariadne-codegen.toml", folder=ARIADNE)
    return build


def test_the_client_of_ariadne_codegen_and_its_user_pass_a_strict_mypy(generated: Path) -> None:
    mypy = installed(".venv-clients", "mypy")

    run(mypy, "--config-file", "mypy.ini", generated / "ibid_client", "program.py", folder=ARIADNE)


def test_the_client_of_ariadne_codegen_is_served(ibid: Served, generated: Path) -> None:
    python = installed(".venv-clients", "python")

    run(python, "program.py", folder=ARIADNE, server=ibid, PYTHONPATH=str(generated))


def test_a_thousand_cases_of_schemathesis_get_neither_5xx_nor_an_error_without_a_code(ibid: Served) -> None:
    run(installed(".venv-clients", "python"), PYTHON / "with_schemathesis.py", server=ibid)
