"""What is wrong with a file is said: of the whole file where it cannot be read, of one unit otherwise."""

from __future__ import annotations

import pytest

from i18n.languages import Tag
from seed.unreadable import Unreadable
from seed.xliff.imported import ImportedUnit, State
from seed.xliff.names import CORE
from seed.xliff.read import read

SEGMENT = '<segment state="translated"><source>One<ph id="n1.5"/> two</source><target>{}</target></segment>'


def file(body: str, version: str = "2.1", languages: str = 'srcLang="en" trgLang="fr"', namespace: str = CORE) -> bytes:
    return (
        f'<xliff xmlns="{namespace}" version="{version}" {languages}><file id="f1" original="A/RES/1/1">'
        f"{body}</file></xliff>"
    ).encode()


def unit(target: str) -> ImportedUnit:
    (read_,) = read(file(f'<unit id="u-1" name="K">{SEGMENT.format(target)}</unit>')).units
    return read_


def codes(read_: ImportedUnit) -> set[str]:
    return {each.code for each in read_.problems} - {"XLIFF_BASIS_LOST"}


REFUSED = {
    "another format": (b"<akomaNtoso/>", "XLIFF_OTHER"),
    "an old version": (file("", "1.2"), "XLIFF_OTHER"),
    "another namespace": (file("", namespace="urn:x"), "XLIFF_OTHER"),
    "no target language": (file("", languages='srcLang="en"'), "XLIFF_LANGUAGE"),
    "no language": (file("", languages='srcLang="?" trgLang="fr"'), "XLIFF_LANGUAGE"),
    "an external type": (b'<!DOCTYPE xliff SYSTEM "file:///etc/passwd">' + file(""), "XLIFF_DOCTYPE"),
    "entities": (b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + file("&c;"), "XLIFF_DOCTYPE"),
    "great depth": (file("<group>" * 5_000 + "</group>" * 5_000), "XML_TOO_DEEP"),
    "cut off": (file("")[:-5], "XML_BROKEN"),
    "another encoding": (file("").decode().encode("utf-16"), "XML_ENCODING"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_understood_is_refused(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(Unreadable) as caught:
        read(content)
    assert caught.value.code == code


def test_a_file_into_another_language_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read(file(""), target=Tag("es"))
    assert (caught.value.code, caught.value.params["words"]) == ("XLIFF_LANGUAGE", "fr")


@pytest.mark.parametrize(("version", "namespace"), [("2.0", CORE), ("2.1", CORE), ("2.2", CORE.replace("2.0", "2.2"))])
def test_versions_2_0_to_2_2_are_read(version: str, namespace: str) -> None:
    (one,) = read(file(f'<unit id="u-K">{SEGMENT.format("x")}</unit>', version, namespace=namespace)).units
    assert (one.key, one.markdown) == ("K", "x")


def test_codes_that_are_lost_repeated_or_unknown_are_that_unit_s_problem() -> None:
    assert codes(unit('Un<ph id="n1.5"/> deux')) == set()
    assert codes(unit("Un deux")) == {"XLIFF_CODE_LOST"}
    assert codes(unit('<ph id="n1.5"/><ph id="n1.5"/>')) == {"XLIFF_CODE_REPEATED"}
    assert codes(unit('<ph id="n1.5"/><ph id="n1.6"/>')) == {"XLIFF_CODE_UNKNOWN"}
    assert codes(unit('<ph id="n1.5"/><sc id="e1"/>deux')) == {"XLIFF_CODE_UNPAIRED"}
    assert codes(unit('<ph id="n1.5"/>deux<ec startRef="e1"/>')) == {"XLIFF_CODE_UNPAIRED"}
    assert codes(unit('<ph id="n1.5"/><pc id="b7" type="link">deux</pc>')) == {"XLIFF_CODE_UNKNOWN"}


def test_emphasis_in_emphasis_is_one() -> None:
    assert unit('<pc id="e1">a<pc id="e2">b</pc>c</pc><ph id="n1.5"/>').markdown == "*abc*[^5]"


def test_a_problem_says_its_unit_and_line() -> None:
    problem = next(each for each in unit("Un deux").problems if each.code == "XLIFF_CODE_LOST")
    assert problem.params == {"unit": "K", "line": "1", "code": "n1.5"}


def test_an_empty_target_is_no_translation() -> None:
    assert unit("").markdown is None


def test_a_unit_that_is_half_translated_has_that_problem_and_the_least_state() -> None:
    half = (
        '<segment state="final"><source>A.</source><target>B.</target></segment><segment><source>C.</source></segment>'
    )
    (one,) = read(file(f'<unit id="u-1" name="K">{half}</unit>')).units
    assert codes(one) == {"XLIFF_SEGMENT_MISSING"}
    assert one.state is State.INITIAL


def test_targets_stand_in_the_order_that_they_state() -> None:
    both = (
        '<segment><source>A </source><target order="2">b</target></segment>'
        '<segment><source>B</source><target order="1">a </target></segment>'
    )
    (one,) = read(file(f'<unit id="u-1" name="K">{both}</unit>')).units
    assert one.markdown == "a b"


def test_a_unit_that_the_file_has_twice_is_refused_both_times() -> None:
    twice = f'<unit id="u-1" name="K">{SEGMENT.format("x")}</unit>' * 2
    assert all("XLIFF_UNIT_REPEATED" in codes(each) for each in read(file(twice)).units)


def test_a_source_that_the_tool_has_changed_is_noticed() -> None:
    meta = (
        '<mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"><mda:metaGroup category="ibid">'
        '<mda:meta type="sourceRevision">1</mda:meta><mda:meta type="sourceDigest">ab</mda:meta>'
        '<mda:meta type="sourceWords">ab</mda:meta></mda:metaGroup></mda:metadata>'
    )
    (one,) = read(file(f'<unit id="u-1" name="K">{meta}{SEGMENT.format("x")}</unit>')).units
    assert "XLIFF_SOURCE_CHANGED" in codes(one)
