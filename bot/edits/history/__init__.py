"""Who changed what, when and why, and how it was before: kept by git where the folder is a work tree, else by the store."""

from bot.edits.history.both import Both
from bot.edits.history.carrying import carry_out, restart
from bot.edits.history.git import GitHistory, work_tree
from bot.edits.history.kept import History, StoreHistory
from bot.edits.history.undoing import undo

__all__ = ["Both", "GitHistory", "History", "StoreHistory", "carry_out", "restart", "undo", "work_tree"]
