"""The whole bot under load: 150 commands and 30 mentions a second from 2,000 people in 100 channels of 20 servers.

`python -m benchmarks.load --seconds 60 --seed 1` ends with `p95 … ms, lag … ms, lost 0, repeated 0` and what memory did.

The bot runs in a process of its own, as `python -m bot run` does, with one task more that watches its event loop; the stand-in
and those who ask are here. Every question is put by somebody who put none for some seconds: 2,000 people ask in turn. Times run
from the instant at which the stand-in makes the event to that at which it has the bot's first request for it, so they hold the
stand-in's own work too. The bot's stalls are those of its event loop: by how much a pause of five milliseconds was overrun.
"""

from benchmarks.load.run import Rates, Result, load

__all__ = ["Rates", "Result", "load"]
