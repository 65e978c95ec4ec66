"""One file brought together with what the feed says: new fields come in, a person's word stays (pure)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from bot.edits import EditRefused, Set, edit, new_file
from bot.edits.pieces import form_at, piece
from bot.edits.saying import Leaf, Said, of_piece, said
from bot.edits.tree import Tree
from bot.importing.memory import Mark, Marks
from bot.importing.wishes import Fields
from bot.model import DocumentKind


@dataclass(frozen=True, slots=True)
class Settled:
    """The text of a file and the marks of its fields, with the keys that came in, changed, or stayed a person's."""

    data: bytes
    marks: Marks
    filled: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    odd: tuple[str, ...] = field(default=())


def fresh(kind: DocumentKind, path: str, fields: Fields) -> Settled:
    """A new file. Raises `EditRefused` where a value cannot be written."""
    data = new_file(kind, fields, path).encode()
    return Settled(data, _marks(kind, fields, data, tuple(fields)), tuple(fields))


def settle(kind: DocumentKind, data: bytes, fields: Fields, marks: Marks) -> Settled:
    """A file that exists. A field that a person wrote, changed or took out stays as it is.

    Raises `EditRefused` where the file cannot be read.
    """
    now = keys(data)
    filled: list[str] = []
    changed: list[str] = []
    kept: list[str] = []
    for key, wish in fields.items():
        mark = marks.get(key)
        if key not in now:
            (filled if mark is None else kept).append(key)
        elif mark is None or mark.file != digest(now[key]):
            if digest(now[key]) != _wished(kind, key, wish):
                kept.append(key)
        elif mark.feed != _wished(kind, key, wish):
            changed.append(key)
    made, odd = _edited(kind, data, fields, [*filled, *changed])
    done = tuple(key for key in (*filled, *changed) if key not in odd)
    return Settled(
        made,
        marks | _marks(kind, fields, made, done),
        tuple(key for key in filled if key in done),
        tuple(key for key in changed if key in done),
        tuple(kept),
        tuple(odd.values()),
    )


def keys(data: bytes) -> dict[str, Said]:
    """What a file says by key. Raises `EditRefused` where it is no mapping or cannot be read."""
    found = said(Tree(data).root)
    if not isinstance(found, dict):
        raise EditRefused("The file holds no keys with values.")
    return {key: value for key, value in found.items() if isinstance(key, str)}


def theirs(data: bytes, marks: Marks) -> set[str]:
    """The keys that a person wrote, or changed since they were imported. Raises as `keys` does."""
    return {key for key, value in keys(data).items() if key not in marks or marks[key].file != digest(value)}


def holds(data: bytes, marks: Marks) -> bool:
    """Whether the file says what the marks tell of it."""
    try:
        now = keys(data)
    except EditRefused:
        return False
    return all(key in now and digest(now[key]) == mark.file for key, mark in marks.items())


def digest(value: Said) -> str:
    """Sixteen characters that differ where what is said differs; quotes and line breaks of the text do not matter."""
    return hashlib.sha256(json.dumps(_plain(value), sort_keys=True).encode()).hexdigest()[:16]


def _plain(value: Said) -> Any:
    if isinstance(value, Leaf):
        return value.text.strip()
    if isinstance(value, dict):
        plain = {str(key): _plain(each) for key, each in value.items()}
        return plain["name"] if plain.keys() == {"name"} else plain
    return [_plain(each) for each in value] if isinstance(value, list) else None


def _wished(kind: DocumentKind, key: str, wish: Any) -> str:
    return digest(of_piece(piece(form_at(kind, (key,)), wish)))


def _marks(kind: DocumentKind, fields: Fields, data: bytes, done: tuple[str, ...]) -> Marks:
    now = keys(data) if done else {}
    return {key: Mark(_wished(kind, key, fields[key]), digest(now[key])) for key in done if key in now}


def _edited(kind: DocumentKind, data: bytes, fields: Fields, wanted: list[str]) -> tuple[bytes, dict[str, str]]:
    """The text with the fields set, one by one, and why some could not be."""
    odd: dict[str, str] = {}
    for key in wanted:
        try:
            data = edit(kind, data, [Set((key,), fields[key])])
        except EditRefused as refused:
            odd[key] = f'"{key}": {refused}'
    return data, odd
