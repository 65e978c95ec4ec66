"""Commands registered with Discord only when they changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

LOG = logging.getLogger(__name__)
NOTE = "commands.sha256"


async def register(tree: app_commands.CommandTree[Any], application_id: int, data: Path) -> None:
    """Registers the commands if they changed since this application last did; what it registered is noted in `data`.

    Where Discord does not take them the bot goes on with those that it has there, and tries again at the next start.
    """
    described = [command.to_dict(tree) for command in tree.get_commands()]
    digest = hashlib.sha256(json.dumps([application_id, described], sort_keys=True).encode()).hexdigest()
    note = data / NOTE
    if await asyncio.to_thread(_noted, note) == digest:
        LOG.info("commands unchanged")
        return
    try:
        await tree.sync()
    except discord.HTTPException as error:
        LOG.error("the commands could not be registered: %s/%s; the next start tries again", error.status, error.code)
        return
    LOG.info("%d commands registered", len(described))
    try:
        await asyncio.to_thread(note.write_text, digest, "utf-8")
    except OSError as error:
        LOG.warning("it could not be noted in %s that they are registered: %s", note, error.strerror)


def _noted(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
