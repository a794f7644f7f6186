"""What a run is narrowed to, and the time that it takes for now."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.errors import UsageError
from pipeline.messages import message


@dataclass(frozen=True, slots=True)
class Selection:
    """What a run is narrowed to; empty means everything.

    `removed` are documents without source whose published files are to go.
    """

    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def has_language(self, tag: str) -> bool:
        """Whether editions in this language are to be made."""
        return not self.languages or tag in self.languages

    def has_format(self, format_: str) -> bool:
        """Whether downloads of this format are to be made."""
        return not self.formats or format_ in self.formats


def source_date_epoch() -> datetime | None:
    """The time in SOURCE_DATE_EPOCH (seconds since 1970, UTC), if it is set.

    Raises UsageError if it is no time.
    """
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        return None
    try:
        if not (seconds.isascii() and seconds.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        reason = "SOURCE_DATE_EPOCH must be a whole number of seconds since 1970."
        raise UsageError(message(reason)) from None


def today() -> date:
    """The day that the build takes for today."""
    epoch = source_date_epoch()
    return epoch.date() if epoch else date.today()
