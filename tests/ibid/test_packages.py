"""Our import packages lie at the root, so nobody else may own their names."""

from __future__ import annotations

from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from ibid.version import DISTRIBUTION, ibid_version

ROOT = Path(__file__).parents[2]
LOCK_FILES = [*sorted(ROOT.glob("requirements/*.lock")), *sorted(ROOT.glob("clients/*/package-lock.json"))]
PACKAGES = ["ibid", "schema", "execution", "resolvers", "store", "i18n", "seed"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_installed_distribution_owns_a_name_of_ours(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {DISTRIBUTION}


def test_the_version_is_that_of_the_installed_distribution() -> None:
    assert ibid_version()[0].isdigit()


@pytest.mark.parametrize("file", [pytest.param(each, id=str(each.relative_to(ROOT))) for each in LOCK_FILES])
def test_a_lock_file_has_hashes_and_names_no_index(file: Path) -> None:
    text = file.read_text("utf-8")

    assert "sha256:" in text or "sha512-" in text
    assert '"resolved"' not in text
    assert "index-url" not in text
    assert "find-links" not in text
