"""What is wanted, decided from hints and names (pure).

A hint whose part is filled by a name limits the search ("Linode" beside "sponsored"); one that nothing fills is what is asked
for ("who sponsored"). The rules stand in order, the more telling first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.question.cues import Cues
from bot.question.reading import Reading, Ref, Want
from bot.question.spell import Token
from bot.question.wants import episode_rules, other_rules
from bot.question.wants.case import Case, Rule
from bot.question.wants.slots import counted, ends, having, pick, points_back, ranks_somebody, role, slots, step, yesno

RULES: tuple[tuple[str, Rule], ...] = (
    ("help", other_rules.asks_help),
    ("a favour", other_rules.favour),
    ("most often", other_rules.most),
    ("how many", other_rules.count),
    ("place in an episode", episode_rules.chapter),
    ("events", episode_rules.events),
    ("offer", other_rules.offer),
    ("facts of the show", other_rules.show_fact),
    ("link", other_rules.link),
    ("other guests", episode_rules.coguests),
    ("sponsors", other_rules.sponsors),
    ("hosts", episode_rules.hosts),
    ("when", episode_rules.date),
    ("how long", episode_rules.length),
    ("number", episode_rules.number),
    ("who is it", other_rules.person),
    ("guests", episode_rules.guests),
    ("who made it", other_rules.creator),
    ("title", episode_rules.title),
    ("about", episode_rules.about),
    ("episodes", episode_rules.episodes),
)


def decide(reading: Reading, refs: Sequence[Ref], cues: Cues, tokens: Sequence[Token]) -> Reading:
    """`reading` with its names put into their roles, and what is wanted."""
    reading = slots(reading, refs, cues)
    if ends(reading):
        reading = replace(reading, titles=(), whole_titles=())
    reading = replace(
        reading,
        yesno=yesno(reading),
        pick=pick(reading, cues),
        step=step(reading, cues),
        back=frozenset(name for name in ("this", "these", "they", "follow") if points_back(name, reading, cues)),
    )
    case = Case(reading, cues, tokens)
    if reading.measure and not episode_rules.together(case):
        case = Case(reading := replace(reading, measure=""), cues, tokens)
    for name, rule in RULES:
        want = rule(case)
        if want is not None:
            reading = replace(reading, want=want, of=counted(case, want), why=(f"rule: {name}",))
            break
    if reading.want in (Want.COUNT, Want.EPISODES, Want.MOST, Want.LENGTH, Want.DATE) and not (
        reading.numbers or reading.whole_titles
    ):
        must, may_not = having(reading)
        kept = frozenset(m for m in must if not (reading.people if m == "guest" else reading.sponsors))
        reading = replace(reading, having=kept, lacking=may_not)
    if reading.want is Want.CHAPTER and reading.place:
        reading = replace(reading, step=0, pick="" if reading.numbers or reading.whole_titles or reading.back else reading.pick)
    if reading.want is Want.CHAPTER and (reading.numbers or reading.whole_titles):
        reading = replace(reading, strangers=())
    ranked = reading.pick and ranks_somebody(reading)
    if ranked and reading.want in (Want.GUESTS, Want.SPONSORS):
        reading = replace(reading, having=frozenset([ranked]))
    return replace(reading, role=role(case, reading.want))
