"""Compiled operations as Ibid serves them: known by their text, within the limits, watched like all others."""

from ibid.compiled.operations import Known, Operations

__all__ = ["Known", "Operations"]
