"""A change taken back in a text that has changed since: what it did goes, what others did stays."""

from __future__ import annotations

from typing import Any

from bot.edits.agreeing import Contradiction, agree, alike
from bot.edits.draft import Draft
from bot.edits.errors import EditRefused
from bot.edits.merging import merge
from bot.edits.pieces import LINE, Piece, Text, form_at, piece
from bot.edits.placing import placed
from bot.edits.saying import Leaf, Said, said
from bot.edits.tree import Tree
from bot.model import DocumentKind
from bot.schema.forms import ListOf, Record


def taken_back(path: str, before: bytes | None, after: bytes | None, now: bytes | None) -> bytes | None:
    """The file as it is `now` without the change from `before` to `after`; None stands for no file.

    Lines are put back as they were where that says what it should; otherwise the values are, in the words of the old text.
    Raises `Contradiction` where somebody changed the same thing since.
    """
    if now == after:
        return before
    if before is None or after is None or now is None:
        raise Contradiction(())
    merged = merge(after, now, before)
    try:
        wanted = agree(_said(after), _said(now), _said(before))
    except EditRefused:
        # One of the texts is no YAML, so that lines are all there is to go by.
        if merged is None:
            raise Contradiction(()) from None
        return merged
    if merged is not None and _says(merged, wanted):
        return merged
    return _rewritten(placed(path).kind, now, wanted)


def _said(data: bytes) -> Said:
    return said(Tree(data).root)


def _says(data: bytes, wanted: Said) -> bool:
    try:
        return alike(_said(data), wanted)
    except EditRefused:
        return False


def _rewritten(kind: DocumentKind, now: bytes, wanted: Said) -> bytes:
    """The text of now, edited to say what is wanted."""
    try:
        draft = Draft(kind, Tree(now))
        draft.put((), _piece(form_at(kind, ()), wanted))
    except EditRefused:
        raise Contradiction(()) from None
    if not _says(draft.data, wanted):
        raise Contradiction(())
    return draft.data


def _piece(form: Any, wanted: Said) -> Piece:
    """What is said, as pieces to write."""
    if isinstance(wanted, dict):
        if not all(isinstance(key, str) for key in wanted):
            raise EditRefused("A key stands twice.")
        fields = form.fields if isinstance(form, Record) else {}
        return {key: _piece(fields[key].form if key in fields else _inner(form), value) for key, value in wanted.items()}
    if isinstance(wanted, list):
        return [_piece(form.item if isinstance(form, ListOf) else form, value) for value in wanted]
    assert isinstance(wanted, Leaf)
    made = piece(form, wanted.text)
    assert isinstance(made, Text)
    return made


def _inner(form: Any) -> Any:
    return LINE if isinstance(form, Record) else form
