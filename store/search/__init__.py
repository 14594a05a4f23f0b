"""The index that searching is answered from: derived from records, kept in immutable segments, made anew at any time.

Pure: no driver, no clock. docs/search.md says how a query is answered, docs/adr why it is built this way.
"""
