"""Faults of Discord and of the network while people ask: every question is answered once, or whoever asked knows to ask again.

`python -m benchmarks.faults --seed 1` puts 2,000 questions to the whole bot in a process of its own, first without faults, then
with 500 random ones, and ends with `lost 0, repeated 0, …`. All is counted in the stand-in.

**Lost** is a question that was put and that nobody answered, where the bot could have: it does not matter which fault hit it.
**Repeated** is every message more than one that answers the same command or mention. Two things Discord itself rules out; then
whoever asked sees it, asks again, and is answered, which is counted as *asked again*:

- A command fails after three seconds ("The application did not respond"). That is the bot's loss unless the gateway did not
  bring the command in time, or so many requests for this one command were broken that no patience would have been enough.
  What goes out on a connection after the bot was told to leave it is not brought: nobody reads there any more.
- In a channel where the bot may not read or not write it can tell nobody anything. A question by mention put there meanwhile,
  or not yet answered when the right was taken, is asked again once the right is back.

A mention that came while no session was there is no such thing: the bot reads the channels again when it is back.

At the end the **state** is compared with that of the run without faults: settings, gaps with their counts, conversations, and
answers kept for their buttons, thumbs. People, channels and servers are compared by their places, messages by their questions.
"""

from benchmarks.faults.run import Result, Size, faults

__all__ = ["Result", "Size", "faults"]
