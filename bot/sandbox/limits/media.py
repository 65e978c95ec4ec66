"""Pictures and files inside layouts."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.form import REQUIRED, Form, Path
from bot.sandbox.wire import Json
from bot.sandbox.world.message import Attachment

PICTURES, ALT = 10, 1024


def thumbnail(form: Form, path: Path, given: Json, files: list[Attachment]) -> Json:
    """A small picture beside text."""
    return {"media": _media(form, (*path, "media"), given.get("media"), files)} | _about(form, path, given)


def gallery(form: Form, path: Path, given: Json, files: list[Attachment]) -> Json:
    """One to ten pictures."""
    items = form.items((*path, "items"), given.get("items"), PICTURES, 1)
    return {"items": [thumbnail(form, (*path, "items", i), form.mapping(path, each), files) for i, each in enumerate(items)]}


def file(form: Form, path: Path, given: Json, files: list[Attachment]) -> Json:
    """An uploaded file; only `attachment://name` is allowed."""
    media = _media(form, (*path, "file"), given.get("file"), files)
    found = next((each for each in files if each.url == media["url"]), None)
    if found is None:
        form.wrong((*path, "file"), *REQUIRED)
        return {"file": media}
    return {"file": media, "name": found.filename, "size": len(found.data), "spoiler": bool(given.get("spoiler"))}


def _media(form: Form, path: Path, value: Any, files: list[Attachment]) -> Json:
    given = form.mapping(path, value)
    url = form.url((*path, "url"), given.get("url"))
    if url is None:
        form.wrong((*path, "url"), *REQUIRED)
        return {"id": "0", "url": "", "proxy_url": ""}
    for each in files:
        if url == f"attachment://{each.filename}":
            shown = {"url": each.url, "proxy_url": each.url, "attachment_id": str(each.id)}
            return {"id": str(each.id), "content_type": each.content_type} | shown
    return {"id": "0", "url": url, "proxy_url": url, "width": 0, "height": 0}


def _about(form: Form, path: Path, given: Json) -> Json:
    about = form.text((*path, "description"), given.get("description"), ALT)
    return {"description": about or None, "spoiler": bool(given.get("spoiler"))}
