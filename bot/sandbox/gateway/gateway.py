"""The gateway: who is connected, and what frames of the bot do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.gateway import connection as wire
from bot.sandbox.gateway.connection import Closing, Connection
from bot.sandbox.gateway.frames import packer
from bot.sandbox.gateway.intents import ALL, PRIVILEGED
from bot.sandbox.gateway.ready import members_chunks, ready
from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import Json
from bot.sandbox.world.event import Event
from bot.sandbox.world.install import guild_create
from bot.sandbox.world.world import World

HEARTBEAT = 41.25
"""Seconds between heartbeats that Discord asks for."""


class Gateway:
    """Serves the gateway from `world`; holds sessions while they may be resumed."""

    def __init__(self, world: World, faults: Faults, heartbeat: float = HEARTBEAT) -> None:
        self.world = world
        self.faults = faults
        self.heartbeat = heartbeat
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.status = "offline"
        """What the bot's presence says."""
        self.identified = 0
        """How many sessions were started."""
        self.resumed = 0
        """How many sessions were resumed."""
        self.on_sent: Callable[[Json], None] = lambda _frame: None
        """Told of each event that went out on a connection that the bot still reads, for those who ask what it can know."""
        self._handlers: dict[int, Callable[[Connection, Any], None]] = {
            wire.HEARTBEAT: lambda connection, _data: connection.send({"op": wire.ACK, "t": None, "s": None, "d": None}),
            wire.IDENTIFY: self._identify,
            wire.RESUME: self._resume,
            wire.PRESENCE: self._presence,
            wire.VOICE: lambda _connection, _data: None,
            wire.MEMBERS: self._members,
        }
        world.events.listen(self._hear)

    @property
    def online(self) -> bool:
        """Whether the bot is connected and has introduced itself."""
        return any(each.session for each in self.connections)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, from beginning to end."""
        try:
            pack = packer(request.query.get("compress", ""))
        except (ValueError, ImportError):
            return web.Response(status=400, text="unknown compression")
        connection = Connection(request, pack, self.faults, self.heartbeat)
        connection.on_sent = lambda frame: self.on_sent(frame)
        self.connections.append(connection)
        try:
            await connection.run(self._handle)
        finally:
            self.connections.remove(connection)
            self._part(connection)
        return connection.socket

    def drop(self) -> None:
        """Cut every connection without a word."""
        for each in tuple(self.connections):
            each.drop()

    def reconnect(self) -> None:
        """Ask every connection to come back and resume (opcode 7)."""
        for each in self.connections:
            each.send({"op": wire.RECONNECT, "t": None, "s": None, "d": None})

    def invalidate(self, resumable: bool = False) -> None:
        """Tell every connection that its session is invalid (opcode 9)."""
        for each in self.connections:
            if each.session is not None and not resumable:
                self.sessions.pop(each.session.id, None)
            each.send({"op": wire.INVALID, "t": None, "s": None, "d": resumable})

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        await asyncio.gather(*(each.close(code) for each in tuple(self.connections)))

    def _hear(self, event: Event) -> None:
        for session in tuple(self.sessions.values()):
            if session.lost:
                del self.sessions[session.id]
            else:
                session.hear(event)

    def _handle(self, connection: Connection, frame: Json) -> None:
        op = frame["op"]
        if op not in self._handlers:
            raise Closing(wire.UNKNOWN_OPCODE, "Unknown opcode.")
        if op not in (wire.HEARTBEAT, wire.IDENTIFY, wire.RESUME) and connection.session is None:
            raise Closing(wire.NOT_AUTHENTICATED, "Not authenticated.")
        self._handlers[op](connection, frame.get("d"))

    def _identify(self, connection: Connection, data: Any) -> None:
        if connection.session is not None:
            raise Closing(wire.ALREADY, "Already authenticated.")
        if not isinstance(data, dict) or data.get("token") != self.world.application.token:
            raise Closing(wire.WRONG_TOKEN, "Authentication failed.")
        session = Session(self.world, self._intents(data), _shard(data))
        self.sessions[session.id] = session
        self.identified += 1
        self._attach(connection, session)
        session.dispatch("READY", ready(self.world, session))
        for guild in self.world.guilds.values():
            if self.world.bot.id in guild.members:
                session.hear(guild_create(self.world, guild))
        self._tell_status((data.get("presence") or {}).get("status") or "online")

    def _intents(self, data: Json) -> int:
        intents = data.get("intents")
        if not isinstance(intents, int) or isinstance(intents, bool) or not 0 <= intents <= ALL:
            raise Closing(wire.BAD_INTENTS, "Invalid intent(s).")
        if intents & PRIVILEGED & ~self.world.application.allowed_intents:
            raise Closing(wire.DISALLOWED_INTENTS, "Disallowed intent(s).")
        return intents

    def _resume(self, connection: Connection, data: Any) -> None:
        if not isinstance(data, dict) or data.get("token") != self.world.application.token:
            raise Closing(wire.WRONG_TOKEN, "Authentication failed.")
        session = self.sessions.get(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is not None and isinstance(sequence, int) and sequence > session.sequence:
            raise Closing(wire.BAD_SEQUENCE, "Invalid seq.")
        known = session is not None and isinstance(sequence, int) and session.can_resume_at(sequence)
        if self.faults.take_event("refused_resumes") or not known:
            self.sessions.pop(str(data.get("session_id")), None)
            connection.send({"op": wire.INVALID, "t": None, "s": None, "d": False})
            return
        assert session is not None
        assert isinstance(sequence, int)
        for frame in session.missed(sequence):
            connection.send(frame)
        self._attach(connection, session)
        self.resumed += 1
        session.dispatch("RESUMED", {"_trace": []})
        self._tell_status("online")

    def _attach(self, connection: Connection, session: Session) -> None:
        for other in tuple(self.connections):
            if other.session is session:
                # The bot is back before the gateway noticed that it was gone.
                other.session = None
                other.drop()
        connection.session = session
        session.send = connection.send
        session.lost_at = None

    def _part(self, connection: Connection) -> None:
        session = connection.session
        if session is None:
            return
        if session.send == connection.send:
            session.send = None
            session.lost_at = self.world.now()
            # A bot that says goodbye with one of these codes does not come back to this session.
            if connection.ended_by_bot in (1000, 1001):
                self.sessions.pop(session.id, None)
        if not self.online:
            self._tell_status("offline")

    def _presence(self, _connection: Connection, data: Any) -> None:
        self._tell_status(str(data.get("status", "online")) if isinstance(data, dict) else "online")

    def _members(self, connection: Connection, data: Any) -> None:
        assert connection.session is not None
        for chunk in members_chunks(self.world, connection.session.intents, data):
            connection.session.dispatch("GUILD_MEMBERS_CHUNK", chunk)

    def _tell_status(self, status: str) -> None:
        self.status = status
        self.world.tell(Event("bot", user=self.world.bot))


def _shard(data: Json) -> tuple[int, int]:
    shard = data.get("shard") or [0, 1]
    try:
        number, count = map(int, shard)
    except (TypeError, ValueError):
        raise Closing(wire.BAD_SHARD, "Invalid shard.") from None
    if not 0 <= number < count:
        raise Closing(wire.BAD_SHARD, "Invalid shard.")
    return number, count
