"""The life of an interaction: it starts, is answered in time or fails, and what the bot may still say."""

from __future__ import annotations

from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.event import Event
from bot.sandbox.world.interaction import ANSWER_WITHIN, LASTS, Interaction, State, Type
from bot.sandbox.world.message import Flag, Message
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.posting import on_gateway
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

NO_ANSWER = "The application did not respond"
FAILED = "This interaction failed"
WENT_WRONG = "Something went wrong. Try again."
GUILD, DIRECT, PRIVATE = 0, 1, 2
"""Where an interaction happens."""
FORGOTTEN_AFTER = 2 * LASTS
"""Seconds until not even a refusal remembers it."""
UPLOAD_LIMIT = 10 * 1024 * 1024


def start(world: World, interaction: Interaction) -> Interaction:
    """Send it to the bot; if no answer comes in three seconds it fails."""
    interaction.metadata = _metadata(world, interaction)
    world.interactions[interaction.token] = interaction
    world.clock.call_in(ANSWER_WITHIN, lambda: _too_late(world, interaction))
    world.clock.call_in(FORGOTTEN_AFTER, lambda: _forget(world, interaction))
    tell(world, interaction)
    channel = interaction.channel
    data = payload(world, interaction)
    world.tell(Event("INTERACTION_CREATE", data, channel.guild, channel, interaction=interaction, user=interaction.user))
    return interaction


def new(world: World, kind: Type, user: User, channel: Channel, data: Json, name: str = "") -> Interaction:
    """An interaction that has not started."""
    return Interaction(world.new_id(), world.new_token(), kind, user, channel, world.now(), data, name)


def tell(world: World, interaction: Interaction) -> None:
    """Let page and tests know how far it is."""
    channel = interaction.channel
    world.tell(Event("interaction", guild=channel.guild, channel=channel, interaction=interaction, user=interaction.user))


def settle(world: World, interaction: Interaction, state: State, text: str = "") -> None:
    """Set how far it is, and tell."""
    interaction.state, interaction.text = state, text
    tell(world, interaction)


def expired(world: World, interaction: Interaction) -> bool:
    """Whether its token is worth nothing any more."""
    return world.now() - interaction.started_at > LASTS


def too_late(world: World, interaction: Interaction) -> bool:
    """Whether a first answer would come too late."""
    return world.now() - interaction.started_at > ANSWER_WITHIN


def payload(world: World, interaction: Interaction) -> Json:
    """As the gateway brings it to the bot."""
    user, channel = interaction.user, interaction.channel
    guild = channel.guild
    installed = guild is None or world.bot.id in guild.members
    data: Json = {
        "id": str(interaction.id),
        "application_id": str(world.application.id),
        "type": int(interaction.type),
        "data": interaction.data,
        "token": interaction.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": channel.partial(world.permissions(user, channel)),
        "app_permissions": str(int(_app_permissions(world, channel))),
        "locale": "en-US",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": _owners(world, interaction),
        "context": GUILD if guild else DIRECT if user in channel.recipients else PRIVATE,
        "attachment_size_limit": UPLOAD_LIMIT,
    }
    member = world.member(guild, user)
    if guild and member:
        rights = str(int(world.permissions(user, channel)))
        data |= {"guild_id": str(guild.id), "guild": guild.partial(), "guild_locale": guild.locale}
        data["member"] = member.payload() | {"permissions": rights}
    else:
        data["user"] = user.payload()
    if interaction.message is not None:
        shown = interaction.message
        data["message"] = on_gateway(world, shown) if installed else shown.payload(world.bot.id)
    return data


def answer_marks(world: World, interaction: Interaction, followup: bool = False) -> Json:
    """What an answer's message says of where it comes from."""
    application = str(world.application.id)
    metadata = dict(interaction.metadata)
    if followup and interaction.original is not None:
        metadata["original_response_message_id"] = str(interaction.original.id)
    marks: Json = {"webhook_id": application, "application_id": application, "interaction_metadata": metadata}
    if interaction.type is Type.COMMAND:
        head = {"id": str(interaction.id), "type": int(interaction.type), "name": interaction.name}
        marks["interaction"] = head | {"user": interaction.user.payload()}
    return marks


def loading_flags(interaction: Interaction) -> int:
    """The flags of a message that says the bot is thinking."""
    return int(Flag.LOADING | (Flag.EPHEMERAL if interaction.only_for_user else 0))


def said(world: World, interaction: Interaction, message: Message) -> None:
    """Note that the bot said something."""
    interaction.deferred = False
    if message not in interaction.replies:
        interaction.replies.append(message)
    settle(world, interaction, State.DONE)


def _app_permissions(world: World, channel: Channel) -> int:
    allowed = world.permissions(world.bot, channel)
    if allowed or channel.guild is None:
        return allowed
    return Permission.ATTACH_FILES | Permission.EMBED_LINKS | Permission.MENTION_EVERYONE


def _owners(world: World, interaction: Interaction) -> Json:
    guild = interaction.channel.guild
    owners: Json = {}
    if guild is None or world.bot.id in guild.members:
        owners["0"] = str(guild.id) if guild else "0"
    if interaction.user.has_app:
        owners["1"] = str(interaction.user.id)
    return owners


def _metadata(world: World, interaction: Interaction) -> Json:
    fields: Json = {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "user": interaction.user.payload(),
        "authorizing_integration_owners": _owners(world, interaction),
    }
    if interaction.type is Type.COMPONENT and interaction.message is not None:
        fields["interacted_message_id"] = str(interaction.message.id)
    if interaction.type is Type.MODAL and interaction.parent is not None:
        fields["triggering_interaction_metadata"] = interaction.parent.metadata
    if interaction.type is Type.COMMAND and "target_id" in interaction.data:
        target = interaction.data["target_id"]
        resolved = interaction.data["resolved"]
        of_user = "users" in resolved and interaction.data["type"] == 2
        fields |= {"target_user": resolved["users"][target]} if of_user else {"target_message_id": target}
    return fields


def must_be_private(world: World, interaction: Interaction) -> bool:
    """Whether Discord shows the answer to its person alone: the app is their own, and they may not use such here."""
    guild = interaction.channel.guild
    if guild is None or world.bot.id in guild.members:
        return False
    return not world.permissions(interaction.user, interaction.channel) & Permission.USE_EXTERNAL_APPS


def _forget(world: World, interaction: Interaction) -> None:
    world.interactions.pop(interaction.token, None)


def _too_late(world: World, interaction: Interaction) -> None:
    if interaction.answered is not None:
        return
    sentences = {
        Type.COMMAND: NO_ANSWER,
        Type.COMPONENT: FAILED,
        Type.MODAL: WENT_WRONG,
        Type.AUTOCOMPLETE: "Loading options failed",
    }
    settle(world, interaction, State.FAILED, sentences[interaction.type])
