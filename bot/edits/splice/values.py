"""A value in place of another."""

from __future__ import annotations

from dataclasses import dataclass

from bot.edits.pieces import Piece, Text
from bot.edits.splice.scene import Scene
from bot.edits.tree import Items, Keys, Node, Value
from bot.edits.writing import below, can_be_block, flowing, literal, mapping, quoted, sequence

_BLOCKS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: behind a key or dash that begins at `column` and ends at `after`; `flow` inside brackets."""

    column: int
    after: int
    item: bool
    flow: bool


def replace(scene: Scene, old: Node, spot: Spot, piece: Piece) -> str:
    """The text with another value in place of a node."""
    if spot.flow:
        space = " " if old.start == old.end else ""
        return scene.cut(old.start, old.end, space + flowing(piece, scene.style))
    head, body = _written(scene, old, spot, piece)
    if isinstance(old, Value) and old.style in _BLOCKS:
        return _for_block(scene, old, head, body)
    if isinstance(old, Items | Keys) and not old.flow:
        return _for_collection(scene, old, spot, head, body)
    gap = scene.text[spot.after : old.start]
    moved = not head or not gap or (scene.tree.lines(spot.after, old.start) and "#" not in gap)
    start = spot.after if moved else old.start
    line_end = scene.tree.line_end(old.end)
    new = (f" {head}" if head and moved else head) + scene.text[old.end : line_end] + scene.body(body)
    return scene.cut(start, line_end, new)


def _for_block(scene: Scene, old: Value, head: str, body: list[str]) -> str:
    """In place of a block of text; a remark behind its head stays."""
    line_end = scene.tree.line_end(old.start)
    line = scene.text[old.start : line_end]
    remark = line[line.index("#") :] if "#" in line else ""
    start = old.start if head else len(scene.text[: old.start].rstrip(" "))
    return scene.cut(start, max(old.end, line_end), head + (f" {remark}" if remark else "") + scene.body(body))


def _for_collection(scene: Scene, old: Node, spot: Spot, head: str, body: list[str]) -> str:
    """In place of a list or mapping in lines; remarks before it stay."""
    line_end = scene.tree.line_end(spot.after)
    if old.start <= line_end and head:
        return scene.cut(old.start, old.end, head + scene.body(body))
    gap = scene.text[spot.after : scene.tree.line_start(old.start)] if old.start > line_end else ""
    remarks = gap.rstrip() if "#" in gap else ""
    return scene.cut(spot.after, old.end, (f" {head}" if head else "") + remarks + scene.body(body))


def _written(scene: Scene, old: Node, spot: Spot, piece: Piece) -> tuple[str, list[str]]:
    """The value as written for this place; in the quotes, or line by line, as the old one was."""
    style, tree = scene.style, scene.tree
    near = not tree.lines(spot.after, old.start)
    at = tree.column(old.start) if near and old.start > spot.after else tree.column(spot.after) + 1
    inner = at if spot.item else spot.column + style.step
    if spot.item and not isinstance(piece, Text) and piece:
        lines = mapping(piece, inner, style) if isinstance(piece, dict) else sequence(piece, inner, style)
        return (lines[0].lstrip(" "), lines[1:]) if isinstance(piece, dict) else ("", lines)
    if isinstance(piece, Text) and isinstance(old, Value):
        if old.style in ("'", '"') and _fits(piece, at, style.width):
            return quoted(piece.text, old.style), []
        if old.style in _BLOCKS:
            inner = _indented(scene, old) or inner
            if old.style == "|" and "\n" in piece.text and style.blocks and can_be_block(piece):
                return literal(piece, _head(scene, old), inner)
    head, body = below(piece, spot.column, style, at - spot.column, inner)
    if head == style.fold and body and isinstance(old, Value) and old.style == ">":
        head = _head(scene, old)
    return head, body


def _fits(piece: Text, at: int, width: int) -> bool:
    """Whether the text can stay in the quotes that the old one had."""
    return bool(piece.text) and "\n" not in piece.text and "\\" not in piece.text and at + len(piece.text) + 2 <= width


def _head(scene: Scene, old: Value) -> str:
    """The head of a block of text, without what says how far it is indented, as that may not fit the new text."""
    head = scene.text[old.start : scene.tree.line_end(old.start)].split("#")[0].split()[-1]
    return "".join(c for c in head if not c.isdigit())


def _indented(scene: Scene, old: Value) -> int:
    """How far the lines of a block of text are indented, 0 where it has none."""
    lines = scene.text[scene.tree.line_end(old.start) : old.end].splitlines()
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def widen(scene: Scene, old: Value, key: str, more: dict[str, Piece], *, flow: bool) -> str:
    """`- Tom Christie` as `- name: Tom Christie` with more keys below it."""
    raw = scene.text[old.start : old.end]
    if flow:
        return scene.cut(old.start, old.end, "{" + f"{key}: {raw}, " + flowing(more, scene.style)[1:-1] + "}")
    column = scene.tree.column(old.start)
    end = scene.settled(old.end, column)
    return scene.cut(old.start, end, f"{key}: " + scene.text[old.start : end] + scene.body(mapping(more, column, scene.style)))
