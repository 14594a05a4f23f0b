"""The authority table of instruments: what it knows, that it holds together, and what it refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from i18n.languages import OFFICIAL, Tag
from seed.authority.entries import AuthorityEntry, BadAuthorityData, containers, entry
from seed.authority.instruments import checked, load_instruments, read_families
from store.keys import fold
from store.records import InstrumentKind, TreatySeriesEntry
from tests.support.shared import gold

EN = Tag("en")
BY_NAME = ("treaty:", "group:", "ILO:", "ICJ:", "IACtHR:", "SDG", "doc:", "body:", "forum:", "event:", "mandate:")
"""The schemes of identifiers that only a table can know; a document is known by its symbol."""

ADOPTED = (InstrumentKind.TREATY, InstrumentKind.DECLARATION, InstrumentKind.COMPACT, InstrumentKind.AGENDA)


@pytest.fixture(name="table", scope="module")
def _table() -> Mapping[str, AuthorityEntry]:
    return {item.identifier: item for item in load_instruments()}


def ancestors(table: Mapping[str, AuthorityEntry], identifier: str) -> list[str]:
    """What an entry is part of, nearest first."""
    found = []
    parent = table[identifier].part_of
    while parent is not None:
        found.append(parent)
        parent = table[parent].part_of
    return found


class TestWhatItKnows:
    def test_everything_that_the_founding_documents_name(self, table: Mapping[str, AuthorityEntry]) -> None:
        """An identifier that no symbol gives is an entry, and the title in the document is one of its names.

        "Protocols thereto" is left out: it needs its context.
        """
        for identifier, known in gold("mentions_resolution.json")["registry"].items():
            if identifier.startswith(BY_NAME):
                names = [fold(name) for name in table[identifier].names[EN]]
                title = fold(known["title"] or "")
                assert title == "protocols thereto" or any(title in name for name in names), identifier

    def test_the_places_in_the_treaty_series_that_footnotes_print(self, table: Mapping[str, AuthorityEntry]) -> None:
        """Volume and registration number as in the footnotes of A/RES/74/148, each of them."""
        documents = gold("footnotes_resolution.json")["documents"]
        cited = [c for d in documents.values() for note in d["footnotes"] for c in note["citations"] if "locator" in c]
        assert len(cited) == 12
        for citation in cited:
            (volumes, registration), *_ = re.findall(r"UNTS vols? ([\d,]+) no (\d+)", citation["locator"])
            places = tuple(TreatySeriesEntry(volume, registration) for volume in volumes.split(","))
            assert table[citation["target"]["id"]].treaty_series == places

    @pytest.mark.parametrize(
        ("identifier", "language", "name"),
        [
            ("A/RES/73/195#annex", "en", "Global Compact for Migration"),
            ("A/RES/73/195#annex", "es", "Pacto Mundial para la Migración"),
            ("A/RES/70/1", "en", "2030 Agenda"),
            ("A/RES/70/1", "zh", "2030年可持续发展议程"),
            ("treaty:ICRMW", "ru", "Международная конвенция о защите прав всех трудящихся-мигрантов и членов их семей"),
            ("treaty:ICRMW", "ar", "الاتفاقية الدولية لحماية حقوق جميع العمال المهاجرين وأفراد أسرهم"),
            ("treaty:UNCLOS", "fr", "Convention des Nations Unies sur le droit de la mer"),
            ("SDG:10.7", "en", "target 10.7"),
            ("SDG:10.7", "fr", "cible 10.7"),
            ("SDG:8", "en", "Sustainable Development Goal 8"),
            ("A/CONF.189/12#chap.I", "fr", "Déclaration et Programme d’action de Durban"),
        ],
    )  # fmt: skip
    def test_short_titles_and_other_names(
        self, table: Mapping[str, AuthorityEntry], identifier: str, language: str, name: str
    ) -> None:
        assert name in table[identifier].names[Tag(language)]

    def test_the_seventeen_goals_and_their_169_targets(self, table: Mapping[str, AuthorityEntry]) -> None:
        numbers = [name.removeprefix("SDG:") for name in table if name.startswith("SDG:")]
        assert len([number for number in numbers if "." not in number]) == 17
        assert len([number for number in numbers if "." in number]) == 169
        assert {"1.b", "3.d", "8.8", "10.7", "16.10", "17.19"} <= set(numbers)
        assert {"10.8", "17.a", "18", "1.c"}.isdisjoint(numbers)

    @pytest.mark.parametrize(
        ("identifier", "expected"),
        [
            ("SDG:10.7", ["SDG:10", "SDG", "A/RES/70/1"]),
            ("A/RES/73/195#annex", ["A/RES/73/195"]),
            ("treaty:ICCPR", ["group:COVENANTS", "group:CORE-HUMAN-RIGHTS-TREATIES"]),
            ("treaty:UNTOC-P-SMUGGLING", ["group:UNTOC-PROTOCOLS"]),
            ("treaty:CRPD", ["group:CORE-HUMAN-RIGHTS-TREATIES"]),
            ("treaty:UNCAC", []),
            ("A/RES/217(III)[A]", []),
        ],
    )
    def test_what_is_part_of_what(
        self, table: Mapping[str, AuthorityEntry], identifier: str, expected: list[str]
    ) -> None:
        """An adopted annex is part of its resolution; a treaty is not, though it stands in one."""
        assert ancestors(table, identifier) == expected

    def test_adoption_and_place(self, table: Mapping[str, AuthorityEntry]) -> None:
        compact = table["A/RES/73/195#annex"]
        assert (compact.kind, str(compact.symbol), compact.pinpoint) == (
            InstrumentKind.COMPACT,
            "A/RES/73/195",
            "annex",
        )
        assert table["treaty:ICPPED"].adopted_on == date(2006, 12, 20)
        assert (str(table["treaty:ICPPED"].symbol), table["treaty:ICPPED"].pinpoint) == ("A/RES/61/177", "annex")


class TestItHoldsTogether:
    def test_it_is_read_once(self) -> None:
        assert load_instruments() is load_instruments()

    def test_titles_in_all_six_languages(self) -> None:
        """At least 95 % of what was adopted (treaties, declarations, compacts, agendas) has six titles."""
        adopted = [item for item in load_instruments() if item.kind in ADOPTED]
        partial = {item.identifier: sorted(set(OFFICIAL) - set(item.titles)) for item in adopted}
        missing = {identifier: languages for identifier, languages in partial.items() if languages}
        assert len(adopted) > 150
        assert len(missing) <= 0.05 * len(adopted), missing

    def test_a_symbol_is_the_identifier_of_what_it_names(self) -> None:
        """An instrument that is one document, or stands in one, is called by that symbol; a treaty has its own name."""
        for item in load_instruments():
            if item.symbol is not None and item.kind is not InstrumentKind.TREATY:
                assert item.identifier.partition("#")[0] == str(item.symbol)
                assert ("#" in item.identifier) == (item.pinpoint is not None)

    def test_no_name_needs_its_context(self) -> None:
        """What was named before decides what "the Convention" is, so it is no name."""
        generic = {"convention", "covenant", "protocol", "declaration", "agenda", "compact", "treaty", "charter", "the"}
        for item in load_instruments():
            for names in item.names.values():
                assert generic.isdisjoint(fold(name) for name in names), item.identifier

    def test_no_name_is_there_twice(self) -> None:
        """An alias is another name than the title, also when case and accents are put aside."""
        for item in load_instruments():
            for language, names in item.names.items():
                folded = [fold(name) for name in names]
                assert len(folded) == len(set(folded)), (item.identifier, language)


ROW = {"identifier": "treaty:X", "kind": "TREATY", "titles": {"en": "Convention on X"}}
PLACED = {"identifier": "P", "kind": "TREATY", "symbol": "A/RES/1/1", "pinpoint": "annex"}


class TestWhatItRefuses:
    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ([], "an entry is an object"),
            ({"kind": "TREATY"}, "an entry has an identifier"),
            (ROW | {"title": "X"}, "fields that no entry has: title"),
            (ROW | {"kind": "CONVENTION"}, "'CONVENTION' is not a valid InstrumentKind"),
            ({"identifier": "treaty:X"}, "'' is not a valid InstrumentKind"),
            (ROW | {"titles": {"eng": "X"}}, "languages that the table has not: eng"),
            (ROW | {"titles": "X"}, "titles that are not by language"),
            (ROW | {"titles": {"en": " X"}}, "' X' where words are needed"),
            (ROW | {"titles": {"en": "A  B"}}, "'A  B' where words are needed"),
            (ROW | {"aliases": {"en": "X"}}, "aliases that are no list"),
            (ROW | {"aliases": {"en": [""]}}, "'' where words are needed"),
            (ROW | {"symbol": "no symbol"}, "is not a document symbol"),
            (ROW | {"adopted_on": "1990-13-01"}, "month must be in 1..12"),
            (ROW | {"treaty_series": {}}, "that are no list"),
            (ROW | {"treaty_series": [{"volume": "1"}]}, "not a volume and a registration"),
        ],
    )
    def test_a_wrong_row(self, row: object, reason: str) -> None:
        with pytest.raises(BadAuthorityData, match=re.escape(reason)):
            entry(row, "x.json")

    @pytest.mark.parametrize(
        ("other", "reason"),
        [
            (ROW, "treaty:X is there twice"),
            (ROW | {"identifier": "treaty:Y"}, "treaty:Y 'Convention on X' (en) names treaty:X too"),
            (ROW | {"identifier": "treaty:Y", "titles": {"en": "CONVENTION on x"}}, "names treaty:X too"),
            ({"identifier": "Y", "kind": "OTHER", "aliases": {"en": ["Convention on X"]}}, "names treaty:X too"),
            ({"identifier": "Y", "kind": "OTHER", "part_of": "Z"}, "Y is part of Z, which is not in the table"),
            ({"identifier": "Y", "kind": "OTHER", "part_of": "Y"}, "Y is part of itself"),
            (PLACED | {"identifier": "Y"}, "Y stands where P does"),
        ],
    )  # fmt: skip
    def test_a_table_that_contradicts_itself(self, other: object, reason: str) -> None:
        with pytest.raises(BadAuthorityData, match=re.escape(reason)):
            checked((entry(ROW), entry(PLACED), entry(other)))

    def test_the_same_name_in_two_languages_is_no_clash(self) -> None:
        other = {"identifier": "Y", "kind": "OTHER", "aliases": {"fr": ["Convention on X"]}}
        assert len(checked((entry(ROW), entry(other)))) == 2

    def test_an_error_names_the_file_and_the_entry(self, tmp_path: Path) -> None:
        (tmp_path / "family.json").write_text(json.dumps([ROW | {"kind": "?"}]), encoding="utf-8")
        with pytest.raises(BadAuthorityData, match=r"^family\.json: treaty:X '\?' is not") as caught:
            read_families(tmp_path)
        assert (caught.value.file, caught.value.identifier) == ("family.json", "treaty:X")

    @pytest.mark.parametrize("content", ["{", "{}", '"x"'])
    def test_a_file_that_is_no_family(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "family.json").write_text(content, encoding="utf-8")
        with pytest.raises(BadAuthorityData, match=r"^family\.json: "):
            read_families(tmp_path)


class TestContainers:
    PART = ROW | {"identifier": "A/RES/1/1#annex", "kind": "DECLARATION", "symbol": "A/RES/1/1", "pinpoint": "annex"}

    def test_an_adopted_part_brings_its_document(self) -> None:
        """The resolution is an instrument of its own, known by its symbol: it has no title here."""
        part = entry(self.PART)
        (document,) = containers((part,))
        assert (document.identifier, document.kind, document.titles) == ("A/RES/1/1", InstrumentKind.RESOLUTION, {})
        assert part.part_of == "A/RES/1/1"

    def test_a_document_with_an_entry_is_not_made_again(self) -> None:
        document = entry({"identifier": "A/RES/1/1", "kind": "RESOLUTION", "symbol": "A/RES/1/1"})
        assert list(containers((entry(self.PART), document))) == []

    def test_a_treaty_is_not_part_of_the_resolution_that_opened_it(self) -> None:
        treaty = entry(self.PART | {"identifier": "treaty:X", "kind": "TREATY"})
        assert (treaty.part_of, list(containers((treaty,)))) == (None, [])

    def test_a_conference_report_is_a_report(self) -> None:
        part = {"identifier": "A/CONF.1/2#annex", "kind": "AGENDA", "symbol": "A/CONF.1/2", "pinpoint": "annex"}
        (document,) = containers((entry(part),))
        assert document.kind is InstrumentKind.REPORT
