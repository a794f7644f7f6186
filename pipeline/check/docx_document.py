"""What the rules for a DOCX look at: its paragraphs, and what they should be."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.check.compare import Parts, ReadUnit, disregarded
from pipeline.check.docx_package import Element, Package, R, UnreadableError, W, value
from pipeline.check.docx_reader import Numbering, Paragraph, Reader, Styles
from pipeline.edition import Edition
from pipeline.languages import SOURCE_TAG, Language, all_languages, language
from pipeline.messages import Message, message
from pipeline.reading import Kind, ReadingUnit, reading_sequence

Observation = tuple[str, str, Message]
"""Rule without its prefix, place in the file, sentence."""

DOCUMENT = "word/document.xml"
KINDS = {
    "Title": Kind.TITLE,
    "Notice": Kind.NOTICE,
    "Body Text": Kind.PARAGRAPH,
    "List Bullet": Kind.LIST_ITEM,
    "List Number": Kind.LIST_ITEM,
    "Closing": Kind.CLOSING,
    "Signature": Kind.SIGNATORY,
    **{f"heading {level}": Kind.HEADING for level in range(2, 7)},
}
"""By the name of the style. The outline level of the style says which level a heading has."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A file and the edition that it should be, with the paragraphs of both."""

    package: Package
    edition: Edition
    expected: tuple[ReadingUnit, ...]
    body: tuple[Paragraph, ...]
    margins: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    """Headers and footers by the names of their parts, in the order of `expected_lines`."""

    @staticmethod
    def read(package: Package, edition: Edition) -> "ReadDocument":
        """The file's paragraphs. Raises UnreadableError if a part is missing."""
        styles = Styles.read(package.part("word/styles.xml"))
        numbering = Numbering(package.parts.get("word/numbering.xml"))
        body = package.part(DOCUMENT).find(f"{W}body")
        if body is None:
            raise UnreadableError(DOCUMENT)
        paragraphs = Reader(package, DOCUMENT, styles, numbering).paragraphs(body)
        margins = tuple(
            (part, Reader(package, part, styles, numbering).paragraphs(package.parts.get(part, ())))
            for part in _margin_parts(package, body)
        )
        return ReadDocument(package, edition, reading_sequence(edition), paragraphs, margins)

    @property
    def language(self) -> Language:
        """The language of the edition."""
        return self.edition.language

    def places(self) -> Iterator[tuple[str, Paragraph]]:
        """Every paragraph with its place: its block, or its number if no block has that text."""
        yield from zip(self._blocks(), self.body, strict=True)
        for part, paragraphs in self.margins:
            for paragraph in paragraphs:
                yield part, paragraph

    def _blocks(self) -> Iterator[str]:
        if len(self.body) == len(self.expected):
            yield from (unit.where for unit in self.expected)
            return
        blocks: dict[str, deque[str]] = defaultdict(deque)
        for unit in self.expected:
            blocks[disregarded(unit.characters)].append(unit.where)
        for number, paragraph in enumerate(self.body, 1):
            same = blocks[disregarded(paragraph.text)]
            yield same.popleft() if same else f"paragraph {number}"

    def units(self) -> tuple[ReadUnit, ...]:
        """The paragraphs of the body as `compare` takes them; empty ones are left out."""
        return tuple(self._unit(p) for p in self.body if p.text)

    def _unit(self, paragraph: Paragraph) -> ReadUnit:
        kind = KINDS.get(paragraph.style or "", Kind.PARAGRAPH)
        return ReadUnit(
            kind, paragraph.text, paragraph.outline_level, paragraph.label, self.parts(paragraph)
        )

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
            slot, word = language(tag).word_slot, language(tag).word
            if (slot, word) in slots and set(slots) <= {(slot, word), ("val", word)}:
                return tag
        return ", ".join(f"{slot} {word}" for slot, word in slots)


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
