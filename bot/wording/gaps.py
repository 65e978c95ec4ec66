"""What could not be answered, for those who can close the gap (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model import Show
from bot.store.records import Gap
from bot.wording.cards import Part, Sheet
from bot.wording.marks import bold, escape, shorten
from bot.wording.words import plural

DEED = "gaps"
REFUSED = "Only moderators of this server, or members to whose role the host granted a show, can see what I could not answer."
NOT_THIS = "That question was asked on another server, of a show that you do not speak for."
GONE = "That question has been settled meanwhile."
NONE = "There is no open question. What I cannot answer will stand here."

CHOOSE, ANSWER, OTHER, IGNORE, EXAMPLE, LIST, DONE = (
    "Choose one",
    "Answer",
    "It is another name",
    "Ignore",
    "Show an example",
    "Back to the list",
    "Mark as answered",
)
FORM = "An answer for the FAQ"
OTHER_FORM = "Another name for what is known"
ALIAS, ALIAS_HINT = "People say", "The name or spelling in the question that I do not know."
KNOWN, KNOWN_HINT = "and mean", "The person, topic, sponsor, show or episode, as I know it."
SAME_NAME = "Those two names are the same; nothing would change."
SHOW = "Show"
QUESTION, ANSWER_HINT, LINK, LINK_HINT = "Question", "As a listener should read it.", "Link", "Where it says more, if anywhere."
PAGE = 10


def listing(gaps: Sequence[Gap], page: int, shows: Mapping[str, Show]) -> Sheet:
    """One page of the open questions, the most asked first; times as Discord shows them to each in their own zone."""
    if not gaps:
        return Sheet(body=NONE)
    pages = -(-len(gaps) // PAGE)
    lines = [_line(gap, shows) for gap in gaps[page * PAGE : (page + 1) * PAGE]]
    foot = f"Page {page + 1} of {pages}. " if pages > 1 else ""
    return Sheet(
        title=f"{plural(len(gaps), 'question').capitalize()} without an answer",
        body="\n".join(lines),
        foot=foot + "Questions that mean the same are counted together.",
    )


def _line(gap: Gap, shows: Mapping[str, Show]) -> str:
    show = f" · {escape(shows[gap.show].name)}" if gap.show in shows and len(shows) > 1 else ""
    waiting = f" · {plural(gap.watchers, 'waits', 'wait')} for it" if gap.watchers else ""
    return f"- {bold(f'{gap.count:,}×')} {escape(shorten(gap.example, 90))}{show} · <t:{int(gap.last_at)}:R>{waiting}"


def detail(gap: Gap, shows: Mapping[str, Show]) -> Sheet:
    """One question, and how often it was asked."""
    show = shows.get(gap.show)
    parts = [
        Part("Asked", f"{plural(gap.count, 'time')}, first <t:{int(gap.first_at)}:D>, last <t:{int(gap.last_at)}:R>"),
        Part("Show", escape(show.name) if show else "not known", beside=True),
        Part("Want to be told", plural(gap.watchers, "person", "people") if gap.watchers else "nobody", beside=True),
    ]
    return Sheet(title=escape(shorten(gap.example, 200)), parts=tuple(parts), tone="asking")


def example(gap: Gap) -> str:
    """The question as somebody wrote it."""
    return f"Somebody asked:\n> {escape(gap.example)}"


def entry(text: str, show: str) -> str:
    """An entry of the FAQ to copy; `text` is YAML."""
    where = f"`knowledge/{escape(show)}/faq.yaml`" if show else "the `faq.yaml` of the show"
    return f"Paste this into {where}, then mark the question as answered:\n```yaml\n{fenced(text)}\n```"


def fenced(text: str) -> str:
    """Text that cannot end the block it stands in."""
    return text.rstrip().replace("```", "`\u200b``")


def ignored(gap: Gap) -> str:
    """That a question is no longer shown."""
    return f"“{escape(shorten(gap.example, 120))}” is not shown any more, however often it is asked."


def answered(gap: Gap, told: int) -> str:
    """That a question is settled, and who was told."""
    waited = f" {plural(told, 'person has', 'people have')} been told." if told else ""
    return f"“{escape(shorten(gap.example, 120))}” is marked as answered.{waited}"


def known_now(gap: Gap, answer: str = "") -> str:
    """To somebody who wanted to be told."""
    asked = f"You wanted to know: “{escape(shorten(gap.example, 300))}”"
    if answer:
        return f"{asked}\n{escape(shorten(answer, 1500))}"
    return f"{asked} Our notes have an answer now. Ask me again!"
