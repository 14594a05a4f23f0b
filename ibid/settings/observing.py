"""What Ibid says of itself: logs, metrics, traces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ibid.settings.setting import setting
from ibid.settings.values import one_of, switch

LogFormat = Literal["auto", "json", "console"]
Telemetry = Literal["auto", "on", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservingSettings:
    """How it is said, and to whom."""

    log_format: LogFormat = setting(
        "IBID_LOG_FORMAT",
        one_of(*get_args(LogFormat)),
        "auto, json or console",
        "auto",
        "How logs are written: a line of JSON an event, or for people; auto is for people on a terminal.",
    )
    metrics: bool = setting(
        "IBID_METRICS", switch, "1 or 0", "1", "Whether GET /metrics answers, in the text format of Prometheus."
    )
    telemetry: Telemetry = setting(
        "IBID_TELEMETRY",
        one_of(*get_args(Telemetry)),
        "auto, on or off",
        "auto",
        "Traces and metrics by OpenTelemetry; auto is on where OTEL_EXPORTER_OTLP_ENDPOINT is set.",
    )
