"""Which spans of a question are names: overlapping readings compete, the ones that explain most letters win (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from bot.match import nearest_by_edits
from bot.match.names import Match, Names
from bot.match.pairs import near_pairs
from bot.match.sounds import sounds_like
from bot.match.things import How
from bot.question.lexicon import GLUE, cue_words, plain_words
from bot.question.numbers import GLUED, MARKS, PLAIN
from bot.question.reading import Ref
from bot.question.spell import Token
from bot.text import Word, split, squash

POINTING = frozenset(
    """recent next previous current the of on from in for about latest newest last first any every all new longest shortest
    oldest earliest random best""".split()
)
ABOUT = frozenset(
    """on about of covering cover covers covered discuss discussed discusses mention mentions mentioned talk re with
    using""".split()
)
HOSTING = frozenset("host hosts hosted hosting guest guests episode episodes sponsor sponsors".split())
"""Words that part of a show's name cannot stand for."""
SURNAMES = frozenset(
    "may long best day love price page short little well case march june august young good wise new hall".split()
)
"""Small words and words of questions that are surnames too, where they are written so."""
ARTICLES = frozenset(["a", "an", "the", "is", "was", "are"])
"""What never is the end of a name that is written in one with what stands before ("alex a" is not Alexa)."""
WITH_PERSON = frozenset("was is has did does with without by had were when and".split())
OF_PERSON = frozenset(
    ["", *"on been a as guest host hosted hosting appear appeared last first talk ever in miss join joined".split()]
)
"""What stands around somebody called by a first name that is an ordinary word too ("was mark on")."""
AFTER_NAME = frozenset(["been", "a", "on", "was", "in", "ever", ""])
"""What follows "may" where it is somebody's name ("has brian may been on")."""
KIND_PRICE = {"show": -1.5, "person": 0.1, "sponsor": 0.2, "episode": 0.3, "event": 0.35, "topic": 0.4}


def find_refs(names: Names, words: Sequence[Word], tokens: Sequence[Token], names_first: bool = False) -> list[Ref]:
    """The names in `words`, none overlapping, each with every thing it may mean, likeliest first.

    A slip that may be of an ordinary word as well as of a name is of the ordinary word, unless `names_first`.
    """
    matches = [*names.find(words, plain_words(), namesakes=False), *near_pairs(names, words, plain_words())]
    shows = {(m.start, m.end) for m in matches if m.thing.kind == "show" and m.how != How.INITIALS}
    allowed = [m for m in matches if _believable(m, tokens, names_first, shows)]
    spans: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in allowed:
        spans[match.start, match.end].append(match)
    chosen = _cover(len(words), {span: max(_worth(m, tokens) for m in found) for span, found in spans.items()})
    return [_ref(span, [m for one in spans[span] for m in names.namesakes(one)], tokens) for span in chosen]


def _ref(span: tuple[int, int], matches: list[Match], tokens: Sequence[Token]) -> Ref:
    best: dict[tuple[str, str], Match] = {}
    for match in matches:
        at = match.thing.id
        if at not in best or match.weight > best[at].weight:
            best[at] = match
    top = max(m.weight for m in best.values())
    kept = [m for m in best.values() if m.weight > top - 3.5]
    kept.sort(key=lambda m: (-round(m.weight - _price(m), 2), -m.thing.weight, m.thing.name))
    likeliest = kept[0]
    kept.sort(key=lambda m: not _person_first(m, likeliest))
    return Ref(span[0], span[1], " ".join(t.raw for t in tokens[span[0] : span[1]]), tuple(kept))


def _price(match: Match) -> float:
    """What a kind costs: a show is meant before a topic of the same name, but not by its initials."""
    return 0.5 if match.how == How.INITIALS else KIND_PRICE[match.thing.kind]


def _person_first(match: Match, best: Match) -> bool:
    """Whether a part of a name is somebody rather than the topic that is only called after them."""
    person = match.thing.kind == "person" and best.thing.kind == "topic" and match.how == How.PART
    return person and best.thing.weight <= 3 * max(1, match.thing.weight)


def _cover(size: int, worth: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The non-overlapping spans of the greatest total worth, in order."""
    best: list[tuple[float, tuple[tuple[int, int], ...]]] = [(0.0, ())] * (size + 1)
    ending: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span, value in worth.items():
        if value > 0:
            ending[span[1]].append(span)
    for end in range(1, size + 1):
        best[end] = best[end - 1]
        for span in ending[end]:
            total = best[span[0]][0] + worth[span]
            if total > best[end][0]:
                best[end] = (total, (*best[span[0]][1], span))
    return list(best[size][1])


def _worth(match: Match, tokens: Sequence[Token]) -> float:
    """Letters explained, more for several words read as one name, less where ordinary words are only just a name."""
    span = tokens[match.start : match.end]
    value = match.weight + 1.5 * (match.end - match.start - 1) - _price(match)
    if match.thing.kind == "episode" and match.end - match.start == 1:
        value -= 0.5
    ordinary = sum(len(t.folded) for t in span if t.plain)
    if ordinary == sum(len(t.folded) for t in span):
        value *= 0.6
    if match.edits:
        value -= sum(0.8 * len(t.folded) for t in span if t.plain)
    return value


def _believable(match: Match, tokens: Sequence[Token], names_first: bool, shows: set[tuple[int, int]]) -> bool:
    """Whether somebody may have meant the name: ordinary words alone need a sign that they did."""
    span = tokens[match.start : match.end]
    kind, how = match.thing.kind, match.how
    if match.edits and len(span) == 1 and span[0].edits:
        ordinary = span[0].word in cue_words() or span[0].word in GLUE
        if span[0].edits < match.edits or (ordinary and not names_first and span[0].edits == match.edits):
            return False
    if match.edits > 1 and kind == "topic" and match.text[:1] not in squash(match.thing.name)[:2] and len(match.text) < 10:
        return False
    if match.edits and kind != "episode" and not _edges_fit(match, span):
        return False
    if len(span) > 1 and span[-1].folded in ARTICLES and span[-1].folded not in split(match.thing.name):
        return False
    if how == How.INITIALS:
        return _initials(match, tokens)
    if all(t.folded.isdigit() for t in span) or (kind != "show" and _numbered_show(match, span, shows)):
        return False
    if not all(t.plain for t in span):
        return not (how == How.PART and kind == "sponsor" and match.edits)
    if len(span) > 1:
        told = len(span) > 3 and kind == "episode"
        asked = kind == "topic" and all(t.word in cue_words() for t in span)
        if asked and (not match.start or tokens[match.start - 1].word not in ABOUT):
            return False
        return match.edits == 0 and (told or not all(t.folded in GLUE for t in span))
    return _ordinary_word(match, tokens)


def _edges_fit(match: Match, span: Sequence[Token]) -> bool:
    """Whether a misspelt name neither begins nor ends with a small word that is not its own ("bitcion well" may)."""
    own = {word for name in (match.thing.name, *match.thing.aliases) for word in split(name)}
    return all(token.folded not in GLUE or token.folded in own for token in (span[0], span[-1]))


def _numbered_show(match: Match, span: Sequence[Token], shows: set[tuple[int, int]]) -> bool:
    """Whether the words are a show and a number ("office hours 20"), whatever else is called nearly so."""
    return len(span) > 1 and span[-1].folded.isdigit() and (match.start, match.end - 1) in shows


def _ordinary_word(match: Match, tokens: Sequence[Token]) -> bool:
    token = tokens[match.start]
    before = tokens[match.start - 1].word if match.start else ""
    after = tokens[match.end].word if match.end < len(tokens) else ""
    kind = match.thing.kind
    if kind == "show" and token.word in HOSTING:
        return False
    if kind == "show":
        numbered = (
            PLAIN.fullmatch(after)
            or GLUED.fullmatch(after)
            or (match.end < len(tokens) and tokens[match.end].raw.startswith("#"))
        )
        return bool(numbered) or ((token.word not in GLUE and (before in POINTING or after in MARKS)) or len(tokens) == 1)
    if kind == "person" and before in WITH_PERSON and after in OF_PERSON and token.word not in GLUE:
        return True
    if kind == "person":
        return token.raw[:1].isupper() and token.raw != token.raw.upper() and match.start > 0 and token.word not in GLUE
    if token.word in GLUE:
        return (
            before in ("on", "about")
            and match.end == len(tokens)
            and token.word not in ("it", "that", "this", "them", "there", "you")
        )
    if token.word in ("mic", "air") and before == "on":
        return False
    if token.word in cue_words():
        return before in ABOUT or len(tokens) == 1
    return True


def _initials(match: Match, tokens: Sequence[Token]) -> bool:
    token = tokens[match.start]
    if match.end - match.start != 1 or len(match.text) < 2 or token.plain:
        return False
    after = tokens[match.end].folded if match.end < len(tokens) else ""
    if match.thing.kind == "show":
        return token.raw.isupper() or bool(PLAIN.fullmatch(after)) or after in MARKS or GLUED.fullmatch(after) is not None
    return len(match.text) > 2


def settle_people(refs: list[Ref], tokens: Sequence[Token]) -> tuple[list[Ref], list[tuple[int, int, str]]]:
    """Refs with part-names checked against the words beside them; and the names that contradict everybody, with their spans.

    "Chris Christie" names neither Chris Fisher nor Tom Christie; "tim cannham" does name Tim Canham.
    """
    kept: list[Ref] = []
    strangers: list[tuple[int, int, str]] = []
    taken = {at for ref in refs for at in range(ref.start, ref.end)}
    skip: set[int] = set()
    for number, ref in enumerate(refs):
        if ref.start in skip:
            continue
        people = ref.of("person")
        if people is None or ref.best.thing.kind != "person" or any(_whole(m) for m in people.choices):
            kept.append(ref)
            continue
        beside = refs[number + 1] if number + 1 < len(refs) and refs[number + 1].start == ref.end else None
        next_to = _beside(ref, beside, tokens, taken)
        if next_to is None:
            kept.append(ref)
            continue
        start, end, word = next_to
        fitting = tuple(m for m in people.choices if any(_fits(word, part) for part in split(m.thing.name) if part != m.text))
        if fitting:
            kept.append(replace(people, start=min(start, ref.start), end=max(end, ref.end), choices=fitting))
        else:
            first, last = min(start, ref.start), max(end, ref.end)
            strangers.append((first, last, " ".join(t.raw for t in tokens[first:last])))
        if beside is not None and start == beside.start:
            skip.add(beside.start)
    return kept, strangers


def _beside(ref: Ref, beside: Ref | None, tokens: Sequence[Token], taken: set[int]) -> tuple[int, int, str] | None:
    """The neighbouring word that would be the rest of a name: after a first name, before a surname."""
    if beside is not None:
        other = beside.of("person")
        if (
            other is not None
            and beside.best.how == How.PART
            and other.best.thing.kind == "person"
            and not beside.of("topic", "show", "sponsor")
        ):
            return beside.start, beside.end, squash(beside.text)
        return None
    after = ref.end
    owns = tokens[ref.end - 1].raw.endswith("'s")
    if after < len(tokens) and after not in taken and _namelike(tokens[after], tokens) and not owns:
        return after, after + 1, tokens[after].folded
    before = ref.start - 1
    first_name = any(split(m.thing.name)[0] == m.text for m in ref.choices)
    if before >= 0 and before not in taken and not first_name and _namelike(tokens[before], tokens):
        return before, before + 1, tokens[before].folded
    return None


def _namelike(token: Token, tokens: Sequence[Token]) -> bool:
    if token.folded in SURNAMES and token.raw[:1].isupper():
        return any(t.raw.islower() for t in tokens)
    if token.folded == "may":
        return (tokens[token.at + 1].folded if token.at + 1 < len(tokens) else "") in AFTER_NAME
    if token.folded in plain_words():
        return token.raw[:1].isupper() and token.word not in GLUE and token.word not in cue_words()
    return (
        len(token.folded) > 1
        and token.folded[0].isalpha()
        and not (token.likely_slip and (token.word in cue_words() or token.word in GLUE))
    )


def _whole(match: Match) -> bool:
    """Whether somebody is named in full; somebody known by one name only may still be another by that first name."""
    return match.how < How.PART and len(split(match.thing.name)) > 1


def _fits(word: str, part: str) -> bool:
    """Whether a word may be a slip of part of a name: `cannham` of `canham`, not `pierce` of `wilson`."""
    near = bool(nearest_by_edits(word, [part], 2 if min(len(word), len(part)) > 5 else 1)) or sounds_like(word, part)
    return near or (len(word) > 3 and (part.startswith(word) or word.startswith(part)) and len(part) > 2)
