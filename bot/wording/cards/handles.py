"""What somebody is called on other services, with a link where the service is known (pure)."""

from __future__ import annotations

import re

from bot.wording.marks import escape, linked

SERVICES = {
    "github": ("GitHub", "https://github.com/{}"),
    "gitlab": ("GitLab", "https://gitlab.com/{}"),
    "twitter": ("Twitter", "https://x.com/{}"),
    "x": ("X", "https://x.com/{}"),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
    "instagram": ("Instagram", "https://www.instagram.com/{}"),
    "youtube": ("YouTube", "https://www.youtube.com/@{}"),
}
"""How a service writes itself, and where a profile stands there, by its key in the register."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
FEDERATED = re.compile(r"@?([A-Za-z0-9_.-]+)@([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.IGNORECASE)


def handle(where: str, name: str) -> str:
    """`GitHub tomchristie`, linked; as it stands in the register where the service or the name is none that is known."""
    title, address = SERVICES.get(where.casefold(), (where, ""))
    bare = name.removeprefix("@")
    if address and NAME.fullmatch(bare):
        return linked(f"{title} {bare}", address.format(bare))
    found = FEDERATED.fullmatch(name)
    if found:
        return linked(f"{title} {name}", f"https://{found[2]}/@{found[1]}")
    return f"{escape(title)}: {escape(name)}"
