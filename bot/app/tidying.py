"""Collecting garbage while nobody waits: to walk through all that is in memory holds up answers for 50 ms and more."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress
from typing import Any

import discord

ANSWERING = ("discord.py: on_message", "CommandTree-invoker")
"""How discord.py names the tasks that answer people."""
GARBAGE = (2_000, 5, 100_000)
"""Objects made before the young are looked through, and how often that is done before older ones are; `tidy` does the rest."""
EVERY = 120.0
"""Seconds between two collections."""
MOMENT, MOMENTS = 0.5, 7200
"""Seconds in which nobody is answered before one, and how many such moments it waits for at most: little is left to collect."""


def let_go(interaction: discord.Interaction[Any]) -> None:
    """Forgets the response of an interaction that nobody uses any more.

    discord.py ties the two to each other. A crowd leaves thousands of such knots a minute, which only the collector finds: the
    young collections take milliseconds each, and what they come upon while it is in use stays until a full one.
    """
    with suppress(AttributeError):
        del interaction._cs_response  # type: ignore[attr-defined]


def untie(fields: dict[str, Any]) -> None:
    """Takes the buttons off the view among the arguments of a message that was sent; they are tied to each other too."""
    view = fields.get("view")
    if isinstance(view, discord.ui.View):
        view.clear_items()


def answering() -> list[asyncio.Task[Any]]:
    """The tasks that are answering somebody now."""
    return [each for each in asyncio.all_tasks() if each.get_name().startswith(ANSWERING)]


async def tidy() -> None:
    """Collects all garbage now and then, in a moment in which nobody is being answered. Ends when it is cancelled."""
    while True:
        await asyncio.sleep(EVERY)
        for _ in range(MOMENTS):
            if not answering():
                break
            await asyncio.sleep(MOMENT)
        gc.collect()
