"""Settings from the environment, `.env` and the command line: each a row with its default and a line of help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
)


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

    @classmethod
    def load(cls, environ: Mapping[str, str], knowledge: str = "", data: str = "") -> Config:
        """Settings from `environ`, with what the command line says in place of it; ConfigError names all that is wrong."""
        values = {s.name: environ.get(s.name, "").strip() or s.default for s in SETTINGS}
        wrong = {}
        if values["LOG_LEVEL"].upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
            wrong["LOG_LEVEL"] = f"{values['LOG_LEVEL']!r} is none of DEBUG, INFO, WARNING, ERROR"
        if wrong:
            raise ConfigError(wrong)
        return cls(
            Path(knowledge or values["KNOWLEDGE_DIR"]),
            Path(data or values["DATA_DIR"]),
            values["LOG_LEVEL"].upper(),
            Secret(values["DISCORD_TOKEN"]),
        )

    def need_token(self) -> Secret:
        """The token, or ConfigError with how to get one."""
        if not self.token:
            how = "it is not set. Make an application at https://discord.com/developers/applications, then Bot, Reset Token, "
            raise ConfigError({"DISCORD_TOKEN": how + "and put the token into .env or the environment"})
        return self.token
