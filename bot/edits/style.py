"""How a file is written: what new text in it should look like."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from bot.edits.tree import BREAK, BREAKS, Items, Keys, Node, Tree, Value

T = TypeVar("T")

WIDTH = 100
"""Columns of a line where the file itself does not say; what the shipped files keep to."""

NARROWEST, WIDEST = 60, 160
"""A file whose wrapped lines are outside these says nothing about width."""


@dataclass(frozen=True, slots=True)
class Style:
    """`eol` ends lines; `dash` and `step` are how far lists and keys below a key are indented; `gap` the spaces after a dash.

    `fold` heads a long text, `quote` is the mark preferred, `airy` says that blank lines part the blocks of the file,
    `blocks` that long text may go below its key.
    """

    eol: str = "\n"
    dash: int = 2
    step: int = 2
    gap: int = 1
    fold: str = ">-"
    quote: str = '"'
    width: int = WIDTH
    airy: bool = True
    blocks: bool = True


SHIPPED = Style()
"""How the files that come with the bot are written."""


def style_of(tree: Tree) -> Style:
    """The style of a file, that of the shipped ones where it does not show."""
    if tree.root is None:
        return Style(eol=_eol(tree.text))
    seen = _Seen(tree)
    seen.walk(tree.root, None)
    return Style(
        _eol(tree.text),
        _most(seen.dashes, 2),
        _most(seen.steps, 2),
        _most(seen.gaps, 1),
        _most(seen.folds, ">-"),
        _most(seen.quotes, '"'),
        seen.width if NARROWEST <= seen.width <= WIDEST else WIDTH,
        airy(tree, tree.root),
    )


def _eol(text: str) -> str:
    at = next((at for at, c in enumerate(text) if c in BREAKS), None)
    if at is None:
        return "\n"
    return "\r\n" if text.startswith("\r\n", at) else text[at]


def _most(seen: Counter[T], otherwise: T) -> T:
    return seen.most_common(1)[0][0] if seen else otherwise


class _Seen:
    """What was seen of a file on one walk over its nodes."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.dashes: Counter[int] = Counter()
        self.steps: Counter[int] = Counter()
        self.gaps: Counter[int] = Counter()
        self.folds: Counter[str] = Counter()
        self.quotes: Counter[str] = Counter()
        self.width = 0

    def walk(self, node: Node, column: int | None) -> None:
        """Look at a node below a key that stands at `column`, None for what is below no key."""
        if isinstance(node, Value):
            self._value(node)
        elif isinstance(node, Items):
            self._items(node, column)
        elif isinstance(node, Keys):
            at = None if node.flow or not node.pairs else self.tree.column(node.pairs[0][0].start)
            if column is not None and at is not None:
                self.steps[at - column] += 1
            for _, value in node.pairs:
                self.walk(value, at)

    def _items(self, node: Items, column: int | None) -> None:
        for item in node.items:
            if not node.flow and item.end > item.start:
                dash = self.tree.dash(item)
                if column is not None:
                    self.dashes[self.tree.column(dash) - column] += 1
                if not self.tree.lines(dash, item.start):
                    self.gaps[item.start - dash - 1] += 1
            self.walk(item, None)

    def _value(self, node: Value) -> None:
        if node.style in ("'", '"'):
            self.quotes[node.style] += 1
        if not self.tree.lines(node.start, node.end):
            return
        first = self.tree.line_end(node.start)
        if node.style == ">":
            head = self.tree.text[node.start : first].split("#")[0].split()[-1]
            if head in (">", ">-"):
                self.folds[head] += 1
        if node.style != "|":
            start = self.tree.line_start(node.start) if node.style != ">" else first
            self.width = max(self.width, *(len(line) for line in self.tree.text[start : node.end].splitlines()))


def airy(tree: Tree, node: Node) -> bool:
    """Whether blank lines part what a list or mapping holds; where it holds one thing, as in the shipped files."""
    if isinstance(node, Keys):
        parts = [(key.start, value.end) for key, value in node.pairs]
    elif isinstance(node, Items):
        parts = [(item.start, item.end) for item in node.items]
    else:
        return False
    if len(parts) < 2:
        return tree.root is node
    return any(blank(tree.text[before[1] : after[0]]) for before, after in pairwise(parts))


def blank(gap: str) -> bool:
    """Whether the stretch between two things holds an empty line."""
    return any(not line.strip() for line in BREAK.split(gap)[1:-1])
