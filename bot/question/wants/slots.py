"""Names put into their roles, and the small signs: yes or no, order, next and previous, pointing back (pure)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from bot.question.cues import Cues
from bot.question.reading import Reading, Ref, Want
from bot.question.wants.case import Case

YES_NO = frozenset("has have had did was were is are does do hav wasnt isnt".split())
NOUNS = {
    "guests": frozenset("guest guests interviewee interviewees visitors".split()),
    "hosts": frozenset("host hosts cohosts presenters".split()),
    "sponsors": frozenset("sponsor sponsors advertisers".split()),
    "topics": frozenset("topic topics subject subjects tag tags".split()),
    "shows": frozenset("show shows podcast podcasts series".split()),
    "episodes": frozenset("episode episodes ep eps times time appearances interviews".split()),
}


def slots(reading: Reading, refs: Sequence[Ref], cues: Cues) -> Reading:
    without: list[Ref] = []
    people: list[Ref] = []
    sponsors: list[Ref] = []
    topics: list[Ref] = []
    somebody = any(ref.best.thing.kind == "person" for ref in refs)
    for ref in refs:
        kind = _slot(ref, cues, somebody)
        if kind in ("person", "sponsor", "topic") and _left_out(reading, ref, kind):
            without.append(ref.of(kind) or ref)
            continue
        {"person": people, "sponsor": sponsors, "topic": topics}.get(kind, []).append(ref.of(kind) or ref)
    titles = tuple(
        t
        for t in reading.whole_titles
        if not any(s.start == t.start and s.end == t.end for s in (*sponsors, *people, *without))
    )
    kept = {"people": _few(people), "sponsors": _few(sponsors), "topics": _few(topics), "without": _few(without)}
    kept["elsewhere"] = tuple(ref for ref in reading.shows if _outside(reading, ref))
    kept["shows"] = tuple(ref for ref in reading.shows if ref not in kept["elsewhere"])
    return replace(reading, whole_titles=titles, **kept)  # type: ignore[arg-type]


MOST_NAMED = 6
"""People, sponsors or topics that are read in one question."""


def _few(refs: Sequence[Ref]) -> tuple[Ref, ...]:
    """The first few of `refs`, each thing once."""
    once: dict[tuple[str, str], Ref] = {}
    for ref in refs:
        once.setdefault(ref.thing.id, ref)
    return tuple(once.values())[:MOST_NAMED]


NOT_BEFORE = (("without",), ("excluding",), ("minus",), ("but", "not"), ("not", "with"), ("not", "about"), ("not", "by"))
NOT_AFTER = frozenset("miss missed misses absent skipped".split())
NOT_ON = frozenset("wasnt isnt not never didnt".split())


def _left_out(reading: Reading, ref: Ref, kind: str) -> bool:
    """Whether a name is said of what an episode must not have."""
    words = reading.words
    if ref.start > len(words) or any(words[max(0, ref.start - len(form)) : ref.start] == form for form in NOT_BEFORE):
        return ref.start <= len(words)
    after = words[ref.end : ref.end + 3]
    lists = reading.cues & {"episode"} and (reading.cues & {"list"} or "how" in words)
    absent = bool(set(after[:1]) & NOT_AFTER) or bool(lists and (set(after[:1]) | set(after[1:2])) & NOT_ON)
    return kind == "person" and (absent or words[max(0, ref.start - 1) : ref.start] == ("no",))


LINKING = frozenset("the any of from in on".split())
OUTSIDE = frozenset("except excluding minus besides outside without".split())


def _outside(reading: Reading, ref: Ref) -> bool:
    """Whether a show is named as one that is not meant: "except Coder Radio", "but not on Office Hours"."""
    at = ref.start - 1
    while reading.word(at) in LINKING:
        at -= 1
    if reading.word(at) == "not":
        apart = reading.word(at - 1) in ("but", "and") or ", not" in reading.text
        return apart or reading.word(at + 1) != "on"
    return reading.word(at) in OUTSIDE or (reading.word(at - 1), reading.word(at)) in (("other", "than"), ("apart", "from"))


def _slot(ref: Ref, cues: Cues, somebody: bool) -> str:
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
        topic, sponsor = ref.of("topic"), ref.of("sponsor")
        backed = sponsor is not None and topic is not None and sponsor.thing.weight >= 3 * topic.thing.weight
        talked = somebody or (cues.any("on", "about") and not (backed and cues.any("newest", "oldest")))
        return "topic" if topic and topic.thing.weight and not cues.any("link") and (talked or not backed) else "sponsor"
    if best in ("episode", "event") and "topic" in kinds:
        return "topic"
    return best


def having(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """Roles that an episode must have anybody in ("with a guest"), and those that must be empty ("without a sponsor")."""
    said = f" {' '.join(reading.words)} "
    has, lacks = set(), set()
    for role_, forms in (("guest", ("guest", "guests")), ("sponsor", ("sponsor", "sponsors"))):
        for form in forms:
            if any(
                f" {verb} {form} " in said
                for verb in ("with a", "with any", "had a", "have a", "has a", "having a", "had any", "with")
            ):
                has.add(role_)
            if any(
                f" {verb} {form} " in said
                for verb in ("without a", "without any", "without", "no", "had no", "with no", "have no")
            ):
                lacks.add(role_)
    return frozenset(has - lacks), frozenset(lacks)


def yesno(reading: Reading) -> bool:
    words = [w for w in reading.words if w not in ("hey", "hi", "so", "ok", "and", "but")]
    if not words:
        return False
    joined = " ".join(words[:6])
    return words[0] in YES_NO or "know if" in joined or "wonder if" in joined or "wondering if" in joined


def pick(reading: Reading, cues: Cues) -> str:
    if reading.pick and (reading.nth or not (reading.few and {"longest", "shortest"} & cues.names)):
        return reading.pick
    running = "still" in reading.words and yesno(reading) and (reading.shows or {"show", "podcast"} & set(reading.words))
    if ends(reading) or (running and not reading.people):
        return "newest"
    if "length" in cues and "been" in reading.words and reading.shows and not reading.people:
        return "oldest"
    for pick in ("longest", "shortest"):
        if pick in cues:
            return pick
    if _only_lately(cues, reading):
        return ""
    if "newest" in cues and not ("oldest" in cues and "first time" in reading.text.lower()):
        return "newest"
    if "oldest" in cues and (cues.longest("oldest") > 1 or not {"start", "started", "began"} >= _said(cues, "oldest", reading)):
        return "oldest"
    if "oldest" in cues and (reading.shows or reading.sponsors or reading.people) and "date" in cues and not reading.numbers:
        return "oldest"
    told = reading.topics or reading.people or reading.sponsors or reading.content
    return "random" if "randomly" in cues and (not told or {"random", "surprise"} & set(reading.words)) else ""


LATELY = frozenset("night evening morning weekend".split())


def _only_lately(cues: Cues, reading: Reading) -> bool:
    """Whether "last" only says when something happened to the asker ("my nas died last night")."""
    newest = cues.at("newest")
    return bool(newest) and all(reading.words[c.end - 1] == "last" and reading.word(c.end) in LATELY for c in newest)


def ranks_somebody(reading: Reading) -> str:
    """guest or sponsor where the first or last one is asked for, so that an episode without any is not meant; else ""."""
    said = f" {' '.join(reading.words)} "
    ranks = ("first", "last", "latest", "newest", "oldest", "recent", "earliest", "longest", "shortest")
    for role_ in ("guest", "sponsor"):
        if any(f" {rank} {between}{role_} " in said for rank in ranks for between in ("", "ever ", "episode ")):
            return role_
    return ""


def ends(reading: Reading) -> bool:
    """Whether it is asked when a show came to its end."""
    last = reading.words[-1:] in (("end",), ("ended",), ("stop",), ("finish",), ("finished",))
    return bool(last and reading.shows and {"when", "whens"} & set(reading.words[:3]))


def _said(cues: Cues, name: str, reading: Reading) -> set[str]:
    return {w for c in cues.at(name) for w in reading.words[c.start : c.end]}


def step(reading: Reading, cues: Cues) -> int:
    beside = " next to " in f" {' '.join(reading.words)} "
    if reading.few or any(
        f" {word} {who} " in f" {' '.join(reading.words)} " for word in ("before", "after") for who in ENDING
    ):
        return 0
    if "next" in cues and not beside and not _only(cues, "next", reading, "follow"):
        return 1
    return -1 if "previous" in cues and not _only(cues, "previous", reading, "earlier") else 0


ENDING = tuple(
    f"{who} {verb}" for who in ("it", "they", "the show") for verb in ("ended", "stopped", "finished", "closed", "left")
)


def _only(cues: Cues, name: str, reading: Reading, words: str) -> bool:
    return _said(cues, name, reading) <= set(words.split())


def points_back(name: str, reading: Reading, cues: Cues) -> bool:
    if name == "follow":
        said = tuple(itertools.dropwhile(lambda word: word in EXCLAIMED, reading.words))
        return said[:1] in (("and",), ("also",)) or said[:2] in (("what", "about"), ("how", "about"))
    return name in cues


EXCLAIMED = frozenset(
    "hm hmm ok okay oh nice cool thanks thank you great ah so yeah well alright right hey wait lol sorry".split()
)


def counted(case: Case, want: Want) -> str:
    if want not in (Want.COUNT, Want.MOST):
        return ""
    words = case.reading.words
    if want is Want.MOST and len(case.reading.shows) > 1 and case.word("both"):
        return "shared"
    if want is Want.MOST and case.phrase("which year", "what year"):
        return "years"
    if want is Want.MOST and case.phrase("which month", "what month"):
        return "months"
    if want is Want.MOST and case.phrase("which show", "which podcast", "what show", "what podcast"):
        return "shows"
    if want is Want.MOST and case.reading.times:
        return "sponsors" if case.has("sponsor") and not case.has("guest") else "guests"
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


def role(case: Case, want: Want) -> str:
    if not case.people:
        return ""
    if case.phrase("a guest", "as guest", "guest rather", "guest not", "guest instead") and not case.phrase("episode guest"):
        return "guest"
    if case.host_asked and want is not Want.HOSTS:
        return "" if case.word("guest", "guests") else "host"
    if want in (Want.GUESTS, Want.PERSON, Want.CREATOR):
        return ""
    return "guest" if case.has("guest", "co") and not case.has("host") else ""
