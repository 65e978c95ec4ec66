"""Discord's limits (pure)."""

from __future__ import annotations

CONTENT = 2000
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_TOTAL = 6000
"""Characters of all texts of all embeds of a message."""
URL = 2048


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units, so that an emoji is two: never less than Discord counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
