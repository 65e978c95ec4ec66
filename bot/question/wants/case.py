"""A reading with its hints, as the rules look at it (pure)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.question.cues import Cues
from bot.question.reading import Reading, Want
from bot.question.spell import Token

SURE_TITLE = 9.0
"""Bits of title words from which a title may be meant."""


BESIDE = frozenset("with visiting visited visits joined joining joins join besides than not except to beside".split())
HOST_NOUNS = frozenset([("host",), ("hosts",), ("cohost",), ("cohosts",)])


@dataclass(frozen=True)
class Case:
    """A reading with its hints, as the rules look at it."""

    reading: Reading
    cues: Cues
    tokens: Sequence[Token]

    def has(self, *names: str) -> bool:
        """Whether one of these hints is given."""
        return self.cues.any(*names)

    def word(self, *words: str) -> bool:
        """Whether one of these words was said."""
        return any(w in self.reading.words for w in words)

    @property
    def people(self) -> bool:
        return bool(self.reading.people)

    @property
    def sponsors(self) -> bool:
        return bool(self.reading.sponsors)

    @property
    def one(self) -> bool:
        """Whether a single episode is pointed at: by number, title, place in the order, or back."""
        r = self.reading
        return bool(r.numbers or r.whole_titles or r.step or r.pick in ("newest", "oldest") or "this" in r.back)

    @property
    def described(self) -> bool:
        """Whether something could tell which episode is meant."""
        r = self.reading
        return self.one or bool(r.people or r.topics or r.titles or r.content or r.sponsors or r.events)

    @property
    def host_asked(self) -> bool:
        """Whether hosts are named other than as those left out ("besides the hosts")."""
        barred = {at for c in self.cues.at("co") for at in range(c.start, c.end)}
        hosts = [c for c in self.cues.at("host") if not (set(range(c.start, c.end)) & barred)]
        return any(self.reading.words[c.start : c.end] not in HOST_NOUNS or not self._beside(c.start) for c in hosts)

    def _beside(self, at: int) -> bool:
        """Whether the hosts named there are those that somebody else was with ("sat down with the hosts")."""
        before = self.reading.words[max(0, at - 2) : at]
        return len(before) == 2 and before[1] in ("the", "our", "both", "a") and before[0] in BESIDE

    @property
    def having_guest(self) -> bool:
        """Whether "with a guest" only limits which episodes are meant."""
        return self.phrase(
            "had a guest",
            "have a guest",
            "has a guest",
            "with a guest",
            "had any guest",
            "without a guest",
            "had guests",
            "with guests",
        )

    @property
    def only_show(self) -> bool:
        """Whether a show is named and nothing that points at one of its episodes."""
        r = self.reading
        pointed = r.people or r.topics or r.sponsors or r.numbers or r.dates or r.whole_titles or r.pick or r.step
        return bool(r.shows) and not pointed and not self.titled

    @property
    def titled(self) -> bool:
        """Whether words of a title are said that hardly are there by chance."""
        titles = self.reading.titles
        return bool(titles) and titles[0].told > SURE_TITLE and titles[0].covered > 0.5

    def phrase(self, *phrases: str) -> bool:
        """Whether one of these runs of words was said."""
        said = f" {' '.join(self.reading.words)} "
        return any(f" {phrase} " in said for phrase in phrases)


Rule = Callable[[Case], Want | None]
