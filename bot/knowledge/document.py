"""The bytes of one knowledge file → `Document`: what it holds and what is wrong in it. Pure, and never raises on content."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import YAMLError

from bot.knowledge import records, shapes, values
from bot.knowledge.compose import Composer
from bot.knowledge.encoding import wide
from bot.knowledge.files import LARGEST, digest, too_large
from bot.knowledge.names import same
from bot.knowledge.nodes import Mapping, Node, Refused, Scalar, Sequence, Slip, Spoilt
from bot.knowledge.reader import Reader, TooMany, is_nothing
from bot.knowledge.syntax import explain
from bot.model import Claim, Document, DocumentKind, Place
from bot.schema import FILES
from bot.schema.forms import Credits, Date, Duration, Flag, Handles, Line, ListOf, Number, Outline, Prose, Record, Url

_READERS: dict[type, Callable[..., Any]] = {
    Line: values.line,
    Prose: values.prose,
    Number: values.number,
    Flag: values.flag,
    Date: values.date,
    Duration: values.duration,
    Url: values.url,
    Outline: shapes.outline,
    Credits: shapes.credit_lines,
    Handles: shapes.handles,
    Record: records.record,
    ListOf: records.list_of,
}
_FIELDS = {"show": "about_show", "episode": "episode", "faq": "faqs", "questions": "checks"}
"""The field of `Document` that holds what a kind of file says; all others are registers."""

LARGEST_MENDED = 100_000
"""Bytes of a file that is read again after a line was mended."""

MOST_MENDED = 20
"""Lines mended in one file."""

_EMPTY = "write what it should hold, or remove it"


def document(path: str, kind: DocumentKind, show: str, slug: str, data: bytes) -> Document:
    """What the text of a file says, with every problem in it. `path` is relative to the knowledge folder, with `/`."""
    reader = Reader(path, _READERS)
    content: dict[str, Any] = {}
    try:
        root = _root(reader, data)
        if root is not None and type(root) is not Spoilt:
            content = _content(reader, kind, root, show, slug)
    except TooMany:
        content = {}
    return Document(
        path, kind, digest(data), show, slug, good=not reader.problems, problems=tuple(sorted(reader.problems)), **content
    )


def _root(reader: Reader, data: bytes) -> Node | None:
    """The tree of the text, None where there is none to read; problems go to the reader."""
    if len(data) > LARGEST:
        reader.wrong_at(0, 0, too_large(len(data)))
        return None
    if (slip := wide(data)) is not None:
        reader.wrong_at(slip.line, slip.column, slip.message)
        return None
    root, slips = _tree(data)
    reader.look_at(data)
    if not slips and (root is None or is_nothing(root, words=False)):
        slips, root = [Slip(0, 0, f"the file is empty; {_EMPTY}")], None
    for slip in slips:
        reader.wrong_at(slip.line, slip.column, slip.message)
    return root


def _tree(data: bytes) -> tuple[Node | None, list[Slip]]:
    """The tree of the text and what was wrong with the text as YAML.

    A line whose intent is plain is mended and reading goes on, so that one run shows what is wrong further down, too.
    """
    slips: list[Slip] = []
    for _ in range(MOST_MENDED):
        composer = Composer()
        try:
            root = composer.compose(data)
        except Refused as refused:
            return None, [*slips, *composer.slips, refused.slip]
        except YAMLError as error:
            slip, mended = explain(data, error)
            slips.append(slip)
            if mended is None or len(data) > LARGEST_MENDED:
                return None, slips
            data = mended
        else:
            return root, slips + composer.slips
    return None, slips


def _content(reader: Reader, kind: DocumentKind, root: Node, show: str, slug: str) -> dict[str, Any]:
    """The fields of `Document` that the tree fills."""
    form = FILES[kind].form
    if isinstance(form, ListOf):
        return _list_content(reader, kind, form, root, show)
    if type(root) is not Mapping:
        reader.wrong(root, _not_a_record(root, form))
        return {}
    values = records.fields(reader, form, root)
    if values is None:
        return {}
    owner = {"show": show, "slug": slug} if kind == "episode" else {"slug": show}
    return {_FIELDS[kind]: form.make(**owner, **values)}


def _list_content(reader: Reader, kind: DocumentKind, form: ListOf, root: Node, show: str) -> dict[str, Any]:
    item = form.item
    if type(root) is not Sequence or not isinstance(item, Record):
        reader.wrong(root, f"this file should be a list of items, each with a dash; write it as: - {item.example}")
        return {}
    owner = {"show": show} if kind in ("faq", "questions") else {}
    made, claims = [], []
    for node in root.items:
        if is_nothing(node, words=False):
            continue
        if type(node) is not Mapping:
            reader.read(item, node, kind)
        elif (values := records.fields(reader, item, node)) is not None:
            if kind == "questions":
                values["places"] = _places(reader, node, len(values["says"]))
            made.append(item.make(**owner, **values))
            if not owner:
                claims.extend(_claims(reader, node, values["name"]))
    if owner:
        return {_FIELDS[kind]: tuple(made)}
    return {"entries": tuple(made), "claims": tuple(claims)}


def _places(reader: Reader, node: Mapping, count: int) -> tuple[Place, ...]:
    """Where each of the `count` texts under `says` stands; the question's own place where that cannot be told."""
    wanted = next((value for at, value in records.entries(reader, node) if at.text == "says"), node)
    items = wanted.items if type(wanted) is Sequence else ()
    texts = [each for each in items if type(each) is Scalar and each.text.strip()]
    stand: list[Node] = [*texts] if len(texts) == count else [node] * count
    return tuple(Place(reader.path, each.line + 1, each.column + 1) for each in stand)


def _claims(reader: Reader, node: Mapping, entry: str) -> list[Claim]:
    """The names that a register's entry stands for, each spelling once, with its place."""
    given: dict[str, Node] = {}
    for at, value in zip(node.items[::2], node.items[1::2], strict=True):
        if type(at) is Scalar:
            given.setdefault(at.text, value)
    aliases = given.get("aliases")
    claims: dict[str, Claim] = {}
    for each in (given.get("name"), *(aliases.items if type(aliases) is Sequence else ())):
        if type(each) is Scalar and (name := " ".join(each.text.split())):
            claims.setdefault(same(name), Claim(name, entry, Place(reader.path, each.line + 1, each.column + 1)))
    return list(claims.values())


def _not_a_record(root: Node, form: Record) -> str:
    if type(root) is Sequence:
        return f"this file should be keys with values, without a dash before them, such as: {form.example}"
    return f"this file should be keys with values, with a colon and a space between, such as: {form.example}"
