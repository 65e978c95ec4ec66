"""Moderators' changes to the knowledge."""
