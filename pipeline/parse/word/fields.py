"""Fields (ISO/IEC 29500-1, 17.16): text that Word computes, such as links and page numbers.

A reader sees the result; the instruction that made it stays in the file.
"""

import re
from dataclasses import dataclass, field
from enum import Enum, auto


class FieldKind(Enum):
    """What a field means for a text that has other pages."""

    SHOWN = auto()
    """Its result is text like any other."""
    CONTENTS = auto()
    """A table of contents or an index: it is left out."""
    PAGE_NUMBER = auto()
    """The number of this page, or of all pages."""
    PAGE_REFERENCE = auto()
    """The number of the page on which something else stands."""
    NOTE_REFERENCE = auto()
    """The number of a note to which the text refers once more."""
    LINK = auto()
    SYMBOL = auto()
    PLACEHOLDER = auto()
    """A field that waits for somebody to write into it."""
    EQUATION = auto()
    DRAWN = auto()
    """What it shows stands nowhere as text: Word makes it up when it draws the page."""


_KINDS = {
    "TOC": FieldKind.CONTENTS,
    "TOA": FieldKind.CONTENTS,
    "INDEX": FieldKind.CONTENTS,
    "PAGE": FieldKind.PAGE_NUMBER,
    "NUMPAGES": FieldKind.PAGE_NUMBER,
    "SECTIONPAGES": FieldKind.PAGE_NUMBER,
    "PAGEREF": FieldKind.PAGE_REFERENCE,
    "NOTEREF": FieldKind.NOTE_REFERENCE,
    "FTNREF": FieldKind.NOTE_REFERENCE,
    "HYPERLINK": FieldKind.LINK,
    "SYMBOL": FieldKind.SYMBOL,
    "MACROBUTTON": FieldKind.PLACEHOLDER,
    "EQ": FieldKind.EQUATION,
    "FORMCHECKBOX": FieldKind.DRAWN,
    "FORMDROPDOWN": FieldKind.DRAWN,
    "AUTONUM": FieldKind.DRAWN,
    "AUTONUMLGL": FieldKind.DRAWN,
    "AUTONUMOUT": FieldKind.DRAWN,
    "LISTNUM": FieldKind.DRAWN,
}
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_CODES_OF_NAME = 20
"""Word divides an instruction into several codes, if a part of it was edited."""

_WITH_VALUE = ("\\l", "\\o", "\\t", "\\f", "\\s", "\\n")


@dataclass(slots=True)
class Field:
    """A field while it is read; `shows` is True from where its result begins."""

    codes: list[str] = field(default_factory=list)
    shows: bool = False
    link: str | None = None
    note: str | None = None
    """The id of the note to which it refers once more."""
    _kind: FieldKind = FieldKind.SHOWN
    _known: int = 0
    """How many of the codes the kind was read from."""

    @property
    def kind(self) -> FieldKind:
        """What the instruction asks for; its name is in its first codes."""
        if self._known < min(len(self.codes), _CODES_OF_NAME):
            self._known = len(self.codes)
            words = "".join(self.codes[:_CODES_OF_NAME]).split(None, 1)
            self._kind = _KINDS.get(words[0].upper(), FieldKind.SHOWN) if words else self._kind
        return self._kind

    @property
    def arguments(self) -> tuple[list[str], dict[str, str]]:
        """The arguments in order, and those of switches by the switch."""
        found = [a or b for a, b in _ARGUMENT.findall("".join(self.codes))][1:]
        plain: list[str] = []
        switches: dict[str, str] = {}
        position = 0
        while position < len(found):
            word = found[position]
            if word.lower() in _WITH_VALUE and position + 1 < len(found):
                switches[word.lower()] = found[position + 1]
                position += 1
            elif not word.startswith("\\"):
                plain.append(word.replace("\\\\", "\\"))
            position += 1
        return plain, switches


def link_address(target: str, anchor: str | None) -> str | None:
    """An address as `settle` takes it; it judges whether residents can open it."""
    address = f"{target.strip()}#{anchor}" if anchor else target.strip()
    return address or None
