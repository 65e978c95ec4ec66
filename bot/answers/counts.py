"""How many, and who or what most often."""

from __future__ import annotations

from collections import Counter

from bot.answers.answer import Answer
from bot.answers.context import Context
from bot.answers.resolve import Found
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
    found = await context.resolver(want=Want.EPISODES).episodes()
    if not isinstance(found, Found):
        found = Found(tuple(await context.index.select(context.resolver().limits())), "names")
    kind = KINDS.get(context.reading.of, "guest")
    ranking = (await _ranked(context, found, kind)).most_common()
    if not ranking:
        return context.missing("words", context.reading.of)
    top = tuple(name for name, n in ranking if n == ranking[0][1])
    field = "people" if kind in ("guest", "host") else f"{kind}s"
    return await context.told(
        (), values={"count": ranking[0][1]}, ranking=tuple(ranking[:5]), cite=False, **{field: top}, note=context.reading.of
    )


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
