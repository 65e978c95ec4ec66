"""Tables of what is asked and answered on servers."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, UniqueConstraint

from bot.store.tables.kinds import DISCORD, MOMENT, OWN, metadata

server = Table(
    "server",
    metadata,
    Column("guild", DISCORD, primary_key=True, autoincrement=False),
    Column("shows", JSON, nullable=False),
    Column("default_show", Text),
    Column("ask_channels", JSON, nullable=False),
    Column("moderator_role", DISCORD),
    Column("private", Boolean, nullable=False),
    Column("private_channels", JSON, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("moderators_channel", DISCORD),
)

departed = Table(
    "departed",
    metadata,
    Column("guild", DISCORD, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
)

conversation = Table(
    "conversation",
    metadata,
    Column("user", DISCORD, primary_key=True, autoincrement=False),
    Column("channel", DISCORD, primary_key=True, autoincrement=False),
    Column("guild", DISCORD),
    Column("turn", LargeBinary, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("ix_conversation_at", "at"),
)

answer = Table(
    "answer",
    metadata,
    Column("message", DISCORD, primary_key=True, autoincrement=False),
    Column("channel", DISCORD, nullable=False),
    Column("guild", DISCORD),
    Column("asker", DISCORD, nullable=False),
    Column("asked", DISCORD),
    Column("question", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("ix_answer_asked", "asked"),
    Index("ix_answer_asker", "asker"),
    Index("ix_answer_at", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("message", DISCORD, primary_key=True, autoincrement=False),
    Column("user", DISCORD, primary_key=True, autoincrement=False),
    Column("guild", DISCORD),
    Column("up", Boolean, nullable=False),
    Column("at", MOMENT, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("id", OWN, primary_key=True),
    Column("message", DISCORD, nullable=False),
    Column("channel", DISCORD, nullable=False),
    Column("user", DISCORD, nullable=False),
    Column("guild", DISCORD),
    Column("question", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("closed_by", DISCORD),
    Column("closed_at", MOMENT),
    UniqueConstraint("message", "user"),
    sqlite_autoincrement=True,
)

gap = Table(
    "gap",
    metadata,
    Column("id", OWN, primary_key=True),
    # 0 for direct messages: an empty guild would never count as the same one twice.
    Column("guild", DISCORD, nullable=False),
    Column("key", Text, nullable=False),
    Column("show", Text, nullable=False),
    Column("example", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("first_at", MOMENT, nullable=False),
    Column("last_at", MOMENT, nullable=False),
    Column("status", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("changed_by", DISCORD),
    Column("changed_at", MOMENT),
    UniqueConstraint("guild", "key"),
    Index("ix_gap_status", "status", "count"),
    sqlite_autoincrement=True,
)

watcher = Table(
    "watcher",
    metadata,
    Column("gap", OWN, ForeignKey("gap.id", ondelete="CASCADE"), primary_key=True),
    Column("user", DISCORD, primary_key=True, autoincrement=False),
    Column("channel", DISCORD),
    Column("at", MOMENT, nullable=False),
    Index("ix_watcher_user", "user"),
)
