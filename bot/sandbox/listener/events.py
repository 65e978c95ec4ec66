"""Turns what happens into what the page is told, as far as the person who looks may know of it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sandbox.listener.view import View
from bot.sandbox.wire import Json
from bot.sandbox.world.event import Event
from bot.sandbox.world.interaction import State, Type
from bot.sandbox.world.world import World

_MESSAGES = {
    "MESSAGE_CREATE": "message_create",
    "MESSAGE_UPDATE": "message_update",
    "MESSAGE_DELETE": "message_delete",
    "ephemeral_create": "message_create",
    "ephemeral_update": "message_update",
    "ephemeral_delete": "message_delete",
}
_REACTIONS = {"MESSAGE_REACTION_ADD": "reaction_add", "MESSAGE_REACTION_REMOVE": "reaction_remove"}
_CHANNELS = {
    "CHANNEL_CREATE": "channel_create",
    "THREAD_CREATE": "channel_create",
    "CHANNEL_UPDATE": "channel_update",
    "THREAD_UPDATE": "channel_update",
}


def frames_for(view: View, world: World, event: Event) -> Iterator[Json]:
    """What the page is told of the event: nothing, one thing, or two."""
    if event.name in _MESSAGES and event.message is not None:
        if event.message.only_for in (None, view.me) and _sees(view, world, event):
            yield _message(view, event)
    elif event.name in _REACTIONS and _sees(view, world, event):
        data = event.data
        keys = ("channel_id", "message_id", "user_id", "emoji")
        yield {"type": _REACTIONS[event.name]} | {key: data[key] for key in keys}
    elif event.name == "TYPING_START" and event.user is not view.me and _sees(view, world, event):
        yield {"type": "typing", "channel_id": event.data["channel_id"], "user_id": event.data["user_id"]}
    elif event.name in _CHANNELS and event.channel is not None and _sees(view, world, event):
        yield {"type": _CHANNELS[event.name], "channel": view.channel(event.channel)}
    elif event.name in ("CHANNEL_DELETE", "THREAD_DELETE"):
        yield {"type": "channel_delete", "id": event.data["id"]}
    else:
        yield from _others(view, event)


def _others(view: View, event: Event) -> Iterator[Json]:
    interaction = event.interaction
    if event.name == "interaction" and interaction is not None:
        if interaction.user is not view.me or interaction.type is Type.AUTOCOMPLETE:
            return
        yield {"type": "interaction", "interaction": view.interaction(interaction)}
        if interaction.modal is not None and interaction.state is State.DONE:
            yield {"type": "modal", "interaction_id": str(interaction.id), "modal": interaction.modal}
    elif event.name == "commands":
        yield {"type": "commands", "commands": view.commands()}
    elif event.name == "bot":
        yield {"type": "bot"} | {key: view.bot()[key] for key in ("online", "status")}
    elif event.name == "faults":
        yield {"type": "faults", "faults": view.faults()}


def _message(view: View, event: Event) -> Json:
    assert event.message is not None
    kind = _MESSAGES[event.name]
    if kind == "message_delete":
        return {"type": kind, "channel_id": str(event.message.channel.id), "id": str(event.message.id)}
    return {"type": kind, "message": event.message.payload(view.me.id)}


def _sees(view: View, world: World, event: Event) -> bool:
    return event.channel is not None and world.sees(view.me, event.channel)
