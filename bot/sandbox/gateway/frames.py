"""How frames travel: plain JSON, or one zlib or zstd stream over the whole connection."""

from __future__ import annotations

import importlib
import json
import zlib
from collections.abc import Callable
from typing import Any, TypeAlias

from bot.sandbox.wire import Json

Pack: TypeAlias = Callable[[bytes], bytes]
PLAIN, ZLIB, ZSTD = "", "zlib-stream", "zstd-stream"


def encode(frame: Json) -> bytes:
    """The frame as JSON."""
    return json.dumps(frame, separators=(",", ":")).encode()


def packer(compression: str) -> Pack | None:
    """What compresses the frames of one connection, or None for plain text; ValueError for an unknown kind."""
    if compression == PLAIN:
        return None
    if compression == ZLIB:
        return _flushing(zlib.compressobj(), zlib.Z_SYNC_FLUSH)
    if compression == ZSTD:
        return _zstd()
    raise ValueError(compression)


def _flushing(compressor: Any, mode: int) -> Pack:
    def pack(data: bytes) -> bytes:
        return bytes(compressor.compress(data) + compressor.flush(mode))

    return pack


def _zstd() -> Pack:
    # The client asks for zstd only where it has found one of these itself.
    try:
        zstd = importlib.import_module("compression.zstd")
        return _flushing(zstd.ZstdCompressor(), zstd.ZstdCompressor.FLUSH_BLOCK)
    except ImportError:
        zstandard = importlib.import_module("zstandard")
        return _flushing(zstandard.ZstdCompressor().compressobj(), zstandard.COMPRESSOBJ_FLUSH_BLOCK)
