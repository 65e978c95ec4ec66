"""Discord's OpenAPI description, made into validators for requests and answers.

Discord's README of the description names its quirks, and each is met here: integers may come as strings (in requests), and
what is optional may be null. Two more were found by using it: the field errors of "Invalid Form Body" have words for codes
where the description says numbers, and a few keys that discord.py sends stand nowhere in it (`UNLISTED`).
"""

from __future__ import annotations

import copy
import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

Schema = dict[str, Any]
UNLISTED = {
    "RichEmbed": ("flags",),
    "MessageEditRequestPartial": ("tts",),
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
    "BaseCreateMessageCreateRequest": ("tts",),
    "CreateForumThreadRequest": ("type",),
    "ApplicationCommandCreateRequest": ("nsfw",),
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "ApplicationCommandPatchRequestPartial": ("nsfw",),
}
"""Keys that discord.py sends in these forms, and Discord takes or ignores without the description's saying so."""
UNLISTED_BODY = {("PUT", "/channels/{channel_id}/permissions/{overwrite_id}"): ("id",)}
"""The same for forms that have no name."""
UNLISTED_QUERY = {("POST", "/channels/{channel_id}/threads"): ("use_nested_fields",)}
"""The same for arguments of queries."""
_formats = FormatChecker(formats=())
_URI = re.compile(r"^[a-z][a-z0-9+.-]*:\S+$", re.IGNORECASE)


def _is_time(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(_URI.match(value))


_formats.checks("date-time", raises=ValueError)(_is_time)
_formats.checks("uri")(_is_uri)


class Description:
    """The description in two readings: lenient in types and strict in names for requests, as it stands for answers."""

    def __init__(self, path: Path) -> None:
        self._document: Schema = json.loads(path.read_text(encoding="utf-8"))
        self.paths: Schema = self._document["paths"]
        inner = self._document["components"]["schemas"]["InnerErrors"]
        inner["properties"]["_errors"]["items"] = {"type": "object", "required": ["code", "message"]}
        _shorten(self._document)
        asked = copy.deepcopy(self._document)
        for name, keys in UNLISTED.items():
            asked["components"]["schemas"][name]["properties"] |= dict.fromkeys(keys, True)
        for (method, route), keys in UNLISTED_BODY.items():
            content = asked["paths"][route][method.lower()]["requestBody"]["content"]
            content["application/json"]["schema"]["properties"] |= dict.fromkeys(keys, True)
        _loosen(asked)
        self._registry: Registry[Any] = Registry().with_resources(
            (name, Resource.from_contents(document, default_specification=DRAFT202012))
            for name, document in (("urn:answer", self._document), ("urn:request", asked))
        )
        self._asked = asked
        self._validators: dict[str, Validator] = {}

    def operation(self, method: str, route: str) -> Schema | None:
        """What is said of a method and path; None where nothing is."""
        found: Schema | None = self.paths.get(route, {}).get(method.lower())
        return found

    def body(self, method: str, route: str) -> Validator | None:
        """What checks the JSON of a request; None where no body is described."""
        content = (self.operation(method, route) or {}).get("requestBody", {}).get("content", {})
        kind = next((each for each in ("application/json", "multipart/form-data") if each in content), None)
        if kind is None:
            return None
        pointer = _pointer("paths", route, method.lower(), "requestBody", "content", kind, "schema")
        return self._validator("urn:request", pointer)

    def query(self, method: str, route: str) -> dict[str, Validator]:
        """What checks each argument of the query."""
        found = {}
        parameters = (self.operation(method, route) or {}).get("parameters", [])
        for index, parameter in enumerate(parameters):
            if parameter.get("in") == "query":
                pointer = _pointer("paths", route, method.lower(), "parameters", str(index), "schema")
                found[parameter["name"]] = self._validator("urn:request", pointer)
        for name in UNLISTED_QUERY.get((method, route), ()):
            found[name] = Draft202012Validator({})
        return found

    def answer(self, method: str, route: str, status: int) -> tuple[bool, Validator | None]:
        """Whether that status is described, and what checks its JSON; None where no body is."""
        answers = (self.operation(method, route) or {}).get("responses", {})
        key = next((each for each in (str(status), f"{status // 100}XX") if each in answers), None)
        if key is None:
            return False, None
        place = ["paths", route, method.lower(), "responses", key]
        answer = answers[key]
        if "$ref" in answer:
            place = answer["$ref"].removeprefix("#/").split("/")
            answer = self._document["components"]["responses"][place[-1]]
        if "application/json" not in answer.get("content", {}):
            return True, None
        return True, self._validator("urn:answer", _pointer(*place, "content", "application/json", "schema"))

    def part(self, name: str) -> Validator:
        """What checks one of the described forms by its name, for what REST does not carry."""
        return self._validator("urn:answer", _pointer("components", "schemas", name))

    def _validator(self, name: str, pointer: str) -> Validator:
        key = name + pointer
        if key not in self._validators:
            schema = {"$ref": f"{name}#{pointer}"}
            self._validators[key] = Draft202012Validator(schema, registry=self._registry, format_checker=_formats)
        return self._validators[key]


@cache
def description(path: Path) -> Description:
    """The description in that file, read once."""
    return Description(path)


def _pointer(*steps: str) -> str:
    return "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in steps)


def _shorten(schema: Any) -> None:
    """One of some constants is an enumeration, which is looked up where the other is gone through."""
    for each in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _shorten(each)
    one_of = schema.get("oneOf") if isinstance(schema, dict) else None
    if one_of and all("const" in each and each.keys() <= {"const", "title", "description"} for each in one_of):
        schema["enum"] = [each["const"] for each in schema.pop("oneOf")]


def _loosen(schema: Any, in_all_of: bool = False) -> None:
    """Numbers may be written as text, and keys that nothing describes are mistakes."""
    if isinstance(schema, list):
        for each in schema:
            _loosen(each, in_all_of)
        return
    if not isinstance(schema, dict):
        return
    for key, value in schema.items():
        _loosen(value, key == "allOf")
    kinds = schema.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
    if "integer" in kinds and "const" not in schema and "oneOf" not in schema:
        schema |= {"type": [*kinds, "string"], "pattern": "^-?[0-9]+$"}
    if "oneOf" in schema and "anyOf" not in schema:
        # Numbers as text make some forms alike; which of them is meant is told by constants, not by counting.
        schema["anyOf"] = schema.pop("oneOf")
    if schema.get("format") == "snowflake":
        schema["type"] = ["string", "integer"]
    if "properties" in schema and "object" in kinds and not in_all_of and "additionalProperties" not in schema:
        schema["unevaluatedProperties"] = False
