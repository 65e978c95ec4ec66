"""YAML text → nodes, from the parser's events in one pass.

Composing with PyYAML recurses as deep as the text does and can end the interpreter; events are flat, so that depth, number
of nodes and what aliases stand for are bounded while the tree grows, at no extra cost. Scalars stay the text that was
written: what they mean is up to the field they stand in.
"""

from __future__ import annotations

from typing import Any

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from bot.knowledge.nodes import Collection, Mapping, Node, Refused, Scalar, Sequence, Slip, Spoilt

DEEPEST = 32
"""Lists and mappings inside each other; the deepest real file has 6."""

MOST_VALUES = 200_000
"""Values in one file: a register of 20,000 names with aliases needs fewer."""

MOST_SLIPS = 200
"""Slips reported of one text; who has more mends these first."""

MOST_DIRECTIVES = 8
"""`%TAG` lines: libyaml compares each with all others, which takes minutes for 100,000 of them, without letting go."""

MOST_REPEATED = 10_000
"""Values that aliases (`*name`) may stand for in one file, all together."""

_HARMLESS = frozenset(
    ("!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")))
)


class Composer:
    """One text on its way to nodes; `slips` is what was wrong in it but could be passed over."""

    def __init__(self) -> None:
        self.slips: list[Slip] = []
        self._anchors: dict[str, Node] = {}
        self._opened: dict[Node, str] = {}
        """Collections with an anchor that are not closed yet."""
        self._sizes: dict[Node, int] = {}
        """Values in each anchored node, aliases expanded."""
        self._spoilt: set[Node] = set()
        self._repeated = 0

    def compose(self, data: bytes) -> Node | None:
        """The first document of the text, None where the text is empty.

        Raises `Refused` beyond a bound and `yaml.YAMLError` where the text is no YAML.
        """
        self._refuse_directives(data)
        next_event: Any = CParser(data).get_event
        top = Sequence(0, 0)
        frames: list[Collection] = [top]
        append = top.items.append
        left = MOST_VALUES
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                mark = event.start_mark
                scalar = Scalar(event.value, event.implicit[0], mark.line, mark.column)
                append(scalar if event.anchor is None and event.tag is None else self._marked(scalar, event))
                left -= 1
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                frames.append(self._open(event, len(frames), left))
                append = frames[-1].items.append
                left -= 1
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                closed = frames.pop()
                append = frames[-1].items.append
                append(self._close(closed) if self._opened or self._spoilt else closed)
            elif kind is AliasEvent:
                append(self._alias(event))
            elif kind is DocumentStartEvent and top.items:
                self._slip(
                    event.start_mark, "a second document begins here; a file holds only one, so take out this line of dashes"
                )
                break
            if left < 0:
                raise Refused(
                    Slip(event.start_mark.line, event.start_mark.column, f"the file holds more than {MOST_VALUES:,} values")
                )
        return top.items[0] if top.items else None

    def _slip(self, mark: Any, message: str) -> None:
        if len(self.slips) >= MOST_SLIPS:
            raise Refused(Slip(mark.line, mark.column, f"more is wrong from here on; mend the {MOST_SLIPS} slips above first"))
        self.slips.append(Slip(mark.line, mark.column, message))

    def _refuse_directives(self, data: bytes) -> None:
        if data.count(b"%TAG") > MOST_DIRECTIVES:
            line = data.count(b"\n", 0, data.index(b"%TAG"))
            raise Refused(Slip(line, 0, "lines that begin with %TAG have no meaning here; take them out"))

    def _open(self, event: Any, depth: int, left: int) -> Collection:
        mark = event.start_mark
        if depth > DEEPEST:
            raise Refused(Slip(mark.line, mark.column, f"lists or mappings stand inside each other more than {DEEPEST} deep"))
        make = Mapping if type(event) is MappingStartEvent else Sequence
        node: Collection = make(mark.line, mark.column)
        if event.anchor is not None:
            self._opened[node] = event.anchor
        if self._strange(event):
            self._spoilt.add(node)
        return node

    def _close(self, closed: Collection) -> Node:
        node: Node = closed
        if closed in self._spoilt:
            self._spoilt.discard(closed)
            node = Spoilt(closed.line, closed.column)
        if (anchor := self._opened.pop(closed, None)) is not None:
            self._anchors[anchor] = node
        return node

    def _marked(self, scalar: Scalar, event: Any) -> Node:
        node: Node = Spoilt(scalar.line, scalar.column) if self._strange(event) else scalar
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _strange(self, event: Any) -> bool:
        """Whether the value has a tag that asks for more than text; reported if so."""
        tag = event.tag
        if tag is None or tag in _HARMLESS:
            return False
        shown = "!!" + tag.removeprefix("tag:yaml.org,2002:") if tag.startswith("tag:yaml.org,2002:") else tag
        self._slip(
            event.start_mark, f"{shown[:60]} is a YAML tag, and tags have no meaning here; take it out, or quote the text"
        )
        return True

    def _alias(self, event: Any) -> Node:
        mark = event.start_mark
        node = self._anchors.get(event.anchor)
        if node is None:
            self._slip(mark, self._why_unknown(event.anchor))
            return Spoilt(mark.line, mark.column)
        self._repeated += self._size(node)
        if self._repeated > MOST_REPEATED:
            raise Refused(
                Slip(mark.line, mark.column, f"aliases such as *{event.anchor[:40]} stand for too many values; write them out")
            )
        return node

    def _why_unknown(self, anchor: str) -> str:
        if anchor in self._opened.values():
            return f"*{anchor[:40]} stands inside the very value it names; write the value out"
        return f'*{anchor[:40]} refers to nothing; text that begins with a star needs quotes: "*{anchor[:40]} ..."'

    def _size(self, node: Node) -> int:
        """Values in a node, aliases expanded; walks each collection once, as those with an anchor are remembered."""
        known = self._sizes.get(node)
        if known is not None:
            return known
        size, left = 0, [node]
        while left:
            each = left.pop()
            size += 1
            if isinstance(each, Collection):
                left.extend(each.items)
            if size > MOST_REPEATED:
                break
        self._sizes[node] = size
        return size
