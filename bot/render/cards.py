"""Cards of commands as embeds with fields, and the buttons and menus under them, within Discord's limits (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import discord

from bot.answers.catalog import Catalog
from bot.answers.complete import Suggestion, mark_of, value_for
from bot.browse import Card, EpisodeCard, Listing, Several, ThingCard
from bot.index import Row
from bot.model import Episode
from bot.render.addresses import taken
from bot.render.answers import ANSWERED, ASKING, UNKNOWN, Rendered
from bot.render.cutting import cut
from bot.render.limits import CONTENT, EMBED_DESCRIPTION, EMBED_TITLE, EMBED_TOTAL, units
from bot.render.pieces import without_cards
from bot.render.short import short
from bot.render.taming import tame
from bot.wording.cards import Sheet, buttons, describe, episode_option, label, longer, say_card
from bot.wording.cards import section as whole

OPEN = "card:open"
CHOOSE = "card:choose"
TURN = "card:turn:"
SECTION = "card:part:"
FIELDS, FIELD_NAME, FIELD = 25, 256, 1024
FOOT = 300
LEAST = 60
"""Units below which a field would say too little to be worth a cut."""
BUTTON_URL = 512
OPTIONS = 25
COLOURS = {"answered": ANSWERED, "asking": ASKING, "unknown": UNKNOWN}


def card(found: Card, catalog: Catalog) -> Rendered:
    """The message that shows a card."""
    return sheet(say_card(found, catalog))


def section(episode: Episode, name: str) -> Rendered:
    """The message that shows the whole of one section of an episode."""
    return sheet(whole(episode, name))


def sheet(said: Sheet) -> Rendered:
    """A card's words as a message."""
    embed = discord.Embed(
        title=cut(tame(said.title), EMBED_TITLE) or None,
        url=(taken(said.url) or None) if said.title else None,
        description=cut(tame(said.body), EMBED_DESCRIPTION) or None,
        colour=COLOURS[said.tone],
    )
    if said.head:
        embed.set_author(name=cut(tame(said.head), EMBED_TITLE))
    if said.foot:
        embed.set_footer(text=cut(tame(said.foot), FOOT))
    if image := taken(said.image):
        embed.set_thumbnail(url=image)
    _fill(embed, said)
    if not (said.title or said.body or embed.fields):
        embed.description = "…"
    return Rendered(cut(without_cards(tame(_plain(said))), CONTENT) or "…", embed)


def _fill(embed: discord.Embed, said: Sheet) -> None:
    """The fields, as far as the embed as a whole has room."""
    texts = (embed.title, embed.description, embed.author.name, embed.footer.text)
    room = EMBED_TOTAL - sum(units(text) for text in texts if text)
    for part in said.parts[:FIELDS]:
        name, text = cut(tame(part.name), FIELD_NAME), tame(part.text)
        most = min(FIELD, room - units(name))
        if most < LEAST or not text:
            continue
        value = cut(text, most)
        embed.add_field(name=name, value=value, inline=part.beside)
        room -= units(name) + units(value)


def _plain(said: Sheet) -> str:
    title = f"**{said.title}**" if said.title else ""
    address = taken(said.url)
    lines = [said.head, f"{title} <{address}>" if title and address else title, said.body]
    lines += [f"**{part.name}:** {part.text}" if part.beside else f"**{part.name}**\n{part.text}" for part in said.parts]
    return "\n".join(line for line in [*lines, f"-# {said.foot}" if said.foot else ""] if line)


def controls(found: Card) -> discord.ui.View | None:
    """The buttons and menus of a card, None where it has none. Call it in a running loop, as views need one.

    They are known by their ids, after a restart too.
    """
    view = discord.ui.View(timeout=None)
    for item in _items(found):
        view.add_item(item)
    # A view that is finished is not kept in memory.
    view.stop()
    return view if view.children else None


def _items(found: Card) -> Iterable[discord.ui.Item[discord.ui.View]]:
    match found:
        case EpisodeCard():
            yield from _episode_buttons(found)
        case ThingCard():
            yield from _list_items(found.listing)
        case Listing():
            yield from _list_items(found)
        case Several():
            yield _menu(CHOOSE, buttons.WHICH, [_option(choice) for choice in found.choices])
        case _:
            return


def _episode_buttons(found: EpisodeCard) -> Iterable[discord.ui.Item[discord.ui.View]]:
    episode = found.episode
    for text, url in ((buttons.LISTEN, episode.audio), (buttons.NOTES, episode.url), (buttons.TRANSCRIPT, episode.transcript)):
        address = taken(url, BUTTON_URL)
        if address:
            yield discord.ui.Button(label=text, url=address)
    for name in longer(episode):
        yield discord.ui.Button(label=buttons.WHOLE[name], custom_id=f"{SECTION}{name}:{mark_of(found.row.key)}")


def _list_items(listing: Listing) -> Iterable[discord.ui.Item[discord.ui.View]]:
    if listing.rows:
        yield _menu(OPEN, buttons.SHOW_EPISODE, [_row_option(row) for row in listing.rows])
    if listing.pages > 1:
        page = listing.query.page
        yield _turn("◀", buttons.BACK, max(0, page - 1), page == 0)
        yield _turn("▶", buttons.MORE, page + 1, page + 1 >= listing.pages)


def _turn(emoji: str, text: str, page: int, off: bool) -> discord.ui.Button[discord.ui.View]:
    return discord.ui.Button(label=text, emoji=emoji, custom_id=f"{TURN}{page}", disabled=off)


def _menu(custom_id: str, hint: str, options: Sequence[discord.SelectOption]) -> discord.ui.Select[discord.ui.View]:
    unique = {option.value: option for option in options}
    return discord.ui.Select(custom_id=custom_id, placeholder=hint, options=list(unique.values())[:OPTIONS])


def _row_option(row: Row) -> discord.SelectOption:
    text, more = episode_option(row)
    return _select_option(text, value_for(row.key), more)


def _option(choice: Suggestion) -> discord.SelectOption:
    if choice.row:
        return _row_option(choice.row)
    return _select_option(choice.name, choice.value, describe(choice))


def _select_option(text: str, value: str, more: str) -> discord.SelectOption:
    return discord.SelectOption(label=short(text), value=value, description=short(more) if more else None)


def option_label(suggestion: Suggestion, catalog: Catalog) -> str:
    """What autocomplete shows of a suggestion, at most 100 units."""
    show = catalog.shows.get(suggestion.row.show) if suggestion.row and len(catalog.shows) > 1 else None
    return short(label(suggestion, show.name if show else ""))
