"""What people ask: of everything that the notes hold, and of what they do not hold."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.answers.desk import open_desk
from bot.browse import Browser
from bot.index import open_index
from bot.library import sync
from bot.store import open_store

FORMS: dict[str, tuple[str, ...]] = {
    "person": ("has {} been a guest?", "who is {}?", "which episodes is {} on?", "when was {} last on?"),
    "topic": ("anything on {}?", "how many episodes are about {}?", "all episodes about {}", "who talked about {}?"),
    "sponsor": ("what does {} offer?", "how often was {} a sponsor?", "is there a code for {}?"),
    "episode": ("who was on {}?", "how long is {}?", "what is {} about?", "when did {} come out?", "links of {}?"),
    "show": ("who hosts {}?", "what is the latest episode of {}?", "how many episodes has {}?", "all episodes of {}"),
}
BARE = ("what is episode {}?", "who was on episode {}?", "how long is number {}?", "who sponsored {}?")
"""Ambiguous where several shows have the number."""
FREE = ("help", "what is the newest episode?", "a random episode please", "which shows are there?", "thanks a lot!")
STRANGE = ("Zork", "Blimmer", "Quandle", "Vexor", "Threpp", "Oolong", "Snarf", "Wibbit", "Gorm", "Plonk", "Yndrel")
UNKNOWN = ("has {} {} been a guest?", "anything about {} {} machines?", "is {} {} a sponsor?")
SHARES = {"person": 22, "topic": 22, "sponsor": 10, "episode": 22, "show": 5, "bare": 8, "unknown": 7, "free": 4}
"""Parts in a hundred."""


@dataclass(frozen=True)
class Asking:
    """Names of each kind, and the questions made of them."""

    names: dict[str, Sequence[str]]
    numbers: Sequence[str]

    def stream(self, chance: random.Random, slips: float = 0.125) -> Iterator[str]:
        """Questions without end; a share of them has a slip of the keyboard."""
        kinds, weights = list(SHARES), list(SHARES.values())
        while True:
            text = self._one(chance.choices(kinds, weights)[0], chance)
            yield _slipped(text, chance) if chance.random() < slips else text

    def _one(self, kind: str, chance: random.Random) -> str:
        if kind == "unknown":
            return chance.choice(UNKNOWN).format(*chance.sample(STRANGE, 2))
        if kind == "bare" and self.numbers:
            return chance.choice(BARE).format(chance.choice(self.numbers))
        names = self.names.get(kind)
        if not names:
            return chance.choice(FREE)
        # A few names are asked for most, as everywhere.
        name = names[int(len(names) * chance.random() ** 2)]
        return chance.choice(FORMS[kind]).format(name)[:300]


def _slipped(text: str, chance: random.Random) -> str:
    at = chance.randrange(max(1, len(text) - 2))
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


async def prepared(knowledge: Path, data: Path) -> Asking:
    """What may be asked of the knowledge. Its index stays in `data`, a folder, so that the bot starts with the files read."""
    async with open_store(data / "state.db"), open_index(data / "index.db") as index:
        await sync(knowledge, index)
        lists = await Browser(await open_desk(index), index).lists()
        names = {kind: [each.name for each in lists.shelf(kind).entries] for kind in ("person", "topic", "sponsor")}
        names["show"] = [each.name for each in lists.shelf("show").entries]
        names["episode"] = [each.name for each in lists.shelf("episode").entries]
        rows = await index.rows()
    return Asking(names, sorted({str(row.number) for row in rows if row.number}))
