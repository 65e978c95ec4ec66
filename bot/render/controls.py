"""The buttons and menus under answers, known by their ids so that they work after a restart (pure). At most one row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.answers.answer import Ambiguous, Answer, Answered, Choice
from bot.answers.catalog import Catalog
from bot.question.reading import Want
from bot.render.addresses import taken
from bot.render.answers import ANSWERED, Rendered, answer, note
from bot.render.forms import Form
from bot.render.limits import units
from bot.render.short import short
from bot.wording import controls as words

TURN, PICK, MENU, THUMB, WATCH, REPORT = "said:page:", "said:pick:", "said:menu", "said:", "said:watch", "said:report:"
FORM, REASON = "said:wrong:", "reason"
BUTTON_URL = 512
NARROW = 34
"""Units of a label that a phone shows on a button; longer ones stand in a menu."""
Item = ui.Item[ui.View]
LISTED = frozenset([Want.EPISODES, Want.COUNT])
"""Answers that show their episodes as a list."""


@dataclass(frozen=True)
class Usable(Rendered):
    """A message with buttons."""

    items: tuple[Item, ...] = ()

    def fields(self, embeds: bool) -> dict[str, Any]:
        """The arguments for `send`. Call it in a running loop, as views need one."""
        return super().fields(embeds) | view(self.items)


def view(items: tuple[Item, ...]) -> dict[str, Any]:
    """The argument for sending these buttons; nothing where there are none."""
    if not items:
        return {}
    made = ui.View(timeout=None)
    for item in items:
        made.add_item(item)
    # A view that is finished is not kept in memory: its buttons are found by their ids.
    made.stop()
    return {"view": made}


def usable(found: Answer, catalog: Catalog, *, gap: bool = False, turns: bool = True) -> Usable:
    """The message that tells an answer, with its buttons; `gap` where somebody may wait for a better one.

    `turns` is off where the conversation is not kept, so that pages could not be found again.
    """
    told = answer(found, catalog)
    return Usable(told.text, told.embed, tuple(_items(found, gap, turns)))


def page(found: Answered, catalog: Catalog, number: int) -> Usable:
    """The message turned to a page; the first is the answer itself."""
    if number <= 0:
        return usable(found, catalog)
    told = note(words.page(found, catalog, number), ANSWERED)
    return Usable(told.text, told.embed, (*_turns(found, number), *_thumbs()))


def paged(found: Answer) -> bool:
    """Whether an answer has more episodes than it shows."""
    if not isinstance(found, Answered) or found.want not in LISTED or not found.cite or found.faq:
        return False
    return not found.reading.pick and words.pages(found) > 1


def _items(found: Answer, gap: bool, turns: bool) -> Iterator[Item]:
    if isinstance(found, Ambiguous):
        yield from _choices(found.choices)
    elif isinstance(found, Answered):
        yield from _links(found)
        if turns and paged(found):
            yield from _turns(found, 0)
        if found.want is not Want.HELP:
            yield from _thumbs()
    elif gap:
        yield ui.Button(label=words.WATCH, emoji="🔔", custom_id=WATCH)


def _links(found: Answered) -> Iterator[Item]:
    """For the only episode that an answer is about."""
    if len(found.rows) != 1 or not found.full:
        return
    for text, url in ((words.LISTEN, found.full[0].audio), (words.NOTES, found.full[0].url)):
        address = taken(url, BUTTON_URL)
        if address:
            yield ui.Button(label=text, url=address)


def _turns(found: Answered, number: int) -> Iterator[Item]:
    if number > 0:
        yield ui.Button(label=words.BACK, emoji="◀", custom_id=f"{TURN}{number - 1}")
    if number + 1 < words.pages(found):
        yield ui.Button(label=words.MORE, emoji="▶", custom_id=f"{TURN}{number + 1}")


def _thumbs() -> Iterator[Item]:
    yield ui.Button(emoji="👍", custom_id=f"{THUMB}up")
    yield ui.Button(emoji="👎", custom_id=f"{THUMB}down")


def _choices(choices: tuple[Choice, ...]) -> Iterator[Item]:
    if all(units(choice.label) <= NARROW for choice in choices):
        for at, choice in enumerate(choices):
            yield ui.Button(label=short(choice.label, 80), custom_id=f"{PICK}{at}")
        return
    options = [discord.SelectOption(label=short(choice.label), value=str(at)) for at, choice in enumerate(choices)]
    yield ui.Select(custom_id=MENU, placeholder=words.WHICH, options=options)


def disliked(message: int) -> Usable:
    """Thanks for a thumb down, and a way to say what is wrong with the answer that is `message`."""
    told = note(words.BAD)
    return Usable(told.text, told.embed, (ui.Button(label=words.REPORT, custom_id=f"{REPORT}{message}"),))


def report_form(message: int) -> Form:
    """The form for what is wrong with the answer that is `message`."""
    form = Form(title=words.FORM, custom_id=f"{FORM}{message}")
    form.add_item(form.text(words.REASON, words.REASON_HINT, REASON, long=True, need=True))
    return form
