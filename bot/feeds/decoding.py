"""Bytes of a feed → text, whatever encoding they claim."""

from __future__ import annotations

import codecs
import re

# Codecs that Python offers but no feed needs: slow on purpose-made input, or not about characters at all.
_NOT_FOR_FEEDS = {"utf-7", "idna", "punycode", "unicode_escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How "<?" or "<r" begins where UTF-16 comes without its mark.
_BARE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


def decode(data: bytes, content_type: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of `data` and what was odd about its encoding.

    A byte-order mark wins, then bytes that are valid UTF-8 beyond ASCII (hardly ever by chance), then the XML declaration,
    then the HTTP charset. Bytes that fit none are read as windows-1252.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ()
    for start, name in _BARE:
        if data.startswith(start):
            return data.decode(name, "replace"), (f"It is written in {name.upper()} without a byte-order mark.",)
    claimed = _claimed(data, content_type)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data, claimed)
    if claimed in ("", "utf-8", "ascii") or not text.isascii():
        note = f"It claims to be {claimed} but is UTF-8." if claimed not in ("", "utf-8", "ascii") else ""
        return text, (note,) if note else ()
    return data.decode(claimed, "replace"), ()


def _claimed(data: bytes, content_type: str) -> str:
    """The encoding that the file or its server names, by Python's name; empty where none is usable."""
    found = [match[1].decode("ascii") for match in [_DECLARED.match(data[:400])] if match]
    found += [match[1] for match in [_CHARSET.search(content_type[:400])] if match]
    for name in found:
        try:
            info = codecs.lookup(name)
            "".encode(info.name)
        except (LookupError, UnicodeError, ValueError):
            continue
        if info.name not in _NOT_FOR_FEEDS and not info.name.startswith(("utf-16", "utf-32")):
            return info.name
    return ""


def _legacy(data: bytes, claimed: str) -> tuple[str, tuple[str, ...]]:
    if claimed in ("", "utf-8", "ascii"):
        text, bad = _patched(data)
        if bad > len(data) // 50 or not claimed:
            return data.decode("cp1252", "replace"), ("It names no encoding that fits; it was read as windows-1252.",)
        return text, (f"It claims to be UTF-8, but {bad} bytes are not; those were read as windows-1252.",)
    try:
        return data.decode(claimed), ()
    except UnicodeDecodeError:
        return data.decode(claimed, "replace"), (f"It claims to be {claimed}, but some bytes are not; they were replaced.",)


def _patched(data: bytes) -> tuple[str, int]:
    """UTF-8 with the stray bytes read as windows-1252, and how many there were."""
    text = data.decode("utf-8", "surrogateescape")
    strays = {char for char in set(text) if 0xDC80 <= ord(char) <= 0xDCFF}
    count = sum(text.count(char) for char in strays)
    table = {ord(char): bytes([ord(char) - 0xDC00]).decode("cp1252", "replace") for char in strays}
    return text.translate(table), count
