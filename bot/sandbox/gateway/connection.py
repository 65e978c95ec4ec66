"""One connection of the gateway, from hello to goodbye."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.faults import Faults
from bot.sandbox.gateway.frames import Pack, encode
from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import Json

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    0,
    1,
    2,
    3,
    4,
    6,
    7,
    8,
    9,
    10,
    11,
)
UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED, WRONG_TOKEN, ALREADY, BAD_SEQUENCE = 4001, 4002, 4003, 4004, 4005, 4007
TOO_MANY, TIMED_OUT, BAD_SHARD, BAD_INTENTS, DISALLOWED_INTENTS = 4008, 4009, 4010, 4013, 4014
MOST_IN_A_MINUTE = 120


class Closing(Exception):
    """The gateway ends the connection with this code."""

    def __init__(self, code: int, reason: str = "") -> None:
        self.code = code
        self.reason = reason
        super().__init__(reason)


class Connection:
    """Carries frames; what they mean is decided by `handle`, which gets each frame of the bot."""

    def __init__(self, request: web.Request, pack: Pack | None, faults: Faults, heartbeat: float) -> None:
        self.socket = web.WebSocketResponse(max_msg_size=1 << 20, compress=False, autoping=True)
        self.session: Session | None = None
        self.ended_by_bot: int | None = None
        self.on_sent: Callable[[Json], None] = lambda _frame: None
        """Told of each event that went out to a bot that still reads: not after it was told to leave the connection."""
        self._request = request
        self._pack = pack
        self._faults = faults
        self._heartbeat = heartbeat
        self._frames: asyncio.Queue[Json] = asyncio.Queue()
        self._sent_away = False
        self._counted = 0
        self._counting_since = 0.0

    def send(self, frame: Json) -> None:
        """Put a frame on its way."""
        self._frames.put_nowait(frame)

    def drop(self) -> None:
        """Cut the connection without a word, as a network does."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def close(self, code: int, reason: str = "") -> None:
        """Close it with a code."""
        await self.socket.close(code=code, message=reason.encode())

    async def run(self, handle: Callable[[Connection, Json], None]) -> None:
        """Greet, then pass frames both ways until one side ends it."""
        await self.socket.prepare(self._request)
        self.send({"op": HELLO, "t": None, "s": None, "d": {"heartbeat_interval": int(self._heartbeat * 1000), "_trace": []}})
        writer = asyncio.create_task(self._write())
        try:
            await self._read(handle)
        except Closing as closing:
            await self.close(closing.code, closing.reason)
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)

    async def _read(self, handle: Callable[[Connection, Json], None]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                # Discord gives a bot about one and a half intervals before it takes it for dead.
                message = await self.socket.receive(timeout=self._heartbeat * 1.5)
            except TimeoutError:
                raise Closing(TIMED_OUT, "Session timed out.") from None
            if message.type is not WSMsgType.TEXT:
                self.ended_by_bot = self.socket.close_code
                return
            self._count(loop.time())
            handle(self, _decode(message.data))

    def _count(self, now: float) -> None:
        if now - self._counting_since > 60:
            self._counting_since, self._counted = now, 0
        self._counted += 1
        if self._counted > MOST_IN_A_MINUTE:
            raise Closing(TOO_MANY, "Rate limited.")

    async def _write(self) -> None:
        while True:
            frame = await self._frames.get()
            times = 1
            if frame["op"] == DISPATCH:
                if self._faults.take_event("delayed"):
                    await asyncio.sleep(self._faults.events.delay)
                times += self._faults.take_event("repeated")
            for _ in range(times):
                await self._write_one(frame)
            self._sent_away = self._sent_away or frame["op"] in (RECONNECT, INVALID)
            transport = self._request.transport
            if frame["op"] == DISPATCH and not self._sent_away and transport is not None and not transport.is_closing():
                self.on_sent(frame)

    async def _write_one(self, frame: Json) -> None:
        if self.socket.closed:
            return
        data = encode(frame)
        try:
            if self._pack is None:
                await self.socket.send_str(data.decode())
            else:
                await self.socket.send_bytes(self._pack(data))
        except ConnectionError:
            self.drop()


def _decode(text: Any) -> Json:
    try:
        frame = json.loads(text)
    except ValueError:
        raise Closing(DECODE_ERROR, "Error while decoding payload.") from None
    if not isinstance(frame, dict) or not isinstance(frame.get("op"), int):
        raise Closing(DECODE_ERROR, "Error while decoding payload.")
    return frame
