"""Serves the page and uploaded files to browsers on this machine, and to nobody else."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import hdrs, web

from bot.sandbox.wire import number
from bot.sandbox.world.world import World

FOLDER = Path(__file__).parents[1] / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
# A file that somebody uploaded must not act as part of the page.
UPLOADED = HEADERS | {"Content-Security-Policy": "default-src 'none'; sandbox"}
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""Content types that must not depend on what the machine knows."""
Serve = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """The page's routes."""

    def __init__(self, world: World, serve_socket: Serve, folder: Path = FOLDER) -> None:
        self._world = world
        self._socket = serve_socket
        self._folder = folder.resolve()

    def add_to(self, app: web.Application) -> None:
        """Serve everything that is not REST or gateway."""
        app.router.add_get("/page/ws", self._guarded(self._socket))
        app.router.add_get("/attachments/{number}/{name}", self._guarded(self._attachment))
        app.router.add_get("/{path:.*}", self._guarded(self._file))

    def _guarded(self, serve: Serve) -> Serve:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._from_here(request):
                return web.Response(status=403, text="This page is only for browsers on this machine.", headers=HEADERS)
            return await serve(request)

        return guarded

    def _from_here(self, request: web.Request) -> bool:
        port = self._world.base_url.rpartition(":")[2]
        hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")]
        origin = request.headers.get(hdrs.ORIGIN)
        return request.headers.get(hdrs.HOST) in hosts and (origin is None or origin in [f"http://{host}" for host in hosts])

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = (self._folder / (request.match_info["path"] or "index.html")).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            return web.Response(status=404, text="There is no such file.", headers=HEADERS)
        return web.FileResponse(path, headers=HEADERS | {"Content-Type": _kind(path)})

    async def _attachment(self, request: web.Request) -> web.StreamResponse:
        found = self._world.attachments.get(number(request.match_info["number"]) or 0)
        if found is None:
            return web.Response(status=404, text="There is no such file.", headers=UPLOADED)
        kind = found.content_type.partition(";")[0]
        shown = kind if kind in SHOWN else "application/octet-stream"
        return web.Response(body=found.data, content_type=shown, headers=UPLOADED)


def _kind(path: Path) -> str:
    return KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
