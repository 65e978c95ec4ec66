"""The cards of guests, topics and sponsors, and lists of episodes (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Offer
from bot.answers.catalog import Catalog
from bot.browse import Empty, Listing, ShowsCard, ThingCard
from bot.wording.cards.handles import handle
from bot.wording.cards.sheet import Part, Sheet, episode_line, some
from bot.wording.marks import address_of, bold, escape, linked, shorten
from bot.wording.words import cited, day_of, joined, plural

ABOUT = 500
LINKS = 6
NAMED = {"person": "guest", "topic": "topic", "sponsor": "sponsor", "show": "show", "year": "year"}


def lines(listing: Listing, catalog: Catalog) -> str:
    """The episodes of the page."""
    pages = {e.key: e.url or e.audio for e in listing.full}
    several = len(catalog.shows) > 1
    name = {slug: show.name for slug, show in catalog.shows.items()}
    told = [episode_line(row, pages.get(row.key, ""), name.get(row.show, "") if several else "") for row in listing.rows]
    return "\n".join(told)


def foot(listing: Listing) -> str:
    """Which page it is of how many, and what the notes do not hold."""
    notes = "Our notes do not hold every episode." if listing.partial else ""
    page = f"Page {listing.query.page + 1} of {listing.pages}." if listing.pages > 1 else ""
    return " ".join(part for part in (page, notes) if part)


def say_thing(card: ThingCard, catalog: Catalog) -> Sheet:
    """A guest, a topic or a sponsor."""
    entry, listing = card.entry, card.listing
    role = f" ({escape(shorten(entry.role, 80))})" if entry and entry.role else ""
    about = escape(shorten(card.about, ABOUT))
    offer = _offer(card.offer, catalog) if card.offer else ""
    if listing.query.page:
        about = offer = ""
    told = [about, offer, f"{bold(_heading(card))}\n{lines(listing, catalog)}" if listing.rows else _heading(card)]
    return Sheet(
        title=f"{escape(shorten(card.thing.name, 120))}{role}",
        url=entry.url if entry else "",
        body="\n\n".join(part for part in told if part),
        parts=() if listing.query.page else tuple(_parts(card)),
        foot=foot(listing),
    )


def _heading(card: ThingCard) -> str:
    total = card.listing.total
    count = plural(total, "episode")
    if not total:
        return "Our notes have no episode of this." if card.thing.kind != "person" else "Our notes have no episode with them."
    if card.thing.kind == "person":
        if card.hosting:
            return f"Host of {count}"
        return f"Guest in {count}" + (f", host of {plural(card.as_host, 'episode')}" if card.as_host else "")
    return f"{count} about it" if card.thing.kind == "topic" else f"Sponsor of {count}"


def _parts(card: ThingCard) -> list[Part]:
    parts = []
    links = [linked(shorten(link.title or link.url, 80), link.url) for link in card.links]
    handles = card.entry.handles if card.entry else ()
    links += [handle(where, name) for where, name in handles]
    if links:
        parts.append(Part("Links", some(links, LINKS, " · ")))
    if card.beside:
        name = "Together with" if card.thing.kind == "person" else "Guests on it"
        parts.append(Part(name, escape(joined(card.beside))))
    broader = card.entry.broader if card.entry else ()
    if broader:
        parts.append(Part("Part of", some([escape(b) for b in broader], 10, " · ")))
    if card.narrower:
        parts.append(Part("Topics under it", some([escape(n) for n in card.narrower], 12, " · ")))
    return parts


def _offer(offer: Offer, catalog: Catalog) -> str:
    told = [bold(escape(shorten(offer.offer, 300)))] if offer.offer else []
    told += [escape(shorten(offer.about, 300))] if offer.about else []
    if offer.code:
        told.append(f"code {bold(escape(offer.code))}")
    if address_of(offer.url):
        told.append(f"<{address_of(offer.url)}>")
    where = ""
    if offer.episode:
        show = catalog.shows[offer.episode.show].name if len(catalog.shows) > 1 else ""
        where = f"\n-# As told in {cited(offer.episode, '', show)}{day_of(offer.episode)}; it may have ended."
    return " · ".join(told) + where


def say_listing(listing: Listing, catalog: Catalog) -> Sheet:
    """What a search found."""
    head = plural(listing.total, "episode").capitalize()
    words = listing.query.words.strip()
    limits = [f"{NAMED[kind]} {bold(escape(name))}" for kind, name in listing.filters]
    about = f" with {bold(escape(shorten(words, 80)))}" if words else ""
    within = f" ({', '.join(limits)})" if limits else ""
    told = f"{head}{about}{within}:"
    if listing.loose:
        told = f"No episode has all of these words in our notes. {head} with some of them{within}:"
    return Sheet(body=f"{told}\n{lines(listing, catalog)}", foot=foot(listing))


def say_empty(card: Empty) -> Sheet:
    """That no episode has it all."""
    words = card.query.words.strip()
    limits = [f"{NAMED[kind]} {bold(escape(name))}" for kind, name in card.filters]
    wanted = joined([f"the words {bold(escape(shorten(words, 80)))}" if words else "", *limits])
    told = f"No episode in our notes has {wanted}." if wanted else "Our notes have no episode yet."
    return Sheet(body=f"{told}\nTry fewer filters, or `/ask` in your own words." if wanted else told, tone="unknown")


def say_shows(card: ShowsCard, catalog: Catalog) -> Sheet:
    """The shows that can be asked about."""
    if not card.shows:
        return Sheet(body="Our notes have no show yet.", tone="unknown")
    told = []
    for show, count, newest in card.shows:
        notes = " in our notes" if show.complete is False else ""
        last = f", the newest {cited(newest, '')}{day_of(newest)}" if newest else ""
        about = f"\n{escape(shorten(show.description, 160))}" if show.description and len(card.shows) <= 8 else ""
        told.append(f"{bold(linked(show.name, show.url))}: {plural(count, 'episode')}{notes}{last}{about}")
    head = f"I know {plural(len(card.shows), 'show')}"
    return Sheet(title=head, body=_fitted(told))


def _fitted(entries: Sequence[str], most: int = 3600) -> str:
    """As many entries as a card holds, and how many more there are."""
    kept: list[str] = []
    for entry in entries:
        if sum(map(len, kept)) + len(entry) > most:
            return "\n\n".join([*kept, f"-# and {len(entries) - len(kept)} more"])
        kept.append(entry)
    return "\n\n".join(kept)
