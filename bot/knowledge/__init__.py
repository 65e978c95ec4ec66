"""The knowledge files, read: YAML in, `bot.model` values and problems with their places out."""

from bot.knowledge.across import cross_problems
from bot.knowledge.files import FoundFile
from bot.knowledge.load import parse, read
from bot.knowledge.many import check, check_all, read_all
from bot.knowledge.scan import Scan, scan

__all__ = ["FoundFile", "Scan", "check", "check_all", "cross_problems", "parse", "read", "read_all", "scan"]
