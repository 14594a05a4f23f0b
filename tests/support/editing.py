"""Editors of a served Ibid: each with a key of their own, over real HTTP."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from schema import ids
from tests.support.served import Served

UNLIMITED: Mapping[str, str] = {"IBID_RATE_KEY": "100000000", "IBID_RATE_ANONYMOUS": "100000000"}
"""For servers that tests ask faster than people can."""

_VARIANT = "language revision status digest markdown isStale isApproved basis { language revision digest }"

WRITE = f"""mutation($input: WriteTranslationsInput!) {{
  writeTranslations(input: $input) {{
    replayed cursor
    results {{
      __typename
      ... on TranslationWritten {{ unit {{ id revision }} variant {{ {_VARIANT} }} findings {{ id check severity }} }}
      ... on TranslationUnchanged {{ variant {{ {_VARIANT} }} }}
      ... on TranslationKeptAsSuggestion {{
        suggestion {{ id markdown author againstRevision }} current {{ {_VARIANT} }}
      }}
      ... on RevisionConflict {{ current {{ {_VARIANT} }} }}
      ... on ChecksFailed {{ findings {{ id check severity message waivable }} }}
      ... on LanguageNotPermitted {{ language }}
      ... on UnitNotFound {{ unitId }}
      ... on UserError {{ code message messageLanguage }}
    }}
  }}
}}"""

STEP = f"""mutation($input: TransitionVariantsInput!) {{
  transitionVariants(input: $input) {{
    replayed cursor
    results {{
      __typename
      ... on TranslationWritten {{ unit {{ id }} variant {{ {_VARIANT} }} findings {{ id }} }}
      ... on RevisionConflict {{ current {{ {_VARIANT} }} }}
      ... on ChecksFailed {{ findings {{ id check severity }} }}
      ... on UserError {{ code message messageLanguage }}
    }}
  }}
}}"""

RESTORE = WRITE.replace("WriteTranslationsInput", "RestoreVariantInput").replace(
    "writeTranslations(", "restoreVariant("
)

_numbers = count(1)


def paragraph(label: str, document: str = "A/RES/74/148") -> str:
    """The id of a paragraph."""
    return ids.encode("Paragraph", f"{document}#{label}")


def section(number: str, document: str) -> str:
    """The id of a section."""
    return ids.encode("Section", f"{document}#sec.{number}")


def item(unit: str, language: str, markdown: str, expect: int = 0, **more: Any) -> dict[str, Any]:
    """A text to write."""
    return {"unit": unit, "language": language, "markdown": markdown, "expectRevision": expect, **more}


def new_key() -> str:
    """An idempotency key that no test used yet."""
    return f"key-{os.getpid()}-{next(_numbers)}"


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody with an API key."""

    server: Served
    name: str
    key: str | None = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"} if self.key else {}

    def both(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer."""
        answer = httpx.post(
            f"{self.server.url}/graphql",
            # With escapes, which can say what no UTF-8 can.
            content=json.dumps({"query": query, "variables": variables}),
            headers={"Content-Type": "application/json", **self.headers},
            timeout=60,
        )
        return dict(answer.json())

    def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data; any error is a failure of the test."""
        body = self.both(query, **variables)
        assert "errors" not in body, body["errors"]
        return dict(body["data"])

    def send(self, *items: dict[str, Any], key: str | None = None, **more: Any) -> dict[str, Any]:
        """The payload of a write."""
        sent = {"items": list(items), "idempotencyKey": key or new_key(), **more}
        body = self.both(WRITE, input=sent)
        while [error["extensions"]["code"] for error in body.get("errors", ())] == ["TIMEOUT"]:
            # A busy machine: the same request again is answered, and not done again.
            body = self.both(WRITE, input=sent)
        assert "errors" not in body, body["errors"]
        return dict(body["data"]["writeTranslations"])

    def write(self, unit: str, language: str, markdown: str, expect: int = 0, **more: Any) -> dict[str, Any]:
        """What becomes of one text."""
        (result,) = self.send(item(unit, language, markdown, expect, **more))["results"]
        return dict(result)

    def step(self, unit: str, language: str, expect: int, to: str, **more: Any) -> dict[str, Any]:
        """What becomes of one step."""
        step = {"unit": unit, "language": language, "expectRevision": expect, "to": to, **more}
        sent = {"items": [step], "idempotencyKey": new_key()}
        (result,) = self.ask(STEP, input=sent)["transitionVariants"]["results"]
        return dict(result)

    def history(self, unit: str, language: str) -> list[dict[str, Any]]:
        """The revisions of a text, the newest first."""
        query = """query($unit: ID!, $language: LanguageTag!) { variantHistory(unit: $unit, language: $language) {
          nodes { revision status markdown author writtenBy note isApproved waivers { finding reason } } } }"""
        return list(self.ask(query, unit=unit, language=language)["variantHistory"]["nodes"])

    def suggestions(self, unit: str, language: str) -> list[dict[str, Any]]:
        """The suggestions that are open."""
        query = """query($unit: ID!, $language: LanguageTag!) { node(id: $unit) { ... on TranslatableUnit {
          suggestions(language: $language) { id markdown author againstRevision note } } } }"""
        return list(self.ask(query, unit=unit, language=language)["node"]["suggestions"])

    def working(self, unit: str, language: str) -> dict[str, Any] | None:
        """The newest text."""
        query = f"""query($unit: ID!, $language: LanguageTag!) {{ node(id: $unit) {{ ... on TranslatableUnit {{
          working(language: $language) {{ {_VARIANT} }} }} }} }}"""
        found: dict[str, Any] | None = self.ask(query, unit=unit, language=language)["node"]["working"]
        return found

    def published(self, unit: str) -> dict[str, dict[str, Any]]:
        """The texts that readers have, by language."""
        query = f"""query($unit: ID!) {{ node(id: $unit) {{ ... on TranslatableUnit {{
          variants {{ {_VARIANT} }} }} }} }}"""
        return {each["language"]: each for each in self.ask(query, unit=unit)["node"]["variants"]}

    def basis(self, unit: str, language: str = "en") -> dict[str, Any]:
        """The published text of a language, as a basis."""
        found = self.published(unit)[language]
        return {name: found[name] for name in ("language", "revision", "digest")}


def editor(server: Served, name: str, *grants: str) -> Editor:
    """Somebody with a new key that has these grants."""
    options = [word for grant in grants for word in ("--grant", grant)]
    return Editor(server, name, server.run("keys", "create", name, *options).stdout.strip())


@dataclass(frozen=True, slots=True)
class Desk:
    """The people of a translation desk, and a reader without a key."""

    server: Served
    anne: Editor
    bruno: Editor
    rita: Editor
    paul: Editor
    admin: Editor
    reader: Editor


def desk(server: Served) -> Desk:
    """Two translators, a reviewer and a publisher of several languages, and an administrator."""
    languages = "fr,es,ar,zh,ru,sw,pt-BR"
    return Desk(
        server=server,
        anne=editor(server, "Anne", f"TRANSLATOR:{languages}"),
        bruno=editor(server, "Bruno", f"TRANSLATOR:{languages}"),
        rita=editor(server, "Rita", f"REVIEWER:{languages}"),
        paul=editor(server, "Paul", f"PUBLISHER:{languages}"),
        admin=editor(server, "Ada", "ADMIN"),
        reader=Editor(server, "", None),
    )
