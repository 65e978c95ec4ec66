"""The answer object that others rely on: one JSON object an answer, as CONTRACT describes it (pure)."""

from __future__ import annotations

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
        found["confidence"] = round(answer.confidence, 2)
        found["episodes"] = [row.key for row in answer.rows] if answer.cite else []
        found["people"] = list(answer.people)
        found["sponsors"] = list(answer.sponsors)
        found["topics"] = list(answer.topics)
        found["values"] = answer.values
    if isinstance(answer, Ambiguous):
        found["choices"] = [{"label": c.label, "question": c.question} for c in answer.choices]
    return found


def _status(answer: Answer) -> str:
    kinds = {Answered: "answered", Ambiguous: "ambiguous", Unknown: "unknown", Silent: "silent"}
    return kinds[type(answer)]
