"""The bot itself, other users, direct messages, and the gateway's address."""

from __future__ import annotations

from bot.sandbox.limits.form import REQUIRED, Form
from bot.sandbox.refusal import UNKNOWN_USER, ApiError
from bot.sandbox.rest.call import Answer, Call, Route
from bot.sandbox.wire import number


def myself(call: Call) -> Answer:
    """The bot's user, as only it sees itself."""
    private = {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None, "premium_type": 0}
    return Answer(200, call.world.bot.payload() | private)


def somebody(call: Call) -> Answer:
    """Any user."""
    text = call.path["user_id"]
    user = call.world.bot if text == "@me" else call.world.users.get(call.id("user_id"))
    if user is None:
        raise ApiError(UNKNOWN_USER)
    return Answer(200, user.payload())


def my_guilds(call: Call) -> Answer:
    """The servers that the bot is in, in short."""
    world = call.world
    guilds = [guild for guild in world.guilds.values() if world.bot.id in guild.members]
    return Answer(
        200,
        [
            {
                "id": str(guild.id),
                "name": guild.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(int(world.guild_permissions(world.bot, guild))),
                "features": list(guild.features),
            }
            for guild in guilds
        ],
    )


def open_direct(call: Call) -> Answer:
    """The direct messages with a user; Discord gives the same channel each time."""
    form = Form()
    recipient = call.fields.get("recipient_id")
    if recipient is None:
        form.wrong(("recipient_id",), *REQUIRED)
    form.done()
    user = call.world.users.get(number(str(recipient)) or 0)
    if user is None:
        raise ApiError(UNKNOWN_USER)
    return Answer(200, call.world.direct(user).payload())


def application(call: Call) -> Answer:
    """The application about itself."""
    return Answer(200, call.world.application.payload())


def gateway(call: Call) -> Answer:
    """Where the gateway is."""
    return Answer(200, {"url": call.world.gateway_url})


def gateway_for_bots(call: Call) -> Answer:
    """Where the gateway is, in how many parts, and how many sessions may be started."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return Answer(200, {"url": call.world.gateway_url, "shards": 1, "session_start_limit": limit})


ROUTES = (
    Route("GET", "/users/@me", myself),
    Route("GET", "/users/@me/guilds", my_guilds),
    Route("POST", "/users/@me/channels", open_direct),
    Route("GET", "/users/{user_id}", somebody),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/applications/@me", application),
    Route("GET", "/gateway", gateway, open=True),
    Route("GET", "/gateway/bot", gateway_for_bots),
)
