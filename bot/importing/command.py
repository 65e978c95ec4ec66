"""`python -m bot import`: a feed, a file or a folder of feeds brought into knowledge files."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

from bot.config import Config
from bot.edits import GitHistory, History, restart, slug_for, work_tree
from bot.errors import UsageError
from bot.importing.carrying import carry_out
from bot.importing.planning import Plan, Source, plan
from bot.importing.recording import StoreLog
from bot.importing.report import lines
from bot.importing.sources import Found, gather
from bot.store import open_store

_WIDTH = 30


async def run_import(config: Config, args: argparse.Namespace, now: float) -> int:
    """Imports what the command line names and prints what came of it; 1 where there was no feed, else 0."""
    found, troubles = await gather(args.place, config.feed_networks)
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    if not found:
        return 1
    async with AsyncExitStack() as stack:
        history = None if args.dry_run else await _history(config, stack)
        for show, sources in _shows(found, args.show).items():
            bar = Bar(show)
            planned = await asyncio.to_thread(_planned, config.knowledge, show, sources, args, bar.planning)
            if not args.dry_run:
                await carry_out(config.knowledge, planned, at=now, history=history, progress=bar.writing)
            bar.end()
            print("\n".join(lines(planned.report, args.dry_run, args.full)))
    return 0


def _planned(
    root: Path, show: str, sources: list[Source], args: argparse.Namespace, progress: Callable[[int, int], None]
) -> Plan:
    return plan(root, show, sources, guess=args.guesses, everything=args.all, progress=progress)


def _shows(found: list[Found], show: str) -> dict[str, list[Source]]:
    """The sources by show: all of the one that is named, else each of its own, called after its title."""
    if show:
        return {show: [each.source for each in found]}
    shows: dict[str, list[Source]] = {}
    for each in found:
        shows[slug_for(each.source.feed.title or each.name, None, shows)] = [each.source]
    return shows


async def _history(config: Config, stack: AsyncExitStack) -> History:
    """Git where the folder belongs to it, else the store. What a crash left under way is brought to an end first."""
    if not config.knowledge.is_dir():
        raise UsageError(f"the knowledge folder {config.knowledge} does not exist; make it, or name another with --knowledge")
    history: History
    if await work_tree(config.knowledge):
        history = GitHistory(config.knowledge)
    else:
        config.data.mkdir(parents=True, exist_ok=True)
        store = await stack.enter_async_context(open_store(config.data / "state.db"))
        history = StoreLog(store.edits)
    await restart(config.knowledge, history)
    return history


class Bar:
    """A progress bar on standard error, where that is a terminal; else nothing."""

    def __init__(self, show: str) -> None:
        self._show = show
        self._on = sys.stderr.isatty()
        self._last = ""

    def planning(self, done: int, total: int) -> None:
        """So many items are read, of so many."""
        self._draw("reading", done, total)

    def writing(self, done: int, total: int) -> None:
        """So many files are written, of so many."""
        self._draw("writing", done, total)

    def end(self) -> None:
        """Take the bar away."""
        if self._last:
            print("\r" + " " * len(self._last) + "\r", end="", file=sys.stderr, flush=True)

    def _draw(self, what: str, done: int, total: int) -> None:
        full = _WIDTH * done // total if total else _WIDTH
        text = f"{self._show}: {what} [{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total}"
        if self._on and text != self._last:
            print("\r" + text.ljust(len(self._last)), end="", file=sys.stderr, flush=True)
            self._last = text
