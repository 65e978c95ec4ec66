"""Proposals, conflicts and forms of `/knowledge` as Discord shows them (pure)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.edits import Conflict, diff
from bot.model import DocumentKind
from bot.moderating import Drafted
from bot.moderating.fields import editable, is_list, is_named, record_of
from bot.render.cards import sheet
from bot.render.forms import LONG, Form
from bot.render.limits import units
from bot.render.short import short
from bot.wording import editing as words
from bot.wording.cards import Sheet

CONFIRM, CANCEL, REDO = "knowledge:confirm:", "knowledge:cancel:", "knowledge:redo:"
UNDO, FIELD = "knowledge:undo:", "knowledge:field:"
FORM = "knowledge:form:"
TEXT = "text"
OPTIONS = 25
"""Choices of a menu."""
SHOWN = 2200
"""UTF-16 units of a diff in the message; a longer one is attached as well, whole."""
ATTACHED = 8_000_000
"""Bytes of an attachment: more than that Discord does not take everywhere."""
ADDING: dict[DocumentKind, tuple[str, ...]] = {
    "episode": ("title", "number", "date", "guests", "sponsors"),
    "people": ("name", "aliases", "role", "about", "url"),
    "sponsors": ("name", "aliases", "about", "offer", "url"),
    "topics": ("name", "aliases", "about", "broader"),
    "faq": ("question", "also", "answer", "url"),
}
"""What is asked for something new; a form holds five fields, and the rest can be edited later."""
_LONG = frozenset(["guests", "sponsors", "aliases", "about", "offer", "answer", "also", "broader"])


def proposal(drafted: Drafted, number: int, embeds: bool, still: str = "") -> dict[str, Any]:
    """The arguments for sending a proposal: its diff, what is wrong with it, what it changes, and its buttons.

    `number` is that by which it is kept, `still` the open question that led to it where it would stay unanswered.
    """
    if drafted.proposal.conflicts:
        return conflict(drafted.proposal.conflicts, number, embeds)
    view = ui.View(timeout=None)
    if drafted.proposal.clean:
        view.add_item(ui.Button(label=words.CONFIRM, style=discord.ButtonStyle.success, custom_id=f"{CONFIRM}{number}"))
    view.add_item(ui.Button(label=words.CANCEL, custom_id=f"{CANCEL}{number}"))
    view.stop()
    return _with_diff(words.proposed(drafted, still), drafted.proposal.diff, embeds) | {"view": view}


def conflict(conflicts: Sequence[Conflict], number: int, embeds: bool) -> dict[str, Any]:
    """The arguments for sending a conflict: both versions, the way from one to the other, and a way to redo."""
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label=words.REDO, style=discord.ButtonStyle.primary, custom_id=f"{REDO}{number}"))
    view.add_item(ui.Button(label=words.CANCEL, custom_id=f"{CANCEL}{number}"))
    view.stop()
    text = "".join(diff(each.theirs, each.ours, each.path) for each in conflicts)
    shown = _with_diff(words.conflicting(conflicts), text, embeds)
    both = [
        file(data, f"{name}-{each.path.rpartition('/')[2]}")
        for each in conflicts[:4]
        for name, data in (("theirs", each.theirs), ("yours", each.ours))
        if data
    ]
    return shown | {"view": view, "files": [*shown.pop("files", ()), *both]}


def after(undoes: str, kind: DocumentKind | None, number: int) -> ui.View:
    """What can be done next: taking the change `undoes` back, and editing a field of the thing that is kept as `number`."""
    view = ui.View(timeout=None)
    if kind:
        view.add_item(fields(kind, number))
    if undoes:
        view.add_item(ui.Button(label=words.UNDO, custom_id=f"{UNDO}{undoes}"))
    view.stop()
    return view


def fields(kind: DocumentKind, number: int) -> ui.Select[ui.View]:
    """The menu of fields to edit of the thing that is kept as `number`."""
    names = list(editable(kind).items())[:OPTIONS]
    options = [discord.SelectOption(label=name, value=name, description=short(about)) for name, about in names]
    return ui.Select(custom_id=f"{FIELD}{number}", placeholder=words.FIELD, options=options)


def file(data: bytes, name: str) -> discord.File:
    """An attachment."""
    return discord.File(io.BytesIO(data), filename=name)


def code(text: str, language: str = "", most: int = SHOWN) -> tuple[str, bool]:
    """A text as a block of code, and whether all of it is there as it is."""
    safe = text.replace("```", "`\u200b``")
    cut = safe
    while units(cut) > most:
        cut = cut[: most * len(cut) // (units(cut) + 1)]
    if cut != safe:
        cut = cut.rpartition("\n")[0] + "\n…"
    return f"```{language}\n{cut}\n```", cut == text


def _with_diff(said: Sheet, text: str, embeds: bool) -> dict[str, Any]:
    """The sheet with the diff in it, attached too where it is not whole."""
    block, whole = code(words.readable(text), "diff", SHOWN if embeds else 900)
    rendered = sheet(said)
    shown = rendered.fields(embeds)
    if embeds:
        before = rendered.embed.description
        rendered.embed.description = f"{before}\n{block}" if before else block
    else:
        shown["content"] = f"{rendered.text[:900]}\n{block}"
    return shown if whole or not text else shown | {"files": [file(text.encode()[:ATTACHED], "change.diff")]}


def adding(kind: DocumentKind, custom_id: str) -> Form:
    """The form for something new."""
    form = Form(title=f"Add {record_of(kind).what}", custom_id=custom_id)
    for name in ADDING[kind]:
        field = record_of(kind).fields[name]
        form.add_item(form.text(name.capitalize(), _hint(kind, name), name, long=name in _LONG, need=field.required))
    return form


def editing(kind: DocumentKind, field: str, text: str, custom_id: str) -> Form | None:
    """The form for one field with what it says now, None where that is too long for a form."""
    if units(text) > LONG:
        return None
    form = Form(title=f"Edit {field}", custom_id=custom_id)
    form.add_item(form.text(field.capitalize(), _hint(kind, field), TEXT, text, long=True))
    return form


def _hint(kind: DocumentKind, field: str) -> str:
    """What to write into a field. Of guests, sponsors and the like a form takes the names alone."""
    about = record_of(kind).fields[field].help
    if is_named(kind, field):
        about = words.NAMES + (words.OFFERS if field == "sponsors" else about)
    elif is_list(kind, field):
        about = words.LINES + about
    return _plain(about)


def _plain(hint: str) -> str:
    hint = hint.replace("`", "")
    return hint if len(hint) <= 100 else hint[:99].rpartition(" ")[0] + "…"
