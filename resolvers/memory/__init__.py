"""Translation memory: how what is like a text was translated, and the official forms of the names in it."""
