"""Backups: one archive of everything that is not made of something else, and a database made again from it."""
