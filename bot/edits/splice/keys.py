"""Keys of a mapping: one more, or one less."""

from __future__ import annotations

from bot.edits.pieces import Piece
from bot.edits.splice.scene import Scene
from bot.edits.splice.taking import emptied, from_flow, from_lines
from bot.edits.style import airy, blank
from bot.edits.tree import Keys, Node, Value
from bot.edits.writing import flowing, mapping


def add(scene: Scene, node: Keys, key: str, piece: Piece, order: tuple[str, ...]) -> str:
    """The text with a key that a mapping lacks, where the table of fields would have it."""
    prior = _prior(node, key, order)
    if node.flow:
        return _add_in_braces(scene, node, prior, flowing({key: piece}, scene.style)[1:-1])
    column = scene.tree.column(node.pairs[0][0].start)
    lines = mapping({key: piece}, column, scene.style)
    eol = scene.style.eol
    if prior is None:
        at = node.pairs[0][0].start
        return scene.cut(at, at, scene.join(lines).lstrip(" ") + eol + " " * column)
    above, under = _air(scene, node, prior, len(lines) > 1)
    at = scene.settled(node.pairs[prior][1].end, column)
    return scene.cut(at, at, eol + (eol if above else "") + scene.join(lines) + (eol if under else ""))


def _add_in_braces(scene: Scene, node: Keys, prior: int | None, pair: str) -> str:
    if not node.pairs:
        return scene.cut(node.start, node.end, "{" + pair + "}")
    if prior is None:
        at = node.pairs[0][0].start
        return scene.cut(at, at, pair + ", ")
    at = node.pairs[prior][1].end
    return scene.cut(at, at, ", " + pair)


def _prior(node: Keys, key: str, order: tuple[str, ...]) -> int | None:
    """The position of the key after which a new one goes, None where it goes before all."""
    if key not in order:
        return len(node.pairs) - 1 if node.pairs else None
    rank = {name: at for at, name in enumerate(order)}
    before = [
        (rank[name.text], at)
        for at, (name, _) in enumerate(node.pairs)
        if isinstance(name, Value) and name.text in rank and rank[name.text] < rank[key]
    ]
    return max(before)[1] if before else None


def _air(scene: Scene, node: Keys, prior: int, tall: bool) -> tuple[bool, bool]:
    """Whether a new key gets an empty line above it and one below, as the blocks of the mapping have them."""
    if not airy(scene.tree, node):
        return False, False
    before, end = node.pairs[prior][0].start, node.pairs[prior][1].end
    follows: Node | None = node.pairs[prior + 1][0] if prior + 1 < len(node.pairs) else None
    under = tall and follows is not None and not blank(scene.text[end : follows.start])
    return tall or scene.tree.lines(before, end), under


def drop(scene: Scene, node: Keys, index: int) -> str:
    """The text without one of a mapping's keys."""
    key, value = node.pairs[index]
    if len(node.pairs) == 1:
        return emptied(scene, node, key.start, "{}")
    follows = node.pairs[index + 1][0].start if index + 1 < len(node.pairs) else None
    if node.flow:
        return from_flow(scene, key.start, value.end, follows, node.pairs[index - 1][1].end if index else 0)
    return from_lines(scene, key.start, value.end, follows)
