"""What is wanted, decided from hints and names (pure).

A hint whose part is filled by a name limits the search ("Linode" beside "sponsored"); one that nothing fills is what is asked
for ("who sponsored"). The rules stand in order, the more telling first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.question.cues import Cues
from bot.question.reading import Reading, Ref, Want
from bot.question.spell import Token

YES_NO = frozenset("has have had did was were is are does do hav wasnt isnt".split())
NOUNS = {
    "guests": frozenset("guest guests interviewee interviewees visitors people".split()),
    "hosts": frozenset("host hosts cohosts presenters".split()),
    "sponsors": frozenset("sponsor sponsors advertisers".split()),
    "topics": frozenset("topic topics subject subjects tag tags".split()),
    "shows": frozenset("show shows podcast podcasts series".split()),
    "episodes": frozenset("episode episodes ep eps times time appearances interviews".split()),
}


@dataclass(frozen=True)
class Case:
    """A reading with its hints, as the rules look at it."""

    reading: Reading
    cues: Cues
    tokens: Sequence[Token]

    def has(self, *names: str) -> bool:
        """Whether one of these hints is given."""
        return self.cues.any(*names)

    def word(self, *words: str) -> bool:
        """Whether one of these words was said."""
        return any(w in self.reading.words for w in words)

    @property
    def people(self) -> bool:
        return bool(self.reading.people)

    @property
    def sponsors(self) -> bool:
        return bool(self.reading.sponsors)

    @property
    def one(self) -> bool:
        """Whether a single episode is pointed at: by number, title, place in the order, or back."""
        r = self.reading
        return bool(r.numbers or r.whole_titles or r.step or r.pick in ("newest", "oldest") or "this" in r.back)

    @property
    def described(self) -> bool:
        """Whether something could tell which episode is meant."""
        r = self.reading
        return self.one or bool(r.people or r.topics or r.titles or r.content or r.sponsors or r.events)

    @property
    def host_asked(self) -> bool:
        """Whether hosts are named other than as those left out ("besides the hosts")."""
        barred = {at for c in self.cues.at("co") for at in range(c.start, c.end)}
        return any(not (set(range(c.start, c.end)) & barred) for c in self.cues.at("host"))


def decide(reading: Reading, refs: Sequence[Ref], cues: Cues, tokens: Sequence[Token]) -> Reading:
    """`reading` with its names put into their roles, and what is wanted."""
    reading = _slots(reading, refs, cues)
    reading = replace(
        reading,
        yesno=_yesno(reading),
        pick=_pick(reading, cues),
        step=_step(reading, cues),
        back=frozenset(name for name in ("this", "these", "they", "follow") if _points_back(name, reading, cues)),
        listing="list" in cues,
    )
    case = Case(reading, cues, tokens)
    for name, rule in RULES:
        want = rule(case)
        if want is not None:
            reading = replace(reading, want=want, of=_of(case, want), why=(f"rule: {name}",))
            break
    return replace(reading, role=_role(case, reading.want))


def _slots(reading: Reading, refs: Sequence[Ref], cues: Cues) -> Reading:
    people: list[Ref] = []
    sponsors: list[Ref] = []
    topics: list[Ref] = []
    for ref in refs:
        kind = _slot(ref, cues)
        {"person": people, "sponsor": sponsors, "topic": topics}.get(kind, []).append(ref.of(kind) or ref)
    titles = tuple(
        t for t in reading.whole_titles if not any(s.start == t.start and s.end == t.end for s in (*sponsors, *people))
    )
    return replace(reading, people=tuple(people), sponsors=tuple(sponsors), topics=tuple(topics), whole_titles=titles)


def _slot(ref: Ref, cues: Cues) -> str:
    """The role that a name plays, by what it can be and what is asked."""
    kinds = {m.thing.kind for m in ref.choices}
    best = ref.best.thing.kind
    if best == "show":
        return "show"
    if "sponsor" in kinds and cues.any("sponsor", "offer", "code", "money"):
        return "sponsor"
    if "person" in kinds and (best == "person" or cues.any("guest", "host", "co")):
        return "person"
    if kinds >= {"sponsor", "topic"}:
        topic = ref.of("topic")
        return "topic" if topic and topic.thing.weight and not cues.any("link") else "sponsor"
    if best in ("episode", "event") and "topic" in kinds:
        return "topic"
    return best


def _yesno(reading: Reading) -> bool:
    words = [w for w in reading.words if w not in ("hey", "hi", "so", "ok", "and", "but")]
    if not words:
        return False
    joined = " ".join(words[:6])
    return words[0] in YES_NO or "know if" in joined or "wonder if" in joined or "wondering if" in joined


def _pick(reading: Reading, cues: Cues) -> str:
    for pick in ("longest", "shortest"):
        if pick in cues:
            return pick
    if "newest" in cues and not ("oldest" in cues and "first time" in reading.text.lower()):
        return "newest"
    if "oldest" in cues and (cues.longest("oldest") > 1 or not {"start", "started", "began"} >= _said(cues, "oldest", reading)):
        return "oldest"
    if "oldest" in cues and reading.shows and "date" in cues and not reading.numbers:
        return "oldest"
    return "random" if "randomly" in cues else ""


def _said(cues: Cues, name: str, reading: Reading) -> set[str]:
    return {w for c in cues.at(name) for w in reading.words[c.start : c.end]}


def _step(reading: Reading, cues: Cues) -> int:
    if "next" in cues and not _only(cues, "next", reading, "follow follows following"):
        return 1
    return -1 if "previous" in cues and not _only(cues, "previous", reading, "earlier") else 0


def _only(cues: Cues, name: str, reading: Reading, words: str) -> bool:
    return _said(cues, name, reading) <= set(words.split())


def _points_back(name: str, reading: Reading, cues: Cues) -> bool:
    if name == "follow":
        return bool(reading.words) and (
            reading.words[0] in ("and", "also") or reading.words[:2] in (("what", "about"), ("how", "about"))
        )
    return name in cues


def _of(case: Case, want: Want) -> str:
    if want not in (Want.COUNT, Want.MOST):
        return ""
    words = case.reading.words
    starts = [c.end for c in case.cues.at("count" if want is Want.COUNT else "most")]
    spans = [words[at:] for at in starts] if want is Want.COUNT else [words]
    for span in sorted(spans, key=len):
        for word in span:
            for noun, forms in NOUNS.items():
                if word in forms:
                    return _noun(noun, case, want)
    if want is Want.MOST:
        return (
            "sponsors"
            if case.has("sponsor")
            else "hosts"
            if case.host_asked
            else "guests"
            if case.has("who", "guest")
            else "topics"
        )
    return "episodes"


def _noun(noun: str, case: Case, want: Want) -> str:
    if noun == "shows" and (case.reading.shows or want is Want.MOST):
        return "episodes" if want is Want.COUNT else "guests" if case.has("who") else "topics"
    if noun == "episodes" and want is Want.MOST:
        return "sponsors" if case.has("sponsor") else "hosts" if case.host_asked else "guests"
    return noun


def _role(case: Case, want: Want) -> str:
    if not case.people:
        return ""
    if case.host_asked and want is not Want.HOSTS:
        return "" if case.word("guest", "guests") else "host"
    if want in (Want.GUESTS, Want.PERSON, Want.CREATOR):
        return ""
    return "guest" if case.has("guest", "co") and not case.has("host") else ""


Rule = Callable[[Case], Want | None]


def _help(c: Case) -> Want | None:
    return (
        Want.HELP
        if c.has("help")
        and not c.reading.named
        and not c.reading.content
        and c.cues.longest("help") >= min(3, len(c.reading.words))
        else None
    )


def _most(c: Case) -> Want | None:
    recent = any(c.reading.words[x.start : x.end] == ("most", "recent") for x in c.cues.at("newest")) or c.word("recently")
    if recent or not c.has("most") or c.has("count") or not (c.has("who", "guest", "sponsor", "topics") or c.host_asked):
        return None
    return Want.MOST if not c.people else None


def _count(c: Case) -> Want | None:
    if not c.has("count"):
        return None
    if c.cues.longest("length") >= 3 and c.has("length"):
        return None
    if c.has("offer", "money") and not c.word("episodes", "eps", "episode", "times"):
        return None
    return None if c.cues.longest("number") >= 2 and not c.word("many", "of") else Want.COUNT


def _chapter(c: Case) -> Want | None:
    r = c.reading
    segment = c.has("segment") and c.word("where", "wheres", "when", "minute")
    if (
        not (c.has("chapter", "strongchapter") or segment)
        or c.cues.longest("date") > 1
        or c.has("length")
        or c.word("listen", "hear")
    ):
        return None
    pointed = r.numbers or r.whole_titles or _titled(r) or "this" in r.back or r.people
    asked = r.content or r.topics or r.people or r.events or len(r.whole_titles) > 1
    strong = c.has("strongchapter") or c.has("segment")
    return Want.CHAPTER if asked and (pointed if not strong else True) else None


def _offer(c: Case) -> Want | None:
    if not c.has("offer", "code", "money") or c.has("event"):
        return None
    if c.reading.shows and not c.sponsors and "deal with" in c.reading.text.lower():
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


def _events(c: Case) -> Want | None:
    if c.reading.events and (c.has("event", "place", "date", "link") or c.one):
        return Want.EVENTS
    return Want.EVENTS if c.has("event") and (c.one or c.people or (c.described and c.has("partner", "place"))) else None


def _link(c: Case) -> Want | None:
    if not c.has("link"):
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


def _sponsors(c: Case) -> Want | None:
    if not c.has("sponsor") or c.sponsors:
        return None
    if c.reading.strangers or (c.reading.yesno and c.reading.content and not c.one) or _buys(c):
        return None
    return Want.SPONSORS


def _buys(c: Case) -> bool:
    """ "which episodes did squarespace sponsor": a sponsor is named, but nobody known."""
    asks_episodes = c.has("episode") and c.word("which", "what", "episodes", "eps") and not c.has("who") and not c.one
    return asks_episodes and bool(c.reading.content) and not c.reading.titles


def _hosts(c: Case) -> Want | None:
    if not c.host_asked or (c.has("co") and c.has("guest") and not c.word("hosted", "hosting")):
        return None
    if c.reading.people and not (c.has("who") and not c.reading.yesno):
        return None
    if c.has("date", "length", "count") and not c.has("who"):
        return None
    return Want.HOSTS


def _coguests(c: Case) -> Want | None:
    asked = c.has("who", "guest") or c.word("name", "else")
    return Want.COGUESTS if c.has("co") and asked and (c.people or (c.reading.back and c.word("else", "other"))) else None


def _date(c: Case) -> Want | None:
    if c.word("episode", "ep") and c.word("which", "what") and "when" in c.reading.words[1:] and not c.people:
        return None
    if not c.has("date") or (c.reading.dates and not c.word("when", "whens")):
        return None
    if c.has("length") and not c.word("when", "ago", "date"):
        return None
    return Want.DATE if c.described or c.reading.shows or c.reading.back else None


def _length(c: Case) -> Want | None:
    return Want.LENGTH if c.has("length") and (c.described or c.reading.back or c.reading.shows) and not c.word("ago") else None


def _guests(c: Case) -> Want | None:
    r = c.reading
    asked_of = c.has("who") and c.has("episode") and r.words[:1] in (("who",), ("whos",)) and c.described
    if (
        asked_of
        and not c.people
        and not c.has("host", "sponsor")
        and not (c.word("which", "what") and c.word("episode", "episodes"))
    ):
        return Want.GUESTS
    if not c.has("guest"):
        return None
    noun = c.word("guest", "guests", "interviewee", "interviewees", "panelist", "panelists", "expert")
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


def _creator(c: Case) -> Want | None:
    made = c.has("creator") and (c.reading.topics or c.reading.content or c.reading.sponsors) and not c.people
    if not made or c.reading.numbers or (c.has("guest") and c.has("who")):
        return None
    if c.has("who") and not c.has("sponsor", "host"):
        return Want.CREATOR
    return (
        Want.CREATOR
        if c.word("guy", "person", "woman", "man", "dev", "founder", "author", "creator", "ceo", "cto") and c.reading.yesno
        else None
    )


def _person(c: Case) -> Want | None:
    r = c.reading
    doing = r.words[:1] in (("what",), ("whats",)) and r.words[-1:] in (("do",), ("doing",)) and c.people
    if doing or (c.people and r.words[:3] == ("who", "on", "earth")):
        return Want.PERSON
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
        else None
    )


def _number(c: Case) -> Want | None:
    return Want.NUMBER if c.has("number") and not c.reading.numbers and c.described and (c.cues.longest("number") > 1) else None


def _title(c: Case) -> Want | None:
    pointed = c.reading.numbers or c.reading.back or c.reading.pick or c.reading.step
    return Want.TITLE if c.has("title") and pointed and not c.people and not c.has("guest") else None


def _show_fact(c: Case) -> Want | None:
    r = c.reading
    if c.people and not c.has("sibling"):
        return None
    if (c.has("music") and not r.topics and not r.titles[:1]) or (c.has("music") and c.has("licence", "artist")):
        return Want.MUSIC
    if c.has("sibling") and c.people and not r.topics and c.word("other", "another", "sister"):
        return Want.SIBLING
    if r.people or r.topics or r.sponsors or r.content:
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


def _about(c: Case) -> Want | None:
    r = c.reading
    if c.has("outline") and c.described:
        return Want.OUTLINE
    if c.has("chapters") and c.one:
        return Want.CHAPTERS
    if c.has("pick") and c.described and not c.word("recommended", "recommend") | bool(r.topics):
        return Want.PICKS
    if c.has("topics") and r.back and not r.topics:
        return Want.ABOUT
    if not c.has("about") or (c.has("who") and not r.numbers):
        return None
    if (
        r.numbers
        or r.step
        or (r.pick and not r.topics)
        or ("this" in r.back and not r.topics and not r.content and not r.people)
    ):
        return Want.ABOUT
    if r.shows and not r.people and not r.topics and not r.content and not r.dates and not r.whole_titles and not _titled(r):
        return Want.SHOW if c.has("kind") or c.word("about", "what", "whats", "tell") else None
    single = c.word("in", "one", "episode", "ep", "tell", "summary", "recap", "whats", "summarize", "is", "was") and not c.word(
        "episodes", "eps"
    )
    talked = c.word("they", "you") and not (r.whole_titles or c.word("in", "one", "episode", "ep"))
    asks_any = c.word("anything", "something", "any", "got", "which", "stuff") or r.yesno
    return (
        Want.ABOUT
        if single and not talked and not asks_any and (r.whole_titles or _titled(r) or r.people or r.topics)
        else None
    )


def _titled(reading: Reading) -> bool:
    return bool(reading.titles) and reading.titles[0].told > 9 and reading.titles[0].covered > 0.5


def _episodes(c: Case) -> Want | None:
    r = c.reading
    bare = r.topics and not (r.people or r.sponsors or r.numbers or r.shows or r.whole_titles or r.strangers)
    if bare and r.content and not c.has("episode", "on", "guest", "about") and not _titled(r):
        return None
    if (r.back & {"this", "these", "they"}) and c.has("episode"):
        return Want.EPISODES
    if (
        r.people
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
    if c.has("episode", "on", "guest", "sponsor") and r.content:
        return Want.EPISODES
    if r.shows and not r.content:
        return Want.SHOW
    if r.shows and (c.has("episode") or r.question):
        return Want.EPISODES
    return Want.EPISODES if _titled(r) else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("help", _help),
    ("most often", _most),
    ("how many", _count),
    ("place in an episode", _chapter),
    ("events", _events),
    ("offer", _offer),
    ("facts of the show", _show_fact),
    ("link", _link),
    ("other guests", _coguests),
    ("sponsors", _sponsors),
    ("hosts", _hosts),
    ("when", _date),
    ("how long", _length),
    ("number", _number),
    ("who is it", _person),
    ("guests", _guests),
    ("who made it", _creator),
    ("title", _title),
    ("about", _about),
    ("episodes", _episodes),
)
