"""State that must survive: settings, conversations, gaps, posted announcements, edits.

`async with open_store(path_or_url) as store:` gives verbs by noun, such as `store.deliveries.claim(post, now)`. Times are
seconds since 1970 UTC and always passed in. SQLite by default; PostgreSQL by a URL.
"""

from bot.store.opening import Store, open_store

__all__ = ["Store", "open_store"]
