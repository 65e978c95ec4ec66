"""Whatever a bot sends, the sandbox answers with a refusal of Discord's or takes it: it never breaks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.sandbox.limits.command import read_command, read_commands
from bot.sandbox.limits.message import read_draft
from bot.sandbox.limits.modal import read_choices, read_modal
from bot.sandbox.refusal import ApiError

NAMES = (
    "content embeds components flags nonce allowed_mentions attachments title description fields name value footer text author "
    "image url type custom_id options label style emoji min_values max_values accessory items media default_values choices "
    "required channel_types parse users color placeholder component data min_length max_length"
).split()
VALUES = (
    some.none()
    | some.booleans()
    | some.integers(-5, 40)
    | some.text(max_size=12)
    | some.sampled_from(["x" * 101, "https://x.org"])
)
JSON = some.recursive(
    VALUES,
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.sampled_from(NAMES), inner, max_size=8),
    max_leaves=25,
)
BODIES = some.dictionaries(some.sampled_from(NAMES), JSON, max_size=8)
READERS: list[Callable[[Any], object]] = [
    lambda body: read_draft(body, []),
    lambda body: read_draft(body | {"flags": 1 << 15}, []),
    read_modal,
    read_choices,
    read_command,
    lambda body: read_commands([body, body]),
]


@pytest.mark.parametrize("read", READERS, ids=["message", "layout", "modal", "choices", "command", "commands"])
@settings(max_examples=60, deadline=None)
@given(body=BODIES)
def test_any_form_is_taken_or_refused(read: Callable[[Any], object], body: dict[str, Any]) -> None:
    with contextlib.suppress(ApiError):
        read(body)
