"""Text of a feed → an XML tree: strictly where possible, else item by item, so that one broken item costs only itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from bot.feeds.items import MAX_ITEMS
from bot.feeds.mending import declare_prefixes, mend, split_items

Element = etree._Element

_DECLARATION = re.compile(r"<\?xml\b[^>]{0,400}\?>")
_DOCTYPE = re.compile(r"<!doctype\b", re.IGNORECASE)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ELEMENT = re.compile(r"<[A-Za-z_]")
_ROOT = re.compile(r"<[A-Za-z_][^<>]{0,100000}>")
_PODCAST_HOMES = ("podcastindex.org/namespace", "podcastindex-org/podcast-namespace")
_ITEM_HOMES = ("", "purl.org/rss", "purl.org/net/rss", "backend.userland.com", "blogs.law.harvard.edu", "my.netscape.com")
_ATOM_HOMES = ("www.w3.org/2005/atom", "purl.org/atom", "example.com/newformat")
_LONG_TEXTS = frozenset(
    ["description", "summary", "encoded", "content", "subtitle", "tagline", "body", "div", "full-text", "abstract"]
)
_PEOPLE = frozenset(["author", "creator", "contributor", "managingeditor", "webmaster", "name", "email", "publisher"])


@dataclass
class Tree:
    """A feed's elements: the root, its items in document order, and what was odd about the XML."""

    root: Element | None = None
    items: list[Element] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)


def parser(recover: bool) -> etree.XMLParser:
    """A parser that loads nothing, expands no entity of the file's own and keeps libxml2's limits on depth and size."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
        encoding="utf-8",
    )


def grow(text: str) -> Tree:
    """The tree of `text`; its root is None where there is no element at all. Never raises on content."""
    tree = Tree()
    text = _prolog(text, tree.oddities)
    try:
        tree.root = etree.fromstring(text.encode(), parser(recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        tree.root = _piecewise(text, str(error), tree.oddities)
    if tree.root is not None:
        _tidy(tree)
    return tree


def name(element: Element) -> str:
    """The element's name without its namespace, lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def home(element: Element) -> str:
    """The element's namespace without scheme and trailing slash, lower case; empty where it has none."""
    return _home(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=4096)
def _home(tag: str) -> str:
    if not tag.startswith("{"):
        return ""
    return tag[1:].partition("}")[0].strip().lower().partition("://")[2].rstrip("/#")


def of_podcasts(element: Element) -> bool:
    """Whether the element is of the podcast namespace, in any spelling of its address that publishers use."""
    where = home(element)
    return any(part in where for part in _PODCAST_HOMES)


def _prolog(text: str, oddities: list[str]) -> str:
    """`text` from its first element on, without declaration and DOCTYPE, so that no entity of its own is ever defined."""
    if re.match(r"\s+<\?xml", text):
        oddities.append("Blank lines stand before the XML declaration, which strict readers refuse.")
    cleaned, bad = _ILLEGAL.subn("", text)
    if bad:
        oddities.append(f"{bad} control characters that XML forbids were left out.")
    cleaned = _DECLARATION.sub("", cleaned, count=1)
    doctype = _DOCTYPE.search(cleaned, 0, 10_000)
    if not doctype:
        start = _ELEMENT.search(cleaned)
        return cleaned[start.start() :] if start else ""
    end = cleaned.find(">", doctype.end())
    bracket = cleaned.find("[", doctype.end())
    if 0 <= bracket < end:
        oddities.append("It defines entities of its own; they are not expanded.")
        close = re.compile(r"\]\s{0,100}>").search(cleaned, bracket)
        end = close.end() if close else len(cleaned)
    start = _ELEMENT.search(cleaned, max(end, doctype.end()))
    return cleaned[start.start() :] if start else ""


def _piecewise(text: str, error: str, oddities: list[str]) -> Element | None:
    """The tree of text that is not well-formed: head and items each mended and read apart."""
    oddities.append(f"It is not well-formed XML ({_brief(error)}); it was read as far as possible.")
    head, pieces, whole = split_items(declare_prefixes(mend(text)))
    if not whole:
        oddities.append("It ends in the middle of the file; what came after is missing.")
    top = _ROOT.match(head)
    root = _forgiving(head)
    if top is None or root is None:
        return root
    opening, closing = top[0].replace("/>", ">"), "</" + re.split(r"[\s/>]", top[0][1:], maxsplit=1)[0] + ">"
    nest = next((child for child in root if name(child) == "channel"), root)
    lost = 0
    for piece in pieces[: MAX_ITEMS + 1]:
        box = _forgiving(opening + piece + closing)
        found = next((child for child in box if name(child) in ("item", "entry")), None) if box is not None else None
        if found is None:
            lost += 1
        else:
            nest.append(found)
    if lost:
        oddities.append(f"{lost} of its items were too broken to read.")
    return root


def _forgiving(text: str) -> Element | None:
    try:
        return etree.fromstring(text.encode(), parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _brief(error: str) -> str:
    """libxml2's message without what only programmers need."""
    return re.sub(r"\s*\(<string>.*", "", error.splitlines()[0] if error else "no reason given")[:120].rstrip(" ,")


def _tidy(tree: Tree) -> None:
    """Find the items; take out live announcements, which would overwrite the show's title, and what is past the limit."""
    assert tree.root is not None
    live = [element for element in tree.root.iter() if name(element) == "liveitem"]
    for element in live:
        _drop(element)
    if live:
        what = "live broadcast is" if len(live) == 1 else "live broadcasts are"
        tree.oddities.append(f"{len(live)} {what} announced in it; that is not an episode and is left out.")
    _trim(tree.root)
    found = [element for element in tree.root.iter() if is_item(element)]
    for element in found[MAX_ITEMS:]:
        _drop(element)
    if len(found) > MAX_ITEMS:
        tree.oddities.append(f"It has more than {MAX_ITEMS} items; only the first {MAX_ITEMS} are read.")
    tree.items = found[:MAX_ITEMS]
    for item in tree.items:
        _flatten(item)


def _trim(root: Element) -> None:
    """Cut texts that are longer than their field can mean: feedparser's rules for names take their length squared."""
    for element in root.iter():
        if element.text and len(element.text) > 300 and name(element) not in _LONG_TEXTS:
            element.text = element.text[: 300 if name(element) in _PEOPLE else 4000]


def is_item(element: Element) -> bool:
    """Whether the element is an RSS item or an Atom entry, whatever spelling of the namespace it has."""
    local, where = name(element), home(element)
    if local == "item":
        return any(where == part or (part and where.startswith(part)) for part in _ITEM_HOMES)
    return local == "entry" and (not where or any(part in where for part in _ATOM_HOMES))


def _flatten(item: Element) -> None:
    """Turn HTML that stands unescaped in a description into text, as the publisher meant it."""
    for child in item:
        if len(child) and name(child) in ("description", "title", "encoded", "summary") and "atom" not in home(child):
            inner = (child.text or "") + "".join(etree.tostring(part, encoding="unicode") for part in child)
            for part in list(child):
                child.remove(part)
            child.text = inner


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
