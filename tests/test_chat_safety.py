"""Nothing that people or knowledge files hold pings, formats, links or breaks what the bot says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from bot.render.limits import CONTENT, EMBED_DESCRIPTION, units
from bot.sandbox import Message, Permission, Sandbox
from tests.chat_kit import SEND, Room, live, open_room, pinged
from tests.knowledge_kit import write

pytest_plugins = ["tests.wire.plugin"]
Opened = Callable[[dict[str, str]], AbstractAsyncContextManager[Room]]
HOSTILE = (
    "@everyone",
    "@here",
    "<@1>",
    "<@&{role}>",
    "**bold** __under__ ~~gone~~ ||spoiler||",
    "# heading",
    "> quote",
    "-# small",
    "```code```",
    "[click me](https://evil.example/login)",
    "discord.gg/abcdef",
    "https://discord.com/invite/abcdef",
    "<t:0:R> <:x:1> </ask:1> <id:home>",
    "\u202eeslaf\u202c \u2066open",
    "a\x07b",
)


@pytest.fixture
async def opened(sandbox: Sandbox, tmp_path: Path) -> Opened:
    """Opens a room over these knowledge files."""

    @asynccontextmanager
    async def open_with(files: dict[str, str]) -> AsyncIterator[Room]:
        async with open_room(sandbox, write(tmp_path / "knowledge", files), tmp_path / "data") as room:
            yield room

    return open_with


def harmless(message: Message) -> None:
    """Fails where something acts in it."""
    acting, addresses = live(message)
    assert acting == [], message.text
    assert not any("evil.example" in each for each in addresses), message.text
    assert not pinged(message)
    assert not set("\u202e\u202c\u2066\x07") & set(message.text)
    assert message.channel.guild is None or message.text


def sent_without_pings(room: Room) -> None:
    """Fails where a request would let Discord ping anybody."""
    bodies = [each.body.get("data", each.body) for each in room.sandbox.requests if each.method == "POST" and each.body]
    assert bodies
    for body in bodies:
        assert body["allowed_mentions"].get("parse") == []
        assert not body["allowed_mentions"].get("replied_user")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_in_a_question_come_back_harmless(room: Room, text: str) -> None:
    said = text.format(role=next(iter(room.sandbox.guild.roles)))
    for question in (f"is {said} a sponsor?", f"has {said} been a guest?", f"which episode is called {said}?"):
        room.sandbox.rate_limits.enabled = False
        harmless(await room.mention(question))
        harmless(await room.ask(question))
    sent_without_pings(room)


def _evil_show(text: str) -> dict[str, str]:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\x07", "\\x07") + '"'
    episode = (
        f"title: {quoted}\nnumber: 7\nsummary: {quoted}\nguests:\n  - name: {quoted}\n    about: {quoted}\n"
        f"topics: [{quoted}]\nsponsors:\n  - name: {quoted}\n    offer: {quoted}\n    code: {quoted}\n"
        f"outline: [{quoted}]\nchapters:\n  - start: 1:00\n    title: {quoted}\n"
        f"events:\n  - name: {quoted}\n    place: {quoted}\npicks:\n  - by: {quoted}\n    title: {quoted}\n"
    )
    faq = f"- question: how do I join?\n  answer: {quoted}\n"
    return {
        "evil/show.yaml": f"name: Evil {quoted[1:]}\n".replace("name: Evil ", 'name: "Evil '),
        "evil/episodes/7.yaml": episode,
        "evil/faq.yaml": faq,
    }


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_words_in_knowledge_come_out_harmless(opened: Opened, text: str) -> None:
    questions = (
        "who was on episode 7?",
        "what is episode 7 about?",
        "what is the outline of episode 7?",
        "chapters of episode 7?",
        "who sponsored episode 7?",
        "which events were in episode 7?",
        "picks of episode 7?",
        "topics of episode 7?",
        "how do I join?",
        "what can you do?",
        "which shows do you know?",
    )
    async with opened(_evil_show(text.format(role=1))) as room:
        for channel in (room.channel, room.sandbox.channel("general")):
            room.sandbox.rate_limits.enabled = False
            for question in questions:
                harmless(await room.mention(question, channel=channel))
            room.sandbox.take_permissions(room.sandbox.channel("general"), Permission.EMBED_LINKS)
        sent_without_pings(room)


LONG = "A sentence about *nothing* in_particular. " * 250
EMOJI = "👩‍👩‍👧‍👦🏳️‍🌈👍🏽" * 700
RTL = "פודקאסט על ים וחוף. " * 500
WIDE = "".join(f"name{n}_" for n in range(2000))
BIG = {
    "big/show.yaml": "name: Big Show\n",
    "big/episodes/1.yaml": f"title: Long\nnumber: 1\nsummary: '{LONG}'\n",
    "big/episodes/2.yaml": "title: Many\nnumber: 2\nguests: [" + ", ".join(f"Guest {n}son" for n in range(300)) + "]\n",
    "big/episodes/3.yaml": f"title: Emoji 🎙️\nnumber: 3\nsummary: '{EMOJI}'\n",
    "big/episodes/4.yaml": f"title: ים\nnumber: 4\nsummary: '{RTL}'\nguests: [דנה כהן]\n",
    "big/episodes/5.yaml": f"title: '{WIDE[:1900]}'\nnumber: 5\nsummary: '{WIDE}'\n",
    "big/faq.yaml": "".join(
        f"- question: {name} rules?\n  answer: '{text}'\n"
        for name, text in (("long", LONG), ("emoji", EMOJI), ("sea", RTL), ("wide", WIDE))
    ),
}
BIG_QUESTIONS = (
    *(f"what is episode {n} about?" for n in range(1, 6)),
    *(f"who was on episode {n}?" for n in range(1, 6)),
    *(f"{name} rules?" for name in ("long", "emoji", "sea", "wide")),
)


async def test_answers_longer_than_discord_allows_are_cut_and_still_right(opened: Opened) -> None:
    async with opened(BIG) as room:
        room.sandbox.rate_limits.enabled = False
        for question in BIG_QUESTIONS:
            for answer in (await room.mention(question), await room.ask(question)):
                (embed,) = answer.embeds
                assert 0 < units(embed["description"]) <= EMBED_DESCRIPTION
                harmless(answer)
        room.sandbox.take_permissions(room.channel, Permission.EMBED_LINKS)
        await room.settled()
        for question in BIG_QUESTIONS:
            for answer in (await room.mention(question), await room.ask(question)):
                assert not answer.embeds
                assert 0 < units(answer.content) <= CONTENT
                harmless(answer)


async def test_three_hundred_guests_are_named_and_counted(opened: Opened) -> None:
    async with opened(BIG) as room:
        answer = await room.mention("who was on episode 2?")
    assert "Guest 0son" in answer.text
    assert "288 more" in answer.text


async def test_a_cut_answer_says_that_there_is_more(opened: Opened) -> None:
    async with opened(BIG) as room:
        assert (await room.mention("long rules?")).text.endswith(" …")
        assert (await room.mention("sea rules?")).text.endswith(" …")


async def test_without_embed_links_it_answers_in_plain_text_without_cards(room: Room) -> None:
    room.sandbox.take_permissions(room.channel, Permission.EMBED_LINKS)
    await room.settled()
    for answer in (await room.mention("who was on the starlette episode?"), await room.ask("what about episode 40?")):
        assert answer.embeds == []
        assert answer.flags & 4, "link previews are switched off"
        assert "](<https://" in answer.content


async def test_where_it_may_not_speak_it_is_quiet_and_says_so_in_the_log(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    room.sandbox.take_permissions(room.channel, Permission.SEND_MESSAGES)
    with caplog.at_level("INFO"):
        await room.ada.say(room.channel, f"{room.me} who was on the starlette episode?")
        await room.settled()
    assert room.said() == []
    assert f"no permission to speak in channel {room.channel.id}" in caplog.text
    assert "starlette" not in caplog.text


async def test_a_permission_lost_on_the_way_is_met_quietly(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    sandbox = room.sandbox
    sandbox.faults.delay_events(0.2, 2)
    with caplog.at_level("INFO"):
        await room.ada.say(room.channel, f"{room.me} who was on the starlette episode?")
        sandbox.take_permissions(room.channel, Permission.SEND_MESSAGES)
        await room.settled()
    assert room.said() == []
    assert [each.status for each in sandbox.requests.to(*SEND) if str(room.channel.id) in each.path] == [403, 403]
    assert "no permission to answer" in caplog.text


async def test_a_picture_that_discord_would_refuse_does_not_cost_the_answer(opened: Opened) -> None:
    files = {"s/show.yaml": "name: Show\n"}
    images = (
        "https://pods.example/a.png",
        "https://",
        "http://localhost/x",
        "https://[bad/x.png",
        f"https://a.example/{'x' * 2100}",
    )
    for number, image in enumerate(images):
        files[f"s/episodes/{number}.yaml"] = f"title: T{number}\nnumber: {number}\nguests: [Maren Holt]\nimage: '{image}'\n"
    async with opened(files) as room:
        shown = [(await room.ask(f"who was on episode {n}?")).embeds[0].get("thumbnail", {}).get("url") for n in range(5)]
    assert shown == ["https://pods.example/a.png", None, None, None, None]
