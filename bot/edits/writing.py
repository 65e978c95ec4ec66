"""Pieces → lines of YAML, as plain as reads back the same."""

from __future__ import annotations

import re

from bot.edits.pieces import Piece, Text
from bot.edits.style import Style

_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_WORDS = re.compile(r"~|null|true|false|yes|no|on|off|y|n|<<|=", re.IGNORECASE)
_NUMBER = re.compile(
    r"[-+]?(\.?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|\.inf|\.nan|[0-9][0-9_:]*(\.[0-9_]*)?)"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?")
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
"""What would be unseen, or end the line, or not be YAML at all, if it stood there as it is."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P"}


def mapping(pieces: dict[str, Piece], column: int, style: Style) -> list[str]:
    """The lines of keys with values whose keys begin at a column."""
    lines = []
    for key, value in pieces.items():
        name = inline(Text(key), style, key=True)
        head, body = below(value, column, style, len(name) + 2)
        lines += [" " * column + name + ":" + (f" {head}" if head else ""), *body]
    return lines


def sequence(pieces: list[Piece], column: int, style: Style, gap: int | None = None) -> list[str]:
    """The lines of a list whose dashes stand at a column, with so many spaces behind them."""
    gap = max(style.gap if gap is None else gap, 1)
    lines: list[str] = []
    for piece in pieces:
        inner = column + 1 + gap
        if isinstance(piece, dict) and piece:
            below_dash = mapping(piece, inner, style)
            lines += [" " * column + "-" + " " * gap + below_dash[0].lstrip(" "), *below_dash[1:]]
        elif isinstance(piece, list) and piece:
            lines += [" " * column + "-", *sequence(piece, inner, style, gap)]
        else:
            head, body = below(piece, column, style, 1 + gap, inner)
            lines += [" " * column + "-" + " " * gap + head, *body]
    return lines


def below(piece: Piece, column: int, style: Style, taken: int, inner: int | None = None) -> tuple[str, list[str]]:
    """A value that stands behind a key or dash at a column: what goes on the same line, and the lines below.

    `taken` is how many characters the key or dash takes up; `inner` is where long text below begins.
    """
    if isinstance(piece, Text):
        return _text(piece, column + style.step if inner is None else inner, column + taken, style)
    if not piece:
        return ("[]" if isinstance(piece, list) else "{}"), []
    if isinstance(piece, dict):
        return "", mapping(piece, column + style.step, style)
    return "", sequence(piece, column + style.dash, style)


def _text(piece: Text, inner: int, before: int, style: Style) -> tuple[str, list[str]]:
    """Text on one line where it fits, else folded, else as it stands."""
    text = piece.text
    breaks = "\n" in text
    one = inline(piece, style)
    if not breaks and (not piece.words or before + len(one) <= style.width or " " not in text):
        return one, []
    if not style.blocks or not _foldable(text):
        return one, []
    lines = text.split("\n")
    pad = " " * max(inner, 1)
    if any(line.startswith((" ", "\t")) for line in lines):
        return "|-", [pad + line if line else "" for line in lines]
    body: list[str] = []
    for line in lines:
        body += [*([""] if body and line else []), *(_fold(line, pad, style.width) if line else [""])]
    return style.fold, body


def literal(piece: Text, head: str, inner: int) -> tuple[str, list[str]]:
    """Text whose lines stay as they are, under a head such as `|` or `|-`."""
    return head, [" " * max(inner, 1) + line if line else "" for line in piece.text.split("\n")]


def can_be_block(piece: Text) -> bool:
    """Whether text may stand below its key, line by line."""
    return bool(piece.text) and _foldable(piece.text)


def _foldable(text: str) -> bool:
    """Whether no character of the text would be read as another in a block."""
    return text[:1] not in ("", " ", "\t", "\n") and not _ODD.search(text.replace("\n", "").replace("\t", ""))


def _fold(line: str, pad: str, width: int) -> list[str]:
    """The words of a line, wrapped; only a single space between words may become a line break."""
    found, current = [], ""
    for word in re.split(r"(?<=[^ \t]) (?=[^ \t])", line):
        if current and len(pad) + len(current) + 1 + len(word) > width:
            found.append(pad + current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*found, pad + current]


def inline(piece: Text, style: Style, *, flow: bool = False, key: bool = False) -> str:
    """A single value on one line, in quotes only where it needs them."""
    if plain(piece.text, words=piece.words or key, flow=flow):
        return piece.text
    return quoted(piece.text, style.quote)


def plain(text: str, *, words: bool = True, flow: bool = False) -> bool:
    """Whether the text may stand without quotes and be read as it is; with `words`, as text by people's editors, too."""
    if not text or text != text.strip() or _ODD.search(text):
        return False
    if text[0] in _INDICATORS and not (text[0] in "-?:" and len(text) > 1 and text[1] not in " ,[]{}" and text[:3] != "---"):
        return False
    if ": " in text or text.endswith(":") or " #" in text or text.startswith("..."):
        return False
    if flow and (any(c in ",[]{}?" for c in text) or text[0] in "-:"):
        return False
    return not words or not (_WORDS.fullmatch(text) or _NUMBER.fullmatch(text) or _DAY.fullmatch(text))


def quoted(text: str, mark: str = '"') -> str:
    """The text in quotes of that kind, or of the other where that spares escapes."""
    if _ODD.search(text):
        return '"' + "".join(_escaped(c) for c in text) + '"'
    if (mark == "'" and "'" not in text) or '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escaped(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if not _ODD.match(c):
        return c
    return f"\\u{ord(c):04x}" if ord(c) <= 0xFFFF else f"\\U{ord(c):08x}"


def flowing(piece: Piece, style: Style) -> str:
    """A value in brackets and braces on one line, for a place inside others."""
    if isinstance(piece, Text):
        return inline(piece, style, flow=True)
    if isinstance(piece, list):
        return "[" + ", ".join(flowing(each, style) for each in piece) + "]"
    pairs = (f"{inline(Text(key), style, flow=True, key=True)}: {flowing(value, style)}" for key, value in piece.items())
    return "{" + ", ".join(pairs) + "}"
