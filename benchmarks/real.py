"""The real knowledge that benchmarks measure on: the jupiter set beside the repository where it is, else the shipped one."""

from __future__ import annotations

import tarfile
import tempfile
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parent / "shared" / "data" / "jupiter-dev-knowledge.tar.gz"


@cache
def real_knowledge() -> Path:
    """A knowledge folder; unpacked once a process into a temporary folder."""
    if not SHARED.is_file():
        return HERE / "knowledge"
    folder = Path(tempfile.mkdtemp(prefix="greenroom-bench-"))
    with tarfile.open(SHARED) as archive:
        archive.extractall(folder, filter="data")
    inner = [p for p in folder.iterdir() if p.is_dir()]
    return inner[0] if len(inner) == 1 else folder
