"""Reads the body of a request: JSON, or a form with `payload_json` and files."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.refusal import BAD_JSON, ApiError
from bot.sandbox.world.message import Attachment


async def read_body(request: web.Request) -> tuple[Any, list[Attachment]]:
    """The JSON (None where there is none) and the files, which have no id and no address yet."""
    if request.content_type.startswith("multipart/"):
        return await _read_form(request)
    data = await request.read()
    return _parse(data), []


async def _read_form(request: web.Request) -> tuple[Any, list[Attachment]]:
    body: Any = None
    files: list[tuple[str, Attachment]] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _parse(data)
        elif part.name:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            files.append((part.name, Attachment(0, part.filename or "file", data, "", kind)))
    _describe(body, files)
    return body, [file for _name, file in files]


def _describe(body: Any, files: list[tuple[str, Attachment]]) -> None:
    listed = body.get("attachments", (body.get("data") or {}).get("attachments")) if isinstance(body, dict) else None
    for each in listed or []:
        for name, file in files:
            if name == f"files[{each.get('id')}]":
                file.description = each.get("description")
                file.filename = each.get("filename") or file.filename


def _parse(data: bytes) -> Any:
    if not data:
        return None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise ApiError(BAD_JSON) from None
