"""What to look for in the index, as a value; and the SQL that it means (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Order = Literal["newest", "oldest", "longest", "shortest", "relevance"]
Role = Literal["guest", "host", "sponsor", "topic", "event", "either"]
"""`either` is guest or host."""


@dataclass(frozen=True)
class Named:
    """Episodes where one of `keys` stands in `role`; with `phrases` also those whose text has one of them.

    `phrases` are lists of words; `where` names the columns of the full text they are looked for in.
    """

    role: Role
    keys: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    where: tuple[str, ...] = ("title", "names")


@dataclass(frozen=True)
class Filter:
    """Episodes that meet every part: an empty part asks for nothing. Days are `YYYY-MM-DD`, both ends included.

    `words` are groups of spellings; an episode must hold one spelling of each group (`every`), or of any group.
    """

    shows: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Numbers as squashed text: `250`, `s02e03`."""
    season: str = ""
    named: tuple[Named, ...] = ()
    without: tuple[Named, ...] = ()
    having: tuple[Role, ...] = ()
    """Roles that somebody must be in."""
    lacking: tuple[Role, ...] = ()
    """Roles that nobody may be in."""
    around: tuple[Named, ...] = ()
    """Only episodes of shows that have some such episode."""
    since: str = ""
    until: str = ""
    least: int = 0
    most: int = 0
    """Bounds to the length in seconds, 0 for none; an episode of exactly that length is outside of both."""
    words: tuple[tuple[str, ...], ...] = ()
    every: bool = True
    where: tuple[str, ...] = ("title", "names", "summary", "detail")
    """Columns that `words` are looked for in."""
    order: Order = "newest"
    limit: int = 0
    """0 for all."""

    @property
    def limited(self) -> bool:
        """Whether anything but shows and words is asked of an episode."""
        asked = self.named or self.without or self.having or self.lacking or self.since or self.until
        return bool(asked or self.season or self.least or self.most)


ORDERS: dict[Order, str] = {
    "newest": "e.rank IS NULL, e.rank DESC, e.number DESC, e.key DESC",
    "oldest": "e.rank IS NULL, e.rank, e.number, e.key",
    "longest": "e.seconds IS NULL, e.seconds DESC, e.rank DESC, e.key DESC",
    "shortest": "e.seconds IS NULL, e.seconds, e.rank DESC, e.key DESC",
    "relevance": "w.score, e.rank DESC, e.key DESC",
}
WEIGHTS = "10.0, 6.0, 4.0, 1.0, 1.0"
"""Of title, names, summary and detail in the ranking by words."""


def quoted(words: tuple[str, ...]) -> str:
    """A phrase for FTS5 in which nothing is an operator."""
    return '"' + " ".join(words).replace('"', '""').replace("\0", " ") + '"'


def match_text(groups: tuple[tuple[str, ...], ...], every: bool) -> str:
    """FTS5's query for groups of spellings."""
    parts = ["(" + " OR ".join(quoted((word,)) for word in group) + ")" for group in groups if group]
    return (" AND " if every else " OR ").join(parts)


def statement(what: Filter, columns: str) -> tuple[str, list[Any]]:
    """The SELECT over `columns` of `episode e` that `what` means, with its parameters."""
    where: list[str] = []
    values: list[Any] = []
    source = "episode e"
    if what.words:
        source += f" JOIN (SELECT rowid, bm25(words, {WEIGHTS}) AS score FROM words WHERE words MATCH ?) w ON w.rowid = e.id"
        values.append(f"{{{' '.join(what.where)}}} : ({match_text(what.words, what.every)})")
    _among(where, values, "e.show", what.shows)
    _among(where, values, "e.key", what.keys)
    if what.numbers:
        marks = ", ".join("?" * len(what.numbers))
        where.append(f"(e.label IN ({marks}) OR e.part IN ({marks}))")
        values += [*what.numbers, *what.numbers]
    if what.season:
        where.append("e.season = ?")
        values.append(what.season)
    for role, verb in [*((r, "EXISTS") for r in what.having), *((r, "NOT EXISTS") for r in what.lacking)]:
        where.append(f"{verb} (SELECT 1 FROM mention m WHERE m.episode = e.id AND m.kind = ?)")
        values.append(role)
    if what.since:
        where.append("e.first_day >= ?")
        values.append(what.since)
    if what.until:
        where.append("e.last_day <= ? AND e.last_day IS NOT NULL")
        values.append(what.until)
    if what.named:
        # One list of the episodes that have all of them: of several lists SQLite may begin with the longest.
        where.append(f"e.id IN ({' INTERSECT '.join(f'SELECT * FROM ({_named(named, values)})' for named in what.named)})")
    for named in what.without:
        where.append(f"e.id NOT IN ({_named(named, values)})")
    for named in what.around:
        where.append(f"e.show IN (SELECT show FROM episode WHERE id IN ({_named(named, values)}))")
    for bound, than in ((what.least, ">"), (what.most, "<")):
        if bound:
            where.append(f"e.seconds {than} ?")
            values.append(bound)
    if what.order in ("longest", "shortest"):
        where.append("e.seconds IS NOT NULL")
    order = ORDERS["newest" if what.order == "relevance" and not what.words else what.order]
    sql = f"SELECT {columns} FROM {source} WHERE {' AND '.join(where) or '1'} ORDER BY {order}"
    return sql + (f" LIMIT {int(what.limit)}" if what.limit else ""), values


def _among(where: list[str], values: list[Any], column: str, wanted: tuple[str, ...]) -> None:
    if wanted:
        where.append(f"{column} IN ({', '.join('?' * len(wanted))})")
        values.extend(wanted)


def _named(named: Named, values: list[Any]) -> str:
    kinds = ("guest", "host") if named.role == "either" else (named.role,)
    marks = ", ".join("?" * len(named.keys))
    parts = [f"SELECT episode FROM mention WHERE kind = '{kind}' AND key IN ({marks})" for kind in kinds]
    for _ in kinds:
        values.extend(named.keys)
    if named.phrases:
        parts.append("SELECT rowid FROM words WHERE words MATCH ?")
        text = " OR ".join(quoted(p) for p in named.phrases)
        values.append(f"{{{' '.join(named.where)}}} : ({text})")
    return " UNION ".join(parts)
