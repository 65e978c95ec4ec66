"""`check` and `schema`: what is wrong in the knowledge files, and their JSON Schemas."""

from __future__ import annotations

import asyncio
import json
import sys
from datetime import datetime
from pathlib import Path

from bot import knowledge
from bot.config import Config
from bot.errors import UsageError
from bot.model import Problem


async def run_check(config: Config, path: str, now: datetime) -> int:
    """Prints every problem, and what the moderators' tests miss at `now`; 0 where there is nothing, 1 where there is."""
    root, inside = _root(config.knowledge, path)
    found, documents = await asyncio.to_thread(knowledge.check_all, root)
    missed: tuple[Problem, ...] = ()
    if any(document.checks and _within(document.path, inside) for document in documents):
        # What answers takes 0.2 s to import, which a folder without tests need not pay.
        from bot.trying import tests_of

        missed = await tests_of(documents, now)
    problems = sorted(p for p in {*found, *missed} if _within(p.place.path, inside))
    for problem in problems:
        print(problem)
    _summary(problems, root)
    return 1 if problems else 0


def _root(default: Path, path: str) -> tuple[Path, str]:
    """The knowledge folder to check, and what in it is asked about ("" for all)."""
    if not path:
        return default, ""
    asked = Path(path)
    if not asked.exists():
        raise UsageError(f"there is no file or folder {path}")
    resolved, root = asked.resolve(), default.resolve()
    if resolved != root and resolved.is_relative_to(root):
        return default, resolved.relative_to(root).as_posix()
    if asked.is_file():
        raise UsageError(f"{path} is not in the knowledge folder {default}; name that with --knowledge")
    return asked, ""


def _within(path: str, inside: str) -> bool:
    return not inside or path == inside or path.startswith(inside + "/")


def _summary(problems: list[Problem], root: Path) -> None:
    files = len({p.place.path for p in problems})
    if problems:
        words = f"{len(problems)} problem{'' if len(problems) == 1 else 's'} in {files} file{'' if files == 1 else 's'}"
        print(f"greenroom: {words}", file=sys.stderr)
    else:
        print(f"greenroom: {root} is in order", file=sys.stderr)


def run_schema(folder: str | None) -> int:
    """Prints all schemas as one JSON object, or writes one file each into `folder`."""
    from bot.schema import json_schemas

    schemas = json_schemas()
    if folder is None:
        print(json.dumps(schemas, indent=2, ensure_ascii=False))
        return 0
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, schema in schemas.items():
            (target / f"{name}.schema.json").write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")
            print(target / f"{name}.schema.json")
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror}") from error
    return 0
