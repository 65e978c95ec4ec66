"""Settings: what `.env.example` says, what is wrong, and that a secret is never shown."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.config import SETTINGS, Config
from bot.errors import ConfigError
from tests.asking import ROOT

EXAMPLE = ROOT / ".env.example"
TOKEN = "MTIzNDU2Nzg5.made.up"


def test_the_example_names_every_setting_and_no_other() -> None:
    assert list(dotenv_values(EXAMPLE)) == [setting.name for setting in SETTINGS]


def test_the_example_holds_the_defaults_and_no_secret() -> None:
    example = dotenv_values(EXAMPLE)
    assert {setting.name: setting.default for setting in SETTINGS} == example
    assert not any(example[setting.name] for setting in SETTINGS if setting.secret)


def test_every_setting_is_explained_above_it() -> None:
    text = EXAMPLE.read_text("utf-8")
    for setting in SETTINGS:
        assert setting.help.endswith(".")
        explained = re.search(rf"((?:^# .+\n)+){setting.name}=", text, re.MULTILINE)
        assert explained, f"{setting.name} has no line of help above it"
        assert setting.help.rstrip(".") in explained.group(1).replace("\n# ", " "), setting.name


def test_nothing_set_means_the_defaults() -> None:
    assert Config.load({}) == Config()
    assert Config.load({setting.name: "" for setting in SETTINGS}) == Config()
    assert Config.load({"PATH": "/bin", "KNOWLEDGE_DIR": "  "}) == Config()


def test_the_command_line_wins_over_the_environment() -> None:
    environment = {"KNOWLEDGE_DIR": "notes", "DATA_DIR": "state", "LOG_LEVEL": "debug"}
    assert Config.load(environment).knowledge == Path("notes")
    said = Config.load(environment, "other", "there")
    assert (said.knowledge, said.data, said.log_level) == (Path("other"), Path("there"), "DEBUG")


def test_a_secret_is_stars_wherever_it_is_shown() -> None:
    config = Config.load({"DISCORD_TOKEN": TOKEN})
    shown = [repr(config), str(config), f"{config!r}", repr(config.token), repr([config.token]), repr(replace(config))]
    assert not any(TOKEN in text for text in shown)
    assert "***" in repr(config.token)
    assert config.need_token() == TOKEN


def test_a_secret_is_kept_out_of_what_is_told_of_it() -> None:
    assert all(not field.repr for field in fields(Config) if field.name == "token")
    with pytest.raises(ConfigError) as told:
        Config.load({"DISCORD_TOKEN": TOKEN, "LOG_LEVEL": "loud"})
    assert TOKEN not in str(told.value)


def test_a_missing_token_is_told_with_how_to_get_one() -> None:
    with pytest.raises(ConfigError, match=r"https://discord\.com/developers/applications") as told:
        Config.load({}).need_token()
    assert list(told.value.missing) == ["DISCORD_TOKEN"]


def test_a_wrong_setting_is_named_with_what_would_be_right() -> None:
    with pytest.raises(ConfigError, match="LOG_LEVEL: 'loud' is none of DEBUG, INFO, WARNING, ERROR"):
        Config.load({"LOG_LEVEL": "loud"})
