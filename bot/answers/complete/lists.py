"""What can be chosen of each kind, and what may be meant by the letters typed so far (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.catalog import Catalog
from bot.answers.complete.shelf import Shelf
from bot.answers.complete.suggestion import KINDS, LONGEST, Fits, Kind, Suggestion, Tier, fitting, key_of, mark_of, value_for
from bot.index import Row
from bot.text import clean, squash, words

MOST = 25
"""Choices that Discord takes."""
EPISODE_WORD = re.compile(r"^(?:episodes?|eps?|number|no|nr)?\W*(?=\d)", re.IGNORECASE)


class Lists:
    """What can be chosen, by kind. Build one for each catalog; the lists of a kind are made when first asked for."""

    def __init__(self, catalog: Catalog, rows: Sequence[Row]) -> None:
        self.catalog = catalog
        self._rows = rows
        self._shelves: dict[Kind, Shelf] = {}
        self._marks: dict[Kind, dict[str, Suggestion]] = {}

    def shelf(self, kind: Kind) -> Shelf:
        """All of one kind."""
        if kind not in self._shelves:
            self._shelves[kind] = _episodes(self.catalog, self._rows) if kind == "episode" else _things(self.catalog, kind)
        return self._shelves[kind]

    def warmed(self) -> Lists:
        """The same lists with all kinds made: a matter of milliseconds a thousand names, so do it in a thread."""
        for kind in KINDS:
            self.shelf(kind).warm()
            len(self._marked(kind))
        return self

    def by_value(self, kind: Kind, value: str) -> Suggestion | None:
        """What a value stands for; None for free text that is no value."""
        shelf = self.shelf(kind)
        return shelf.by_value.get(value) or self._marked(kind).get(value)

    def _marked(self, kind: Kind) -> dict[str, Suggestion]:
        if kind not in self._marks:
            self._marks[kind] = {mark_of(key_of(e)): e for e in self.shelf(kind).entries}
        return self._marks[kind]

    def complete(self, kind: Kind, typed: str, fits: Fits | None = None, most: int = MOST) -> tuple[Suggestion, ...]:
        """Up to `most` that may be meant, best first; with nothing typed the likeliest. `fits` leaves out what it refuses."""
        # Half an emoji can be typed, and is nothing that can be encoded.
        text = clean(typed[:LONGEST].encode("utf-8", "ignore").decode())
        if kind == "episode":
            text = EPISODE_WORD.sub("", text)
        found: dict[str, Suggestion] = {}
        for suggestion in self._found(kind, text):
            if suggestion.value not in found and (fits is None or fits(suggestion)):
                found[suggestion.value] = suggestion
                if len(found) == most:
                    break
        return tuple(found.values())

    def _found(self, kind: Kind, text: str) -> Iterator[Suggestion]:
        shelf = self.shelf(kind)
        yield from shelf.typed(text)
        if squash(text):
            yield from self._slips(kind, shelf, text)
            yield from shelf.misspelt(text)

    def _slips(self, kind: Kind, shelf: Shelf, text: str) -> Iterator[Suggestion]:
        """Whole names with slips in them, by the same index that reads questions."""
        said = words(text)[:8]
        if kind == "episode":
            things = [m.thing for m in self.catalog.titles.find(said, (), ()) if m.covered >= 0.3 or m.told >= 8][:MOST]
        else:
            matches = [m for m in self.catalog.names.find(said, ()) if m.thing.kind == kind and m.end - m.start == len(said)]
            things = [m.thing for m in sorted(matches, key=lambda m: (-m.weight, -m.thing.weight, m.thing.name))]
        marked = self._marked(kind)
        for thing in things:
            entry = marked.get(mark_of(thing.keys[0]))
            if entry:
                yield replace(entry, tier=Tier.TYPO)


def _things(catalog: Catalog, kind: Kind) -> Shelf:
    things = [t for t in catalog.names.things if t.kind == kind and (t.weight or kind == "show" or catalog.entry(t))]
    things.sort(key=lambda t: (-t.guest, -t.weight, t.name))
    seen: set[str] = set()
    entries = []
    for thing in things:
        plain = thing.keys[0] if kind == "show" else thing.name
        value = plain if fitting(plain) and plain not in seen else mark_of(thing.keys[0])
        seen.add(value)
        entries.append(Suggestion(kind, thing.name, value, thing=thing))
    return Shelf(entries, [t.aliases for t in things])


def _episodes(catalog: Catalog, rows: Sequence[Row]) -> Shelf:
    newest = sorted(rows, key=lambda row: (row.day, row.number or 0, row.id), reverse=True)
    things = [catalog.thing("episode", row.key) for row in newest]
    values = [value_for(row.key) for row in newest]
    entries = [
        Suggestion("episode", row.title, value, thing, row) for row, thing, value in zip(newest, things, values, strict=True)
    ]
    return Shelf(entries, [t.aliases if t else () for t in things])
