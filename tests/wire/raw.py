"""REST and gateway by hand, for what discord.py would never send."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.sandbox import Sandbox
from tests.patience import PATIENCE

IDENTIFY, RESUME, HEARTBEAT = 2, 6, 1
ORDINARY = (1 << 0) | (1 << 9) | (1 << 12)
"""Guilds, and messages in servers and direct."""
CONTENT = 1 << 15


class Rest:
    """Requests with the bot's token."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self._sandbox = sandbox
        self._session = session
        self.headers: dict[str, str] = {}
        """Of the last answer, with small letters."""

    async def __call__(self, method: str, path: str, body: Any = None, token: str | None = None) -> tuple[int, Any]:
        """The status and the JSON of the answer."""
        headers = {"Authorization": f"Bot {token or self._sandbox.token}"}
        async with self._session.request(method, self._sandbox.api_url + path, json=body, headers=headers) as answer:
            self.headers = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, await answer.json() if answer.status != 204 else None


@asynccontextmanager
async def rest(sandbox: Sandbox) -> AsyncIterator[Rest]:
    """REST by hand while the block runs."""
    async with aiohttp.ClientSession() as session:
        yield Rest(sandbox, session)


class Wire:
    """One connection to the gateway, without compression."""

    def __init__(self, sandbox: Sandbox, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._sandbox = sandbox
        self._socket = socket
        self.sequence = 0

    async def send(self, op: int, data: Any) -> None:
        """Send a frame."""
        await self._socket.send_json({"op": op, "d": data})

    async def identify(self, intents: int = ORDINARY, **more: Any) -> dict[str, Any]:
        """The READY event after introducing itself."""
        await self.send(IDENTIFY, {"token": self._sandbox.token, "intents": intents, "properties": {}} | more)
        return await self.event("READY")

    async def resume(self, session_id: str, sequence: int) -> None:
        """Ask to go on with a session."""
        await self.send(RESUME, {"token": self._sandbox.token, "session_id": session_id, "seq": sequence})

    async def frame(self) -> dict[str, Any]:
        """The next frame."""
        async with asyncio.timeout(PATIENCE):
            frame: dict[str, Any] = await self._socket.receive_json()
        self.sequence = frame.get("s") or self.sequence
        return frame

    async def event(self, name: str) -> dict[str, Any]:
        """The data of the next event of that name; others are passed over."""
        while True:
            frame = await self.frame()
            if frame.get("t") == name:
                data: dict[str, Any] = frame["d"]
                return data

    async def close_code(self) -> int | None:
        """The code with which the gateway ends the connection; frames before it are passed over."""
        async with asyncio.timeout(PATIENCE):
            while not self._socket.closed:
                await self._socket.receive()
        return self._socket.close_code

    async def leave(self, code: int) -> None:
        """End the connection with a code."""
        await self._socket.close(code=code)


@asynccontextmanager
async def wire(sandbox: Sandbox) -> AsyncIterator[Wire]:
    """A connection that has been greeted."""
    async with aiohttp.ClientSession() as session, session.ws_connect(sandbox.gateway_url + "?v=10&encoding=json") as socket:
        opened = Wire(sandbox, socket)
        assert (await opened.frame())["op"] == 10
        yield opened
