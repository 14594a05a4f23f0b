"""Writes documents: Akoma Ntoso, HTML, Markdown, plain text, JSON and JSON-LD, from records."""
