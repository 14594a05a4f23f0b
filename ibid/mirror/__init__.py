"""The partner's side: a copy of an Ibid elsewhere, taken once, followed, and proved equal (docs/mirror.md).

It speaks plain HTTP and knows nothing of the server but its lines: what it does, every partner's program can do.

| module | what |
|---|---|
| `wire` | lines as they come, checked |
| `answers` | what the answers of the source are made of: parts, pages, digests |
| `source` | asking: filter, key, and what each status means |
| `patience` | trying again |
| `place` | how far a copy has come |
| `targets` | where a copy is kept: a SQLite file, or a MongoDB |
| `copying`, `following`, `verifying` | the three things that a mirror does |
| `mirror` | which of them, when |
"""
