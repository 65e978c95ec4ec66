"""Two moderators at once, who may do what, hostile files, and changes on disk."""

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import Message, Person, Sandbox
from tests.knowledge_kit import write
from tests.moderating_kit import KELP, Backstage, open_backstage

pytest_plugins = ["tests.wire.plugin"]
ROUNDS = 40


@pytest.fixture
async def backstage(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Backstage]:
    """The bot, and two who keep the notes."""
    async with open_backstage(sandbox, tmp_path) as opened:
        yield opened


def attached(message: Message, name: str) -> bytes:
    """A file that a message carries."""
    return next(each.data for each in message.attachments if each.filename == name)


async def upload(backstage: Backstage, name: str, data: bytes, who: Person | None = None) -> Message:
    """What the bot says to an uploaded file."""
    file = backstage.room.sandbox.world.attach(name, data)
    return await backstage.run(who or backstage.moss, "upload", file=file)


def buttons(message: Message) -> list[str]:
    """The labels under a message."""
    return [each.get("label", "") for row in message.components for each in row["components"]]


async def test_forty_times_two_at_once_and_no_update_is_lost(backstage: Backstage) -> None:
    for turn in range(ROUNDS):
        first, second = await asyncio.gather(
            backstage.edit(backstage.moss, "topics", f"{_topics(backstage)}\nmoss {turn}"),
            backstage.edit(backstage.vera, "topics", f"{_topics(backstage)}\nvera {turn}"),
        )
        await asyncio.gather(
            backstage.press(backstage.moss, first, "Confirm"), backstage.press(backstage.vera, second, "Confirm")
        )
        late, who = (first, backstage.moss) if "Redo on the new text" in buttons(first) else (second, backstage.vera)
        assert "Somebody was quicker" in late.text
        assert {each.filename for each in late.attachments} >= {"theirs-1-kelp.yaml", "yours-1-kelp.yaml"}
        again = await backstage.press(who, late, "Redo on the new text")
        await backstage.press(who, again, "Confirm")
        assert "Done" in again.text
    topics = _topics(backstage).split("\n")
    assert topics == ["kelp", *topics[1:]]
    assert sorted(topics[1:]) == sorted(f"{name} {turn}" for turn in range(ROUNDS) for name in ("moss", "vera"))


def _topics(backstage: Backstage) -> str:
    """The topics of the episode as the form shows them."""
    line = next(each for each in backstage.text().splitlines() if each.startswith("topics:"))
    return "\n".join(each.strip() for each in line.partition("[")[2].rstrip("]").split(","))


async def test_a_form_that_was_opened_before_somebody_else_changed_the_file_is_a_conflict(backstage: Backstage) -> None:
    opener = await backstage.use(backstage.moss, "edit", what="episode", name="1", field="title")
    await backstage.room.sandbox.wait_until(lambda: opener.modal is not None)
    quick = await backstage.edit(backstage.vera, "number", "11")
    await backstage.press(backstage.vera, quick, "Confirm")
    late = await backstage.fill(backstage.moss, opener, {"text": "Kelp woods"})
    assert b"number: 11\n" in attached(late, "theirs-1-kelp.yaml")
    again = await backstage.press(backstage.moss, late, "Redo on the new text")
    await backstage.press(backstage.moss, again, "Confirm")
    assert "title: Kelp woods\nnumber: 11\n" in backstage.text()


COMMANDS: dict[str, dict[str, str]] = {
    "add": {"what": "episode"},
    "edit": {"what": "episode", "name": "1", "field": "title"},
    "remove": {"what": "episode", "name": "1"},
    "show": {"what": "episode", "name": "1"},
    "download": {},
    "check": {},
    "history": {},
    "undo": {"change": "1"},
}


@pytest.mark.parametrize("command", [*COMMANDS, "import", "upload"])
async def test_who_was_not_granted_the_show_may_do_nothing(backstage: Backstage, command: str) -> None:
    store, ada = backstage.room.service.store, backstage.room.ada
    before = backstage.text()
    if command == "upload":
        said = await upload(backstage, "1-kelp.yaml", b"title: Mine\n", ada)
    else:
        said = await backstage.run(ada, command, **COMMANDS.get(command, {}))
    assert "granted the show" in said.text
    assert said.only_for is ada.user
    (line,) = await store.audit.list(refused=True)
    assert (line.who, line.deed) == (ada.id, f"knowledge {command}")
    assert backstage.text() == before


async def test_a_grant_for_one_show_opens_no_other(sandbox: Sandbox, tmp_path: Path) -> None:
    files = {
        "tide/show.yaml": "name: Slow Tide\n",
        "tide/episodes/1-kelp.yaml": "title: Kelp\n",
        "moor/show.yaml": "name: High Moor\n",
        "moor/episodes/9-peat.yaml": "title: Peat bogs\nnumber: 9\n",
    }
    async with open_backstage(sandbox, tmp_path, files) as opened:
        said = await opened.run(opened.moss, "remove", what="episode", name="Peat bogs")
        assert "granted the show" in said.text
        archive = await opened.run(opened.moss, "download")
        names = zipfile.ZipFile(io.BytesIO(attached(archive, "knowledge.zip"))).namelist()
        assert sorted(names) == ["tide/episodes/1-kelp.yaml", "tide/show.yaml"]


async def test_the_buttons_of_another_moderators_change_are_refused(backstage: Backstage) -> None:
    proposal = await backstage.edit(backstage.moss, "title", "Kelp woods")
    await backstage.press(backstage.moss, proposal, "Confirm")
    role = backstage.room.sandbox.guild.role_named("Moderator")
    await backstage.room.service.store.grants.revoke(backstage.room.sandbox.guild.id, role.id, "tide", 1, 1.0)
    assert "granted the show" in (await backstage.said(await backstage.moss.click(proposal, "Undo"))).text
    menu = next(each["custom_id"] for row in proposal.components for each in row["components"] if "options" in each)
    assert "granted the show" in (await backstage.said(await backstage.moss.select(proposal, menu, "title"))).text
    assert len(await backstage.room.service.store.audit.list(refused=True)) == 2


async def test_the_host_may_change_everything(backstage: Backstage) -> None:
    owner = backstage.room.sandbox.owner
    proposal = await backstage.edit(owner, "title", "Kelp woods")
    await backstage.press(owner, proposal, "Confirm")
    assert "title: Kelp woods" in backstage.text()


async def test_a_grant_taken_back_counts_at_the_confirm_too(backstage: Backstage) -> None:
    sandbox = backstage.room.sandbox
    proposal = await backstage.edit(backstage.moss, "title", "Kelp woods")
    role = sandbox.guild.role_named("Moderator")
    await backstage.room.service.store.grants.revoke(sandbox.guild.id, role.id, "tide", sandbox.owner.id, 1.0)
    said = await backstage.press(backstage.moss, proposal, "Confirm")
    assert "granted the show" in said.text
    assert "title: Kelp forests" in backstage.text()


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % ((n, n, *([n - 1] * 8))) for n in range(98, 107)
)


@pytest.mark.parametrize(
    "data",
    [BOMB, b"[" * 100_000, b"title: !!python/object/apply:os.system [ls]\n", b"title: a\0b\n", b"\xff\xfe\x00title", b""],
    ids=["alias bomb", "nested brackets", "python tag", "NUL", "no UTF-8", "empty"],
)
async def test_a_hostile_upload_is_refused_with_its_place(backstage: Backstage, data: bytes) -> None:
    before = sorted(path.relative_to(backstage.root) for path in backstage.root.rglob("*.yaml"))
    said = await upload(backstage, "1-kelp.yaml", data)
    assert "Confirm" not in buttons(said)
    assert sorted(path.relative_to(backstage.root) for path in backstage.root.rglob("*.yaml")) == before
    assert "Maren Holt" in backstage.text()


@pytest.mark.parametrize("name", ["../../evil.yaml", "..%2fevil.yaml", "CON.yaml", ".greenroom.yaml", "a/b.yaml", "kelp.exe"])
async def test_the_name_of_an_upload_never_becomes_a_path(backstage: Backstage, name: str, tmp_path: Path) -> None:
    said = await upload(backstage, name, b"title: Fog horns\nnumber: 3\n")
    if "Confirm" in buttons(said):
        await backstage.press(backstage.moss, said, "Confirm")
    assert _made(tmp_path) <= {"knowledge/tide/episodes/3-fog-horns.yaml"}


def _made(folder: Path) -> set[str]:
    """Files that an upload made."""
    new = (path for path in folder.rglob("*") if "evil" in path.name or "3-" in path.name)
    return {path.relative_to(folder).as_posix() for path in new}


async def test_an_upload_that_is_too_large_is_refused_in_words(backstage: Backstage) -> None:
    assert "too large" in (await upload(backstage, "big.yaml", b"title: " + b"x" * 300_000)).text
    (line,) = await backstage.room.service.store.audit.list(refused=True)
    assert (line.deed, "too large" in line.detail) == ("knowledge upload", True)


async def test_a_problem_on_disk_is_told_once_and_so_is_its_mending(backstage: Backstage) -> None:
    sandbox, store = backstage.room.sandbox, backstage.room.service.store
    channel = sandbox.channel("general")
    await store.settings.change(sandbox.guild.id, sandbox.owner.id, 1.0, moderators_channel=channel.id)
    good = backstage.text()

    async def becomes(text: str) -> None:
        write(backstage.root, {KELP: text})

    await backstage.taken_in(becomes(good.replace("date: 2021-03-04", "date: soon")))
    told = await sandbox.next_reply(channel)
    assert f"{KELP}:3:7" in told.text
    await backstage.taken_in(becomes("# a remark\n" + good.replace("date: 2021-03-04", "date: soon")))
    await backstage.taken_in(becomes(good))
    assert "Mended" in (await sandbox.next_reply(channel)).text
    assert len(backstage.room.said(channel)) == 2
