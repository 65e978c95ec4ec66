"""An answer with what its wording needs beside it (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from bot.answers.answer import Answered
from bot.answers.catalog import Catalog
from bot.index import Row
from bot.model import Episode
from bot.wording.words import cited, day_of

NEWEST = 5
"""Episodes that a list shows."""


@dataclass(frozen=True)
class Page:
    """One answer being worded."""

    answer: Answered
    catalog: Catalog

    @cached_property
    def episodes(self) -> dict[str, Episode]:
        """Full facts by episode key."""
        return {episode.key: episode for episode in self.answer.full}

    @property
    def row(self) -> Row:
        """The first episode of the answer."""
        return self.answer.rows[0]

    @property
    def episode(self) -> Episode | None:
        """All facts of the first episode, where the answer has one."""
        return self.episodes.get(self.answer.rows[0].key) if self.answer.rows else None

    @property
    def single(self) -> bool:
        """Whether the answer is about one episode."""
        return len(self.answer.rows) == 1

    @property
    def notes(self) -> str:
        """` in our notes` where the show's notes lack episodes."""
        return " in our notes" if self.answer.partial else ""

    def cite(self, row: Row) -> str:
        """An episode by number and title, with its page, and its show where several are known."""
        episode = self.episodes.get(row.key)
        url = (episode.url or episode.audio) if episode else ""
        return cited(row, url, self.show_name(row.show) if len(self.catalog.shows) > 1 else "")

    def line(self, row: Row) -> str:
        """An episode as a line of a list."""
        return f"- {self.cite(row)}{day_of(row)}"

    def lines(self) -> str:
        """The first few episodes as a list, and how many more there are."""
        rows = self.answer.rows
        shown = [self.line(row) for row in rows[:NEWEST]]
        if len(rows) > NEWEST:
            shown.append(f"-# and {len(rows) - NEWEST:,} more")
        return "\n".join(shown)

    def show_name(self, slug: str) -> str:
        """The name of a show."""
        return self.catalog.shows[slug].name if slug in self.catalog.shows else slug
