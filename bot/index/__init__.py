"""Library to index.db and back. SQL stands only here and in the state store."""

from bot.index.filter import Filter, Named, Order, Role
from bot.index.store import Counted, Index, Row, open_index

__all__ = ["Counted", "Filter", "Index", "Named", "Order", "Role", "Row", "open_index"]
