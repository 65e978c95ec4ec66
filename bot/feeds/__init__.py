"""Podcast feeds: reading them, knowing an episode again, and fetching them politely.

`read` (or `Reader` in a running loop) turns bytes into a `Feed`; `Fetcher` gets the bytes; `next_poll` says when to ask
again; `Identities` tells new episodes from known ones; `changes` names what was edited; `describe` prints a feed.
"""

from bot.feeds.addresses import host_of, is_public, web_address
from bot.feeds.aside import Reader, read_aside
from bot.feeds.changes import Change, changes
from bot.feeds.describing import describe
from bot.feeds.fetch import Fetcher
from bot.feeds.identity import keyring, keys
from bot.feeds.items import Feed, Item, Person
from bot.feeds.manners import Manners
from bot.feeds.matching import Trace, same
from bot.feeds.reading import read
from bot.feeds.results import Failed, Fetched, Known, NotModified, Result
from bot.feeds.schedule import Pace, next_poll
from bot.feeds.sorting import Identities, Sighting, Sorting, traces

__all__ = [
    "Change",
    "Failed",
    "Feed",
    "Fetched",
    "Fetcher",
    "Identities",
    "Item",
    "Known",
    "Manners",
    "NotModified",
    "Pace",
    "Person",
    "Reader",
    "Result",
    "Sighting",
    "Sorting",
    "Trace",
    "changes",
    "describe",
    "host_of",
    "is_public",
    "keyring",
    "keys",
    "next_poll",
    "read",
    "read_aside",
    "same",
    "traces",
    "web_address",
]
