"""Library to index.db and back. SQL stands only here and in the state store."""

from bot.index.filter import Filter, Named, Order, Role
from bot.index.store import Index, Row, open_index
from bot.index.tally import Counted, Uses, gathered

__all__ = ["Counted", "Filter", "Index", "Named", "Order", "Role", "Row", "Uses", "gathered", "open_index"]
