"""What is kept of people, said to them (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.store.records import Forgotten, Held, Keep
from bot.wording.cards import Part, Sheet
from bot.wording.words import joined, plural

DAY = 24 * 3600.0
MANY = {
    "thumb": "thumbs",
    "wish to be told": "wishes to be told",
    "change to the knowledge": "changes to the knowledge",
    "deed": "deeds as a moderator",
}
ONE = {"deed": "deed as a moderator"}


def lasting(seconds: float) -> str:
    """`a day`, `30 days`, `a year`."""
    days = round(seconds / DAY)
    if days == 365:
        return "a year"
    return "a day" if days == 1 else f"{days} days"


def privacy(keep: Keep, held: Sequence[Held]) -> Sheet:
    """What is kept, for how long, and what there is of whoever asks."""
    kept = (
        f"Where you left off in a conversation, so that you can go on from it: {lasting(keep.conversations)}",
        f"What you asked and the number of my answer, so that its buttons work: {lasting(keep.answers)}",
        f"Your 👍 and 👎, and answers you reported: {lasting(keep.feedback)}",
        "What you follow, and what you want to be told of: until you end it, or are told",
        f"Which episodes I wrote to you about: {lasting(keep.letters)}",
        f"What you do as a moderator, and attempts at what you may not do: {lasting(keep.audit)}",
        "Who changed the knowledge, granted a show or set up announcements: as long as that stands",
        f"What I could not answer, without your name: {lasting(keep.gaps)} after it was last asked",
        f"Everything of a server: {lasting(keep.departed)} after I was removed from it",
    )
    never = "What people write without asking me is never kept, and nothing is given to anybody else."
    return Sheet(
        title="What I keep",
        body="\n".join([*(f"- {line}" for line in kept), never]),
        parts=(Part("Of you, right now", _counted(Counter(each.kind for each in held)) or "Nothing."),),
        foot="/forget-me deletes it at once.",
    )


def forgotten(gone: Forgotten) -> Sheet:
    """What was deleted, and what stays without a name."""
    deleted, unsigned = _counted(gone.deleted), _counted(gone.unsigned)
    if not deleted and not unsigned:
        return Sheet(body="I kept nothing of you. There is nothing to delete.")
    parts = [Part("Deleted", deleted)] if deleted else []
    if unsigned:
        parts.append(Part("Stays, without your name", unsigned))
    return Sheet(title="You are forgotten", parts=tuple(parts))


def _counted(kinds: Mapping[str, int]) -> str:
    told = [plural(count, ONE.get(kind, kind), MANY.get(kind, "")) for kind, count in sorted(kinds.items())]
    return joined(told)
