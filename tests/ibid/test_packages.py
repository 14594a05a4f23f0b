"""Our import packages lie at the root, so nobody else may own their names."""

from __future__ import annotations

from importlib.metadata import packages_distributions

import pytest

from ibid.version import DISTRIBUTION, ibid_version

PACKAGES = ["ibid", "schema", "resolvers", "store", "i18n", "seed"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_installed_distribution_owns_a_name_of_ours(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {DISTRIBUTION}


def test_the_version_is_that_of_the_installed_distribution() -> None:
    assert ibid_version()[0].isdigit()
