"""How a command ends when it cannot do its work: one line that says what, where and what to do, and an exit code.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | some input was refused, or a check found differences |
| 2 | the command line or a setting is wrong |
| 3 | the store cannot be used: missing, busy, of another version, not answering |
| 4 | the address to serve on is taken |
| 5 | the Ibid to be copied cannot be: it does not answer, refuses the key, or is none |
| 70 | an error of Ibid's own; the log has it under the reference that is printed |
| 130 | stopped by the user |
"""

from __future__ import annotations

import locale
import logging
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn

import typer
from rich.console import Console

from i18n.languages import EN, Tag
from i18n.messages import message
from i18n.tags import BadLanguageTag, parse_tag
from ibid.documents.trusted import BadTrustedDocument
from ibid.mirror.errors import BadURL, Differs, SourceError, TargetError
from ibid.serving import PortTaken
from ibid.settings import BadSetting
from seed.unreadable import Unreadable
from store.errors import BadArchive, StoreError

REFUSED, USAGE, STORE, PORT, SOURCE, BUG, STOPPED = 1, 2, 3, 4, 5, 70, 130

errors = Console(stderr=True, soft_wrap=True, highlight=False)
_log = logging.getLogger("ibid.cli")


def language() -> Tag:
    """The language that the user's environment asks for (LC_ALL, LC_MESSAGES, LANG), else English."""
    name = (locale.getlocale(locale.LC_MESSAGES)[0] or "").replace("_", "-")
    try:
        return parse_tag(name) if name and name not in {"C", "POSIX"} else EN
    except BadLanguageTag:
        return EN


def say(code: str, params: Mapping[str, str]) -> str:
    """The message of a code in the user's language."""
    return message(code, [language()], params).text


def refuse(code: str, params: Mapping[str, str]) -> None:
    """Say why some of the input is refused, and go on: a line with the message and its code."""
    errors.print(f"{say(code, params)} ({code})", style="red", markup=False)


@contextmanager
def failing_well() -> Iterator[None]:
    """Turn what can go wrong in a command into a line and an exit code."""
    try:
        yield
    except (BadSetting, BadTrustedDocument, BadURL) as error:
        fail(error, USAGE)
    except PortTaken as error:
        fail(error, PORT)
    except (Unreadable, Differs, BadArchive) as error:
        fail(error, REFUSED)
    except (StoreError, TargetError) as error:
        fail(error, STORE)
    except SourceError as error:
        fail(error, SOURCE)
    except KeyboardInterrupt:
        errors.print("Stopped. What was done is kept; the same command goes on from there.")
        raise typer.Exit(STOPPED) from None
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        reference = uuid.uuid4().hex[:12]
        _log.exception("unexpected", extra={"reference": reference})
        errors.print(f"[bold red]{_escaped(say('INTERNAL', {'reference': reference}))}[/]")
        raise typer.Exit(BUG) from error


def fail(error: Exception, status: int) -> NoReturn:
    """End with an error's message."""
    code = str(getattr(error, "code", "INTERNAL"))
    errors.print(f"[bold red]{_escaped(say(code, params_of(error)))}[/] [dim]({code})[/]")
    detail = str(error).strip()
    if (status == STORE or isinstance(error, BadArchive)) and detail:
        errors.print(f"[dim]{_escaped(detail)}[/]")
    raise typer.Exit(status) from error


def params_of(error: Exception) -> dict[str, str]:
    """What fills an error's message: its own `params`, or its fields."""
    given: Any = getattr(error, "params", None)
    if isinstance(given, Mapping):
        return {str(name): str(value) for name, value in given.items()}
    names = [field.name for field in fields(error)] if is_dataclass(error) else list(vars(error))
    return {name: str(getattr(error, name)) for name in names}


def _escaped(text: str) -> str:
    """Text that rich prints as it stands."""
    return text.replace("[", r"\[")
