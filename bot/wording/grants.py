"""Who may speak for a show, said to the host (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model import Show
from bot.store.records import Grant
from bot.wording.cards import Sheet
from bot.wording.marks import bold, escape
from bot.wording.words import plural

REFUSED = "Only the host, who runs this bot, can say who speaks for a show."
NO_SERVER = "Name a server that I am on: start typing and pick it from the list."
EVERYBODY = "That role is everybody on the server. Choose a role that only some have."
NONE = "Nobody has been granted a show yet. `/grant` does it."


def no_role(said: str, server: str) -> str:
    """That a server has no such role."""
    return f"{bold(escape(server))} has no role {bold(escape(said[:60]))}. Start typing and pick it from the list."


def granted(show: str, role: str, server: str, new: bool) -> str:
    """That a role has a show."""
    who = f"{bold(escape(role))} on {bold(escape(server))}"
    if not new:
        return f"{who} could speak for {bold(escape(show))} already."
    return f"{who} can speak for {bold(escape(show))} now: change what I know of it, and see what I could not answer about it."


def revoked(show: str, role: str, server: str, was: bool) -> str:
    """That a role has a show no more."""
    who = f"{bold(escape(role))} on {bold(escape(server))}"
    return f"{who} can no longer speak for {bold(escape(show))}." if was else f"{who} did not speak for {bold(escape(show))}."


def listing(grants: Sequence[Grant], shows: Mapping[str, Show], servers: Mapping[int, str], roles: Mapping[int, str]) -> Sheet:
    """All grants, by show; what has no name any more is told by its id."""
    if not grants:
        return Sheet(body=NONE)
    by_show: dict[str, list[str]] = {}
    for grant in grants:
        role = roles.get(grant.role, f"role {grant.role}, which is gone")
        server = servers.get(grant.guild, f"server {grant.guild}, which I am not on")
        by_show.setdefault(grant.show, []).append(f"- {bold(escape(role))} on {escape(server)}, since <t:{int(grant.at)}:D>")
    lines = []
    for slug, who in by_show.items():
        name = shows[slug].name if slug in shows else f"{slug}, which is no show of mine any more"
        lines += [bold(escape(name)), *who]
    return Sheet(title=plural(len(grants), "grant").capitalize(), body="\n".join(lines))
