"""Which traces of a source need not be kept: so old that nothing in them could be taken for news again (pure)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.announce.seen import Seen

MOST = 5000
"""Traces of a source that are kept whatever they hold. No show has so many episodes; a news bulletin may."""
CROWD = 4 * MOST
"""Beyond so many the source makes them up, and the oldest go whatever they hold: at the worst one is posted again."""
LONG = 365 * 24 * 3600.0


def forgotten(now: float, known: Mapping[str, Seen], present: Collection[str]) -> tuple[str, ...]:
    """The ids of traces to forget, the earliest seen first; `present` are those that the source holds now.

    One with a date of more than a year ago would be an old episode if it came back. One without a date might pass for a new
    one, so it stays, as do those that the source still has, that wait or that a post may still be edited for.
    """
    spare = len(known) - MOST
    if spare <= 0:
        return ()
    gone = [name for name, one in known.items() if name not in present and not one.key and one.state != "waiting"]
    safe = [name for name in gone if _harmless(now, known[name])]
    rest = len(known) - CROWD - len(safe)
    chosen = [*safe[:spare], *([name for name in gone if name not in set(safe)][:rest] if rest > 0 else ())]
    return tuple(chosen)


def _harmless(now: float, one: Seen) -> bool:
    at = one.trace.at
    return at is not None and at < now - LONG and (one.told is None or one.told < now - LONG)
