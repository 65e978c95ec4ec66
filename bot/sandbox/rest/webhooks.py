"""What follows the first answer to an interaction: more messages, and changes of what was said."""

from __future__ import annotations

from bot.sandbox.limits.message import read_changes, read_draft, read_flags
from bot.sandbox.refusal import INVALID_WEBHOOK_TOKEN, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, ApiError
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.rest.interactions import answer
from bot.sandbox.world.interacting import expired, must_be_private, said
from bot.sandbox.world.interaction import Interaction
from bot.sandbox.world.message import Flag, Message
from bot.sandbox.world.posting import delete, edit


def follow_up(call: Call) -> Answer:
    """One more message. The first after a deferral takes the place of "thinking", and is as private as that was."""
    interaction = _interaction(call)
    if interaction.deferred and interaction.original is not None:
        return _change(call, interaction, interaction.original)
    draft = read_draft(call.fields, call.files)
    private = must_be_private(call.world, interaction)
    draft.flags |= Flag.EPHEMERAL if private else read_flags(call.fields) & Flag.EPHEMERAL
    message = answer(call.world, interaction, draft, followup=True)
    said(call.world, interaction, message)
    return Answer(200, message.payload(call.world.bot.id))


def read(call: Call) -> Answer:
    """What was said."""
    return Answer(200, _message(call, _interaction(call)).payload(call.world.bot.id))


def change(call: Call) -> Answer:
    """What was said, in new words."""
    interaction = _interaction(call)
    return _change(call, interaction, _message(call, interaction))


def remove(call: Call) -> Answer:
    """Unsay it."""
    interaction = _interaction(call)
    message = _message(call, interaction)
    delete(call.world, message)
    interaction.deferred = False
    return NOTHING


def _change(call: Call, interaction: Interaction, message: Message) -> Answer:
    changes = read_changes(call.fields, message, call.files)
    loading = bool(message.flags & Flag.LOADING)
    changes["flags"] &= ~Flag.LOADING
    edit(call.world, message, changes, call.fields.get("allowed_mentions"), silent=loading)
    said(call.world, interaction, message)
    return Answer(200, message.payload(call.world.bot.id))


def _interaction(call: Call) -> Interaction:
    interaction = call.world.interactions.get(call.path["webhook_token"])
    known = interaction is not None and call.id("webhook_id") == call.world.application.id
    if interaction is None or not known or interaction.answered is None:
        raise ApiError(UNKNOWN_WEBHOOK)
    if expired(call.world, interaction):
        raise ApiError(INVALID_WEBHOOK_TOKEN)
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    wanted = call.path.get("message_id")
    said_so_far = [*interaction.replies, *([interaction.original] if interaction.original else [])]
    found = interaction.original if wanted is None else next((m for m in said_so_far if str(m.id) == wanted), None)
    if found is None or found.deleted:
        raise ApiError(UNKNOWN_MESSAGE)
    return found


_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES = (
    Route("POST", _WEBHOOK, follow_up, open=True),
    Route("GET", _WEBHOOK + "/messages/@original", read, open=True),
    Route("PATCH", _WEBHOOK + "/messages/@original", change, open=True),
    Route("DELETE", _WEBHOOK + "/messages/@original", remove, open=True),
    Route("GET", _WEBHOOK + "/messages/{message_id}", read, open=True),
    Route("PATCH", _WEBHOOK + "/messages/{message_id}", change, open=True),
    Route("DELETE", _WEBHOOK + "/messages/{message_id}", remove, open=True),
)
