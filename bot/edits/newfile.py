"""New knowledge files: their text in the style of the shipped ones, and their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

from bot.edits.errors import EditRefused
from bot.edits.pieces import Piece, Wish, piece
from bot.edits.style import SHIPPED
from bot.edits.writing import mapping, sequence
from bot.knowledge.names import same
from bot.model import DocumentKind
from bot.schema import FILES

WORDS, LONGEST = 6, 60
"""Words of a title that its slug takes at most, and characters."""

_DEPTHS = {"episode": 2, "show": 1, "faq": 1, "questions": 1}
_HEAD = ("title", "number", "season", "date", "recorded", "duration", "url")
"""What stands first in an episode, in the order of the shipped files; all else follows as in the table of fields."""

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def new_file(kind: DocumentKind, fields: Mapping[str, Wish] | Sequence[Mapping[str, Wish]], path: str = "") -> str:
    """The text of a new file: the line that names its schema, then the fields; for registers and the like one entry or several.

    `path` is where it will stand, relative to the knowledge folder; without it, where files of the kind usually do. Raises
    `EditRefused` where a value cannot be written.
    """
    depth = path.count("/") if path else _DEPTHS.get(kind, 0)
    head = f"# yaml-language-server: $schema={'../' * depth}.schema/{FILES[kind].schema}.schema.json"
    form = FILES[kind].form
    if kind in ("episode", "show"):
        made = piece(form, fields)
        if not isinstance(made, dict):
            raise EditRefused(f"A file of this kind holds keys with values, such as {form.example}.")  # type: ignore[union-attr]
        lines = _blocks(_ordered(made) if kind == "episode" else made)
    else:
        entries = [fields] if isinstance(fields, Mapping) else fields
        made = piece(form, entries)
        assert isinstance(made, list)
        lines = [line for entry in made for line in ["", *sequence([entry], 0, SHIPPED)]]
    return "\n".join([head, *lines]) + "\n"


def _ordered(made: dict[str, Piece]) -> dict[str, Piece]:
    first = {key: made[key] for key in _HEAD if key in made}
    return first | {key: value for key, value in made.items() if key not in first}


def _blocks(made: dict[str, Piece]) -> list[str]:
    """The lines of the fields, with an empty line around each that takes several."""
    lines: list[str] = []
    tall = False
    for key, value in made.items():
        block = mapping({key: value}, 0, SHIPPED)
        if lines and (tall or len(block) > 1):
            lines.append("")
        tall = len(block) > 1
        lines += block
    return lines


def slug_for(title: str, number: int | str | None, taken: Iterable[str]) -> str:
    """A free slug for an episode: its number and the first words of its title, such as `250-apis-sustainable-open-source`.

    `taken` are the slugs that the show has; case does not tell two apart. Letters of any script stay, accents do not.
    """
    words: list[str] = []
    for word in _words(str(number if number is not None else "")) + _words(title)[:WORDS]:
        if len("-".join([*words, word])) > LONGEST:
            break
        words.append(word)
    slug = "-".join(words) or "-".join(_words(title))[:LONGEST].strip("-") or "episode"
    used = {same(each) for each in taken}
    if same(slug) not in used:
        return slug
    return next(each for at in count(2) if same(each := f"{slug}-{at}") not in used)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", text.casefold().translate(_LETTERS).replace("'", "").replace("’", ""))
    bare = "".join(_plain(c) for c in folded)
    return [word for word in re.split(r"[^\w]+|_+", bare) if word and all(c.isalnum() for c in word)]


def _plain(c: str) -> str:
    """A Latin letter without its accents; other letters are other letters with theirs."""
    parts = unicodedata.normalize("NFD", c)
    return parts[0] if parts[0].isascii() else c
