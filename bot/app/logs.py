"""The log: to standard error, without the token and without what people wrote."""

from __future__ import annotations

import asyncio
import logging
from types import TracebackType
from typing import Any

from bot.app.failures import described, log_failure

FORM = "%(asctime)s %(levelname)s %(name)s: %(message)s"
OURS = ("bot", "cogs")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Writes errors without their texts, and stars for the token, wherever it stands."""

    def __init__(self, token: str) -> None:
        super().__init__(FORM)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        text = super().format(record)
        return text.replace(self._token, "***") if self._token else text

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802
        """The kinds of errors and their lines of code."""
        return described(ei[1]) if ei[1] is not None else ""


def set_up_logging(level: str, token: str = "") -> None:
    """Logs `level` of ours and at most INFO of the libraries: their DEBUG lines hold what people write."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(token))
    number = logging.getLevelName(level)
    logging.basicConfig(level=max(logging.INFO, number), handlers=[handler])
    for name in OURS:
        logging.getLogger(name).setLevel(number)


def watch_the_loop(loop: asyncio.AbstractEventLoop) -> None:
    """What fails in the background is logged as everything else is: asyncio would write the error's text."""
    loop.set_exception_handler(_log_background)


def _log_background(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log_failure("something in the background", context.get("exception"))
