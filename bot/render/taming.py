"""Characters that would act on a message instead of standing in it (pure)."""

from __future__ import annotations

import re

UNRULY = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e0fff]")
"""Controls, marks that turn the direction of what follows, halves of characters, and tags that nobody sees.

England's, Scotland's and Wales' flags are made of tags and lose theirs; a black flag stays.
"""


def tame(text: str) -> str:
    """`text` without them; right-to-left writing is unharmed, as its letters know their own direction."""
    return UNRULY.sub("", text).strip()
