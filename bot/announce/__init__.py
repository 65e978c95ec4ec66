"""New episodes announced exactly once: what is due (pure), then claim, send, confirm. Knows no Discord.

An `Announcer` looks at sources (shows with their files and feeds, and feeds alone), plans posts in the state store, and has
a `Courier` send them. Sending is `cogs.announcements`; every sentence is in `bot.wording.announcing`.
"""

from bot.announce.announcer import Announcer
from bot.announce.news import Guest, News, Offer
from bot.announce.outcomes import Absent, Courier, Refused, Sent, Unreadable, Unsure, Why
from bot.announce.timing import Bounds, Timing

__all__ = [
    "Absent",
    "Announcer",
    "Bounds",
    "Courier",
    "Guest",
    "News",
    "Offer",
    "Refused",
    "Sent",
    "Timing",
    "Unreadable",
    "Unsure",
    "Why",
]
