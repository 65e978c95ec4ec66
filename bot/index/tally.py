"""Names by the episodes that use them, kept in step with what each write takes out and puts in (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Row = tuple[str, str, str, int]
"""Role, key, name, and in how many episodes; as a change, how many more, or fewer where negative."""

Group = tuple[str, str]
"""A kind of thing and a key: guests and hosts are both of kind `person`."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A name as episodes use it: how often, in which role."""

    kind: str
    key: str
    name: str
    count: int


Uses = Mapping[Group, tuple[Counted, ...]]
"""All names of each thing, most used first."""


def gathered(counted: Iterable[Counted]) -> Uses:
    """The names, by the thing that they are of."""
    found: dict[Group, list[Counted]] = defaultdict(list)
    for use in counted:
        found[_group(use.kind, use.key)].append(use)
    return {group: tuple(sorted(uses, key=_order)) for group, uses in found.items()}


def changed(uses: Uses, rows: Iterable[Row]) -> Uses:
    """The uses with these more or fewer; what is not touched stays the very same tuple."""
    touched: dict[Group, dict[tuple[str, str], int]] = {}
    for kind, key, name, more in rows:
        group = _group(kind, key)
        if group not in touched:
            touched[group] = {(use.kind, use.name): use.count for use in uses.get(group, ())}
        touched[group][kind, name] = touched[group].get((kind, name), 0) + more
    found = dict(uses)
    for group, counts in touched.items():
        left = [Counted(kind, group[1], name, count) for (kind, name), count in counts.items() if count > 0]
        if left:
            found[group] = tuple(sorted(left, key=_order))
        else:
            found.pop(group, None)
    return found


def _group(kind: str, key: str) -> Group:
    return ("person" if kind in ("guest", "host") else kind), key


def _order(use: Counted) -> tuple[int, str, str]:
    return -use.count, use.name, use.kind
