"""Sentences about one episode or a few (pure)."""

from __future__ import annotations

from bot.model import Episode, Event, Sponsorship
from bot.wording.marks import bare, bold, escape, linked, shorten
from bot.wording.page import Page
from bot.wording.words import clock, date_words, day_of, joined, length_words, names, number_of, plural


def guests(page: Page) -> str:
    """Who was on."""
    answer = page.answer
    if page.single:
        if not answer.people:
            return f"{page.cite(page.row)} had no guest in our notes{_hosted(page)}."
        verb, noun = ("was", "the guest") if len(answer.people) == 1 else ("were", "the guests")
        return f"{names(answer.people)} {verb} {noun} of {page.cite(page.row)}{day_of(page.row)}.{_known(page)}"
    if not answer.people:
        return f"None of these had a guest in our notes:\n{page.lines()}"
    return f"Guests of these {plural(len(answer.rows), 'episode')}: {names(answer.people)}.\n{page.lines()}"


def _hosted(page: Page) -> str:
    episode = page.episode
    hosts = episode.hosts if episode and episode.hosts else None
    return f"; {names([h.name for h in hosts])} hosted it" if hosts else ""


def _known(page: Page) -> str:
    """What the only guest is known for, where the episode or register says it shortly."""
    if len(page.answer.people) != 1:
        return ""
    episode = page.episode
    about = next((g.about for g in episode.guests if g.about), "") if episode else ""
    return f" {escape(_sentence(shorten(about, 200)))}" if about else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def coguests(page: Page) -> str:
    """Who was on together with somebody."""
    answer = page.answer
    other = page.answer.note.removeprefix("with ")
    if not answer.people:
        beside = f" beside {bold(escape(other))}" if other else ""
        return f"Nobody else was a guest{beside} in our notes.\n{page.lines()}"
    beside = f" together with {bold(escape(other))}" if other else ""
    if page.single:
        verb = "was" if len(answer.people) == 1 else "were"
        return f"{names(answer.people)} {verb} on{beside} in {page.cite(page.row)}{day_of(page.row)}."
    return f"{names(answer.people)} were on{beside}:\n{page.lines()}"


def hosts(page: Page) -> str:
    """Who hosted."""
    people = page.answer.people
    if page.single:
        return (
            f"{page.cite(page.row)} was hosted by {names(people)}."
            if people
            else f"{page.cite(page.row)} names no host in our notes."
        )
    return f"Hosts of these {plural(len(page.answer.rows), 'episode')}: {names(people)}.\n{page.lines()}"


def sponsors(page: Page) -> str:
    """Who sponsored."""
    answer = page.answer
    if page.single:
        if not answer.sponsors:
            return f"{page.cite(page.row)} had no sponsor in our notes."
        episode = page.episode
        offers = [line for s in episode.sponsors if (line := _offer_line(s))] if episode else []
        tail = "\n" + "\n".join(offers) if offers else ""
        return f"{page.cite(page.row)}{day_of(page.row)} was sponsored by {names(answer.sponsors)}.{tail}"
    if not answer.sponsors:
        return f"None of these had a sponsor in our notes:\n{page.lines()}"
    return f"Sponsors of these {plural(len(answer.rows), 'episode')}: {names(answer.sponsors)}.\n{page.lines()}"


def _offer_line(sponsor: Sponsorship) -> str:
    parts = [
        escape(shorten(sponsor.offer, 160)) if sponsor.offer else "",
        f"code {bold(escape(sponsor.code))}" if sponsor.code else "",
    ]
    told = ", ".join(p for p in parts if p)
    name = linked(sponsor.name, sponsor.url) if sponsor.url else escape(sponsor.name)
    return f"- {name}: {told}" if told else (f"- {name}" if sponsor.url else "")


def when(page: Page) -> str:
    """When it came out, or when somebody or something was on."""
    answer = page.answer
    about_whom = (answer.people if answer.reading.people else ()) + (answer.sponsors if answer.reading.sponsors else ())
    subject = joined([bold(escape(n)) for n in about_whom])
    if answer.note == "recorded":
        day = answer.values.get("date")
        return (
            f"{page.cite(page.row)} was recorded on {date_words(day)}."
            if day
            else f"Our notes do not say when {page.cite(page.row)} was recorded."
        )
    if answer.reading.pick and subject:
        return _last_or_first(page, subject)
    if page.single:
        row = page.row
        if not row.day:
            return f"Our notes have no date for {page.cite(row)}."
        if subject and answer.reading.people:
            return f"{subject} was on {page.cite(row)}, {'recorded' if row.recorded else 'out'} on {date_words(row.day)}."
        verb = "was recorded" if row.recorded else "came out"
        return f"{page.cite(row)} {verb} on {date_words(row.day)}."
    head = (
        f"{subject}: {plural(len(answer.rows), 'episode')}{page.notes}, newest first."
        if subject
        else f"{plural(len(answer.rows), 'episode')}:"
    )
    return f"{head}\n{page.lines()}"


def _last_or_first(page: Page, subject: str) -> str:
    row, answer = page.row, page.answer
    order = "first" if answer.reading.pick == "oldest" else "last"
    verb = "a sponsor" if answer.reading.sponsors else "on"
    when_ = f"on {date_words(row.day)}" if row.day else "on a day that our notes do not give"
    recorded = " (the day it was recorded)" if row.recorded else ""
    return f"{subject} was {order} {verb}{page.notes} {when_}{recorded}: {page.cite(row)}."


def length(page: Page) -> str:
    """How long it is."""
    row = page.row
    if page.single:
        known = row.seconds is not None
        return (
            f"{page.cite(row)} is {length_words(row.seconds or 0)} long."
            if known
            else f"Our notes have no length for {page.cite(row)}."
        )
    lines = [
        f"{page.line(r)}: {length_words(r.seconds) if r.seconds is not None else 'length not noted'}"
        for r in page.answer.rows[:5]
    ]
    return "\n".join(lines)


def number(page: Page) -> str:
    """Which number it has."""
    row = page.row
    said = number_of(row) or "no number in our notes"
    return f"That is {bold(said)}: {page.cite(row)}{day_of(row)}." if page.single else page.lines()


def title(page: Page) -> str:
    """What it is called."""
    return (
        f"It is called {bold(escape(page.row.title))}: {page.cite(page.row)}{day_of(page.row)}."
        if page.single
        else page.lines()
    )


def about(page: Page) -> str:
    """What it is about."""
    if not page.single:
        return page.lines()
    return f"{page.cite(page.row)}{day_of(page.row)}{_with(page)}\n{summary(page.episode)}"


def _with(page: Page) -> str:
    episode = page.episode
    return f" with {names([g.name for g in episode.guests])}" if episode and episode.guests else ""


def summary(episode: Episode | None) -> str:
    """The episode's summary, else its outline or topics."""
    if episode is None:
        return "Our notes say no more."
    if episode.summary:
        topics = f"\nTopics: {escape(joined(episode.topics[:8]))}." if episode.topics else ""
        return escape(shorten(episode.summary, 700)) + topics
    if episode.outline:
        return "\n".join(f"- {escape(shorten(p.text, 120))}" for p in episode.outline[:6])
    if episode.topics:
        return f"Topics: {escape(joined(episode.topics[:12]))}."
    return "Our notes have no summary of it."


def outline(page: Page) -> str:
    """What the conversation goes through."""
    episode = page.episode
    if episode is None or not episode.outline:
        return f"Our notes have no outline of {page.cite(page.row)}.\n{summary(episode)}"
    points = [f"{'  ' * p.depth}- {escape(shorten(p.text, 160))}" for p in episode.outline[:25]]
    return "\n".join([f"{page.cite(page.row)} goes through:", *points])


def chapters(page: Page) -> str:
    """Its chapters."""
    episode = page.episode
    if episode is None or not episode.chapters:
        return f"Our notes have no chapters of {page.cite(page.row)}."
    marks = [f"- `{clock(c.start)}` {escape(shorten(c.title, 100))}" for c in episode.chapters[:25]]
    return "\n".join([f"Chapters of {page.cite(page.row)}:", *marks])


def picks(page: Page) -> str:
    """What hosts and guests recommended."""
    episode = page.episode
    if episode is None or not episode.picks:
        return f"Our notes have no picks of {page.cite(page.row)}."
    by: dict[str, list[str]] = {}
    for pick in episode.picks[:30]:
        by.setdefault(pick.by, []).append(linked(shorten(pick.title, 80), pick.url))
    return "\n".join(
        [f"Picks of {page.cite(page.row)}:", *(f"- {bold(escape(who))}: {', '.join(what)}" for who, what in by.items())]
    )


def topics(page: Page) -> str:
    """Its topics."""
    episode = page.episode
    if episode is None or not episode.topics:
        return f"Our notes have no topics for {page.cite(page.row)}."
    return f"Topics of {page.cite(page.row)}: {escape(joined(episode.topics[:20]))}."


def events(page: Page) -> str:
    """The conferences and the like of an episode."""
    answer = page.answer
    if not answer.events:
        return f"{page.cite(page.row)} mentions no conference in our notes." if answer.rows else "Our notes have no such event."
    lines = [_event(e) for e in answer.events[:10]]
    where = f" in {page.cite(page.row)}" if page.single else ""
    return "\n".join([f"Mentioned{where}:", *lines])


def _event(event: Event) -> str:
    facts = [escape(part) for part in (event.place, event.date) if part]
    head = f"- {linked(event.name, event.url)}" + (f" ({', '.join(facts)})" if facts else "")
    by = f", by {escape(joined(event.by))}" if event.by else ""
    told = ". ".join(escape(shorten(part, 220)) for part in (event.offer, event.about) if part)
    url = f" {bare(event.url)}" if event.url else ""
    return f"{head}{by}{': ' + told if told else ''}{url}"


def chapter(page: Page) -> str:
    """Where in an episode something is."""
    answer = page.answer
    if answer.chapter is None:
        episode = page.episode
        missing = "has no such chapter" if episode and episode.chapters else "has no chapters"
        return f"{page.cite(page.row)} {missing} in our notes, so I cannot say where that is."
    if answer.reading.moment >= 0:
        asked, begun = clock(answer.reading.moment), clock(answer.chapter.start)
        return f"At `{asked}` {page.cite(page.row)} is at {bold(escape(answer.chapter.title))}, from `{begun}` on."
    return f"{bold(escape(answer.chapter.title))} starts at `{clock(answer.chapter.start)}` in {page.cite(page.row)}."


def link(page: Page) -> str:
    """A link."""
    answer = page.answer
    if answer.note == "links" and page.episode:
        links = page.episode.links
        lines = [f"- {linked(shorten(x.title, 100), x.url)}" for x in links[:15]]
        rest = [f"-# and {len(links) - 15} more"] if len(links) > 15 else []
        return "\n".join([f"Links of {page.cite(page.row)}:", *lines, *rest])
    if answer.person and answer.link:
        return f"{bold(escape(answer.person.thing.name))}: {escape(answer.link.title)} {bare(answer.link.url)}"
    if answer.note == "show" and answer.link:
        return f"{bold(escape(answer.shows[0].name))}: {escape(answer.link.title)} {bare(answer.link.url)}"
    if answer.link is None:
        return f"Our notes have no link for {page.cite(page.row)}."
    if answer.link.title:
        return f"{bold(escape(answer.link.title))}: {bare(answer.link.url)}\nFrom {page.cite(page.row)}."
    return f"{page.cite(page.row)}{day_of(page.row)}: {bare(answer.link.url)}"
