"""TOML tables of settings; every mistake gives one sentence with file and key (exit code 3)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.colours import Colour
from pipeline.errors import TOML_ERRORS, SettingsError, system_reason, toml_problem
from pipeline.messages import Message, message
from pipeline.model import NOTE_MARK

EARLIEST_YEAR = 1900
MOST_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A TOML table that remembers where it came from, for the error messages.

    What reads from it raises SettingsError, which names the file and the key.
    """

    path: Path
    key: str
    values: Mapping[str, object]

    def problem(self, key: str, reason: Message) -> SettingsError:
        """An error that names the file and the whole key."""
        name = f"{self.key}.{key}" if self.key else key
        return SettingsError(reason, where=f"{self.path}, {name}")

    def only(self, *known: str) -> "Table":
        """This table. Raises SettingsError if it has a key that is not known."""
        for key in self.values:
            if key not in known:
                names = ", ".join(known)
                reason = "This setting does not exist. Known here: {names}."
                raise self.problem(key, message(reason, names=names))
        return self

    def table(self, key: str, *, required: bool = True) -> "Table":
        """A table inside this one; an empty one if it is missing and not required."""
        found = self.values.get(key)
        if found is None and not required:
            found = {}
        if not isinstance(found, Mapping):
            raise self.problem(key, message("A section with this name is needed."))
        return Table(self.path, f"{self.key}.{key}" if self.key else key, found)

    def text(self, key: str, longest: int = MOST_CHARACTERS) -> str:
        """A required text that is not blank; one of the usual length fits the page's header."""
        found = self.values.get(key)
        is_text = isinstance(found, str) and found.strip() and NOTE_MARK not in found
        if not isinstance(found, str) or not is_text or not found.isprintable():
            reason = "A text on one line, in quotation marks, is needed here."
            raise self.problem(key, message(reason))
        if len(found) > longest:
            reason = "This text is too long; at most {number} characters are possible."
            raise self.problem(key, message(reason, number=longest))
        return found.strip()

    def optional_text(self, key: str) -> str | None:
        """A text, or None if the key is missing."""
        return self.text(key) if key in self.values else None

    def day(self, key: str) -> date:
        """A required date, in a year that is no slip of the finger such as 0202."""
        found = self.values.get(key)
        if type(found) is not date or found.year < EARLIEST_YEAR:
            raise self.problem(key, message("A date such as 2020-05-12 (no quotes) is needed."))
        return found

    def colour(self, key: str, default: Colour) -> Colour:
        """A colour `#rrggbb`, or the default if the key is missing."""
        if key not in self.values:
            return default
        try:
            return Colour.from_hex(self.text(key))
        except ValueError:
            raise self.problem(key, message("A colour such as #004b6b is needed.")) from None


def read_toml(path: Path) -> Table:
    """The top table of a file. Raises SettingsError if there is none that can be read."""
    try:
        return Table(path, "", tomllib.loads(path.read_text("utf-8-sig")))
    except OSError as error:
        reason = message("This file cannot be read: {reason}.", reason=system_reason(error))
        raise SettingsError(reason, where=str(path)) from None
    except UnicodeDecodeError:
        raise SettingsError(message("This file is not UTF-8 text."), where=str(path)) from None
    except TOML_ERRORS as error:
        reason, where = toml_problem(str(path), error)
        raise SettingsError(reason, where=where) from None
