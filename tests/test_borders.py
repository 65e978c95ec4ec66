"""The shape of the code itself: where SQL stands, who reads the clock, and how long files and functions are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.asking import ROOT

PRODUCT = ("bot", "cogs")
LONGEST_FILE = 300
LONGEST_FUNCTION = 50

LONG_FILES: dict[str, str] = {}
"""Files over the limit, and why. One that shrinks has to leave this list."""

WORKSHOP = re.compile(r"/work/|\.\./shared|\bTODO\b|\bFIXME\b|\bNotImplementedError\b")
STATEMENT = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT (OR \w+ )?INTO\b|\bUPDATE \w+ SET\b|\bDELETE FROM\b"
    r"|\bCREATE (VIRTUAL )?(TABLE|INDEX)\b|\bPRAGMA \w",
    re.DOTALL,
)
DATABASES = frozenset(["sqlite3", "aiosqlite", "sqlalchemy", "alembic", "asyncpg"])
CLOCKS = frozenset(
    ["datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "utils.utcnow"]
)


def _files(*folders: str) -> list[str]:
    return sorted(path.relative_to(ROOT).as_posix() for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _within(path: str, *homes: str) -> bool:
    """Whether a file is one of `homes` or lies in a folder of that name."""
    return any(path == f"{home}.py" or path.startswith(f"{home}/") for home in homes)


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"))


def _imports(path: str) -> Iterator[str]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _texts(path: str) -> Iterator[tuple[int, str]]:
    """The texts of a file that are no docstrings, with their lines; f-strings with their holes left out."""
    told = {id(node.value) for node in ast.walk(_tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
            yield node.lineno, "".join(map(str, parts))


def _reads_clock(path: str) -> Iterator[int]:
    """The lines in which a file reads the time of day. Measuring how long something takes is no such reading."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            if f"{owner}.{node.attr}" in CLOCKS:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (node.lineno for alias in node.names if alias.name in ("time", "time_ns"))


def _long_functions(path: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(_tree(path)):
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
        ):
            yield node.lineno, node.name


def test_sql_stands_only_in_the_index_and_the_store_and_what_both_open_their_files_with() -> None:
    others = [path for path in _files(*PRODUCT) if not _within(path, "bot/index", "bot/store", "bot/wal")]
    assert not [f"{path}:{line}" for path in others for line, text in _texts(path) if STATEMENT.search(text)]
    assert not [path for path in others if {name.split(".")[0] for name in _imports(path)} & DATABASES]


def test_the_clock_is_read_only_at_the_edge() -> None:
    others = [path for path in _files(*PRODUCT) if not _within(path, "bot/app", "bot/cli", "cogs", "bot/sandbox/clock")]
    assert not [f"{path}:{line}" for path in others for line in _reads_clock(path)]


def test_no_file_is_long_but_for_a_reason() -> None:
    lines = {path: (ROOT / path).read_text("utf-8").count("\n") for path in _files(*PRODUCT)}
    assert {path: count for path, count in lines.items() if count > LONGEST_FILE and path not in LONG_FILES} == {}
    assert not [f"{path} may leave LONG_FILES" for path in LONG_FILES if lines[path] <= LONGEST_FILE]


def test_no_function_is_long() -> None:
    assert not [f"{path}:{line} {name}" for path in _files(*PRODUCT) for line, name in _long_functions(path)]


def test_the_product_knows_nothing_of_its_workshop() -> None:
    texts = {path: (ROOT / path).read_text("utf-8") for path in _files(*PRODUCT)}
    assert not [path for path, text in texts.items() if WORKSHOP.search(text)]


def test_the_borders_are_seen_where_they_are_crossed() -> None:
    """The checks above find something where there is something: SQL in the index, the clock in the command line."""
    assert any(STATEMENT.search(text) for path in _files("bot/index") for _, text in _texts(path))
    assert "aiosqlite" in {name for path in _files("bot/index") for name in _imports(path)}
    assert list(_reads_clock("bot/cli.py"))
    assert set(LONG_FILES) <= set(_files(*PRODUCT))
