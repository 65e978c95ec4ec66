"""How the values that have a shape are written: regular expressions shared by the reader and the editors' schemas.

They keep to what Python and JavaScript read alike, so that an editor accepts what the bot does.
"""

from __future__ import annotations

WHOLE = r"^-?[0-9]{1,9}$"

_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_TIME = r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?"
_OFFSET = r"[Zz]|UTC|GMT|[+-][0-9]{1,2}(:?[0-9]{2})?"
DATE = rf"^([0-9]{{4}}|[0-9]{{4}}-[0-9]{{1,2}}|{_DAY}|{_DAY}([Tt]|\s+){_TIME}\s*({_OFFSET})?)$"

YEARS = (1900, 2199)
"""The first and the last year that a date can have; anything else is a slip."""

_CLOCK = r"[0-9]{1,4}:[0-9]{1,2}(:[0-9]{1,2})?(\.[0-9]+)?"
_HOURS = r"[0-9]{1,3}\s*([Hh]|[Hh]rs?|[Hh]ours?)"
_MINUTES = r"[0-9]{1,4}\s*([Mm]|[Mm]ins?|[Mm]inutes?)"
_SECONDS = r"[0-9]{1,6}\s*([Ss]|[Ss]ecs?|[Ss]econds?)"
_AND = r",?\s*"
_UNITS = rf"{_HOURS}({_AND}{_MINUTES})?({_AND}{_SECONDS})?|{_MINUTES}({_AND}{_SECONDS})?|{_SECONDS}"
DURATION = rf"^([0-9]{{1,7}}(\.[0-9]+)?|{_CLOCK}|{_UNITS})$"

_LABEL = r'[^\s<>"/?#:@\\.]+'
_HOST = rf"{_LABEL}(\.{_LABEL})*"
_DOTTED = rf"{_LABEL}(\.{_LABEL})+"
URL = rf'^([Hh][Tt][Tt][Pp][Ss]?://{_HOST}|(//)?{_DOTTED})\.?(:[0-9]{{1,5}})?([/?#][^\s<>"]*)?$'
"""Where no scheme is given the host must have a dot, or any word would be an address."""

FLAGS = {"true": True, "yes": True, "on": True, "y": True, "false": False, "no": False, "off": False, "n": False}
"""The words for yes and no, whatever the case."""
