"""Why a button does nothing, to whoever pressed it."""

from __future__ import annotations

OLD = "That list is too old to turn its pages. Use the command once more."
NOT_YOURS = "Only whoever asked, or a moderator, can change this answer. Use the command yourself: it takes a second."
GONE = "That episode is no longer in our notes."
