"""The text under the knife, with what all cuts need."""

from __future__ import annotations

from dataclasses import dataclass

from bot.edits.style import Style
from bot.edits.tree import Tree


@dataclass(frozen=True, slots=True)
class Scene:
    """A text as nodes, and the style in which new text is written."""

    tree: Tree
    style: Style

    @property
    def text(self) -> str:
        """The text before the change."""
        return self.tree.text

    def cut(self, start: int, end: int, new: str) -> str:
        """The text with a stretch replaced."""
        return self.text[:start] + new + self.text[end:]

    def join(self, lines: list[str]) -> str:
        """Lines as one text, without a break at the end."""
        return self.style.eol.join(lines)

    def body(self, lines: list[str]) -> str:
        """Lines as one text, with a break before each."""
        return "".join(self.style.eol + line for line in lines)

    def without_break(self, at: int) -> int:
        """The position before the break that ends the line above."""
        return at - 2 if self.text[max(at - 2, 0) : at] == "\r\n" else max(at - 1, 0)

    def settled(self, end: int, column: int) -> int:
        """The end of the line where a value ends, and of remarks below it that are indented further than a column."""
        at = end = self.tree.line_end(end)
        while at < len(self.text):
            line = self.tree.after_break(at)
            at = self.tree.line_end(line)
            bare = self.text[line:at].lstrip(" ")
            if bare.startswith("#") and at - line - len(bare) > column:
                end = at
            elif bare.strip() or line >= len(self.text):
                break
        return end
