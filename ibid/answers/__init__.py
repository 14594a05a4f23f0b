"""Answers that are kept: under what was asked, with what they were made from, until a change touches that."""
