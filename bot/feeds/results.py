"""What comes of asking for a feed, with every failure in words for the host of a show."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import aiohttp

from bot.feeds.addresses import PrivateAddress
from bot.model import Frozen

_WEEK = 7 * 24 * 3600.0


class Known(Frozen, frozen=True):
    """What the last answer left to ask again with: stored between polls, empty at first."""

    url: str = ""
    """The address that answered; the validators hold for no other."""
    etag: str = ""
    modified: str = ""
    digest: str = ""
    """SHA-256 of the bytes, for servers that know no validators."""


class Fetched(Frozen, frozen=True, gc=True, weakref=True):
    """New bytes. `moved_to` is the address to use from now on, empty where it is the one asked for."""

    data: bytes
    content_type: str
    known: Known
    moved_to: str = ""
    received: int = 0
    """Bytes that came over the wire, before unpacking."""


class NotModified(Frozen, frozen=True):
    """Nothing changed since `known`."""

    known: Known
    moved_to: str = ""


class Failed(Frozen, frozen=True):
    """It could not be had. `reason` is a sentence for a person; it names no more of the address than the host."""

    reason: str
    retry_after: float | None = None
    """Seconds that the server asks to wait."""
    gone: bool = False
    """The server says that the feed is no more and will not come back (410)."""
    status: int | None = None


Result = Fetched | NotModified | Failed

_SAID = {
    400: "does not understand the request",
    401: "wants a password",
    402: "wants to be paid",
    403: "refuses to hand it out",
    404: "has no feed at this address",
    410: "says the feed has been taken down for good",
    429: "asks us to come less often",
    451: "may not hand it out for legal reasons",
    500: "has an internal error",
    502: "is having trouble behind the scenes",
    503: "is out of service for the moment",
    504: "is having trouble behind the scenes",
}


def of_status(host: str, status: int, headers: Mapping[str, str]) -> Failed:
    """The failure that an HTTP status means, with the wait that its Retry-After asks for."""
    said = _SAID.get(status) or ("has an error" if status >= 500 else "gave an answer that is no feed")
    return Failed(f"{host} {said} (HTTP {status}).", retry_after(headers), gone=status == 410, status=status)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by `Retry-After`, at most a week; a date is measured against the answer's own `Date`."""
    lower = {str(name).lower(): str(value).strip() for name, value in headers.items()}
    asked = lower.get("retry-after", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 12:
        return min(float(asked), _WEEK)
    try:
        wait = (parsedate_to_datetime(asked) - parsedate_to_datetime(lower["date"])).total_seconds()
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(wait, 0.0), _WEEK)


def of_error(host: str, error: BaseException) -> Failed:
    """The failure that an exception of the network means."""
    if _is_private(error):
        return Failed(f"{host} is not on the public internet; feeds are not fetched from private addresses.")
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return Failed(f"{host} could not be reached in time.")
    if isinstance(error, aiohttp.SocketTimeoutError):
        return Failed(f"{host} stopped sending in the middle.")
    if isinstance(error, TimeoutError):
        return Failed(f"{host} took too long.")
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Failed(f"There is no host named {host}, or its name cannot be looked up now.")
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError)):
        return Failed(f"The certificate of {host} is not valid, so the connection is not safe.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Failed(f"{host} accepts no connection.")
    if isinstance(error, (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError, ConnectionError)):
        return Failed(f"{host} broke the connection off.")
    if isinstance(error, aiohttp.InvalidURL):
        return Failed("That is not a web address.")
    return Failed(f"{host} gave an answer that no web server should.")


def _is_private(error: BaseException | None) -> bool:
    """Whether our own gate stands at the bottom of a chain of errors."""
    for _ in range(5):
        if isinstance(error, PrivateAddress):
            return True
        if error is None:
            return False
        error = getattr(error, "os_error", None) or error.__cause__
    return False
