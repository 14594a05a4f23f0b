"""Made-up documents of the size of a corpus: the same for everybody who is measured, and the same in every run."""
