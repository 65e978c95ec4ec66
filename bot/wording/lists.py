"""Lists, counts and rankings in words (pure)."""

from __future__ import annotations

from dataclasses import replace

from bot.question.reading import Reading, Want
from bot.wording.facts import summary
from bot.wording.marks import bold, escape
from bot.wording.page import Page
from bot.wording.words import date_words, day_of, joined, length_words, names, plural

PICKED = {"newest": "newest", "oldest": "first", "longest": "longest", "shortest": "shortest", "random": "random"}


def episodes(page: Page) -> str:
    """The episodes that match."""
    answer, r = page.answer, page.answer.reading
    if answer.note in ("in", "not in"):
        return _member(page)
    if r.yesno and (r.people or (answer.people and answer.note == "yes" and r.role)):
        return _yes(page)
    if r.yesno and r.sponsors:
        count = plural(len(answer.rows), "episode")
        return f"Yes, {names(answer.sponsors)} sponsored {count}{page.notes}:\n{page.lines()}"
    if r.pick:
        return _picked(page)
    if page.single:
        guest = page.episode.guests if page.episode else ()
        beside = f" with {names([g.name for g in guest])}" if guest else ""
        return f"{page.cite(page.row)}{day_of(page.row)}{beside}\n{summary(page.episode)}"
    return f"{plural(len(answer.rows), 'episode').capitalize()} {what(r, page)}{page.notes}:\n{page.lines()}".replace(
        "  ", " "
    ).replace(" :", ":")


def _member(page: Page) -> str:
    answer = page.answer
    who, verb = (answer.sponsors, "sponsored") if answer.reading.sponsors else (answer.people, "was on")
    if answer.note == "in":
        return f"Yes, {names(who)} {verb} {page.cite(page.row)}{day_of(page.row)}."
    negative = "did not sponsor" if answer.reading.sponsors else "was not on"
    return f"No, {names(who)} {negative} {page.cite(page.row)}{day_of(page.row)}, by our notes."


def _yes(page: Page) -> str:
    answer, r = page.answer, page.answer.reading
    hosted = r.role == "host"
    if page.single:
        verb = "hosted" if hosted else "was on"
        return f"Yes, {names(answer.people)} {verb} {page.cite(page.row)}{day_of(page.row)}."
    verb = "hosted" if hosted else "was on"
    return f"Yes, {names(answer.people)} {verb} {plural(len(answer.rows), 'episode')}{page.notes}:\n{page.lines()}"


NTH = "second third fourth fifth sixth seventh eighth ninth tenth".split()


def _picked(page: Page) -> str:
    answer, r, row = page.answer, page.answer.reading, page.row
    kind = PICKED[r.pick]
    if len(answer.rows) > 1:
        subject = what(r, page)
        order = f", {r.pick} first" if r.few > len(answer.rows) else ""
        count = (
            len(answer.rows)
            if order
            else f"{len(answer.rows)} random"
            if r.pick == "random"
            else f"The {len(answer.rows)} {kind}"
        )
        return f"{count} episodes {subject}{page.notes}{order}:\n{page.lines()}".replace("  ", " ").replace(" :", ":")
    if r.nth:
        ordinal = NTH[r.nth - 2] if r.nth - 2 < len(NTH) else f"{r.nth}th"
        kind = f"{ordinal} {'oldest' if kind == 'first' else kind}"
    long = f", {length_words(row.seconds)}" if r.pick in ("longest", "shortest") and row.seconds is not None else ""
    subject = what(r, page)
    subject = f" {subject}" if subject else ""
    head = f"The {kind} episode{subject}{page.notes} is {page.cite(row)}{day_of(row)}{long}."
    if r.pick == "random":
        head = f"How about {page.cite(row)}{day_of(row)}?"
    return f"{head}\n{summary(page.episode)}" if answer.want is Want.EPISODES and page.episode else head


def what(r: Reading, page: Page) -> str:
    """What limits a list, in words: `with Tom Christie about async of Self-Hosted in 2021`."""
    parts = []
    if r.people:
        verb = "hosted by" if r.role == "host" else "with"
        parts.append(f"{verb} {names([ref.thing.name for ref in r.people])}")
    if r.sponsors:
        parts.append(f"sponsored by {names([ref.thing.name for ref in r.sponsors])}")
    if r.topics:
        parts.append(f"about {joined([bold(escape(ref.thing.name)) for ref in r.topics])}")
    if r.without:
        parts.append(f"without {joined([bold(escape(ref.thing.name)) for ref in r.without])}")
    if r.lacking:
        parts.append(f"without a {joined(sorted(r.lacking))}")
    if r.length:
        bounds = (("longer", r.length.least), ("shorter", r.length.most))
        parts += [f"{word} than {length_words(seconds)}" for word, seconds in bounds if seconds]
    if r.shows and len(page.catalog.shows) > 1:
        parts.append(f"of {joined([escape(ref.thing.name) for ref in r.shows])}")
    if r.elsewhere:
        parts.append(f"outside of {joined([escape(ref.thing.name) for ref in r.elsewhere])}")
    parts += [span for d in r.dates if (span := _span(d.since, d.until, d.near))]
    if not parts and r.content:
        parts.append(f"that mention {bold(escape(' '.join(r.content)))}")
    return " ".join(parts)


def _span(since: str, until: str, near: int) -> str:
    if since == until:
        return f"{'around' if near else 'of'} {date_words(since)}"
    if since and until:
        if since[5:] == "01-01" and until[5:] == "12-31":
            return f"of {since[:4]}" if since[:4] == until[:4] else f"from {since[:4]} to {until[:4]}"
        if since[:7] == until[:7] and since.endswith("-01") and int(until[8:]) >= 28:
            return f"of {date_words(since[:7])}"
        return f"from {date_words(since)} to {date_words(until)}"
    return f"since {date_words(since)}" if since else f"until {date_words(until)}"


def count(page: Page) -> str:
    """How many."""
    answer, r = page.answer, page.answer.reading
    number = answer.values.get("count", 0)
    if answer.note == "shows":
        return f"I know {plural(number, 'show')}: {names([s.name for s in answer.shows])}."
    if answer.note != "episodes":
        top = joined([f"{escape(name)} ({n})" for name, n in answer.ranking[:5] if n > 1])
        head = f"{plural(number, answer.note.removesuffix('s')).capitalize()} {what(r, page)}{page.notes}"
        return head.replace("  ", " ").rstrip() + (f", most often {top}." if top else ".")
    subject = what(r, page)
    head = f"{plural(number, 'episode').capitalize()} {subject}{page.notes}".replace("  ", " ").rstrip()
    return f"{head}:\n{page.lines()}" if answer.rows and answer.cite and number else f"{head}."


def most(page: Page) -> str:
    """Who or what most often."""
    answer = page.answer
    if answer.note in ("years", "months"):
        return _busiest(page)
    if answer.note == "shows":
        listed = joined([f"{escape(name)} ({n})" for name, n in answer.ranking[1:5]])
        head = (
            f"{names([s.name for s in answer.shows])}: {plural(answer.values['count'], 'episode')} {what(answer.reading, page)}"
        )
        return f"{head.rstrip()}{page.notes}, more than any other show." + (f"\nThen {listed}." if listed else "")
    top = (*answer.people, *answer.sponsors, *answer.topics)
    number = answer.values["count"]
    role = answer.note.removesuffix("s")
    where = what(answer.reading, page)
    if answer.reading.times and not answer.ranking:
        return (
            f"No {role} was there at least {plural(answer.reading.times, 'time')} {where}{page.notes}".replace(
                "  ", " "
            ).rstrip()
            + "."
        )
    if answer.reading.times:
        ranked = joined([f"{escape(name)} ({n})" for name, n in answer.ranking][:10])
        more = f" and {len(answer.ranking) - 10} more" if len(answer.ranking) > 10 else ""
        often = f"at least {plural(answer.reading.times, 'episode')}"
        return f"{plural(len(top), role).capitalize()} in {often} {where}{page.notes}: {ranked}{more}.".replace(
            "  ", " "
        ).replace(" :", ":")
    if len(top) > 5:
        first = f"{plural(len(top), role)} share the first place with {plural(number, 'episode')} each"
        return f"Nobody stands out: {first} {where}{page.notes}".replace("  ", " ").rstrip() + "."
    rest = joined([f"{escape(name)} ({n})" for name, n in answer.ranking if name not in top][:4])
    head = (
        f"{names(top)}: {role} in {plural(number, 'episode')} {where}{page.notes}".replace("  ", " ").rstrip()
        + ", more than any other."
    )
    return f"{head}\nThen {rest}." if rest else head


def _busiest(page: Page) -> str:
    """In which year or month most came out."""
    answer = page.answer
    number, where = answer.values["count"], what(answer.reading, page)
    best = joined([bold(date_words(day)) for day, n in answer.ranking if n == number][:5])
    rest = joined([f"{date_words(day)} ({n})" for day, n in answer.ranking if n < number][:4])
    head = f"{best}: {plural(number, 'episode')} {where}".rstrip() + f"{page.notes}, more than any other {answer.note[:-1]}."
    return f"{head}\nThen {rest}." if rest else head


def in_all(page: Page) -> str:
    """Whom each of several shows had as a guest."""
    answer = page.answer
    shows = joined([escape(ref.thing.name) for ref in answer.reading.shows])
    if not answer.ranking:
        return f"Nobody was a guest of {shows} alike in our notes."
    guests = joined([f"{escape(name)} ({n})" for name, n in answer.ranking])
    return f"Guests of {shows} alike, with their episodes: {guests}."


def none(page: Page) -> str:
    """Everything named is known, but there is no such episode."""
    answer, r = page.answer, page.answer.reading
    subject = what(r, page)
    if r.want is Want.COUNT:
        return f"No episodes {subject} in our notes.".replace("  ", " ")
    return (
        f"No episode {subject} in our notes.".replace("  ", " ")
        if subject
        else f"Our notes have nothing on that{'' if not answer.shows else ' there'}."
    )


def together(page: Page) -> str:
    """How long many episodes are, together or on average."""
    values, r = page.answer.values, replace(page.answer.reading, content=())
    which = f"{plural(values['count'], 'episode')} {what(r, page)}".rstrip()
    long = length_words(values["seconds"])
    if page.answer.note == "total":
        return f"The {which}{page.notes} run {long} in all, counting those whose length is noted."
    return f"The {which}{page.notes} whose length is noted run {long} on average."
