"""Sentences about sponsors, people and shows (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers.answer import Offer
from bot.model import Attribution, Link, Show
from bot.wording.marks import bare, bold, escape, linked, plain, shorten
from bot.wording.page import Page
from bot.wording.words import clock, day_of, joined, names, plural

__all__ = [
    "chat",
    "clock",
    "contact",
    "feed",
    "help_text",
    "music",
    "offers",
    "person",
    "plain",
    "show",
    "show_hosts",
    "shows",
    "sibling",
    "site",
]


def offers(page: Page) -> str:
    """What sponsors offer."""
    if page.answer.note == "no sponsor":
        return f"{page.cite(page.row)} had no sponsor in our notes."
    return "\n".join(_offer(page, offer) for offer in page.answer.offers)


def _offer(page: Page, offer: Offer) -> str:
    name = bold(escape(offer.sponsor))
    told = [escape(shorten(text, 300)) for text in (offer.offer, offer.about) if text]
    if offer.code:
        told.append(f"code {bold(escape(offer.code))}")
    if offer.url:
        told.append(f"{bare(offer.url)}")
    if not told:
        where = f" (last in {page.cite(offer.episode)}{day_of(offer.episode)})" if offer.episode else ""
        return f"{name} is a sponsor{where}, but our notes have no offer."
    source = f"\n-# As told in {page.cite(offer.episode)}{day_of(offer.episode)}; it may have ended." if offer.episode else ""
    return f"{name}: {' · '.join(told)}{source}"


def person(page: Page) -> str:
    """Who somebody is."""
    answer = page.answer
    if answer.note == "makers" or answer.person is None:
        return f"{names(answer.people)}.\n{page.lines()}" if answer.rows else f"{names(answer.people)}."
    known = answer.person
    entry = known.entry
    about = [text for text in (entry.about if entry else "", known.about) if text]
    role = f" ({escape(entry.role)})" if entry and entry.role else ""
    head = f"{bold(escape(known.thing.name))}{role}"
    lines = [f"{head}: {escape(shorten(about[0], 500))}" if about else f"{head} is in our notes, which say no more about them."]
    links = [*(entry.links if entry else ()), *known.links]
    if links:
        lines.append("Links: " + joined([linked(x.title or x.url, x.url) for x in _unique(links)[:6]]) + ".")
    if known.thing.guest:
        lines.append(
            f"Guest in {plural(known.thing.guest, 'episode')}{page.notes}, last in {page.cite(page.row)}."
            if answer.rows
            else ""
        )
    elif known.thing.host:
        lines.append(f"Host of {plural(known.thing.host, 'episode')}{page.notes}.")
    return "\n".join(line for line in lines if line)


def _unique(links: Sequence[Link]) -> list[Link]:
    return list({link.url: link for link in links}.values())


def show(page: Page) -> str:
    """What a show is about."""
    return "\n".join(_show(page, s) for s in page.answer.shows)


def _show(page: Page, show_: Show) -> str:
    told = escape(shorten(show_.description, 600)) or "our notes have no description of it."
    hosts = f" Hosted by {names([h.name for h in show_.hosts])}." if show_.hosts else ""
    count = page.catalog.sizes.get(show_.slug, 0)
    notes = f" {plural(count, 'episode').capitalize()}{' in our notes' if show_.complete is False else ''}."
    return f"{linked(show_.name, show_.url)}: {told}{hosts}{notes}"


def show_hosts(page: Page) -> str:
    """Who hosts a show."""
    parts = [
        f"{linked(s.name, s.url)} is hosted by {names([h.name for h in s.hosts])}."
        if s.hosts
        else f"Our notes name no host of {escape(s.name)}."
        for s in page.answer.shows
    ]
    return "\n".join(parts)


def site(page: Page) -> str:
    """A show's site."""
    return "\n".join(
        f"{bold(escape(s.name))}: {bare(s.url)}" if s.url else f"Our notes have no address for {escape(s.name)}."
        for s in page.answer.shows
    )


def contact(page: Page) -> str:
    """How to reach a show."""
    lines = []
    for s in page.answer.shows:
        ways = [escape(s.contact)] if s.contact else []
        ways += [linked(link.title, link.url) for link in s.community]
        lines.append(f"{bold(escape(s.name))}: {joined(ways)}." if ways else f"Our notes have no contact for {escape(s.name)}.")
    return "\n".join(lines)


def chat(page: Page) -> str:
    """A show's community."""
    lines = []
    for s in page.answer.shows:
        places = [f"{escape(link.title)} {bare(link.url)}" for link in s.community]
        lines.append(
            f"{bold(escape(s.name))}: {joined(places)}" if places else f"Our notes name no community of {escape(s.name)}."
        )
    return "\n".join(lines)


def feed(page: Page) -> str:
    """A show's feed."""
    return "\n".join(
        f"{bold(escape(s.name))}: {bare(s.feed)}" if s.feed else f"Our notes have no feed of {escape(s.name)}."
        for s in page.answer.shows
    )


def music(page: Page) -> str:
    """A show's music."""
    lines = []
    for s in page.answer.shows:
        told = [_credit(c) for c in s.credits if "music" in c.what.casefold() or not c.what] or [_credit(c) for c in s.credits]
        lines.append(
            f"{bold(escape(s.name))}: {'; '.join(told)}." if told else f"Our notes do not name the music of {escape(s.name)}."
        )
    return "\n".join(lines)


def _credit(credit: Attribution) -> str:
    said = dict(credit.facts)
    parts = []
    if title := said.pop("title", ""):
        by = f" by {escape(said.pop('artist'))}" if "artist" in said else ""
        parts.append(f"“{linked(title, said.pop('url', ''))}”{by}")
    if licence := said.pop("license", said.pop("licence", "")):
        parts.append(linked(licence, said.pop("license_url", "")))
    parts += [f"{escape(key)}: {escape(value)}" if key else escape(value) for key, value in said.items()]
    return f"{escape(credit.what)}: {', '.join(parts)}" if credit.what else ", ".join(parts)


def sibling(page: Page) -> str:
    """Sibling shows."""
    lines = []
    for s in page.answer.shows:
        told = [f"{linked(x.name, x.url)}" + (f" ({escape(x.about)})" if x.about else "") for x in s.related]
        lines.append(
            f"Beside {bold(escape(s.name))}: {joined(told)}."
            if told
            else f"Our notes name no sibling show of {escape(s.name)}."
        )
    return "\n".join(lines)


def shows(page: Page) -> str:
    """Which shows are known."""
    lines = [
        f"- {linked(s.name, s.url)}: {plural(page.catalog.sizes.get(s.slug, 0), 'episode')}" for s in page.answer.shows[:20]
    ]
    rest = [f"-# and {len(page.answer.shows) - 20} more"] if len(page.answer.shows) > 20 else []
    return "\n".join([f"I know {plural(len(page.answer.shows), 'show')}:", *lines, *rest])


def help_text(page: Page) -> str:
    """What can be asked."""
    known = joined([escape(s.name) for s in page.answer.shows[:5]])
    return (
        f"Ask me about the episodes of {known}: who was on, what they talked about, who sponsored it, when it came out. "
        "For example “who was on episode 12?”, “anything about Docker?” or “when was she last on?”."
    )
