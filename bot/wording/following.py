"""What members read: of what they follow, of pings, and of the buttons under posts (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.store.records import Follow, FollowKind
from bot.wording.marks import bold, escape
from bot.wording.words import joined

NO_FOLLOWS = "You follow nothing yet. Try `/follow show`, `/follow guest` or `/follow topic`."
STOPPED = "I will not write to you about this any more."
ALL_STOPPED = (
    "I will not write to you any more. I no longer know which of the things you follow led to this message, so you follow "
    "none of them now; `/follow` begins again."
)
NOTHING_TO_STOP = "You did not follow this any more."
ASKING, QUESTION = "Ask about this episode", "Your question"
GONE = "This episode is no longer in my notes."
NO_ROLE = (
    "The role for pings is gone, or I may not give it. "
    "A moderator can help: I need Manage Roles, and my role must stand above it."
)


def followed(kind: FollowKind, label: str, new: bool) -> str:
    """After `/follow`."""
    name_ = bold(escape(label))
    what = {"show": "of", "guest": "with", "topic": "about"}[kind]
    return f"I will write to you when a new episode {what} {name_} comes out." if new else f"You follow {name_} already."


def too_many(most: int) -> str:
    """There is no room for another follow."""
    return f"You follow {most} things already, which is all there is room for. `/follow stop` ends one."


def unknown(kind: FollowKind, text: str, near: Iterable[str], several: bool) -> str:
    """Nothing of that name can be followed, with what is near; or `several` things are called so."""
    names, said = [bold(escape(each)) for each in near], escape(text[:100])
    if several:
        return f"Which {said} do you mean: {joined(names, 'or')}?"
    hint = f" Did you mean {joined(names, 'or')}?" if names else ""
    return f"There is no {kind} called {said} in my notes.{hint}"


def follows(found: Sequence[Follow]) -> str:
    """What a member follows."""
    return "\n".join(f"- {one.kind}: {escape(one.label)}" for one in found) or NO_FOLLOWS


def stopped(label: str) -> str:
    """After `/follow stop`."""
    return f"You no longer follow {bold(escape(label))}." if label else NOTHING_TO_STOP


def pings(role: int, on: bool) -> str:
    """After the button that gives or takes the role for pings."""
    return f"You get <@&{role}> pings for new episodes now." if on else f"You no longer get <@&{role}> pings."
