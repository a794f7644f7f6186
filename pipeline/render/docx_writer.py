"""Paragraphs and runs of a DOCX: language, direction, weight, links, references to notes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.edition import Edition
from pipeline.errors import RenderError, unknown_language
from pipeline.languages import UnknownLanguageError, described
from pipeline.messages import message
from pipeline.model import NOTE_MARK, Briefing, Note, Span, Text
from pipeline.render import docx_names as named
from pipeline.render import ooxml
from pipeline.render.directions import Piece, directed
from pipeline.render.docx_block_styles import STRONG, emphasis, toggles_in_order
from pipeline.render.docx_numbering import Lists
from pipeline.render.ooxml import Element, Part, w
from pipeline.texts import placed_texts


def checked(text: str, where: str) -> str:
    """The text. Raises RenderError if it has a character that XML 1.0 does not allow (2.2)."""
    for character in text:
        code = ord(character)
        allowed = code >= 0x20 or character in "\t\n\r"
        if not allowed or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF):
            reason = "The character U+{code} cannot stand in a Word document; remove it."
            raise RenderError(message(reason, code=f"{code:04X}"), where=where)
    return text


@dataclass(slots=True)
class Progress:
    """What is counted while a document is written from its beginning to its end.

    `targets` are the ids that links lead to, `repeated` the notes that the text refers to more
    than once; each gets a bookmark where it stands first.
    """

    targets: frozenset[str]
    repeated: frozenset[str]
    lists: Lists = field(default_factory=Lists)
    pictures: int = 0
    _marked: set[str] = field(default_factory=set)
    _referred: set[str] = field(default_factory=set)

    @staticmethod
    def of(edition: Edition) -> "Progress":
        """That of a document of which nothing is written yet."""
        texts = (*(t.text for t in placed_texts(edition.briefing)), *edition.notices)
        spans = [span for text in texts for span in text]
        links = {span.link[1:] for span in spans if span.link and span.link.startswith("#")}
        references = Counter(span.note for span in spans if span.note)
        repeated = (note for note, count in references.items() if count > 1)
        return Progress(frozenset(links), frozenset(repeated))

    def bookmark(self, name: str, content: Iterable[Element]) -> tuple[Element, ...]:
        """The content in a bookmark of that name."""
        self._marked.add(name)
        return ooxml.bookmarked(len(self._marked), name, content)

    def is_wanted(self, identity: str) -> bool:
        """Whether a link leads to that block and it has no bookmark yet."""
        return identity in self.targets and identity not in self._marked

    def refers_first(self, note: str) -> bool:
        """Whether this is the first reference to the note; it is the only one to ask."""
        is_first = note not in self._referred
        self._referred.add(note)
        return is_first


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes paragraphs of one edition into one part.

    Only the body has real references to notes (`has_notes`): Word has no footnotes to headers
    and footnotes. There the number stands.
    """

    edition: Edition
    part: Part
    progress: Progress
    has_notes: bool = False

    def paragraph(
        self,
        style: str,
        text: Text,
        where: str,
        *,
        keep_next: bool = False,
        number: int = 0,
        level: int = 0,
    ) -> Element:
        """A paragraph of running text; `number` and `level` are those of its list."""
        runs = self.runs(text, where)
        made = self.container(style, runs, keep_next=keep_next, number=number, level=level)
        return self.marked(where, made)

    def container(
        self,
        style: str,
        runs: Iterable[Element],
        *,
        keep_next: bool = False,
        number: int = 0,
        level: int = 0,
    ) -> Element:
        """A paragraph of any runs."""
        numbering = w("numPr", w("ilvl", val=level), w("numId", val=number)) if number else None
        return w(
            "p",
            w(
                "pPr",
                w("pStyle", val=style),
                w("keepNext") if keep_next else None,
                numbering,
                w("bidi") if self.edition.language.is_rtl else None,
                self._paragraph_mark(),
            ),
            *runs,
        )

    def _paragraph_mark(self) -> Element | None:
        """The mark's direction is that of the text, and so of what staff add behind it."""
        return w("rPr", w("rtl")) if self.edition.language.is_rtl else None

    def marked(self, identity: str, paragraph: Element) -> Element:
        """The paragraph, with a bookmark around its content if a link leads to the block."""
        if self.progress.is_wanted(identity):
            properties, *content = paragraph
            paragraph[:] = [properties, *self.progress.bookmark(identity, content)]
        return paragraph

    def runs(self, text: Text, where: str) -> Iterator[Element]:
        """The runs of a text.

        Raises RenderError for a character that XML cannot hold and for an unknown language.
        """
        place = f"{self.edition.stem}.docx {where}"
        for span in text:
            checked(span.text, place)
        try:
            stretches = directed(self._resolved(text), self.edition.language)
        except UnknownLanguageError as error:
            raise unknown_language(error.tag, place) from None
        for link, group in groupby(stretches, lambda stretch: stretch[0].link):
            runs = [run for span, piece in group for run in self._runs(span, piece)]
            if link:
                yield ooxml.hyperlink(self.part, link, runs)
            else:
                yield from runs

    def _resolved(self, text: Text) -> Text:
        """The text with numbers for references that this part cannot have."""
        if self.has_notes:
            return text
        numbers = self.edition.briefing.note_number
        return tuple(replace(s, text=f"{numbers(s.note)}") if s.note else s for s in text)

    def _runs(self, span: Span, piece: Piece) -> Iterator[Element]:
        own = self.edition.language
        of = described(span.language) if span.language else own
        flags = bool(span.link), span.strong, span.emphasis
        style = named.CHARACTERS.get(flags)
        toggles = toggles_in_order(
            STRONG if span.strong else (), emphasis(of.script) if span.emphasis else ()
        )
        cs = of.word_slot == "bidi" and not of.is_rtl
        turned = of.is_rtl and not piece.is_rtl
        western = turned and not any(character.isalpha() for character in piece.text)
        for text in filter(None, (piece.before, piece.text, piece.after)):
            if text == NOTE_MARK and span.note:
                yield from self._reference(span.note)
                continue
            lang = ooxml.run_language(of, marked=bool(span.language), western=western)
            is_number = span.note and text == piece.text
            own_style = named.NOTE_REFERENCE if is_number else style
            properties = ooxml.run_properties(
                lang, style=own_style, toggles=toggles, is_rtl=piece.is_rtl, cs=cs
            )
            yield ooxml.run(text, properties)

    def _reference(self, note: str) -> Iterator[Element]:
        """A reference to a footnote; another one to the same note shows the first one's number."""
        of, number = self.edition.language, self.edition.briefing.note_number(note)
        style = named.NOTE_REFERENCE
        if not self.progress.refers_first(note):
            code = rf"NOTEREF {ooxml.bookmark_name(note)} \f \h"
            yield from ooxml.field(code, f"{number}", of, style)
            return
        reference = w("r", ooxml.digit_properties(of, style), w("footnoteReference", id=number))
        if note in self.progress.repeated:
            yield from self.progress.bookmark(note, [reference])
        else:
            yield reference

    def note(self, note: Note) -> Element:
        """A footnote: its number, a space and its text."""
        of = self.edition.language
        mark = w("r", ooxml.digit_properties(of, named.NOTE_REFERENCE), w("footnoteRef"))
        space = ooxml.run(" ", ooxml.run_properties(None, is_rtl=of.is_rtl))
        runs = (mark, space, *self.runs(note.text, note.id))
        paragraph = self.container(named.NOTE_TEXT, runs)
        return w("footnote", paragraph, id=self.edition.briefing.note_number(note.id))

    def separator(self, kind: str, number: int) -> Element:
        """The line between text and footnotes (17.11.23), of which Word wants two kinds."""
        line = self.container(named.NOTE_TEXT, [w("r", w(kind))])
        return w("footnote", line, type=kind, id=number)


SEPARATORS = {"separator": -1, "continuationSeparator": 0}
"""The kinds of lines above footnotes, and their numbers as Word has them."""


def footnotes(writer: Writer, briefing: Briefing) -> Iterator[Element]:
    """The content of `w:footnotes`."""
    for kind, number in SEPARATORS.items():
        yield writer.separator(kind, number)
    for note in briefing.notes:
        yield writer.note(note)
