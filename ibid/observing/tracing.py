"""Traces: nothing, unless OpenTelemetry is asked for. Who asks for it and lacks it is told what to install."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from typing import Any, Protocol

from ibid.observing.exchange import Exchange
from ibid.settings import BadSetting, Settings
from store.calls import Call

_ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)
_SDK, _EXPORTER = "opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http"


_NOTHING: AbstractContextManager[object] = nullcontext()


class TelemetryMissing(BadSetting):
    """OpenTelemetry is asked for, by a variable, and is not installed."""

    code = "TELEMETRY_MISSING"


class Tracing(Protocol):
    """Who follows a request through its parts. Where it is not on, it need not be told anything."""

    is_on: bool

    def began(self, exchange: Exchange) -> object:
        """Follow an exchange, from a trace that its client began where it did."""
        ...

    def ended(self, exchange: Exchange, begun: Any) -> None:
        """Follow it no longer."""
        ...

    def part(self, name: str) -> AbstractContextManager[object]:
        """Follow a part of what is being followed."""
        ...

    def describe(self, operation: str | None, kind: str) -> None:
        """Say of the part that is being followed that it is an operation of this name and kind."""
        ...

    def call(self, call: Call) -> None:
        """Note a command to the database, which has just ended."""
        ...

    def close(self) -> None:
        """Hand over what was noted, and end."""
        ...


class NoTracing:
    """Follows nothing."""

    is_on = False

    def began(self, _exchange: Exchange) -> None:
        """Follow nothing."""

    def ended(self, _exchange: Exchange, _begun: Any) -> None:
        """Follow nothing."""

    def part(self, _name: str) -> AbstractContextManager[object]:
        """Follow nothing."""
        return _NOTHING

    def describe(self, _operation: str | None, _kind: str) -> None:
        """Say nothing."""

    def call(self, _call: Call) -> None:
        """Note nothing."""

    def close(self) -> None:
        """Do nothing."""


def is_wanted(settings: Settings, environment: Mapping[str, str] | None = None) -> bool:
    """Whether OpenTelemetry is asked for. Raises TelemetryMissing where it is not installed."""
    variables = os.environ if environment is None else environment
    variable, value = _asking(settings, variables)
    if variable and not _is_installed():
        raise TelemetryMissing(variable, value, "installed: ibid-undocs[telemetry]")
    return bool(variable)


def build_tracing(settings: Settings) -> Tracing:
    """What the settings ask for. Raises TelemetryMissing."""
    if not is_wanted(settings):
        return NoTracing()
    from ibid.observing.telemetry import Telemetry  # noqa: PLC0415  # an extra, which need not be installed

    return Telemetry.exporting()


def _asking(settings: Settings, variables: Mapping[str, str]) -> tuple[str, str]:
    """The variable that asks for it, and its value; nothing where none does."""
    wanted = settings.observing.telemetry
    if wanted == "off" or variables.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return "", ""
    if wanted == "on":
        return "IBID_TELEMETRY", wanted
    return next(((name, variables[name]) for name in _ENDPOINTS if variables.get(name)), ("", ""))


def _is_installed() -> bool:
    try:
        return find_spec(_SDK) is not None and find_spec(_EXPORTER) is not None
    except ModuleNotFoundError:
        return False
