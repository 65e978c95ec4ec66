"""Our Markdown as the pieces that only make sense whole (pure)."""

from __future__ import annotations

import re

PIECE = re.compile(
    r"""\\.                                               # an escaped mark
    | \[(?P<words>(?:\\.|[^\[\]\\\n])*)\]                 # a link behind words
      \(<?(?P<address>https?://[^\s<>()]+)>?\)
    | <https?://[^\s<>]+>                                 # a link
    | \*\* | `[^`\n]*` | \n | [^\S\n]+
    | [^\\\[<*`\s]+                                       # a word
    | .""",
    re.VERBOSE | re.DOTALL,
)


def pieces(markdown: str) -> list[str]:
    """The pieces in order; joined they are the text again."""
    return [match.group() for match in PIECE.finditer(markdown)]


def without_cards(markdown: str) -> str:
    """The same with links written so that Discord makes no card of the page or invite behind them."""
    return PIECE.sub(lambda m: f"[{m['words']}](<{m['address']}>)" if m["address"] else m.group(), markdown)
