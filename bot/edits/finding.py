"""The place in a tree that a path means."""

from __future__ import annotations

from dataclasses import dataclass

from bot.edits.errors import EditRefused
from bot.edits.splice import Spot
from bot.edits.steps import NAMING, Step, Steps, spell
from bot.edits.tree import Alias, Items, Keys, Node, Tree, Value


@dataclass(frozen=True, slots=True)
class Place:
    """Where a path leads: `node` is None where its end, or a parent, lacks.

    `parent` is the deepest node before that, `depth` the number of steps that lead to it; `flow` says that what is there, or
    would be, stands inside brackets; `spot` is where the node stands, None for the root.
    """

    node: Node | None
    parent: Node | None
    depth: int
    flow: bool = False
    spot: Spot | None = None


def locate(tree: Tree, path: Steps) -> Place:
    """The place of a path without names. Raises `EditRefused` where it leads through an alias or past the end of a list."""
    node, flow = tree.root, False
    place = Place(node, None, 0)
    for depth, step in enumerate(path):
        if isinstance(node, Alias):
            raise EditRefused(f"{spell(path[:depth])} is *{node.name}, written out elsewhere in this file; change it there.")
        flow = flow or (isinstance(node, Items | Keys) and node.flow and bool(node.held))
        child, spot = _child(tree, node, step, flow)
        if child is None:
            return Place(None, node, depth, flow)
        place = Place(child, node, depth, flow, spot)
        node = child
    return place


def _child(tree: Tree, node: Node | None, step: Step, flow: bool) -> tuple[Node | None, Spot | None]:
    if isinstance(node, Keys) and isinstance(step, str):
        at = node.find(step)
        if at is None:
            return None, None
        key, value = node.pairs[at]
        colon = tree.text.find(":", key.end)
        return value, Spot(tree.column(key.start), colon + 1, False, flow)
    if isinstance(node, Items) and isinstance(step, int):
        if not 0 <= step < len(node.items):
            return None, None
        item = node.items[step]
        dash = 0 if node.flow else tree.dash(item)
        return item, Spot(tree.column(dash), dash + 1, True, flow)
    return None, None


def concrete(root: Node | None, path: Steps, *, new: bool) -> Steps:
    """The path with positions in place of names. With `new`, keys may lack; else `EditRefused`."""
    node: Node | None = root
    found: list[Step] = []
    for step in path:
        while isinstance(node, Alias):
            node = node.target
        if isinstance(node, Items):
            step = _position(node, step, tuple(found))
            node = node.items[step]
        elif isinstance(node, Keys):
            at = node.find(str(step))
            node = None if at is None else node.pairs[at][1]
            step = str(step)
        else:
            node = None
        if node is None and not new:
            raise EditRefused(f"There is no {spell((*found, step))} in the file.")
        found.append(step)
    return tuple(found)


def _position(node: Items, step: Step, before: Steps) -> int:
    """The position of an item, by number or by name: exactly, else whatever the case."""
    where = spell(before)
    if isinstance(step, int):
        if 0 <= step < len(node.items):
            return step
        raise EditRefused(f"{where} has {len(node.items)} items, so there is none at {step}.")
    names = [name_of(item) for item in node.items]
    for wanted, each in ((step, names), (_spelt(step), [_spelt(name) for name in names])):
        places = [at for at, name in enumerate(each) if name == wanted]
        if len(places) > 1:
            raise EditRefused(f'"{step}" stands {len(places)} times in {where}; say which by its position.')
        if places:
            return places[0]
    raise EditRefused(f'There is no "{step}" in {where}.')


def name_of(node: Node | None) -> str:
    """The name by which an item of a list is known, "" where it has none."""
    while isinstance(node, Alias):
        node = node.target
    if isinstance(node, Value):
        return " ".join(node.text.split())
    if isinstance(node, Keys):
        for key in NAMING:
            value = next((value for name, value in node.pairs if isinstance(name, Value) and name.text == key), None)
            if isinstance(value, Value):
                return " ".join(value.text.split())
    return ""


def _spelt(name: str) -> str:
    return " ".join(name.casefold().split())
