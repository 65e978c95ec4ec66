"""What columns are made of, alike on SQLite and PostgreSQL, and what constraints are called."""

from __future__ import annotations

from sqlalchemy import BigInteger, Double, Integer, MetaData

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

DISCORD = BigInteger()
"""An id that Discord gave."""

MOMENT: Double[float] = Double()
"""Seconds since 1970 UTC."""

# SQLite counts rows up by itself only in a column that is INTEGER to the letter.
OWN = BigInteger().with_variant(Integer(), "sqlite")
"""An id that we give."""
