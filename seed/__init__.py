"""Files in, records out: parsers, citation linking, loading."""
