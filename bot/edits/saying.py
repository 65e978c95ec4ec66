"""What a text says, apart from how it is written: for the proof that an edit changed what it should and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.edits.errors import EditRefused
from bot.edits.pieces import Piece, Text
from bot.edits.tree import Alias, Items, Keys, Node, Value

Said = Any
"""A `Leaf`, a list of what is said, or a dict of it by key."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value. `bare` where it has no quotes, as `null` and "null" differ; None for one that the edit wrote."""

    text: str
    bare: bool | None
    tag: str | None = None


def said(node: Node | None) -> Said:
    """What a node says, with aliases and merged keys written out; a mapping with a key twice keeps both apart."""
    if isinstance(node, Alias):
        return said(node.target)
    if isinstance(node, Value):
        # Whether a block of text ends in a line break depends on what follows it, and no reader of ours looks at it.
        return Leaf(node.text.rstrip("\n") if node.style in ("|", ">") else node.text, not node.style, node.tag)
    if isinstance(node, Items):
        return [said(item) for item in node.items]
    if isinstance(node, Keys):
        return _keys(node)
    return None


def _keys(node: Keys) -> dict[Any, Said]:
    found: dict[Any, Said] = {}
    merged: list[Said] = []
    for name, value in node.pairs:
        if isinstance(name, Value) and name.text == "<<" and not name.style:
            merged.append(said(value))
            continue
        key: Any = name.text if isinstance(name, Value) else repr(said(name))
        while key in found:
            key = (key, "again")
        found[key] = said(value)
    for source in merged:
        for each in source if isinstance(source, list) else [source]:
            if isinstance(each, dict):
                found = each | found
    return found


def of_piece(piece: Piece) -> Said:
    """What a piece says once it is written."""
    if isinstance(piece, Text):
        return Leaf(piece.text, None)
    if isinstance(piece, list):
        return [of_piece(each) for each in piece]
    return {key: of_piece(value) for key, value in piece.items()}


def same(wanted: Said, found: Said) -> bool:
    """Whether a text says what was wanted; of what the edit wrote, space around it and quotes do not count.

    A bare name and a record that holds only the name are the same.
    """
    if isinstance(wanted, Leaf) and isinstance(found, dict) and wanted.bare is None and found.keys() == {"name"}:
        found = found["name"]
    if isinstance(wanted, Leaf) and isinstance(found, Leaf):
        if wanted.bare is None:
            return found.tag is None and wanted.text == found.text.strip()
        return wanted == found
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(same(a, b) for a, b in zip(wanted, found, strict=True))
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(same(value, found[key]) for key, value in wanted.items())
    return wanted is None and found is None


def must_say(wanted: Said, found: Said, where: str) -> None:
    """Raises `EditRefused` where the text would not say exactly what was wanted."""
    if not same(wanted, found):
        raise EditRefused(
            f"{where} is written in a way that cannot be changed here without harm to the rest of the file;"
            " change it in the file itself."
        )
