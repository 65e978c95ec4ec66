"""REST over HTTP: finds the route, checks token and rate limits, lets faults happen, and keeps the log."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults, Kind, RequestFault
from bot.sandbox.record import Exchange, Requests
from bot.sandbox.refusal import NOT_FOUND, TOO_LARGE, UNAUTHORIZED, ApiError
from bot.sandbox.rest import channels, commands, guilds, interactions, messages, people, reactions, webhooks
from bot.sandbox.rest.body import read_body
from bot.sandbox.rest.call import Answer, Call, Route
from bot.sandbox.rest.ratelimit import RateLimits, Verdict
from bot.sandbox.world.event import Event
from bot.sandbox.world.interacting import UPLOAD_LIMIT
from bot.sandbox.world.message import Attachment
from bot.sandbox.world.world import World

API = "/api/v10"
ROUTES: tuple[Route, ...] = (
    *people.ROUTES,
    *guilds.ROUTES,
    *channels.ROUTES,
    *messages.ROUTES,
    *reactions.ROUTES,
    *commands.ROUTES,
    *interactions.ROUTES,
    *webhooks.ROUTES,
)
BIGGEST = 25 * 1024 * 1024
_log = logging.getLogger(__name__)
# discord.py takes a 429 without "Via" for a ban by Cloudflare; Discord sends it with every answer.
_ALWAYS = {"Via": "1.1 google"}


class Rest:
    """Serves Discord's REST API from `world`."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self.requests = Requests()
        self.unknown_routes: Counter[str] = Counter()
        """What was asked for that the stand-in does not know, as `GET /path`, with how often."""
        self.limits = RateLimits(world.now)

    def add_to(self, app: web.Application) -> None:
        """Serve all routes under `/api/v10`; everything else under `/api` is unknown."""
        for route in ROUTES:
            app.router.add_route(route.method, API + route.template, self._serves(route))
        app.router.add_route("*", "/api{rest:.*}", self._unknown)

    def _serves(self, route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, route)

        return serve

    async def _serve(self, request: web.Request, route: Route) -> web.StreamResponse:
        try:
            body, files = await read_body(request)
        except ApiError as error:
            self._record(request, route.template, None, _refused(error))
            return _response(_refused(error), {})
        fault = self.faults.take(route.method, route.template)
        if fault is not None and fault.kind is Kind.LOSE_REQUEST:
            return self._drop(request, route, body)
        verdict, answer = self._answer(request, route, body, files, fault)
        if fault is not None and fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault is not None and fault.kind is Kind.LOSE_ANSWER:
            return self._drop(request, route, body)
        self._record(request, route.template, body, answer)
        return _response(answer, dict(verdict.headers))

    def _answer(
        self, request: web.Request, route: Route, body: Any, files: list[Attachment], fault: RequestFault | None
    ) -> tuple[Verdict, Answer]:
        path = dict(request.match_info)
        if fault is not None and fault.kind is Kind.FAIL:
            return _broken(fault)
        if not route.open and request.headers.get("Authorization") != f"Bot {self.world.application.token}":
            return Verdict(), _refused(ApiError(UNAUTHORIZED))
        verdict = self.limits.take(route.method, route.template, path)
        if not verdict.passes:
            return verdict, _limited(verdict)
        call = Call(self.world, path, dict(request.query), body, files)
        try:
            self._keep(files)
            return verdict, route.handle(call)
        except ApiError as error:
            return verdict, _refused(error)
        except Exception:
            _log.exception("the sandbox broke over %s %s", route.method, route.template)
            return verdict, Answer(500, {"message": "500: Internal Server Error", "code": 0})

    def _keep(self, files: list[Attachment]) -> None:
        if any(len(file.data) > UPLOAD_LIMIT for file in files):
            raise ApiError(TOO_LARGE)
        for file in files:
            self.world.keep_attachment(file)

    async def _unknown(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        self.unknown_routes[f"{request.method} {path}"] += 1
        _log.error("the sandbox does not know %s %s", request.method, path)
        body = await request.text()
        answer = _refused(ApiError(NOT_FOUND))
        self._record(request, path, body, answer)
        return _response(answer, {})

    def _drop(self, request: web.Request, route: Route, body: Any) -> web.StreamResponse:
        self._record(request, route.template, body, Answer(0))
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    def _record(self, request: web.Request, template: str, body: Any, answer: Answer) -> None:
        path = request.path.removeprefix(API)
        exchange = Exchange(
            request.method, template, path, dict(request.query), body, answer.status, answer.body, self.world.now()
        )
        self.requests.append(exchange)
        self.world.tell(Event("request"))


def _refused(error: ApiError) -> Answer:
    return Answer(error.refusal.status, error.payload())


def _limited(verdict: Verdict) -> Answer:
    message = "You are being rate limited."
    return Answer(429, {"message": message, "retry_after": verdict.retry_after, "global": verdict.everywhere, "code": 0})


def _broken(fault: RequestFault) -> tuple[Verdict, Answer]:
    if fault.status == 429:
        verdict = Verdict(fault.seconds, headers=(("X-RateLimit-Scope", "shared"),))
        return verdict, _limited(verdict)
    return Verdict(), Answer(fault.status, {"message": f"{fault.status}: the sandbox was told to fail", "code": 0})


def _response(answer: Answer, headers: dict[str, str]) -> web.Response:
    headers |= _ALWAYS
    if answer.status == 429:
        headers["Retry-After"] = str(max(1, round(answer.body["retry_after"])))
    if answer.body is None:
        return web.Response(status=answer.status, headers=headers)
    # No charset: discord.py reads JSON only from exactly this content type.
    text = json.dumps(answer.body, separators=(",", ":")).encode()
    return web.Response(body=text, status=answer.status, headers=headers, content_type="application/json")
