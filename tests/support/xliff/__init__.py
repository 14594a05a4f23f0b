"""What holds written files to XLIFF 2.1, and what does to them what translators' tools do."""
