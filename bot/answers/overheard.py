"""Whether something overheard is surely a question for the bot (pure). What is not stays unanswered."""

from __future__ import annotations

from bot.answers.answer import Answer, Answered
from bot.match.things import How
from bot.question.reading import Reading, Ref, Want
from bot.text import squash

DOMAIN = frozenset(
    "episode episodes ep eps podcast podcasts guest guests sponsor sponsors sponsored show shows host hosts hosted".split()
)
SPOKEN_TO = frozenset("you your yours u ya my mine i im ive me we our us".split())
OPINION = frozenset(
    "think thought feel opinion opinions favorite favourite best worst better prefer recommend like love".split()
)
OF_TITLE = frozenset([Want.NUMBER, Want.GUESTS, Want.COGUESTS, Want.SPONSORS, Want.DATE, Want.HOSTS, Want.LENGTH])
"""What may be asked of a title alone, without a word that says it is an episode's."""
NEVER = frozenset(
    [Want.HELP, Want.NOTHING, Want.CREATOR, Want.SHOWS, Want.CONTACT, Want.CHAT, Want.FEED, Want.MUSIC, Want.SIBLING]
)


def doubt(reading: Reading, answer: Answer) -> str:
    """Why to stay silent; "" where the line is a question, about the shows, and surely answered."""
    if not isinstance(answer, Answered):
        return "not surely answerable"
    if answer.note in ("no chapter", "none") and not answer.rows:
        return "nothing to say"
    if not reading.question:
        return "not a question"
    if reading.want in NEVER and answer.faq is None:
        return "not about an episode"
    if reading.want is Want.SHOW and len(reading.words) < 4:
        return "a name alone"
    if OPINION & set(_outside_titles(reading)):
        return "an opinion is asked"
    if not _has_all(reading, answer):
        return "not all that is named is there"
    if reading.content or reading.strangers:
        return "words that nothing explains"
    if _spoken_to(reading):
        return "said to somebody"
    return "" if _about_the_shows(reading) else "not about the shows"


WHOEVER = frozenset("somebody someone anybody anyone please".split())


def _outside_titles(reading: Reading) -> list[str]:
    """The words but those of a title that is named whole."""
    titled = {at for ref in reading.whole_titles if ref.best.exact for at in range(ref.start, ref.end)}
    return [word for at, word in enumerate(reading.words) if at not in titled]


def _has_all(reading: Reading, answer: Answered) -> bool:
    """Whether the only episode found for somebody and several topics speaks of each of these."""
    if len(answer.full) != 1 or len(reading.topics) < 2 or not reading.people:
        return True
    episode = answer.full[0]
    said = squash(" ".join([episode.title, episode.summary, *episode.topics]))
    return all(any(key in said for key in ref.thing.keys) for ref in reading.topics)


def _spoken_to(reading: Reading) -> bool:
    words = _outside_titles(reading)
    if words[:2] in (["remind", "me"], ["tell", "me"], ["show", "me"]):
        words = words[2:]
    if words[:3] == ["where", "can", "i"] and len(words) > 3 and words[3] in ("find", "listen", "hear", "get", "watch"):
        words = words[4:]
    lead = words[:2] in (["do", "you"], ["did", "you"], ["can", "you"], ["have", "you"])
    if words[-1:] in (["anyone"], ["anybody"]):
        words = words[:-1]
    for start in range(len(words) - 2):
        if words[start] in WHOEVER and words[start + 1] in ("remind", "tell") and words[start + 2] in ("me", "us"):
            words = words[start + 3 :]
            break
    if words[:4] == ["do", "any", "of", "you"] or words[:4] == ["does", "any", "of", "you"]:
        words = ["does", "anyone", *words[4:]]
    knowing = "know" in words or "remember" in words or "recall" in words
    if "anyone" in words or "anybody" in words or "somebody" in words or "someone" in words:
        handing = reading.want in (Want.LINK, Want.OFFER) and bool({"have", "has", "got"} & set(words))
        return not (knowing or handing) or bool({"you", "your", "my"} & set(words))
    if lead and knowing:
        return False
    return bool(SPOKEN_TO & set(words)) and not {"tell", "show"} & set(words[:3])


def _in_full(ref: Ref) -> bool:
    """Whether somebody is named by first name and surname, spelt right."""
    return ref.end - ref.start > 1 and ref.best.exact and ref.best.how <= How.ALIAS and ref.thing.guest > 0


def _titled(ref: Ref) -> bool:
    """Whether a title is named whole; with a slip where it is long enough."""
    size = ref.end - ref.start
    return ref.best.thing.kind == "episode" and (size > 1 if ref.best.exact else size > 2 and ref.best.edits == 1)


def _about_the_shows(reading: Reading) -> bool:
    """A show named in full or with a number, or an episode, guest or sponsor word beside a name that is known."""
    words = set(reading.words)
    full_show = any((r.best.how <= How.SHORT and r.best.exact) or reading.numbers for r in reading.shows)
    named = bool(reading.people or reading.sponsors or reading.topics or reading.whole_titles or reading.numbers)
    clear = bool(words & DOMAIN)
    if full_show:
        asked = reading.want is not Want.EPISODES or reading.numbers or clear or reading.pick or reading.dates or reading.people
        return bool(asked or (reading.step and reading.whole_titles))
    exact_title = any(_titled(ref) for ref in reading.whole_titles)
    if exact_title and reading.want in OF_TITLE:
        return True
    if reading.want is Want.PERSON and any(_in_full(r) for r in reading.people):
        return True
    if reading.want is Want.OFFER and any(r.best.exact and r.best.how <= How.SHORT for r in reading.sponsors):
        return bool(words & {"code", "discount", "promo", "coupon", "offer", "deal"})
    certain = (
        any(n.sure for n in reading.numbers)
        or any(r.best.how <= How.SHORT for r in (*reading.people, *reading.sponsors, *reading.topics))
        or bool(reading.whole_titles)
    )
    return clear and named and certain
