"""The knowledge as announcing needs it: shows, their episodes, and a stamp that changes when files do."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from typing import Protocol

from bot.announce.news import About
from bot.answers.catalog import Catalog
from bot.index import Filter, Index
from bot.model import Entry, Episode, Show
from bot.text import squash, topic_key

_PORTION = 100


class Knowledge(Protocol):
    """What is known of shows from files."""

    def shows(self) -> Mapping[str, Show]:
        """Every show by its slug."""

    async def stamps(self) -> Mapping[str, str]:
        """For each show a text that changes when one of its files, or a register, does."""

    async def episodes(self, slug: str) -> dict[str, Episode]:
        """The episodes of a show, by `show/episode`; the newest first, those without a date by their numbers."""

    def register(self, kind: str, name: str) -> Entry | None:
        """What the registers say of a person, sponsor or topic."""

    def key_of(self, kind: str, name: str) -> str:
        """The key of a person or topic, the same for all spellings that the registers join."""


def about(knowledge: Knowledge, slug: str) -> About:
    """What the episodes of a show, or with an empty slug of a feed alone, stand in."""
    return About(knowledge.shows().get(slug), knowledge.register, knowledge.key_of)


class NoKnowledge:
    """A bot without knowledge files, which announces feeds alone."""

    def shows(self) -> Mapping[str, Show]:
        """None."""
        return {}

    async def stamps(self) -> Mapping[str, str]:
        """None."""
        return {}

    async def episodes(self, slug: str) -> dict[str, Episode]:
        """None."""
        return {}

    def register(self, kind: str, name: str) -> Entry | None:
        """Nothing."""
        return None

    def key_of(self, kind: str, name: str) -> str:
        """The name without case, spaces and marks."""
        return _key(kind, name)


class IndexKnowledge:
    """The knowledge in the index; `catalog` gives the names in force."""

    def __init__(self, index: Index, catalog: Callable[[], Catalog]) -> None:
        self._index = index
        self._catalog = catalog

    def shows(self) -> Mapping[str, Show]:
        """Every show by its slug."""
        return self._catalog().shows

    async def stamps(self) -> Mapping[str, str]:
        """For each show a hash over its files and the registers."""
        parts: dict[str, list[str]] = {slug: [] for slug in self.shows()}
        common = []
        for path, (digest, _good) in sorted((await self._index.digests()).items()):
            slug, inside, _ = path.partition("/")
            if not inside:
                common.append(f"{path} {digest}")
            elif slug in parts:
                parts[slug].append(f"{path} {digest}")
        return {slug: hashlib.sha256("\n".join(common + lines).encode()).hexdigest() for slug, lines in parts.items()}

    async def episodes(self, slug: str) -> dict[str, Episode]:
        """The episodes of a show, by `show/episode`; other tasks get their turn in between."""
        ids = [row.id for row in await self._index.select(Filter(shows=(slug,)))]
        found: dict[str, Episode] = {}
        for start in range(0, len(ids), _PORTION):
            found |= {episode.key: episode for episode in await self._index.episodes(ids[start : start + _PORTION])}
            await asyncio.sleep(0)
        return found

    def register(self, kind: str, name: str) -> Entry | None:
        """What the registers say of a person, sponsor or topic."""
        catalog = self._catalog()
        thing = catalog.thing(kind, _key(kind, name))
        return catalog.entry(thing) if thing else None

    def key_of(self, kind: str, name: str) -> str:
        """The key of a person or topic, the same for all spellings that the registers join."""
        key = _key(kind, name)
        thing = self._catalog().thing(kind, key)
        return thing.keys[0] if thing else key


def _key(kind: str, name: str) -> str:
    return topic_key(name) if kind == "topic" else squash(name)
