"""Questions asked in a terminal: one, a batch, or a prompt that keeps the conversation."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from bot.answer_object import answer_object
from bot.answers.answer import Answered
from bot.answers.carry import Turn
from bot.answers.desk import Desk, Reply, open_desk
from bot.config import Config
from bot.errors import UsageError
from bot.index import open_index
from bot.library import sync
from bot.question.reading import Heard
from bot.why import explain
from bot.wording import plain, say

PROGRESS_FROM = 300
"""Files to read from which the terminal shows how far it is."""


@asynccontextmanager
async def open_terminal_desk(config: Config) -> AsyncIterator[Desk]:
    """A desk over the knowledge folder, brought up to date first; problems are counted on standard error."""
    async with open_index(config.data / "index.db") as index:
        synced = await sync(config.knowledge, index, _progress if sys.stderr.isatty() else None)
        if synced.problems:
            count = len(synced.problems)
            noun = "problem" if count == 1 else "problems"
            print(f"greenroom: {count} {noun} in the knowledge files; python -m bot check lists them", file=sys.stderr)
        yield await open_desk(index)


def _progress(done: int, of: int) -> None:
    if of >= PROGRESS_FROM and (done % 50 == 0 or done == of):
        print(f"\rreading knowledge: {done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


async def ask(config: Config, args: argparse.Namespace, now: datetime) -> int:
    """Answers what the command line asks; the exit status is 0 answered, 3 not answered, 0 for a batch or a prompt."""
    if args.batch and args.question:
        raise UsageError("give either a QUESTION or --batch FILE, not both")
    lines = _read_batch(args.batch) if args.batch else []
    async with open_terminal_desk(config) as desk:
        if args.show and args.show not in desk.catalog.shows:
            known = ", ".join(desk.catalog.shows) or "none"
            raise UsageError(f"there is no show {args.show!r}; the knowledge has: {known}")
        if args.batch:
            await _batch(desk, lines, now, args.show)
            return 0
        if args.question is None:
            return await _prompt(desk, args, now)
        reply = await desk.answer(_heard(args.question, args), desk.today(now, args.show))
        _print(desk, reply, args.question, args)
        return 0 if isinstance(reply.answer, Answered) else 3


def _heard(text: str, args: argparse.Namespace) -> Heard:
    return Heard(text, not args.overheard, args.show)


def _print(desk: Desk, reply: Reply, question: str, args: argparse.Namespace) -> None:
    if args.json:
        found = answer_object(reply.answer, desk.catalog, question)
        if args.why:
            found["why"] = explain(reply.answer)
        print(_json(found), flush=True)
        return
    text = plain(say(reply.answer, desk.catalog))
    print(text or "(silence)", flush=True)
    if args.why:
        print("\n" + "\n".join(f"  {key}: {value}" for key, value in explain(reply.answer).items()))


def _json(found: dict[str, Any]) -> str:
    utf8 = (sys.stdout.encoding or "").lower() in ("utf-8", "utf8")
    return json.dumps(found, ensure_ascii=not utf8)


def _read_batch(name: str) -> list[dict[str, Any]]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {name}: {getattr(error, 'strerror', None) or error}") from error
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                entry = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UsageError(f"{name}:{number}: this line is no JSON object ({error})") from error
            if not isinstance(entry, dict) or not isinstance(entry.get("question"), str):
                raise UsageError(f'{name}:{number}: a line needs a "question"')
            if not isinstance(entry.get("show") or "", str) or not _texts(entry.get("after") or []):
                raise UsageError(f'{name}:{number}: "show" is a text, "after" a list of texts')
            found.append(entry)
    return found


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


async def _batch(desk: Desk, lines: list[dict[str, Any]], now: datetime, show: str) -> None:
    for entry in lines:
        slug = entry.get("show") or show
        turn: Turn | None = None
        today = desk.today(now, slug)
        for earlier in entry.get("after") or ():
            turn = (await desk.answer(Heard(str(earlier), True, slug), today, turn)).turn
        heard = Heard(entry["question"], entry.get("mode") != "overheard", slug)
        started = time.perf_counter()
        reply = await desk.answer(heard, today, turn)
        found = answer_object(reply.answer, desk.catalog, entry["question"])
        spent = (time.perf_counter() - started) * 1000
        print(_json({"id": entry.get("id"), **found, "ms": round(spent, 3)}), flush=True)


async def _prompt(desk: Desk, args: argparse.Namespace, now: datetime) -> int:
    if sys.stdin.isatty():
        shows = ", ".join(show.name for show in desk.catalog.shows.values())
        print(f"Ask about {shows}. An empty line or Ctrl-D ends.")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    turn: Turn | None = None
    while True:
        line = await asyncio.to_thread(_line)
        if not line:
            return 0
        reply = await desk.answer(_heard(line, args), desk.today(now, args.show), turn)
        turn = reply.turn
        _print(desk, reply, line, args)
        if sys.stdin.isatty():
            print()


def _line() -> str:
    try:
        return input("> " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
