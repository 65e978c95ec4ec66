"""Two changes of one file, made apart, brought together by what the file says: an undo that later edits do not contradict."""

from __future__ import annotations

from bot.edits.saying import Leaf, Said
from bot.edits.steps import NAMING, Steps


class Contradiction(Exception):
    """Both changed the same thing; `path` says what."""

    def __init__(self, path: Steps) -> None:
        self.path = path
        super().__init__(str(path))


def agree(base: Said, ours: Said, theirs: Said, path: Steps = ()) -> Said:
    """What is said with the changes from `base` to `ours` and to `theirs` both made. Raises `Contradiction`."""
    if alike(ours, theirs) or alike(base, theirs):
        return ours
    if alike(base, ours):
        return theirs
    if isinstance(base, dict) and isinstance(ours, dict) and isinstance(theirs, dict):
        return _keys(base, ours, theirs, path)
    if isinstance(base, list) and isinstance(ours, list) and isinstance(theirs, list):
        return _items(base, ours, theirs, path)
    raise Contradiction(path)


def _keys(base: dict[str, Said], ours: dict[str, Said], theirs: dict[str, Said], path: Steps) -> Said:
    """Key by key; a key that one took away and the other changed is a contradiction."""
    found: dict[str, Said] = {}
    for key in [*ours, *(key for key in theirs if key not in ours)]:
        said = agree(base.get(key), ours.get(key), theirs.get(key), (*path, key))
        if said is not None:
            found[key] = said
    return found


def _items(base: list[Said], ours: list[Said], theirs: list[Said], path: Steps) -> Said:
    """Item by item, by their names; a new item goes after the one that it followed."""
    was, mine, other = (_named(items, path) for items in (base, ours, theirs))
    if [name for name in was if name in other] != [name for name in other if name in was]:
        raise Contradiction(path)
    found = {name: agree(was.get(name), said, other.get(name), (*path, name)) for name, said in mine.items()}
    order = list(found)
    before: str | None = None
    for name, said in other.items():
        if name not in mine:
            found[name] = agree(was.get(name), None, said, (*path, name))
            order.insert(order.index(before) + 1 if before in found and before is not None else 0, name)
        before = name
    return [found[name] for name in order if found[name] is not None]


def _named(items: list[Said], path: Steps) -> dict[str, Said]:
    """Items by name. Raises `Contradiction` where two have the same, as then nobody can tell which is meant."""
    found = {label(item): item for item in items}
    if len(found) != len(items):
        raise Contradiction(path)
    return found


def label(said: Said) -> str:
    """By what an item of a list is known again: its name, else all that it says."""
    if isinstance(said, dict):
        for key in NAMING:
            if key in said:
                return label(said[key])
        return repr(sorted((str(key), label(value)) for key, value in said.items()))
    if isinstance(said, list):
        return repr([label(value) for value in said])
    return said.text.strip() if isinstance(said, Leaf) else ""


def alike(a: Said, b: Said) -> bool:
    """Whether two texts say the same, whatever quotes they use; a bare name is a record of that name."""
    if isinstance(a, Leaf) and isinstance(b, dict):
        a = {"name": a}
    elif isinstance(b, Leaf) and isinstance(a, dict):
        b = {"name": b}
    if isinstance(a, Leaf) and isinstance(b, Leaf):
        return a.text.strip() == b.text.strip()
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(alike(value, b[key]) for key, value in a.items())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    return a is None and b is None
