"""Items of a list: one more, or one less."""

from __future__ import annotations

from bot.edits.pieces import Piece
from bot.edits.splice.scene import Scene
from bot.edits.splice.taking import emptied, from_flow, from_lines
from bot.edits.style import airy
from bot.edits.tree import Items
from bot.edits.writing import flowing, sequence


def insert(scene: Scene, node: Items, index: int, piece: Piece) -> str:
    """The text with one more item in a list that has some, before the one at the index."""
    if node.flow:
        return _insert_in_brackets(scene, node, index, flowing(piece, scene.style))
    tree, eol = scene.tree, scene.style.eol
    beside = node.items[max(index - 1, 0)]
    dash = tree.dash(beside)
    column = tree.column(dash)
    alone = tree.lines(dash, beside.start) or beside.start == beside.end
    lines = sequence([piece], column, scene.style, None if alone else beside.start - dash - 1)
    air = eol if airy(tree, node) else ""
    if index == 0:
        return scene.cut(dash, dash, scene.join(lines).lstrip(" ") + eol + air + " " * column)
    at = scene.settled(beside.end, column)
    return scene.cut(at, at, eol + air + scene.join(lines))


def _insert_in_brackets(scene: Scene, node: Items, index: int, new: str) -> str:
    if not node.items:
        return scene.cut(node.start, node.end, f"[{new}]")
    if index == 0:
        at = node.items[0].start
        return scene.cut(at, at, new + ", ")
    before = node.items[index - 1]
    line = scene.tree.line_start(before.start)
    lead = scene.text[line : before.start]
    own_line = not lead.strip() and line > node.start
    return scene.cut(before.end, before.end, "," + (scene.style.eol + lead if own_line else " ") + new)


def pull(scene: Scene, node: Items, index: int) -> str:
    """The text without one of a list's items."""
    item = node.items[index]
    follows = node.items[index + 1] if index + 1 < len(node.items) else None
    if node.flow:
        if len(node.items) == 1:
            return emptied(scene, node, item.start, "[]")
        before = node.items[index - 1].end if index else 0
        return from_flow(scene, item.start, item.end, follows.start if follows else None, before)
    dash = scene.tree.dash(item)
    if len(node.items) == 1:
        return emptied(scene, node, dash, "[]")
    return from_lines(scene, dash, item.end, scene.tree.dash(follows) if follows else None)
