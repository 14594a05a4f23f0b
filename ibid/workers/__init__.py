"""Several processes that serve on one socket: one parent, which holds the store and keeps its workers running."""
