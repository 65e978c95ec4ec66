"""Moderators' changes: from what they typed to a proposal, and from its Confirm to the files and the history."""

from bot.moderating.bringing import Brought, bring
from bot.moderating.effects import Asked, Effect, Effects
from bot.moderating.fields import changes_to, editable, shown, wish_for
from bot.moderating.finding import KINDS, WHAT, Finder, NotThere, Target, What
from bot.moderating.moderation import Drafted, Moderation
from bot.moderating.naming import meant, other_name
from bot.moderating.opened import Opened
from bot.moderating.opened import unpacked as opened_of
from bot.moderating.steps import Pending, Step, packed, unpacked

__all__ = [
    "KINDS",
    "WHAT",
    "Asked",
    "Brought",
    "Drafted",
    "Effect",
    "Effects",
    "Finder",
    "Moderation",
    "NotThere",
    "Opened",
    "Pending",
    "Step",
    "Target",
    "What",
    "bring",
    "changes_to",
    "editable",
    "meant",
    "opened_of",
    "other_name",
    "packed",
    "shown",
    "unpacked",
    "wish_for",
]
