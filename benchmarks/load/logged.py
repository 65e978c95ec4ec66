"""What the bot logged, the same lines counted."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

DIFFERENT = re.compile(r"^[-\d]+ [:,\d]+ |\d{5,}|http\S+|[.\d]+ seconds")
"""What is different in every line."""
MOST = 30


def logged(log: Path) -> list[str]:
    """The lines that came most often, with how often; none where there is no log."""
    if not log.is_file():
        return []
    lines = Counter(DIFFERENT.sub("", each) for each in log.read_text("utf-8", "replace").splitlines())
    return [f"logged {count} times: {line}" for line, count in lines.most_common(MOST)]
