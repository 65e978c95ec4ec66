"""Names found in text. The only package that uses RapidFuzz."""

from bot.match.nearest import best_text, nearest, nearest_by_edits, nearest_names

__all__ = ["best_text", "nearest", "nearest_by_edits", "nearest_names"]
