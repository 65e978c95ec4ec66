"""Feeds, who follows what, and what was posted."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

OWN = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    _subscriptions()
    _deliveries()
    _feeds()


def _subscriptions() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", OWN, primary_key=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("show", sa.Text, nullable=False),
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("ping_role", sa.BigInteger),
        sa.Column("embed", sa.Boolean, nullable=False),
        sa.Column("crosspost", sa.Boolean, nullable=False),
        sa.Column("thread", sa.Boolean, nullable=False),
        sa.Column("forum_tags", sa.JSON, nullable=False),
        sa.Column("titles", sa.Text, nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("guests", sa.Text, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("made_by", sa.BigInteger),
        sa.Column("made_at", sa.Double, nullable=False),
        sa.Column("checked_at", sa.Double),
        sa.Column("finding", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscription_guild", "subscription", ["guild"])
    op.create_index("ix_subscription_feed", "subscription", ["feed"])
    op.create_table(
        "follow",
        sa.Column("user", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("ix_follow_key", "follow", ["kind", "key"])


def _deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("subscription", OWN, sa.ForeignKey("subscription.id", ondelete="CASCADE")),
        sa.Column("user", sa.BigInteger),
        sa.Column("guild", sa.BigInteger),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("episode", sa.Text, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("pending", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Double, nullable=False),
        sa.Column("claimed_at", sa.Double),
        sa.Column("next_try", sa.Double),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("sent_at", sa.Double),
        sa.Column("told_at", sa.Double),
    )
    op.create_index("ix_delivery_state", "delivery", ["state", "next_try"])
    op.create_index("ix_delivery_subscription", "delivery", ["subscription", "first_at"])
    op.create_index("ix_delivery_episode", "delivery", ["episode"])
    op.create_index("ix_delivery_message", "delivery", ["message"])
    op.create_index("ix_delivery_user", "delivery", ["user"])
    op.create_table(
        "delivery_step",
        sa.Column("delivery", sa.Text, sa.ForeignKey("delivery.key", ondelete="CASCADE"), primary_key=True),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_try", sa.Double),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("result", sa.BigInteger),
        sa.Column("done_at", sa.Double),
    )
    op.create_index("ix_delivery_step_state", "delivery_step", ["state", "next_try"])
    op.create_index("ix_delivery_step_done", "delivery_step", ["channel", "step", "done_at"])


def _feeds() -> None:
    op.create_table(
        "feed",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("modified", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("moved_to", sa.Text, nullable=False),
        sa.Column("added_at", sa.Double, nullable=False),
        sa.Column("next_poll", sa.Double, nullable=False),
        sa.Column("checked_at", sa.Double),
        sa.Column("read_at", sa.Double),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("ix_feed_next_poll", "feed", ["next_poll"])
    op.create_table(
        "seen",
        sa.Column("feed", sa.Text, sa.ForeignKey("feed.url", ondelete="CASCADE"), primary_key=True),
        sa.Column("episode", sa.Text, primary_key=True),
        sa.Column("trace", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
