"""Tables of feeds, of who follows what, and of what was posted."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.store.tables.kinds import DISCORD, MOMENT, OWN, metadata

subscription = Table(
    "subscription",
    metadata,
    Column("id", OWN, primary_key=True),
    Column("guild", DISCORD, nullable=False),
    Column("channel", DISCORD, nullable=False),
    Column("show", Text, nullable=False),
    Column("feed", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("ping_role", DISCORD),
    Column("embed", Boolean, nullable=False),
    Column("crosspost", Boolean, nullable=False),
    Column("thread", Boolean, nullable=False),
    Column("forum_tags", JSON, nullable=False),
    Column("titles", Text, nullable=False),
    Column("topics", Text, nullable=False),
    Column("guests", Text, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("made_by", DISCORD),
    Column("made_at", MOMENT, nullable=False),
    Column("checked_at", MOMENT),
    Column("finding", Text, nullable=False),
    Index("ix_subscription_guild", "guild"),
    Index("ix_subscription_feed", "feed"),
    sqlite_autoincrement=True,
)

delivery = Table(
    "delivery",
    metadata,
    Column("key", Text, primary_key=True),
    Column("subscription", OWN, ForeignKey("subscription.id", ondelete="CASCADE")),
    Column("user", DISCORD),
    Column("guild", DISCORD),
    Column("channel", DISCORD, nullable=False),
    Column("episode", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("digest", Text, nullable=False),
    Column("pending", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_at", MOMENT, nullable=False),
    Column("claimed_at", MOMENT),
    Column("next_try", MOMENT),
    Column("reason", Text, nullable=False),
    Column("message", DISCORD),
    Column("sent_at", MOMENT),
    Column("told_at", MOMENT),
    Index("ix_delivery_state", "state", "next_try"),
    Index("ix_delivery_subscription", "subscription", "first_at"),
    Index("ix_delivery_episode", "episode"),
    Index("ix_delivery_message", "message"),
    Index("ix_delivery_user", "user"),
)

delivery_step = Table(
    "delivery_step",
    metadata,
    Column("delivery", Text, ForeignKey("delivery.key", ondelete="CASCADE"), primary_key=True),
    Column("step", Text, primary_key=True),
    Column("channel", DISCORD, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", MOMENT),
    Column("reason", Text, nullable=False),
    Column("result", DISCORD),
    Column("done_at", MOMENT),
    Index("ix_delivery_step_state", "state", "next_try"),
    Index("ix_delivery_step_done", "channel", "step", "done_at"),
)

feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("moved_to", Text, nullable=False),
    Column("added_at", MOMENT, nullable=False),
    Column("next_poll", MOMENT, nullable=False),
    Column("checked_at", MOMENT),
    Column("read_at", MOMENT),
    Column("failures", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Index("ix_feed_next_poll", "next_poll"),
)

seen = Table(
    "seen",
    metadata,
    Column("feed", Text, ForeignKey("feed.url", ondelete="CASCADE"), primary_key=True),
    Column("episode", Text, primary_key=True),
    Column("trace", LargeBinary, nullable=False),
    Column("at", MOMENT, nullable=False),
)

follow = Table(
    "follow",
    metadata,
    Column("user", DISCORD, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("label", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Index("ix_follow_key", "kind", "key"),
)
