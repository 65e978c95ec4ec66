"""The documents that Discord's review asks for say what the code does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import discord
import pytest

from bot.app.client import PERMISSIONS, intents
from bot.config import Config
from bot.store.people import KEPT
from bot.store.records import Keep
from bot.store.tables import metadata
from bot.wording.privacy import lasting, privacy
from tests.test_rights import COMMANDS

DOCS = Path(__file__).parents[1] / "docs"
PLACES = {
    "conversations": "`conversation`",
    "answers": "`answer`",
    "feedback": "`feedback`",
    "reports": "`report`",
    "gaps": "`gap`",
    "audit": "`audit`",
    "letters": "wrote to you about",
    "posts": "posted in a server's channels",
    "unposted": "posted in a server's channels",
    "departed": "`departed`",
}
"""The row of the policy that says how long something is kept, by the name of its duration in the code."""
NAMES = {
    "view_channel": "View Channel",
    "read_messages": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}


def document(name: str) -> str:
    """The text of a document."""
    return (DOCS / name).read_text("utf-8")


def rows(name: str) -> list[str]:
    """The lines of the tables in a document."""
    return [line for line in document(name).splitlines() if line.startswith("| ")]


def test_the_policy_names_every_duration_of_the_code() -> None:
    assert set(PLACES) == {field.name for field in fields(Keep)}


@pytest.mark.parametrize("kept", PLACES)
def test_the_policy_says_how_long_each_thing_is_kept(kept: str) -> None:
    (row,) = [line for line in rows("privacy.md") if PLACES[kept] in line]
    assert lasting(getattr(Keep(), kept)) in row.split("|")[3]


def test_the_policy_names_every_table_of_the_store() -> None:
    told = set(re.findall(r"`(\w+)`", " ".join(row.split("|")[2] for row in rows("privacy.md"))))
    assert told == set(metadata.tables)


def test_the_policy_and_the_command_agree_on_servers_that_the_bot_left() -> None:
    days = lasting(Keep().departed)
    assert f"Everything of a server goes {days} after the bot was removed" in document("privacy.md")
    assert f"Everything of a server: {days} after I was removed from it" in privacy(Keep(), ()).body


def test_the_command_says_how_long_everything_about_people_is_kept() -> None:
    keep, said = Keep(), privacy(Keep(), ()).body
    people = ("conversations", "answers", "feedback", "reports", "gaps", "audit", "letters", "departed")
    assert all(lasting(getattr(keep, name)) in said for name in people)


def test_what_is_forgotten_on_request_stands_in_the_policy() -> None:
    said = document("privacy.md").split("`/forget-me` deletes it and says")[1].split("- `private: True`")[0]
    words = {"thumb": "thumbs", "refusal": "refused attempts", "deed": "settings", "wish to be told": "wishes to be told"}
    words |= {"subscription": "announcements", "closed report": "reports", "settled gap": "settled questions"}
    words |= {"change to the knowledge": "changes to the knowledge", "direct message": "direct messages"}
    flat = " ".join(said.split())
    assert [each.kind for each in KEPT if words.get(each.kind, each.kind) not in flat] == []


def test_every_intent_has_its_reason_and_no_other_is_asked_for() -> None:
    asked = {name for name, on in intents(Config(message_content=True)) if on}
    asked -= {"messages"}  # the sum of the two kinds
    told = {row.split("`")[1] for row in rows("permissions.md") if row.startswith("| `") and "/" not in row.split("|")[1]}
    assert told == asked
    assert not intents(Config()).message_content


def test_every_permission_of_the_invite_link_has_its_reason() -> None:
    said = document("permissions.md")
    assert f"permissions={PERMISSIONS.value}" in said
    table = said.split("The invite link asks for these")[1].split("Only where a moderator")[0]
    told = {line.split("|")[1].strip() for line in table.splitlines() if line.startswith("| ")} - {"Permission", "---"}
    assert told == {NAMES[name] for name, on in PERMISSIONS if on}
    assert not PERMISSIONS.value & discord.Permissions.elevated().value


def test_every_command_stands_in_the_table_of_who_may_use_it() -> None:
    table = document("permissions.md").split("## Who may use which command")[1]
    named = set(re.findall(r"`/([\w-]+)`", table.split("Pages and choices")[0]))
    assert {name.split()[0] for group in COMMANDS.values() for name in group} <= named


def test_the_documents_for_the_review_are_linked_from_the_index() -> None:
    index = document("README.md")
    assert all(f"]({name})" in index for name in ("privacy.md", "terms.md", "permissions.md"))
