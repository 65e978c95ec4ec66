"""Records and lists: keys against the table, then each value by its own form."""

from __future__ import annotations

from typing import Any

from bot.knowledge.nodes import Mapping, Node, Scalar, Sequence, Spoilt
from bot.knowledge.reader import ABSENT, Reader, is_nothing
from bot.knowledge.scalars import shown
from bot.schema.forms import ListOf, Record

MOST_ITEMS = 5_000
"""Items of one list inside a record: the longest real one, links of an episode, has 200."""

LONGEST_KEY = 40
"""Characters; beyond them a key is not worth comparing with the known ones."""


def record(reader: Reader, form: Record, node: Node, key: str) -> Any:
    """What the record makes of its keys; `ABSENT` where a required one is missing (reported)."""
    if form.short and type(node) is Scalar:
        value = reader.read(form.fields[form.short].form, node, key)
        return ABSENT if value is ABSENT else form.make(**{form.short: value})
    if type(node) is not Mapping:
        reader.wrong(node, f'each item of "{key}" should be {form.what}; write it as: - {form.example}')
        return ABSENT
    values = fields(reader, form, node)
    return ABSENT if values is None else form.make(**values)


def fields(reader: Reader, form: Record, node: Mapping) -> dict[str, Any] | None:
    """The values of the record's keys by name; None where a required one is missing (reported)."""
    known = form.fields
    values: dict[str, Any] = {}
    seen: dict[str, tuple[Scalar, Node]] = {}
    for at, value in entries(reader, node):
        name = at.text
        field = known.get(name)
        if field is None:
            reader.wrong(at, _unknown(name, form))
        elif name in seen:
            reader.wrong(at, f'"{name}" stands here a second time; the first is in line {seen[name][0].line + 1}')
        else:
            seen[name] = (at, value)
            read = reader.read(field.form, value, name)
            if read is not ABSENT:
                values[name] = read
    missing = [name for name in form.required if name not in values]
    for name in missing:
        _report_missing(reader, form, name, node, seen.get(name))
    return None if missing else values


def _report_missing(reader: Reader, form: Record, name: str, node: Mapping, seen: tuple[Scalar, Node] | None) -> None:
    """Report a required key that is missing or empty; of one that could not be read the reason was reported already."""
    if seen is None:
        reader.wrong(node, f'{form.what} needs the key "{name}"; the form is: {form.example}')
    elif is_nothing(seen[1]):
        reader.wrong(seen[0], f'"{name}" is empty, and {form.what} needs one')


def entries(reader: Reader, node: Mapping) -> list[tuple[Scalar, Node]]:
    """Keys with values in the order written, duplicates among them; what `<<` merges in comes last."""
    items = node.items
    found: list[tuple[Scalar, Node]] = []
    merged: list[Node] = []
    for key, value in zip(items[::2], items[1::2], strict=True):
        if type(key) is Scalar:
            if key.text == "<<" and key.plain:
                merged.append(value)
            else:
                found.append((key, value))
        elif type(key) is not Spoilt:
            reader.wrong(
                key, "a key should be a single word, not a list or keys with values; text that begins with [ or { needs quotes"
            )
    return found + _merged(reader, merged, {key.text for key, _ in found}) if merged else found


def _merged(reader: Reader, sources: list[Node], names: set[str]) -> list[tuple[Scalar, Node]]:
    """The entries of mappings merged by `<<` that have no key in `names`; the first to give a key wins."""
    found = []
    for source in sources:
        for each in source.items if type(source) is Sequence else [source]:
            if type(each) is not Mapping:
                if type(each) is not Spoilt:
                    reader.wrong(each, 'what stands after "<<:" should be keys with values from elsewhere in this file (*name)')
                continue
            for key, value in entries(reader, each):
                if key.text not in names:
                    names.add(key.text)
                    found.append((key, value))
    return found


def _unknown(name: str, form: Record) -> str:
    """What to say of a key that the record does not have."""
    near = near_key(name, form)
    known = f"did you mean {near!r}?".replace("'", '"') if near else f"the keys of {form.what} are {', '.join(form.fields)}"
    return f"unknown key {shown(name, LONGEST_KEY)}; {known}"


def near_key(name: str, form: Record) -> str | None:
    """The key that was probably meant: by what people write for it, else by its letters."""
    wanted = "_".join(name.casefold().replace("-", " ").split())
    for key, field in form.fields.items():
        if wanted == key or wanted in field.slips:
            return key
    if len(name) > LONGEST_KEY:
        return None
    # RapidFuzz takes longer to import than a folder without mistakes takes to read.
    from bot.match import nearest

    return nearest(name, form.fields)


def list_of(reader: Reader, form: ListOf, node: Node, key: str) -> Any:
    """A tuple of the items that could be read; empty items are passed over."""
    if type(node) is Sequence:
        if len(node.items) > MOST_ITEMS:
            reader.wrong(node, f'"{key}" has {len(node.items):,} items; {MOST_ITEMS:,} are the most')
            return ABSENT
        item = form.item
        for each in node.items if reader.cuts else ():
            if is_nothing(each):
                reader.report_cut(each, key)
        read = [reader.read(item, each, key) for each in node.items if not is_nothing(each, words=False)]
        return tuple([value for value in read if value is not ABSENT])
    if is_nothing(node):
        return ABSENT
    reader.wrong(node, f'"{key}" should be a list; {_as_list(form, node)}')
    return ABSENT


def _as_list(form: ListOf, node: Node) -> str:
    """How to write as a list what is none."""
    if type(node) is Scalar:
        text = " ".join(node.text.split())
        if text.startswith("-"):
            return f"put a space after each dash: - {text.lstrip('- ')[:60].split(' -')[0]}"
        if not (isinstance(form.item, Record) and not form.item.short):
            return f"write it as a list: - {text if len(text) <= 60 else form.item.example}"
    return f"write it as a list: - {form.item.example}"
