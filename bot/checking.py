"""`check` and `schema`: what is wrong in the knowledge files, and their JSON Schemas."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from bot import knowledge
from bot.config import Config
from bot.errors import UsageError
from bot.model import Problem


async def run_check(config: Config, path: str, data: str) -> int:
    """Prints every problem; 0 where there is none, 1 where there are."""
    root, inside = _root(config.knowledge, path)
    found = await asyncio.to_thread(knowledge.check, root)
    problems = [p for p in found if not inside or p.place.path == inside or p.place.path.startswith(inside + "/")]
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
