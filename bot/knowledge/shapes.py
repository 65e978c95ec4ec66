"""Values with a shape of their own: the outline, credits and handles."""

from __future__ import annotations

from typing import Any

from bot.knowledge.nodes import Mapping, Node, Scalar, Sequence, Spoilt
from bot.knowledge.reader import ABSENT, Reader, is_nothing
from bot.knowledge.records import MOST_ITEMS, entries
from bot.model import Attribution, OutlinePoint
from bot.schema.forms import Credits, Handles, Line, Outline

_LINE = Line("text")


def outline(reader: Reader, form: Outline, node: Node, key: str) -> Any:
    """`OutlinePoint`s in reading order."""
    if is_nothing(node):
        return ABSENT
    if type(node) is not Sequence:
        reader.wrong(node, f'"{key}" should be a list; write it as a list: - How did you get introduced to Python?')
        return ABSENT
    points: list[OutlinePoint] = []
    _points(reader, node, key, 0, points)
    if len(points) > MOST_ITEMS:
        reader.wrong(node, f'"{key}" has {len(points):,} points; {MOST_ITEMS:,} are the most')
        return ABSENT
    return tuple(points)


def _points(reader: Reader, node: Sequence, key: str, depth: int, points: list[OutlinePoint]) -> None:
    for item in node.items:
        if type(item) is Sequence:
            _points(reader, item, key, depth + 1, points)
        elif type(item) is Mapping:
            _headed(reader, item, key, depth, points)
        elif type(item) is Scalar and (text := reader.text(item, key, "text")):
            points.append(OutlinePoint(" ".join(text.split()), depth))


def _headed(reader: Reader, node: Mapping, key: str, depth: int, points: list[OutlinePoint]) -> None:
    """Points that YAML takes for keys: `- Frameworks:` with a list below it, or `- ASGI: what is it?`, which is one text."""
    for at, value in entries(reader, node):
        if type(value) is Sequence:
            points.append(OutlinePoint(" ".join(at.text.split()), depth))
            _points(reader, value, key, depth + 1, points)
        elif type(value) is Scalar:
            points.append(OutlinePoint(" ".join(f"{at.text}: {value.text}".split()), depth))
        elif type(value) is not Spoilt:
            reader.wrong(value, f'each point of "{key}" should be text, or a list below a text')


def credit_lines(reader: Reader, form: Credits, node: Node, key: str) -> Any:
    """`Attribution`s in the file's order."""
    if is_nothing(node, words=False):
        return ABSENT
    if type(node) is Scalar:
        text = reader.text(node, key, "text")
        return (Attribution("", (("", text),)),) if text else ABSENT
    if type(node) is not Mapping:
        reader.wrong(
            node, f'"{key}" should be text, or what each credit is for: music: {{title: Requiem for a Fish, artist: ...}}'
        )
        return ABSENT
    found = []
    for at, value in _distinct(reader, node):
        facts = _facts(reader, value, at.text)
        if facts:
            found.append(Attribution(" ".join(at.text.split()), facts))
    return tuple(found)


def _facts(reader: Reader, node: Node, what: str) -> tuple[tuple[str, str], ...]:
    """What one credit says: text, several texts, or named facts."""
    if type(node) is Mapping:
        pairs = [(at.text, _joined(reader, value, at.text)) for at, value in _distinct(reader, node)]
    else:
        pairs = [("", _joined(reader, node, what))]
    return tuple((name, text) for name, text in pairs if text)


def _joined(reader: Reader, node: Node, key: str) -> str:
    """A text, or the texts of a list with commas between; "" where there is none."""
    if type(node) is Sequence:
        return ", ".join(text for item in node.items if (text := _joined(reader, item, key)))
    read = reader.read(_LINE, node, key)
    return "" if read is ABSENT else str(read)


def handles(reader: Reader, form: Handles, node: Node, key: str) -> Any:
    """(service, name) pairs in the file's order."""
    if is_nothing(node):
        return ABSENT
    if type(node) is not Mapping:
        reader.wrong(node, f'"{key}" should say the name for each service, for example github: tomchristie')
        return ABSENT
    read = [(at.text.strip(), reader.read(_LINE, value, at.text)) for at, value in _distinct(reader, node)]
    return tuple([(service, name) for service, name in read if name is not ABSENT])


def _distinct(reader: Reader, node: Mapping) -> list[tuple[Scalar, Node]]:
    """The entries without those whose key was there before (reported)."""
    seen: dict[str, Scalar] = {}
    found = []
    for at, value in entries(reader, node):
        if at.text in seen:
            reader.wrong(at, f'"{at.text}" stands here a second time; the first is in line {seen[at.text].line + 1}')
        else:
            seen[at.text] = at
            found.append((at, value))
    return found
