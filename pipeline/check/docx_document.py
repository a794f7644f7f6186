"""What the rules for a DOCX look at: its paragraphs, and what they should be."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.check.compare import Parts, ReadUnit, disregarded, pieces
from pipeline.check.docx_body import (
    FOOTNOTES,
    Placed,
    ReadNote,
    ReadTable,
    placed,
    read_body,
    read_notes,
)
from pipeline.check.docx_definitions import Numbering, Styles
from pipeline.check.docx_kinds import kind_of, within
from pipeline.check.docx_package import DOCUMENT, Element, Package, R, UnreadableError, W, value
from pipeline.check.docx_reader import Paragraph, Reader, References
from pipeline.edition import Edition
from pipeline.languages import SOURCE_TAG, Language, all_languages, described
from pipeline.messages import Message, message
from pipeline.reading import Kind, ReadingUnit, reading_sequence

Observation = tuple[str, str, Message]
"""Rule without its prefix, place in the file, sentence."""

_MARGIN_KINDS = (Kind.PAGE_HEADER, Kind.PAGE_FOOTER)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file and the edition that it should be, with the paragraphs of both."""

    package: Package
    edition: Edition
    expected: tuple[ReadingUnit, ...]
    content: tuple[Paragraph | ReadTable, ...]
    body: tuple[Placed, ...]
    """Every paragraph of the content, also those in tables."""
    notes: tuple[ReadNote, ...]
    note_lines: tuple[Paragraph, ...]
    """The lines between text and footnotes."""
    margins: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    """Headers and footers by the names of their parts, in the order of `expected_lines`."""

    @staticmethod
    def read(package: Package, edition: Edition) -> "ReadDocument":
        """The file's paragraphs. Raises UnreadableError if a part is missing."""
        styles = Styles.read(package.part("word/styles.xml"))
        numbering = Numbering(package.parts.get("word/numbering.xml"))
        references = References()
        body = package.part(DOCUMENT).find(f"{W}body")
        if body is None:
            raise UnreadableError(DOCUMENT)

        def reader(part: str) -> Reader:
            return Reader(package, part, styles, numbering, references)

        content = read_body(reader(DOCUMENT), body)
        notes, lines = read_notes(reader(FOOTNOTES), package)
        margins = tuple(
            (part, tuple(reader(part).paragraph(p) for p in package.parts.get(part, ())))
            for part in _margin_parts(package, body)
        )
        expected = reading_sequence(edition)
        return ReadDocument(
            package, edition, expected, content, tuple(placed(content)), notes, lines, margins
        )

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self.edition.language

    @property
    def tables(self) -> tuple[ReadTable, ...]:
        """The tables of the body."""
        return tuple(item for item in self.content if isinstance(item, ReadTable))

    def places(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with its place: its block, or its number if no block has that text."""
        yield from ((place, item.paragraph) for place, item in self.body_places())
        blocks = self._blocks()[len(self.body) :]
        yield from zip(blocks, (note.paragraph for note in self.notes), strict=True)
        yield from ((FOOTNOTES, line) for line in self.note_lines)
        for part, paragraphs in self.margins:
            for paragraph in paragraphs:
                yield part, paragraph

    def body_places(self) -> Iterator[tuple[str, Placed]]:
        """The paragraphs of the body with their places."""
        yield from zip(self._blocks(), self.body, strict=False)

    def _blocks(self) -> list[str]:
        """The places of the paragraphs of body and notes."""
        texts = [*(shown_text(item.paragraph) for item in self.body)]
        texts += [note.paragraph.text for note in self.notes]
        wanted = [unit for unit in self.expected if unit.kind not in _MARGIN_KINDS]
        read = [number for number, text in enumerate(texts) if text]
        places = [f"paragraph {number}" for number in range(1, len(texts) + 1)]
        if len(read) == len(wanted):
            for number, unit in zip(read, wanted, strict=True):
                places[number] = unit.where
            return places
        blocks: dict[str, deque[str]] = defaultdict(deque)
        for unit in wanted:
            blocks[disregarded(unit.characters)].append(unit.where)
        for number in read:
            if same := blocks[disregarded(texts[number])]:
                places[number] = same.popleft()
        return places

    def units(self) -> tuple[ReadUnit, ...]:
        """What is read, as `compare` takes it; paragraphs without text are left out."""
        items = (self._unit(item) for item in self.body if shown_text(item.paragraph))
        notes = (self._note_unit(note) for note in self.notes)
        header, footer = (self._margin_units(kind) for kind in _MARGIN_KINDS)
        return (*header, *items, *notes, *footer)

    def _unit(self, item: Placed) -> ReadUnit:
        paragraph = item.paragraph
        return ReadUnit(
            kind_of(item),
            shown_text(paragraph),
            paragraph.outline_level,
            paragraph.label,
            self.parts(paragraph),
            within(item),
            pieces((run.text, run.is_strong and not run.note) for run in paragraph.runs),
            pieces((run.text, run.is_emphasised and not run.note) for run in paragraph.runs),
            tuple((run.note, run.text) for run in paragraph.runs if run.note),
        )

    def _note_unit(self, note: ReadNote) -> ReadUnit:
        return replace(self._unit(Placed(note.paragraph)), label=note.label)

    def _margin_units(self, kind: Kind) -> tuple[ReadUnit, ...]:
        """What the first header or footer has of the source."""
        _, paragraphs = self.margins[0 if kind is Kind.PAGE_HEADER else 2]
        units = (self._unit(Placed(paragraph)) for paragraph in paragraphs)
        return tuple(unit for unit in units if unit.kind is kind)

    def parts(self, paragraph: Paragraph) -> Parts:
        """The runs that say their own language, by BCP 47 tag; an unknown one by its value.

        Digits that stand left-to-right in right-to-left text say the document's language in
        the slot `val`; they are no part in another language.
        """
        digits = (("val", self.language.word),)
        own = digits if self.language.is_rtl else ()
        runs = (run for run in paragraph.runs if run.languages and run.languages != own)
        return tuple((self._tag(run.languages), run.text) for run in runs)

    def _tag(self, slots: tuple[tuple[str, str], ...]) -> str:
        used = {s.language for unit in self.expected for s in unit.text if s.language}
        for tag in (*sorted(used), SOURCE_TAG, *all_languages()):
            slot, word = described(tag).word_slot, described(tag).word
            if (slot, word) in slots and set(slots) <= {(slot, word), ("val", word)}:
                return tag
        return ", ".join(f"{slot} {word}" for slot, word in slots)


def shown_text(paragraph: Paragraph) -> str:
    """What a reader gets of a paragraph: its characters, or what is said for its picture."""
    return paragraph.text or "".join(p.alternative or "" for p in paragraph.pictures)


def _margin_parts(package: Package, body: Element) -> Iterator[str]:
    """The parts of first header, running header, first footer and running footer."""
    section = body.find(f"{W}sectPr")
    for tag in ("headerReference", "footerReference"):
        for kind in ("first", "default"):
            found = () if section is None else section.findall(W + tag)
            ids = [e.get(f"{R}id") for e in found if value(e, "type") == kind]
            yield (package.target(DOCUMENT, ids[0]) if ids else None) or f"{kind} {tag}"


def difference(expected: str, found: str) -> Message:
    """The sentence for two values that should be equal."""
    reason = "“{expected}” was expected, the file has “{found}”."
    return message(reason, expected=expected, found=found)
