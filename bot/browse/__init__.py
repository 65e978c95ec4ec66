"""What commands show: the episode, guest, topic or sponsor that is named, and lists by filters. Facts, no wording."""

from bot.browse.browser import Browser
from bot.browse.cards import Card, Empty, EpisodeCard, Listing, Missing, Several, ShowsCard, ThingCard, again
from bot.browse.query import PAGE, Query, packed, unpacked

__all__ = [
    "PAGE",
    "Browser",
    "Card",
    "Empty",
    "EpisodeCard",
    "Listing",
    "Missing",
    "Query",
    "Several",
    "ShowsCard",
    "ThingCard",
    "again",
    "packed",
    "unpacked",
]
