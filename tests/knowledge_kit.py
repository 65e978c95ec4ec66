"""Short ways to read a text as a knowledge file of some kind."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from bot.knowledge import parse
from bot.model import Document, DocumentKind, Episode

PATH = "show/episodes/250.yaml"


def read_text(text: str | bytes, kind: DocumentKind = "episode", path: str = PATH) -> Document:
    """The document of a text; indentation common to all its lines is taken off."""
    data = text if isinstance(text, bytes) else dedent(text).encode()
    return parse(path, kind, "show", "250" if kind == "episode" else "", data)


def episode(text: str) -> Episode:
    """The episode of a text with nothing wrong in it; a title is put before it."""
    document = read_text("title: Starlette\n" + dedent(text))
    assert document.problems == ()
    assert document.episode is not None
    return document.episode


def messages(text: str | bytes, kind: DocumentKind = "episode") -> list[str]:
    """What is wrong in a text, each as `line:column: message`."""
    return [str(problem).removeprefix(f"{PATH}:") for problem in read_text(text, kind).problems]


def write(root: Path, files: dict[str, str]) -> Path:
    """A folder with these files; returns it. Each is whole from the start, for a bot that reads while this writes."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}")
        part.write_text(dedent(text), encoding="utf-8")
        part.replace(path)
    return root
