"""Settings: one table, read once, from the command line, then the environment, then the defaults.

A setting is named in one place, its field in one of the groups here; the table, the command line, docs/settings.md and
what is said of a bad value are made from it.
"""

from ibid.settings.access import AccessSettings
from ibid.settings.answers import AnswerSettings
from ibid.settings.limits import Limits
from ibid.settings.live import LiveSettings
from ibid.settings.reading import TABLE, Settings, read_settings
from ibid.settings.setting import BadSetting, Setting
from ibid.settings.store import StoreSettings, data_home

__all__ = [
    "TABLE",
    "AccessSettings",
    "AnswerSettings",
    "BadSetting",
    "Limits",
    "LiveSettings",
    "Setting",
    "Settings",
    "StoreSettings",
    "data_home",
    "read_settings",
]
