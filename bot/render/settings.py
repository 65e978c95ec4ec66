"""The settings panel and its forms as Discord's components, known by their ids (pure)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import discord
from discord import ui

from bot.answers.complete import value_for
from bot.model import Show
from bot.render.forms import Form
from bot.render.short import short
from bot.settings import HERE
from bot.store.records import Settings
from bot.wording import settings as words

ASK, ROLE, MODS, LOCAL = "settings:ask", "settings:role", "settings:mods", "settings:here"
SHOWS, ZONE, PRIVATE = "settings:shows", "settings:zone", "settings:private"
SHOWS_FORM, ZONE_FORM = "settings:form:shows", "settings:form:zone"
CHOSEN, NAMES, DEFAULT, PLACE = "chosen", "shows", "default", "zone"
OPTIONS = 25
Kind = discord.ChannelType
ASKED_IN = [Kind.text, Kind.news, Kind.forum, Kind.voice]


def controls(settings: Settings, channel: int, channels: Collection[int], roles: Collection[int]) -> ui.View:
    """The menus and buttons; `channels` and `roles` are those that the server has now, `channel` is the one it is shown in."""
    view = ui.View(timeout=None)
    asked = _these(settings.ask_channels & set(channels), discord.SelectDefaultValueType.channel)
    role = _these({settings.moderator_role} & set(roles), discord.SelectDefaultValueType.role)
    mods = _these({settings.moderators_channel} & set(channels), discord.SelectDefaultValueType.channel)
    view.add_item(_channels(ASK, words.ASK, ASKED_IN, asked, OPTIONS))
    view.add_item(ui.RoleSelect(custom_id=ROLE, placeholder=words.ROLE, min_values=0, default_values=role))
    view.add_item(_channels(MODS, words.MODS, [Kind.text], mods, 1))
    view.add_item(_here(settings.private_channels.get(channel)))
    view.add_item(ui.Button(label=words.SHOWS, custom_id=SHOWS))
    view.add_item(ui.Button(label=words.PUBLIC if settings.private else words.PRIVATE, custom_id=PRIVATE))
    view.add_item(ui.Button(label=words.ZONE, custom_id=ZONE))
    # A view that is finished is not kept in memory.
    view.stop()
    return view


def _channels(
    custom_id: str, hint: str, kinds: list[discord.ChannelType], chosen: list[discord.SelectDefaultValue], most: int
) -> ui.ChannelSelect[ui.View]:
    return ui.ChannelSelect(
        custom_id=custom_id, placeholder=hint, channel_types=kinds, min_values=0, max_values=most, default_values=chosen
    )


def _these(ids: Iterable[int | None], kind: discord.SelectDefaultValueType) -> list[discord.SelectDefaultValue]:
    return [discord.SelectDefaultValue(id=each, type=kind) for each in sorted(each for each in ids if each)][:OPTIONS]


def _here(private: bool | None) -> ui.Select[ui.View]:
    options = [
        discord.SelectOption(label=label, value=value, description=more, default=HERE[value] is private)
        for value, (label, more) in words.HERE.items()
    ]
    return ui.Select(custom_id=LOCAL, options=options)


def shows_form(settings: Settings, shows: Mapping[str, Show]) -> Form:
    """The form for the shows: menus, or names to write where there are too many for a menu."""
    form = Form(title=words.FORM_SHOWS, custom_id=SHOWS_FORM)
    if 0 < len(shows) <= OPTIONS:
        every = _options(shows, settings.shows)
        default = _options(shows, (settings.default_show,) if settings.default_show else ())
        form.add_item(_labelled(words.SHOWS_LABEL, words.SHOWS_HINT, CHOSEN, every, len(every)))
        form.add_item(_labelled(words.DEFAULT_LABEL, words.DEFAULT_HINT, DEFAULT, default, 1))
        return form
    names = "\n".join(shows[slug].name for slug in settings.shows if slug in shows)
    default_show = shows.get(settings.default_show or "")
    form.add_item(form.text(words.SHOWS_LABEL, words.NAMES_HINT, NAMES, names, long=True))
    form.add_item(form.text(words.DEFAULT_LABEL, words.DEFAULT_HINT, DEFAULT, default_show.name if default_show else ""))
    return form


def _options(shows: Mapping[str, Show], chosen: Collection[str]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=short(show.name), value=value_for(slug), default=slug in chosen)
        for slug, show in sorted(shows.items(), key=lambda each: each[1].name)
    ]


def _labelled(name: str, hint: str, custom_id: str, options: list[discord.SelectOption], most: int) -> ui.Label[Form]:
    menu: ui.Select[Form] = ui.Select(custom_id=custom_id, options=options, min_values=0, max_values=most, required=False)
    return ui.Label(text=name, description=hint, component=menu)


def zone_form(settings: Settings) -> Form:
    """The form for the time zone."""
    form = Form(title=words.FORM_ZONE, custom_id=ZONE_FORM)
    form.add_item(form.text(words.ZONE_LABEL, words.ZONE_HINT, PLACE, settings.timezone))
    return form
