"""The form of a message as bots send it: what Discord accepts, read into a draft or into changes of a message."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.component import Components
from bot.sandbox.limits.embed import read_embeds
from bot.sandbox.limits.form import Form
from bot.sandbox.refusal import EMPTY_MESSAGE, ApiError
from bot.sandbox.wire import Json
from bot.sandbox.world.message import Attachment, Flag, Message
from bot.sandbox.world.posting import Draft

CONTENT, NONCE, MENTIONED, FILES = 2000, 25, 100, 10
SETTABLE = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2
LAYOUT_ALONE = ("content", "embeds", "poll", "sticker_ids")


def read_draft(body: Json, files: list[Attachment]) -> Draft:
    """The message that `body` asks for; refused where it is empty or breaks a limit."""
    form = Form()
    flags = read_flags(body) & SETTABLE
    layouts = bool(flags & Flag.COMPONENTS_V2)
    content = form.text(("content",), body.get("content"), CONTENT)
    embeds = read_embeds(form, body.get("embeds"), files)
    components = Components(form, files, layouts).read(body.get("components"))
    allowed = _allowed(form, body.get("allowed_mentions"))
    nonce = _nonce(form, body.get("nonce"))
    form.length(("attachments",), len(files), FILES)
    if layouts:
        _alone(form, body)
    form.done()
    if not (content or embeds or components or files or body.get("sticker_ids") or body.get("poll")):
        raise ApiError(EMPTY_MESSAGE)
    return Draft(content, embeds, components, files, allowed, flags, bool(body.get("tts")), nonce)


def read_flags(body: Json) -> int:
    """The message flags that `body` asks for; refused where they are no number."""
    form = Form()
    flags = form.whole(("flags",), body.get("flags"), 0, 1 << 31)
    form.done()
    return flags or 0


def read_changes(body: Json, message: Message, files: list[Attachment]) -> Json:
    """The fields of `message` that `body` changes; refused where nothing would be left of it or a limit is broken.

    `body["attachments"]` lists which old files stay; `files` are new ones.
    """
    form = Form()
    flags = message.flags
    if body.get("flags") is not None:
        flags = message.flags & ~Flag.SUPPRESS_EMBEDS | read_flags(body) & (Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2)
    layouts = bool(flags & Flag.COMPONENTS_V2)
    kept = _kept(body, message) + files
    changes: Json = {"attachments": kept, "flags": flags}
    if "content" in body:
        changes["content"] = form.text(("content",), body["content"], CONTENT)
    if "embeds" in body:
        changes["embeds"] = read_embeds(form, body["embeds"], kept)
    if "components" in body:
        changes["components"] = Components(form, kept, layouts).read(body["components"])
    _allowed(form, body.get("allowed_mentions"))
    if layouts:
        _alone(form, body)
    form.done()
    if not any(changes.get(name, getattr(message, name)) for name in ("content", "embeds", "components", "attachments")):
        raise ApiError(EMPTY_MESSAGE)
    return changes


def _kept(body: Json, message: Message) -> list[Attachment]:
    if body.get("attachments") is None:
        return list(message.attachments)
    given = body["attachments"] if isinstance(body["attachments"], list) else []
    wanted = {str(each.get("id")) for each in given if isinstance(each, dict)}
    return [each for each in message.attachments if str(each.id) in wanted]


def _nonce(form: Form, value: Any) -> str | int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    form.length(("nonce",), len(str(value)), NONCE)
    return str(value)


def _alone(form: Form, body: Json) -> None:
    for name in LAYOUT_ALONE:
        if body.get(name):
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.wrong((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _allowed(form: Form, value: Any) -> Json | None:
    if value is None:
        return None
    given = form.mapping(("allowed_mentions",), value)
    parse = form.items(("allowed_mentions", "parse"), given.get("parse"), 3)
    for index, each in enumerate(parse):
        form.choice(("allowed_mentions", "parse", index), each, ("users", "roles", "everyone"))
    for name in ("users", "roles"):
        listed = form.items(("allowed_mentions", name), given.get(name), MENTIONED)
        if listed and name in parse:
            message = f'parse:["{name}"] and {name}: [ids...] are mutually exclusive.'
            form.wrong(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    return given
