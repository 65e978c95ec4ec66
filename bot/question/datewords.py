"""Words of dates and numbers. Data."""

from __future__ import annotations

MONTHS = "january february march april may june july august september october november december".split()
MONTH_SHORTS = "jan feb mar apr jun jul aug sep sept oct nov dec".split()
DATE_WORDS = frozenset(MONTHS + MONTH_SHORTS) | frozenset(
    """yesterday today tonight week weeks month months year years christmas xmas easter halloween thanksgiving
    valentine valentines
    new eve boxing independence patricks memorial labor labour fools fool april friday monday tuesday wednesday thursday
    saturday
    sunday spring summer autumn fall winter weekend since before after between until till past past""".split()
)
NUMBER_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand zero""".split()
