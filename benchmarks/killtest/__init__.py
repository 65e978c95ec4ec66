"""Edits under SIGKILL: a child edits and is killed, the parent says what should be there, and looks."""
