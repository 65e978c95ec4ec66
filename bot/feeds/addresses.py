"""Where feeds may be fetched from: web addresses on the public internet, checked on the address really connected to."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_FEED_SCHEMES = ("feed", "itpc", "pcast", "podcast", "rss")
# Addresses of this kind carry an IPv4 address that the packet ends up at (RFC 6052, RFC 8215).
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
_WEB_PORTS = (80, 443)


class PrivateAddress(OSError):
    """A connection was refused because the address is not on the public internet."""

    def __init__(self) -> None:
        super().__init__(errno.EACCES, "not a public address")


def web_address(text: str) -> str:
    """`text` as an http or https address, empty where it is none; `feed://` and a missing scheme mean https.

    No spaces and no control characters inside; ports below 1024 other than 80 and 443 belong to other services and are refused.
    """
    raw = text.strip()
    if not raw or len(raw) > 2000 or any(char.isspace() or not char.isprintable() for char in raw):
        return ""
    scheme, colon, rest = raw.partition(":")
    if colon and scheme.lower() in _FEED_SCHEMES:
        # Both feed://example.org/rss and feed:https://example.org/rss are seen.
        raw = rest if rest.lower().startswith(("http://", "https://")) else f"https://{rest.lstrip('/')}"
    elif "://" not in raw:
        raw = f"https://{raw.lstrip('/')}"
    try:
        parts = urlsplit(raw)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        port = parts.port or 443
    except ValueError:
        return ""
    return raw if usable and (port in _WEB_PORTS or port >= 1024) else ""


def host_of(url: str) -> str:
    """The host in `url`, lower case: what may be shown and logged, since the rest can hold a listener's key."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Networks such as `10.0.5.0/24` or single addresses; raises ValueError on what is neither."""
    return tuple(ipaddress.ip_network(text.strip(), strict=False) for text in texts)


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet; an IPv6 address that stands for an IPv4 one is judged as that."""
    address = _parsed(text)
    if address is None:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _parsed(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that packets to this one would end up at, if any."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if any(address in network for network in _TRANSLATED) or int(address) >> 32 == 0:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


class Gate:
    """Makes sockets for public addresses only, and for `allowed` networks.

    aiohttp asks it with the very address it is about to connect to, after all name resolution: whatever a name resolved to
    a moment earlier does not matter.
    """

    def __init__(self, allowed: tuple[Network, ...] = ()) -> None:
        self._allowed = allowed

    def lets(self, text: str) -> bool:
        """Whether a connection to this IP address may be made."""
        address = _parsed(text)
        return address is not None and (any(address in network for network in self._allowed) or is_public(text))

    def open(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket for one result of getaddrinfo; raises `PrivateAddress`."""
        family, kind, protocol, _, target = info
        if not self.lets(str(target[0])):
            raise PrivateAddress
        return socket.socket(family=family, type=kind, proto=protocol)
