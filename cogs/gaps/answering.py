"""A gap closed in one step: an answer becomes an entry of the FAQ, another name an alias, each a proposal to confirm."""

from __future__ import annotations

from typing import Any

import discord

from bot import render
from bot.answers.answer import Unknown
from bot.app.speaking import tell
from bot.errors import BotError
from bot.gaps import faq_entry
from bot.moderating import NotThere, Step, meant, other_name
from bot.question.reading import Heard
from bot.render import gaps as shown
from bot.render.forms import sent
from bot.rights import may_speak_for
from bot.store.records import Gap
from bot.text import clean, squash
from bot.wording import gaps as words
from bot.wording.marks import escape
from cogs.controls import data_of
from cogs.gaps.who import gap_of, who
from cogs.knowledge.cog import Knowledge
from cogs.who import Interaction


async def open_answer(interaction: Interaction, gap: Gap) -> None:
    """Opens the form for an answer; it asks for the show where that is not known."""
    await interaction.response.send_modal(shown.form(gap, await _shows(interaction, gap)))


async def _shows(interaction: Interaction, gap: Gap) -> dict[str, str]:
    """The shows to choose from, name by slug; none where the question says which, or where whoever acts speaks for none."""
    known = interaction.client.service.desk.catalog.shows
    if gap.show in known:
        return {}
    member, _ = await who(interaction)
    return {slug: show.name for slug, show in known.items() if may_speak_for(member, slug)}


async def take_answer(interaction: Interaction) -> None:
    """Proposes the entry that the form describes; who may not change the show's files gets it to hand on."""
    data = data_of(interaction)
    gap = await gap_of(interaction, int(str(data["custom_id"]).removeprefix(shown.FORM)))
    if gap is None:
        return
    fields = {name: "".join(values) for name, values in sent(data).items()}
    show, (member, _) = gap.show or fields.get(shown.SHOW, ""), await who(interaction)
    cog, known = interaction.client.get_cog("Knowledge"), interaction.client.service.desk.catalog.shows
    entry = _entry(gap, fields)
    if not isinstance(cog, Knowledge) or show not in known or not may_speak_for(member, show):
        await _to_paste(interaction, gap, faq_entry(entry["question"], entry["answer"], entry.get("url", "")))
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    step = Step("insert", await cog.moderation.finder.home("faq", show), value=entry)
    await cog.proposing.propose(interaction, [step], f"Answer: {entry['question']}"[:300], gaps={gap.id: entry["answer"]})


def _entry(gap: Gap, fields: dict[str, str]) -> dict[str, Any]:
    """The entry of the FAQ; where it asks in other words, it also has the words of whoever asked."""
    question, link = clean(fields.get(shown.QUESTION, "")), clean(fields.get(shown.LINK, ""))
    answer = "\n".join(clean(line) for line in fields.get(shown.REPLY, "").splitlines()).strip()
    also = {} if squash(question) == squash(gap.example) else {"also": [clean(gap.example)]}
    return {"question": question, **also, "answer": answer} | ({"url": link} if link else {})


async def _to_paste(interaction: Interaction, gap: Gap, entry: str) -> None:
    await interaction.response.send_message(words.entry(entry, gap.show), view=shown.done_control(gap), ephemeral=True)


async def open_alias(interaction: Interaction, gap: Gap) -> None:
    """Opens the form for another name, with what the question seems to call by it and what that is near to."""
    desk = interaction.client.service.desk
    found = (await desk.answer(Heard(gap.example, show=gap.show), desk.today(discord.utils.utcnow()))).answer
    name = found.name if isinstance(found, Unknown) and found.what in ("person", "topic", "sponsor", "words", "title") else ""
    near = found.nearest[0] if isinstance(found, Unknown) and found.nearest else ""
    await interaction.response.send_modal(shown.alias_form(gap, name, near))


async def take_alias(interaction: Interaction) -> None:
    """Proposes that one name means what is known by another."""
    data = data_of(interaction)
    gap = await gap_of(interaction, int(str(data["custom_id"]).removeprefix(shown.ALIAS_FORM)))
    cog = interaction.client.get_cog("Knowledge")
    if gap is None or not isinstance(cog, Knowledge):
        return
    fields = {name: clean("".join(values)) for name, values in sent(data).items()}
    await interaction.response.defer(ephemeral=True, thinking=True)
    alias = fields.get(shown.ALIAS, "")
    try:
        known = meant(await interaction.client.service.browser.lists(), fields.get(shown.KNOWN, ""))
        if squash(alias) == squash(known.name) or not squash(alias):
            raise NotThere(words.SAME_NAME)
        step = await other_name(cog.moderation.finder, known, alias)
    except BotError as error:
        await tell(interaction, render.note(escape(str(error))))
        return
    await cog.proposing.propose(interaction, [step], f"{alias} is another name for {known.name}"[:300], asked=gap)
