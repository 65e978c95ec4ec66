"""What is wrong only when several entries or files are seen together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from bot.knowledge.names import same
from bot.model import Claim, Document, Place, Problem

MOST_CONTESTED = 200
"""Names claimed twice that are reported of one register."""


def cross_problems(documents: Iterable[Document]) -> tuple[Problem, ...]:
    """Names that two entries of one register claim, and slugs that two episodes of one show have, sorted by place."""
    claims: dict[str, list[Claim]] = {}
    slugs: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for document in sorted(documents, key=lambda document: (document.path.count("/"), document.path)):
        if document.kind == "episode":
            first = slugs.setdefault((document.show, same(document.slug)), document.path)
            if first != document.path:
                message = f"{first} has the same name, and names are unique within a show; give this one another"
                problems.append(Problem(Place(document.path), message))
        elif document.claims:
            claims.setdefault(document.kind, []).extend(document.claims)
    for each in claims.values():
        problems.extend(_contested(each))
    return tuple(sorted(problems))


def _contested(claims: list[Claim]) -> list[Problem]:
    """A problem at each claim of a name that another entry had claimed before."""
    owners: dict[str, Claim] = {}
    problems: list[Problem] = []
    # Entries' own names come first: an alias that is another entry's name is the alias's mistake.
    names = (claim for claim in claims if claim.name == claim.entry)
    aliases = (claim for claim in claims if claim.name != claim.entry)
    for claim in chain(names, aliases):
        owner = owners.setdefault(_spelt(claim.name), claim)
        if owner is claim:
            continue
        if claim.name == claim.entry and owner.name == owner.entry:
            message = f'"{claim.name}" stands in this register already, in line {owner.place.line}; bring both entries together'
        elif owner.entry != claim.entry:
            message = f'"{claim.name}" is claimed by two entries: {claim.entry}, and {owner.entry} in line {owner.place.line}'
        else:
            continue
        if len(problems) >= MOST_CONTESTED:
            problems.append(
                Problem(claim.place, f"more names are claimed twice; mend the first {MOST_CONTESTED} of them first")
            )
            break
        problems.append(Problem(claim.place, message))
    return problems


def _spelt(name: str) -> str:
    return " ".join(same(name).split())
