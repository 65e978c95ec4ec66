"""How a state file of any age becomes one of today: Alembic revisions, run by `bot.store.migrating`."""
