"""Text as people type it, made comparable: folded, cut into words, squashed, lightly stemmed (pure)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
STRAIGHT = str.maketrans("’‘ʼ`´“”„–—", "'" * 5 + '"' * 3 + "--")
WORD = re.compile(r"[^\W_]+(?:[.'_&-][^\W_]+)*(?:\+\+|\+|#(?!\w))?")
PIECE = re.compile(r"(?:[^-_&.]|\.(?=[^\W\d])|(?<=\d)\.(?=\d))+")
"""Hyphens part words; a dot does not in `node.js` and `3.11`, but does in `ep.12`."""
PLAIN = re.compile(r"[A-Za-z0-9 '-]*")
"""Names of which the words can be told without looking at every character."""
DROPPED = {n: None for n in range(128) if not (chr(n).isalnum() or chr(n) in "+#")}
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


def clean(text: str) -> str:
    """`text` in compatibility form, with no invisible characters, straight quotes and single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(STRAIGHT).split())
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text).translate(STRAIGHT))
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """`text` with case, accents and outer spaces gone: `"Jérôme "` and `"jerome"` fold alike."""
    if text.isascii():
        return text.casefold().strip()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: `folded` for comparing, `raw` as typed, `start` and `end` in the cleaned text."""

    folded: str
    raw: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words of a cleaned text. `c++`, `c#`, `node.js` and `who's` stay one word; `self-hosted` is two."""
    found = []
    for match in WORD.finditer(text):
        for piece in PIECE.finditer(match.group()):
            start, end = match.start() + piece.start(), match.start() + piece.end()
            folded = fold(text[start:end]).replace("'", "")
            if folded:
                found.append(Word(folded, text[start:end], start, end))
    return tuple(found)


@lru_cache(maxsize=16384)
def split(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    if PLAIN.fullmatch(text):
        return tuple(text.casefold().replace("'", "").replace("-", " ").split())
    return tuple(word.folded for word in words(clean(text)))


@lru_cache(maxsize=16384)
def squash(text: str) -> str:
    """Letters and digits only, so that `Self-Hosted` and `self hosted` are one; `+` and `#` stay for `c++` and `c#`."""
    if text.isascii():
        return text.casefold().translate(DROPPED)
    return "".join(c for c in fold(text) if c.isalnum() or c in "+#")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word without its common English endings, at least three letters long: `hosting`, `hosted`, `hosts` give `host`."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ings", "ing", "ers", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and ending != "ers":
            root = word[: -len(ending)]
            return root[:-1] if len(root) > 3 and root[-1] == root[-2] and root[-1] not in "lsz" else root
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "os", "as")):
        return word[:-1]
    return word


@lru_cache(maxsize=16384)
def topic_key(name: str) -> str:
    """What makes two spellings of a topic one: `self hosted`, `Self-Hosting`, `selfhosted` have one key; `C#`, `C++` two."""
    parts = list(split(name))
    if not parts:
        return squash(name)
    return squash("".join(parts[:-1]) + stem(parts[-1]))
