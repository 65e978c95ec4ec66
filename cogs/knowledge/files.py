"""Files that come in and go out: uploads read as what they are, downloads one by one or all as a zip."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import Sequence

import discord

from bot.edits import EditRefused, placed
from bot.errors import BotError
from bot.knowledge import parse
from bot.knowledge.names import same, stem
from bot.model import DocumentKind
from bot.moderating import Finder, Moderation, NotThere, Step
from bot.wording import editing as words

LARGEST = 250_000
"""Bytes of an uploaded file: what is larger would hold up answers while it is read."""
ZIP_LARGEST = 8_000_000
_REGISTERS: dict[str, DocumentKind] = {"people": "people", "sponsors": "sponsors", "topics": "topics"}
_OF_A_SHOW: dict[str, DocumentKind] = {"show": "show", "faq": "faq", "questions": "questions"}


async def uploaded(files: Sequence[discord.Attachment], finder: Finder, show: str) -> list[Step]:
    """The steps that put uploaded files where they belong. NotThere or EditRefused where one cannot be taken."""
    steps: list[Step] = []
    for each in files:
        name = stem(each.filename)
        if name is None:
            raise EditRefused(words.NO_YAML)
        if each.size > LARGEST:
            raise EditRefused(f"{each.filename[:80]} {words.TOO_LARGE}")
        try:
            data = await each.read()
        except discord.HTTPException:
            raise EditRefused(f"{each.filename[:80]} could not be fetched from Discord; upload it once more.") from None
        if len(data) > LARGEST:
            raise EditRefused(f"{each.filename[:80]} {words.TOO_LARGE}")
        path = await _home(name, data, finder, show)
        if any(step.path == path for step in steps):
            raise EditRefused(f"Two of the files would both become {path}; upload one of them.")
        steps.append(Step("write", path, data=data))
    return steps


async def _home(name: str, data: bytes, finder: Finder, show: str) -> str:
    """Where a file of that name goes. An episode's new file is named after its number and title, never after the upload."""
    if name in _REGISTERS:
        return await finder.home(_REGISTERS[name])
    if not show:
        raise NotThere(words.WHICH_SHOW)
    if name in _OF_A_SHOW:
        return await finder.home(_OF_A_SHOW[name], show)
    for each in await finder.paths():
        if each.kind == "episode" and each.show == show and same(each.slug) == same(name):
            return each.path
    document = await asyncio.to_thread(parse, "upload.yaml", "episode", show, "upload", data)
    if document.episode is None:
        found = [f"line {p.place.line}, column {p.place.column}: {p.message}" for p in document.problems[:5]]
        raise EditRefused(f"That file cannot be read as an episode. {'; '.join(found)}")
    number = document.episode.number
    return await finder.new_episode(show, document.episode.title or name, "" if number is None else str(number))


async def zipped(moderation: Moderation, paths: Sequence[str]) -> bytes | None:
    """The files as a zip, None where that is too large for Discord."""
    texts: dict[str, bytes] = {}
    for path in paths:
        try:
            data = await moderation.text(path)
        except BotError:
            continue
        if data is not None:
            texts[placed(path).path] = data
    made = await asyncio.to_thread(_zip, texts)
    return made if len(made) <= ZIP_LARGEST else None


def _zip(texts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in texts.items():
            archive.writestr(path, data)
    return buffer.getvalue()
