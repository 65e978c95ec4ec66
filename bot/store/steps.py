"""What is still to be done with a message after it went out."""

from __future__ import annotations

from sqlalchemy import func, select, update

from bot.store.database import Database
from bot.store.records import Step
from bot.store.rows import all_made
from bot.store.tables import delivery, delivery_step


class Steps:
    """Steps such as `crosspost` and `thread`, named when a delivery is confirmed. Doing one twice does no harm on Discord."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, now: float, step: str | None = None, limit: int = 100) -> tuple[Step, ...]:
        """Steps to be done now, the longest waiting first."""
        columns = [delivery_step.c[name] for name in ("delivery", "step", "channel", "attempts", "next_try", "reason")]
        query = (
            select(*columns, delivery.c.message)
            .join(delivery, delivery.c.key == delivery_step.c.delivery)
            .where(delivery_step.c.state == "open", delivery_step.c.next_try <= now)
            .order_by(delivery_step.c.next_try, delivery_step.c.delivery, delivery_step.c.step)
        )
        if step is not None:
            query = query.where(delivery_step.c.step == step)
        return all_made(Step, await self._database.rows(query.limit(limit)))

    async def done(self, key: str, step: str, now: float, result: int | None = None) -> bool:
        """Whether the step was open; it is done. `result` is the id of what it made, such as a thread."""
        mine = (delivery_step.c.delivery == key) & (delivery_step.c.step == step) & (delivery_step.c.state == "open")
        ending = update(delivery_step).where(mine)
        return await self._database.run(ending.values(state="done", done_at=now, result=result, next_try=None, reason="")) > 0

    async def fail(self, key: str, step: str, reason: str, next_try: float | None) -> bool:
        """Whether the step was open; it did not work, and is to be tried again at `next_try`, or with None never."""
        mine = (delivery_step.c.delivery == key) & (delivery_step.c.step == step) & (delivery_step.c.state == "open")
        state = "given up" if next_try is None else "open"
        failing = update(delivery_step).where(mine).values(state=state, reason=reason, next_try=next_try)
        return await self._database.run(failing.values(attempts=delivery_step.c.attempts + 1)) > 0

    async def done_since(self, step: str, channel: int, since: float) -> int:
        """How many of these were done in a channel since then: Discord crossposts about ten an hour."""
        query = select(func.count().label("n")).where(delivery_step.c.step == step, delivery_step.c.channel == channel)
        row = await self._database.row(query.where(delivery_step.c.done_at >= since))
        return int(row.n) if row else 0
