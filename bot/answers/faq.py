"""Curated questions matched by the meaning of their words, in any order and with slips (pure)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Faq
from bot.question.lexicon import GLUE, cue_words
from bot.question.reading import Reading
from bot.text import split, squash, stem

SURE = 0.74
"""Share of the words, weighed by how telling they are, that question and entry must have in common."""
MANNERS = frozenset("please pls plz thanks thank thx".split())
"""Words that never make an entry fit better or worse."""
LIGHT = 0.15
"""What a word like "is" weighs beside a telling one."""
TURNING = frozenset(stem(squash(word)) for word in "another else same besides".split())
"""Small words that make another question of one: "who hosts the show?" is not "other shows by the same host"."""


@dataclass(frozen=True)
class FaqMatch:
    """An entry and how much of it and of the question are the same, 0 to 1."""

    faq: Faq
    score: float


class FaqIndex:
    """All curated questions, by the stems of their words."""

    def __init__(self, faqs: Sequence[Faq]) -> None:
        self._forms: list[tuple[Faq, frozenset[str]]] = []
        self._posts: dict[str, list[int]] = defaultdict(list)
        for faq in faqs:
            for text in (faq.question, *faq.also):
                roots = frozenset(stem(squash(w)) for w in split(text))
                for root in roots:
                    self._posts[root].append(len(self._forms))
                self._forms.append((faq, roots))

    def find(self, reading: Reading, shows: Sequence[str]) -> FaqMatch | None:
        """The entry that says what the question asks; None where none is near enough."""
        said = frozenset(
            self._root(*pair) for pair in zip(reading.words, reading.typed, strict=False) if pair[0] not in MANNERS
        )
        weigh = {root: self._weight(root) for root in said}
        best: FaqMatch | None = None
        for at in {at for root in said if weigh[root] > LIGHT for at in self._posts.get(root, ())}:
            faq, roots = self._forms[at]
            if faq.show in shows or not faq.show:
                shared = sum(weigh[r] for r in roots & said)
                score = 2 * shared / (sum(weigh.values()) + sum(self._weight(r) for r in roots))
                if best is None or score > best.score:
                    best = FaqMatch(faq, score)
        return best if best and best.score >= SURE else None

    def same(self, reading: Reading, shows: Sequence[str]) -> FaqMatch | None:
        """The entry that is the question word for word, in any order; None where there is none."""
        said = frozenset(stem(squash(w)) for w in reading.words if w not in MANNERS)
        for faq, roots in self._forms:
            if roots and roots == said and (faq.show in shows or not faq.show):
                return FaqMatch(faq, 1.0)
        return None

    def _root(self, word: str, typed: str) -> str:
        """The stem of a word: as typed where some entry has it so, else as put right."""
        root = stem(squash(typed))
        return root if root in self._posts else stem(squash(word))

    def _weight(self, root: str) -> float:
        if root in TURNING:
            return 1.0
        if root in GLUE:
            return LIGHT
        rare = 1.0 + 0.12 * math.log2((1 + len(self._forms)) / (1 + len(self._posts.get(root, ()))))
        return 0.75 * rare if root in cue_words() else rare
