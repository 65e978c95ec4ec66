"""Moderators' changes to the knowledge: made in the text, proposed, written whole, kept in a history, and taken back."""

from bot.edits.apply import Recovered, apply, recover, revert, settle
from bot.edits.change import Change, Insert, Remove, Set, edit
from bot.edits.errors import Conflict, EditConflict, EditRefused
from bot.edits.history import Both, GitHistory, History, StoreHistory, carry_out, restart, undo, work_tree
from bot.edits.newfile import new_file, slug_for
from bot.edits.placing import Placed, placed
from bot.edits.proposal import Proposal, bases, current, diff, propose
from bot.edits.revision import Author, FileChange, Headline, Revision, on_disk, prepare

__all__ = [
    "Author",
    "Both",
    "Change",
    "Conflict",
    "EditConflict",
    "EditRefused",
    "FileChange",
    "GitHistory",
    "Headline",
    "History",
    "Insert",
    "Placed",
    "Proposal",
    "Recovered",
    "Remove",
    "Revision",
    "Set",
    "StoreHistory",
    "apply",
    "bases",
    "carry_out",
    "current",
    "diff",
    "edit",
    "new_file",
    "on_disk",
    "placed",
    "prepare",
    "propose",
    "recover",
    "restart",
    "revert",
    "settle",
    "slug_for",
    "undo",
    "work_tree",
]
