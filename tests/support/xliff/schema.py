"""The schema of XLIFF 2.1: our own grammar always, and the OASIS one too where this machine has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from tests.support.shared import SHARED

OFFICIAL = SHARED / "schemas" / "xliff-2.1"
"""Where the schemas folder of the OASIS standard may be; it is not kept in the repository."""


@cache
def _schemas() -> list[etree.RelaxNG | etree.XMLSchema]:
    own = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("xliff-2.1.rng"))))
    official = [OFFICIAL / name for name in ("xliff_core_2.0.xsd", "metadata.xsd")]
    core = OFFICIAL / "xliff_core_2.0.xsd"
    if not core.exists():
        return [own]
    both = "".join(
        f'<xs:import namespace="urn:oasis:names:tc:xliff:{name}:2.0" schemaLocation="{file.as_uri()}"/>'
        for name, file in zip(("document", "metadata"), official, strict=True)
    )
    wrapper = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{both}</xs:schema>'
    return [own, etree.XMLSchema(etree.fromstring(wrapper))]


def faults(content: bytes) -> list[str]:
    """What is wrong with a file by the schemas."""
    root = etree.fromstring(content)
    for schema in _schemas():
        schema.validate(root)
    return [str(error) for schema in _schemas() for error in schema.error_log]
