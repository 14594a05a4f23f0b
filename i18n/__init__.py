"""Languages, negotiation, fallback, messages, formats, and how a citation is written."""
