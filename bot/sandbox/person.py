"""A person in the sandbox, for tests that read like what people do."""

from __future__ import annotations

from typing import Any, TypeAlias

from bot.sandbox.acting import choosing, commanding, speaking
from bot.sandbox.acting.refused import NotAllowed
from bot.sandbox.waiting import Waiting
from bot.sandbox.wire import Json
from bot.sandbox.world.channel import Channel, Thread
from bot.sandbox.world.interaction import Interaction, State
from bot.sandbox.world.message import Attachment, Message
from bot.sandbox.world.user import User
from bot.sandbox.world.world import World

Button: TypeAlias = str | Json


class Person:
    """Somebody who uses Discord's app. What Discord would not let them do raises `NotAllowed`."""

    def __init__(self, world: World, user: User, waiting: Waiting) -> None:
        self.world = world
        self.user = user
        self._waiting = waiting

    @property
    def id(self) -> int:
        """Their snowflake."""
        return self.user.id

    @property
    def mention(self) -> str:
        """The text that mentions them."""
        return self.user.mention

    @property
    def direct(self) -> Channel:
        """Their direct messages with the bot."""
        return self.world.direct(self.user)

    async def say(
        self,
        channel: Channel,
        text: str,
        reply_to: Message | None = None,
        ping: bool = True,
        files: list[Attachment] | None = None,
    ) -> Message:
        """The new message; `ping` False answers without mentioning whom it answers."""
        return speaking.say(self.world, self.user, channel, text, reply_to, ping, files)

    async def direct_message(self, text: str, reply_to: Message | None = None) -> Message:
        """The new message to the bot alone."""
        return await self.say(self.direct, text, reply_to)

    async def post(self, forum: Channel, name: str, text: str, *tags: int) -> Thread:
        """The new post of a forum; a message with `text` opens it."""
        return speaking.open_forum_post(self.world, self.user, forum, name, text, list(tags))[0]

    async def edit(self, message: Message, text: str) -> None:
        """Change one's own message."""
        speaking.change(self.world, self.user, message, text)

    async def delete(self, message: Message) -> None:
        """Delete a message, or dismiss one that only they see."""
        speaking.remove(self.world, self.user, message)

    async def react(self, message: Message, emoji: str) -> None:
        """React to a message."""
        speaking.add_reaction(self.world, self.user, message, emoji)

    async def unreact(self, message: Message, emoji: str) -> None:
        """Take a reaction back."""
        speaking.take_reaction(self.world, self.user, message, emoji)

    async def slash(self, channel: Channel, command: str, /, **options: Any) -> Interaction:
        """Use `/command`; with subcommands it is `"knowledge add"`. Users, roles and channels are given as such or by id."""
        return commanding.slash(self.world, self.user, channel, command, options)

    async def autocomplete(self, channel: Channel, command: str, focused: str, text: str, /, **others: Any) -> list[Json]:
        """The choices (`name`, `value`) that the bot offers for what was typed into the option `focused`.

        `NotAllowed` with Discord's sentence where it offers none within three seconds.
        """
        interaction = commanding.complete(self.world, self.user, channel, command, focused, others | {focused: text})
        await self._waiting.until(lambda: interaction.state is not State.PENDING)
        if interaction.choices is None:
            raise NotAllowed(interaction.text)
        return interaction.choices

    async def message_command(self, message: Message, command: str) -> Interaction:
        """Choose a command in the context menu of a message."""
        return commanding.use_on_message(self.world, self.user, message, command)

    async def user_command(self, channel: Channel, target: User, command: str) -> Interaction:
        """Choose a command in the context menu of somebody."""
        return commanding.use_on_user(self.world, self.user, channel, target, command)

    async def click(self, message: Message, button: Button) -> Interaction:
        """Press a button, by its label, its custom id or itself."""
        return choosing.click(self.world, self.user, message, _custom_id(message, button))

    async def select(self, message: Message, menu: str, *values: str | int) -> Interaction:
        """Choose in a menu, by its custom id; values are those of its options, or ids."""
        return choosing.select(self.world, self.user, message, menu, [str(each) for each in values])

    async def submit_modal(self, opened_by: Interaction, values: dict[str, Any]) -> Interaction:
        """Send the form that the bot opened in answer to `opened_by`; values by custom id."""
        return choosing.submit(self.world, self.user, opened_by, values)


def _custom_id(message: Message, button: Button) -> str:
    if isinstance(button, str):
        try:
            button = message.button(button)
        except KeyError:
            return str(button)
    return str(button.get("custom_id"))
