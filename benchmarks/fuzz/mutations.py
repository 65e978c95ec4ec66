"""What can go wrong with a file: bytes flipped, cut short, lines shuffled, YAML's own structures, huge scalars."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from bot.knowledge import scan

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"

Source = tuple[str, bytes]
"""A file: its path below the knowledge folder, and what stands in it."""

TOKENS = (
    b"[ { & * ! | > ' \" % @ ` # - ? : , ] } ~ << --- ... \t \r \0 \xff \xef\xbb\xbf \xc2\x85 \xe2\x80\xa8 *a &a !!binary %TAG"
    b" %YAML !!python/object:os.system <<: {}: []: null: ? - - - >+9 |-1 \xed\xa0\x80 \xf0\x9f\x8e\x99"
).split(b" ")

Mutation = Callable[[bytearray, random.Random], bytearray]


def flip(data: bytearray, chance: random.Random) -> bytearray:
    """Some bytes are others."""
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def truncate(data: bytearray, chance: random.Random) -> bytearray:
    """The end is missing, as after a copy that broke off."""
    return data[: chance.randrange(len(data) + 1)]


def tokens(data: bytearray, chance: random.Random) -> bytearray:
    """Signs that mean something to YAML, where they should not be."""
    for _ in range(chance.choice([1, 2, 4, 12])):
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice(TOKENS) * chance.choice([1, 1, 1, 3])
    return data


def lines(data: bytearray, chance: random.Random) -> bytearray:
    """Lines doubled, moved, taken out, or indented otherwise."""
    parts = bytes(data).split(b"\n")
    for _ in range(chance.choice([1, 2, 6])):
        at = chance.randrange(len(parts))
        match chance.randrange(5):
            case 0:
                parts.insert(at, chance.choice(parts))
            case 1:
                parts[at] = b" " * chance.randrange(9) + parts[at].lstrip()
            case 2:
                parts[at] = b"\t" + parts[at]
            case 3:
                parts = parts[:at] + parts[at + 1 :] or [b""]
            case _:
                parts[at], parts[0] = parts[0], parts[at]
    return bytearray(b"\n".join(parts))


def huge(data: bytearray, chance: random.Random) -> bytearray:
    """A scalar far larger than any real one, in one of the styles."""
    size = chance.choice([1_000, 100_000, 400_000, 1_900_000, 2_100_000])
    piece = chance.choice([b"x", b"word ", b"9", b"\xc3\xa9", b"a: ", b"- ", b"\n\n", b"''", b"\\n", b"# "])
    start = chance.choice([b"", b'"', b"'", b"|\n ", b">\n ", b"[", b"&"])
    at = bytes(data).find(b":", chance.randrange(len(data) + 1)) + 1
    data[at:at] = b" " + start + piece * (size // len(piece))
    return data


def nested(data: bytearray, chance: random.Random) -> bytearray:
    """Structures inside each other, or aliases of aliases."""
    many = chance.choice([10, 40, 1_000, 100_000])
    kind = chance.randrange(5)
    if kind == 0:
        new = chance.choice([b"[", b"{", b"- ", b"? ", b"{a: ", b"[[], "]) * many
    elif kind == 1:
        new = b"\n".join(b"a%d: &a%d [%s]" % (at, at, b", ".join([b"*a%d" % (at - 1)] * 9)) for at in range(1, min(many, 40)))
    elif kind == 2:
        new = b"\n".join(b"k%d: v" % at for at in range(min(many, 50_000)))
    elif kind == 3:
        new = b"\n".join(b" " * at + b"k:" for at in range(min(many, 1_000)))
    else:
        new = b"%TAG !a! tag:x:\n" * min(many, 1_000) + b"--- "
    at = chance.choice([0, len(data), chance.randrange(len(data) + 1)])
    data[at:at] = b"\n" + new + b"\n"
    return data


def encoded(data: bytearray, chance: random.Random) -> bytearray:
    """Another encoding than UTF-8, other line ends, or a mark before it all."""
    text = bytes(data).decode("utf-8", "replace")
    match chance.randrange(5):
        case 0:
            return bytearray(text.encode("utf-16"))
        case 1:
            return bytearray(text.encode("latin-1", "replace") + b"\xe9")
        case 2:
            return bytearray(text.replace("\n", "\r\n").encode())
        case 3:
            return bytearray(text.encode("utf-32"))
        case _:
            return bytearray(b"\xef\xbb\xbf" * chance.randrange(1, 4)) + data


MUTATIONS: tuple[Mutation, ...] = (flip, flip, truncate, tokens, tokens, lines, lines, nested, encoded)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file as something went wrong with it; one in forty is huge."""
    made = bytearray(data)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        made = chance.choice(MUTATIONS)(made, chance)
    if chance.randrange(40) == 0:
        made = huge(made, chance)
    return bytes(made)


def sources() -> list[Source]:
    """The shipped files."""
    return [(path, (SHIPPED / path).read_bytes()) for path in sorted(scan(SHIPPED).files)]


def made(seed: int, number: int, of: list[Source]) -> Source:
    """The mutated file of a number; the same for the same seed and sources."""
    chance = random.Random(f"{seed} {number}")
    path, data = chance.choice(of)
    return path, mutated(data, chance)
