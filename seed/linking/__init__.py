"""Finds what each citation points to: `link` takes a parsed document and the authority table."""

from seed.linking.authority import Authority
from seed.linking.link import link
from seed.linking.linked import Linked, LinkedCitation, UnitKind

__all__ = ["Authority", "Linked", "LinkedCitation", "UnitKind", "link"]
