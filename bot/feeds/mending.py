"""Text surgery on XML that no strict parser takes: every rule is linear in the text and leaves good XML as it was."""

from __future__ import annotations

import html
import re
from html.entities import html5

_HTML = (
    "a|abbr|b|blockquote|br|center|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|li|ol|p|pre|q|"
    "s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|video"
)
# What needs mending, and before it what must be stepped over. An unfinished section runs to the end, which keeps this linear.
_TROUBLE = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))"
    r"|(?P<comment><!--.*?(?:-->|\Z))"
    rf"|(?P<html></?(?:{_HTML})(?=[\s/>])[^<>]{{0,20000}}>)"
    r"|(?P<entity>&[A-Za-z][A-Za-z0-9]{1,31};)"
    r"|(?P<amp>&(?!\#\d{1,7};|\#x[0-9A-Fa-f]{1,6};))"
    r"|(?P<less><(?![A-Za-z_/!?]))",
    re.DOTALL | re.IGNORECASE,
)
_XML_OWN = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"}
_BAD_NUMBER = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));")
_CUT = re.compile(
    r"(?P<cdata><!\[CDATA\[.*?(?:\]\]>|\Z))|(?P<open><(?P<tag>(?:\w{1,20}:)?(?:item|entry))(?=[\s/>]))|(?P<close></(?:\w{1,20}:)?(?:item|entry)\s*>)",
    re.DOTALL,
)
_PREFIX = re.compile(r"</?([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_XMLNS = re.compile(r"xmlns:([A-Za-z_][\w.-]{0,30})\s*=")
_ROOT_NAME = re.compile(r"<[A-Za-z_][\w.:-]{0,60}")
_KNOWN = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}


def mend(text: str) -> str:
    """`text` with stray ampersands, stray "<", HTML entities and unescaped HTML tags turned into proper XML text."""
    return _BAD_NUMBER.sub(_number, _TROUBLE.sub(_mended, text))


def _mended(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "cdata":
        return text if text.endswith("]]>") else text.removesuffix("]").removesuffix("]") + "]]>"
    if kind == "comment":
        return ""
    if kind == "entity":
        if text in _XML_OWN:
            return text
        return html.escape(html5.get(text[1:], ""), quote=False) or f"&amp;{text[1:]}"
    if kind == "amp":
        return "&amp;"
    return html.escape(text, quote=False)


def _number(match: re.Match[str]) -> str:
    """A numbered character, or nothing where XML does not allow it."""
    code = int(match[1], 16) if match[1] else int(match[2])
    legal = code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    return match[0] if legal else ""


def declare_prefixes(text: str) -> str:
    """`text` whose root element declares every namespace prefix that is used without a declaration."""
    missing = sorted(set(_PREFIX.findall(text)) - set(_XMLNS.findall(text)) - {"xml", "xmlns"})[:50]
    root = _ROOT_NAME.search(text)
    if not missing or root is None:
        return text
    added = "".join(f' xmlns:{prefix}="{_KNOWN.get(prefix.lower(), "urn:undeclared:" + prefix)}"' for prefix in missing)
    return text[: root.end()] + added + text[root.end() :]


def split_items(text: str) -> tuple[str, list[str], bool]:
    """The text around the items, each item closed, and whether the file came to its proper end.

    An item that is never closed ends where the next begins.
    """
    head: list[str] = []
    pieces: list[str] = []
    last, tag = 0, ""
    for match in _CUT.finditer(text):
        if match["cdata"] is not None:
            continue
        piece = text[last : match.start()]
        if tag:
            pieces.append(f"{piece}</{tag}>")
        else:
            head.append(piece)
        if match["open"] is not None:
            last, tag = match.start(), match["tag"]
        else:
            last, tag = match.end(), ""
    rest = text[last:]
    if tag and rest.strip():
        pieces.append(f"{rest}</{tag}>")
    else:
        head.append(rest)
    whole = not tag and bool(re.search(r"</(?:\w{1,20}:)?(?:rss|feed|rdf)\s*>\s*\Z", rest, re.IGNORECASE))
    return "".join(head), pieces, whole
