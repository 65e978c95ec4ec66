"""What a moderator asked for, kept so that it can be made again on a newer text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import msgspec

from bot.edits import Change, EditRefused, Insert, Placed, Remove, Set, current, edit, new_file, placed
from bot.knowledge import parse
from bot.model import Document, Entry, Episode, Faq, Show
from bot.moderating.fields import changes_to

Deed = Literal["set", "insert", "remove", "field", "new", "write", "delete"]


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to do to a file; `at` is the place in it, `value` what to put there.

    `field` makes the field of that name (the last of `at`) say `value`, which the form began with `was`; `write` sets the
    whole text to `data`, and takes the file away where that is None; `new` makes a file of the fields
    in `value`; `delete` takes away a file that should be there.
    """

    deed: Deed
    path: str
    at: tuple[str | int, ...] = ()
    value: Any = None
    was: str = ""
    data: bytes | None = None


class Imported(msgspec.Struct, frozen=True):
    """That a proposal is an import: of which show, from where, and what is to be remembered of it, packed."""

    show: str
    feed: str
    guesses: bool
    memory: bytes


class Pending(msgspec.Struct, frozen=True, omit_defaults=True):
    """A proposal that waits for its Confirm: the steps, what they make of the files, and what those were.

    `gaps` are the open questions that it answers, by number, each with the answer, "" where that is not known. An import has
    no steps.
    """

    steps: tuple[Step, ...]
    changes: dict[str, bytes | None]
    base: dict[str, str | None]
    why: str
    undoes: str = ""
    clean: bool = False
    gaps: dict[int, str] = {}
    imported: Imported | None = None


def packed(pending: Pending) -> bytes:
    """The proposal as bytes."""
    return msgspec.msgpack.encode(pending)


def unpacked(data: bytes) -> Pending | None:
    """The proposal again, None where the bytes are none."""
    try:
        return msgspec.msgpack.decode(data, type=Pending)
    except msgspec.DecodeError:
        return None


def made(root: Path, steps: Iterable[Step]) -> dict[str, bytes | None]:
    """The files as they would be with the steps made on what stands there now; it blocks.

    EditRefused where a step cannot be made.
    """
    texts: dict[str, bytes | None] = {}
    for step in steps:
        if step.path not in texts:
            texts[step.path] = current(root, step.path)
        texts[step.path] = _made(step, texts[step.path])
    return texts


def _made(step: Step, old: bytes | None) -> bytes | None:
    if step.deed == "write":
        return step.data
    if step.deed == "delete":
        if old is None:
            raise EditRefused(f"{step.path} is gone already.")
        return None
    place = placed(step.path)
    kind = place.kind
    if step.deed == "new":
        if old is not None:
            raise EditRefused(f"There is {step.path} already.")
        return new_file(kind, step.value, step.path).encode()
    if old is None or not old.strip():
        # The first entry of a register or FAQ brings its file along.
        if step.deed == "insert" and not step.at:
            return new_file(kind, step.value, step.path).encode()
        raise EditRefused(f"{step.path} is gone; look again at what there is.")
    return edit(kind, old, _field(step, place, old) if step.deed == "field" else [_change(step)])


def _field(step: Step, place: Placed, old: bytes) -> tuple[Change, ...]:
    """The changes that a form asks for, by what the file says now."""
    *at, field = step.at
    found = entity(parse(place.path, place.kind, place.show, place.slug, old), str(at[0]) if at else "")
    if found is None:
        raise EditRefused(f"{at[0] if at else step.path} is gone; look again at what there is.")
    return changes_to(place.kind, tuple(at), str(field), getattr(found, str(field)), step.was, str(step.value))


def entity(document: Document, name: str) -> Episode | Show | Entry | Faq | None:
    """What a file is about, or its entry of that name or question; None where there is none."""
    if not name:
        return document.episode or document.about_show
    entries: tuple[Entry | Faq, ...] = (*document.entries, *document.faqs)
    return next((each for each in entries if called(each) == name), None)


def called(entry: Entry | Faq) -> str:
    """By what an entry is known in its file."""
    return entry.question if isinstance(entry, Faq) else entry.name


def _change(step: Step) -> Change:
    if step.deed == "set":
        return Set(step.at, step.value)
    if step.deed == "insert":
        return Insert(step.at, step.value)
    return Remove(step.at)
