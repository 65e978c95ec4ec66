"""Failures in the log: a reference, the kind of error and the lines of code, never what people wrote."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from collections.abc import Iterator

import discord
from discord import app_commands

LOG = logging.getLogger(__name__)


def log_failure(where: str, error: BaseException | None = None) -> str:
    """Logs the failure being handled, or `error`, under a new reference, which is returned."""
    failed = error or sys.exc_info()[1]
    while isinstance(failed, app_commands.CommandInvokeError):
        failed = failed.original
    reference = secrets.token_hex(4)
    if failed is None:
        LOG.error("reference %s: %s failed", reference, where)
    else:
        LOG.error("reference %s: %s failed with %s", reference, where, described(failed))
    return reference


def described(error: BaseException) -> str:
    """The kinds of the error and of its causes, each with its lines of code.

    The texts of errors are left out: they may hold a token, or words that somebody wrote.
    """
    return "\ncaused by ".join(f"{_kind(each)}\n{''.join(traceback.format_tb(each.__traceback__))}" for each in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _kind(error: BaseException) -> str:
    if isinstance(error, discord.HTTPException):
        return f"{type(error).__name__} {error.status}/{error.code}"
    return type(error).__name__
