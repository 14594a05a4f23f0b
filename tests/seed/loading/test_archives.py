"""Zips of documents: members are read where they are, and what a zip says of itself is not believed."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from i18n.languages import OFFICIAL, Tag
from i18n.messages import message
from seed.loading import archives
from seed.loading.files import SourceFile
from seed.loading.sources import sources
from seed.unreadable import Unreadable


def zipped(path: Path, members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def code_of(file: SourceFile) -> str:
    with pytest.raises(Unreadable) as refused:
        file.read()
    for language in OFFICIAL:
        said = message(refused.value.code, [Tag(language)], {"file": file.name, **refused.value.params})
        assert file.name in said.text
        assert "…" not in said.text
    return refused.value.code


def test_files_folders_zips_and_folders_with_zips_are_one_list(tmp_path: Path) -> None:
    folder = tmp_path / "GA"
    folder.mkdir()
    (folder / "one.xml").write_bytes(b"<one/>")
    (folder / "readme.pdf").write_bytes(b"%PDF")
    zipped(folder / "GA_75.zip", {"French/2_F.xml": b"<two/>", "French/notes.pdf": b"", "__MACOSX/._2_F.xml": b""})
    (tmp_path / "three.anything").write_bytes(b"<three/>")
    found = sources([folder, tmp_path / "three.anything", folder / "GA_75.zip"])

    assert ["GA_75.zip!French/2_F.xml", "one.xml", "three.anything"] == [file.name for file in found]
    assert [b"<two/>", b"<one/>", b"<three/>"] == [file.read() for file in found]
    assert [".xml", ".xml", ".anything"] == [file.suffix for file in found]


def test_nothing_is_unpacked_to_disk(tmp_path: Path) -> None:
    """A name that climbs out of its folder is a name, and signs that would disturb a terminal are gone from it."""
    inside = tmp_path / "in"
    inside.mkdir()
    zipped(inside / "a.zip", {"../../evil.xml": b"<a/>", "/etc/evil.xml": b"<b/>", "c\x1b[2J\u202e.xml": b"<c/>"})
    found = sources([inside / "a.zip"])

    assert {b"<a/>", b"<b/>", b"<c/>"} == {file.read() for file in found}
    assert all(file.name.isprintable() for file in found)
    assert [inside, inside / "a.zip"] == sorted(tmp_path.rglob("*"))


def test_a_zip_that_is_none_is_a_source_that_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"not a zip")
    (found,) = sources([tmp_path])

    assert ("a.zip", "ARCHIVE_BROKEN") == (found.name, code_of(found))


def test_a_zip_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"1.xml": b"<a/>" * 1000})
    whole.write_bytes(whole.read_bytes()[:-40])
    (found,) = sources([whole])

    assert "ARCHIVE_BROKEN" == code_of(found)


def test_a_member_that_is_damaged_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"1.xml": b"A" * 50, "2.xml": b"<b/>"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"A" * 50, b"A" * 49 + b"B"))
    one, two = sources([path])

    assert "ARCHIVE_BROKEN" == code_of(one)
    assert b"<b/>" == two.read()


def test_a_member_that_grows_as_no_text_does_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"bomb.xml": b"\0" * (10 * 2**20), "good.xml": b"<b/>"})
    bomb, good = sources([path])

    assert "ARCHIVE_DENSE" == code_of(bomb)
    assert b"<b/>" == good.read()


def test_a_member_larger_than_a_document_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"large.xml": b"x" * (archives.LARGEST + 1)})
    (large,) = sources([path])

    assert "FILE_TOO_LARGE" == code_of(large)


def test_a_member_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """The sizes of its entry are set to a few bytes; what is in it is not what they say."""
    path = zipped(tmp_path / "a.zip", {"bomb.xml": b"\0" * (10 * 2**20)})
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", 10 * 2**20), struct.pack("<I", 100)))
    (bomb,) = sources([path])

    assert "ARCHIVE_BROKEN" == code_of(bomb)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"1.xml": b"<a/>"}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    (found,) = sources([path])

    assert "ARCHIVE_ENCRYPTED" == code_of(found)


def test_a_zip_in_a_zip_is_refused_and_what_is_beside_it_is_read(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"1.xml": b"<a/>"}).read_bytes()
    (tmp_path / "inner.zip").unlink()
    path = zipped(tmp_path / "a.zip", {"inner.zip": inner, "2.xml": b"<b/>"})
    found = {file.name: file for file in sources([path])}

    assert "ARCHIVE_NESTED" == code_of(found["a.zip!inner.zip"])
    assert b"<b/>" == found["a.zip!2.xml"].read()


def test_a_zip_without_documents_is_refused(tmp_path: Path) -> None:
    (found,) = sources([zipped(tmp_path / "a.zip", {"photo.jpg": b"", "folder/": b""})])

    assert "ARCHIVE_EMPTY" == code_of(found)


def test_a_zip_that_says_it_holds_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST", 3)
    (found,) = sources([zipped(tmp_path / "a.zip", {"1.xml": b"<a/>"})])

    assert "ARCHIVE_TOO_LARGE" == code_of(found)


def test_a_zip_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"1.xml": b"<a/>"})
    assert b"<a/>" == sources([path])[0].read()
    zipped(path, {"1.xml": b"<other/>"})

    assert b"<other/>" == sources([path])[0].read()


def test_a_member_that_is_gone_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"1.xml": b"<a/>"})

    assert "ARCHIVE_BROKEN" == code_of(SourceFile(path, "2.xml"))
