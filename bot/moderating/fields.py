"""The fields that people edit in a form: how a value reads there, and what the text they send means."""

from __future__ import annotations

import re
from typing import Any

from bot.edits import Change, EditRefused, Insert, Remove, Set
from bot.edits.pieces import clock
from bot.edits.steps import Steps
from bot.match import nearest
from bot.model import DocumentKind
from bot.schema import FILES
from bot.schema.forms import Date, Duration, Flag, Line, ListOf, Number, Prose, Record, Url
from bot.text import split, squash

_MENDED = 60.0
"""Likeness, 0 to 100, from which a name is another spelling: "Lena Fink" and "Lenna Finck" have 89, "Uma Lund" 27."""
_SINGLE = (Line, Prose, Url, Number, Date, Duration, Flag)


def record_of(kind: DocumentKind) -> Record:
    """The form of an episode, a show, or one entry of a register or FAQ."""
    form: Any = FILES[kind].form
    found = form.item if isinstance(form, ListOf) else form
    assert isinstance(found, Record)
    return found


def editable(kind: DocumentKind) -> dict[str, str]:
    """The fields that a form can show, with what each is for; the rest goes by file."""
    fields = record_of(kind).fields
    return {name: field.help.replace("`", "") for name, field in fields.items() if _fits(field.form)}


def _fits(form: Any) -> bool:
    if isinstance(form, ListOf):
        return isinstance(form.item, Line) or (isinstance(form.item, Record) and (bool(form.item.short) or _is_link(form.item)))
    return isinstance(form, _SINGLE)


def _is_link(form: Record) -> bool:
    return {"title", "url"} <= form.fields.keys() and "start" not in form.fields and "by" not in form.fields


def is_list(kind: DocumentKind, field: str) -> bool:
    """Whether a field holds one thing a line."""
    return isinstance(record_of(kind).fields[field].form, ListOf)


def is_named(kind: DocumentKind, field: str) -> bool:
    """Whether a field holds one name a line, of things of which the file may say more."""
    form: Any = record_of(kind).fields[field].form
    return isinstance(form, ListOf) and isinstance(form.item, Record) and bool(form.item.short)


def shown(kind: DocumentKind, field: str, value: Any) -> str:
    """A field's value as it stands in the form: lists one thing a line, lengths as on a clock."""
    if isinstance(value, int) and isinstance(record_of(kind).fields[field].form, Duration):
        return clock(value)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "\n".join(line_of(item) for item in value)
    return str(value)


def line_of(item: Any) -> str:
    """One item of a list on a line: its name, or its title with its address."""
    if isinstance(item, str):
        return item
    title = getattr(item, "title", "")
    return f"{title} {item.url}" if title else str(getattr(item, "name", item))


def wish_for(kind: DocumentKind, field: str, text: str) -> Any:
    """What the text of a form means for a new entry: a value, a list, or None where it is empty."""
    form = record_of(kind).fields[field].form
    if isinstance(form, ListOf):
        return [_item(form.item, line) for line in lines(text, split=isinstance(form.item, Line))] or None
    return text.strip() or None


def lines(text: str, split: bool = False) -> list[str]:
    """The lines that say something; where names are listed on one line, commas part them."""
    found = [" ".join(line.split()) for line in text.splitlines()]
    found = [line for line in found if line]
    if split and len(found) == 1:
        found = [part for part in (each.strip() for each in found[0].split(",")) if part]
    return found


def _item(form: Any, line: str) -> Any:
    if isinstance(form, Record) and _is_link(form):
        match = re.fullmatch(r"(.*?)\s*(\S+)", line)
        title, url = (match[1], match[2]) if match else ("", line)
        if not title:
            raise EditRefused(f'"{line[:80]}" lacks its address or its title; write them on one line: Show notes https://…')
        return {"title": title, "url": url}
    return line


def changes_to(kind: DocumentKind, at: Steps, field: str, now: Any, old: str, text: str) -> tuple[Change, ...]:
    """The changes that make a field say what the form holds; none where it does already.

    `now` is its value, `old` the text that the form began with. Of a list only the items that the form added, took out or
    renamed are touched, so that what else is known of the others stays, and what somebody else did meanwhile.
    """
    form = record_of(kind).fields[field].form
    place = (*at, field)
    if isinstance(form, ListOf):
        return _list_changes(form.item, place, now or (), old, text)
    new = text.strip().replace("\r\n", "\n")
    if new == shown(kind, field, now).strip():
        return ()
    return (Set(place, new),) if new else (Remove(place),)


def _list_changes(form: Any, place: Steps, now: tuple[Any, ...], old: str, text: str) -> tuple[Change, ...]:
    began, typed = lines(old), lines(text, split=isinstance(form, Line) and "\n" not in old.strip() and "," not in old)
    added = [line for line in dict.fromkeys(typed) if line not in began]
    taken = [line for line in began if line not in typed]
    was = [" ".join(line_of(item).split()) for item in now]
    gone = [n for n, line in enumerate(was) if line in taken]
    new = [line for line in added if line not in was]
    if len(gone) == len(new):
        return tuple(_renamed(form, (*place, n), now[n], line) for n, line in zip(gone, new, strict=True))
    if not now:
        return (Set(place, [_item(form, line) for line in new]),) if new else ()
    if len(gone) == len(now) and not new:
        return (Remove(place),)
    more = [Insert(place, _item(form, line)) for line in new]
    # Additions go to the end, so that the numbers of those that go still fit.
    return (*more, *(Remove((*place, n)) for n in reversed(gone)))


def _renamed(form: Any, place: Steps, item: Any, line: str) -> Change:
    """One item that reads otherwise now; a record whose name was mended keeps what else it says."""
    rich = any(getattr(item, name, None) for name in ("about", "links", "offer", "code"))
    if rich and isinstance(form, Record) and form.short and _alike(line_of(item), line):
        return Set((*place, form.short), line)
    return Set(place, _item(form, line))


def _alike(old: str, new: str) -> bool:
    """Whether two names may be one that was mended: what is known of a guest must not pass to whoever takes their place."""
    return bool(set(split(old)) & set(split(new))) or nearest(squash(old), [squash(new)], _MENDED) is not None
