"""HTML of show notes → plain text and links; one-line texts made safe to show."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

from bot.feeds.items import MAX_TEXT
from bot.model import Link

# Bidirectional overrides and invisible joins can make a title read as something else.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|li|ol|p|pre|q|s|small|span|strike|strong|sub|sup|tt|u|ul)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]{0,4000})?/?>|&(?:[a-zA-Z]{2,10}|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
_BLOCKS = frozenset(
    "address article aside blockquote center dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table tbody td th thead tr ul".split()
)
_UNSEEN = frozenset(["script", "style", "head", "template", "noscript", "iframe", "object", "svg"])
_PARAGRAPHS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table"])
_POINT = "\n- "
_MAX_HTML = 500_000
_MAX_LINKS = 300


def line(text: object) -> str:
    """`text` as one line: tags of HTML removed, entities read, control characters gone, at most 1,000 characters.

    Angle brackets that are no HTML ("Vec<T>") stay.
    """
    plain = str(text or "")[:20_000]
    if "<" in plain:
        plain = _INLINE_TAG.sub(" " if "<br" in plain.lower() else "", plain)
    if "&" in plain:
        plain = html.unescape(plain)
    return " ".join(_CONTROL.sub(" ", plain).split())[:1000]


def has_markup(text: object) -> bool:
    """Whether a text that should be plain holds HTML tags or entities."""
    raw = str(text or "")[:20_000]
    return bool(_INLINE_TAG.search(raw)) or (html.unescape(raw) != raw)


def address(text: object, base: str = "") -> str:
    """`text` as an absolute http or https address, empty where it is none."""
    raw = _CONTROL.sub("", str(text or "")).strip()[:4000].replace(" ", "%20")
    if not raw:
        return ""
    try:
        whole = urljoin(base, raw) if base else raw
        if whole.startswith("//"):
            whole = f"https:{whole}"
        parts = urlsplit(whole)
        return whole if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def prose(text: object, base: str = "") -> tuple[str, tuple[Link, ...]]:
    """Show notes as text with a line per paragraph and "- " before list points, and the links in them, each once.

    Text without any HTML keeps its lines. At most `MAX_TEXT` characters and 300 links come back.
    """
    raw = str(text or "")[:_MAX_HTML]
    if not _LOOKS_LIKE_HTML.search(raw):
        return _settled(raw.replace("\r\n", "\n").replace("\r", "\n")), ()
    root = _parsed(raw)
    if root is None:
        return _settled(html.unescape(_INLINE_TAG.sub(" ", raw))), ()
    return _settled(_text(root)), _links(root, base)


def _parsed(raw: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        data = _CONTROL.sub("", raw).encode("utf-8", "ignore")
        return etree.fromstring(b"<div>" + data + b"</div>", parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _text(root: etree._Element) -> str:
    """The words of a tree, walked without recursion: hostile notes nest as deep as they like."""
    out: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += tag in _UNSEEN
            if not hidden:
                # A paragraph that opens a list point goes on in its line.
                point = bool(out) and out[-1] == _POINT and tag in _PARAGRAPHS
                out.append(
                    ("" if point else _before(tag)) + _squeezed(element.text, tag).removeprefix(" " if tag == "li" else "")
                )
        else:
            hidden -= tag in _UNSEEN
            if not hidden:
                out.append(("\n" if tag in _BLOCKS and tag != "li" else "") + _squeezed(element.tail, ""))
    return "".join(out)


def _before(tag: str) -> str:
    if tag == "li":
        return _POINT
    if tag in _PARAGRAPHS:
        return "\n\n"
    return "\n" if tag == "br" or tag in _BLOCKS else ""


def _squeezed(text: str | None, tag: str) -> str:
    if not text:
        return ""
    return text if tag == "pre" else re.sub(r"\s+", " ", text)


def _links(root: etree._Element, base: str) -> tuple[Link, ...]:
    found: dict[str, str] = {}
    for anchor in root.iter("a"):
        url = address(anchor.get("href"), base)
        words = " ".join("".join(str(part) for part in anchor.itertext()).split())[:300]
        if url and not found.get(url) and (url in found or len(found) < _MAX_LINKS):
            found[url] = words
    return tuple(Link(title or url, url) for url, title in found.items())


def _settled(text: str) -> str:
    """Trimmed lines, no control characters, never more than one blank line in a row."""
    lines = [" ".join(part.split()) for part in _CONTROL.sub(" ", text).split("\n")]
    kept: list[str] = []
    for part in lines:
        if part == "-" or (not part and (not kept or not kept[-1])):
            continue
        kept.append(part)
    return "\n".join(kept).strip()[:MAX_TEXT]
