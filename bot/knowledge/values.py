"""Single values: how each form without parts of its own is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.knowledge import scalars
from bot.knowledge.nodes import Node
from bot.knowledge.reader import ABSENT, Reader, is_nothing
from bot.knowledge.scalars import Unfit
from bot.schema.forms import LONGEST_LINE, LONGEST_TEXT, Date, Duration, Flag, Line, Number, Prose, Url


def line(reader: Reader, form: Line, node: Node, key: str) -> Any:
    """Text on one line, each run of spaces made one."""
    text = reader.text(node, key, f"text such as {form.example}")
    if text is None:
        return ABSENT
    if len(text) > LONGEST_LINE:
        reader.wrong(node, f'"{key}" has {len(text):,} characters; {LONGEST_LINE:,} are the most')
        return ABSENT
    return " ".join(text.split())


def prose(reader: Reader, form: Prose, node: Node, key: str) -> Any:
    """Text with its line breaks."""
    text = reader.text(node, key, "text")
    if text is None:
        return ABSENT
    if len(text) > LONGEST_TEXT:
        reader.wrong(node, f'"{key}" has {len(text):,} characters; {LONGEST_TEXT:,} are the most')
        return ABSENT
    return text


def _single(reader: Reader, node: Node, key: str, want: str, meaning: Callable[[str], Any]) -> Any:
    """What `meaning` makes of the text; `ABSENT` where it is empty or does not fit (reported)."""
    if is_nothing(node):
        return ABSENT
    text = reader.text(node, key, want)
    if text is None:
        return ABSENT
    try:
        return meaning(text)
    except Unfit as unfit:
        reader.wrong(node, f'"{key}" {unfit}')
        return ABSENT


def number(reader: Reader, form: Number, node: Node, key: str) -> Any:
    """An int, or text where the form allows it."""
    return _single(reader, node, key, "a whole number", scalars.number if form.texts else scalars.whole)


def flag(reader: Reader, form: Flag, node: Node, key: str) -> Any:
    """True or False."""
    return _single(reader, node, key, "yes or no", scalars.flag)


def date(reader: Reader, form: Date, node: Node, key: str) -> Any:
    """A `Day`."""
    return _single(reader, node, key, "a date such as 2020-02-18", scalars.day)


def duration(reader: Reader, form: Duration, node: Node, key: str) -> Any:
    """Seconds: whole for a length, with fractions for a position."""
    if form.fractions:
        return _single(reader, node, key, "a position such as 12:30", scalars.position)
    return _single(reader, node, key, "a length such as 43:45", scalars.length)


def url(reader: Reader, form: Url, node: Node, key: str) -> Any:
    """A web address; where the form allows it, else a path inside the knowledge folder."""
    if form.paths:
        return _single(reader, node, key, "a web address or a path", lambda text: scalars.url_or_path(text, reader.folder))
    return _single(reader, node, key, "a web address", scalars.url)
