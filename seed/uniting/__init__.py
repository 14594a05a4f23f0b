"""Uniting a document's languages: which unit of one language is which unit of another.

Units are found by their printed numbers and their places, never by the identifiers of a file, which differ between the
languages of the United Nations' own mark-up.
"""

from seed.uniting.united import United
from seed.uniting.uniting import unite

__all__ = ["United", "unite"]
