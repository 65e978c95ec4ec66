"""One field of a file changed, with every other byte as it was: by examples, and over all the files that we have."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.edits import Change, EditRefused, Insert, Remove, Set, edit
from bot.knowledge import parse, scan
from bot.knowledge.files import FoundFile
from bot.model import Document, DocumentKind

HERE = Path(__file__).parents[1]
SHIPPED = HERE / "knowledge"
JUPITER = HERE.parent / "shared" / "data" / "jupiter-dev-knowledge.tar.gz"

LONG = "A text that is longer than any line of the file, with a colon: and a # sign, so that it has to go below its key. " * 2


@pytest.fixture(scope="module")
def jupiter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not JUPITER.exists():
        pytest.skip(f"{JUPITER} is missing")
    root = tmp_path_factory.mktemp("jupiter")
    with tarfile.open(JUPITER) as archive:
        archive.extractall(root, filter="data")
    return next(root.iterdir())


def changes(document: Document) -> Iterator[tuple[str, Change]]:
    """A field to change, one to add and one to remove, for a file of any kind; each with the top-level key it is in."""
    if document.episode:
        yield "title", Set("title", "Another: title")
        yield "summary", Set("summary", LONG)
        yield "guests", Insert("guests", {"name": "Ada Lovelace", "about": LONG})
        if document.episode.hosts:
            yield "hosts", Set("hosts[0].about", "Known for: much")
        yield from ((key, Remove(key)) for key in ("summary", "number", "hosts", "notes") if getattr(document.episode, key))
    elif document.about_show:
        yield "name", Set("name", "Another show")
        yield "complete", Set("complete", False)
        yield "hosts", Remove("hosts")


def register_changes(document: Document) -> Iterator[tuple[int, Change]]:
    """For each entry of a list a change, an addition or a removal, in turn."""
    for at, entry in enumerate((document.entries or document.faqs or document.checks)[:12]):
        text = {"people": "about", "sponsors": "about", "topics": "about", "faq": "answer", "questions": "ask"}[document.kind]
        yield (
            at,
            (
                Set((at, text), LONG),
                Insert((at, "says" if document.checks else "also" if document.faqs else "aliases"), "al: ias"),
                Remove((at,)),
            )[at % 3],
        )
        assert entry


def lines_of(text: str, key: str) -> tuple[int, int]:
    """The first line of a top-level key, and the line of the next one, as PyYAML sees them; both 0 where the key lacks."""
    pairs = yaml.compose(text, Loader=yaml.CSafeLoader).value
    starts = [node.start_mark.line for node, _ in pairs] + [text.count("\n") + 1]
    at = next((at for at, (node, _) in enumerate(pairs) if node.value == key), None)
    return (0, 0) if at is None else (starts[at], starts[at + 1])


def item_lines(text: str, at: int) -> tuple[int, int]:
    starts = [node.start_mark.line for node in yaml.compose(text, Loader=yaml.CSafeLoader).value]
    return starts[at], [*starts, text.count("\n") + 1][at + 1]


def must_stay(old: str, new: str, span: tuple[int, int]) -> None:
    """All lines before and after the span are in the new text as they were; an empty span means that lines were only added."""
    before = old.splitlines(keepends=True)
    after = new.splitlines(keepends=True)
    start, end = span
    if start == end == 0:
        head = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
        assert before[head:] == after[len(after) - len(before) + head :]
        return
    # The empty line above goes with what stood last.
    assert after[:start] == before[:start] or (after == before[: start - 1] and not before[start - 1].strip())
    rest = max(len(before) - end, 0)
    assert rest == 0 or before[end:] == after[-rest:]
    remarks = [line for line in before[start:end] if line.lstrip().startswith("#")]
    assert remarks == [line for line in after[start : len(after) - rest] if line.lstrip().startswith("#")][: len(remarks)]


def check(root: Path, found: FoundFile, only: int | None = None) -> int:
    """How many edits of a file were right; with `only`, one of those to fields is tried, another for another number."""
    data = (root / found.path).read_bytes()
    document = parse(found.path, found.kind, found.show, found.slug, data)
    text = data.decode()
    done = 0
    every = list(changes(document))
    for key, change in every if only is None else [every[only % len(every)]] if every else []:
        new = edit(found.kind, data, [change])
        must_stay(text, new.decode(), lines_of(text, key))
        assert parse(found.path, found.kind, found.show, found.slug, new).problems == document.problems
        done += 1
    for at, change in register_changes(document):
        new = edit(found.kind, data, [change])
        must_stay(text, new.decode(), item_lines(text, at))
        done += 1
    return done


def test_one_field_of_each_shipped_file_changes_and_every_other_byte_stays() -> None:
    assert sum(check(SHIPPED, found) for found in scan(SHIPPED).files.values()) > 600


def test_one_field_of_each_file_of_another_hand_changes_and_every_other_byte_stays(jupiter: Path) -> None:
    assert sum(check(jupiter, found, at) for at, found in enumerate(scan(jupiter).files.values())) > 900


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("title: Old # why\n", Set("title", "New"), "title: New # why\n"),
        ("title: 'Old'\n", Set("title", "it's"), 'title: "it\'s"\n'),
        ("title: Old\n", Set("title", "No"), 'title: "No"\n'),
        ("title: Old\nnumber: 1\n", Set("number", "1.10"), "title: Old\nnumber: 1.10\n"),
        ("title: T\n", Set("duration", 2625), "title: T\nduration: 43:45\n"),
        ("title: T\nurl: https://x.org\n", Set("number", 3), "title: T\nnumber: 3\nurl: https://x.org\n"),
        ("title: T", Set("number", 3), "title: T\nnumber: 3"),
        ("\ufefftitle: T\r\nseason: 2\r\n", Set("number", 3), "\ufefftitle: T\r\nnumber: 3\r\nseason: 2\r\n"),
        ("topics: [a, b]  # two\n", Insert("topics", "c, d"), 'topics: [a, b, "c, d"]  # two\n'),
        ("topics: [a, b]\n", Remove("topics[0]"), "topics: [b]\n"),
        ("topics: [a, b]\n", Remove("topics[b]"), "topics: [a]\n"),
        ("hosts:\n- A\n# - B\ntitle: T\n", Insert("hosts", "C"), "hosts:\n- A\n- C\n# - B\ntitle: T\n"),
        ("hosts:\n  # us\n  - A\ntitle: T\n", Remove("hosts[0]"), "hosts: []\n  # us\ntitle: T\n"),
        ("hosts: []\n", Insert("hosts", "A"), "hosts:\n  - A\n"),
        ("hosts:\n", Insert("hosts", "A"), "hosts:\n  - A\n"),
        ("guests:\n- A: b\n", Insert("guests", "C: d"), 'guests:\n- A: b\n- "C: d"\n'),
        ("guests:\n-   A\n", Set("guests[A].about", "x"), "guests:\n-   name: A\n    about: x\n"),
        ("guests: [A]\n", Set("guests[0].about", "x"), "guests: [{name: A, about: x}]\n"),
        ("summary: >- # s\n   Old\n   text\ntitle: T\n", Set("summary", "New"), "summary: New # s\ntitle: T\n"),
        ("summary: |\n    a\n\n    b\ntitle: T\n", Set("summary", "c\nd"), "summary: |\n    c\n    d\ntitle: T\n"),
        ("title: T\n", Set("credits.music.artist", "A"), "title: T\n\ncredits:\n  music:\n    artist: A\n"),
        ("# only a remark\n", Set("title", "T"), "# only a remark\ntitle: T\n"),
        ("topics:\n  - a # 1\n  - b # 2\n", Set("topics", ["b", "c"]), "topics:\n  - b # 2\n  - c\n"),
        ("outline:\n- a\n", Insert("outline", ["b", "c"]), "outline:\n- a\n-\n  - b\n  - c\n"),
    ],
)
def test_an_edit_looks_as_its_author_would_have_written_it(before: str, change: Change, after: str) -> None:
    assert edit("episode", before.encode(), [change]).decode() == after


def test_a_field_that_comes_and_goes_again_leaves_the_file_as_it_was() -> None:
    for found in list(scan(SHIPPED).files.values())[::9]:
        data = (SHIPPED / found.path).read_bytes()
        if found.kind == "episode" and b"\npicks:" not in data:
            wish = [{"by": "Ada", "title": "True", "url": "example.com"}]
            assert edit("episode", data, [Set("picks", wish), Remove("picks")]) == data


def test_a_value_that_is_there_already_changes_no_byte() -> None:
    data = (SHIPPED / "podcast-init/episodes/250-tom-christie.yaml").read_bytes()
    summary = parse("p/episodes/250.yaml", "episode", "p", "250", data).episode
    assert summary is not None
    same = [Set("summary", summary.summary), Set("topics", list(summary.topics)), Set("hosts", [{"name": "Tobias Macey"}])]
    assert edit("episode", data, same) == data


@pytest.mark.parametrize(
    ("kind", "before", "change", "words"),
    [
        ("episode", "title: [\n", Set("title", "T"), "mend line"),
        ("episode", "title: a\ntitle: b\n", Set("title", "T"), "stands twice"),
        ("episode", "title: a\n", Remove("title"), "remove the file"),
        ("episode", "title: a\n", Remove("guests"), "no guests"),
        ("episode", "title: a\n", Set("guests[0].about", "x"), "no guests"),
        ("episode", "title: a\n", Set("guests..about", "x"), "names no place"),
        ("episode", "title: a\n", Set("title", "bell \a"), "control character"),
        ("episode", "? title\n: a\n", Set("number", 1), "without harm"),
        ("episode", "title: a\n---\ntitle: b\n", Set("title", "T"), "two documents"),
        ("people", "- name: A\n- name: a\n", Set("[B].about", "x"), 'no "B"'),
        ("people", "- name: A\n- name: A\n", Set("[A].about", "x"), "stands 2 times"),
    ],
)
def test_what_cannot_be_done_safely_is_refused_with_the_reason(
    kind: DocumentKind, before: str, change: Change, words: str
) -> None:
    with pytest.raises(EditRefused, match=words):
        edit(kind, before.encode(), [change])
