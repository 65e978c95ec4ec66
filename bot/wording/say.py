"""Answers as the sentences people read (pure): every phrase of the bot stands in this package.

The result is Discord Markdown in which nothing from the knowledge or from users is live; `marks.plain` makes it plain text.
"""

from __future__ import annotations

from bot.answers.answer import Ambiguous, Answer, Answered, Silent, Unknown
from bot.answers.catalog import Catalog
from bot.question.reading import Want
from bot.wording import about, facts, lists, unknown
from bot.wording.marks import bare, escape
from bot.wording.page import Page

SAYERS = {
    Want.GUESTS: facts.guests,
    Want.COGUESTS: facts.coguests,
    Want.HOSTS: facts.hosts,
    Want.SPONSORS: facts.sponsors,
    Want.DATE: facts.when,
    Want.LENGTH: facts.length,
    Want.NUMBER: facts.number,
    Want.TITLE: facts.title,
    Want.ABOUT: facts.about,
    Want.OUTLINE: facts.outline,
    Want.CHAPTERS: facts.chapters,
    Want.PICKS: facts.picks,
    Want.TOPICS: facts.topics,
    Want.EVENTS: facts.events,
    Want.CHAPTER: facts.chapter,
    Want.LINK: facts.link,
    Want.EPISODES: lists.episodes,
    Want.COUNT: lists.count,
    Want.MOST: lists.most,
    Want.OFFER: about.offers,
    Want.PERSON: about.person,
    Want.CREATOR: about.person,
    Want.SHOW: about.show,
    Want.SITE: about.site,
    Want.CONTACT: about.contact,
    Want.CHAT: about.chat,
    Want.FEED: about.feed,
    Want.MUSIC: about.music,
    Want.SIBLING: about.sibling,
    Want.SHOWS: about.shows,
    Want.HELP: about.help_text,
}
BY_NOTE = {"in all": lists.in_all, "average": lists.together, "total": lists.together}


def say(answer: Answer, catalog: Catalog) -> str:
    """The answer in words, as Markdown; empty where the bot stays silent."""
    if isinstance(answer, Silent):
        return ""
    if isinstance(answer, Ambiguous):
        return _ask_back(answer)
    if isinstance(answer, Unknown):
        return unknown.say(answer, catalog)
    return "\n\n".join([_answered(answer, catalog), *(say(further, catalog) for further in answer.also)])


def _answered(answer: Answered, catalog: Catalog) -> str:
    if answer.faq:
        link = f"\n{bare(answer.faq.url)}" if answer.faq.url and answer.faq.url not in answer.faq.answer else ""
        return escape(answer.faq.answer) + link
    page = Page(answer, catalog)
    if answer.note in BY_NOTE:
        return BY_NOTE[answer.note](page)
    if answer.note == "none":
        return lists.none(page)
    if answer.want is Want.HOSTS and not answer.rows:
        return about.show_hosts(page)
    return SAYERS[answer.want](page)


def _ask_back(answer: Ambiguous) -> str:
    lines = [f"- {escape(choice.label)}" for choice in answer.choices]
    if answer.about == "person":
        head = f"Which {escape(answer.name)} do you mean?"
    elif answer.about == "show":
        head = f"Several shows have an episode {escape(answer.name)}. Which one?" if answer.name else "Which show do you mean?"
    else:
        head = "Which episode do you mean?"
    if answer.total > len(answer.choices):
        head += f" There are {answer.total}; these are the first {len(answer.choices)}:"
    return "\n".join([head, *lines])
