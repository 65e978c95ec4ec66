"""What `/knowledge import` says (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.importing import Report
from bot.wording.cards import Part
from bot.wording.marks import escape, shorten

SHOWN = 6
WIDTH = 20
NO_FEED = "The file of this show names no feed. Give its address with the option `feed`."
BUSY = "An import of this show is under way already; wait until it is done."
TOO_LONG = "The feed took too long to read, so I gave up; nothing was changed. Try again later."


def progress(done: int, total: int) -> str:
    """How far an import is."""
    if not total:
        return "Fetching the feed …"
    full = WIDTH * done // total
    return f"Reading the feed: `{'█' * full}{'░' * (WIDTH - full)}` {done:,} of {total:,}"


def brought(report: Report) -> tuple[Part, ...]:
    """What an import would bring, and what of it needs a person's eye."""
    return tuple(_parts(report))


def _parts(report: Report) -> Iterator[Part]:
    if report.created:
        yield _listed(f"New: {len(report.created):,}", (f"`{path}`" for path in reversed(report.created)))
    if report.updated:
        lines = (f"`{path}`: {', '.join(keys)}" for path, keys in report.updated.items())
        yield _listed(f"Brought up to date: {len(report.updated):,}", lines)
    if report.guessed and report.guesses_written:
        lines = (
            f"{guess.kind} **{escape(guess.name)}** in `{path.rpartition('/')[2]}`: “{escape(shorten(guess.words, 70))}”"
            for path, guess in report.guessed
        )
        yield _listed(f"Guessed from the text, please check: {len(report.guessed):,} (marked in `notes`)", lines)
    if report.kept:
        lines = (f"`{path}`: {', '.join(keys)}" for path, keys in report.kept.items())
        yield _listed(f"Left as people wrote it: {len(report.kept):,}", lines)
    if report.removed:
        yield _listed(
            f"Not brought back, as somebody took it away: {len(report.removed):,}", (f"`{p}`" for p in report.removed)
        )
    if report.odd:
        yield _listed(f"Looked odd: {len(report.odd):,}", (escape(shorten(text, 150)) for text in report.odd))


def _listed(name: str, lines: Iterable[str]) -> Part:
    every = list(lines)
    more = [f"-# and {len(every) - SHOWN:,} more"] if len(every) > SHOWN else []
    return Part(name, "\n".join([*every[:SHOWN], *more]))
