"""`python -m bot run` and `python -m bot demo` as processes: they start, say what is wrong, and stop cleanly."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox import Sandbox
from tests.chat_kit import SHIPPED
from tests.patience import PATIENCE
from tests.process_kit import POINTED, Program, program

pytest_plugins = ["tests.wire.plugin"]
Run = Callable[..., AbstractAsyncContextManager[Program]]
IN_TIME = 10
"""Seconds that service managers give a program to end before they kill it; it takes a tenth of one."""
WHO = "who was on the starlette episode?"


@pytest.fixture
def run(sandbox: Sandbox, shipped_data: Path) -> Run:
    """Starts `python -m bot run` against the stand-in."""

    @asynccontextmanager
    async def start(token: str = "", at: str = "", **environment: str) -> AsyncIterator[Program]:
        folders = ("--knowledge", str(SHIPPED), "--data", str(shipped_data))
        where = (at or sandbox.api_url, sandbox.gateway_url)
        async with program("-c", POINTED, *where, "run", *folders, DISCORD_TOKEN=token, **environment) as running:
            yield running

    return start


def one_sentence(running: Program) -> str:
    """The only line it said about what is wrong; fails where there is a traceback or more than a line."""
    (line,) = [each for each in running.log.splitlines() if each.startswith("greenroom:")]
    assert "Traceback" not in running.log
    assert 40 < len(line) < 300
    return line


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
async def test_it_says_how_to_invite_it_answers_and_stops_cleanly(sandbox: Sandbox, run: Run, number: int) -> None:
    async with run(sandbox.token) as running:
        await sandbox.wait_until_online(PATIENCE)
        said = await sandbox.listener.say(sandbox.channel("general"), f"{sandbox.world.bot.mention} {WHO}")
        assert "Tom Christie" in (await sandbox.next_reply(said)).text
        async with asyncio.timeout(IN_TIME):
            assert await running.end(number) == 0
    await sandbox.wait_until(lambda: not sandbox.gateway.online)
    invite = f"client_id={sandbox.application_id}"
    assert invite in running.out
    assert invite in running.log
    assert "permissions=274877991936" in running.out
    assert "Traceback" not in running.log
    for secret in (sandbox.token, "starlette"):
        assert secret not in running.log + running.out


async def test_even_the_most_talkative_log_keeps_what_people_write(sandbox: Sandbox, run: Run) -> None:
    async with run(sandbox.token, LOG_LEVEL="DEBUG") as running:
        await sandbox.wait_until_online(PATIENCE)
        for question in (WHO, "has Zebulon Quux been on?"):
            used = await sandbox.listener.direct_message(question)
            await sandbox.next_reply(used)
        assert await running.end(signal.SIGTERM) == 0
    for secret in (sandbox.token, "starlette", "Zebulon", "zebulon", "Quux"):
        assert secret not in running.log + running.out


@pytest.mark.parametrize("token", ["nonsense", "two tökéns"])
async def test_a_bad_token_is_told_in_one_sentence(run: Run, token: str) -> None:
    async with run(token) as running:
        assert await running.end() == 2
    line = one_sentence(running)
    assert "DISCORD_TOKEN" in line
    assert "Reset Token" in line
    assert token not in running.log


async def test_a_missing_token_is_told_in_one_sentence(run: Run) -> None:
    async with run("") as running:
        assert await running.end() == 2
    assert "DISCORD_TOKEN: it is not set" in one_sentence(running)


async def test_a_token_that_is_reset_while_it_runs_ends_it_with_one_sentence(sandbox: Sandbox, run: Run) -> None:
    async with run(sandbox.token) as running:
        await sandbox.wait_until_online(PATIENCE)
        sandbox.world.application.token = "another.token.now"
        sandbox.gateway.drop()
        assert await running.end() == 2
    assert "was reset" in one_sentence(running)


async def test_without_a_network_it_says_so_in_one_sentence(run: Run) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}/api/v10"
        async with run("a.good.token", at=nowhere) as running:
            assert await running.end() == 2
    assert "network" in one_sentence(running)


async def test_a_discord_out_of_order_is_told_in_one_sentence(sandbox: Sandbox, run: Run) -> None:
    sandbox.faults.fail(403, times=5)
    async with run(sandbox.token) as running:
        assert await running.end() == 2
    assert "403" in one_sentence(running)


async def test_a_missing_knowledge_folder_is_told_in_one_sentence(sandbox: Sandbox, tmp_path: Path) -> None:
    where = (sandbox.api_url, sandbox.gateway_url)
    folders = ("--knowledge", str(tmp_path / "none"), "--data", str(tmp_path))
    async with program("-c", POINTED, *where, "run", *folders, DISCORD_TOKEN=sandbox.token) as running:
        assert await running.end() == 2
    assert str(tmp_path / "none") in one_sentence(running)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
async def test_the_demo_answers_three_questions_and_ends_cleanly(tmp_path: Path, number: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        async with program("-m", "bot", "demo", "--port", port, "--data", str(tmp_path)) as running:
            await running.until("Ctrl-C ends the demo")
            address = next(word for word in running.out.split() if word.startswith("http://127.0.0.1:"))
            async with aiohttp.ClientSession() as session, session.get(address) as page:
                assert page.status == 200
                assert "<html" in await page.text()
            async with asyncio.timeout(IN_TIME):
                assert await running.end(number) == 0
    assert not address.endswith(port)
    assert running.out.count("Greenroom: ") == 3
    assert "Tom Christie was the guest" in running.out
    assert running.log == ""


async def test_the_demo_speaks_of_whatever_knowledge_it_is_given(tmp_path: Path) -> None:
    show = tmp_path / "knowledge" / "tide"
    (show / "episodes").mkdir(parents=True)
    (show / "show.yaml").write_text("name: Slow Tide\n", "utf-8")
    (show / "episodes" / "1-kelp.yaml").write_text("title: Kelp\nguests: [Maren Holt]\ntopics: [seaweed]\n", "utf-8")
    folders = ("--knowledge", str(tmp_path / "knowledge"), "--data", str(tmp_path / "data"))
    async with program("-m", "bot", "demo", "--port", "0", *folders) as running:
        await running.until("Ctrl-C ends the demo")
        assert await running.end(signal.SIGINT) == 0
    assert "Maren Holt" in running.out
    assert "Starlette" not in running.out
