"""The schemas for editors come from the table that the bot reads by, and agree with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from jsonschema import Draft7Validator

from bot import model
from bot.knowledge import parse
from bot.model import DocumentKind
from bot.schema import FILES, json_schemas
from bot.schema.forms import Field, Form, ListOf, Prose, Record

KINDS: dict[str, DocumentKind] = {file.schema: kind for kind, file in FILES.items()}
SHIPPED = Path(__file__).parents[1] / "knowledge"


def accepts(schema: str, text: str) -> bool:
    """Whether an editor would have nothing to say; editors read values by YAML 1.2's core, near to these loaders."""
    content = yaml.load(text, Loader=yaml.CBaseLoader)
    return Draft7Validator(json_schemas()[schema]).is_valid(content)


def fields(form: Form) -> Iterator[tuple[str, Field, Record]]:
    """Every key with its field and record below a form."""
    if isinstance(form, ListOf):
        yield from fields(form.item)
    elif isinstance(form, Record):
        for name, field in form.fields.items():
            yield name, field, form
            yield from fields(field.form)


def test_there_is_a_schema_for_every_kind_of_file() -> None:
    names = {"show", "episode", "register-people", "register-sponsors", "register-topics", "faq", "questions"}
    assert set(json_schemas()) == names
    for schema in json_schemas().values():
        Draft7Validator.check_schema(schema)
        assert json.loads(json.dumps(schema)) == schema


def test_every_key_is_explained_and_no_other_is_allowed() -> None:
    def walk(node: Any) -> Iterator[dict[str, Any]]:
        if isinstance(node, dict):
            yield node
            for value in node.values():
                yield from walk(value)
        elif isinstance(node, list):
            for value in node:
                yield from walk(value)

    for schema in json_schemas().values():
        for node in walk(schema):
            if "properties" in node:
                assert node["additionalProperties"] is False
                assert all(len(each["description"]) > 5 for each in node["properties"].values())


@pytest.mark.parametrize(
    ("kind", "made", "own"),
    [
        ("show", model.Show, {"slug"}),
        ("episode", model.Episode, {"show", "slug"}),
        ("faq", model.Faq, {"show"}),
        ("questions", model.Check, {"show", "places"}),
    ],
)
def test_the_keys_are_those_of_the_model(kind: DocumentKind, made: type[msgspec.Struct], own: set[str]) -> None:
    form = FILES[kind].form
    record = form.item if isinstance(form, ListOf) else form
    assert isinstance(record, Record)
    assert set(record.fields) | own == set(made.__struct_fields__)


@pytest.mark.parametrize("kind", FILES)
def test_the_words_that_people_write_by_mistake_are_no_keys(kind: DocumentKind) -> None:
    for name, field, record in fields(FILES[kind].form):
        assert not set(field.slips) & set(record.fields), name


def test_the_form_shown_as_an_example_is_read_without_a_problem() -> None:
    for kind, file in FILES.items():
        form = file.form
        record = form.item if isinstance(form, ListOf) else form
        assert isinstance(record, Record)
        head = record.example if isinstance(form, Record) else f"- {record.example}"
        lists = {name: field.form.item for name, field in record.fields.items() if isinstance(field.form, ListOf)}
        if isinstance(form, Record):
            head += "".join(f"\n{name}:\n- {item.example}" for name, item in lists.items() if not isinstance(item, Prose))
        if "answer" not in record.required or "answer" in head:
            assert parse("x.yaml", kind, "show", "x", head.encode()).problems == (), head


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("episode", "title: No\nnumber: 1.10\nduration: 1:30:00\ndate: 2020-02-18\n"),
        ("episode", "title: 1984\nnumber: S02E03\nduration: 2625\ndate: 2020\nsummary:\nhosts: []\n"),
        (
            "episode",
            "title: x\nguests: [Tom, {name: Jane, links: [{title: a, url: a.com}]}]\ncredits: {music: {title: a}, art: b}\n",
        ),
        ("episode", "title: x\noutline: [a, [b, [c]], {d: [e]}]\ncredits: text\nchapters: [{start: 12:30.5, title: x}]\n"),
        ("episode", "title: x\nrecorded: 2020-02-18T10:00:00+01:00\nduration: 43 mins 45 secs\nurl: example.com/page\n"),
        ("show", "name: x\ncomplete: Off\nfeed: https://example.com/feed\n"),
        ("register-people", "- {name: Tom, handles: {github: tomchristie}, role: x}\n"),
        ("faq", "- {question: a, answer: b, also: [c]}\n"),
        ("questions", "- {ask: a, says: [b]}\n"),
        ("episode", "number: 3\n"),
        ("episode", "title: x\ngusts: []\n"),
        ("episode", "title: x\nguests: Tom\n"),
        ("episode", "title: x\ndate: soon\n"),
        ("episode", "title: x\nduration: 43.45 min\n"),
        ("episode", "title: x\nurl: javascript:alert(1)\n"),
        ("episode", "title: x\nlinks: [{title: a}]\n"),
        ("show", "name: x\ncomplete: maybe\n"),
        ("register-topics", "- {name: x, handles: {a: b}}\n"),
        ("questions", "- {ask: a, says: b}\n"),
        ("faq", "question: a\nanswer: b\n"),
    ],
)
def test_an_editor_accepts_what_the_bot_accepts_and_nothing_else(schema: str, text: str) -> None:
    kind = KINDS[schema]
    text = text.replace("summary:\n", "summary: ''\n")
    assert accepts(schema, text) == parse("x.yaml", kind, "show", "x", text.encode()).good


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.CSafeLoader], ids=["texts", "YAML 1.1"])
def test_the_shipped_files_suit_their_schemas(loader: type[yaml.CBaseLoader]) -> None:
    files = sorted(SHIPPED.rglob("*.yaml"))
    if not files:
        pytest.skip("the shipped knowledge is not there yet")
    validators = {name: Draft7Validator(schema) for name, schema in json_schemas().items()}
    for path in files:
        name = "episode" if "episodes" in path.parts else path.stem
        validator = validators.get(name) or validators[f"register-{name}"]
        content = json.loads(json.dumps(yaml.load(path.read_text(encoding="utf-8"), Loader=loader), default=str))
        assert [f"{path.name}: {error.json_path} {error.message}" for error in validator.iter_errors(content)] == []
