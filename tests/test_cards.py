"""Cards stay within Discord's limits and quiet, whatever the knowledge holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.browse import Query
from bot.config import Config
from bot.render.cards import card, controls, option_label, section
from bot.render.limits import units
from bot.service import Service, open_service
from bot.wording.cards import longer
from tests.chat_kit import ESCAPED, OUR_LINK
from tests.knowledge_kit import write

BAD = "@everyone <@1> <#2> **b** [x](https://evil.example) ||s|| `c` discord.gg/abc # h\\n> q 🎧\u202egnp "
LONG = "All about it, said at length. " * 400
FILES = {
    "tide/show.yaml": f"name: '{BAD}'\ndescription: '{LONG}'\n",
    "tide/episodes/1.yaml": "\n".join(
        [
            f"title: '{BAD * 6}'",
            f"summary: '{BAD}{LONG}'",
            "number: 1",
            f"url: 'https://long.example/{'x' * 3000}'",
            "image: 'https://bad_host/x.png'",
            "audio: https://intranet/audio.mp3",
            "guests:",
            *(f"  - {{name: 'Guest {n} {BAD}', about: '{BAD * 5}'}}" for n in range(300)),
            "sponsors:",
            *(f"  - {{name: 'Sponsor {n} {BAD}', offer: '{BAD}', code: '``{n}'}}" for n in range(40)),
            "topics: [" + ", ".join(f"'topic {n} {BAD}'" for n in range(90)) + "]",
            "outline: [" + ", ".join(f"'{BAD}'" for _ in range(60)) + "]",
            "chapters: [" + ", ".join(f"{{start: {n}, title: '{BAD}'}}" for n in range(90)) + "]",
            "links: [" + ", ".join(f"{{title: '{BAD}', url: 'https://x.example/{n}'}}" for n in range(50)) + "]",
        ]
    ),
    **{f"tide/episodes/{n}.yaml": f"title: '{n} {BAD}'\nguests: ['Guest 1 {BAD}']\n" for n in range(2, 40)},
    "people.yaml": f"- name: 'Guest 1 {BAD}'\n  about: '{LONG}'\n  role: '{BAD}'\n  handles: {{github: '{BAD}'}}\n",
}


@asynccontextmanager
async def hostile(tmp_path: Path) -> AsyncIterator[Service]:
    """The service over knowledge that wants to break out."""
    async with open_service(Config(write(tmp_path / "knowledge", FILES), tmp_path / "data")) as service:
        assert not service.synced.problems
        yield service


def size(embed: dict[str, Any]) -> int:
    """What counts towards an embed's 6000."""
    texts = [embed.get("title"), embed.get("description"), (embed.get("author") or {}).get("name")]
    texts += [(embed.get("footer") or {}).get("text")]
    texts += [text for field in embed.get("fields", ()) for text in (field["name"], field["value"])]
    return sum(units(text) for text in texts if text)


def all_texts(embed: dict[str, Any]) -> list[str]:
    """The texts of an embed that show Markdown."""
    return [embed.get("title", ""), embed.get("description", ""), *(field["value"] for field in embed.get("fields", ()))]


LIVE = ("@everyone", "<@1", "<#2", "||", "~~", "](", "discord.gg/", "\u202e")
QUERIES = [
    Query("episode", number="1"),
    Query("episode", name="1"),
    Query("person", name="guest 1"),
    Query("person", name="guest"),
    Query("topic", name="topic 1"),
    Query("sponsor", name="sponsor 3"),
    Query("sponsor", name=BAD * 3),
    Query("search", words=BAD),
    Query("search", guest="guest 1 everyone", words="nothing"),
    Query("shows"),
    Query("latest"),
]


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: f"{q.look} {(q.name or q.number or q.words)[:9]}")
async def test_every_card_fits_and_nothing_in_it_is_live(tmp_path: Path, query: Query) -> None:
    async with hostile(tmp_path) as service:
        found = await service.browser.look(query, 0.5)
        shown = card(found, service.desk.catalog)
        embed = dict(shown.embed.to_dict())
        assert size(embed) <= 6000
        assert units(shown.text) <= 2000
        assert units(embed.get("title", "")) <= 256
        assert units(embed.get("description", "")) <= 4096
        assert len(embed.get("fields", ())) <= 25
        assert all(0 < units(f["value"]) <= 1024 and 0 < units(f["name"]) <= 256 for f in embed.get("fields", ()))
        for text in [*all_texts(embed), shown.text]:
            plain = OUR_LINK.sub("", ESCAPED.sub("·", text))
            assert not any(live in plain for live in ("@everyone", "<@1", "<#2", "||", "~~", "](", "discord.gg/", "\u202e")), (
                plain
            )
        view = controls(found)
        for item in view.to_components() if view else ():
            for each in item["components"]:
                assert units(each.get("custom_id", "")) <= 100
                assert len(each.get("url", "")) <= 512
                assert all(0 < units(o["label"]) <= 100 and 0 < units(o["value"]) <= 100 for o in each.get("options", ()))


async def test_whole_sections_and_choices_fit_too(tmp_path: Path) -> None:
    async with hostile(tmp_path) as service:
        episode = await service.browser.episode("tide/1")
        assert episode is not None
        assert {"guests", "chapters", "outline", "links", "topics", "sponsors"} <= set(longer(episode))
        for name in longer(episode):
            shown = section(episode, name)
            assert size(dict(shown.embed.to_dict())) <= 6000
            assert units(shown.text) <= 2000
        for kind in ("person", "topic", "sponsor", "show", "episode"):
            for each in await service.browser.complete(kind, ""):  # type: ignore[arg-type]
                assert 0 < units(option_label(each, service.desk.catalog)) <= 100


async def test_an_address_that_discord_refuses_is_left_out(tmp_path: Path) -> None:
    async with hostile(tmp_path) as service:
        found = await service.browser.look(Query("episode", number="1"))
        embed = card(found, service.desk.catalog).embed
        assert embed.url is None
        assert embed.thumbnail.url is None
        view = controls(found)
        assert view is not None
        assert not [item for item in view.children if getattr(item, "url", None)]
