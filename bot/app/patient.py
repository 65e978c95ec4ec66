"""Answers to commands and buttons, sent again where the connection was lost: Discord takes the first answer alone.

Whoever used a command waits three seconds at most, so the pauses are short. discord.py gives up at once where a connection
breaks, and pauses for a second and more after a server error.
"""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bot.app.speaking import LOST

PAUSES = (0.05, 0.2, 0.4, 0.8)
"""Seconds before each further try."""
CALLBACK = "/callback"
ORIGINAL = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
ACKNOWLEDGED = 40060
"""Discord's code for an interaction that was answered before."""


class Patient(AsyncWebhookAdapter):
    """Makes the requests that answer interactions. What changes nothing when it comes twice is repeated too."""

    def __init__(self, application_id: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._application = application_id

    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Any) -> Any:
        """What Discord answers; where an answer had arrived whose receipt was lost, what its receipt would have said."""
        if route.method == "POST" and not route.path.endswith(CALLBACK):
            return await super().request(route, session, **options)
        lost = False
        for pause in (*PAUSES, None):
            try:
                return await super().request(route, session, **options)
            except discord.HTTPException as error:
                if lost and error.code == ACKNOWLEDGED:
                    return await self._receipt(route, session, options)
                raise
            except LOST:
                if pause is None:
                    raise
                lost = True
                await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _receipt(self, route: Route, session: aiohttp.ClientSession, options: dict[str, Any]) -> dict[str, Any]:
        """As Discord tells of an answer that it has taken; without the message where the answer is none."""
        kind = (options.get("payload") or {}).get("type")
        told = {"interaction": {"id": str(route.webhook_id), "type": 2}}
        asked = Route("GET", ORIGINAL, webhook_id=self._application, webhook_token=route.webhook_token)
        try:
            message = await self.request(asked, session)
        except discord.HTTPException:
            return told
        told["interaction"]["response_message_id"] = message["id"]
        return told | {"resource": {"type": kind or 4, "message": message}}


def be_patient(application_id: int) -> None:
    """From now on this task, and those that it starts, answer interactions patiently."""
    async_context.set(Patient(application_id))
