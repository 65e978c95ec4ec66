"""The WebSocket between page and stand-in: live events out, the person's doings in."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.faults import Faults
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.listener.actions import Actions
from bot.sandbox.listener.events import frames_for
from bot.sandbox.listener.view import View
from bot.sandbox.refusal import ApiError
from bot.sandbox.waiting import Waiting
from bot.sandbox.wire import Json, number
from bot.sandbox.world.event import Event
from bot.sandbox.world.interaction import State
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

BIGGEST_FRAME = 16 * 1024 * 1024


class PageSocket:
    """Serves the page's WebSocket, one `Visit` a browser tab."""

    def __init__(self, world: World, gateway: Gateway, faults: Faults, waiting: Waiting, visitor: User) -> None:
        self.world = world
        self.gateway = gateway
        self.faults = faults
        self.waiting = waiting
        self.visitor = visitor
        self.visits: set[Visit] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One tab, from opening to closing."""
        visit = Visit(self)
        self.visits.add(visit)
        try:
            return await visit.run(request)
        finally:
            self.visits.discard(visit)

    async def close(self) -> None:
        """Say goodbye to all tabs."""
        await asyncio.gather(*(visit.socket.close() for visit in tuple(self.visits)))


class Visit:
    """One tab: who is looking, and what is on its way to them."""

    def __init__(self, page: PageSocket) -> None:
        self.socket = web.WebSocketResponse(max_msg_size=BIGGEST_FRAME, heartbeat=30)
        self._page = page
        self._view = View(page.world, page.gateway, page.faults, page.visitor)
        self._actions = Actions(page.world, page.gateway, page.faults)
        self._frames: asyncio.Queue[Json] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self, request: web.Request) -> web.StreamResponse:
        """Show everything, then what changes, and do what is asked."""
        await self.socket.prepare(request)
        self._frames.put_nowait(self._view.state())
        self._page.world.events.listen(self._hear)
        writer = asyncio.create_task(self._write())
        try:
            async for message in self.socket:
                if message.type is WSMsgType.TEXT:
                    self._take(message.data)
        finally:
            self._page.world.events.forget(self._hear)
            for task in (writer, *self._tasks):
                task.cancel()
            await asyncio.gather(writer, *self._tasks, return_exceptions=True)
        return self.socket

    def _hear(self, event: Event) -> None:
        for frame in frames_for(self._view, self._page.world, event):
            self._frames.put_nowait(frame)

    async def _write(self) -> None:
        while True:
            frame = await self._frames.get()
            await self.socket.send_str(json.dumps(frame, separators=(",", ":")))

    def _take(self, text: Any) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            frame = None
        if not isinstance(frame, dict):
            self._frames.put_nowait({"type": "error", "request": None, "message": "That was no JSON object."})
            return
        try:
            self._do(frame)
        except NotAllowed as refused:
            self._answer(frame, "error", {"message": str(refused)})
        except ApiError as refused:
            self._answer(frame, "error", {"message": refused.refusal.message})
        except (TypeError, ValueError, KeyError, AttributeError):
            self._answer(frame, "error", {"message": "The sandbox could not make sense of that."})

    def _do(self, frame: Json) -> None:
        if frame.get("type") == "switch":
            self._switch(frame)
        elif frame.get("type") == "autocomplete":
            task = asyncio.get_running_loop().create_task(self._complete(frame))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._answer(frame, "ok", self._actions.do(self._view.me, frame))

    def _switch(self, frame: Json) -> None:
        user = self._page.world.users.get(number(str(frame.get("person_id"))) or 0)
        if user is None or user.bot:
            raise NotAllowed("There is nobody of that id.")
        self._view.me = user
        self._answer(frame, "ok", {})
        self._frames.put_nowait(self._view.state())

    async def _complete(self, frame: Json) -> None:
        try:
            interaction = self._actions.start_completion(self._view.me, frame)
            await self._page.waiting.until(lambda: interaction.state is not State.PENDING)
        except (NotAllowed, TimeoutError) as refused:
            self._answer(frame, "error", {"message": str(refused)})
            return
        self._answer(frame, "ok", {"choices": interaction.choices or []})

    def _answer(self, frame: Json, kind: str, more: Json) -> None:
        self._frames.put_nowait({"type": kind, "request": frame.get("request")} | more)
