"""What an import did, or would do, counted and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.importing.guessing import Guess

SHOWN = 20
"""Lines of a list that are printed where not all are asked for."""


@dataclass(slots=True)
class Report:
    """Everything worth telling of one show. Lists are in the order of the episodes, oldest first."""

    show: str
    created: list[str] = field(default_factory=list)
    updated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    same: int = 0
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Fields that say something else than the feed, as a person wrote them so, by file."""
    removed: list[str] = field(default_factory=list)
    """Files that an earlier import wrote and somebody took away since."""
    filled: Counter[str] = field(default_factory=Counter)
    """How often each field was written."""
    guessed: list[tuple[str, Guess]] = field(default_factory=list)
    """Proposals of this run, by file; `guesses_written` says whether they stand in the files."""
    guesses_written: bool = False
    odd: list[str] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many guesses there are of a kind."""
        return sum(guess.kind == kind for _, guess in self.guessed)


def lines(report: Report, dry: bool, full: bool = False) -> Iterator[str]:
    """The report as lines for a terminal; `full` shows every item of long lists."""
    would = "would be " if dry else ""
    yield (
        f"{report.show}: {_many(len(report.created), 'file')} {would}written, {len(report.updated)} {would}brought up to date, "
        f"{report.same} as they should be"
    )
    if report.filled:
        yield "Fields: " + ", ".join(f"{key} {count}" for key, count in report.filled.most_common())
    if report.updated:
        yield from _list("Brought up to date:", [f"{path}: {', '.join(keys)}" for path, keys in report.updated.items()], full)
    if report.kept:
        said = [f"{path}: {', '.join(keys)}" for path, keys in report.kept.items()]
        yield from _list("Left as people wrote it, though the feed says otherwise:", said, full)
    if report.removed:
        yield from _list("Not written again, as somebody took them away:", report.removed, full)
    yield from _guessed(report, full)
    yield from _list("What looked odd:", report.odd, full)


def _guessed(report: Report, full: bool) -> Iterator[str]:
    if not report.guessed:
        return
    how = 'marked in "notes"' if report.guesses_written else "not written; --guesses writes them, marked"
    head = (
        f"Guessed from the text, to be confirmed ({how}): {report.count('guest')} guests, {report.count('sponsor')} sponsors."
    )
    yield from _list(head, [f'{path}: {guess.kind} {guess.name} ("{guess.words}")' for path, guess in report.guessed], full)


def _list(head: str, items: list[str], full: bool) -> Iterator[str]:
    if not items:
        return
    yield head
    for item in items if full else items[:SHOWN]:
        yield f"  {item}"
    if not full and len(items) > SHOWN:
        yield f"  and {len(items) - SHOWN} more; --full lists them all"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
