"""Tables of who may do what, and of what they did."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, Table, Text

from bot.store.tables.kinds import DISCORD, MOMENT, OWN, metadata

show_grant = Table(
    "show_grant",
    metadata,
    Column("guild", DISCORD, primary_key=True, autoincrement=False),
    Column("role", DISCORD, primary_key=True, autoincrement=False),
    Column("show", Text, primary_key=True),
    Column("granted_by", DISCORD),
    Column("at", MOMENT, nullable=False),
    Index("ix_show_grant_show", "show"),
)

edit = Table(
    "edit",
    metadata,
    Column("id", OWN, primary_key=True),
    Column("at", MOMENT, nullable=False),
    Column("who", DISCORD),
    Column("name", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("undoes", OWN),
    Column("undone_by", OWN),
    Index("ix_edit_state", "state"),
    Index("ix_edit_who", "who"),
    sqlite_autoincrement=True,
)

edit_file = Table(
    "edit_file",
    metadata,
    Column("edit", OWN, ForeignKey("edit.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),
    # Empty where there was no file before, or is none after.
    Column("before", LargeBinary),
    Column("after", LargeBinary),
    Index("ix_edit_file_path", "path", "edit"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", OWN, primary_key=True),
    Column("at", MOMENT, nullable=False),
    Column("guild", DISCORD),
    Column("who", DISCORD),
    Column("deed", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("refused", Boolean, nullable=False),
    Index("ix_audit_guild", "guild", "at"),
    Index("ix_audit_who", "who"),
    sqlite_autoincrement=True,
)

note = Table(
    "note",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
)
