"""Rules for counts, sponsors, links, people and shows (pure)."""

from __future__ import annotations

import re

from bot.question.reading import Want
from bot.question.wants.case import Case
from bot.question.wants.slots import having


def asks_help(c: Case) -> Want | None:
    return (
        Want.HELP
        if c.has("help")
        and not c.reading.named
        and not c.reading.content
        and c.cues.longest("help") >= min(3, len(c.reading.words))
        else None
    )


DOMAIN = frozenset(
    """episode episodes ep eps podcast podcasts show shows guest guests host hosts sponsor sponsors listen listening interview
    interviews notes chapter""".split()
)
FAVOURS = tuple(
    f"{ask} {task}"
    for ask in ("can you", "could you", "would you")
    for task in "write make fix help code draft translate".split()
) + tuple(
    """write me|make me|help me|fix my|fix it|translate this|how do i|how can i|how to|should i|how would i|how should i
do i need|what would you|do you think|do you like|do you prefer|which is better|what is better|be honest|your take
    your opinion|your thoughts|your favorite|your favourite""".replace("\n", "|").split("|")
)
"""How people ask for something that is not about the shows."""


PRIVATE = (
    *("how old", "live in", "net worth", "phone number", "home address", "salary", "married", "girlfriend", "boyfriend"),
    *("by himself", "by herself", "by themselves", "hosted alone", "host alone", "hosts alone", "was alone", "hosted solo"),
)
"""What no notes say of people, and what ours cannot tell."""


def favour(c: Case) -> Want | None:
    """A task or an opinion that is asked of the bot, and nothing about the shows."""
    r = c.reading
    lives = c.word("live", "lives", "living") and "where" in r.words and r.people
    if r.people and (c.phrase(*PRIVATE) or lives):
        return Want.NOTHING
    about_us = r.people or r.numbers or r.whole_titles or r.shows or set(r.words) & DOMAIN or c.has("code", "offer")
    if c.phrase("write me", "can you write", "could you write", "would you write") and not (
        r.people or any(n.sure for n in r.numbers) or r.whole_titles
    ):
        return Want.NOTHING
    chosen = c.phrase(
        "ones should i", "episode should i", "episodes should i", "should i listen", "should i start", "should i queue"
    )
    return Want.NOTHING if c.phrase(*FAVOURS) and not (about_us or chosen) else None


def most(c: Case) -> Want | None:
    if c.reading.times and not c.people and c.has("who", "guest", "sponsor") and not c.one:
        return Want.MOST
    if c.phrase("which show", "which podcast", "what show", "what podcast") and c.has("most") and not c.people:
        return Want.MOST
    if c.phrase(*(f"{which} {span}" for which in ("which", "what") for span in ("year", "month"))) and busiest(c):
        return Want.MOST
    if c.phrase("topics do you", "topics does", "topics do they", "topics are covered", "topics are there") and not c.people:
        return Want.MOST
    if everywhere(c):
        return Want.MOST
    recent = any(c.reading.words[x.start : x.end] == ("most", "recent") for x in c.cues.at("newest")) or c.word("recently")
    if (
        recent
        or c.reading.pick in ("longest", "shortest")
        or not c.has("most")
        or (c.has("count") and not c.phrase("by number", "by count", "by amount"))
        or not (c.has("who", "guest", "sponsor", "topics") or c.host_asked)
    ):
        return None
    return Want.MOST if not c.people else None


def everywhere(c: Case) -> bool:
    """Whether the guests that several shows have in common are asked for."""
    return len(c.reading.shows) > 1 and c.word("both") and c.has("guest") and not c.people


def busiest(c: Case) -> bool:
    """Whether that time is asked for in which most came out ("which year had the most episodes")."""
    recent = any(c.reading.words[x.start : x.end] == ("most", "recent") for x in c.cues.at("newest"))
    return (c.has("most") or c.word("busiest")) and not recent and not c.one


def count(c: Case) -> Want | None:
    if not c.has("count") or c.reading.measure:
        return None
    if c.cues.longest("length") >= 3 and c.has("length"):
        return None
    if c.has("offer", "money") and not c.word("episodes", "eps", "episode", "times"):
        return None
    if c.reading.whole_titles and c.has("number") and not c.word("many", "often"):
        return None
    if c.phrase("ep number", "episode number", "what number", "which number") and not c.word("many", "often"):
        return None
    return Want.COUNT


def offer(c: Case) -> Want | None:
    if c.reading.money and c.sponsors and c.has("episode") and not c.one:
        return Want.OFFER
    if c.reading.money and (c.has("sponsor", "offer", "code", "who", "list") or c.sponsors) and not c.one:
        return Want.OFFER
    if _what_is_sponsor(c):
        return Want.OFFER
    if c.has("length") and not c.has("offer", "code"):
        return None
    if c.sponsors and c.one and c.word("give", "gave", "gives", "giving") and c.word("what", "whats"):
        return Want.OFFER
    if not c.has("offer", "code", "money") or c.has("event"):
        return None
    if c.word("advertise", "advertised", "advertises") and (c.has("date", "oldest", "newest", "count") or c.word("where")):
        return None
    if not c.sponsors and c.phrase("deal with"):
        return None
    named = c.sponsors or c.has("sponsor") or c.reading.content or c.reading.back or c.one or c.people
    telling = c.has("code", "money") or c.word(
        "offer",
        "offers",
        "discount",
        "coupon",
        "promo",
        "deal",
        "deals",
        "freebie",
        "credit",
        "perk",
        "voucher",
        "save",
        "bonus",
        "offered",
    )
    return Want.OFFER if named and (c.sponsors or telling) and not c.word("episodes", "eps") else None


def _what_is_sponsor(c: Case) -> bool:
    """Whether it is asked what a sponsor is or does: "what's grist", "what even is it", "what does linode do"."""
    r = c.reading
    asked = c.phrase("what is", "whats", "what even is", "what exactly is", "what are they", "what do they do") or (
        r.words[:2] == ("what", "does") and r.words[-1:] in (("do",), ("make",), ("sell",))
    )
    other = r.people or r.topics or r.numbers or r.whole_titles or r.pick or r.step or r.dates
    named = c.has("episode", "date", "count", "link", "number", "title", "offer", "code")
    return bool(r.sponsors and asked and not other) and not named


def link(c: Case) -> Want | None:
    r = c.reading
    if c.people and c.has("homepage") and not c.one:
        return Want.LINK
    if not c.has("link") or r.pick == "random":
        return None
    if c.has("guest", "episode") and c.word("which", "episodes", "eps") and not c.word("link", "url", "links"):
        return None
    if (
        c.word("listen", "hear", "watch", "find", "read")
        and not c.word("link", "url", "page", "website", "site", "links")
        and not c.one
    ):
        return None if c.people or c.reading.topics else Want.LINK
    return Want.LINK


def lacks(c: Case) -> bool:
    """Whether episodes are asked for that have no guest or no sponsor."""
    return bool(having(c.reading)[1]) and c.has("episode") and not c.one and not c.reading.yesno


def sponsors(c: Case) -> Want | None:
    if not c.has("sponsor") or c.sponsors or lacks(c):
        return None
    if c.reading.strangers or (c.reading.yesno and c.reading.content and not c.one) or buys(c):
        return None
    return Want.SPONSORS


def buys(c: Case) -> bool:
    """ "which episodes did squarespace sponsor": a sponsor is named, but nobody known."""
    asks_episodes = c.has("episode") and c.word("which", "what", "episodes", "eps") and not c.has("who") and not c.one
    return asks_episodes and bool(c.reading.content) and not c.reading.titles


def creator(c: Case) -> Want | None:
    made = c.has("creator") and (c.reading.topics or c.reading.content or c.reading.sponsors) and not c.people
    if not made or c.reading.numbers or (c.has("guest") and c.has("who")) or c.has("episode"):
        return None
    if (c.has("who") or c.phrase("the name", "his name", "her name", "their name")) and not c.has("sponsor", "host"):
        return Want.CREATOR
    return (
        Want.CREATOR
        if c.word("guy", "person", "woman", "man", "dev", "founder", "author", "creator", "ceo", "cto") and c.reading.yesno
        else None
    )


def person(c: Case) -> Want | None:
    r = c.reading
    if c.people and len(r.words) < 4 and re.search(r"=\s*(?:who\s*)?\?", r.text):
        return Want.PERSON
    if c.people and len(r.words) < 6 and (r.words[-1:] == ("who",) or r.words[-2:] in (("who", "is"), ("who", "that"))):
        return Want.PERSON
    doing = r.words[:1] in (("what",), ("whats",)) and r.words[-1:] in (("do",), ("doing",)) and c.people
    if doing or (c.people and r.words[:3] == ("who", "on", "earth")):
        return Want.PERSON
    if r.step:
        return None
    if not c.has("person") or (c.has("episode", "sponsor") and not c.word("who", "whos")):
        return None
    if c.people and not r.numbers and not r.dates and not (c.word("on") and c.word("was", "were")):
        return Want.PERSON
    lonely = not r.topics and not r.shows and not r.numbers and not r.sponsors
    return (
        Want.PERSON
        if lonely
        and (r.strangers or r.content)
        and r.words[:1] in (("who",), ("whos",))
        and c.has("person")
        and not c.has("guest", "host")
        and not c.titled
        else None
    )


LISTENERS = frozenset("listener listeners fan fans audience members".split())
"""Whom somebody looks for who asks where a show's community meets."""


def show_fact(c: Case) -> Want | None:
    r = c.reading
    if c.people and (not c.has("sibling") or c.has("guest")):
        return None
    if (c.has("music") and not r.topics and not c.titled) or (c.has("music") and c.has("licence", "artist")):
        return Want.MUSIC
    others = c.word("other", "another", "sister") and not c.has("guest") and not c.word("episode", "episodes")
    if c.has("sibling") and c.people and not r.topics and others:
        return Want.SIBLING
    if c.has("contact") and c.word("mail", "email") and r.shows and not (r.people or r.numbers or r.dates or c.titled):
        return Want.CONTACT
    if r.people or r.topics or r.sponsors or set(r.content) - LISTENERS:
        return None
    for cue, want in (
        ("shows", Want.SHOWS),
        ("contact", Want.CONTACT),
        ("chat", Want.CHAT),
        ("feed", Want.FEED),
        ("sibling", Want.SIBLING),
    ):
        if c.has(cue) and not r.numbers and not r.dates and not r.pick and not r.step:
            if cue == "shows" and (r.shows and not c.word("know", "have", "list")):
                continue
            return want
    return None
