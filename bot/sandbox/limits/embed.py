"""Embeds: their sizes, and the form in which Discord gives them back."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits.form import Form, Path
from bot.sandbox.wire import Json, present
from bot.sandbox.world.message import Attachment

MOST = 10
TITLE, DESCRIPTION, FIELDS, NAME, VALUE, FOOTER, AUTHOR, ALT = 256, 4096, 25, 256, 1024, 2048, 256, 4096
IN_ALL = 6000
"""Characters of all embeds of a message together."""


def read_embeds(form: Form, value: Any, files: list[Attachment]) -> list[Json]:
    """The embeds as Discord shows them; `files` are what `attachment://name` may mean."""
    given = form.items(("embeds",), value, MOST)
    embeds = [_embed(form, ("embeds", index), form.mapping(("embeds", index), each)) for index, each in enumerate(given)]
    if sum(map(_size, embeds)) > IN_ALL:
        form.wrong(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {IN_ALL}")
    urls = {f"attachment://{file.filename}": file.url for file in files}
    for embed in embeds:
        for part in ("image", "thumbnail"):
            if part in embed and embed[part]["url"] in urls:
                url = urls[embed[part]["url"]]
                embed[part] |= {"url": url, "proxy_url": url}
    return embeds


def _embed(form: Form, path: Path, given: Json) -> Json:
    embed: Json = {"type": "rich"}
    for name, longest in (("title", TITLE), ("description", DESCRIPTION)):
        text = form.text((*path, name), given.get(name), longest)
        embed |= {name: text} if text else {}
    url = form.url((*path, "url"), given.get("url"))
    color = form.whole((*path, "color"), given.get("color"), 0, 0xFFFFFF)
    embed |= present({"url": url, "color": color, "timestamp": given.get("timestamp")})
    for name in ("image", "thumbnail"):
        embed |= _picture(form, (*path, name), _part(form, path, name, given))
    embed |= present({"footer": _footer(form, path, given), "author": _author(form, path, given)})
    fields = [_field(form, (*path, "fields", i), each) for i, each in enumerate(_fields(form, path, given))]
    embed |= {"fields": fields} if fields else {}
    if len(embed) == 1:
        form.wrong((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    return embed


def _part(form: Form, path: Path, name: str, given: Json) -> Json:
    value = given.get(name)
    return {} if value is None else form.mapping((*path, name), value)


def _fields(form: Form, path: Path, given: Json) -> list[Any]:
    return form.items((*path, "fields"), given.get("fields"), FIELDS)


def _field(form: Form, path: Path, given: Any) -> Json:
    given = form.mapping(path, given)
    name = form.text((*path, "name"), given.get("name") or None, NAME, 1)
    value = form.text((*path, "value"), given.get("value") or None, VALUE, 1)
    return {"name": name, "value": value, "inline": bool(given.get("inline", False))}


def _footer(form: Form, path: Path, given: Json) -> Json | None:
    footer = _part(form, path, "footer", given)
    if not footer.get("text"):
        return None
    text = form.text((*path, "footer", "text"), footer["text"], FOOTER)
    return {"text": text} | _icon(form, (*path, "footer"), footer)


def _author(form: Form, path: Path, given: Json) -> Json | None:
    author = _part(form, path, "author", given)
    if not author.get("name"):
        return None
    name = form.text((*path, "author", "name"), author["name"], AUTHOR)
    url = form.url((*path, "author", "url"), author.get("url"))
    return {"name": name} | present({"url": url}) | _icon(form, (*path, "author"), author)


def _icon(form: Form, path: Path, given: Json) -> Json:
    icon = form.url((*path, "icon_url"), given.get("icon_url"))
    return {"icon_url": icon, "proxy_icon_url": icon} if icon else {}


def _picture(form: Form, path: Path, given: Json) -> Json:
    url = form.url((*path, "url"), given.get("url"))
    about = form.text((*path, "description"), given.get("description"), ALT)
    if not url:
        return {}
    shown = {"url": url, "proxy_url": url, "width": 0, "height": 0, "flags": 0}
    return {str(path[-1]): shown | ({"description": about} if about else {})}


def _size(embed: Json) -> int:
    sizes = [len(embed.get("title", "")), len(embed.get("description", "")), len(embed.get("footer", {}).get("text", ""))]
    sizes.append(len(embed.get("author", {}).get("name", "")))
    return sum(sizes) + sum(len(each["name"]) + len(each["value"]) for each in embed.get("fields", []))
