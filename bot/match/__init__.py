"""Names found in text. The only package that uses RapidFuzz."""

from bot.match.nearest import nearest

__all__ = ["nearest"]
