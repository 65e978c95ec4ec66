"""Helpers for tests that talk to the sandbox over real sockets."""
