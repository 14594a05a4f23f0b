"""Copies kept by partners, over HTTP: everything at once, what changed since, and proof that both are the same."""
