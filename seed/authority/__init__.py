"""The authority tables: what instruments, reporters and bodies are called, and what identifies them."""
