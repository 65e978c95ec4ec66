"""What is costly to build, kept as bytes: read back at once where things and code are the same (pure)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, pairwise
from pathlib import Path
from zlib import crc32

import msgspec

from bot.match.things import Thing


@cache
def _code() -> int:
    """A mark of the code that decides how names are cut: other code makes other tables."""
    here = Path(__file__).parent
    sources = [*sorted(here.glob("*.py")), here.parent / "text.py"]
    return crc32(b"".join(source.read_bytes() for source in sources))


def mark(things: Iterable[Thing]) -> bytes:
    """Eight bytes that tell these things and this code from others."""
    said = "\n".join(f"{t.kind}\t{t.name}\t{' '.join(t.keys)}\t{chr(31).join(t.aliases)}" for t in things)
    return crc32(said.encode()).to_bytes(4, "big") + _code().to_bytes(4, "big")


class Lists:
    """Many short lists of small numbers in two arrays: `lists[at]` is one of them."""

    def __init__(self, starts: array[int], numbers: array[int]) -> None:
        self.starts = starts
        self.numbers = numbers

    @classmethod
    def of(cls, lists: Sequence[Sequence[int]]) -> Lists:
        """The lists packed."""
        starts = array("I", [0])
        total = 0
        for one in lists:
            total += len(one)
            starts.append(total)
        return cls(starts, array("I", chain.from_iterable(lists)))

    @classmethod
    def from_bytes(cls, starts: bytes, numbers: bytes) -> Lists:
        """What `to_bytes` gave."""
        packed = cls(array("I"), array("I"))
        packed.starts.frombytes(starts)
        packed.numbers.frombytes(numbers)
        return packed

    def to_bytes(self) -> tuple[bytes, bytes]:
        """Both arrays as bytes, for the same kind of machine."""
        return self.starts.tobytes(), self.numbers.tobytes()

    def renumbered(self, moved: Sequence[int]) -> list[list[int]]:
        """The lists, each number but for its last three bits as `moved` says; -1 there takes it out."""
        numbers = [moved[number >> 3] << 3 | number & 7 for number in self.numbers]
        lists = [numbers[start:end] for start, end in pairwise(self.starts)]
        for at, one in enumerate(lists):
            if len(one) > 1:
                one.sort()
                if one[0] < 0:
                    lists[at] = [number for number in one if number >= 0]
            elif one and one[0] < 0:
                lists[at] = []
        return lists

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, at: int) -> array[int]:
        return self.numbers[self.starts[at] : self.starts[at + 1]]


def pack(head: bytes, *parts: object) -> bytes:
    """`parts` behind `head`, for `unpack`."""
    return msgspec.msgpack.encode([head, *parts])


def unpack(head: bytes, data: bytes | None) -> list[object] | None:
    """The parts that were packed with the same `head`; None where there are none, or others."""
    if data is None:
        return None
    try:
        found = msgspec.msgpack.decode(data, type=list)
    except msgspec.DecodeError:
        return None
    return found[1:] if found and found[0] == head else None
