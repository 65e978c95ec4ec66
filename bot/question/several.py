"""Two questions in one message: where the second begins, and whether both ask (pure).

"Who was on 365, and who sponsored it?" is two questions, of which the second follows up on the first; "the episode where they
say what privacy is and who wants it" is one.
"""

from __future__ import annotations

import re

from bot.question.reading import Reading, Want
from bot.question.sentences import GUESSES, STARTS

_VERBS = r"(?:is|are|was|were|did|does|do|has|have|had)"
ASKING = (
    rf"(?:who(?:'?s|m|\s+(?:{_VERBS}|hosts?|hosted|sponsors?|sponsored|paid|else))"
    rf"|whe(?:n|re)(?:'?s|\s+(?:{_VERBS}|can|could|it|they|he|she))"
    rf"|how\s+(?:long|many|often)|what(?:'?s|\s+{_VERBS})|which\s+(?:is|was|ones?\s+(?:is|was|are|were)|episodes?|eps?|sponsors?|guests?)"
    r"|(?:is|was|are|were)\s+(?:there|it|he|she|they)|(?:did|does|do|has|have)\s+(?:it|he|she|they|you))\b"
)
JOINED = re.compile(
    rf"(?:\?+\s*|,?\s+)(?:and|plus|also|&)\s+(?:also\s+|then\s+)?(?={ASKING})|\?+\s+(?={ASKING})", re.IGNORECASE
)
"""What joins a question to the one before it."""
LEADS = re.compile(r"^(?:(?:hey|hi|hello|so|ok|okay|and|pls|please|um|oh|guys|all|folks)\b[\s,.!]*)+", re.IGNORECASE)
LATER = re.compile(r",\s+(?:who|what|which|when|where|how)\b", re.IGNORECASE)
"""A question behind what it is about: "of all the episodes, which is the longest"."""
LEAST = 3
"""Words of the shortest first question."""
LEAST_LETTERS = 8
"""Letters of the shortest second one."""
OF_SHOW = (Want.SHOW, Want.HOSTS, Want.SITE, Want.CONTACT, Want.CHAT, Want.FEED, Want.MUSIC)
NOT_ASKING = (Want.NOTHING, Want.HELP)


def halves(text: str) -> tuple[str, str]:
    """The first question and what follows it, where a text may be two questions; else two empty texts."""
    found = JOINED.search(text, LEAST_LETTERS)
    if found is None:
        return "", ""
    first, second = text[: found.start()].strip(), text[found.end() :].strip()
    opening = _words(LEADS.sub("", first))
    asks = bool(opening) and (opening[0] in STARTS or LATER.search(first) is not None)
    if len(opening) < LEAST or not asks or len(second) < LEAST_LETTERS or tuple(_words(second)[:2]) in GUESSES:
        return "", ""
    return first, second


def both_ask(first: Reading, second: Reading) -> bool:
    """Whether two halves are questions of their own: the first is about something, and the second asks something else."""
    about = first.named or first.pick or first.titles or first.want in OF_SHOW
    if first.want in NOT_ASKING or second.want in NOT_ASKING or not about:
        return False
    if first.want is Want.EPISODES and not first.named:
        return False
    said = bool(second.named or second.pick or second.step)
    if second.want in (Want.EPISODES, Want.SHOW, Want.SHOWS) and not said:
        return False
    return second.want is not first.want or said


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold().replace("'", ""))
