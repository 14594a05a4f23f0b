"""Finds what each citation points to."""
