"""Conversations that survive a restart: kept as the questions asked, which are read again where the memory lacks them.

What was only overheard is never among them.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from bot.answers.carry import Turn
from bot.answers.conversations import KEPT, MOST
from bot.answers.desk import Reply
from bot.question.reading import Heard
from bot.service import Service

LONGEST: Final = 6
"""Questions of a conversation that are kept: what is further back has long been settled."""
Place = tuple[int, int | None]
"""Who speaks where: a user and a channel."""


@dataclass(frozen=True)
class Talk:
    """The questions of a conversation, the newest last, and what held when it was asked."""

    questions: tuple[str, ...] = ()
    show: str = ""
    """Slug of the show that was set, or empty."""
    day: str = ""
    """The date where it was asked, `YYYY-MM-DD`."""

    def then(self, question: str) -> Talk:
        """The conversation after one question more."""
        return replace(self, questions=(*self.questions, question)[-LONGEST:])


@dataclass(frozen=True)
class Told:
    """An answer, and the conversation that led to it; `talk` has no questions where it was only overheard."""

    reply: Reply
    talk: Talk
    before: tuple[Talk, Turn | None] = (Talk(), None)
    """The conversation that it goes on from."""
    at: datetime | None = None
    """When it was asked, where a later answer may overtake it on its way."""


class Talks:
    """Answers questions in their conversations."""

    def __init__(self, service: Service, started: datetime) -> None:
        self._service = service
        self._started = started
        self._talks: OrderedDict[Hashable, Talk] = OrderedDict()
        self._before: dict[tuple[int, int], Talk] = {}
        """What was said before this start, by user and channel."""

    async def load(self) -> None:
        """Takes up the conversations from before a restart, so that no question waits for the store."""
        now, age = self._started.timestamp(), KEPT.total_seconds()
        kept = await self._service.store.conversations.recent(now, age, MOST)
        self._before = {place: unpacked(turn) for place, turn in kept.items()}

    async def ask(self, heard: Heard, talk: Talk, turn: Turn | None) -> Told:
        """The answer to a question that goes on from `talk`, whose last turn is `turn`."""
        after = talk.then(heard.text) if heard.addressed else Talk(show=talk.show, day=talk.day)
        reply = await self._service.desk.answer(heard, _day(talk.day), turn)
        if reply.turn is not None:
            reply = replace(reply, turn=self._service.conversations.shared(reply.turn))
        return Told(reply, after, (talk, turn))

    async def again(self, talk: Talk) -> Told | None:
        """The answer to the last question of a conversation, asked anew from its start; None where there is none."""
        reply: Reply | None = None
        for question in talk.questions:
            before = reply.turn if reply else None
            reply = await self._service.desk.answer(Heard(question, show=talk.show), _day(talk.day), before)
        return Told(reply, talk) if reply else None

    async def before(self, message: int | None, place: Place, now: datetime) -> tuple[Talk, Turn | None]:
        """The conversation that the bot's message belongs to, else that of the place; what a restart took is read again."""
        for key in (message, place):
            turn = await self._service.earlier((key,), now) if key else None
            if turn:
                return self._talks.get(key, Talk()), turn
        if now - self._started > KEPT:
            return Talk(), None
        talk = await self._kept(message, place, now)
        told = await self.again(talk)
        return (talk, told.reply.turn) if told else (Talk(), None)

    async def _kept(self, message: int | None, place: Place, now: datetime) -> Talk:
        store, oldest = self._service.store, now.timestamp() - KEPT.total_seconds()
        if message:
            sent = await store.answers.get(message)
            if sent and sent.at >= oldest:
                return unpacked(sent.state)
        return self._before.get((place[0], place[1] or 0), Talk())

    def remember(self, key: Hashable, told: Told, now: datetime) -> None:
        """A question put under `key`, a place or a message of the bot, goes on from there."""
        self._service.conversations.put(key, told.reply.turn, now)
        if told.reply.turn is not None:
            self._talks[key] = told.talk
            self._talks.move_to_end(key)
        while len(self._talks) > MOST:
            self._talks.popitem(last=False)

    def take_back(self, key: Hashable, told: Told, now: datetime) -> None:
        """Goes back to the conversation before an answer that nobody got; asking again shall not look like asking twice."""
        if self._talks.get(key) is not told.talk:
            return
        talk, turn = told.before
        del self._talks[key]
        self._service.conversations.forget(key)
        if turn is not None:
            self.remember(key, Told(replace(told.reply, turn=turn), talk), now)

    async def keep(self, place: Place, guild: int | None, told: Told, now: datetime) -> None:
        """Keeps a conversation for the time after a restart."""
        if told.talk.questions and told.reply.turn is not None:
            kept = packed(told.talk)
            await self._service.store.conversations.put(place[0], place[1] or 0, kept, now.timestamp(), guild)

    def forget(self, user: int) -> None:
        """Drops what somebody said, wherever it was."""
        for key in [key for key in self._talks if isinstance(key, tuple) and key[0] == user]:
            del self._talks[key]
            self._service.conversations.forget(key)
        self._before = {place: talk for place, talk in self._before.items() if place[0] != user}


def packed(talk: Talk, **more: Any) -> bytes:
    """A conversation as bytes, with whatever else is to be kept with it."""
    return json.dumps({"talk": talk.questions, "show": talk.show, "day": talk.day} | more, separators=(",", ":")).encode()


def unpacked(data: bytes) -> Talk:
    """The conversation that `packed` made; an empty one of anything else."""
    found = extras(data)
    questions = found.get("talk")
    if not isinstance(questions, list):
        return Talk()
    return Talk(tuple(str(one) for one in questions), str(found.get("show", "")), str(found.get("day", "")))


def extras(data: bytes) -> dict[str, Any]:
    """All that `packed` was given; empty for anything else."""
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
