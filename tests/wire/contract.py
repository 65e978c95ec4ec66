"""Holds every request of the bot and every answer of the sandbox against Discord's own description."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator

from bot.sandbox import Exchange
from tests.wire.schemas import Description, description

DESCRIPTION = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "discord" / "openapi.json"
LOST = 0
"""The status of an exchange whose answer was dropped on purpose."""
SHORT = 300
_seen: dict[int, bool] = {}
_SOME_ID = re.compile(r"(?<!\d)[1-9]\d{16,18}(?!\d)")


@dataclass(frozen=True)
class Violation:
    """Something that Discord's description does not allow: in which route, in which part, at which place."""

    route: str
    part: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.route}: {self.part} at {self.place}: {self.message}"


@dataclass
class Report:
    """How often each route was used, and all that was wrong."""

    routes: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)

    def add(self, other: Report) -> None:
        """Take in another report."""
        self.routes += other.routes
        self.violations += other.violations

    def lines(self) -> list[str]:
        """The routes with counts, then what was wrong."""
        listed = [
            f"{count:6d}  {route}" for route, count in sorted(self.routes.items(), key=lambda item: item[0].split(" ")[::-1])
        ]
        return listed + [f"wrong: {each}" for each in self.violations]


def validate(requests_log: Iterable[Exchange], openapi_path: Path = DESCRIPTION, answers_only: bool = False) -> Report:
    """What each exchange breaks of Discord's description; `answers_only` lets requests be as wrong as a test makes them."""
    discord = description(openapi_path)
    report = Report()
    for exchange in requests_log:
        report.routes[exchange.name] += 1
        report.violations += _check(discord, exchange, answers_only)
    return report


def _check(discord: Description, exchange: Exchange, answers_only: bool) -> Iterator[Violation]:
    if discord.operation(exchange.method, exchange.route) is None:
        yield Violation(exchange.name, "route", "/", "Discord has no such route")
        return
    if not answers_only:
        yield from _check_request(discord, exchange)
    if exchange.status != LOST and exchange.status < 500:
        yield from _check_answer(discord, exchange)


def _check_request(discord: Description, exchange: Exchange) -> Iterator[Violation]:
    body = discord.body(exchange.method, exchange.route)
    if body is not None:
        yield from _errors(body, exchange.body, exchange, "request")
    elif exchange.body not in (None, {}):
        yield Violation(exchange.name, "request", "/", "a body where none is described")
    described = discord.query(exchange.method, exchange.route)
    for name, text in exchange.query.items():
        if name not in described:
            yield Violation(exchange.name, "query", name, "Discord has no such argument")
        else:
            found = [list(_errors(described[name], value, exchange, f"query {name}")) for value in _readings(text)]
            yield from min(found, key=len)


def _check_answer(discord: Description, exchange: Exchange) -> Iterator[Violation]:
    known, validator = discord.answer(exchange.method, exchange.route, exchange.status)
    if not known:
        yield Violation(exchange.name, "answer", "/", f"status {exchange.status} is not described")
    elif validator is not None:
        yield from _errors(validator, exchange.answer, exchange, "answer")
    elif exchange.answer is not None:
        yield Violation(exchange.name, "answer", "/", "a body where none is described")


def _errors(validator: Validator, value: Any, exchange: Exchange, part: str) -> Iterator[Violation]:
    if _fits(validator, _SOME_ID.sub(_typical, json.dumps(value))):
        return
    worst = best_match(validator.iter_errors(value))
    if worst is not None:
        place = "/" + "/".join(str(step) for step in worst.absolute_path)
        yield Violation(exchange.name, part, place, worst.message[:SHORT])


def _fits(validator: Validator, text: str) -> bool:
    """Whether the JSON is as described. Remembered, for every bot begins by saying the same."""
    key = hash((json.dumps(validator.schema), text))
    if key not in _seen:
        _seen[key] = validator.is_valid(json.loads(text))
    return _seen[key]


def _typical(number: re.Match[str]) -> str:
    """What stands for any id of that length: no rule asks more of one, but that a list may not hold it twice."""
    return "1" * len(number[0])


def _readings(text: str) -> list[Any]:
    """What an argument of a query may stand for: a number, yes or no, or a word."""
    if text.isascii() and text.isdigit():
        return [int(text), *({"0": [False], "1": [True]}.get(text, []))]
    return [{"true": True, "false": False}.get(text.lower(), text)]
