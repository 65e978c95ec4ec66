"""The gateway: sessions that end, come back, and are told what they missed."""

from __future__ import annotations

import pytest

from bot.sandbox import Sandbox
from tests.wire.client import Probe, connected
from tests.wire.raw import CONTENT, HEARTBEAT, ORDINARY, wire

pytest_plugins = ["tests.wire.plugin"]


async def test_a_dropped_connection_resumes_and_hears_what_it_missed_once(sandbox: Sandbox) -> None:
    probe = Probe()
    probe.says = "{}!"
    async with connected(sandbox, probe):
        general = sandbox.channel("general")
        sandbox.gateway.drop()
        await sandbox.wait_until(lambda: not sandbox.gateway.online)
        questions = [await sandbox.listener.say(general, str(index)) for index in range(3)]
        answers = [await sandbox.next_reply(question) for question in questions]
    assert [answer.content for answer in answers] == ["0!", "1!", "2!"]
    assert [message.content for message in probe.heard if not message.author.bot] == ["0", "1", "2"]
    assert (sandbox.gateway.identified, sandbox.gateway.resumed) == (1, 1)


async def test_a_refused_resume_starts_a_new_session(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()) as probe:
        sandbox.faults.refuse_resume()
        sandbox.gateway.drop()
        await sandbox.wait_until(lambda: sandbox.gateway.identified == 2)
        await probe.until(lambda: probe.events.count("READY") == 2)
    assert sandbox.gateway.resumed == 0


async def test_an_invalid_session_starts_anew(sandbox: Sandbox) -> None:
    probe = Probe()
    probe.says = "{}!"
    async with connected(sandbox, probe):
        sandbox.gateway.invalidate()
        await sandbox.wait_until(lambda: sandbox.gateway.identified == 2)
        question = await sandbox.listener.say(sandbox.channel("general"), "still there?")
        assert (await sandbox.next_reply(question)).content == "still there?!"


async def test_a_request_to_reconnect_is_followed_by_a_resume(sandbox: Sandbox) -> None:
    async with connected(sandbox, Probe()):
        sandbox.gateway.reconnect()
        await sandbox.wait_until(lambda: sandbox.gateway.resumed == 1)


async def test_events_can_come_late_and_twice(sandbox: Sandbox) -> None:
    general = sandbox.channel("general")
    async with wire(sandbox) as connection:
        await connection.identify(ORDINARY | CONTENT)
        await connection.event("GUILD_CREATE")
        sandbox.faults.delay_events(0.05, 1)
        sandbox.faults.repeat_events(1)
        await sandbox.listener.say(general, "one")
        await sandbox.listener.say(general, "two")
        assert [(await connection.event("MESSAGE_CREATE"))["content"] for _ in range(3)] == ["one", "one", "two"]


async def test_sequence_numbers_rise_by_one_and_heartbeats_are_acknowledged(sandbox: Sandbox) -> None:
    async with wire(sandbox) as connection:
        await connection.identify()
        await connection.event("GUILD_CREATE")
        assert connection.sequence == 2
        await connection.send(HEARTBEAT, connection.sequence)
        assert (await connection.frame())["op"] == 11


async def test_a_session_is_resumed_on_a_new_connection_and_replays_in_order(sandbox: Sandbox) -> None:
    async with wire(sandbox) as first:
        ready = await first.identify(ORDINARY | CONTENT)
        await first.event("GUILD_CREATE")
        await first.leave(4000)
    for text in "abc":
        await sandbox.listener.say(sandbox.channel("general"), text)
    async with wire(sandbox) as second:
        await second.resume(ready["session_id"], 2)
        frames = [await second.frame() for _ in range(4)]
    assert [frame["s"] for frame in frames] == [3, 4, 5, 6]
    assert [frame["t"] for frame in frames] == ["MESSAGE_CREATE"] * 3 + ["RESUMED"]


async def test_a_session_that_said_goodbye_or_waited_too_long_cannot_be_resumed(sandbox: Sandbox) -> None:
    for code, pause in ((1000, 0), (4000, 200)):
        async with wire(sandbox) as first:
            ready = await first.identify()
            await first.leave(code)
        await sandbox.wait_until(lambda: not sandbox.gateway.online)
        sandbox.clock.advance(pause)
        async with wire(sandbox) as second:
            await second.resume(ready["session_id"], 1)
            frame = await second.frame()
        assert (frame["op"], frame["d"]) == (9, False)


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 0}, 4004),
        (2, {"token": None, "intents": 0}, 4004),
        (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
        (3, {"status": "online"}, 4003),
        (99, None, 4001),
    ],
)
async def test_the_gateway_closes_with_discords_codes(sandbox: Sandbox, op: int, data: object, code: int) -> None:
    async with wire(sandbox) as connection:
        await connection.send(op, data)
        assert await connection.close_code() == code


@pytest.mark.parametrize(("more", "code"), [({"intents": 1 << 40}, 4013), ({"intents": None}, 4013), ({"shard": [3, 2]}, 4010)])
async def test_a_wrong_introduction_is_refused(sandbox: Sandbox, more: dict[str, object], code: int) -> None:
    async with wire(sandbox) as connection:
        await connection.send(2, {"token": sandbox.token, "intents": ORDINARY, "properties": {}} | more)
        assert await connection.close_code() == code


async def test_introducing_oneself_twice_or_resuming_in_the_future_is_refused(sandbox: Sandbox) -> None:
    async with wire(sandbox) as connection:
        ready = await connection.identify()
        await connection.send(2, {"token": sandbox.token, "intents": ORDINARY})
        assert await connection.close_code() == 4005
    async with wire(sandbox) as connection:
        await connection.resume(ready["session_id"], 1000)
        assert await connection.close_code() == 4007


async def test_a_silent_client_is_taken_for_dead() -> None:
    async with Sandbox.open(heartbeat=0.05) as sandbox, wire(sandbox) as connection:
        assert await connection.close_code() == 4009


async def test_events_stay_away_from_those_who_did_not_ask_for_them(sandbox: Sandbox) -> None:
    async with wire(sandbox) as connection:
        await connection.identify(1 << 12)
        await sandbox.listener.say(sandbox.channel("general"), "not for you")
        await sandbox.listener.direct_message("for you")
        assert (await connection.event("MESSAGE_CREATE"))["content"] == "for you"


async def test_members_come_in_pieces_and_only_named_ones_without_the_intent(sandbox: Sandbox) -> None:
    async with wire(sandbox) as connection:
        await connection.identify()
        await connection.send(8, {"guild_id": str(sandbox.guild.id), "query": "a", "limit": 10, "nonce": "n"})
        chunk = await connection.event("GUILD_MEMBERS_CHUNK")
        assert [each["user"]["username"] for each in chunk["members"]] == ["ada"]
        assert chunk["nonce"] == "n"
        await connection.send(8, {"guild_id": str(sandbox.guild.id), "query": "", "limit": 0})
        assert (await connection.event("GUILD_MEMBERS_CHUNK"))["members"] == []
