"""What an episode can be known by, whoever hosts it: keys that survive a new host, a new guid or a new date."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from bot.feeds.items import Feed, Item

STRONG = ("podcast", "guid", "audio", "link", "episode", "file")
"""The kinds of keys, the most telling first."""

_EMBEDDED = re.compile(r"https?(?::|%3a)(?:/|%2f){2}", re.IGNORECASE)
_HOST_LIKE = re.compile(r"(?:[a-z0-9-]{1,63}\.)+([a-z]{2,12})(?::\d{1,5})?", re.IGNORECASE)
_MEDIA_ENDING = re.compile(r"\.(?:mp3|m4a|m4b|aac|og[ga]|opus|wav|flac|mp4|m4v|mov|webm|mkv)$", re.IGNORECASE)
_FILE_ENDINGS = frozenset("mp m4a m4b aac ogg oga opus wav flac mov webm mkv php html htm asp aspx jsp xml rss json".split())
_NOISE = re.compile(
    r"^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|ref|referrer|source|src|dest-id|token|sig|signature|expires|key-pair-id|policy|"
    r"x-amz-.*|awcollectionid|awepisodeid|aw_.*|cb|ts|timestamp|updated|rss_browser|_=?)$",
    re.IGNORECASE,
)
_DULL_FILES = frozenset(
    "audio default media stream episode podcast file index redirect download play listen latest original".split()
)
PLAIN_WORDS = frozenset(
    "episode ep folge part teil show podcast bonus trailer the a of and number nr no season staffel".split()
)
"""Words of titles that tell nothing."""
_WORD = re.compile(r"[^\W_]+")


def keys(feed: Feed, item: Item) -> tuple[str, ...]:
    """The keys of one item of `feed`, the most telling first: any of them alone finds the episode again.

    `podcast:GUID/ITEM` (across feeds), `guid:`, `audio:` and `link:` (paths, without host, tracking prefix and tracking
    query), `episode:NUMBER/TITLE`, `file:` (the audio's file name). Keys that different items of the feed share are left
    out. For many items use `keyring`, which looks at the feed once.
    """
    return next((ring for other, ring in zip(feed.items, keyring(feed), strict=True) if other is item or other == item), ())


def keyring(feed: Feed) -> tuple[tuple[str, ...], ...]:
    """The keys of every item of `feed`, in its order."""
    rings = [_candidates(feed, item) for item in feed.items]
    holders: dict[str, list[int]] = defaultdict(list)
    for position, ring in enumerate(rings):
        for key in ring:
            holders[key].append(position)
    shared = {key for key, held in holders.items() if len(held) > 1 and not _one_episode(key, [feed.items[p] for p in held])}
    return tuple(tuple(key for key in ring if key not in shared) for ring in rings)


def _one_episode(key: str, items: list[Item]) -> bool:
    """Whether items that share a key are one episode listed again: something else that tells must agree as well."""
    titles = {title_key(item.title) for item in items}
    audio = {audio_key(item.enclosure_url) for item in items}
    if key.startswith("episode:"):
        return len(audio if all(audio) else {item.guid for item in items}) == 1
    first = title_key(items[0].title)
    edited = len(audio) == 1 and all(alike(first, title) for title in titles)
    if key.startswith(("guid:", "podcast:")):
        return len(titles) == 1 or edited
    return len({item.guid for item in items}) == 1 and (len(titles) == 1 or edited)


def _candidates(feed: Feed, item: Item) -> tuple[str, ...]:
    found = []
    if item.guid:
        if feed.podcast_guid:
            found.append(f"podcast:{feed.podcast_guid.lower()}/{item.guid}")
        found.append(f"guid:{item.guid}")
    if audio := audio_key(item.enclosure_url):
        found.append(f"audio:{audio}")
    link = link_key(item.link)
    if link and link != link_key(feed.link):
        found.append(f"link:{link}")
    if item.number is not None and title_key(item.title):
        found.append(f"episode:{item.number}/{title_key(item.title)}")
    if file := _file(item.enclosure_url):
        found.append(f"file:{file}")
    return tuple(found)


@lru_cache(maxsize=16384)
def title_key(title: str) -> str:
    """The words of a title, folded: case, accents and punctuation do not count, digits do."""
    folded = unicodedata.normalize("NFKD", title.casefold())
    return " ".join(_WORD.findall("".join(char for char in folded if not unicodedata.combining(char))))[:200]


def alike(one: str, other: str) -> bool:
    """Whether half of the words of two folded titles agree, or one holds the other, and not only the numbers differ."""
    mine, theirs = set(one.split()), set(other.split())
    digits, others = {word for word in mine if word.isdigit()}, {word for word in theirs if word.isdigit()}
    if digits and others and not digits & others:
        return False
    mine, theirs = mine - PLAIN_WORDS or mine, theirs - PLAIN_WORDS or theirs
    common = len(mine & theirs)
    return 2 * common >= max(len(mine), len(theirs)) > 0 or (common >= 2 and common == min(len(mine), len(theirs)))


def unwrapped(url: str) -> str:
    """The address of the file itself, without the measuring services whose addresses are put in front of it."""
    inner = [match.start() for match in _EMBEDDED.finditer(url, 8)]
    if inner:
        url = unquote(url[inner[-1] :])
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    segments = parts.path.split("/")
    for position in range(len(segments) - 2, 0, -1):
        match = _HOST_LIKE.fullmatch(segments[position])
        if match and match[1].lower() not in _FILE_ENDINGS:
            rest = "/".join(segments[position:])
            return f"https://{rest}{'?' + parts.query if parts.query else ''}"
    return url


@lru_cache(maxsize=16384)
def audio_key(url: str) -> str:
    """Path of the audio on whatever host; its query counts only where the path names no audio file."""
    if not url:
        return ""
    try:
        parts = urlsplit(unwrapped(url))
    except ValueError:
        return ""
    path = unquote(parts.path).lower().strip("/")
    if _MEDIA_ENDING.search(path):
        return path
    query = _told(parts.query)
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=16384)
def link_key(url: str) -> str:
    """Path and telling query of a page on whatever host; empty for a home page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = unquote(parts.path).lower().strip("/")
    path = re.sub(r"(?:^|/)index\.(?:html?|php)$", "", path)
    query = _told(parts.query)
    return f"{path}?{query}" if query else path


def _told(query: str) -> str:
    """The parts of a query that name something, sorted; signatures and tracking aside."""
    try:
        parts: list[tuple[str, str]] = parse_qsl(query, max_num_fields=50)
    except ValueError:
        return ""
    return urlencode(sorted((name, value) for name, value in parts if not _NOISE.match(name)))


def _file(url: str) -> str:
    """The file name of the audio where it is telling enough to find it on another host."""
    name = audio_key(url).partition("?")[0].rpartition("/")[2]
    stem = _MEDIA_ENDING.sub("", name)
    if name == stem or stem in _DULL_FILES or len(stem) < 6:
        return ""
    return name if len(stem) >= 10 or any(char.isdigit() for char in stem) else ""
