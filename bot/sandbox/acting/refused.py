"""What Discord's app does not let a person do."""

from __future__ import annotations


class NotAllowed(Exception):
    """The person cannot do that; the text is what to tell them."""
