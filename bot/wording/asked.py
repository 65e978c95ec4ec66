"""What is said to somebody who wants a message answered that cannot be."""

from __future__ import annotations

NO_WORDS = "That message has no words that I could answer."
