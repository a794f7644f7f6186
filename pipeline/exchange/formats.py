"""The formats in which texts come back, by the suffix of the file."""

from pathlib import PurePath

from pipeline.errors import UsageError
from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.returned_po import parse_returned_po
from pipeline.messages import message

SUFFIXES = (".po", ".xlf", ".xliff", ".tmx")


def parse_exchanged(data: bytes, name: str, where: str) -> Exchanged:
    """The texts in a file of this name.

    Raises UsageError if the suffix is none of a known format, CatalogError if the file cannot
    be used.
    """
    match PurePath(name).suffix.lower():
        case ".po":
            return parse_returned_po(data, where)
        case ".xlf" | ".xliff":
            from pipeline.exchange.xliff import parse_xliff

            return parse_xliff(data, where)
        case ".tmx":
            from pipeline.exchange.tmx import parse_tmx

            return parse_tmx(data, where)
        case _:
            reason = "This is no file from a translator. Known are: {suffixes}."
            known = ", ".join((".zip", *SUFFIXES))
            raise UsageError(message(reason, suffixes=known), where=where)
