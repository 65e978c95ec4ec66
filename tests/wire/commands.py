"""Everything that a bot may do with interactions, for the tests' own client."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from tests.wire.client import Probe


class Chooser(ui.View):
    """A button that changes its message, one that answers, and a menu."""

    @ui.button(label="Next", custom_id="next")
    async def turn(self, interaction: discord.Interaction, _button: ui.Button[Chooser]) -> None:
        """Turn the page."""
        await interaction.response.edit_message(content="page 2")

    @ui.button(label="Tell me", custom_id="tell")
    async def tell(self, interaction: discord.Interaction, _button: ui.Button[Chooser]) -> None:
        """Answer quietly."""
        await interaction.response.send_message("just for you", ephemeral=True)

    @ui.select(
        custom_id="pick", options=[discord.SelectOption(label="A", value="a"), discord.SelectOption(label="B", value="b")]
    )
    async def pick(self, interaction: discord.Interaction, menu: ui.Select[Chooser]) -> None:
        """Say what was chosen."""
        await interaction.response.send_message(f"you chose {menu.values[0]}")


class Report(ui.Modal, title="Report"):
    """A form with a text, a menu and a file."""

    reason: ui.TextInput[Report] = ui.TextInput(label="Why", custom_id="why", max_length=20)
    kind: ui.Label[Report] = ui.Label(
        text="What", component=ui.Select(custom_id="what", options=[discord.SelectOption(label="fact")])
    )
    proof: ui.Label[Report] = ui.Label(text="Proof", component=ui.FileUpload(custom_id="proof", required=False))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Say what was sent."""
        assert isinstance(self.kind.component, ui.Select)
        assert isinstance(self.proof.component, ui.FileUpload)
        names = [file.filename for file in self.proof.component.values]
        await interaction.response.send_message(f"{self.reason.value} {self.kind.component.values} {names}", ephemeral=True)


def commands(probe: Probe) -> None:
    """Everything that a bot may do with interactions, one command each."""
    tree = probe.tree

    @tree.command()
    async def ask(interaction: discord.Interaction, question: str) -> None:
        """Answer at once."""
        await interaction.response.send_message(f"about {question}")

    @tree.command()
    async def think(interaction: discord.Interaction, private: bool = False) -> None:
        """Answer later, twice."""
        await interaction.response.defer(thinking=True, ephemeral=private)
        await interaction.followup.send("first")
        await interaction.followup.send("second")

    @tree.command()
    async def choose(interaction: discord.Interaction) -> None:
        """Show buttons."""
        await interaction.response.send_message("page 1", view=Chooser(timeout=None))

    @tree.command()
    async def report(interaction: discord.Interaction) -> None:
        """Open a form."""
        await interaction.response.send_modal(Report())

    @tree.command()
    async def ignore(_interaction: discord.Interaction) -> None:
        """Never answer."""

    @tree.command()
    @app_commands.default_permissions(manage_messages=True)
    async def settings(
        interaction: discord.Interaction, channel: discord.TextChannel, member: discord.Member, most: int
    ) -> None:
        """For moderators."""
        await interaction.response.send_message(f"{channel.name} {member.display_name} {most + 1}", ephemeral=True)

    @settings.autocomplete("most")
    async def complete(_interaction: discord.Interaction, current: str) -> list[app_commands.Choice[int]]:
        return [app_commands.Choice(name=f"{current} times", value=7)]

    @tree.context_menu(name="Who is this")
    async def who(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"{member.display_name} in {member.guild.name}", ephemeral=True)

    @tree.context_menu(name="Ask this")
    async def ask_this(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"about {message.content}", ephemeral=True)
