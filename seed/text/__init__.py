"""Reads United Nations documents that circulate as plain text."""
