"""The keys of every knowledge file: the one table that reading, checking and the editors' schemas come from."""

from __future__ import annotations

from functools import partial

from bot import model
from bot.model import DocumentKind
from bot.schema.forms import (
    Credits,
    Date,
    Duration,
    Field,
    FileForm,
    Flag,
    Handles,
    Line,
    ListOf,
    Number,
    Outline,
    Prose,
    Record,
    Url,
)

LINK = Record(
    model.Link,
    {
        "title": Field(Line(), "What the page is called.", required=True, slips=("name", "text", "label")),
        "url": Field(Url(), "The address of the page.", required=True, slips=("link", "href", "address")),
        "about": Field(Prose(), "A few words on what is there.", slips=("description", "summary")),
    },
    "a link",
    "{title: Show notes, url: https://example.com/notes}",
)
PERSON = Record(
    model.Appearance,
    {
        "name": Field(Line(), "The name, as listeners should read it.", required=True, slips=("title", "who")),
        "about": Field(Prose(), "What the person is known for.", slips=("bio", "description")),
        "links": Field(ListOf(LINK), "Pages of the person.", slips=("urls", "url")),
    },
    "a person",
    "Tom Christie",
    short="name",
)
SPONSOR = Record(
    model.Sponsorship,
    {
        "name": Field(Line("Linode"), "The sponsor's name.", required=True, slips=("title",)),
        "offer": Field(Prose(), "What listeners of this episode get.", slips=("deal", "discount")),
        "url": Field(Url(), "Where to go for the offer.", slips=("link",)),
        "code": Field(Line("PODCAST20"), "The code to give there.", slips=("coupon", "promo", "promo_code")),
        "about": Field(Prose(), "What the sponsor does.", slips=("description",)),
    },
    "a sponsor",
    "Linode",
    short="name",
)
EVENT = Record(
    model.Event,
    {
        "name": Field(Line("PyCon US"), "What the event is called.", required=True, slips=("title",)),
        "place": Field(Line("Pittsburgh"), "Where it is.", slips=("where", "location", "city")),
        "date": Field(Line("15 to 23 April 2020"), "When it is, in your own words.", slips=("when",)),
        "url": Field(Url(), "The event's page.", slips=("link",)),
        "by": Field(ListOf(Line("O'Reilly Media")), "Who organises it, or the partners.", slips=("organiser", "organizer")),
        "offer": Field(Prose(), "What listeners get, for example a discount.", slips=("discount",)),
        "about": Field(Prose(), "What it is about.", slips=("description",)),
    },
    "an event",
    "{name: PyCon US, place: Pittsburgh}",
)
CHAPTER = Record(
    model.Chapter,
    {
        "start": Field(
            Duration(fractions=True), "Where the chapter begins, for example 12:30.", required=True, slips=("time",)
        ),
        "title": Field(Line("Picks"), "What the chapter is called.", required=True, slips=("name",)),
        "url": Field(Url(), "A page that belongs to the chapter.", slips=("link",)),
    },
    "a chapter",
    "{start: 12:30, title: Picks}",
)
PICK = Record(
    model.Pick,
    {
        "by": Field(Line(), "Who picked it.", required=True, slips=("who", "name")),
        "title": Field(Line("Dune"), "What was picked.", required=True, slips=("pick",)),
        "url": Field(Url(), "Its page.", slips=("link",)),
    },
    "a pick",
    "{by: Tobias Macey, title: Dune}",
)
RELATED = Record(
    model.Related,
    {
        "name": Field(Line("Data Engineering Podcast"), "The name of the other show.", required=True, slips=("title",)),
        "url": Field(Url(), "Its site.", slips=("link",)),
        "about": Field(Prose(), "What it is about.", slips=("description",)),
    },
    "a show",
    "{name: Data Engineering Podcast, url: https://www.dataengineeringpodcast.com}",
)
COMMUNITY = Field(
    ListOf(LINK),
    "Where listeners meet: chat, mailing list, forum. In an episode: only where it differed then.",
    slips=("chat",),
)
CREDITS = Field(
    Credits(),
    "Who made the music, the artwork and so on: text, or for example `music: {title: ..., artist: ...}`.",
    slips=("music",),
)

SHOW = Record(
    model.Show,
    {
        "name": Field(Line("Podcast.__init__"), "The name of the show.", required=True, slips=("title",)),
        "aliases": Field(ListOf(Line("podcast init")), "Other names that people use for the show.", slips=("alias", "also")),
        "description": Field(Prose(), "What the show is about.", slips=("summary", "about", "subtitle")),
        "url": Field(Url(), "The site of the show.", slips=("site", "website", "homepage")),
        "feed": Field(Url(), "The address of the podcast feed (RSS or Atom).", slips=("rss", "atom")),
        "language": Field(Line("en"), "The language spoken, for example en."),
        "timezone": Field(Line("America/New_York"), 'Where days begin for "last week", for example America/New_York.'),
        "hosts": Field(ListOf(PERSON), "Who hosts it, for every episode that names no hosts itself.", slips=("host",)),
        "contact": Field(Line("hosts@example.com"), "How to reach the makers.", slips=("email", "mail")),
        "links": Field(ListOf(LINK), "Pages of the show.", slips=("link",)),
        "community": COMMUNITY,
        "related": Field(ListOf(RELATED), "Sibling shows.", slips=("siblings", "shows")),
        "credits": CREDITS,
        "complete": Field(
            Flag(),
            'Write `false` where these notes do not hold every episode: the bot then says "in our notes" where it counts.',
        ),
    },
    "a show",
    "name: Podcast.__init__",
)

EPISODE = Record(
    model.Episode,
    {
        "title": Field(Line("Building Starlette"), "The title of the episode.", required=True, slips=("name",)),
        "number": Field(
            Number(texts=True), "The number of the episode: 250, or text such as S02E03.", slips=("episode", "no", "nr")
        ),
        "season": Field(Number(), "The number of the season."),
        "date": Field(
            Date(),
            "When it came out: 2020-02-18, a full timestamp, or as much as is known (2020-02, 2020).",
            slips=("published", "pubdate", "released", "day"),
        ),
        "recorded": Field(Date(), "When it was recorded, written like `date`.", slips=("recorded_on",)),
        "url": Field(Url(), "The page of the episode.", slips=("link", "page", "website")),
        "audio": Field(Url(), "The audio file.", slips=("mp3", "enclosure", "media")),
        "image": Field(Url(), "The artwork.", slips=("artwork", "cover", "picture")),
        "transcript": Field(Url(paths=True), "The transcript: an address, or a path relative to this file."),
        "duration": Field(Duration(), "How long it is: 43:45, 1:02:03, 43m45s or whole seconds.", slips=("length", "runtime")),
        "summary": Field(Prose(), "What the episode is about.", slips=("description", "about", "abstract")),
        "hosts": Field(
            ListOf(PERSON), "Who hosted this one. Leave it out for the show's hosts; `hosts: []` means nobody.", slips=("host",)
        ),
        "guests": Field(ListOf(PERSON), "Who was on.", slips=("guest", "interviewee")),
        "topics": Field(
            ListOf(Line("Starlette")), "What it is about, in catchwords.", slips=("topic", "tags", "tag", "keywords")
        ),
        "sponsors": Field(ListOf(SPONSOR), "Who sponsored it, with the offer made in this episode.", slips=("sponsor", "ads")),
        "events": Field(ListOf(EVENT), "Conferences and the like that it speaks of.", slips=("event", "conferences")),
        "outline": Field(Outline(), "What the conversation goes through, point by point.", slips=("interview", "agenda")),
        "chapters": Field(ListOf(CHAPTER), "The parts of the audio.", slips=("chapter", "timestamps")),
        "links": Field(ListOf(LINK), "Pages it speaks of.", slips=("link", "shownotes", "show_notes")),
        "picks": Field(ListOf(PICK), "What hosts and guests recommend.", slips=("pick", "recommendations")),
        "credits": CREDITS,
        "aliases": Field(ListOf(Line("the Starlette one")), "Other titles that people use for it.", slips=("alias",)),
        "community": COMMUNITY,
        "source": Field(Prose(), "Where these facts come from. Listeners never see it.", slips=("sources",)),
        "notes": Field(
            Prose(), "Doubts and remarks for other moderators. Listeners never see them.", slips=("note", "comment")
        ),
    },
    "an episode",
    "title: Building Starlette",
)

_SHARED = {
    "name": Field(Line(), "The name, as listeners should read it.", required=True, slips=("title",)),
    "aliases": Field(ListOf(Line("tomchristie")), "Other spellings that mean the same.", slips=("alias", "also", "aka")),
    "about": Field(Prose(), "Who or what it is, in a sentence.", slips=("description", "bio", "summary")),
    "url": Field(Url(), "The most important page.", slips=("link", "site", "website", "homepage")),
    "links": Field(ListOf(LINK), "More pages.", slips=("urls",)),
    "notes": Field(Prose(), "Remarks for other moderators. Listeners never see them.", slips=("note", "comment")),
}
PEOPLE = Record(
    partial(model.Entry, "person"),
    {
        **_SHARED,
        "role": Field(Line("Engineer at Encode"), "What the person does, and where.", slips=("job", "company", "position")),
        "handles": Field(
            Handles(), "Names elsewhere, for example `github: tomchristie`.", slips=("handle", "accounts", "social")
        ),
    },
    "a person",
    "name: Tom Christie",
)
SPONSORS = Record(
    partial(model.Entry, "sponsor"),
    {
        **_SHARED,
        "offer": Field(Prose(), "What listeners get, where an episode does not say otherwise.", slips=("deal", "discount")),
        "code": Field(Line("PODCAST20"), "The code to give there.", slips=("coupon", "promo")),
    },
    "a sponsor",
    "name: Linode",
)
TOPICS = Record(
    partial(model.Entry, "topic"),
    {
        **_SHARED,
        "broader": Field(
            ListOf(Line("web frameworks")), "Names of wider topics that this is part of.", slips=("parents", "parent")
        ),
    },
    "a topic",
    "name: Django REST framework",
)
FAQ = Record(
    model.Faq,
    {
        "question": Field(Line("Is there a chat?"), "The question.", required=True, slips=("q", "ask", "title")),
        "also": Field(
            ListOf(Line("Where can I talk to other listeners?")), "Other ways to ask it.", slips=("aliases", "alias")
        ),
        "answer": Field(Prose(), "The answer, as listeners should read it.", required=True, slips=("a", "reply", "says")),
        "url": Field(Url(), "A page with more.", slips=("link",)),
    },
    "a question with its answer",
    "{question: Is there a chat?, answer: Yes. It is on Zulip.}",
)
QUESTIONS = Record(
    model.Check,
    {
        "ask": Field(
            Line("who was on episode 250"), "A question as a listener would type it.", required=True, slips=("question",)
        ),
        "says": Field(ListOf(Line()), "Texts that the answer must hold.", required=True, slips=("answer", "say")),
    },
    "a question with what the answer must say",
    "{ask: who was on episode 250, says: [Tom Christie]}",
)

FILES: dict[DocumentKind, FileForm] = {
    "show": FileForm("show", "A show: its name, hosts, pages and people.", SHOW),
    "episode": FileForm("episode", "One episode. Only the title is required.", EPISODE),
    "people": FileForm(
        "register-people", "People whom episodes name, with the spellings that mean the same person.", ListOf(PEOPLE)
    ),
    "sponsors": FileForm("register-sponsors", "Sponsors, with the spellings that mean the same one.", ListOf(SPONSORS)),
    "topics": FileForm("register-topics", "Topics, with the spellings that mean the same one.", ListOf(TOPICS)),
    "faq": FileForm("faq", "Questions that you answer yourself.", ListOf(FAQ)),
    "questions": FileForm(
        "questions", "Your own tests: questions, and texts that the bot's answers must hold.", ListOf(QUESTIONS)
    ),
}
"""Every kind of knowledge file."""
