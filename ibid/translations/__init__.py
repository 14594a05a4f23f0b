"""Translations as files of translators' tools: a document's units go out as XLIFF, and come back as texts to write."""
