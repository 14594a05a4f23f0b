"""Brings parsed documents into the store, whole or not at all: `load` gives an outcome a file."""

from seed.loading.load import load
from seed.loading.outcomes import Outcome, Result
from seed.loading.sources import SEED_CORPUS

__all__ = ["SEED_CORPUS", "Outcome", "Result", "load"]
