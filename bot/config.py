"""Settings from the environment, `.env` and the command line: each a row with its default and a line of help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from pathlib import Path

from bot.errors import ConfigError


@dataclass(frozen=True)
class Setting:
    """One setting as `.env` names it."""

    name: str
    default: str
    help: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("DISCORD_TOKEN", "", "The bot's token, from https://discord.com/developers/applications (Bot, Reset Token).", True),
    Setting("KNOWLEDGE_DIR", "knowledge", "The folder with the knowledge files."),
    Setting("DATA_DIR", "data", "Where the bot keeps its SQLite files; it is made where it is missing."),
    Setting("LOG_LEVEL", "INFO", "How much to log: DEBUG, INFO, WARNING or ERROR."),
    Setting("MESSAGE_CONTENT", "no", "yes: also answer plain questions in the channels that moderators name by /settings."),
    Setting("ANNOUNCE_PER_SERVER", "25", "How many things each server may have announced."),
    Setting("FEEDS_IN_ALL", "1000", "How many different feeds are polled for all servers together."),
    Setting("FEED_MINUTES", "15", "How often each feed is asked for new episodes."),
    Setting("FEED_NETWORKS", "", "Private networks that feeds may be fetched from, such as 10.0.5.0/24; usually none."),
)
_NUMBERS = ("ANNOUNCE_PER_SERVER", "FEEDS_IN_ALL", "FEED_MINUTES")

_YES, _NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


class Secret(str):
    """A text that is stars wherever it is shown."""

    def __repr__(self) -> str:
        return "'***'" if self else "''"


@dataclass(frozen=True)
class Config:
    """The settings in force. `Config.load` makes it; a secret's repr is stars."""

    knowledge: Path = Path("knowledge")
    data: Path = Path("data")
    log_level: str = "INFO"
    token: Secret = field(default=Secret(""), repr=False)
    announce_per_server: int = 25
    feeds_in_all: int = 1000
    feed_minutes: int = 15
    feed_networks: tuple[str, ...] = ()
    message_content: bool = False

    @classmethod
    def load(cls, environ: Mapping[str, str], knowledge: str = "", data: str = "") -> Config:
        """Settings from `environ`, with what the command line says in place of it; ConfigError names all that is wrong."""
        values = {s.name: environ.get(s.name, "").strip() or s.default for s in SETTINGS}
        wrong = {}
        if values["LOG_LEVEL"].upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            wrong["LOG_LEVEL"] = f"{values['LOG_LEVEL']!r} is none of DEBUG, INFO, WARNING, ERROR"
        wrong |= {name: f"{values[name]!r} is no whole number from 1 on" for name in _NUMBERS if not _counts(values[name])}
        networks = tuple(part.strip() for part in values["FEED_NETWORKS"].split(",") if part.strip())
        if strange := [part for part in networks if not _is_network(part)]:
            wrong["FEED_NETWORKS"] = f"{strange[0]!r} is no network; write it like 10.0.5.0/24"
        if values["MESSAGE_CONTENT"].casefold() not in (*_YES, *_NO):
            wrong["MESSAGE_CONTENT"] = f"{values['MESSAGE_CONTENT']!r} is neither yes nor no"
        if wrong:
            raise ConfigError(wrong)
        return cls(
            Path(knowledge or values["KNOWLEDGE_DIR"]),
            Path(data or values["DATA_DIR"]),
            values["LOG_LEVEL"].upper(),
            Secret(values["DISCORD_TOKEN"]),
            int(values["ANNOUNCE_PER_SERVER"]),
            int(values["FEEDS_IN_ALL"]),
            int(values["FEED_MINUTES"]),
            networks,
            values["MESSAGE_CONTENT"].casefold() in _YES,
        )

    def need_token(self) -> Secret:
        """The token, or ConfigError with how to get one."""
        if not self.token:
            how = "it is not set. Make an application at https://discord.com/developers/applications, then Bot, Reset Token, "
            raise ConfigError({"DISCORD_TOKEN": how + "and put the token into .env or the environment"})
        return self.token


def _counts(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 1_000_000


def _is_network(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
