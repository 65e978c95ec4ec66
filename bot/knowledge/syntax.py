"""What to do about text that is no YAML, in words for whoever wrote it; where the intent is plain, also the mended line.

libyaml says what it stumbled over, often a line late; here its words are only a hint for which slip to look for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from yaml import MarkedYAMLError, YAMLError

from bot.knowledge.encoding import lines_of, unreadable
from bot.knowledge.nodes import Slip
from bot.knowledge.scalars import shown

_KEY = re.compile(r"^(?P<before>[ ]*(?:- +)*(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#]{0,40}):[ \t]+)(?P<value>\S.*)$")
_NO_SPACE = re.compile(r"^[ ]*(?:- +)*[A-Za-z_]+:(?=[^\s/])")
_NO_SPACE_DASH = re.compile(r"^[ ]*-(?=[^\s-])")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")


@dataclass(frozen=True, slots=True)
class Advice:
    """What is wrong at a line and column, from 0; `mended` is the line as it was surely meant."""

    line: int
    column: int
    message: str
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where libyaml gave up: its words, that place, the place where the construct began, and the lines of the text."""

    what: str
    line: int
    column: int
    from_line: int
    from_column: int
    lines: list[str]

    def text(self, line: int) -> str:
        """A line, "" beyond the end."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def before(self) -> int:
        """The number of the last line above that is not empty."""
        line = self.line - 1
        while line > 0 and not self.text(line).strip():
            line -= 1
        return max(line, 0)


def explain(data: bytes, error: YAMLError) -> tuple[Slip, bytes | None]:
    """What is wrong and what to do, and the text with that line mended where the intent is plain."""
    if not isinstance(error, MarkedYAMLError):
        return unreadable(data), None
    lines = lines_of(data)
    stumble = _stumble(error, lines)
    advice = next(found for rule in _RULES if (found := rule(stumble)))
    mended = None
    if advice.mended is not None and advice.mended != stumble.text(advice.line):
        lines[advice.line] = advice.mended
        mended = "\n".join(lines).encode()
    return Slip(advice.line, advice.column, advice.message), mended


def _stumble(error: MarkedYAMLError, lines: list[str]) -> Stumble:
    mark = error.problem_mark or error.context_mark
    begun = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    from_line, from_column = (begun.line, begun.column) if begun else (0, 0)
    last = max(len(lines) - 1, 0)
    return Stumble(
        f"{error.context or ''}; {error.problem or ''}", min(line, last), column, min(from_line, last), from_column, lines
    )


def _tab(at: Stumble) -> Advice | None:
    text = at.text(at.line)
    indent = re.match(r"[ ]*(?:-[ ]*)*(\t[\t ]*)", text)
    if not indent or ("tab" not in at.what and text[at.column : at.column + 1] != "\t"):
        return None
    return Advice(
        at.line,
        indent.start(1),
        "a tab stands at the beginning of this line; use spaces instead",
        text.replace("\t", "  ", indent[1].count("\t")),
    )


def _first_character(at: Stumble) -> Advice | None:
    """Text that begins with a character that means something else at the beginning."""
    begins = {"alias": "*", "anchor": "&", "tag": "!", "directive": "%"}
    sign = next(
        (
            sign
            for word, sign in begins.items()
            if f"while scanning an {word}" in at.what or f"while scanning a {word}" in at.what
        ),
        None,
    )
    line, column = (at.from_line, at.from_column) if sign else (at.line, at.column)
    text = at.text(line)
    if not sign and "cannot start any token" not in at.what:
        return None
    sign = text[column : column + 1] or sign or "it"
    before, value, behind = text[:column], text[column:], ""
    if re.search(r"[\[{]", before):
        inside = re.match(r"[^,\]}]*", value)
        value, behind = (inside[0], value[inside.end() :]) if inside else (value, "")
    return Advice(
        line, column, f"text that begins with {sign} needs quotes: {_quoted(value)}", before + _quoted(value, None) + behind
    )


def _colon_in_text(at: Stumble) -> Advice | None:
    """`title: Foo: bar`, or a line that seems to be a key where none can stand."""
    if "mapping values are not allowed" not in at.what:
        return None
    text = at.text(at.line)
    found = _KEY.match(text)
    if found and found.end("key") < at.column:
        value = found["value"]
        message = f"the text holds a colon followed by a space, so it needs quotes: {found['key']}: {_quoted(value)}"
        return Advice(at.line, found.start("value"), message, found["before"] + _quoted(value, None))
    dash = re.match(r"^[ ]*(?:- +)+", text)
    above = at.text(at.before())
    if (slip := _missing_space(at.before(), above)) is not None:
        return slip
    if dash and dash.end() < at.column and text.count(": ") > 1:
        return Advice(
            at.line,
            dash.end(),
            f"the text holds a colon followed by a space, so it needs quotes: - {_quoted(text[dash.end() :])}",
        )
    return Advice(
        at.line,
        len(text) - len(text.lstrip()),
        "this line looks like a key, but the line above it is not finished or stands further left: "
        "begin both in the same column, or, where this goes on with the text above, put the whole text in quotes",
    )


def _missing_space(line: int, text: str) -> Advice | None:
    """`title:Foo` or `-Tom`."""
    if dash := _NO_SPACE_DASH.match(text):
        return Advice(line, dash.end() - 1, "put a space after the dash", f"{text[: dash.end()]} {text[dash.end() :]}")
    if colon := _NO_SPACE.match(text):
        return Advice(line, colon.end() - 1, "put a space after the colon", f"{text[: colon.end()]} {text[colon.end() :]}")
    return None


def _no_colon(at: Stumble) -> Advice | None:
    if "could not find expected ':'" not in at.what:
        return None
    text = at.text(at.from_line)
    if (slip := _missing_space(at.from_line, text)) is not None:
        return slip
    if _CONFLICT.match(text):
        return Advice(
            at.from_line, 0, "this line was left by git where two edits met; keep the right lines and take the marks out"
        )
    message = "this line has no colon: write it as key: value, or, where it goes on with the text above, indent it"
    return Advice(at.from_line, at.from_column, message)


def _quotes(at: Stumble) -> Advice | None:
    """Quotes that are not closed, that are closed too early, and backslashes in them."""
    if "while scanning a quoted scalar" in at.what and "end of stream" in at.what:
        return Advice(at.from_line, at.from_column, "the quote that begins here is never closed")
    if "escape" in at.what:
        message = "in double quotes a backslash has a meaning of its own; use single quotes around this text"
        return Advice(at.line, at.column, message)
    found = _KEY.match(at.text(at.line))
    if "did not find expected key" not in at.what or not found or found["value"][0] not in "\"'[{":
        return None
    value = found["value"]
    if value[0] in "[{":
        message = f"text that begins with {value[0]} needs quotes: {_quoted(value)}"
        return Advice(at.line, found.start("value"), message, found["before"] + _quoted(value, None))
    message = f"the text goes on after the closing quote; quote the whole text and double single quotes in it: {_quoted(value)}"
    return Advice(at.line, found.start("value"), message)


def _brackets(at: Stumble) -> Advice | None:
    if "while parsing a flow" not in at.what:
        return None
    sign = at.text(at.from_line)[at.from_column : at.from_column + 1] or "["
    close = "]" if sign == "[" else "}"
    message = f"the {sign} here is not closed by a {close}, or a comma is missing; text that begins with {sign} needs quotes"
    return Advice(at.from_line, at.from_column, message)


def _block(at: Stumble) -> Advice | None:
    if "while scanning a block scalar" not in at.what:
        return None
    return Advice(
        at.line, at.column, "after | or > the text begins on the next line, indented by spaces; else put the text in quotes"
    )


def _list_beside_key(at: Stumble) -> Advice | None:
    if "block sequence entries are not allowed" not in at.what:
        return None
    return Advice(
        at.line, at.column, "a list begins on a line of its own below its key; text that begins with a dash needs quotes"
    )


def _names(at: Stumble) -> Advice | None:
    if "anchor" not in at.what:
        return None
    return Advice(
        at.line, at.column, "this name after & was given to another value above; text that begins with & needs quotes"
    )


def _depth(at: Stumble) -> Advice | None:
    """Lines that begin in another column than they should."""
    if not any(words in at.what for words in ("expected key", "'-' indicator", "<document start>")):
        return None
    text = at.text(at.line)
    what = "dash" if text.lstrip().startswith("-") else "line"
    column = len(text) - len(text.lstrip())
    return Advice(
        at.line, column, f"this {what} begins in column {column + 1}, unlike the lines it belongs with; align it with them"
    )


def _anything(at: Stumble) -> Advice:
    return Advice(
        at.line, at.column, "this cannot be read; look for a missing quote, colon, bracket or space here or in the line above"
    )


def _quoted(text: str, limit: int | None = 50) -> str:
    """The text as it would stand in quotes; for a message, cut to `limit` and printable."""
    cut = text.rstrip()
    if limit is not None:
        cut = shown(cut, limit)[1:-1]
    return "'" + cut.replace("'", "''") + "'" if '"' in cut or "\\" in cut else f'"{cut}"'


_RULES: tuple[Callable[[Stumble], Advice | None], ...] = (
    _tab,
    _first_character,
    _colon_in_text,
    _no_colon,
    _quotes,
    _brackets,
    _block,
    _list_beside_key,
    _names,
    _depth,
    _anything,
)
