"""The first answer to an interaction."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.limits.form import Form
from bot.sandbox.limits.message import read_changes, read_draft, read_flags
from bot.sandbox.limits.modal import read_choices, read_modal
from bot.sandbox.refusal import ALREADY_ACKNOWLEDGED, UNKNOWN_INTERACTION, ApiError
from bot.sandbox.rest.call import NOTHING, Answer, Call, Route
from bot.sandbox.wire import Json
from bot.sandbox.world.interacting import answer_marks, loading_flags, must_be_private, said, settle, too_late
from bot.sandbox.world.interaction import Interaction, State, Type
from bot.sandbox.world.message import CHAT_COMMAND, CONTEXT_COMMAND, Flag, Message
from bot.sandbox.world.posting import Draft, edit, post
from bot.sandbox.world.world import World

MESSAGE, LATER, LATER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
ALLOWED = {
    Type.COMMAND: (MESSAGE, LATER, MODAL),
    Type.COMPONENT: (MESSAGE, LATER, LATER_UPDATE, UPDATE, MODAL),
    Type.AUTOCOMPLETE: (CHOICES,),
    Type.MODAL: (MESSAGE, LATER, LATER_UPDATE, UPDATE),
}


def callback(call: Call) -> Answer:
    """Answer an interaction, once and within three seconds."""
    interaction = _find(call)
    kind = call.fields.get("type")
    _check_kind(interaction, kind)
    assert isinstance(kind, int)
    _ANSWERS[kind](call, interaction)
    if not call.flag("with_response"):
        return NOTHING
    return Answer(200, {"interaction": interaction.payload()} | _resource(call, interaction, kind))


def _find(call: Call) -> Interaction:
    interaction = call.world.interactions.get(call.path["interaction_token"])
    if interaction is None or interaction.id != call.id("interaction_id"):
        raise ApiError(UNKNOWN_INTERACTION)
    if interaction.answered is not None:
        raise ApiError(ALREADY_ACKNOWLEDGED)
    if too_late(call.world, interaction):
        raise ApiError(UNKNOWN_INTERACTION)
    return interaction


def _check_kind(interaction: Interaction, kind: object) -> None:
    allowed = ALLOWED[interaction.type]
    if interaction.message is None:
        allowed = tuple(each for each in allowed if each not in (LATER_UPDATE, UPDATE))
    form = Form()
    form.choice(("type",), kind, allowed)
    form.done()


def _message(call: Call, interaction: Interaction) -> None:
    fields = _data(call)
    draft = read_draft(fields, call.files)
    interaction.only_for_user = _private(call, interaction, fields)
    draft.flags |= Flag.EPHEMERAL if interaction.only_for_user else 0
    interaction.answered = MESSAGE
    interaction.original = answer(call.world, interaction, draft)
    said(call.world, interaction, interaction.original)


def _later(call: Call, interaction: Interaction) -> None:
    interaction.only_for_user = _private(call, interaction, _data(call))
    interaction.answered = LATER
    interaction.deferred = True
    interaction.original = answer(call.world, interaction, Draft(flags=loading_flags(interaction)))
    settle(call.world, interaction, State.THINKING)


def _later_update(call: Call, interaction: Interaction) -> None:
    interaction.answered = LATER_UPDATE
    interaction.original = interaction.message
    settle(call.world, interaction, State.DONE)


def _update(call: Call, interaction: Interaction) -> None:
    message = interaction.message
    assert message is not None
    fields = _data(call)
    changes = read_changes(fields, message, call.files)
    interaction.answered = UPDATE
    interaction.original = message
    edit(call.world, message, changes, fields.get("allowed_mentions"))
    said(call.world, interaction, message)


def _choices(call: Call, interaction: Interaction) -> None:
    choices = read_choices(_data(call))
    interaction.answered = CHOICES
    interaction.choices = choices
    settle(call.world, interaction, State.DONE)


def _modal(call: Call, interaction: Interaction) -> None:
    modal = read_modal(_data(call))
    interaction.answered = MODAL
    interaction.modal = modal
    settle(call.world, interaction, State.DONE)


_ANSWERS: dict[int, Callable[[Call, Interaction], None]] = {
    MESSAGE: _message,
    LATER: _later,
    LATER_UPDATE: _later_update,
    UPDATE: _update,
    CHOICES: _choices,
    MODAL: _modal,
}


def answer(world: World, interaction: Interaction, draft: Draft, followup: bool = False) -> Message:
    """The bot's message in answer to the interaction, with its marks and seen by whom it is for."""
    draft.from_interaction = answer_marks(world, interaction, followup)
    if draft.flags & Flag.EPHEMERAL:
        draft.only_for = interaction.user
    if followup:
        draft.reply_to = interaction.original
    elif interaction.message is not None:
        draft.reply_to = interaction.message
    elif interaction.type is Type.COMMAND:
        draft.kind = CONTEXT_COMMAND if "target_id" in interaction.data else CHAT_COMMAND
    return post(world, interaction.channel, world.bot, draft)


def _data(call: Call) -> Json:
    data = call.fields.get("data")
    return data if isinstance(data, dict) else {}


def _private(call: Call, interaction: Interaction, fields: Json) -> bool:
    return bool(read_flags(fields) & Flag.EPHEMERAL) or must_be_private(call.world, interaction)


def _resource(call: Call, interaction: Interaction, kind: int) -> Json:
    if kind not in (MESSAGE, UPDATE) or interaction.original is None:
        return {}
    return {"resource": {"type": kind, "message": interaction.original.payload(call.world.bot.id)}}


ROUTES = (Route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback, open=True),)
