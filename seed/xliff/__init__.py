"""XLIFF 2.1 (OASIS, 2018): a document's units for translators' tools, and back."""
