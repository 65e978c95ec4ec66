"""Knowledge folders that are broken or meant to do harm, for tests/test_hostile_files.py and benchmarks/hostile.py."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SHOW = "greenroom"
GOOD = "title: A good episode\nguests:\n- Tom Christie\n"


@dataclass(frozen=True)
class Case:
    """`make` puts the trouble into the folder of episodes; `says` is part of what must be reported, "" where all is well.

    `place` is where that must be reported, relative to the folder of episodes, `path:line:column`.
    """

    name: str
    make: Callable[[Path], None]
    place: str
    says: str


def build(root: Path, case: Case) -> Path:
    """A knowledge folder with one show, one good episode and the trouble; returns the folder."""
    episodes = root / SHOW / "episodes"
    episodes.mkdir(parents=True)
    (root / SHOW / "show.yaml").write_text("name: Greenroom\n")
    (episodes / "good.yaml").write_text(GOOD)
    case.make(episodes)
    return root


def _holds(data: bytes | str) -> Callable[[Path], None]:
    content = data.encode() if isinstance(data, str) else data
    return lambda episodes: _write(episodes / "bad.yaml", content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _sparse(episodes: Path) -> None:
    """50 MB that take no room on the disk."""
    with (episodes / "bad.yaml").open("wb") as file:
        file.write(b"title: big\nsummary: ")
        file.truncate(50_000_000)


def _two(episodes: Path) -> None:
    _write(episodes / "2020" / "GOOD.yml", GOOD.encode())


def _link_out(episodes: Path) -> None:
    (episodes / "bad.yaml").symlink_to("/etc/passwd")


def _folder_out(episodes: Path) -> None:
    (episodes / "bad").symlink_to("/etc")


def _circle(episodes: Path) -> None:
    (episodes / "bad.yaml").symlink_to("other.yaml")
    (episodes / "other.yaml").symlink_to("bad.yaml")


def _folder_circle(episodes: Path) -> None:
    (episodes / "bad").symlink_to("..")


def _maze(episodes: Path) -> None:
    """Folders that lead into each other by links: followed blindly there is no end of paths."""
    for number in range(12):
        (episodes / f"d{number}").mkdir()
    for number in range(12):
        for other in range(12):
            (episodes / f"d{number}" / f"to{other}").symlink_to(f"../d{other}")


def _pipe(episodes: Path) -> None:
    os.mkfifo(episodes / "bad.yaml")


def _device(episodes: Path) -> None:
    os.mknod(episodes / "bad.yaml", stat.S_IFCHR | 0o644, os.makedev(1, 5))


def _unreadable(episodes: Path) -> None:
    _write(episodes / "bad.yaml", GOOD.encode())
    (episodes / "bad.yaml").chmod(0)


def _bomb(levels: int) -> str:
    lines = ["title: boom", "outline:", "- &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)]
    return "\n".join(lines)


CASES = (
    Case("alias bomb", _holds(_bomb(12)), "bad.yaml:7:8", "aliases such as *a3 stand for too many values"),
    Case(
        "value inside itself",
        _holds("title: x\noutline: &a\n- [*a]\n"),
        "bad.yaml:3:4",
        "*a stands inside the very value it names",
    ),
    Case(
        "alias of nothing", _holds("title: x\nsummary: *bold\n"), "bad.yaml:2:10", "text that begins with a star needs quotes"
    ),
    Case(
        "python tag",
        _holds('title: !!python/object/apply:os.system ["id"]\n'),
        "bad.yaml:1:8",
        "!!python/object/apply:os.system is a YAML tag",
    ),
    Case("100,000 brackets", _holds("title: x\nsummary: " + "[" * 100_000), "bad.yaml:2:41", "more than 32 deep"),
    Case("100,000 braces", _holds("{a: " * 100_000), "bad.yaml:1:129", "more than 32 deep"),
    Case("100,000 dashes", _holds("- " * 100_000), "bad.yaml:1:65", "more than 32 deep"),
    Case("brackets, all closed", _holds("title: x\noutline: " + "[" * 9000 + "]" * 9000), "bad.yaml:2:41", "more than 32 deep"),
    Case("50 MB", _sparse, "bad.yaml:1:1", "the file has 50.0 MB, and 2 MB are the most"),
    Case("NUL", _holds(b"title: a\0b\n"), "bad.yaml:1:9", "a control character (number 0)"),
    Case("control character", _holds(b"title: a\nsummary: b\x07\n"), "bad.yaml:2:11", "a control character (number 7)"),
    Case("escaped NUL", _holds(b'title: "a\\0b"\n'), "bad.yaml:1:8", "a control character (number 0)"),
    Case("Latin-1", _holds("title: Café\n".encode("latin-1")), "bad.yaml:1:11", 'is it "é" from an older encoding?'),
    Case("UTF-16", _holds("title: Café\n".encode("utf-16")), "bad.yaml:1:1", "the file is in UTF-16 or UTF-32"),
    Case("byte order mark", _holds(b"\xef\xbb\xbftitle: a\n"), "", ""),
    Case("CRLF", _holds(b"title: a\r\nguests:\r\n- Tom\r\n"), "", ""),
    Case("tabs", _holds("title: a\nguests:\n\t- Tom\n"), "bad.yaml:3:1", "use spaces instead"),
    Case("duplicate key", _holds("title: a\nnumber: 1\ntitle: b\n"), "bad.yaml:3:1", "a second time; the first is in line 1"),
    Case("two files, one slug", _two, "2020/GOOD.yml:1:1", "good.yaml has the same name"),
    Case("several documents", _holds("title: a\n---\ntitle: b\n"), "bad.yaml:2:1", "a second document begins here"),
    Case("link out of the folder", _link_out, "bad.yaml:1:1", "leads out of the knowledge folder"),
    Case("folder link out", _folder_out, "bad:1:1", "leads out of the knowledge folder"),
    Case("links in a circle", _circle, "bad.yaml:1:1", "leads nowhere or in a circle"),
    Case("folder link in a circle", _folder_circle, "bad:1:1", "leads back to a folder that it stands in"),
    Case("a maze of folder links", _maze, "d0/to1:1:1", "is the same folder as"),
    Case("named pipe", _pipe, "bad.yaml:1:1", "not an ordinary file"),
    Case("device without end", _device, "bad.yaml:1:1", "not an ordinary file"),
    Case("unreadable", _unreadable, "bad.yaml:1:1", "the file cannot be read (permission denied)"),
    Case("empty", _holds(b""), "bad.yaml:1:1", "the file is empty"),
    Case("huge scalar", _holds("title: x\nsummary: " + "word " * 390_000), "bad.yaml:2:10", "1,949,999 characters"),
    Case("huge number", _holds("title: x\nnumber: " + "9" * 10_000), "bad.yaml:2:9", "10,000 characters"),
    Case("huge season", _holds("title: x\nseason: " + "9" * 10_000), "bad.yaml:2:9", "should be a whole number"),
    Case("very long line", _holds("title: x" + " y" * 900_000), "bad.yaml:1:8", "1,800,001 characters; 2,000 are the most"),
    Case(
        "180,000 keys", _holds("".join(f"k{n}: 1\n" for n in range(180_000))), "bad.yaml:100000:9", "more than 200,000 values"
    ),
    Case(
        "90,000 unknown keys",
        _holds("".join(f"k{n}: 1\n" for n in range(90_000))),
        "bad.yaml:201:1",
        "mend the 200 problems above first",
    ),
    Case("one key 600,000 times", _holds("a:\n" * 600_000), "bad.yaml:100000:3", "more than 200,000 values"),
    Case("100,000 directives", _holds("".join(f"%TAG !a{n}! b\n" for n in range(100_000))), "bad.yaml:1:1", "begin with %TAG"),
    Case("100,000 documents", _holds("---\na\n" * 100_000), "bad.yaml:3:1", "a second document begins here"),
    Case(
        "indented ever deeper", _holds("".join(" " * n + "a:\n" for n in range(1_900))), "bad.yaml:33:33", "more than 32 deep"
    ),
    Case(
        "a quote never closed",
        _holds('title: "' + "x\n" * 900_000),
        "bad.yaml:1:8",
        "the quote that begins here is never closed",
    ),
    Case("no YAML at all", _holds(bytes(range(32, 127)) * 2_000), "bad.yaml:1:2", "text that begins with ! needs quotes"),
)
