"""Rules for what is asked about episodes and people (pure)."""

from __future__ import annotations

from bot.question.reading import Want
from bot.question.wants.case import Case
from bot.question.wants.other_rules import lacks
from bot.question.wants.slots import ends


def chapter(c: Case) -> Want | None:
    r = c.reading
    told = bool(r.numbers or r.whole_titles or c.titled or "this" in r.back or (r.shows and (r.dates or r.pick)))
    beside = r.place in ("after", "before") and (r.content or r.topics)
    if (told and (r.moment >= 0 or r.place)) or beside:
        return Want.CHAPTER
    segment = c.has("segment") and c.word("where", "wheres", "when", "minute", "time", "timestamp")
    begins = _begins(c)
    if (
        not (c.has("chapter", "strongchapter") or segment or begins)
        or c.cues.longest("date") > 1
        or c.has("length")
        or c.word("webpage", "page", "website", "site", "url", "link")
        or (
            c.phrase("can i hear", "can i listen", "to listen", "where to hear", "could i hear", "do i listen")
            and not c.word("position", "minute", "timestamp", "point")
        )
    ):
        return None
    if r.topics and c.phrase("about it", "about that", "about this") and not (r.numbers or r.whole_titles or c.titled):
        return None
    pointed = r.numbers or r.whole_titles or c.titled or "this" in r.back or r.people
    asked = r.content or r.strangers or r.topics or r.people or r.sponsors or r.events or len(r.whole_titles) > 1
    strong = c.has("strongchapter", "segment") or begins
    if c.has("strongchapter") and (r.numbers or r.whole_titles) and c.word("where", "wheres", "timestamp", "timecode", "when"):
        return Want.CHAPTER
    return Want.CHAPTER if asked and (pointed if not strong else True) else None


def _begins(c: Case) -> bool:
    """Whether the beginning of something said is asked for: "when does the talk of zfs start", "the zfs bit is at"."""
    asked = c.word("when", "where", "wheres") and c.word("start", "starts", "begin", "begins") and c.word("does", "do", "is")
    told = c.reading.whole_titles or any(n.sure for n in c.reading.numbers)
    if told and c.word("when", "where") and c.word("start", "starts", "begin", "begins") and c.word("in") and c.reading.topics:
        return True
    talks = c.word("talk", "talks", "discuss", "mention", "cover", "speak") and c.word("does", "do", "did")
    if told and c.word("where", "wheres") and talks and (c.reading.content or c.reading.topics):
        return True
    if told and c.word("wheres") and c.word("in") and c.reading.content and not c.has("link", "guest", "event"):
        return True
    if (
        told
        and c.word("when", "where", "wheres")
        and c.phrase("come up", "comes up", "come back", "show up", "pop up", "get to")
    ):
        return True
    ends = c.has("segment") and c.reading.words[-1:] == ("at",)
    return (asked and not c.has("host", "sponsor", "episode") and not c.reading.people) or ends


def events(c: Case) -> Want | None:
    if c.reading.events and (c.has("event", "place", "date", "link") or c.one):
        return Want.EVENTS
    return Want.EVENTS if c.has("event") and (c.one or c.people or (c.described and c.has("partner", "place"))) else None


def coguests(c: Case) -> Want | None:
    elsewhere = c.phrase(
        "what else", "where else", *(f"other {noun}" for noun in ("episodes", "episode", "eps", "ones", "shows"))
    )
    if elsewhere and not c.has("who"):
        return None
    asked = c.has("who", "guest") or c.word("name", "else", "anyone", "anybody", "somebody", "someone")
    return Want.COGUESTS if c.has("co") and asked and (c.people or (c.reading.back and c.word("else", "other"))) else None


def hosts(c: Case) -> Want | None:
    if (
        c.has("who")
        and c.only_show
        and c.word("does", "do", "runs", "run", "makes", "presents", "fronts")
        and not c.has("guest")
    ):
        return Want.HOSTS
    if not c.host_asked or (c.has("co") and c.has("guest") and not c.word("hosted", "hosting")):
        return None
    if c.reading.people and not (c.has("who") and not c.reading.yesno):
        return None
    if c.has("date", "length", "count") and not c.has("who"):
        return None
    return Want.HOSTS


def _age(c: Case) -> bool:
    """Whether it is asked since when a show runs, or whether it still does."""
    words = set(c.reading.words)
    since = c.has("length") and "been" in words and words & {"running", "going", "around", "existed", "active", "air"}
    still = "still" in words and c.reading.yesno and words & {"running", "going", "around", "active", "alive", "on", "made"}
    r = c.reading
    named = r.people or r.topics or r.sponsors or r.numbers or r.dates or r.whole_titles or r.content
    shown = r.shows or c.phrase("the show", "this show", "the podcast", "this podcast")
    return bool(shown and (since or still or ends(r)) and not named)


def date(c: Case) -> Want | None:
    if _age(c):
        return Want.DATE
    if c.word("episode", "ep") and c.word("which", "what") and "when" in c.reading.words[1:] and not c.people:
        return None
    if c.reading.people and c.reading.words[0] in ("who", "whos") and not c.has("guest", "episode", "host"):
        return None
    if c.phrase("dropped by", "stopped by", "drops by") and not c.word("when", "date"):
        return None
    if not c.has("date") or (c.reading.dates and not c.word("when", "whens")):
        return None
    if c.has("length") and not c.word("when", "ago", "date"):
        return None
    lone = c.reading.topics and not (c.reading.people or c.reading.sponsors or c.one or c.titled)
    if lone and not c.word("when", "whens") and c.cues.longest("date") < 2:
        return None
    return Want.DATE if c.described or c.reading.shows or c.reading.back else None


def together(c: Case) -> bool:
    """Whether many episodes' lengths are asked for in all or on average, rather than how long one is."""
    r = c.reading
    there = c.phrase("are there", "is there", "were there")
    one = (
        r.numbers or r.step or r.pick in ("newest", "oldest") or r.whole_titles or c.titled or ("this" in r.back and not there)
    )
    if not r.measure or not c.has("length") or c.has("date") or one:
        return False
    limited = r.shows or r.topics or r.dates or c.has("episode") or c.word("everything", "all")
    return bool(limited) or r.measure == "average"


def length(c: Case) -> Want | None:
    r = c.reading
    if together(c):
        return Want.LENGTH
    return Want.LENGTH if c.has("length") and (c.described or r.back or r.shows) and not c.word("ago") else None


def guests(c: Case) -> Want | None:
    r = c.reading
    if lacks(c):
        return None
    everyone = c.phrase("names of", "name of everyone", "name everyone", "name everybody")
    if everyone and c.described and not c.has("sponsor", "host"):
        return Want.GUESTS
    if c.phrase("which guest", "what guest", "which guests", "what guests", "guest list", "list of guests") and not c.people:
        return Want.GUESTS
    asked_of = c.has("who") and c.has("episode") and r.words[:1] in (("who",), ("whos",)) and c.described
    if (
        asked_of
        and not c.people
        and not c.has("host", "sponsor")
        and not (c.word("which", "what") and c.word("episode", "episodes"))
    ):
        return Want.GUESTS
    if not c.has("guest") or (c.having_guest and not c.has("who") and not c.word("which guest", "name")):
        return None
    if c.word("he", "she", "they") and r.content and not (c.people or r.topics or r.numbers or r.whole_titles or c.titled):
        return None
    noun = c.word("guest", "guests", "interviewee", "interviewees", "panelist", "panelists", "expert")
    any_there = noun and c.phrase("there guests", "there a guest", "there any guests", "any guests", "there any guest")
    if any_there and r.yesno and not (c.people or r.topics or r.sponsors or r.content) and (c.one or not r.named):
        return Want.GUESTS
    asks = c.has("who") or (noun and not c.people and not r.yesno) or c.word("name", "whats")
    if not asks or (c.people and not c.has("who") and not c.word("name")):
        return None
    if r.strangers or (
        c.word("which", "what") and c.word("episodes", "episode", "eps", "ep") and not c.has("who") and not noun
    ):
        return None
    if c.people and c.has("person") and not c.one and not r.topics and not r.titles and not r.content and not c.word("on"):
        return None
    return Want.GUESTS


def number(c: Case) -> Want | None:
    return Want.NUMBER if c.has("number") and not c.reading.numbers and c.described and (c.cues.longest("number") > 1) else None


def title(c: Case) -> Want | None:
    pointed = c.reading.numbers or c.reading.back or c.reading.pick or c.reading.step
    return Want.TITLE if c.has("title") and pointed and not c.people and not c.has("guest") else None


def about(c: Case) -> Want | None:
    r = c.reading
    if c.has("outline") and c.described:
        return Want.OUTLINE
    if c.has("chapters") and c.one:
        return Want.CHAPTERS
    recommended = c.word("recommended", "recommend", "recommends") and not (r.numbers or r.whole_titles or c.titled)
    if c.has("pick") and c.described and not recommended and not (r.topics and not r.numbers):
        return Want.PICKS
    if c.has("topics") and r.back and not r.topics:
        return Want.ABOUT
    alone = not (r.named or r.content or r.step or r.pick) or (r.shows and c.only_show and not r.content)
    if c.has("about") and c.word("show", "podcast") and alone and not c.word("one", "episode", "ep", "they", "host", "hosts"):
        return Want.SHOW
    if not c.has("about") or (c.has("who") and not r.numbers):
        return None
    if c.only_show and c.word("about", "kind") and not c.word("one", "episode", "ep", "latest", "newest"):
        return Want.SHOW
    if (
        r.numbers
        or r.step
        or (r.pick and not r.topics)
        or ("this" in r.back and not r.topics and not r.content and not r.people)
    ):
        return Want.ABOUT
    if r.shows and not r.people and not r.topics and not r.content and not r.dates and not r.whole_titles and not c.titled:
        return Want.SHOW if c.has("kind") or c.word("about", "what", "whats", "tell") else None
    single = c.word("in", "one", "episode", "ep", "tell", "summary", "recap", "whats", "summarize", "is", "was") and not c.word(
        "episodes", "eps"
    )
    talked = c.word("they", "you") and not (r.whole_titles or c.word("in", "one", "episode", "ep"))
    open_ = c.phrase("there about", "there on")
    asks_any = c.word("anything", "something", "any", "got", "which", "stuff") or r.yesno or open_
    return (
        Want.ABOUT if single and not talked and not asks_any and (r.whole_titles or c.titled or r.people or r.topics) else None
    )


def episodes(c: Case) -> Want | None:
    r = c.reading
    asks = c.has("episode", "on", "guest", "about") or "they" in r.back or c.word("which", "ones", "anything", "something")
    bare = r.topics and not (r.people or r.sponsors or r.numbers or r.shows or r.whole_titles or r.strangers)
    if bare and r.content and not asks and not c.titled:
        return None
    if (r.back & {"this", "these", "they"}) and c.has("episode"):
        return Want.EPISODES
    if (
        r.people
        or r.without
        or r.length
        or lacks(c)
        or r.sponsors
        or r.topics
        or r.numbers
        or r.dates
        or r.whole_titles
        or r.pick
        or r.step
        or r.strangers
        or r.events
    ):
        return Want.EPISODES
    one_with = c.phrase(*(f"{one} {link}" for one in ("one", "ones") for link in ("with", "about", "on", "where")))
    if (c.has("episode", "on", "guest", "sponsor") or c.word("which", "ones", "anything") or one_with) and r.content:
        return Want.EPISODES
    if r.shows and not r.content:
        return Want.SHOW
    if c.has("about") and c.word("show", "podcast") and not r.content:
        return Want.SHOW
    if r.shows and (c.has("episode") or r.question):
        return Want.EPISODES
    short = r.content and len(r.words) < 4 and r.text.rstrip().endswith("?")
    return Want.EPISODES if c.titled or short else None
