"""Sentences for staff that are translated when they are shown, not when they are made."""

import re
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | int | Message"
"""What can stand in a place of a sentence; a message there is translated with it."""


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named places, and the values for them.

    The template is the msgid in the interface's catalogs (`pipeline/locale`), so the same
    stored message can be shown in Swedish and in English.
    """

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def filled(self, template: str | None = None) -> str:
        """The sentence; `template` is a translation of `self.template`.

        Raises KeyError if the template names a place that has no value.
        """
        return (self.template if template is None else template).format(**dict(self.values))

    def __str__(self) -> str:
        return self.filled()


_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def visible(text: str) -> str:
    """The text with control characters written out, as `\\x1b`: names of files and what stands in
    them come from others, and a terminal would obey. Tabs and ends of lines stay."""
    return _CONTROLS.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def message(template: str, /, **values: Value) -> Message:
    """A message; the interface's strings are collected from the calls of this function."""
    return Message(template, tuple(values.items()))
