"""What stands on the buttons and menus under cards."""

from __future__ import annotations

LISTEN, NOTES, TRANSCRIPT = "Listen", "Show notes", "Transcript"
WHICH = "Which one?"
SHOW_EPISODE = "Show an episode"
BACK, MORE = "Back", "More"

WHOLE = {
    "guests": "All guests",
    "topics": "All topics",
    "sponsors": "All sponsors",
    "outline": "All they talk about",
    "chapters": "All chapters",
    "links": "All links",
    "events": "All events",
    "picks": "All picks",
}
"""On the button that shows the whole of a section."""
