"""Answers: records in, records out, a whole level at a time."""
