"""A small discord.py bot with fixed answers that shows everything the page has to draw; it knows nothing of Greenroom."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands, ui

from bot.sandbox import Sandbox
from tests.page.answers import answer_to, card

HOSTILE = (
    "<img src=x onerror=\"document.title='owned'\"> <script>document.title='owned'</script> "
    "[click me](javascript:document.title='owned') [data](data:text/html,x) **bold** &lt;b&gt; \u202egnihtemos\u202c"
)

PARTS = [discord.SelectOption(label="The guest", value="guest"), discord.SelectOption(label="The date", value="date")]


class Correction(ui.Modal, title="What is wrong?"):
    """A form with a text, a menu and a file."""

    reason: ui.Label[Correction] = ui.Label(
        text="Reason", description="One sentence will do.", component=ui.TextInput(max_length=200)
    )
    part: ui.Label[Correction] = ui.Label(text="Part", component=ui.Select(options=PARTS))
    proof: ui.Label[Correction] = ui.Label(text="Proof", component=ui.FileUpload(required=False))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Thank whoever sent it, and say what came."""
        reason, part, proof = self.reason.component, self.part.component, self.proof.component
        assert isinstance(reason, ui.TextInput)
        assert isinstance(part, ui.Select)
        assert isinstance(proof, ui.FileUpload)
        files = ", ".join(file.filename for file in proof.values) or "no file"
        await interaction.response.send_message(f"Noted: {reason.value} ({part.values[0]}, {files})", ephemeral=True)


class Choices(ui.View):
    """Buttons and a menu under an answer."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.Button(label="Listen", url="https://www.pythonpodcast.com/"))

    @ui.button(label="More", style=discord.ButtonStyle.primary, custom_id="more")
    async def more(self, interaction: discord.Interaction[Any], _button: ui.Button[Choices]) -> None:
        """Turn the page in place."""
        await interaction.response.edit_message(content="Page 2 of 2", embed=card("Tom Christie"))

    @ui.button(label="Report wrong", style=discord.ButtonStyle.secondary, custom_id="wrong")
    async def wrong(self, interaction: discord.Interaction[Any], _button: ui.Button[Choices]) -> None:
        """Open the form."""
        await interaction.response.send_modal(Correction())

    @ui.button(label="Break", style=discord.ButtonStyle.danger, custom_id="break")
    async def broken(self, interaction: discord.Interaction[Any], _button: ui.Button[Choices]) -> None:
        """Never answer."""

    @ui.select(
        custom_id="pick",
        placeholder="Which one do you mean?",
        options=[
            discord.SelectOption(label="Tom Christie", value="tom", description="Guest of #250"),
            discord.SelectOption(label="Thomas Kluyver", value="thomas", description="Guest of #98"),
        ],
    )
    async def pick(self, interaction: discord.Interaction[Any], select: ui.Select[Choices]) -> None:
        """Answer what was chosen."""
        await interaction.response.send_message(f"You chose {select.values[0]}.", ephemeral=True)


class Panel(ui.LayoutView):
    """The second version's layouts."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        beside: ui.Button[Panel] = ui.Button(label="Show notes", url="https://www.pythonpodcast.com/")
        words = ui.Section[Panel]("### Settings", "Which shows the bot speaks for in this server.", accessory=beside)
        menu: ui.ChannelSelect[Panel] = ui.ChannelSelect(placeholder="Channels to listen in", max_values=3, custom_id="where")
        inside = (
            words,
            ui.Separator[Panel](),
            ui.TextDisplay[Panel]("-# Only moderators may change this."),
            ui.ActionRow(menu),
        )
        self.add_item(ui.Container[Panel](*inside, accent_color=0x0F7A4D))


class ShowBot(discord.Client):
    """Answers the questions of the page's tests as the real bot does, and shows off on request."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True, messages=True), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        add_commands(self.tree)

    async def setup_hook(self) -> None:
        """Tell Discord of the commands."""
        self.add_view(Choices())
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Answer mentions, replies and direct messages of people."""
        assert self.user is not None
        if message.author.bot or not (message.guild is None or self.user in message.mentions):
            return
        text = message.content.replace(self.user.mention, "").strip()
        async with message.channel.typing():
            before = message.reference.resolved if message.reference else None
            earlier = before.embeds[0].description or "" if isinstance(before, discord.Message) and before.embeds else ""
            await message.reply(
                embed=answer_to(text, earlier), mention_author=False, allowed_mentions=discord.AllowedMentions.none()
            )


def add_commands(tree: app_commands.CommandTree[ShowBot]) -> None:
    """`/ask`, `/slow`, `/silent`, `/show` and a message's context menu."""

    @tree.command(description="Ask about an episode, a guest or a topic")
    @app_commands.describe(
        question="What would you like to know?", private="Only you see the answer", guest="Ask about one guest"
    )
    async def ask(
        interaction: discord.Interaction[ShowBot], question: str, private: bool = False, guest: str | None = None
    ) -> None:
        await interaction.response.send_message(embed=answer_to(f"{question} {guest or ''}"), view=Choices(), ephemeral=private)

    @ask.autocomplete("guest")
    async def guests(_interaction: discord.Interaction[ShowBot], current: str) -> list[app_commands.Choice[str]]:
        names = ("Tom Christie", "Guido van Rossum", "Brett Cannon")
        return [app_commands.Choice(name=name, value=name) for name in names if current.lower() in name.lower()]

    @tree.command(description="Think before answering")
    async def slow(interaction: discord.Interaction[ShowBot]) -> None:
        await interaction.response.defer(thinking=True)
        await asyncio.sleep(0.3)
        await interaction.followup.send("Here it is.")

    @tree.command(description="Never answer")
    async def silent(_interaction: discord.Interaction[ShowBot]) -> None:
        return None

    @tree.command(description="Show something off")
    async def show(interaction: discord.Interaction[ShowBot], what: str) -> None:
        if what == "panel":
            await interaction.response.send_message(view=Panel())
        else:
            await interaction.response.send_message(HOSTILE, embed=discord.Embed(title=HOSTILE[:200], description=HOSTILE))

    @tree.context_menu(name="Explain this")
    async def explain(interaction: discord.Interaction[ShowBot], message: discord.Message) -> None:
        await interaction.response.send_message(f"You meant: {message.clean_content[:100]}", ephemeral=True)


@asynccontextmanager
async def connected(sandbox: Sandbox) -> AsyncIterator[None]:
    """The bot, online in the sandbox while the block runs."""
    client = ShowBot()
    with sandbox.point_discord_at_me():
        running = asyncio.create_task(client.start(sandbox.token))
        try:
            await sandbox.wait_until_online()
            await sandbox.wait_until(lambda: bool(sandbox.world.application.commands))
            yield
        finally:
            await client.close()
            with contextlib.suppress(asyncio.CancelledError, discord.DiscordException):
                await running
