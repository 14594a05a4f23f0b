"""What the four queries must be answered, made from the tables without GraphQL: the reference of every answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.made.tables import Row

Json = Any


class Reference:
    """Answers from tables."""

    def __init__(self, tables: Mapping[str, Sequence[Row]]) -> None:
        self._documents = {row["id"]: row for row in tables["documents"]}
        self._instruments = {row["id"]: row for row in tables["instruments"]}
        self._states = {row["id"]: row for row in tables["states"]}
        self._paragraphs = _by(tables["paragraphs"], "document")
        self._footnotes = _by(tables["footnotes"], "paragraph")
        self._citations = _by(tables["citations"], "paragraph")

    def answer(self, query: str, variables: Mapping[str, Any]) -> Json:
        """The data that the query of this name is answered with."""
        answers: Mapping[str, Callable[..., Json]] = {"q1": self._q1, "q2": self._q2, "q3": self._q3, "q4": self._q4}
        return answers[query](**variables)

    def _q1(self, symbol: str) -> Json:
        row = self._documents[symbol]
        fields = ("symbol", "kind", "originalLanguage", "session", "agendaItem", "adoptedOn")
        return {"document": {field: row[field] for field in fields}}

    def _q2(self, symbol: str, languages: Sequence[str]) -> Json:
        row = self._documents[symbol]
        nodes = [
            {
                "label": each["label"],
                "position": each["position"],
                "paragraphKind": each["paragraphKind"],
                "text": _text(each["texts"], languages),
            }
            for each in self._paragraphs[symbol][:20]
        ]
        title = _text(row["titles"], languages)
        return {"document": {"symbol": symbol, "title": title, "paragraphs": {"nodes": nodes}}}

    def _q3(self, symbol: str) -> Json:
        nodes = [
            {"label": each["label"], "citations": [self._cited(one) for one in self._citations[each["id"]]]}
            for each in self._paragraphs[symbol][:120]
        ]
        return {"document": {"symbol": symbol, "paragraphs": {"nodes": nodes}}}

    def _cited(self, citation: Row) -> Json:
        instrument = self._instruments[citation["instrument"]]
        states = [self._states[code] for code in instrument["reportingStates"][:20]]
        reporting = [{field: state[field] for field in ("code", "alpha2", "m49")} for state in states]
        said = {"identifier": instrument["identifier"], "reportingStates": {"nodes": reporting}}
        return {"pinpoint": citation["pinpoint"], "instrument": said}

    def _q4(self, languages: Sequence[str]) -> Json:
        nodes = [
            {
                "symbol": row["symbol"],
                "title": {"plain": _text(row["titles"], languages)["plain"]},
                "paragraphs": {
                    "nodes": [self._noted(each, languages) for each in self._paragraphs[row["id"]][:10]],
                },
            }
            for row in list(self._documents.values())[:50]
        ]
        return {"documents": {"nodes": nodes}}

    def _noted(self, paragraph: Row, languages: Sequence[str]) -> Json:
        notes = [
            {"marker": note["marker"], "text": {"plain": _text(note["texts"], languages)["plain"]}}
            for note in self._footnotes[paragraph["id"]]
        ]
        return {"label": paragraph["label"], "text": _text(paragraph["texts"], languages), "footnotes": notes}


def _by(rows: Sequence[Row], owner: str) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[owner]].append(row)
    return found


def _text(texts: Mapping[str, str], languages: Sequence[str]) -> Json:
    language = next((tag for tag in languages if tag in texts), "en")
    return {"plain": texts[language], "language": language}
