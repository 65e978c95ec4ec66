"""How a question was read, as facts for whoever wonders at an answer (pure)."""

from __future__ import annotations

from bot.answers.answer import Ambiguous, Answer, Answered, Silent, Unknown
from bot.question.reading import Reading, Ref


def explain(answer: Answer) -> dict[str, str]:
    """What was wanted, the names with scores and runners-up, the limits, and what tipped the answer."""
    r = answer.reading
    told = {
        "read as": f"{r.want.value}" + (f" of {r.of}" if r.of else "") + (f" ({', '.join(r.why)})" if r.why else ""),
        "hints": ", ".join(sorted(r.cues)),
        "names": "; ".join(map(_ref, (*r.shows, *r.people, *r.sponsors, *r.topics, *r.events, *r.whole_titles))),
        "titles": "; ".join(f"{m.thing.name} ({m.covered:.0%} of it, {m.told:.0f} bits)" for m in r.titles[:3]),
        "limits": _limits(r),
        "order": " ".join(filter(None, (r.pick, {1: "next", -1: "previous"}.get(r.step, "")))),
        "points back": ", ".join(sorted(r.back)),
        "not explained": " ".join(r.content),
        "contradicts everybody": ", ".join(r.strangers),
        "left out": ", ".join(ref.thing.name for ref in (*r.without, *r.elsewhere)),
        "outcome": _outcome(answer),
    }
    for further in answer.also if isinstance(answer, Answered) else ():
        told["and then"] = "; ".join(f"{key}: {value}" for key, value in explain(further).items())
    return {key: value for key, value in told.items() if value}


LONGEST = 240
"""Letters of the short form."""


def short(answer: Answer) -> str:
    """How a question was read, in one line for a moderator to see at a glance."""
    told = explain(answer)
    parts = [f"{key}: {told[key]}" for key in ("read as", "names", "limits", "not explained", "outcome") if key in told]
    line = " · ".join(parts)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"


def _ref(ref: Ref) -> str:
    first, rest = ref.choices[0], ref.choices[1:4]
    others = ", ".join(f"{m.thing.name} {m.thing.kind} {m.score:.0f}" for m in rest)
    slip = f", {first.edits} slip{'s' if first.edits > 1 else ''}" if first.edits else ""
    head = f"{ref.text!r} is {first.thing.kind} {first.thing.name} ({first.how.name.lower()}{slip}, {first.score:.0f})"
    return f"{head}, before {others}" if others else head


def _limits(r: Reading) -> str:
    parts = [f"number {n.text}" for n in r.numbers]
    parts += [f"{d.since or '…'} to {d.until or '…'}" + (f" ±{d.near} days" if d.near else "") for d in r.dates]
    if r.role:
        parts.append(f"as {r.role}")
    return ", ".join(parts)


def _outcome(answer: Answer) -> str:
    if isinstance(answer, Answered):
        curated = f"curated answer to {answer.faq.question!r}" if answer.faq else ""
        return curated or f"answered from {len(answer.rows)} episode{'' if len(answer.rows) == 1 else 's'}"
    if isinstance(answer, Ambiguous):
        return f"asks back: {answer.total} readings"
    if isinstance(answer, Unknown):
        return f"not known: {answer.what} {answer.name}".rstrip()
    assert isinstance(answer, Silent)
    return f"silent: {answer.why}"
