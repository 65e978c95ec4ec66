"""Answers that somebody says are wrong, for those who look after them (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.store.records import Judged, Report
from bot.wording.cards import Part, Sheet
from bot.wording.cards.sheet import some
from bot.wording.marks import bold, escape, shorten
from bot.wording.words import plural

DEED = "reports"
REFUSED = "Only members with **Manage Server**, or with the moderator role set in `/settings`, can see what was reported here."
DIRECT = "Only the host, who runs this bot, can see what was reported in direct messages."
GONE = "That report has been dealt with meanwhile."
NONE = "Nobody has reported an answer. What somebody says is wrong (👎 under an answer) will stand here."

CHOOSE, DONE, IGNORE, LIST, JUMP = "Choose a report", "Mended", "Ignore", "Back to the list", "See the answer"
PAGE = 10
OVERHEARD = "a plain question, of which I keep no word"


def listing(reports: Sequence[Report], worst: Sequence[Judged]) -> Sheet:
    """The open reports, oldest first, and the answers with the most thumbs down."""
    disliked = [_judged(each) for each in worst if each.question]
    parts = (Part("Most disliked", some(disliked, 5)),) if disliked else ()
    if not reports:
        return Sheet(body=NONE, parts=parts)
    rest = len(reports) - PAGE
    return Sheet(
        title=plural(len(reports), "reported answer"),
        body="\n".join(_line(report) for report in reports[:PAGE]),
        parts=parts,
        foot=f"The oldest {PAGE}; {rest} more stand behind them." if rest > 0 else "",
        tone="asking",
    )


def _line(report: Report) -> str:
    return f"- {bold(asked(report, 80))}: {escape(shorten(report.reason, 80))} · <t:{int(report.at)}:R>"


def _judged(one: Judged) -> str:
    return f"- {escape(shorten(one.question, 90))} · 👎 {one.down}" + (f" · 👍 {one.up}" if one.up else "")


def asked(report: Report, most: int) -> str:
    """The question, as Markdown of about `most` letters."""
    return escape(shorten(report.question, most)) or OVERHEARD


def detail(report: Report, now: str) -> Sheet:
    """One report; `now` is what the question is answered with today, as Markdown, empty where that is not known."""
    parts = [Part("What is wrong", escape(shorten(report.reason, 900)))]
    if now:
        parts.append(Part("My answer today", now))
    parts.append(Part("Reported", f"<t:{int(report.at)}:f>"))
    title = escape(shorten(report.question, 200)) or "A plain question"
    return Sheet(title=title, parts=tuple(parts), tone="asking")


def closed(report: Report, mended: bool) -> str:
    """That a report is dealt with."""
    name = f"“{asked(report, 120)}”" if report.question else "The report"
    return f"{name} is marked as mended." if mended else f"{name} is left as it is."
