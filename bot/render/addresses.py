"""Addresses that Discord takes (pure): one that it refuses would cost the whole message."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.render.limits import URL
from bot.wording.marks import address_of


def taken(url: str, most: int = URL) -> str:
    """The address for an embed, a picture or a button; "" where Discord would refuse it."""
    address = address_of(url)
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    fine = address.isascii() and address.isprintable() and "." in host and len(address) <= most
    return address if fine else ""
