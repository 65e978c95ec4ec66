"""The tables of the state, as they are at the newest revision; `migrations` says how a file gets there."""

from bot.store.tables.care import audit, edit, edit_file, note, show_grant
from bot.store.tables.kinds import metadata
from bot.store.tables.news import delivery, delivery_step, feed, follow, seen, subscription
from bot.store.tables.talk import answer, conversation, departed, feedback, gap, report, server, watcher

__all__ = [
    "answer",
    "audit",
    "conversation",
    "delivery",
    "delivery_step",
    "departed",
    "edit",
    "edit_file",
    "feed",
    "feedback",
    "follow",
    "gap",
    "metadata",
    "note",
    "report",
    "seen",
    "server",
    "show_grant",
    "subscription",
    "watcher",
]
