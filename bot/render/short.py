"""Plain text for the labels of menus and buttons, which take no Markdown (pure)."""

from __future__ import annotations

from bot.render.limits import units
from bot.render.taming import tame

LABEL = 100


def short(text: str, most: int = LABEL) -> str:
    """`text` within `most` units; "?" where nothing of it can be shown."""
    kept = tame(text) or "?"
    if units(kept) <= most:
        return kept
    while units(kept) > most - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
