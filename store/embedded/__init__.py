"""The embedded database: a server process of its own on a data directory, started, watched and shared by Ibids."""
