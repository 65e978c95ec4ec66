"""What a moderator wants a field to say → pieces ready to be written, each by the form of its field."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.edits.errors import EditRefused
from bot.schema import FILES
from bot.schema.forms import Credits, Date, Duration, Flag, Handles, Line, ListOf, Number, Outline, Prose, Record, Url

Wish = str | int | float | bool | date | Sequence["Wish"] | Mapping[str, "Wish"]
"""A value as a caller gives it. Lengths may be seconds; empty keys of a mapping are left out by giving None."""


@dataclass(frozen=True, slots=True)
class Text:
    """A single value. `words`: it is text, so what looks like a number gets quotes. `prose`: its line breaks count."""

    text: str
    words: bool = True
    prose: bool = False


Piece = Text | list["Piece"] | dict[str, "Piece"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BARE = (Number, Flag, Date, Duration, Url)
LINE = Line()
"""The form of what has none of its own: keys of credits, unknown keys."""


def form_at(kind: str, path: Sequence[str | int]) -> Any:
    """The form of the value at a path of a file of a kind; `LINE` where the table has none."""
    form: Any = FILES[kind].form  # type: ignore[index]
    for step in path:
        if isinstance(form, ListOf):
            form = form.item
        elif isinstance(form, Record) and isinstance(step, str):
            form = form.fields[step].form if step in form.fields else LINE
        elif not isinstance(form, Credits | Handles | Outline):
            form = LINE
    return form


def piece(form: Any, wish: Any) -> Piece:
    """The value as it will be written. Raises `EditRefused` where no YAML of ours could say it."""
    if isinstance(wish, Mapping):
        return _record(form, wish)
    if isinstance(wish, Sequence) and not isinstance(wish, str):
        item = form.item if isinstance(form, ListOf) else form
        return [piece(item, each) for each in wish if each is not None]
    if isinstance(wish, bool):
        return Text("true" if wish else "false", words=False)
    if isinstance(wish, date):
        return Text(wish.isoformat(), words=False)
    if isinstance(wish, int | float):
        return Text(clock(wish) if isinstance(form, Duration) else str(wish), words=not isinstance(form, _BARE))
    return _text(form, wish)


def _text(form: Any, wish: Any) -> Text:
    if not isinstance(wish, str):
        raise EditRefused(f"{type(wish).__name__} is nothing that a knowledge file can hold.")
    found = _CONTROL.search(wish)
    if found:
        raise EditRefused(f"The text holds a control character (number {ord(found[0])}); take it out.")
    prose = isinstance(form, Prose)
    if not prose:
        return Text(" ".join(wish.split()), words=not isinstance(form, _BARE))
    lines = [line.rstrip() for line in re.split("\r\n?|\n", wish.strip())]
    return Text("\n".join(lines), prose=True)


def _record(form: Any, wish: Mapping[str, Any]) -> Piece:
    """The keys in the order of the table, the short form where only its key is given."""
    given = {key: value for key, value in wish.items() if value is not None}
    if not isinstance(form, Record):
        return {_text(LINE, key).text: piece(form, value) for key, value in given.items()}
    ordered = [key for key in form.fields if key in given] + [key for key in given if key not in form.fields]
    made = {key: piece(form.fields[key].form if key in form.fields else LINE, given[key]) for key in ordered}
    if form.short and list(made) == [form.short]:
        return made[form.short]
    return made


def clock(seconds: float) -> str:
    """A length or position as people write it: `43:45`, `1:02:03`, with parts of a second where there are any."""
    if seconds < 0:
        raise EditRefused("A length cannot be below zero.")
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    text = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    parts = f"{seconds - whole:.3f}"[1:].rstrip("0").rstrip(".")
    return text + parts


def order(form: Any) -> tuple[str, ...]:
    """The keys of a record in the order of the table; empty where the form has no keys of its own."""
    return tuple(form.fields) if isinstance(form, Record) else ()


def short(form: Any) -> str | None:
    """The key that a bare text stands for in a list of these, None where there is none."""
    return form.short if isinstance(form, Record) else None
