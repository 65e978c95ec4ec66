"""Who may use which button, menu and form: every one of them, used by everybody who could see it.

The bot is made to show each of them to all, also those that it shows to one alone: rights must hang on the id that comes
back, not on who sees it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

import discord
import pytest
from discord import ui

from bot.render import controls, settings
from bot.sandbox import Channel, Interaction, Message
from bot.store.records import GapStatus, NewReport
from tests.cmd_kit import components, use
from tests.rights_kit import ALL, HERE, STAFF, People, people, refused

__all__ = ["people"]
pytest_plugins = ["tests.wire.plugin", "tests.cmd_plugin"]

SPEAKERS = frozenset({"granted", "host"})
ASKER = STAFF | {"listener"}
"""Whoever asked is the listener."""
MAKER = frozenset({"granted"})
"""Whoever made the proposal is the one with the granted role."""
MARK = "~0123456789abcdef"
KEY = "1:0123456789abcdef"


@dataclass(frozen=True)
class Row:
    """Who may use a control, and what is chosen where it is a menu; `role` and `number` stand for what there is."""

    allowed: frozenset[str] = ALL
    chosen: str | None = None


CONTROLS: dict[str, dict[str, Row]] = {
    "the panel of settings": {
        "settings:ask": Row(STAFF, "number"),
        "settings:role": Row(STAFF, "role"),
        "settings:mods": Row(STAFF, "number"),
        "settings:here": Row(STAFF, "server"),
        "settings:private": Row(STAFF),
        "settings:shows": Row(STAFF),
        "settings:zone": Row(STAFF),
    },
    "open questions": {
        "gap:page:0": Row(STAFF | SPEAKERS),
        "gap:choose": Row(STAFF | SPEAKERS, "gap"),
        "gap:example:{gap}": Row(STAFF | SPEAKERS),
        "gap:answer:{gap}": Row(STAFF | SPEAKERS),
        "gap:alias:{gap}": Row(STAFF | SPEAKERS),
        "gap:ignore:{gap}": Row(STAFF | SPEAKERS),
        "gap:done:{gap}": Row(STAFF | SPEAKERS),
    },
    "reports": {
        "report:list": Row(STAFF | {"host"}),
        "report:choose": Row(STAFF | {"host"}, "report"),
        "report:done:{report}": Row(STAFF | {"host"}),
        "report:ignore:{report}": Row(STAFF | {"host"}),
    },
    "answers": {
        "said:page:1": Row(ASKER),
        "said:pick:0": Row(ASKER),
        "said:menu": Row(ASKER, "0"),
        "said:up": Row(),
        "said:down": Row(),
        "said:report:1": Row(),
        "said:watch": Row(),
    },
    "cards": {
        "card:turn:1": Row(ASKER),
        "card:choose": Row(ASKER, "first"),
        "card:open": Row(ALL, "kelp"),
        f"card:part:guests:{MARK}": Row(),
    },
    "posts": {f"news:ask:{KEY}": Row(), "news:ping:1": Row(), f"news:stop:{KEY}": Row()},
    "proposals": {
        "knowledge:redo:{X1}": Row(MAKER),
        "knowledge:confirm:{X2}": Row(MAKER),
        "knowledge:cancel:{X3}": Row(MAKER),
        "knowledge:field:{shown}": Row(MAKER, "title"),
        "knowledge:undo:0123456789abcdef": Row(SPEAKERS),
    },
}
SETTLED = {"away": SPEAKERS, "crumb": frozenset({"host"})}
"""Who may settle a gap of another server about Slow Tide, and of another server about another show."""


def templates(kind: type = ui.DynamicItem) -> Iterator[re.Pattern[str]]:
    """The ids of every kind of control that the bot takes, as patterns."""
    for each in kind.__subclasses__():
        if each.__module__.startswith("cogs.") and not each.__subclasses__():
            yield each.__discord_ui_compiled_template__
        yield from templates(each)


async def test_every_control_stands_in_the_table(people: People) -> None:
    ids = [re.sub(r"\{\w+\}", "1", name) for group in CONTROLS.values() for name in group]
    known = set(templates())
    assert len(known) > 15
    assert [each.pattern for each in known if not any(each.fullmatch(name) for name in ids)] == []
    assert [name for name in ids if not any(each.fullmatch(name) for each in known)] == []


def with_control(custom_id: str, value: str | None) -> ui.View:
    """One button, or one menu where there is something to choose."""
    view = ui.View(timeout=None)
    if value is None:
        view.add_item(ui.Button(label="?", custom_id=custom_id))
    else:
        view.add_item(ui.Select(custom_id=custom_id, options=[discord.SelectOption(label="?", value=value)]))
    view.stop()
    return view


async def shown(people: People, channel: Channel, custom_id: str, value: str | None) -> Message:
    """A message of the bot that shows the control to everybody."""
    place = people.room.bot.get_partial_messageable(channel.id)
    sent = await place.send("Here.", view=with_control(custom_id, value))
    return people.room.sandbox.world.messages[channel.id][sent.id]


async def made(people: People, what: str) -> int:
    """The number of something new that controls are about: a gap, a report, what is shown, or a proposal to remove it."""
    room, store, guild = people.room, people.room.service.store, people.room.sandbox.guild.id
    now = room.sandbox.world.clock.now()
    if what == "gap":
        counts = [str(len(await store.gaps.list(status=status))) for status in get_args(GapStatus)]
        return await room.service.gaps.note(f"matter #{'/'.join(counts)}", "what?", now, guild, "tide")
    if what == "report":
        return await store.feedback.report(NewReport(len(await store.feedback.open_reports()) + 1, 2, 3, "no", guild), now)
    person, channel = people.acting["granted"]
    command, name = ("show", "Kelp forests") if what == "shown" else ("remove", what)
    used = await person.slash(channel, f"knowledge {command}", what="episode", name=name)
    await room.sandbox.next_reply(used)
    return used.id


async def pressed(people: People, name: str, row: Row, who: str) -> Interaction:
    """A control used by somebody."""
    room, (person, channel) = people.room, people.acting[who]
    if name.startswith(("said:page", "said:pick", "said:menu", "card:turn", "card:choose")):
        message, value = await asked(people, name, row)
        return await (person.click(message, name) if value is None else person.select(message, name, value))
    thing = re.search(r"\{(\w+)\}", name)
    name = name.replace(thing.group(), str(await made(people, thing[1]))) if thing else name
    values = {"role": room.sandbox.guild.role_named("Moderator").id, "number": channel.id}
    value = row.chosen
    if value in ("gap", "report"):
        value = str(await made(people, value))
    elif value is not None:
        value = str(values.get(value, value))
    message = await shown(people, channel, name, value)
    return await (person.click(message, name) if value is None else person.select(message, name, value))


async def asked(people: People, name: str, row: Row) -> tuple[Message, str | None]:
    """An answer or card that the listener asked for and that has the control, with what to choose there."""
    room = people.room
    if name == "card:turn:1":
        return await use(room, "topic", name="kelp"), None
    if name == "card:choose":
        message = await use(room, "episode", number="1")
        return message, components(message)[0]["options"][0]["value"]
    message = await room.mention("who was on episode 1?" if "page" not in name else "any episodes about kelp?")
    place = room.bot.get_partial_messageable(room.channel.id)
    await place.get_partial_message(message.id).edit(view=with_control(name, row.chosen))
    return message, row.chosen


@pytest.mark.parametrize("group", CONTROLS)
async def test_controls_are_for_those_whom_they_are_for(people: People, group: str) -> None:
    for name, row in CONTROLS[group].items():
        # Those who may come last: what they do takes away what the others tried to use.
        for who in sorted(HERE, key=row.allowed.__contains__):
            outcome = await people.came_of(await pressed(people, name, row, who))
            assert (outcome == "refused") is (who not in row.allowed), (name, who, outcome)


@pytest.mark.parametrize("gap", SETTLED)
async def test_a_gap_of_another_server_is_settled_by_those_who_speak_for_its_show(people: People, gap: str) -> None:
    show = "crumb" if gap == "crumb" else "tide"
    for button in ("example", "answer", "ignore"):
        for who in HERE:
            person, channel = people.acting[who]
            number = await people.room.service.gaps.note(f"{button} {who}", "what?", time.time(), 77, show)
            name = f"gap:{button}:{number}"
            outcome = await people.came_of(await person.click(await shown(people, channel, name, None), name))
            assert (outcome == "refused") is (who not in SETTLED[gap]), (button, who)


async def test_a_report_of_another_server_is_told_of_to_nobody(people: People) -> None:
    store = people.room.service.store
    number = await store.feedback.report(NewReport(1, 2, 3, "no", 77), people.room.sandbox.world.clock.now())
    for who in STAFF | {"host"}:
        person, channel = people.acting[who]
        name = f"report:done:{number}"
        used = await person.click(await shown(people, channel, name, None), name)
        await people.came_of(used)
        assert not used.replies or "dealt with" in used.replies[-1].text
    assert await store.feedback.open_reports(77)


FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    settings.ZONE: (settings.ZONE_FORM, {settings.PLACE: "Berlin"}),
    settings.SHOWS: (settings.SHOWS_FORM, {}),
    "gap:answer:{gap}": ("gap:form:", {"answer": "So."}),
}


@pytest.mark.parametrize("button", FORMS)
async def test_a_form_sent_by_somebody_who_lost_the_right_changes_nothing(people: People, button: str) -> None:
    room, moss = people.room, people.acting["moderator"][0]
    form, values = FORMS[button]
    opened = await pressed(people, button, Row(STAFF), "moderator")
    assert await people.came_of(opened) == "form"
    assert str((opened.modal or {})["custom_id"]).startswith(form)
    room.sandbox.set_role(moss, room.sandbox.guild.role_named("Moderator"), have=False)
    sent = await moss.submit_modal(opened, values)
    assert await people.came_of(sent) == "refused"
    assert not (await room.service.store.settings.get(room.sandbox.guild.id)).timezone
    assert all(gap.status == "open" for gap in await room.service.store.gaps.list())


async def test_what_a_listener_says_is_wrong_is_taken_from_everybody(people: People) -> None:
    room = people.room
    answer = await room.ask("who was on kelp forests?")
    for who in HERE:
        person = people.acting[who][0]
        down = await person.click(answer, "said:down")
        await people.came_of(down)
        form = await person.click(down.replies[-1], f"{controls.REPORT}{answer.id}")
        assert await people.came_of(form) == "form"
        sent = await person.submit_modal(form, {controls.REASON: "It was Piet"})
        assert not refused(await people.room.sandbox.next_reply(sent))
    assert len(await room.service.store.feedback.open_reports(room.sandbox.guild.id)) == len(HERE)
