"""The chat page with the real bot behind it."""
