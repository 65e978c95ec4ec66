"""What every question needs in memory: names, shows, curated answers. Built from the index once a load."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.index import Counted, Index, Row, Uses
from bot.match import nearest_names
from bot.match.names import Names
from bot.match.things import Thing
from bot.match.titles import Titles
from bot.model import Document, Entry, Faq, Show
from bot.question.reader import Vocabulary
from bot.text import split, squash, stem, topic_key


@dataclass(frozen=True)
class Catalog:
    """The names of everything, and what the registers, show files and FAQs say."""

    names: Names
    titles: Titles
    shows: dict[str, Show]
    sizes: dict[str, int]
    """Episodes of each show."""
    entries: dict[tuple[str, str], Entry]
    """Register entries by the identity of their thing."""
    things: dict[tuple[str, str], Thing]
    """Every thing by kind and by each of its keys."""
    faqs: tuple[Faq, ...]
    vocabulary: Vocabulary
    about: dict[str, tuple[Thing, ...]]
    """People by the stems of the words that the register says about them."""
    uses: Uses
    lone: dict[tuple[str, str], Thing]
    """Things that no register lists, by kind and key: made of their `uses` alone."""

    def thing(self, kind: str, key: str) -> Thing | None:
        """The person, sponsor or topic that stands in the index under `key`."""
        return self.things.get((kind, key))

    def described(self, stems: set[str]) -> tuple[Thing, ...]:
        """People of whom the register says one of these stems, the rarest of them."""
        return min((self.about.get(s, ()) for s in stems), key=len, default=())

    def nearest(self, name: str, kind: str) -> tuple[str, ...]:
        """Up to three names of a kind that are near what was said."""
        return nearest_names(name, self.names.similar(name, kind))

    def entry(self, thing: Thing) -> Entry | None:
        """What the register says about a thing, None where it says nothing."""
        return self.entries.get(thing.id)


async def load_catalog(index: Index, before: Catalog | None = None) -> Catalog:
    """Reads what is needed from the index and builds the names in a thread, quicker with the catalog `before` the change."""
    uses, rows, aliases, documents = await asyncio.gather(index.uses(), index.rows(), index.aliases(), index.documents())
    kept = {} if before else {name: await index.blob(name) for name in ("names", "titles")}
    catalog = await asyncio.to_thread(build, uses, rows, aliases, documents, kept, before)
    if before is None and (catalog.names.built or catalog.titles.built):
        await index.keep({"names": catalog.names.seal(), "titles": catalog.titles.seal()})
    return catalog


def build(
    uses: Uses,
    rows: list[Row],
    aliases: list[tuple[str, str]],
    documents: list[Document],
    kept: dict[str, bytes | None],
    before: Catalog | None = None,
) -> Catalog:
    """The catalog of what the index holds (pure); `kept` are the delete indexes of an earlier build over the same rows."""
    shows = {d.about_show.slug: d.about_show for d in documents if d.about_show}
    sizes: dict[str, int] = defaultdict(int)
    for row in rows:
        sizes[row.show] += 1
        if row.show not in shows:
            shows[row.show] = Show(slug=row.show, name=row.show)
    entries = [entry for d in documents for entry in d.entries]
    things, by_entry, lone = _named_things(uses, entries, before)
    show_things = [Thing("show", s.name, (slug,), s.aliases, sizes[slug], about=s.description) for slug, s in shows.items()]
    episode_things = _episode_things(rows, aliases, before)
    everything = [*things, *show_things]
    names, titles = kept.get("names"), kept.get("titles")
    by_key: dict[tuple[str, str], Thing] = {
        (thing.kind, key): thing for thing in [*everything, *episode_things] for key in thing.keys
    }
    all_names = Names([*everything, *episode_things], names, before.names if before else None)
    all_titles = Titles(episode_things, titles, before.titles if before else None)
    return Catalog(
        all_names,
        all_titles,
        shows,
        dict(sizes),
        by_entry,
        by_key,
        tuple(faq for d in documents for faq in d.faqs),
        Vocabulary(all_names, all_titles, tuple(show_things)),
        _abouts(things),
        uses,
        lone,
    )


def _abouts(things: list[Thing]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        if thing.about and thing.kind == "person":
            for root in {stem(squash(word)) for word in split(thing.about)}:
                found[root].append(thing)
    return {root: tuple(people) for root, people in found.items()}


def _episode_things(rows: list[Row], aliases: list[tuple[str, str]], before: Catalog | None) -> list[Thing]:
    """Episodes; one that is named as `before` is the same object."""
    others: dict[str, list[str]] = defaultdict(list)
    for key, alias in aliases:
        others[key].append(alias)
    leads = Counter(squash(_lead(row.title)) for row in rows)
    for row in rows:
        lead = _lead(row.title)
        if lead and leads[squash(lead)] == 1:
            others[row.key].append(lead)
    old = before.things if before else {}
    found = []
    for row in rows:
        thing = Thing("episode", row.title, (row.key,), tuple(others.get(row.key, ())), 1, show=row.show)
        known = old.get(("episode", row.key))
        found.append(known if known == thing else thing)
    return found


def _lead(title: str) -> str:
    """What stands before the colon of a title, by which people call it too; "" where that is little."""
    lead, colon, _ = title.partition(": ")
    return lead if colon and len(split(lead)) > 1 and len(squash(lead)) > 7 else ""


def _named_things(
    uses: Uses, entries: list[Entry], before: Catalog | None
) -> tuple[list[Thing], dict[tuple[str, str], Entry], dict[tuple[str, str], Thing]]:
    """People, sponsors and topics: register entries with all the spellings they join, and whatever only episodes name."""
    things: list[Thing] = []
    by_entry: dict[tuple[str, str], Entry] = {}
    taken: set[tuple[str, str]] = set()
    for entry in entries:
        keys = tuple(dict.fromkeys(k for k in map(_keyer(entry.kind), (entry.name, *entry.aliases)) if k))
        handles = tuple(value.lstrip("@") for _, value in entry.handles)
        own = [use for key in keys if (entry.kind, key) not in taken for use in uses.get((entry.kind, key), ())]
        taken |= {(entry.kind, key) for key in keys}
        about = " ".join(filter(None, (entry.role, entry.about, *entry.broader)))
        thing = _thing(entry.kind, entry.name, keys, (*entry.aliases, *handles), own, about)
        if thing.id not in by_entry:
            things.append(thing)
            by_entry[thing.id] = entry
    lone = _lone({group: own for group, own in uses.items() if group not in taken}, before)
    return [*things, *lone.values()], by_entry, lone


def _lone(uses: Uses, before: Catalog | None) -> dict[tuple[str, str], Thing]:
    """What only episodes name, most used first; where the uses are as `before`, the thing is the same object."""
    was, old = (before.uses, before.lone) if before else ({}, {})
    found = {}
    order = sorted((-own[0].count, own[0].name, own[0].kind, group) for group, own in uses.items())
    for *_, group in order:
        own, known = uses[group], old.get(group)
        if known is None or was[group] != own:
            known = _thing(group[0], own[0].name, group[1:], tuple(use.name for use in own[1:]), own, "")
        found[group] = known
    return found


def _keyer(kind: str) -> Callable[[str], str]:
    return topic_key if kind == "topic" else squash


def _thing(kind: str, name: str, keys: tuple[str, ...], aliases: Iterable[str], own: Sequence[Counted], about: str) -> Thing:
    guest = sum(u.count for u in own if u.kind == "guest")
    host = sum(u.count for u in own if u.kind == "host")
    weight = sum(u.count for u in own)
    return Thing(kind, name, keys, tuple(dict.fromkeys(aliases)), weight, guest, host, about=about)  # type: ignore[arg-type]
