"""The buttons under proposals and conflicts; those of messages from before a restart work too."""

from __future__ import annotations

from cogs.controls import Control
from cogs.knowledge.cog import Knowledge
from cogs.who import Interaction


class Decision(Control, template=r"knowledge:(?P<what>confirm|cancel|redo):(?P<number>\d{1,20})"):
    """Confirm, Cancel or Redo."""

    async def used(self, interaction: Interaction) -> None:
        """Does what the button says, for whoever made the proposal."""
        cog = interaction.client.get_cog("Knowledge")
        if isinstance(cog, Knowledge):
            act = {"confirm": cog.proposing.confirm, "cancel": cog.proposing.cancel, "redo": cog.proposing.redo}
            await act[self.match["what"]](interaction, int(self.match["number"]))
