"""Discord's limits, and text kept within them (pure)."""

from __future__ import annotations

CONTENT = 2000
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FOOTER = 2048
EMBED_TOTAL = 6000
"""Characters of all texts of all embeds of a message."""


def units(text: str) -> int:
    """The length of `text` as Discord counts it: UTF-16 code units, so that an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """`text` within `most` units, cut between lines where that loses little, else between words, and never inside a link."""
    if units(text) <= most:
        return text
    kept = text
    while units(kept) > most - 2:
        kept = kept[: len(kept) - max(1, (units(kept) - most + 2) // 2)]
    for edge in ("\n", " "):
        at = kept.rfind(edge)
        if at > len(kept) * 0.6:
            kept = kept[:at]
            break
    opened = kept.rfind("[")
    if opened > kept.rfind(")") and "](" not in text[opened : opened + 1]:
        kept = kept[:opened]
    if kept.count("**") % 2:
        kept = kept[: kept.rfind("**")]
    return kept.rstrip("\\ \n") + " …"
