"""Taking something out of a text, with what belongs to it and nothing else."""

from __future__ import annotations

from bot.edits.splice.scene import Scene
from bot.edits.tree import Items, Keys


def emptied(scene: Scene, node: Items | Keys, start: int, sign: str) -> str:
    """The text with a list or mapping in brackets, or that is the whole file, that holds nothing any more."""
    if node.flow:
        return scene.cut(node.start, node.end, sign)
    return scene.cut(start, node.end, sign)


def from_flow(scene: Scene, start: int, end: int, follows: int | None, before: int) -> str:
    """The text without one of several parts in brackets, and without the comma that goes with it."""
    if follows is not None:
        comma = scene.tree.comma(end, follows)
        assert comma is not None
        near = not scene.text[comma + 1 : follows].strip()
        return scene.cut(start, follows if near else comma + 1, "")
    comma = scene.tree.comma(before, start)
    assert comma is not None
    near = not scene.text[comma + 1 : start].strip()
    return scene.cut(comma if near else start, end, "")


def from_lines(scene: Scene, start: int, end: int, follows: int | None) -> str:
    """The text without the lines from a key or dash to the end of its value; `follows` is where the next one begins."""
    line_end = scene.tree.line_end(end)
    first = scene.tree.line_start(start)
    if scene.text[first:start].strip():
        return _behind_a_dash(scene, start, line_end, follows)
    # Remarks that are indented like what goes are about it, and would become part of a text above it.
    line_end = scene.settled(end, start - first)
    if line_end >= len(scene.text):
        return scene.cut(scene.without_break(first), line_end, "")
    stop = scene.tree.after_break(line_end)
    if _blank_above(scene, first):
        # One of the empty lines around it belonged to what goes.
        if stop >= len(scene.text):
            first = scene.tree.line_start(scene.without_break(first))
        elif _blank_at(scene, stop):
            stop = scene.tree.after_break(scene.tree.line_end(stop))
    return scene.cut(first, stop, "")


def _behind_a_dash(scene: Scene, start: int, line_end: int, follows: int | None) -> str:
    """Without the first of several behind a dash: the next takes its place on that line, remarks between them stay."""
    at = line_end
    while follows is not None and at < follows and scene.text[at].isspace():
        at += 1
    return scene.cut(start, at, "")


def _blank_above(scene: Scene, line: int) -> bool:
    above = scene.tree.line_start(scene.without_break(line))
    return line > 0 and not scene.text[above:line].strip()


def _blank_at(scene: Scene, line: int) -> bool:
    return not scene.text[line : scene.tree.line_end(line)].strip()
