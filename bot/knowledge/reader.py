"""What reads the nodes of one file by the forms of `bot.schema`, and collects the file's problems."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from bot.knowledge.encoding import lines_of, printable
from bot.knowledge.nodes import Node, Scalar, Sequence, Spoilt
from bot.model import Place, Problem

MOST_PROBLEMS = 200
"""Reported of one file; who has more mends these first."""

ABSENT: Final = object()
"""What reading gives where there is no value, or none that could be read."""

MOST_SPACE = 3
"""Characters between a value and a # that may have been meant as part of it."""

FULL_LINE = 60
"""Characters up to which nobody, no program either, breaks a line because it is too long."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_CUT = re.compile(rb"[ \t]#[^\s#]")
_CUT_TEXT = re.compile(r"[ \t]#[^\s#]")
_NULLS = frozenset(("null", "Null", "NULL"))


class TooMany(Exception):
    """The file has so many problems that reading on helps nobody."""


class Reader:
    """One file being read. `readers` says, for each class of form, which function reads it."""

    def __init__(self, path: str, readers: Mapping[type, Callable[..., Any]]) -> None:
        self.path = path
        self.cuts: dict[int, int] = {}
        """Where, by line, a # that touches the next letter cuts off what may have been meant as text; see `look_at`."""
        self._source = b""
        self.folder = posixpath.dirname(path)
        self.problems: list[Problem] = []
        self._readers = readers

    def wrong(self, node: Node, message: str) -> None:
        """Report a mistake at a node. Raises `TooMany` beyond `MOST_PROBLEMS`."""
        self.wrong_at(node.line, node.column, message)

    def wrong_at(self, line: int, column: int, message: str) -> None:
        """Report a mistake at a line and column, from 0. Raises `TooMany` beyond `MOST_PROBLEMS`."""
        place = Place(self.path, line + 1, column + 1)
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.append(Problem(place, f"more is wrong from here on; mend the {MOST_PROBLEMS} problems above first"))
            raise TooMany
        self.problems.append(Problem(place, printable(message)))

    def read(self, form: Any, node: Node, key: str) -> Any:
        """The value of a node that stands under `key`, or `ABSENT`."""
        if type(node) is Spoilt:
            return ABSENT
        if self.cuts:
            self.report_cut(node, key)
        return self._readers[type(form)](self, form, node, key)

    def look_at(self, source: bytes) -> None:
        """Keep the text itself, for what its nodes do not show; find each line's first #, as in `title: Episode #250`."""
        self._source = source
        if (b" #" in source or b"\t#" in source) and _CUT.search(source):
            found = ((number, _CUT_TEXT.search(line)) for number, line in enumerate(self._lines))
            self.cuts = {number: cut.start() + 1 for number, cut in found if cut}

    @cached_property
    def _lines(self) -> list[str]:
        return lines_of(self._source)

    def _report_dash(self, node: Scalar) -> None:
        """Report a list item that YAML took for the end of the text above it, as it stands further right."""
        line = self._lines[node.line] if node.line < len(self._lines) else ""
        below = self._lines[node.line + 1] if node.line + 1 < len(self._lines) else ""
        begun = " ".join(line[node.column :].split())
        # A line of full length was broken by a program, which may well do so before a dash.
        if len(line) > FULL_LINE or line[: node.column].strip() != "-":
            return
        if below.lstrip().startswith("- ") and " ".join(node.text.split()).startswith(f"{begun} - "):
            message = (
                "this dash begins too far right: align it with the others, or, for points below another, end that with a colon"
            )
            self.wrong_at(node.line + 1, len(below) - len(below.lstrip()), message)

    def report_cut(self, node: Node, key: str) -> None:
        """Report a `#250` right behind an unquoted value: it may belong to the text, but is a comment to YAML."""
        if type(node) is Scalar and node.plain:
            at = self.cuts.get(node.line, -1)
            if at > node.column and at - node.column - len(node.text) <= MOST_SPACE:
                del self.cuts[node.line]
                message = f'from # on this is a comment, not part of "{key}"; quote the whole text, or put a space behind the #'
                self.wrong_at(node.line, at, message)

    def text(self, node: Node, key: str, want: str) -> str | None:
        """The text of a single value, trimmed; None where it is empty, or no single value or not printable (reported)."""
        if type(node) is not Scalar:
            what = "a list" if type(node) is Sequence else "keys with values"
            self.wrong(
                node, f'"{key}" should be {want}, not {what}; text that holds a colon or begins with [ or {{ needs quotes'
            )
            return None
        text = node.text.strip()
        if not text or (text == "~" and node.plain):
            return None
        if not text.isprintable() and (found := _CONTROL.search(text)):
            self.wrong(node, f'"{key}" holds a control character (number {ord(found[0])}); take it out')
            return None
        if " - " in text and node.plain:
            self._report_dash(node)
        return text


def is_nothing(node: Node, *, words: bool = True) -> bool:
    """Whether the value is left empty, which counts as no key at all; with `words`, an unquoted `null` does too."""
    if type(node) is not Scalar:
        return False
    text = node.text
    if not text or text.isspace():
        return True
    return node.plain and (text == "~" or (words and text in _NULLS))
