"""Points discord.py at the sandbox: the one place that knows where the library keeps Discord's addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import yarl
from discord import gateway, http


@contextmanager
def pointed(api_url: str, gateway_url: str) -> Iterator[None]:
    """Inside, every discord.py client talks to these addresses; afterwards to Discord again."""
    base, default = http.Route.BASE, gateway.DiscordWebSocket.DEFAULT_GATEWAY
    http.Route.BASE = api_url
    gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    try:
        yield
    finally:
        http.Route.BASE = base
        gateway.DiscordWebSocket.DEFAULT_GATEWAY = default
