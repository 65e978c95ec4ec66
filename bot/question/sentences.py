"""Which sentence of a longer text is the question, and what the others lend it (pure).

People wrap a question in talk: "I was on a bike and heard this guy, Tom Christie. When was he on?" The question is read by
itself, so that bikes do not become topics; what it leaves out or points at is taken from the sentences beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.match.things import How
from bot.match.titles import TitleMatch
from bot.question.numbers import Number
from bot.question.reading import Reading, Ref, Want

BREAK = re.compile(r"(?<=[?!…])\s+|(?<=[.])\s+(?=\S)|\s*\n\s*|(?<=[^\s\d]):\s+|\s+[-–—]{1,2}\s+|;\s+")
NEGATED = re.compile(r"\(\s*(?:i )?(?:don'?t mean|do not mean|not)\b", re.IGNORECASE)
"""How what stands in parentheses says what is not meant."""
ABBREVIATED = re.compile(
    r"(?:\b(?:[a-z]|ep|eps|feat|ft|incl|no|nr|vs|mr|mrs|ms|dr|st|e\.g|i\.e|etc|approx)|\.\.)\.$", re.IGNORECASE
)
STARTS = frozenset(
    """who whos whod whom whose what whats which when whens where wheres how hows is was were are did does do has have had can
    could any anyone anybody does""".split()
)
EPISODES = re.compile(r"\b(?:episodes?|eps?|guests?|sponsors?)\b", re.IGNORECASE)
SHIFT = 1000
"""Added to positions in the other sentences, so that none is taken for a position in the question."""
WHO_WAS_IT = frozenset("who whos whod was is it that he she this again the guest guy person name names what whats".split())
PERSONAL = frozenset("he she him her his hers they them their".split())
WHICH_WAS_IT = frozenset("which what episode ep number one is was it that this again".split())
POINTING = frozenset("it that this there one thing its".split())
ONE_EPISODE = frozenset(
    {Want.GUESTS, Want.SPONSORS, Want.DATE, Want.LENGTH, Want.LINK, Want.NUMBER, Want.TITLE, Want.ABOUT, Want.OUTLINE}
    | {Want.CHAPTERS, Want.CHAPTER, Want.EVENTS, Want.PICKS, Want.TOPICS, Want.COGUESTS}
)


CHATTER = re.compile(
    r"(?:i|im|i'm|ive|i've|my|we|we're|just|got|sorry)\b[^,]{10,},\s+(?=(?:who|what|when|which|where|how)\w*\b)", re.I
)
"""Talk of oneself before a question: "I have ten minutes on the bus, what's the shortest one"."""
GUESSES = frozenset(tuple(said.split()) for said in ("is it", "was it", "is that", "was that", "or was", "or is", "would be"))
"""How somebody begins who guesses the answer to the question just put."""
MANNERS = re.compile(
    r"(?:sorry|out of curiosity|just curious|curious|(?:quick|random|dumb|silly|stupid|one) question|not sure if|apologies)"
    r"\b[^,:?]{0,60}[,:]\s+(?:but\s+)?",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r",\s+(?:(?:i(?! meant?\b| (?:want|need) to (?:jump|skip|hear|know|see|find)\b)|im|i'm|ive|i've"
    r"|got (?:a|an|my|some|to|about|only|like)|asking|looks|sounds|because|cause|cuz|since i|so i|for my|would be|it was|it is"
    r"|iirc|afaik|i think|if i|pretty sure|he'?s|she'?s|they'?re|it'?s|that'?s)\b[^?,]{3,}|the [^?,]{2,40} one\b[^?,]{0,8}"
    r"|not (?:the |any )?other \w+|not (?:the )?[^?,]{2,30} ones?|for the [a-z]{4,}[^?,a-z0-9]{0,4}"
    r"|(?:(?:does|do|did|has) )?any(?:one|body)\b[^?,]{0,40}\??|any (?:idea|clue)s?\??)$",
    re.IGNORECASE,
)
"""Talk after a question: "how long is it, got a 90 min drive", "episode 24, the giraffe one"."""
GUESSED = re.compile(r",\s+i (?:said|thought|think|guess|guessed|know|knew|forgot|remember)\b[^?]{3,}$", re.IGNORECASE)
"""What somebody says he knows already: "who hosts it, I said Chris but forgot the other"."""
CORRECTED = re.compile(
    r"[\s.,;-]*\b(?:no,? wait|wait,? no|no sorry|sorry|i mean|i meant)\b[\s.,;-]*(?:i mean\b|i meant\b)?\s*", re.IGNORECASE
)
"""How somebody takes back what he has just said."""
CLAUSE = re.compile(r"(.{8,}?),\s+(?=(?:who|what|when|which|where|how)\w*\b)", re.IGNORECASE)
"""What stands before a question in one sentence with it."""
OF_ALL = re.compile(
    r"\s+(?:in|from|of|on|across) (?:the|your|our|its|this) (?:whole |entire |back )?"
    r"(?:archives?|catalog(?:ue)?s?|network|library)\b"
    r"|\s+on (?:file|record)\b",
    re.IGNORECASE,
)
"""What only says that all there is may be meant: "in the archive", "on file"."""
OR_SO = re.compile(
    r"(?:,\s+the [^?,]{2,30})?\s+or (?:whatever|something|smth|sth)\b(?: (?:it|that|they|like|the)\b[^?,]{0,20})?",
    re.IGNORECASE,
)
"""How somebody trails off who is not sure of a word: "the trailer or whatever it was"."""
ASIDE = re.compile(r"\s*\([^()]{1,200}\)")


def without_asides(text: str) -> str:
    """A text without what stands in parentheses, and without talk of oneself at its end."""
    without = ASIDE.sub(" ", text).strip() if "(" in text else text
    return TRAILING.sub("", GUESSED.sub("", without))


def unpadded(text: str) -> str:
    """A text without words that add nothing: "in the archive", "or whatever it was"; all of it where little is left."""
    without = OF_ALL.sub("", OR_SO.sub("", text))
    return without if len(without.split()) > 1 else text


def after_chatter(text: str) -> str:
    """What follows an opening apology or talk of oneself; "" where there is none."""
    opening = MANNERS.match(text) or CHATTER.match(text)
    return text[opening.end() :] if opening else ""


def corrections(text: str) -> tuple[str, str]:
    """What was said first and what is meant in its place; two empty texts where nothing is taken back."""
    found = CORRECTED.search(text, 8)
    return (text[: found.start()], text[found.end() :]) if found and len(text) - found.end() > 3 else ("", "")


def corrected(said: Reading, meant: Reading) -> Reading:
    """The question first said, about what is meant instead."""
    if not meant.named:
        asks = meant.want in ONE_EPISODE or meant.pick
        return replace(said, want=meant.want, pick=meant.pick, content=(), content_at=()) if asks else said
    if not said.named or meant.want not in (Want.EPISODES, Want.SHOW, Want.NOTHING):
        return meant
    whom = {"people": meant.people or said.people, "sponsors": meant.sponsors or said.sponsors}
    episode = {
        "numbers": meant.numbers,
        "whole_titles": meant.whole_titles,
        "titles": meant.titles,
        "dates": meant.dates or said.dates,
    }
    kept = said.shows if not meant.shows else meant.shows
    return replace(said, shows=kept, topics=meant.topics or said.topics, **whom, **episode)  # type: ignore[arg-type]


def clauses(text: str) -> tuple[str, str]:
    """What stands before a comma and the question after it; two empty texts where no question follows a comma."""
    found = CLAUSE.match(text)
    return (found.group(1), text[found.end() :]) if found else ("", "")


def sentences(text: str) -> list[str]:
    """The sentences of a cleaned text; what a colon or a dash parts counts as two."""
    found: list[str] = []
    for part in BREAK.split(text):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        elif part.strip():
            found.append(part.strip())
    return found


def question_of(parts: list[str]) -> int | None:
    """The place of the last sentence that asks, else of the only one that speaks of episodes; None where none does."""
    found = None
    for at in range(len(parts) - 1, -1, -1):
        words = re.findall(r"[a-z']+", parts[at].casefold().replace("'", ""))
        if parts[at].endswith("?") or (words and words[0] in STARTS):
            found = at
            if tuple(words[:2]) not in GUESSES:
                return at
    if found is not None:
        return found
    telling = [at for at, part in enumerate(parts) if EPISODES.search(part) and len(part.split()) > 3]
    return telling[0] if len(telling) == 1 else None


def complete(question: Reading, beside: Reading) -> Reading | None:
    """The question with what it leaves out or points at taken from the sentences beside it; None where it says too little."""
    if _leaves_all(question) and (beside.topics or beside.people or beside.sponsors) and not beside.numbers:
        listed = replace(beside, want=Want.EPISODES, cues=beside.cues | question.cues, pick=question.pick, question=True)
        return replace(listed, content=(), content_at=())
    whole = beside.whole_titles or any(number.sure for number in beside.numbers)
    asks = {"where", "wheres", "when"} & set(question.words) and question.cues & {"chapter", "place", "date"}
    if (
        whole
        and asks
        and not beside.cues & {"event"}
        and (question.content or question.topics)
        and not question.cues & {"episode", "guest", "link"}
    ):
        question = replace(question, want=Want.CHAPTER)
    who = set(question.words) <= WHO_WAS_IT and ("who" in question.cues or {"name", "names"} & set(question.words))
    others = {"other", "else", "another", "somebody", "someone", "others"} & set(beside.words)
    if who and beside.people and (others or "co" in beside.cues):
        return replace(beside, want=Want.COGUESTS, cues=beside.cues | question.cues, question=True)
    if who and _named(beside) and not beside.people:
        return replace(beside, want=Want.GUESTS, cues=beside.cues | question.cues, question=True)
    if question.want in (Want.NOTHING, Want.HELP) or (question.want is Want.EPISODES and not _says_something(question)):
        return None
    if not _named(question) and not question.content and question.want in (Want.EPISODES, Want.DATE) and _named(beside):
        if beside.whole_titles and question.cues & {"chapter", "strongchapter"}:
            return None
        if question.back & {"these"}:
            return replace(beside, want=question.want, cues=beside.cues | question.cues, pick=question.pick, question=True)
    if question.cues & {"strongchapter"} and not (_named(question) or question.content) and _named(beside):
        return None
    said = set(question.words)
    if question.want is Want.EPISODES and not _named(question) and not question.content and said <= WHICH_WAS_IT:
        return replace(beside, want=Want.EPISODES, cues=beside.cues | question.cues, pick=question.pick, question=True)
    return replace(question, **_taken(question, beside, said))  # type: ignore[arg-type]


def _taken(question: Reading, beside: Reading, said: set[str]) -> dict[str, object]:
    """What a question takes over from the sentences beside it."""
    changes: dict[str, object] = {}
    if not _named(question) and said & PERSONAL:
        changes["strangers"] = beside.strangers
    if not (_named(question) or question.content) and question.want is Want.DATE and question.pick:
        changes |= {"people": _moved(beside.people), "sponsors": _moved(beside.sponsors), "topics": _moved(beside.topics)}
    if _lacks_episode(question, beside, bool(said & POINTING)):
        changes["numbers"] = tuple(Number(n.start + SHIFT, n.end + SHIFT, n.text, n.sure) for n in beside.numbers)
        changes["whole_titles"] = _moved(beside.whole_titles)
        own = question.titles if question.want is Want.CHAPTER else ()
        changes["titles"] = (*(_title(m) for m in beside.titles), *own)
        changes["dates"] = question.dates or beside.dates
        if not beside.numbers and not beside.whole_titles and not _named(question):
            changes["people"] = _moved(beside.people)
            changes["topics"] = question.topics or _moved(beside.topics)
    bare = beside.shows and not (_named(beside) or beside.content or beside.dates)
    if not question.shows and (bare or any(ref.best.exact and ref.best.how <= How.SHORT for ref in beside.shows)):
        changes["shows"] = _moved(beside.shows)
    return changes


def lend(question: Reading, beside: Reading) -> tuple[Ref, ...]:
    """The people, or else the sponsors, of the sentences beside a question that only says "he" or "they"."""
    if _named(question):
        return ()
    if question.cues & {"offer", "code", "money"} and question.want in (Want.OFFER, Want.NOTHING) and not beside.numbers:
        return _moved(beside.sponsors or beside.topics)
    if not set(question.words) & PERSONAL:
        return ()
    return _moved(beside.people or beside.sponsors)


def _leaves_all(question: Reading) -> bool:
    """Whether a question says no more than "what have you got?"."""
    got = {"got", "have", "any", "anything", "there", "episodes", "eps"} & set(question.words)
    bare = not (question.named or question.content or question.strangers or question.pick or question.step)
    return (
        bool(got) and bare and question.want in (Want.NOTHING, Want.EPISODES) and not question.cues & {"help", "chat", "music"}
    )


def _named(question: Reading) -> bool:
    q = question
    return bool(q.people or q.sponsors or q.topics or q.numbers or q.whole_titles or q.strangers)


def _says_something(question: Reading) -> bool:
    return bool(question.named or question.strangers or question.content or question.pick or question.step or question.back)


def _lacks_episode(question: Reading, beside: Reading, points: bool) -> bool:
    told = question.numbers or question.whole_titles or question.dates or question.pick
    titled = question.titles and question.titles[0].told > 9 and question.titles[0].covered > 0.5
    if question.want is Want.CHAPTER:
        told = tuple(n for n in question.numbers if n.sure) or question.whole_titles
    if told or (titled and not points and question.want is not Want.CHAPTER):
        return False
    alone = not (question.people or question.topics or question.sponsors or question.content)
    chaptered = question.want in (Want.CHAPTER, Want.LINK) and not question.people
    named = bool(beside.whole_titles) or any(number.sure for number in beside.numbers)
    if question.want is Want.HOSTS and named and alone:
        return True
    return points or bool(question.step) or (question.want in ONE_EPISODE and (alone or chaptered or named))


def _moved(refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    return tuple(replace(ref, start=ref.start + SHIFT, end=ref.end + SHIFT) for ref in refs)


def _title(match: TitleMatch) -> TitleMatch:
    return replace(match, at=tuple(at + SHIFT for at in match.at))


QUESTION_WORDS = frozenset(
    """who whos whom whose what whats which when whens where wheres why how hows is are was were did does do has have had
    can could any anyone anybody""".split()
)
LEADS = frozenset(
    """hey hi hello so ok okay and but um anyone anybody does do know please pls also btw quick question guys hmm oh wait now
    just curious wondering""".split()
)


def is_question(text: str, plain: Sequence[str]) -> bool:
    """Whether a text asks rather than tells; `plain` are its words."""
    if "?" in text:
        return True
    rest = list(plain)
    if rest[:1] and rest[0] in ("someone", "somebody", "anyone", "please") and rest[1:3] in (["tell", "me"], ["remind", "me"]):
        return True
    while rest and rest[0] in LEADS and len(rest) > 1:
        if rest[0] in QUESTION_WORDS:
            return True
        rest.pop(0)
    return bool(rest) and rest[0] in QUESTION_WORDS
