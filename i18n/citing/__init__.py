"""How a citation is written: symbols, footnotes, pinpoints, and the words of each language."""
