"""The buttons and the menu of reported answers, known by their ids (pure)."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.render.controls import Item, view
from bot.render.short import short
from bot.store.records import Report
from bot.wording import reports as words

CHOOSE, LIST, DONE, IGNORE = "report:choose", "report:list", "report:done:", "report:ignore:"
JUMP = "https://discord.com/channels/{guild}/{channel}/{message}"


def list_controls(reports: Sequence[Report]) -> ui.View | None:
    """The menu of the reports that the list shows; None where it shows none."""
    options = [
        discord.SelectOption(
            label=short(each.question or words.OVERHEARD), value=str(each.id), description=short(each.reason, 100)
        )
        for each in reports[: words.PAGE]
    ]
    if not options:
        return None
    return _view((ui.Select(custom_id=CHOOSE, placeholder=words.CHOOSE, options=options),))


def report_controls(report: Report) -> ui.View:
    """What can be done about one, and the way to the answer itself."""
    done, plain = discord.ButtonStyle.success, discord.ButtonStyle.secondary
    jump = JUMP.format(guild=report.guild or "@me", channel=report.channel, message=report.message)
    return _view(
        (
            ui.Button(label=words.JUMP, url=jump),
            ui.Button(label=words.DONE, custom_id=f"{DONE}{report.id}", style=done),
            ui.Button(label=words.IGNORE, custom_id=f"{IGNORE}{report.id}", style=plain),
            ui.Button(label=words.LIST, custom_id=LIST, style=plain),
        )
    )


def _view(items: tuple[Item, ...]) -> ui.View:
    made: ui.View = view(items)["view"]
    return made
