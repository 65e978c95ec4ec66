"""Another name for somebody or something that is known: where it goes in the files."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.complete import Kind, Lists, Suggestion, Tier, key_of
from bot.browse.finding import Unsettled, settle
from bot.model import DocumentKind
from bot.moderating.finding import Finder, NotThere, Target
from bot.moderating.steps import Step

_ORDER: tuple[Kind, ...] = ("person", "topic", "sponsor", "show", "episode")
_REGISTERS: dict[Kind, DocumentKind] = {"person": "people", "topic": "topics", "sponsor": "sponsors"}


def meant(lists: Lists, said: str) -> Suggestion:
    """The person, topic, sponsor, show or episode of that name. NotThere, with what is near, where no single one is meant."""
    found: list[Suggestion] = []
    near: list[Suggestion] = []
    for kind in _ORDER:
        settled = settle(lists, kind, said, lambda _: True)
        if isinstance(settled, Unsettled):
            near += settled.nearest[:2]
        else:
            found.append(settled)
    best = [each for each in found if each.tier is Tier.EXACT] or [each for each in found if each.tier is not Tier.TYPO]
    if best:
        return best[0]
    names = ", ".join(f'"{each.name[:60]}"' for each in [*found, *near][:4])
    raise NotThere(f'I know nobody and nothing called "{said[:80]}".' + (f" Did you mean {names}?" if names else ""))


async def other_name(finder: Finder, known: Suggestion, alias: str) -> Step:
    """The step that makes `alias` another name of what is known. NotThere where its file cannot be read."""
    if known.kind == "show":
        target = await finder.show(key_of(known))
    elif known.kind == "episode":
        target = await finder.episode(key_of(known))
    else:
        kind = _REGISTERS[known.kind]
        entry = await _entry(finder, kind, (known.name, *(known.thing.aliases if known.thing else ())))
        if entry is None:
            # Known from episodes alone: a register joins the two names.
            return Step("insert", await finder.home(kind), value={"name": known.name, "aliases": [alias]})
        target = entry
    return Step("insert", target.path, (*target.at, "aliases"), value=alias)


async def _entry(finder: Finder, kind: DocumentKind, names: tuple[str, ...]) -> Target | None:
    for name in _once(names):
        try:
            return await finder.entry(kind, name)
        except NotThere:
            continue
    return None


def _once(names: tuple[str, ...]) -> Iterator[str]:
    yield from dict.fromkeys(names)
