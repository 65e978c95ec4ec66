"""What people think of answers: thumbs and reports."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import case, delete, func, select, update

from bot.store.database import Database
from bot.store.records import Judged, NewReport, Report, Tally
from bot.store.rows import all_made, made, taken
from bot.store.tables import answer, feedback, report

_UP = func.coalesce(func.sum(case((feedback.c.up, 1), else_=0)), 0)
_QUESTION = func.coalesce(func.nullif(report.c.question, ""), answer.c.question, "").label("question")
"""Whoever reports at once is quicker than the note of the answer that they report."""
_REPORTS = select(*(column for column in report.c if column.name != "question"), _QUESTION).outerjoin(
    answer, answer.c.message == report.c.message
)
_DOWN = func.coalesce(func.sum(case((feedback.c.up, 0), else_=1)), 0)


class Feedback:
    """One thumb per member and answer, and one report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def rate(self, message: int, user: int, up: bool, now: float, guild: int | None = None) -> Tally:
        """The thumbs under an answer after this one, which takes the place of the member's former one."""
        put = self._database.insert(feedback).values(message=message, user=user, guild=guild, up=up, at=now)
        keys = [feedback.c.message, feedback.c.user]
        await self._database.run(put.on_conflict_do_update(index_elements=keys, set_=taken(put, "up", "at")))
        return await self.tally(message)

    async def tally(self, message: int) -> Tally:
        """The thumbs under an answer."""
        row = await self._database.row(
            select(_UP.label("up"), _DOWN.label("down")).select_from(feedback).where(feedback.c.message == message)
        )
        return made(Tally, row) if row else Tally(0, 0)

    async def worst(self, guild: int | None = None, limit: int = 10) -> tuple[Judged, ...]:
        """The answers with a thumb down, of one server or of all, the most disliked first, as long as they are kept."""
        query = (
            select(answer.c.key, func.min(answer.c.question).label("question"), _UP.label("up"), _DOWN.label("down"))
            .join(feedback, feedback.c.message == answer.c.message)
            .group_by(answer.c.key)
            .having(_DOWN > 0)
            .order_by((_DOWN - _UP).desc(), answer.c.key)
            .limit(limit)
        )
        if guild is not None:
            query = query.where(answer.c.guild == guild)
        return all_made(Judged, await self._database.rows(query))

    async def report(self, new: NewReport, now: float) -> int:
        """The number of a report. Reporting the same answer again changes the reason and opens it again."""
        put = self._database.insert(report).values(**asdict(new), at=now)
        changed: dict[str, object] = taken(put, "reason", "at") | {"closed_by": None, "closed_at": None}
        keys = [report.c.message, report.c.user]
        rows = await self._database.returned(
            put.on_conflict_do_update(index_elements=keys, set_=changed).returning(report.c.id)
        )
        return int(rows[0].id)

    async def open_reports(self, guild: int | None = None, limit: int = 25) -> tuple[Report, ...]:
        """Reports that nobody closed, of one server or of all, oldest first."""
        query = _REPORTS.where(report.c.closed_at.is_(None)).order_by(report.c.at, report.c.id).limit(limit)
        if guild is not None:
            query = query.where(report.c.guild == guild)
        return all_made(Report, await self._database.rows(query))

    async def get_report(self, number: int) -> Report | None:
        """The report of that number."""
        row = await self._database.row(_REPORTS.where(report.c.id == number))
        return made(Report, row) if row else None

    async def close_report(self, number: int, by: int, now: float) -> bool:
        """Whether it was open; it is closed."""
        closing = update(report).where(report.c.id == number, report.c.closed_at.is_(None))
        return await self._database.run(closing.values(closed_by=by, closed_at=now)) > 0

    async def prune(self, thumbs_before: float, reports_before: float) -> int:
        """How many thumbs and reports were older and are gone."""
        thumbs = await self._database.run(delete(feedback).where(feedback.c.at < thumbs_before))
        return thumbs + await self._database.run(delete(report).where(report.c.at < reports_before))
