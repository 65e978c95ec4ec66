"""The panel of a server's settings in words (pure)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.model import Show
from bot.settings import NoZone
from bot.store.records import Settings
from bot.wording.cards import Part, Sheet
from bot.wording.marks import bold, escape
from bot.wording.words import joined

TITLE = "Settings of this server"
REFUSED = "Only members with **Manage Server**, or with the moderator role set in `/settings`, can change the settings here."
DEED = "settings"

ASK, ROLE, MODS = "Channels for plain questions", "Moderator role", "Channel for moderators"
SHOWS, ZONE = "Shows…", "Time zone…"
PRIVATE, PUBLIC = "Answer privately", "Answer publicly"
HERE = {
    "server": ("Here: as on the server", "Answers to commands in this channel"),
    "private": ("Here: to the asker alone", "Whatever is set for the server"),
    "public": ("Here: for everybody", "Whatever is set for the server"),
}
FORM_SHOWS, FORM_ZONE = "Which shows I speak for", "Time zone of this server"
SHOWS_LABEL, SHOWS_HINT = "Shows", "None chosen: all of them, also those that come later."
NAMES_HINT = "Their names, one on each line. Empty: all of them."
DEFAULT_LABEL, DEFAULT_HINT = "Meant where nobody names a show", "For questions such as “who was on episode 5?”."
ZONE_LABEL, ZONE_HINT = "City or zone", "Such as Berlin or America/New_York. Empty: the zone of the show."

NO_INTENT = (
    "Plain questions can be heard only with the message content intent, which my host has not switched on. "
    "Until then I answer there when I am mentioned."
)


def panel(settings: Settings, shows: Mapping[str, Show], hears: bool, mute: Collection[int] = ()) -> Sheet:
    """What is set; `hears` says whether the bot can read plain messages, `mute` are ask channels where it may not speak."""
    named = [bold(escape(shows[slug].name)) for slug in settings.shows if slug in shows]
    default = shows.get(settings.default_show or "")
    channels = joined([f"<#{channel}>" for channel in sorted(settings.ask_channels)])
    role, room = settings.moderator_role, settings.moderators_channel
    parts = (
        Part("Speaks for", joined(named) or "all shows"),
        *([] if len(shows) < 2 else [Part("Where nobody names a show", _meant(default))]),
        Part("Plain questions", _plain(channels, hears)),
        Part("Moderator role", f"<@&{role}>" if role else "none", beside=True),
        Part("Moderators' channel", f"<#{room}>" if room else "none", beside=True),
        Part("Answers to commands", _privacy(settings)),
        Part("Time zone", escape(settings.timezone) or "that of the show", beside=True),
    )
    notes = [NO_INTENT] if channels and not hears else []
    if mute:
        notes.append(
            f"I may not write in {joined([f'<#{channel}>' for channel in sorted(mute)])}: give me Send Messages there."
        )
    return Sheet(title=TITLE, body="\n".join(notes), parts=parts, foot="Changes take effect at once.")


def _meant(default: Show | None) -> str:
    return f"{bold(escape(default.name))} is meant" if default else "I ask which one is meant"


def _plain(channels: str, hears: bool) -> str:
    if channels:
        return f"answered in {channels}" if hears else f"wanted in {channels}, but I cannot hear them"
    nowhere = "answered nowhere: I must be mentioned"
    return nowhere if hears else f"{nowhere}. Hearing them needs the message content intent, which my host has not switched on."


def _privacy(settings: Settings) -> str:
    server = "shown to the asker alone" if settings.private else "shown to everybody"
    other = sorted(c for c, private in settings.private_channels.items() if private != settings.private)
    if not other:
        return server
    where = joined([f"<#{channel}>" for channel in other[:10]])
    return f"{server}, but {'to everybody' if settings.private else 'to the asker alone'} in {where}"


def no_zone(found: NoZone) -> str:
    """That there is no such time zone."""
    near = f" Did you mean {bold(escape(found.near))}?" if found.near else ""
    return f"I know no time zone {bold(escape(found.said[:60]))}.{near}"


def unknown_shows(names: Collection[str]) -> str:
    """That some names are of no show."""
    return f"I know no show called {joined([bold(escape(name[:60])) for name in names], 'or')}. Nothing was changed."
