"""Text made safe for Discord's Markdown, and Markdown made plain again (pure)."""

from __future__ import annotations

import re

SPECIAL = re.compile(r"([\\*_~`|\[\]<>])")
LINE_START = re.compile(r"(?m)^([^\S\n]*\d*)(#{1,3}\s|-#\s|[-+]\s|[.)]\s)")
MENTION = re.compile(r"@(?=\S)")
INVITE = re.compile(r"(?i)(discord(?:app)?\.(?:gg|com/invite|me|io))(?=/)")
WEB = re.compile(r"https?://[^\s<>\"'()]+")
IN_ADDRESS = str.maketrans({c: f"%{ord(c):02X}" for c in "*~|`[]\\@"})
IN_LINK = str.maketrans({c: f"%{ord(c):02X}" for c in "()<>[]*|`\\"})
"""What has a meaning in Markdown, written so that it has none in an address."""
JOINER = "\u200b"
"""Zero-width space: keeps `@everyone` from being a mention and an invite from being a card, and is not seen."""
LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(<?([^()<>\s]+)>?\)")
ESCAPED = re.compile(r"\\([\\*_~`|\[\]<>#+.)-])")


def escape(text: str) -> str:
    """`text` as Discord shows it letter by letter: no formatting, no mention, no masked link, no invite card.

    Web addresses in it stay whole, so that they can be clicked.
    """
    text = INVITE.sub(lambda m: m.group(1) + JOINER, text)
    parts, end = [], 0
    for found in WEB.finditer(text):
        parts += [_escaped(text[end : found.start()]), found.group().translate(IN_ADDRESS)]
        end = found.end()
    text = "".join([*parts, _escaped(text[end:])])
    return LINE_START.sub(lambda m: f"{m.group(1)}\\{m.group(2)}", text)


def _escaped(text: str) -> str:
    return MENTION.sub("@" + JOINER, SPECIAL.sub(r"\\\1", text))


def bare(url: str) -> str:
    """A web address as such, without a card below the message; "" for anything else."""
    address = address_of(url)
    return f"<{address}>" if address else ""


def linked(text: str, url: str) -> str:
    """`text` as a masked link, or alone where `url` is no web address."""
    safe = escape(" ".join(text.split()))
    address = address_of(url)
    return f"[{safe}]({address})" if address else safe


def address_of(url: str) -> str:
    """A web address that cannot break out of a masked link; "" for anything else."""
    if not re.match(r"https?://\S+$", url):
        return ""
    return url.translate(IN_LINK)


def bold(text: str) -> str:
    """Escaped text in bold."""
    return f"**{text}**"


def plain(markdown: str) -> str:
    """Our Markdown for a terminal: links written out, no marks, nothing escaped."""
    text = LINK.sub(lambda m: m.group(1) if m.group(1) == m.group(2) else f"{m.group(1)} ({m.group(2)})", markdown)
    text = re.sub(r"(?<!\\)\*\*|(?m:^-# )", "", text)
    return ESCAPED.sub(r"\1", text).replace(JOINER, "")


def shorten(text: str, most: int) -> str:
    """`text` cut at a word to at most `most` letters, "…" where cut."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[most // 2 :] else cut).rstrip(" ,;:.-") + "…"
