"""A question's text read into what is wanted, of whom and what, within which limits (pure)."""
