"""The texts of all files as they were last known, kept over restarts: what changed while the bot was off is seen by them."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import msgspec

LOG = logging.getLogger(__name__)
Texts = dict[str, bytes]


def recall(path: Path) -> Texts | None:
    """The texts by path; None where none were kept, or what was kept cannot be read. It blocks."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=Texts)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        LOG.warning("%s cannot be read; changes made while the bot was off are not in the history: %s", path, error)
        return None


def keep(path: Path, texts: Texts) -> None:
    """Keeps the texts, whole or not at all. It blocks."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(msgspec.msgpack.encode(texts))
        os.replace(fresh, path)
    except OSError as error:
        LOG.warning("%s cannot be written: %s", path, error.strerror)
