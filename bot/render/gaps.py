"""The buttons, menus and form of the open questions, known by their ids (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.render.forms import Form
from bot.render.short import short
from bot.store.records import Gap
from bot.wording import gaps as words
from bot.wording.cards import buttons

CHOOSE, PAGE, FORM, ALIAS_FORM = "gap:choose", "gap:page:", "gap:form:", "gap:other:"
ANSWER, OTHER, IGNORE, EXAMPLE, DONE = "gap:answer:", "gap:alias:", "gap:ignore:", "gap:example:", "gap:done:"
QUESTION, REPLY, LINK, SHOW = "question", "answer", "url", "show"
ALIAS, KNOWN = "alias", "known"
SHOWS = 25
"""Shows that a menu can hold."""
ANSWER_MOST = 1400
"""Letters of an answer, so that the entry fits one message."""


def list_controls(gaps: Sequence[Gap], page: int) -> ui.View | None:
    """The menu of the gaps on a page, and the buttons for other pages."""
    shown = gaps[page * words.PAGE : (page + 1) * words.PAGE]
    if not shown:
        return None
    options = [discord.SelectOption(label=short(f"{gap.count}× {gap.example}"), value=str(gap.id)) for gap in shown]
    items: list[ui.Item[ui.View]] = [ui.Select(custom_id=CHOOSE, placeholder=words.CHOOSE, options=options)]
    if len(gaps) > words.PAGE:
        last = (page + 1) * words.PAGE >= len(gaps)
        items.append(ui.Button(label=buttons.BACK, emoji="◀", custom_id=f"{PAGE}{max(0, page - 1)}", disabled=page == 0))
        items.append(ui.Button(label=buttons.MORE, emoji="▶", custom_id=f"{PAGE}{page + 1}", disabled=last))
    return _view(items)


def gap_controls(gap: Gap) -> ui.View:
    """What can be done about one."""
    primary, plain = discord.ButtonStyle.primary, discord.ButtonStyle.secondary
    return _view(
        [
            ui.Button(label=words.ANSWER, custom_id=f"{ANSWER}{gap.id}", style=primary),
            ui.Button(label=words.OTHER, custom_id=f"{OTHER}{gap.id}", style=plain),
            ui.Button(label=words.IGNORE, custom_id=f"{IGNORE}{gap.id}", style=plain),
            ui.Button(label=words.EXAMPLE, custom_id=f"{EXAMPLE}{gap.id}", style=plain),
            ui.Button(label=words.DONE, custom_id=f"{DONE}{gap.id}", style=plain),
            ui.Button(label=words.LIST, custom_id=f"{PAGE}0", style=plain),
        ]
    )


def done_control(gap: Gap) -> ui.View:
    """The button that settles a gap once its entry stands in the knowledge."""
    return _view([ui.Button(label=words.DONE, custom_id=f"{DONE}{gap.id}", style=discord.ButtonStyle.success)])


def form(gap: Gap, shows: Mapping[str, str]) -> Form:
    """The form for an answer; `shows` are those to choose from, name by slug, none where it is known which is meant."""
    made = Form(title=words.FORM, custom_id=f"{FORM}{gap.id}")
    made.add_item(made.text(words.QUESTION, "", QUESTION, gap.example, need=True, most=300))
    made.add_item(made.text(words.ANSWER, words.ANSWER_HINT, REPLY, long=True, need=True, most=ANSWER_MOST))
    made.add_item(made.text(words.LINK, words.LINK_HINT, LINK))
    if shows:
        options = [discord.SelectOption(label=short(name), value=slug) for slug, name in list(shows.items())[:SHOWS]]
        made.add_item(ui.Label(text=words.SHOW, component=ui.Select(custom_id=SHOW, options=options)))
    return made


def alias_form(gap: Gap, name: str, near: str) -> Form:
    """The form for another name; `name` is what the question seems to call by it, `near` what that could be."""
    made = Form(title=words.OTHER_FORM, custom_id=f"{ALIAS_FORM}{gap.id}")
    made.add_item(made.text(words.ALIAS, words.ALIAS_HINT, ALIAS, name, need=True, most=100))
    made.add_item(made.text(words.KNOWN, words.KNOWN_HINT, KNOWN, near, need=True, most=200))
    return made


def _view(items: Sequence[ui.Item[ui.View]]) -> ui.View:
    view = ui.View(timeout=None)
    for item in items:
        view.add_item(item)
    # A view that is finished is not kept in memory.
    view.stop()
    return view
