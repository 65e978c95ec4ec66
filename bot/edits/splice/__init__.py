"""One small change of a text at the marks of its nodes: every byte outside the stretch that changes stays.

Each function returns the new text. They do what is usual in files that people write; whether the result says what it should,
and nothing else, is checked by `bot.edits.change`, which refuses it otherwise.
"""

from bot.edits.splice.items import insert, pull
from bot.edits.splice.keys import add, drop
from bot.edits.splice.scene import Scene
from bot.edits.splice.values import Spot, replace, widen

__all__ = ["Scene", "Spot", "add", "drop", "insert", "pull", "replace", "widen"]
