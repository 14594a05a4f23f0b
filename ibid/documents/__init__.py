"""GraphQL documents that are known by their hash: trusted ones, and those that clients sent before."""
