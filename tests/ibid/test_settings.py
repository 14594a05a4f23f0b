"""Settings: where a value comes from, and what is said of a bad one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from ibid.settings import TABLE, BadSetting, Settings, read_settings
from ibid.settings.reading import GROUPS


def test_every_setting_has_a_row_and_every_row_a_setting() -> None:
    own = {field.name for field in fields(Settings)} - set(GROUPS)
    names = own | {field.name for group in GROUPS.values() for field in fields(group)}

    assert names == set(TABLE)


def test_defaults_need_no_environment() -> None:
    settings = read_settings(environment={})

    assert (settings.host, settings.port, settings.database, settings.driver) == ("127.0.0.1", 8000, "ibid", "motor")
    assert (settings.mongodb_uri, settings.is_embedded, settings.seed) == ("", True, True)
    assert (settings.log_level, settings.limits.query_seconds) == ("info", 10)
    assert settings == Settings()


def test_data_are_kept_per_user_and_not_per_working_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")

    assert read_settings(environment={}).data_dir == Path("/somewhere/ibid")


def test_the_environment_comes_before_the_default_and_the_command_line_before_both() -> None:
    environment = {"IBID_PORT": "9000", "IBID_HOST": "0.0.0.0"}

    settings = read_settings({"port": "9100", "host": None}, environment)

    assert (settings.port, settings.host) == (9100, "0.0.0.0")


def test_an_empty_variable_counts_as_not_given() -> None:
    assert read_settings(environment={"IBID_PORT": "", "IBID_MONGODB_URI": ""}).port == 8000


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("IBID_PORT", "eighty"),
        ("IBID_PORT", "-1"),
        ("IBID_PORT", "65536"),
        ("IBID_HOST", "  "),
        ("IBID_MONGODB_URI", "localhost:27017"),
        ("IBID_DRIVER", "mongoengine"),
        ("IBID_LOG_LEVEL", "loud"),
        ("IBID_SEED", "perhaps"),
        ("IBID_STORE_PORT", "1.5"),
        ("IBID_QUERY_SECONDS", "0"),
        ("IBID_DATABASE", " "),
        ("IBID_DATA_DIR", " "),
        ("IBID_LOG_FORMAT", "xml"),
        ("IBID_METRICS", "sometimes"),
        ("IBID_TELEMETRY", "1"),
        ("IBID_WORKERS", "0"),
    ],
)
def test_a_bad_value_is_named_with_its_variable_and_what_is_allowed(variable: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read_settings(environment={variable: value})

    (row,) = (row for row in TABLE.values() if row.variable == variable)
    assert (variable, value, row.allowed) == (caught.value.name, caught.value.value, caught.value.allowed)


@pytest.mark.parametrize(("text", "wanted"), [("1", True), ("true", True), ("No", False), ("0", False)])
def test_a_switch_is_read_in_its_usual_forms(text: str, wanted: bool) -> None:
    assert read_settings(environment={"IBID_SEED": text}).seed is wanted


def test_a_home_folder_is_found() -> None:
    assert read_settings(environment={"IBID_DATA_DIR": "~/ibid"}).data_dir == Path.home() / "ibid"
