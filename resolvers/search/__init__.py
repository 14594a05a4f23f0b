"""Searching: what a person typed as a query, its answers, and what is shown of each."""
