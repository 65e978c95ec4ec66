"""Alembic's way in. `bot.store.migrating` hands over its connection, with a transaction begun: all revisions or none."""

from alembic import context

from bot.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
