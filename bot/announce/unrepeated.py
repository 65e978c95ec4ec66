"""Requests that must not be repeated unseen: a forum post has no nonce, so a second one would be a second post.

discord.py sends a request again by itself after a server error. The trace breaks that off for forum posts, so that whoever
sends looks into the forum first.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import aiohttp

_POST = re.compile(r"/channels/\d+/threads")
_SERVER_ERROR = 500


class NotRepeated(aiohttp.ClientError):
    """Discord answered the request with a server error; whether it was carried out is not known."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"answered with {status}")


def unrepeated() -> aiohttp.TraceConfig:
    """A trace for the client's `http_trace` option, with which a forum post that fails raises `NotRepeated`."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_check)
    return trace


async def _check(_session: aiohttp.ClientSession, _context: SimpleNamespace, ended: aiohttp.TraceRequestEndParams) -> None:
    if ended.method == "POST" and ended.response.status >= _SERVER_ERROR and _POST.search(ended.url.path):
        raise NotRepeated(ended.response.status)
