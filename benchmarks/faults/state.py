"""What a store holds, told without the numbers that are different in every run."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]


def held(path: Path, names: Mapping[int, str]) -> dict[str, Counter[Row]]:
    """By table, how often each row is there; `names` has what people, channels and servers are called."""

    def name(number: int | None) -> str:
        return names.get(number or 0, "nobody")

    with closing(sqlite3.connect(path)) as connection:

        def rows(query: str) -> list[Row]:
            return connection.execute(query).fetchall()

        questions = dict(rows("SELECT message, question FROM answer"))
        settings = "SELECT guild, default_show, timezone, private FROM server"
        return {
            "settings": Counter((name(guild), *rest) for guild, *rest in rows(settings)),
            "gaps": Counter((name(guild), *rest) for guild, *rest in rows("SELECT guild, key, count, status FROM gap")),
            "conversations": Counter(
                (name(user), name(channel), _told(turn))
                for user, channel, turn in rows("SELECT user, channel, turn FROM conversation")
            ),
            "answers": Counter(
                (name(asker), name(channel), question, key, _told(state))
                for asker, channel, question, key, state in rows("SELECT asker, channel, question, key, state FROM answer")
            ),
            "thumbs": Counter(
                (name(user), questions.get(message, ""), up)
                for user, message, up in rows("SELECT user, message, up FROM feedback")
            ),
        }


def differences(one: Mapping[str, Counter[Row]], other: Mapping[str, Counter[Row]]) -> list[str]:
    """A line for each row that stands in one alone."""
    found = []
    for table in one:
        found += [f"{table}: only without faults: {row}" for row in (one[table] - other[table]).elements()]
        found += [f"{table}: only with faults: {row}" for row in (other[table] - one[table]).elements()]
    return found


def _told(data: bytes) -> str:
    kept = json.loads(data)
    # A gap's number depends on who came first.
    return json.dumps(kept | ({"gap": bool(kept["gap"])} if "gap" in kept else {}), sort_keys=True)
