"""The stores of translate-toolkit that are used here, with the types of what is used of them."""

from collections.abc import Callable
from typing import Protocol, cast

from lxml import etree

from pipeline.languages import SOURCE_TAG


class Unit(Protocol):
    """A unit of a store: a translation, or the entry of a glossary."""

    xmlelement: etree._Element

    def setid(self, value: str) -> None:
        """Give the unit an id."""

    def addnote(self, text: str) -> None:
        """Add a note."""

    def setcontext(self, context: str) -> None:
        """Say in which context the text stands."""


class Store(Protocol):
    """A file of units in memory."""

    document: etree._ElementTree

    def addsourceunit(self, source: str) -> Unit:
        """Add a unit with its Swedish text."""


def new_tmx(tag: str) -> Store:
    """A TMX 1.4 file from Swedish into a language."""
    from translate.storage.tmx import tmxfile

    return cast("Callable[..., Store]", tmxfile)(sourcelanguage=SOURCE_TAG, targetlanguage=tag)


def new_tbx() -> Store:
    """A TBX file with Swedish terms."""
    from translate.storage.tbx import tbxfile

    return cast("Callable[..., Store]", tbxfile)(sourcelanguage=SOURCE_TAG)


def store_bytes(store: Store) -> bytes:
    """The file, in UTF-8. The store's own writer would indent a text that begins with a tag."""
    return etree.tostring(store.document, encoding="utf-8", xml_declaration=True) + b"\n"
