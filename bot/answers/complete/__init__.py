"""What somebody may mean while they are still typing a name: exact, prefix, alias, typo, in that order (pure)."""

from bot.answers.complete.lists import MOST, Lists
from bot.answers.complete.suggestion import KINDS, Fits, Kind, Suggestion, Tier, key_of, mark_of, value_for

__all__ = ["KINDS", "MOST", "Fits", "Kind", "Lists", "Suggestion", "Tier", "key_of", "mark_of", "value_for"]
