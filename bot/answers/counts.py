"""How many, and who or what most often."""

from __future__ import annotations

from collections import Counter

from bot.answers.answer import Answer
from bot.answers.context import Context
from bot.answers.scope import Found
from bot.question.reading import Want

KINDS = {"guests": "guest", "hosts": "host", "sponsors": "sponsor", "topics": "topic"}


async def count(context: Context) -> Answer:
    """The number of episodes, guests, hosts, sponsors, topics or shows that meet the question."""
    r = context.reading
    if r.of == "shows":
        return await context.told(
            (), values={"count": len(context.catalog.shows)}, note="shows", shows=tuple(context.catalog.shows.values())
        )
    found = await context.resolver().episodes()
    if not isinstance(found, Found):
        return found
    limited = bool(r.people or r.sponsors or r.topics or r.dates or r.content or r.back & {"these"})
    kind = KINDS.get(r.of)
    if kind and not getattr(r, "people" if kind in ("guest", "host") else f"{kind}s"):
        names = await _ranked(context, found, kind)
        return await context.told(
            found.rows, values={"count": len(names)}, note=r.of, cite=limited, ranking=tuple(names.most_common())
        )
    return await context.told(found.rows, values={"count": len(found.rows)}, note="episodes", cite=limited)


async def most(context: Context) -> Answer:
    """Who or what stands in most episodes, all that share the first place."""
    r = context.reading
    if r.of == "shared":
        return await _in_all(context)
    found = await context.resolver(want=Want.EPISODES).episodes()
    if not isinstance(found, Found):
        found = Found(tuple(await context.index.select(context.resolver().limits())), "names")
    if r.of == "shows":
        return await _biggest_show(context, found)
    if r.of in ("years", "months"):
        return await _busiest(context, found)
    kind = KINDS.get(r.of, "guest")
    ranking = (await _ranked(context, found, kind)).most_common()
    if r.times and ranking and ranking[0][1] < r.times:
        return await context.told((), values={"count": 0}, cite=False, note=r.of)
    if not ranking:
        return context.missing("words", r.of)
    if r.times:
        ranking = [(name, n) for name, n in ranking if n >= r.times]
    top = tuple(name for name, n in ranking if n == ranking[0][1] or r.times)
    field = "people" if kind in ("guest", "host") else f"{kind}s"
    count = len(ranking) if r.times else ranking[0][1]
    shown = tuple(ranking if r.times else ranking[:5])
    return await context.told((), values={"count": count}, ranking=shown, cite=False, **{field: top}, note=r.of)


async def _biggest_show(context: Context, found: Found) -> Answer:
    """The shows by the number of their episodes among those found."""
    counted = Counter(row.show for row in found.rows)
    if not counted:
        return context.missing("scope")
    ranking = tuple((context.catalog.shows[slug].name, n) for slug, n in counted.most_common())
    best = tuple(context.catalog.shows[slug] for slug, n in counted.items() if n == ranking[0][1])
    return await context.told((), values={"count": ranking[0][1]}, ranking=ranking, cite=False, shows=best, note="shows")


async def _busiest(context: Context, found: Found) -> Answer:
    """The years or months by the number of episodes among those found."""
    letters = len("2020") if context.reading.of == "years" else len("2020-01")
    counted = Counter(row.day[:letters] for row in found.rows if len(row.day) >= letters)
    if not counted:
        return context.missing("words", context.reading.of)
    ranking = tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    return await context.told((), values={"count": ranking[0][1]}, ranking=ranking, cite=False, note=context.reading.of)


async def lengths(context: Context) -> Answer:
    """How long all the episodes meant are together or on average; `values`: seconds, and the count of those with a length."""
    r = context.reading
    found = await context.resolver(want=Want.EPISODES, content=(), content_at=()).episodes()
    if not isinstance(found, Found) and not r.named:
        found = Found(tuple(await context.index.select(context.resolver().limits())), "names")
    if not isinstance(found, Found):
        return found
    known = [row.seconds for row in found.rows if row.seconds]
    if not known:
        return context.missing("words", "length")
    seconds = sum(known) if r.measure == "total" else round(sum(known) / len(known))
    return await context.told((), values={"seconds": seconds, "count": len(known)}, cite=False, note=r.measure)


async def _in_all(context: Context) -> Answer:
    """The guests that each of several shows had."""
    names: list[Counter[str]] = []
    for show in context.reading.shows:
        rows = await context.index.select(context.resolver(shows=(show,), want=Want.EPISODES).limits())
        names.append(await _ranked(context, Found(tuple(rows), "names"), "guest"))
    both = Counter({name: sum(each[name] for each in names) for name in names[0] if all(name in each for each in names)})
    ranking = tuple(both.most_common())
    return await context.told((), people=tuple(both), values={"count": len(both)}, ranking=ranking, cite=False, note="in all")


async def _ranked(context: Context, found: Found, kind: str) -> Counter[str]:
    names: dict[tuple[int, str], None] = {}
    for at, key, name in await context.index.mentions([row.id for row in found.rows], kind):
        thing = context.catalog.thing("person" if kind in ("guest", "host") else kind, key)
        names[at, thing.name if thing else name] = None
    shows = {show.name.casefold() for show in context.catalog.shows.values()}
    counted = Counter(name for _, name in names)
    if kind == "topic":
        counted = Counter({name: n for name, n in counted.items() if name.casefold() not in shows})
    return Counter(dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))))
