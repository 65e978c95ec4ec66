"""Two bots on one state file, as when the old one has not quite gone: each of their claims is won by one of them."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from contextlib import suppress
from pathlib import Path

from bot.store import open_store
from bot.store.records import Post
from tests.store_kit import NOW, start

KEYS = 150

CLAIMING = f"""
import asyncio, sys
from bot.store import open_store
from bot.store.records import Post

async def main():
    async with open_store(sys.argv[1]) as store:
        print("ready", flush=True)
        sys.stdin.readline()
        for at in range({KEYS}):
            if await store.deliveries.claim(Post(f"key {{at}}", 1, "episode"), 1.0):
                print(f"key {{at}}", flush=True)
            await store.gaps.missed("the same", "example", 1.0)

asyncio.run(main())
"""


async def claimed(code: str, where: Path, how_many: int) -> list[str]:
    """What several processes print that start at one moment."""
    processes = [await start(code, str(where)) for _ in range(how_many)]
    for process in processes:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
    results = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    assert [process.returncode for process in processes] == [0] * how_many
    return [line for out, _ in results for line in out.decode().splitlines()]


async def test_of_two_processes_exactly_one_wins_each_claim(tmp_path: Path) -> None:
    where = tmp_path / "state.db"
    won = Counter(await claimed(CLAIMING, where, 2))
    assert won == {f"key {at}": 1 for at in range(KEYS)}
    async with open_store(where) as store:
        assert [gap.count for gap in await store.gaps.list()] == [2 * KEYS]


async def test_two_processes_may_make_the_same_new_file(tmp_path: Path) -> None:
    code = CLAIMING.replace('print("ready", flush=True)', "pass").replace(
        "import asyncio, sys", "import asyncio, sys\nprint('ready', flush=True)"
    )
    won = Counter(await claimed(code.replace("sys.stdin.readline()", "pass", 1), tmp_path / "state.db", 3))
    assert won == {f"key {at}": 1 for at in range(KEYS)}


async def test_what_a_killed_process_claimed_is_found_and_what_it_confirmed_stays(tmp_path: Path) -> None:
    code = CLAIMING.replace(
        "await store.gaps.missed(",
        "at % 2 or await store.deliveries.confirm(f'key {at}', at + 1, 1.0); await store.gaps.missed(",
    )
    process = await start(code, str(tmp_path / "state.db"))
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"go\n")
    lines = [await process.stdout.readline() for _ in range(40)]
    # On a busy machine it may have come to its end by itself.
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGKILL)
    rest, _ = await process.communicate()
    printed = [line.decode().strip() for line in lines[1:]] + rest.decode().splitlines()
    async with open_store(tmp_path / "state.db") as store:
        kept = [await store.deliveries.get(key) for key in printed]
        assert all(kept), "a claim that was told is on the disk"
        half = await store.deliveries.half_done(NOW)
        assert {one.key for one in half} >= {key for key in printed if int(key.split()[1]) % 2}
        assert not any([await store.deliveries.claim(Post(key, 1, "episode"), NOW) for key in printed])
