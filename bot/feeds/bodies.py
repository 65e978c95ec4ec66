"""The bytes of an answer, unpacked as they come: neither a huge body nor a small one that unpacks to a huge one gets far."""

from __future__ import annotations

import asyncio
import hashlib
import zlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import AsyncExitStack, aclosing
from typing import Protocol

import aiohttp

_CHUNK = 32 * 1024
_PIECE = 64 * 1024
_LARGE = 2 * 1024 * 1024
_GZIP = b"\x1f\x8b"


class TooBig(Exception):
    """The body is larger than the limit, packed or unpacked."""


class Unreadable(Exception):
    """The body is packed in a way that was not asked for, or is damaged."""


class Body:
    """The unpacked bytes of one answer with their SHA-256, and how many came over the wire."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.received = 0
        self._hash = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of the unpacked bytes, in hexadecimal."""
        return self._hash.hexdigest()

    def add(self, piece: bytes, limit: int) -> None:
        """Append a piece; raises `TooBig`."""
        if len(self.data) + len(piece) > limit:
            raise TooBig
        self.data += piece
        self._hash.update(piece)


class _Unpacker(Protocol):
    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """What `chunk` holds, in pieces of a bounded size; raises `Unreadable`."""
        ...

    def whole(self) -> bool:
        """Whether the packed data came to their proper end."""
        ...


class _Plain:
    """Bytes as they are."""

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk

    def whole(self) -> bool:
        return True


class _Packed:
    """gzip (several members too) and deflate (with and without zlib's header), a bounded piece at a time."""

    def __init__(self, gzip: bool) -> None:
        self._gzip = gzip
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16 if gzip else zlib.MAX_WBITS)
        self._begun = False
        self._over = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        while chunk and not self._over:
            if self._inflate.eof:
                # Another gzip member may follow; anything else after the end is padding.
                if not (self._gzip and chunk.startswith(_GZIP)):
                    self._over = True
                    return
                self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield self._step(chunk)
            chunk = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _step(self, chunk: bytes) -> bytes:
        try:
            piece = self._inflate.decompress(chunk, _PIECE)
        except zlib.error as error:
            if self._gzip or self._begun:
                raise Unreadable from error
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                piece = self._inflate.decompress(chunk, _PIECE)
            except zlib.error as again:
                raise Unreadable from again
        self._begun = True
        return piece

    def whole(self) -> bool:
        return self._inflate.eof


async def receive(answer: aiohttp.ClientResponse, limit: int, large: asyncio.Semaphore) -> Body:
    """The body of `answer`; raises `TooBig` past `limit` bytes (packed or unpacked) and `Unreadable`.

    A body that turns out large waits for a place in `large`, so that many at once cannot fill the memory.
    """
    if (answer.content_length or 0) > limit:
        raise TooBig
    body = Body()
    async with AsyncExitStack() as stack:
        pieces = await stack.enter_async_context(aclosing(_pieces(answer, body, limit)))
        async for piece in pieces:
            if len(body.data) <= _LARGE < len(body.data) + len(piece):
                await stack.enter_async_context(large)
            body.add(piece, limit)
    return body


async def _pieces(answer: aiohttp.ClientResponse, body: Body, limit: int) -> AsyncGenerator[bytes, None]:
    """The unpacked bytes of `answer`, piece by piece; counts in `body` what comes over the wire."""
    unpacker: _Unpacker | None = None
    async for chunk in answer.content.iter_chunked(_CHUNK):
        body.received += len(chunk)
        if body.received > limit:
            raise TooBig
        unpacker = unpacker or _unpacker(answer.headers.get("Content-Encoding", ""), chunk)
        for piece in unpacker.feed(chunk):
            yield piece
            # A piece takes some tenths of a millisecond; with many feeds at once the others get their turn in between.
            await asyncio.sleep(0)
    if unpacker is not None and not unpacker.whole():
        raise Unreadable


def _unpacker(encoding: str, start: bytes) -> _Unpacker:
    """By the header, or by the first bytes where a server packs without saying so."""
    name = encoding.lower().strip()
    if name in ("gzip", "x-gzip") or (name in ("", "identity") and start.startswith(_GZIP)):
        # Some servers announce gzip and send plain text.
        return _Packed(gzip=True) if start.startswith(_GZIP[: len(start)]) else _Plain()
    if name == "deflate":
        return _Packed(gzip=False)
    if name in ("", "identity"):
        return _Plain()
    raise Unreadable
