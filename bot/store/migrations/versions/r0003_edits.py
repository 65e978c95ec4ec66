"""What moderators changed in the knowledge."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

OWN = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    _edits()


def _edits() -> None:
    op.create_table(
        "edit",
        sa.Column("id", OWN, primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("who", sa.BigInteger),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("undoes", OWN),
        sa.Column("undone_by", OWN),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_edit_state", "edit", ["state"])
    op.create_index("ix_edit_who", "edit", ["who"])
    op.create_table(
        "edit_file",
        sa.Column("edit", OWN, sa.ForeignKey("edit.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("before", sa.LargeBinary),
        sa.Column("after", sa.LargeBinary),
    )
    op.create_index("ix_edit_file_path", "edit_file", ["path", "edit"])
