"""The GraphQL types: one file a domain noun."""
