"""What each knowledge file may hold: one table, for the reader of the files and for people's editors."""

from bot.schema.editor import json_schemas
from bot.schema.fields import FILES
from bot.schema.forms import FileForm

__all__ = ["FILES", "FileForm", "json_schemas"]
