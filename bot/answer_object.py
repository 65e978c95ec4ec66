"""The answer object that others rely on: one JSON object an answer, as CONTRACT describes it (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.answers.answer import Ambiguous, Answer, Answered, Silent, Unknown
from bot.answers.catalog import Catalog
from bot.wording import plain, say


def answer_object(answer: Answer, catalog: Catalog, question: str) -> dict[str, Any]:
    """`status`, `answer` (plain text), `confidence`, `episodes`, `people`, `sponsors`, `topics`, `values` and `choices`."""
    found: dict[str, Any] = {
        "question": question,
        "status": _status(answer),
        "answer": plain(say(answer, catalog)),
        "confidence": 0.0,
        "episodes": [],
        "people": [],
        "sponsors": [],
        "topics": [],
        "values": {},
        "choices": [],
    }
    if isinstance(answer, Answered):
        told = [answer, *(further for further in answer.also if isinstance(further, Answered))]
        found["confidence"] = round(min(each.confidence for each in told), 2)
        found["episodes"] = _once(row.key for each in told if each.cite for row in each.rows)
        for names in ("people", "sponsors", "topics"):
            found[names] = _once(name for each in told for name in getattr(each, names))
        for each in told:
            found["values"] = {**each.values, **found["values"]}
    if isinstance(answer, Ambiguous):
        found["choices"] = [{"label": c.label, "question": c.question} for c in answer.choices]
    return found


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _status(answer: Answer) -> str:
    kinds = {Answered: "answered", Ambiguous: "ambiguous", Unknown: "unknown", Silent: "silent"}
    return kinds[type(answer)]
