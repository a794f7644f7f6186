"""One document of the corpus, and how it becomes a file."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.edition import Contact, DocumentInfo, Edition, Issuer, State
from pipeline.interface import MissingStringError
from pipeline.languages import language
from pipeline.model import Block, Briefing, Text
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf import Document, render
from pipeline.style import Style
from tests.builders import briefing, text

EPOCH = datetime(2020, 5, 12, 8, 30, tzinfo=UTC)
STYLE = Style()
STANDARD_TAG = "sv"


@dataclass(frozen=True, slots=True)
class Case:
    """A document, with a name that is a path without suffix: `group/what-it-has`."""

    name: str
    edition: Edition
    style: Style = STYLE
    epoch: datetime = EPOCH

    @property
    def has_own_strings(self) -> bool:
        """Whether the project has page numbers and dates in the document's language."""
        try:
            pdf_document(self.edition)
        except MissingStringError:
            return False
        return True

    @property
    def document(self) -> Document:
        """What the engine gets; the strings that a language lacks are Swedish.

        So every language that there are fonts for can be looked at.
        """
        if self.has_own_strings:
            return pdf_document(self.edition)
        briefing = replace(self.edition.briefing, language=STANDARD_TAG)
        document = pdf_document(replace(self.edition, briefing=briefing))
        return replace(
            document, briefing=self.edition.briefing, language=language(self.edition.language.tag)
        )

    def pdf(self) -> bytes:
        """The file."""
        return render(self.document, self.style, epoch=self.epoch)

    def write(self, folder: Path) -> str:
        """Write the file below a folder; gives its path there."""
        path = f"{self.name}.pdf"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(self.pdf())
        return path


@dataclass(frozen=True, slots=True)
class Written:
    """Documents that have been written below a folder, by their paths there."""

    folder: Path
    cases: dict[str, Case]


def case(name: str, *lines: str, tag: str = STANDARD_TAG, notices: tuple[str, ...] = ()) -> Case:
    """A document in the notation of `tests.builders`."""
    return case_of(name, briefing(*lines, language=tag), tuple(map(text, notices)))


def case_of(name: str, item: Briefing, notices: tuple[Text, ...] = ()) -> Case:
    """A document of a briefing."""
    return Case(
        name,
        Edition(
            DocumentInfo("corpus", date(2020, 5, 12)),
            Issuer("Hallstahammars kommun"),
            Contact("kundcenter", "0220-240 00", "kundcenter@hallstahammar.se"),
            State.DRAFT if notices else State.ORIGINAL,
            item,
            notices,
        ),
    )


def case_of_blocks(name: str, *blocks: Block, tag: str = STANDARD_TAG) -> Case:
    """A document of these blocks, with a title."""
    item = briefing(f"# {name}", language=tag)
    return case_of(name, replace(item, blocks=blocks))
