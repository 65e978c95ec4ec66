"""`python -m bot`: see `bot.cli`."""

import gc

from bot.cli import main

YOUNG = (2_000, 5, 100_000)
"""Objects made before the young are looked through, and how often that is done before older ones are, and then all.

Loading makes millions of objects that stay: to walk through them again and again takes a seventh of it.
"""

if __name__ == "__main__":
    gc.set_threshold(*YOUNG)
    raise SystemExit(main())
