"""Forms that outlive a restart: nothing of them is held in memory, what comes back is read by its ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord import ui

LABEL, HINT, LONG, SHORT = 45, 100, 4000, 200
PATIENCE = 900.0
"""Seconds for which discord.py remembers that a form was opened; sent later, it is read all the same."""


class Form(ui.Modal):
    """A form. Whoever listens for its id takes what was sent, by `sent`; it does nothing by itself."""

    def __init__(self, *, title: str, custom_id: str) -> None:
        super().__init__(title=title[:LABEL], custom_id=custom_id, timeout=PATIENCE)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Leaves it to the listener, which answers also after a restart."""

    def text(
        self, name: str, hint: str, custom_id: str, value: str = "", *, long: bool = False, need: bool = False, most: int = 0
    ) -> ui.Label[Form]:
        """A field to write in, of at most `most` letters."""
        style = discord.TextStyle.paragraph if long else discord.TextStyle.short
        most = most or (LONG if long else SHORT)
        field: ui.TextInput[Form] = ui.TextInput(
            custom_id=custom_id, style=style, default=value[:most] or None, required=need, max_length=most
        )
        return ui.Label(text=name[:LABEL], description=hint[:HINT] or None, component=field)


def sent(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stands in each field of a form that came back, by the field's id."""
    found: dict[str, list[str]] = {}
    for item in _fields(data.get("components", ())):
        values = item.get("values")
        found[str(item["custom_id"])] = [str(v) for v in values] if values is not None else [str(item.get("value") or "")]
    return found


def _fields(components: Any) -> Iterator[Mapping[str, Any]]:
    for item in components:
        if "custom_id" in item:
            yield item
        elif "component" in item:
            yield from _fields((item["component"],))
        else:
            yield from _fields(item.get("components", ()))
