"""The key of a delivery: what makes it one and the same post, whoever sends it and however often (pure)."""

from __future__ import annotations

import hashlib
import re

LONGEST = 25
"""Discord's limit of a nonce; the key is used as one."""
KEY = r"(?:\d{1,8}:[0-9a-f]{16}|f[0-9a-f]{24})"
"""What a key looks like."""
ASK = "news:ask:"
"""How the custom id of the button begins that bears the key in the channel's history."""
_MARK = re.compile(rf"{ASK}({KEY})")


def source_id(source: str, name: str) -> str:
    """Sixteen letters and digits for the episode `name` of a source, told apart from every other source's."""
    return hashlib.sha256(f"{source} {name}".encode()).hexdigest()[:16]


def post_key(subscription: int, episode: str) -> str:
    """The key of an episode's post for a subscription."""
    return f"{subscription}:{episode}"


def letter_key(user: int, episode: str) -> str:
    """The key of an episode's direct message to a member."""
    return "f" + hashlib.sha256(f"{user} {episode}".encode()).hexdigest()[:24]


def marked(custom_id: str) -> str:
    """The key that a button bears, empty where it bears none."""
    found = _MARK.fullmatch(custom_id)
    return found[1] if found else ""
