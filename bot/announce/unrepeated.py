"""Requests that must not be repeated unseen: a forum post has no nonce, so a second one would be a second post.

discord.py sends a request again by itself after a server error, a second and more later. The trace breaks that off: for forum
posts, so that whoever sends looks into the forum first, and for answers to commands, which have three seconds in all.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import aiohttp

_POST = re.compile(r"/channels/\d+/threads|/interactions/\d+/[^/]+/callback")
_SERVER_ERROR = 500


class NotRepeated(aiohttp.ClientError):
    """Discord answered the request with a server error; whether it was carried out is not known."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"answered with {status}")


def unrepeated() -> aiohttp.TraceConfig:
    """A trace for the client's `http_trace` option, with which such a request that fails raises `NotRepeated`."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_check)
    return trace


async def _check(_session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
    if ended.method == "POST" and ended.response.status >= _SERVER_ERROR and _POST.search(ended.url.path):
        raise NotRepeated(ended.response.status)
