"""Where a copy is kept: `directory` is a folder with a SQLite file, `mongo` a MongoDB; `ports` is what both do."""
