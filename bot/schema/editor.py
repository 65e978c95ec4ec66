"""The table of fields as JSON Schemas, for the editors of people who write knowledge files.

Draft 7, which yaml-language-server knows best. An editor has read the values by YAML's own rules before it looks at a schema:
`2020` is a number to it and `No` may be a boolean, so wherever the bot reads text, the schema takes those as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.schema.fields import FILES
from bot.schema.forms import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Credits,
    Date,
    Duration,
    Field,
    FileForm,
    Flag,
    Form,
    Handles,
    Line,
    ListOf,
    Number,
    Outline,
    Prose,
    Record,
    Url,
)
from bot.schema.patterns import DATE, DURATION, FLAGS, URL, WHOLE, YEARS

Schema = dict[str, Any]

_TEXT = ["string", "number", "boolean"]


def json_schemas() -> dict[str, Schema]:
    """A JSON Schema for each kind of knowledge file, by name: show, episode, register-people, ...; kept as NAME.schema.json."""
    return {file.schema: _file(file) for file in FILES.values()}


def _file(file: FileForm) -> Schema:
    head: Schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Greenroom: {file.schema}",
        "description": file.help,
    }
    schema = head | _schema(file.form)
    return schema | {"definitions": {"point": _POINT}} if file.schema == "episode" else schema


def _schema(form: Form) -> Schema:
    return _WRITERS[type(form)](form)


def _field(field: Field) -> Schema:
    """The schema of a value under its key; an optional key may be left empty."""
    schema = _schema(field.form)
    if not field.required:
        schema = _or_empty(schema)
    return {"description": field.help} | schema


def _or_empty(schema: Schema) -> Schema:
    """The schema, or nothing: YAML's null."""
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    kinds = schema["type"]
    return schema | {"type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}


def _line(form: Line) -> Schema:
    return {"type": _TEXT, "minLength": 1, "maxLength": LONGEST_LINE, "examples": [form.example]}


def _prose(form: Prose) -> Schema:
    return {"type": _TEXT, "maxLength": LONGEST_TEXT}


def _number(form: Number) -> Schema:
    if form.texts:
        return {"type": ["integer", "number", "string"], "maxLength": 100}
    return {"anyOf": [{"type": "integer"}, _pattern(WHOLE, "a whole number such as 2")]}


def _flag(form: Flag) -> Schema:
    letters = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in FLAGS)
    return {"anyOf": [{"type": "boolean"}, _pattern(f"^({letters})$", "yes or no")]}


def _date(form: Date) -> Schema:
    first, last = YEARS
    return {
        "anyOf": [
            _pattern(DATE, "a date such as 2020-02-18, or 2020-02 or 2020 where no more is known"),
            {"type": "integer", "minimum": first, "maximum": last},
        ]
    }


def _duration(form: Duration) -> Schema:
    number = {"type": "number" if form.fractions else "integer", "minimum": 0}
    return {"anyOf": [_pattern(DURATION, "a length such as 43:45, 1:02:03, 43m45s or whole seconds"), number]}


def _url(form: Url) -> Schema:
    if form.paths:
        return {"type": "string", "minLength": 1}
    return _pattern(URL, "a web address such as https://example.com/page")


def _pattern(pattern: str, want: str) -> Schema:
    """Text of a shape; editors show the message in place of the pattern."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": f"This should be {want}."}


def _outline(form: Outline) -> Schema:
    return {"type": "array", "items": {"$ref": "#/definitions/point"}}


def _credits(form: Credits) -> Schema:
    texts: Schema = {"type": "array", "items": {"type": _TEXT}}
    fact: Schema = {"anyOf": [{"type": [*_TEXT, "null"]}, texts]}
    credit: Schema = {"anyOf": [{"type": [*_TEXT, "null"]}, texts, {"type": "object", "additionalProperties": fact}]}
    return {"anyOf": [{"type": _TEXT}, {"type": "object", "additionalProperties": credit}]}


def _handles(form: Handles) -> Schema:
    return {"type": "object", "additionalProperties": {"type": [*_TEXT, "null"]}}


def _list(form: ListOf) -> Schema:
    return {"type": "array", "items": _schema(form.item)}


def _record(form: Record) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {name: _field(field) for name, field in form.fields.items()},
        "additionalProperties": False,
    }
    if form.required:
        schema["required"] = list(form.required)
    return {"anyOf": [_schema(form.fields[form.short].form), schema]} if form.short else schema


_POINT: Schema = {
    "description": "One point of the outline; a list below a point goes into detail.",
    "anyOf": [
        {"type": [*_TEXT, "null"]},
        {"type": "array", "items": {"$ref": "#/definitions/point"}},
        {"type": "object", "additionalProperties": {"$ref": "#/definitions/point"}},
    ],
}
_WRITERS: dict[type, Callable[[Any], Schema]] = {
    Line: _line,
    Prose: _prose,
    Number: _number,
    Flag: _flag,
    Date: _date,
    Duration: _duration,
    Url: _url,
    Outline: _outline,
    Credits: _credits,
    Handles: _handles,
    Record: _record,
    ListOf: _list,
}
