"""A file's text on its way to another: finds the place that a path means and has it spliced, one small cut after another."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from bot.edits import splice
from bot.edits.agreeing import label
from bot.edits.errors import EditRefused
from bot.edits.finding import Place, concrete, locate
from bot.edits.pieces import Piece, Text, form_at, order, short
from bot.edits.saying import of_piece, said, same
from bot.edits.steps import Steps, spell
from bot.edits.style import style_of
from bot.edits.tree import Alias, Items, Keys, Tree, Value
from bot.edits.writing import mapping, sequence
from bot.model import DocumentKind


class Draft:
    """A text being changed. `tree` is the text as it is now."""

    def __init__(self, kind: DocumentKind, tree: Tree, *, blocks: bool = True) -> None:
        """Without `blocks` new text stays on the line of its key, however long."""
        self.kind = kind
        self.tree = tree
        self._style = replace(style_of(tree), blocks=blocks)

    @property
    def data(self) -> bytes:
        """The text as bytes."""
        return (self.tree.bom + self.tree.text).encode()

    @property
    def _scene(self) -> splice.Scene:
        return splice.Scene(self.tree, self._style)

    def _take(self, text: str, path: Steps) -> None:
        """Go on with another text."""
        try:
            self.tree = Tree((self.tree.bom + text).encode())
        except EditRefused:
            raise EditRefused(
                f"{spell(path)} is written in a way that cannot be changed here without harm to the rest of the file;"
                " change it in the file itself."
            ) from None

    def concrete(self, path: Steps, *, new: bool) -> Steps:
        """The path with positions in place of names. With `new` its end need not be there yet."""
        return concrete(self.tree.root, path, new=new)

    def put(self, path: Steps, piece: Piece) -> None:
        """A value at a path; what says the same already is left alone."""
        place = locate(self.tree, path)
        node = place.node
        if node is None:
            self._grow(path, place, piece)
        elif same(of_piece(piece), said(node)):
            return
        elif isinstance(node, Items) and isinstance(piece, list) and node.items and piece:
            self._align(path, node, piece)
        elif isinstance(node, Keys) and isinstance(piece, dict) and _plain_keys(node) and piece:
            self._match(path, node, piece)
        elif isinstance(piece, dict) and self._widens(path, node, piece):
            self._widen(path, place, piece)
        elif place.spot is None:
            raise EditRefused("The file as a whole cannot be turned into another kind of thing; upload a new one instead.")
        else:
            self._take(splice.replace(self._scene, node, place.spot, piece), path)

    def _grow(self, path: Steps, place: Place, piece: Piece) -> None:
        """A key that lacks, with the parents that lack."""
        for step in reversed(path[place.depth + 1 :]):
            if isinstance(step, int):
                raise EditRefused(f"There is no {spell(path)} yet; add it to its list.")
            piece = {step: piece}
        here, key = path[: place.depth], path[place.depth] if path else ""
        parent = place.parent
        if parent is None:
            self._begin(piece if not path else {str(key): piece}, path)
        elif isinstance(key, int):
            raise EditRefused(f"There is no {spell(path)}.")
        elif isinstance(parent, Keys) and (parent.pairs or place.flow):
            fields = order(form_at(self.kind, here))
            self._take(splice.add(self._scene, parent, key, piece, fields), path)
        elif isinstance(parent, Value) and parent.text and (bare := short(form_at(self.kind, here))):
            if key == bare:
                self.put(here, piece)
            else:
                self._take(splice.widen(self._scene, parent, bare, {key: piece}, flow=place.flow), path)
        else:
            self.put(here, {key: piece})

    def _begin(self, piece: Piece, path: Steps) -> None:
        """The first thing that a file says, below its remarks."""
        eol = self._style.eol
        lines = mapping(piece, 0, self._style) if isinstance(piece, dict) else []
        if isinstance(piece, list):
            lines = sequence(piece, 0, self._style)
        text = self.tree.text
        lead = text if not text or text.endswith(("\n", "\r")) else text + eol
        self._take(lead + eol.join(lines) + eol, path)

    def _widens(self, path: Steps, node: object, piece: dict[str, Piece]) -> bool:
        """Whether a bare name becomes a record of that name."""
        key = short(form_at(self.kind, path))
        return isinstance(node, Value) and key is not None and piece.get(key) == Text(node.text.strip()) and len(piece) > 1

    def _widen(self, path: Steps, place: Place, piece: dict[str, Piece]) -> None:
        key = str(short(form_at(self.kind, path)))
        node = place.node
        assert isinstance(node, Value)
        more = {name: value for name, value in piece.items() if name != key}
        self._take(splice.widen(self._scene, node, key, more, flow=place.flow), path)

    def _match(self, path: Steps, node: Keys, piece: dict[str, Piece]) -> None:
        """A mapping key by key: those that go, then those that differ or come."""
        gone = [name.text for name, _ in node.pairs if isinstance(name, Value) and name.text not in piece]
        for name, value in piece.items():
            self.put((*path, name), value)
        for name in gone:
            self.remove((*path, name))

    def _align(self, path: Steps, node: Items, piece: list[Piece]) -> None:
        """A list item by item, from its end: only those that differ are rewritten."""
        now = [said(item) for item in node.items]
        wanted = [of_piece(each) for each in piece]
        matcher = SequenceMatcher(None, [label(each) for each in now], [label(each) for each in wanted], autojunk=False)
        for _, a, b, c, d in reversed(matcher.get_opcodes()):
            both = min(b - a, d - c)
            for at in range(c + both, d):
                self.insert(path, piece[at], b + at - (c + both))
            for at in reversed(range(a + both, b)):
                self.remove((*path, at))
            for at in reversed(range(both)):
                self.put((*path, a + at), piece[c + at])

    def insert(self, path: Steps, piece: Piece, at: int | None) -> int:
        """One more item in a list; returns its position."""
        place = locate(self.tree, path)
        node = place.node
        if isinstance(node, Alias):
            raise EditRefused(f"{spell(path)} is *{node.name}, written out elsewhere in this file; change it there.")
        if not isinstance(node, Items) or (not node.items and not place.flow and path):
            if isinstance(node, Keys) or (isinstance(node, Value) and node.text):
                raise EditRefused(f"{spell(path)} is no list.")
            self.put(path, [piece])
            return 0
        at = len(node.items) if at is None else at
        if not 0 <= at <= len(node.items):
            raise EditRefused(f"{spell(path)} has {len(node.items)} items, so nothing can go before item {at}.")
        self._take(splice.insert(self._scene, node, at, piece), path)
        return at

    def remove(self, path: Steps) -> None:
        """Without what stands at a path. Raises `EditRefused` where nothing does."""
        place = locate(self.tree, path)
        parent = place.parent
        if place.node is None or parent is None or place.depth < len(path) - 1:
            raise EditRefused(f"There is no {spell(path)} in the file.")
        if isinstance(parent, Keys | Items) and not parent.flow and len(path) > 1 and len(parent.held) == 1:
            spot = locate(self.tree, path[:-1]).spot
            assert spot is not None
            nothing: Piece = [] if isinstance(parent, Items) else {}
            self._take(splice.replace(self._scene, parent, spot, nothing), path)
        elif isinstance(parent, Keys):
            index = parent.find(str(path[-1]))
            assert index is not None
            self._take(splice.drop(self._scene, parent, index), path)
        elif isinstance(parent, Items) and isinstance(path[-1], int):
            self._take(splice.pull(self._scene, parent, path[-1]), path)


def _plain_keys(node: Keys) -> bool:
    """Whether each key is a single word that stands once, and none is merged in."""
    names = [name.text for name, _ in node.pairs if isinstance(name, Value) and name.text != "<<"]
    return len(set(names)) == len(node.pairs)
