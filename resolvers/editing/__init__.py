"""Editing translations: what somebody sent, what is there, what becomes of it, and the commit that makes it so."""
