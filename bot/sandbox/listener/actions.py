"""What the page asks for, done as the person who looks at it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from bot.sandbox.acting import choosing, commanding, speaking
from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.faults import Faults
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.wire import Json, number
from bot.sandbox.world.channel import Channel
from bot.sandbox.world.interaction import Interaction
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.permission import Permission
from bot.sandbox.world.silence import silenced
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

BIGGEST_FILE = 8 * 1024 * 1024


class Actions:
    """Does what one frame of the page asks for; `NotAllowed` says why not."""

    def __init__(self, world: World, gateway: Gateway, faults: Faults) -> None:
        self._world = world
        self._gateway = gateway
        self._faults = faults
        self._known: dict[str, Callable[[User, Json], Json]] = {
            "say": self._say,
            "post": self._post,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "unreact": self._unreact,
            "typing": self._typing,
            "slash": self._slash,
            "message_command": self._message_command,
            "user_command": self._user_command,
            "click": self._click,
            "select": self._select,
            "modal_submit": self._modal_submit,
            "fault": self._fault,
            "calm": self._calm,
        }

    def do(self, me: User, frame: Json) -> Json:
        """What the answer says beyond "ok"."""
        known = self._known.get(str(frame.get("type")))
        if known is None:
            raise NotAllowed("The sandbox does not know how to do that.")
        return known(me, frame)

    def start_completion(self, me: User, frame: Json) -> Interaction:
        """The autocomplete that the page asks for; its choices come later."""
        focused = str(frame.get("focused"))
        options = _mapping(frame.get("options"))
        return commanding.complete(self._world, me, self._channel(me, frame), _command(frame), focused, options)

    def _say(self, me: User, frame: Json) -> Json:
        channel = self._channel(me, frame)
        reply_to = self._message(me, frame, "reply_to") if frame.get("reply_to") else None
        files = [self._upload(each) for each in frame.get("files") or []]
        ping = frame.get("mention", True) is not False
        speaking.say(self._world, me, channel, str(frame.get("content", "")), reply_to, ping, files)
        return {}

    def _post(self, me: User, frame: Json) -> Json:
        tags = [number(str(each)) or 0 for each in frame.get("tags") or []]
        name, text = str(frame.get("name", "")).strip(), str(frame.get("content", ""))
        if not name:
            raise NotAllowed("A post needs a title.")
        thread, _message = speaking.open_forum_post(self._world, me, self._channel(me, frame), name, text, tags)
        return {"channel_id": str(thread.id)}

    def _edit(self, me: User, frame: Json) -> Json:
        speaking.change(self._world, me, self._message(me, frame), str(frame.get("content", "")))
        return {}

    def _delete(self, me: User, frame: Json) -> Json:
        speaking.remove(self._world, me, self._message(me, frame))
        return {}

    def _react(self, me: User, frame: Json) -> Json:
        speaking.add_reaction(self._world, me, self._message(me, frame), str(frame.get("emoji")))
        return {}

    def _unreact(self, me: User, frame: Json) -> Json:
        speaking.take_reaction(self._world, me, self._message(me, frame), str(frame.get("emoji")))
        return {}

    def _typing(self, me: User, frame: Json) -> Json:
        speaking.start_typing(self._world, me, self._channel(me, frame))
        return {}

    def _slash(self, me: User, frame: Json) -> Json:
        options = {name: self._value(value) for name, value in _mapping(frame.get("options")).items()}
        return _started(commanding.slash(self._world, me, self._channel(me, frame), _command(frame), options))

    def _message_command(self, me: User, frame: Json) -> Json:
        return _started(commanding.use_on_message(self._world, me, self._message(me, frame), str(frame.get("command"))))

    def _user_command(self, me: User, frame: Json) -> Json:
        target = self._world.users.get(number(str(frame.get("user_id"))) or 0)
        if target is None:
            raise NotAllowed("There is nobody of that id.")
        channel = self._channel(me, frame)
        return _started(commanding.use_on_user(self._world, me, channel, target, str(frame.get("command"))))

    def _click(self, me: User, frame: Json) -> Json:
        return _started(choosing.click(self._world, me, self._message(me, frame), str(frame.get("custom_id"))))

    def _select(self, me: User, frame: Json) -> Json:
        values = [str(each) for each in frame.get("values") or []]
        return _started(choosing.select(self._world, me, self._message(me, frame), str(frame.get("custom_id")), values))

    def _modal_submit(self, me: User, frame: Json) -> Json:
        wanted = str(frame.get("interaction_id"))
        opened_by = next((each for each in self._world.interactions.values() if str(each.id) == wanted), None)
        if opened_by is None:
            raise NotAllowed("There is no form to send.")
        values = {name: self._value(value) for name, value in _mapping(frame.get("values")).items()}
        return _started(choosing.submit(self._world, me, opened_by, values))

    def _fault(self, me: User, frame: Json) -> Json:
        times, seconds = int(frame.get("times") or 1), float(frame.get("seconds") or 0)
        route = str(frame.get("route") or "")
        known: dict[str, Callable[[], None]] = {
            "drop_gateway": self._gateway.drop,
            "reconnect": self._gateway.reconnect,
            "invalid_session": self._gateway.invalidate,
            "refuse_resume": lambda: self._faults.refuse_resume(times),
            "delay_events": lambda: self._faults.delay_events(seconds, times),
            "repeat_events": lambda: self._faults.repeat_events(times),
            "fail_requests": lambda: self._faults.fail(int(frame.get("status") or 500), times, route, seconds=seconds or 0.5),
            "slow_requests": lambda: self._faults.slow(seconds, times, route),
            "lose_answers": lambda: self._faults.lose_answer(times, route),
            "take_permissions": lambda: self._take_permissions(me, frame),
        }
        name = str(frame.get("name"))
        if name not in known:
            raise NotAllowed("The sandbox has no such fault.")
        known[name]()
        return {}

    def _calm(self, me: User, frame: Json) -> Json:
        self._faults.calm()
        return {}

    def _take_permissions(self, me: User, frame: Json) -> None:
        names = [str(each) for each in frame.get("permissions") or []]
        if not set(names) <= set(Permission.__members__):
            raise NotAllowed("There is no such permission.")
        silenced(self._world, self._channel(me, frame), [Permission[name] for name in names])

    def _channel(self, me: User, frame: Json) -> Channel:
        channel = self._world.channels.get(number(str(frame.get("channel_id"))) or 0)
        if channel is None or not self._world.sees(me, channel):
            raise NotAllowed("There is no such channel.")
        return channel

    def _message(self, me: User, frame: Json, key: str = "message_id") -> Message:
        channel = self._channel(me, frame)
        message = self._world.message(channel, number(str(frame.get(key))) or 0)
        if message is None or message.only_for not in (None, me):
            raise NotAllowed("That message is gone.")
        return message

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict) and "base64" in value:
            return self._upload(value)
        return [self._value(each) for each in value] if isinstance(value, list) else value

    def _upload(self, given: Json) -> Attachment:
        try:
            data = base64.b64decode(str(given.get("base64", "")), validate=True)
        except binascii.Error:
            raise NotAllowed("That file did not arrive whole.") from None
        if len(data) > BIGGEST_FILE:
            raise NotAllowed("A file has at most 8 MB.")
        kind = str(given.get("content_type") or "application/octet-stream")
        return self._world.attach(str(given.get("filename") or "file"), data, kind)


def _started(interaction: Interaction) -> Json:
    return {"interaction_id": str(interaction.id)}


def _command(frame: Json) -> str:
    name = str(frame.get("command", "")).strip()
    if not name:
        raise NotAllowed("Which command?")
    return name


def _mapping(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}
