"""What `/knowledge` says: proposals, conflicts, the history, and problems in the files (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.edits import Conflict, Headline
from bot.model import Problem
from bot.moderating import Drafted, Effects
from bot.wording.bringing import brought
from bot.wording.cards import Part, Sheet
from bot.wording.marks import escape, shorten

SHOWN = 6
"""Problems, answers and the like that a message lists; how many more there are is said."""
DEED = "/knowledge"
REFUSED = (
    "Only those to whom the host granted the show may change or see its files. "
    "The host (who runs this bot) grants a show to a role of a server."
)
NOT_YOURS = "That proposal is somebody else's; make one of your own with `/knowledge`."
EXPIRED = "I no longer have that proposal. Please start again; nothing was changed."
FORM_GONE = "I no longer know what that form was for. Please start again; nothing was changed."
CANCELLED = "Cancelled. Nothing was changed."
NO_HISTORY = "Nothing has been changed yet."
IN_ORDER = "All files are in order, and all of your own questions are answered as they should be."
WHICH_SHOW = "Please say which show you mean, with the option `show`."
CONFIRM, CANCEL, REDO, UNDO = "Confirm", "Cancel", "Redo on the new text", "Undo"
FIELD = "Edit a field"
LINES, NAMES = "One a line. ", "One name a line. "
OFFERS = "What they offer goes with /knowledge edit, sponsor."
NOWHERE = "/dev/null"
TOO_LONG = "That is too long for a form. Download the file, change it there, and upload it again."
NO_YAML = "Please upload YAML files, with names that end in .yaml or .yml."
TOO_LARGE = "is too large: 250 KB are the most for a file uploaded here."
TOO_MUCH = "All files together are too large for Discord; download them one at a time, with the option `file`."


def proposed(drafted: Drafted, still: str = "") -> Sheet:
    """A proposal, above its diff; `still` is the open question that led to it where it would stay unanswered."""
    proposal = drafted.proposal
    parts = list(brought(drafted.report)) if drafted.report else []
    if proposal.problems:
        parts.append(Part("Problems", listed(proposal.problems)))
    if proposal.clean:
        parts += _effects(drafted.effects)
        parts += _closing(len(drafted.pending.gaps), still)
    if proposal.mended:
        parts.append(Part("Mends", listed(proposal.mended)))
    if proposal.standing:
        parts.append(
            Part("Wrong anyway", f"{_count(len(proposal.standing), 'problem')} in other files; see `/knowledge check`.")
        )
    foot = "Nothing is changed until you press Confirm." if proposal.clean else "This cannot be confirmed as it is."
    tone = "asking" if proposal.clean else "unknown"
    return Sheet(f"Proposal: {shorten(drafted.pending.why, 120)}", parts=tuple(parts), foot=foot, tone=tone)  # type: ignore[arg-type]


def _effects(effects: Effects) -> list[Part]:
    parts = []
    if effects.broken:
        parts.append(Part("Breaks your own tests", listed(effects.broken)))
    if effects.mended:
        parts.append(Part("Your own tests that pass again", str(len(effects.mended))))
    if effects.differing:
        lines = [
            f"**{escape(shorten(each.question, 90))}**\n{_cut(each.before)} → {_cut(each.after)}" for each in effects.differing
        ]
        parts.append(Part("What askers will notice", _some(lines)))
    elif effects.asked:
        parts.append(
            Part("What askers will notice", f"{_count(effects.asked, 'recent question')} tried: every answer stays the same.")
        )
    return parts


def _closing(count: int, still: str) -> list[Part]:
    parts = []
    if count:
        whose = "who waits for it is told" if count == 1 else "who waits for them is told"
        parts.append(Part("Closes", f"{_count(count, 'open question')}; {whose}."))
    if still:
        parts.append(Part("Still open", f"“{escape(shorten(still, 120))}” would not be answered by this."))
    return parts


def conflicting(conflicts: Sequence[Conflict]) -> Sheet:
    """That somebody was quicker."""
    names = ", ".join(f"`{each.path}`" for each in conflicts)
    body = (
        f"Somebody changed {names} while you were editing, so nothing of yours was written. "
        "Attached are the file as it stands now and as you would have written it; below is the way from theirs to yours. "
        f"**{REDO}** makes your change on the new text and shows it to you first."
    )
    return Sheet("Somebody was quicker", body=body, tone="unknown")


def readable(diff: str) -> str:
    """A diff for people: of each file its name and whether it is new, instead of the lines that programs go by."""
    lines: list[str] = []
    every = diff.splitlines()
    at = 0
    while at < len(every):
        line, at = every[at], at + 1
        if line.startswith("--- ") and at < len(every) and every[at].startswith("+++ "):
            lines.append(_of_file(line[4:], every[at][4:]))
            at += 1
        elif line.startswith("@@"):
            lines += ["…"] if lines and not lines[-1].startswith("# ") else []
        elif not line.startswith(("+# yaml-language-server", " # yaml-language-server", "\\ No newline")):
            lines.append(line)
    return "\n".join(lines)


def _of_file(old: str, new: str) -> str:
    if old == NOWHERE:
        return f"# {new[2:]} (new)"
    return f"# {old[2:]} (removed)" if new == NOWHERE else f"# {new[2:]}"


def done(headline: Headline, closed: int = 0, told: int = 0) -> str:
    """That a change was made, how many open questions it closed, and how many people wanted to know."""
    names = ", ".join(f"`{path}`" for path in headline.paths[:SHOWN])
    also = f"\n{_count(closed, 'open question')} closed." if closed else ""
    also += f" {told:,} {'person was' if told == 1 else 'people were'} told." if closed and told else ""
    return f"Done: {escape(shorten(headline.why, 200))}{also}\n-# {names}"


def history(headlines: Sequence[Headline]) -> str:
    """The newest changes, newest first."""
    lines = []
    for each in headlines:
        where = ", ".join(each.paths[:2]) + (f" and {len(each.paths) - 2} more" if len(each.paths) > 2 else "")
        by = escape(each.author.name)
        lines.append(f"`{each.id[:16]}` <t:{int(each.at)}:f> {by}: {escape(shorten(each.why, 90))}\n-# {escape(where)}")
    return "\n".join(lines) or NO_HISTORY


def listed(problems: Iterable[Problem], most: int = SHOWN) -> str:
    """Problems, each with its place."""
    return _some([f"`{each.place}` {escape(shorten(each.message, 220))}" for each in problems], most)


def told(new: Sequence[Problem], mended: Sequence[str]) -> str:
    """What is wrong in the files since they were changed on disk, and what is mended."""
    parts = []
    if new:
        parts.append(f"**{_count(len(new), 'new problem')} in the knowledge files**\n{listed(new, 10)}")
    if mended:
        parts.append("**Mended**\n" + _some([f"`{escape(each)}`" for each in mended], 10))
    if new:
        parts.append("-# Until a file is mended, what it said before keeps answering.")
    return "\n".join(parts)


def _some(lines: Sequence[str], most: int = SHOWN) -> str:
    more = [f"-# and {len(lines) - most:,} more"] if len(lines) > most else []
    return "\n".join([*lines[:most], *more])


def _cut(text: str) -> str:
    return escape(shorten(text, 110))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
