"""How often Python looks for values that only hold each other.

A build makes very many small values, nearly all of which go by themselves. Looked through as often
as Python does by itself they cost a sixth of the time, and looked through after each piece of work
a quarter.
"""

import gc
from functools import cache

NEW_VALUES = 100_000
"""After so many new ones it looks: they take some ten megabytes."""


@cache
def look_rarely() -> None:
    """Look rarely in this process, and never at what is loaded already."""
    gc.freeze()
    gc.set_threshold(NEW_VALUES)
