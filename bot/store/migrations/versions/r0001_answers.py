"""What the bot answers, and what a server sets."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

OWN = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    _servers()
    _answers()
    _gaps()


def _servers() -> None:
    op.create_table(
        "server",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("shows", sa.JSON, nullable=False),
        sa.Column("default_show", sa.Text),
        sa.Column("ask_channels", sa.JSON, nullable=False),
        sa.Column("moderator_role", sa.BigInteger),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("private_channels", sa.JSON, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("moderators_channel", sa.BigInteger),
    )
    op.create_table(
        "departed",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_table(
        "show_grant",
        sa.Column("guild", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("role", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("show", sa.Text, primary_key=True),
        sa.Column("granted_by", sa.BigInteger),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("ix_show_grant_show", "show_grant", ["show"])
    op.create_table(
        "audit",
        sa.Column("id", OWN, primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("who", sa.BigInteger),
        sa.Column("deed", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("refused", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_guild", "audit", ["guild", "at"])
    op.create_index("ix_audit_who", "audit", ["who"])
    op.create_table(
        "note",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )


def _answers() -> None:
    op.create_table(
        "conversation",
        sa.Column("user", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("channel", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("turn", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("ix_conversation_at", "conversation", ["at"])
    op.create_table(
        "answer",
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("asker", sa.BigInteger, nullable=False),
        sa.Column("asked", sa.BigInteger),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("ix_answer_asked", "answer", ["asked"])
    op.create_index("ix_answer_asker", "answer", ["asker"])
    op.create_index("ix_answer_at", "answer", ["at"])
    op.create_table(
        "feedback",
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("user", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("up", sa.Boolean, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("id", OWN, primary_key=True),
        sa.Column("message", sa.BigInteger, nullable=False),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("user", sa.BigInteger, nullable=False),
        sa.Column("guild", sa.BigInteger),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("closed_by", sa.BigInteger),
        sa.Column("closed_at", sa.Double),
        sa.UniqueConstraint("message", "user"),
        sqlite_autoincrement=True,
    )


def _gaps() -> None:
    op.create_table(
        "gap",
        sa.Column("id", OWN, primary_key=True),
        sa.Column("guild", sa.BigInteger, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("show", sa.Text, nullable=False),
        sa.Column("example", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Double, nullable=False),
        sa.Column("last_at", sa.Double, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("changed_by", sa.BigInteger),
        sa.Column("changed_at", sa.Double),
        sa.UniqueConstraint("guild", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_gap_status", "gap", ["status", "count"])
    op.create_table(
        "watcher",
        sa.Column("gap", OWN, sa.ForeignKey("gap.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("user", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("channel", sa.BigInteger),
        sa.Column("at", sa.Double, nullable=False),
    )
    op.create_index("ix_watcher_user", "watcher", ["user"])
