"""The command line: `python -m bot run | demo | ask | check | schema`."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

from bot.config import Config
from bot.errors import BotError

DESCRIPTION = "Greenroom answers listeners' questions about a podcast's episodes, from files that its moderators keep."
EPILOG = "Each verb has its own help: python -m bot ask --help"


def main(argv: Sequence[str] | None = None) -> int:
    """Carries out what the command line says; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what it has no letter for is written as \u0158
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    args = parser.parse_args(argv)
    if not getattr(args, "verb", None):
        parser.print_help()
        return 0
    try:
        return int(args.carry_out(args))
    except BotError as error:
        print(f"greenroom: {error}", file=sys.stderr)
        return getattr(error, "status", 2)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs."""
    parser = argparse.ArgumentParser("python -m bot", description=DESCRIPTION, epilog=EPILOG)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--knowledge", metavar="DIR", default="", help="the folder with the knowledge files (default: knowledge)"
    )
    common.add_argument("--data", metavar="DIR", default="", help="where the SQLite files live (default: data)")
    _add_run(verbs, common)
    _add_demo(verbs, common)
    _add_ask(verbs, common)
    _add_check(verbs, common)
    _add_feeds(verbs, common)
    _add_import(verbs, common)
    schema = verbs.add_parser("schema", help="print the JSON Schemas of the knowledge files, for editors")
    schema.add_argument("--write", metavar="DIR", help="write one file a schema into DIR instead of printing them")
    schema.set_defaults(carry_out=_schema)
    return parser


def _add_run(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    run = verbs.add_parser("run", parents=[common], help="connect to Discord with DISCORD_TOKEN and answer there")
    run.set_defaults(carry_out=_run)


def _add_demo(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    demo = verbs.add_parser("demo", parents=[common], help="see the bot at work in a browser, without an account")
    demo.add_argument("--port", type=int, default=8765, help="port of the chat page (default: 8765; a free one if taken)")
    demo.set_defaults(carry_out=_demo)


def _add_ask(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    ask = verbs.add_parser(
        "ask",
        parents=[common],
        help="answer a question here in the terminal",
        description="Answers one question; without one, a prompt that keeps the conversation.",
        epilog='Example: python -m bot ask "who was on the starlette episode?"',
    )
    ask.add_argument("question", nargs="?", default=None, metavar="QUESTION", help="the question; without it a prompt opens")
    ask.add_argument("--show", metavar="SLUG", default="", help="ask about one show only")
    ask.add_argument("--now", metavar="TIME", type=_time, help='the clock for "last month", such as 2024-05-01T12:00:00Z')
    ask.add_argument("--json", action="store_true", help="print one JSON object on one line")
    ask.add_argument("--why", action="store_true", help="show how the question was read, and what tipped it")
    ask.add_argument("--overheard", action="store_true", help="as a line somebody wrote where the bot only listens")
    ask.add_argument(
        "--batch", metavar="FILE", help="answer a file of JSON Lines, one answer object a line (- for standard input)"
    )
    ask.set_defaults(carry_out=_ask)


def _add_check(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    check = verbs.add_parser(
        "check",
        parents=[common],
        help="check the knowledge files, print every problem as file:line:column: message",
    )
    check.add_argument("path", nargs="?", default="", metavar="PATH", help="the knowledge folder, or a file or folder in it")
    check.add_argument("--now", metavar="TIME", type=_time, help="the clock for your own tests, such as 2024-05-01T12:00:00Z")
    check.set_defaults(carry_out=_check)


def _add_feeds(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    feeds = verbs.add_parser("feeds", help="look at podcast feeds as the bot does")
    doing = feeds.add_subparsers(dest="deed", metavar="DEED", title="deeds", required=True)
    check = doing.add_parser("check", help="print what would be read from a feed, and everything odd in it")
    check.add_argument("place", metavar="URL|FILE", help="the feed's address, or a file with a feed")
    check.set_defaults(carry_out=_feeds_check)
    poll = doing.add_parser("poll", parents=[common], help="look for new episodes once; the running bot posts what is new")
    poll.add_argument("--once", action="store_true", help="one round, then end (there is no other way)")
    poll.add_argument("--dry-run", action="store_true", help="print what would be announced, and keep nothing")
    poll.add_argument("--now", metavar="TIME", type=_time, help="the clock, such as 2024-05-01T12:00:00Z")
    poll.set_defaults(carry_out=_feeds_poll)


def _add_import(verbs: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    bring = verbs.add_parser(
        "import",
        parents=[common],
        help="turn a podcast feed into knowledge files",
        description="Adds what is new in a feed, as often as you like. What a person wrote always stays as it is.",
        epilog="Example: python -m bot import https://example.org/feed.xml --show my-show --dry-run",
    )
    bring.add_argument("place", metavar="FEED|FILE|FOLDER", help="the feed's address, a file with a feed, or a folder of such")
    bring.add_argument("--show", metavar="SLUG", default="", help="the show's folder (default: made from the feed's title)")
    bring.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    bring.add_argument("--guesses", action="store_true", help="also write whom only the prose names, marked in the notes")
    bring.add_argument("--all", action="store_true", help="also import items with nothing to play")
    bring.add_argument("--full", action="store_true", help="print long lists to their end")
    bring.add_argument("--now", metavar="TIME", type=_time, help="the clock, such as 2024-05-01T12:00:00Z")
    bring.set_defaults(carry_out=_import)


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        if not 1900 <= moment.year <= 9000:
            raise ValueError(moment.year)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write it like 2024-05-01T12:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _config(args: argparse.Namespace) -> Config:
    from dotenv import dotenv_values

    env = {k: v for k, v in dotenv_values(".env").items() if v is not None} if Path(".env").is_file() else {}
    return Config.load({**env, **os.environ}, getattr(args, "knowledge", ""), getattr(args, "data", ""))


def _ask(args: argparse.Namespace) -> int:
    from bot.terminal import ask

    return asyncio.run(ask(_config(args), args, args.now or datetime.now(UTC)))


def _check(args: argparse.Namespace) -> int:
    from bot.checking import run_check

    return asyncio.run(run_check(_config(args), args.path, args.now or datetime.now(UTC)))


def _feeds_check(args: argparse.Namespace) -> int:
    from bot.feeds_cli import check

    return asyncio.run(check(args.place, _config(args).feed_networks))


def _feeds_poll(args: argparse.Namespace) -> int:
    from bot.feeds_cli import poll

    config = _config(args)
    return asyncio.run(poll(config, (args.now or datetime.now(UTC)).timestamp(), args.dry_run, config.feed_networks))


def _import(args: argparse.Namespace) -> int:
    from bot.importing.command import run_import

    return asyncio.run(run_import(_config(args), args, (args.now or datetime.now(UTC)).timestamp()))


def _schema(args: argparse.Namespace) -> int:
    from bot.checking import run_schema

    return run_schema(args.write)


def _run(args: argparse.Namespace) -> int:
    from bot.app import run

    return run(_config(args))


def _demo(args: argparse.Namespace) -> int:
    from bot.demo import demo

    return demo(_config(args), args.port, datetime.now(UTC).timestamp())
