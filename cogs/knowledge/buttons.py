"""The buttons under proposals and conflicts; those of messages from before a restart work too."""

from __future__ import annotations

from cogs.controls import Control, chosen
from cogs.knowledge.cog import Knowledge
from cogs.knowledge.rights import editor
from cogs.who import Interaction


class Undo(Control, template=r"knowledge:undo:(?P<change>[0-9a-f]{1,64})"):
    """Takes a change back that was just made."""

    async def used(self, interaction: Interaction) -> None:
        """Shows what that would do, for whoever may."""
        cog = interaction.client.get_cog("Knowledge")
        if isinstance(cog, Knowledge) and await editor(interaction, cog.hosts):
            await interaction.response.defer(ephemeral=True, thinking=True)
            await cog.proposing.undo(interaction, self.match["change"])


class Field(Control, template=r"knowledge:field:(?P<number>\d{1,20})"):
    """The menu of fields under something."""

    async def used(self, interaction: Interaction) -> None:
        """Opens the form for the field that was chosen."""
        cog = interaction.client.get_cog("Knowledge")
        if isinstance(cog, Knowledge):
            await cog.forms.again(interaction, int(self.match["number"]), chosen(interaction)[0])


class Decision(Control, template=r"knowledge:(?P<what>confirm|cancel|redo):(?P<number>\d{1,20})"):
    """Confirm, Cancel or Redo."""

    async def used(self, interaction: Interaction) -> None:
        """Does what the button says, for whoever made the proposal."""
        cog = interaction.client.get_cog("Knowledge")
        if isinstance(cog, Knowledge):
            act = {"confirm": cog.proposing.confirm, "cancel": cog.proposing.cancel, "redo": cog.proposing.redo}
            await act[self.match["what"]](interaction, int(self.match["number"]))
