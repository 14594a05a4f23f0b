"""How much one client may ask for: of a document, of an operation, at once, and a minute."""
