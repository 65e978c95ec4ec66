"""Fixtures for tests over real sockets. Add `pytest_plugins = ["tests.wire.plugin"]` to use them.

Every test that uses `sandbox` fails if a request or an answer breaks Discord's description, or if the bot asked for a route
that the sandbox does not know. The end of the run lists the routes that were checked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.sandbox import Sandbox
from tests.wire.contract import DESCRIPTION, Report, validate

_everything = Report()


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Discord on loopback; what the bot asked and what it was answered is checked when the test is over."""
    async with Sandbox.open() as opened:
        yield opened
    assert not opened.unknown_routes, f"the bot asked for routes that the sandbox does not know: {opened.unknown_routes}"
    check(opened)


@pytest_asyncio.fixture
async def rough_sandbox() -> AsyncIterator[Sandbox]:
    """The same for tests that send what no bot should: only the answers are checked."""
    async with Sandbox.open() as opened:
        yield opened
    check(opened, answers_only=True)


def check(sandbox: Sandbox, answers_only: bool = False) -> None:
    """Fail where an exchange breaks Discord's description; does nothing where the description is missing."""
    if not DESCRIPTION.is_file():
        return
    unknown = sandbox.unknown_routes
    known = [each for each in sandbox.requests if f"{each.method} {each.path}" not in unknown]
    report = validate(known, answers_only=answers_only)
    _everything.add(report)
    assert not report.violations, "\n".join(map(str, report.violations))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the routes that were checked."""
    if not DESCRIPTION.is_file():
        terminalreporter.section("Discord's description: SKIPPED, it is missing here")
    elif _everything.routes:
        total = sum(_everything.routes.values())
        terminalreporter.section(f"Discord's description: {total} exchanges over {len(_everything.routes)} routes checked")
        for line in _everything.lines():
            terminalreporter.write_line(line)
