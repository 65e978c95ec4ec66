"""What a file should say once a change is made, worked out apart from the text: the measure for `bot.edits.saying`."""

from __future__ import annotations

from collections.abc import Callable

from bot.edits.pieces import Piece
from bot.edits.saying import Leaf, Said, of_piece
from bot.edits.steps import Step, Steps


def with_value(now: Said, path: Steps, piece: Piece) -> Said:
    """What is said with a value at a path, its parents made where they lack."""
    if not path:
        return of_piece(piece)
    step, rest = path[0], path[1:]
    if isinstance(now, Leaf) and now.text and path == ("name",):
        return of_piece(piece)
    if isinstance(now, list) and isinstance(step, int):
        return [*now[:step], with_value(now[step], rest, piece), *now[step + 1 :]]
    inside = _as_keys(now)
    return {**inside, step: with_value(inside.get(step), rest, piece)}


def with_item(now: Said, path: Steps, at: int, piece: Piece) -> Said:
    """What is said with one more item in the list at a path."""
    if path:
        return _inside(now, path[0], lambda inner: with_item(inner, path[1:], at, piece))
    items = now if isinstance(now, list) else []
    return [*items[:at], of_piece(piece), *items[at:]]


def without(now: Said, path: Steps) -> Said:
    """What is said without the key or item at a path."""
    step = path[0]
    if len(path) > 1:
        return _inside(now, step, lambda inner: without(inner, path[1:]))
    if isinstance(now, list):
        return [item for at, item in enumerate(now) if at != step]
    return {key: value for key, value in now.items() if key != step}


def _inside(now: Said, step: Step, change: Callable[[Said], Said]) -> Said:
    if isinstance(now, list) and isinstance(step, int):
        return [*now[:step], change(now[step]), *now[step + 1 :]]
    inside = _as_keys(now)
    return {**inside, step: change(inside.get(step))}


def _as_keys(now: Said) -> dict[object, Said]:
    """A mapping as it is, a bare name as one with that name, nothing as an empty one."""
    if isinstance(now, dict):
        return now
    if isinstance(now, Leaf) and now.text:
        return {"name": now}
    return {}
