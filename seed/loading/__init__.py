"""Brings parsed documents into the store, whole or not at all."""
