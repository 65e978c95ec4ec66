"""Bytes of a feed → `Feed`: feedparser for what all feeds share, the XML tree for what it loses, and every oddity in words."""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from bot.feeds import general, numbers, podcast
from bot.feeds.dates import seconds_of
from bot.feeds.decoding import decode
from bot.feeds.items import Feed, Item
from bot.feeds.oddities import Raw, look
from bot.feeds.plain import address, has_markup, line, prose
from bot.feeds.xmltree import Tree, grow, name

_MARK = "greenroommark"
_KINDS = {
    "rss20": "RSS 2.0", "rss10": "RSS 1.0", "rss090": "RSS 0.90", "rss091n": "RSS 0.91", "rss091u": "RSS 0.91",
    "rss092": "RSS 0.92", "rss093": "RSS 0.93", "rss094": "RSS 0.94", "rss": "RSS",
    "atom10": "Atom 1.0", "atom03": "Atom 0.3", "atom": "Atom",
}  # fmt: skip
_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,400}>\s*)?(?><!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_FEED_TYPE = re.compile(r"""type\s*=\s*["']?application/(?:rss|atom)\+xml""", re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def read(data: bytes, content_type: str = "", url: str = "") -> Feed:
    """The feed in `data`, as far as a person could read it; never raises on content.

    `content_type` is the HTTP header, `url` where the data came from: relative addresses are resolved against it. What is no
    feed comes back without items, and `oddities` says what it is instead. Costs up to a few tenths of a second for a
    megabyte: in a running loop use `bot.feeds.aside`.
    """
    text, odd = decode(data, content_type)
    if not text.strip():
        return Feed(oddities=(*odd, "It is empty."))
    if _PAGE.match(text[:20_000]):
        return _web_page(text, url)
    if text.lstrip()[:1] in "{[":
        return Feed(oddities=(*odd, "It is JSON; only RSS and Atom feeds are read."))
    tree = grow(text)
    tree.oddities[:0] = odd
    if tree.root is None:
        return Feed(oddities=(*tree.oddities, "There is no feed in it: not one XML element could be read."))
    return _feed(tree, tree.root, url)


def _web_page(text: str, url: str) -> Feed:
    """No feed, but the feeds that the page's head names."""
    found: list[str] = []
    for link in _LINK.finditer(text[:500_000]):
        href = _HREF.search(link[0])
        if href and _FEED_TYPE.search(link[0]):
            found.append(address(line(href[1] or href[2] or href[3]), url))
    feeds = tuple(dict.fromkeys(part for part in found if part))[:10]
    hint = f"it names the feed {feeds[0]}." if feeds else "it names no feed."
    return Feed(alternates=feeds, oddities=(f"It is a web page, not a feed; {hint}",))


def _feed(tree: Tree, root: etree._Element, url: str) -> Feed:
    channel = next((child for child in root if name(child) == "channel"), root)
    about = podcast.extras(channel, url)
    details = [podcast.extras(item, url) for item in tree.items]
    podcast.strip(root)
    for position, item in enumerate(tree.items):
        etree.SubElement(item, _MARK).text = str(position)
    fields, entries, version = general.general(etree.tostring(root, encoding="utf-8", xml_declaration=True), url)
    by_mark = {line(entry.get(_MARK)): entry for entry in entries}
    base = address(url) or general.page(fields, "")
    marked = [(by_mark.get(str(position), {}), detail) for position, detail in enumerate(details)]
    titles = [general.first(entry, "title", "itunes_title") for entry, _ in marked]
    series = numbers.series_names(titles)
    read_items = [_item(entry, detail, about.guid, base, series) for entry, detail in marked]
    feed = _head(fields, about, version, base)
    feed = msgspec.structs.replace(feed, items=tuple(item for item, _ in read_items))
    return msgspec.structs.replace(feed, oddities=look(feed, [raw for _, raw in read_items], tree.oddities))


def _head(fields: general.Entry, about: podcast.Extras, version: str, base: str) -> Feed:
    return Feed(
        title=general.first(fields, "title"),
        link=general.page(fields, base),
        podcast_guid=about.guid,
        description=prose(fields.get("subtitle") or fields.get("summary"), base)[0],
        language=general.first(fields, "language"),
        image=about.image or general.picture(fields, base),
        image_alt=about.image_alt,
        authors=general.names(fields, "authors", "author"),
        people=about.people,
        explicit=fields.get("itunes_explicit"),
        kind=_KINDS.get(version, ""),
        new_url=address(fields.get("itunes_new-feed-url"), base),
        next_page=general.related(fields, "next", base),
    )


def _item(entry: general.Entry, more: podcast.Extras, guid: str, base: str, series: frozenset[str]) -> tuple[Item, Raw]:
    written = str(entry.get("title") or entry.get("itunes_title") or "")
    attached = general.enclosures(entry, base)
    enclosure, kind, length = attached[0] if attached else ("", "", "")
    published, when = general.dated(entry, "published", "updated", "created")
    summary, notes, links = general.texts(entry, base)
    length_text = line(entry.get("itunes_duration"))
    title = line(written) or _opening(summary)
    item = Item(
        title=title,
        guid=line(entry.get("id")),
        podcast_guid=guid,
        link=general.page(entry, base),
        enclosure_url=enclosure,
        enclosure_type=kind,
        enclosure_bytes=_size(length),
        published=published.at,
        published_text=when,
        updated=general.dated(entry, "updated")[0].at,
        duration=seconds_of(length_text) or None,
        subtitle=general.first(entry, "subtitle"),
        summary=summary,
        notes=notes,
        notes_links=links,
        image=more.image or general.picture(entry, base),
        image_alt=more.image_alt,
        authors=general.names(entry, "authors", "author"),
        contributors=general.names(entry, "contributors"),
        people=more.people,
        chapters=more.chapters,
        chapters_url=more.chapters_url,
        transcript_urls=more.transcripts,
        tags=general.tags(entry),
        explicit=entry.get("itunes_explicit"),
        episode_type=general.first(entry, "itunes_episodetype").lower(),
    )
    raw = Raw(published, length_text, length, has_markup(written), not line(written), len(attached), more.nameless)
    return _numbered(item, entry, more, series), raw


def _size(length: str) -> int | None:
    """The bytes of the audio; what claims fewer than a thousand only fills in a required attribute."""
    size = int(length) if length.isascii() and length.isdigit() and len(length) < 15 else 0
    return size if size >= 1000 else None


def _opening(summary: str) -> str:
    """The first words of the summary, for an item without a title."""
    words = summary.split("\n")[0]
    return words if len(words) <= 100 else words[:100].rsplit(" ", 1)[0] + "…"


def _numbered(item: Item, entry: general.Entry, more: podcast.Extras, series: frozenset[str]) -> Item:
    """The item with its number and season: from tags, else from the title."""
    tag = more.number or general.first(entry, "itunes_episode")
    number, season = numbers.whole(tag), numbers.whole(more.season or general.first(entry, "itunes_season"))
    guess = numbers.in_title(item.title, series)
    shown = more.number_shown or (tag if number is None or str(number) != tag.strip("# ") else "")
    return msgspec.structs.replace(
        item,
        number=guess.number if number is None else number,
        number_text=shown,
        number_source="tag" if number is not None else "title" if guess.number is not None else "",
        season=guess.season if season is None else season,
    )
