"""What a PDF file is made from."""

from dataclasses import dataclass
from datetime import date

from pipeline.languages import Language
from pipeline.model import Briefing, Text


@dataclass(frozen=True, slots=True)
class Document:
    """A text with all that stands around it, ready to be set.

    `notices` are paragraphs in a tinted box right below the title. Everything on the pages is in
    the document's `language`, but for what its spans say of themselves and the issuer's name,
    whose language is `issuer_language` (BCP 47).
    """

    briefing: Briefing
    language: Language
    issuer: str
    issuer_language: str
    dated: str
    """The date for people, such as `Published 12 May 2020`, in the header of every page."""
    date: date
    """The same date for machines (`dc:date`)."""
    contact: tuple[str, ...]
    """Whom to ask, at the foot of every page: beside each other, or on a line each."""
    page_number: str
    """The page number at the foot, with the places `{page}` and `{pages}`.

    The numbers are in the digits 0 to 9 in every language. Persian, Dari, Pashto and Sorani may
    have their own beside these; so a page is called the same in all languages.
    """
    notices: tuple[Text, ...] = ()
    contents_title: str = ""
    """The heading of the table of contents, such as `Contents`; without one there is no table.

    A document that would fill more than `contents.LONGEST_WITHOUT` pages has one below its notices.
    """
