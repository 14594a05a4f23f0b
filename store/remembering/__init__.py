"""What was read is kept in memory, and the feed of changes says what is no longer so (docs/caching.md)."""
