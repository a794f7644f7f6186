"""What is noted while a document is read: findings, what was left out, where one is."""

from collections import Counter
from dataclasses import dataclass, field, replace

from pipeline.errors import SourceError
from pipeline.findings import Finding, Severity
from pipeline.messages import Message, message
from pipeline.model import NOTE_MARK
from pipeline.parse.parsed import Removal, Why
from pipeline.parse.word.names import Element, W

MOST_PARAGRAPHS = 50_000
"""More than any briefing has, by far: a book of 1,000 pages has about 20,000. Line breaks count
as well, since the lines of a paragraph may be the items of a typed list."""

MOST_CHARACTERS = 5_000_000
"""Of the body, the notes, and what is around the pages; a book of 1,000 pages has half of it."""

_EXCERPT = 40


@dataclass(slots=True)
class Notebook:
    """Grows while the parts of a document are read, in their order.

    `paragraph` is the number of the paragraph that is being read, counted from 1 in all of the
    body, tables and text boxes included: the place in messages. `added` are characters that
    stand for something that is no text in the file, such as a list's label.
    """

    where: str
    paragraph: int = 0
    line_breaks: int = 0
    findings: list[Finding] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    anchors: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    """Ids of the notes that the text refers to, in that order, and the place."""
    table_captions: dict[str, str] = field(default_factory=dict)
    """What the properties of tables have as captions, by the places of the tables."""
    marked_notes: dict[str, str] = field(default_factory=dict)
    """The ids of notes by the bookmarks around their references."""
    roots: list[Element] = field(default_factory=list)
    """The elements whose text was read: the body, notes, page headers and footers."""
    _characters: int = 0

    @property
    def has_errors(self) -> bool:
        """Whether something has to be changed before anything is published."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def begin_root(self, root: Element) -> None:
        """An element whose text is read now. Raises SourceError if all together is too long."""
        self.roots.append(root)
        self._characters += sum(len(text) for text in root.itertext())
        if self._characters > MOST_CHARACTERS:
            reason = "The document is too long; divide it into several documents."
            raise SourceError(message(reason), where=self.where)

    def note(self, rule: str, text: Message, place: str = "") -> None:
        """Something staff should be able to see; the place is the paragraph being read if empty."""
        self._add(rule, text, place, Severity.NOTE)

    def warn(self, rule: str, text: Message, place: str = "") -> None:
        """Something that someone has to look at."""
        self._add(rule, text, place, Severity.WARNING)

    def error(self, rule: str, text: Message, place: str = "") -> None:
        """Something that has to be changed in the document before it can be published."""
        self._add(rule, text, place, Severity.ERROR)

    def begin_paragraph(self) -> str:
        """Counts a paragraph and gives its place. Raises SourceError if there are too many."""
        self.paragraph += 1
        self._require_few()
        return f"{self.paragraph}"

    def begin_line(self) -> None:
        """Counts a line break or a row of a table. Raises SourceError if there are too many."""
        self.line_breaks += 1
        self._require_few()

    def _require_few(self) -> None:
        if self.paragraph + self.line_breaks > MOST_PARAGRAPHS:
            reason = "The document has more than {count} paragraphs; divide it into several ones."
            count = f"{MOST_PARAGRAPHS:,}".replace(",", "\u00a0")
            raise SourceError(message(reason, count=count), where=self.where)

    def remove(self, why: Why, characters: str) -> None:
        """Characters of the document that are not in the model."""
        if characters and not characters.isspace():
            self.removals.append(Removal(why, self.paragraph, characters))

    def replace(self, why: Why, characters: str, by: str) -> str:
        """Characters that the model has in another form; gives the new ones back."""
        self.remove(why, characters)
        self.add(by)
        return by

    def add(self, characters: str) -> None:
        """Characters in the model that are no text in the document."""
        self.added.append(characters)

    def placeholder(self, shown: str, place: str = "") -> None:
        """An error about a form's words that wait for others."""
        reason = "“{text}” is a place to be filled in; write the text, or take it away."
        self.error("placeholder", message(reason, text=excerpt(shown)), place)

    def begin_anchor(self, bookmark: Element, place: str) -> None:
        """A place to lead to: what stands at the beginning of a bookmark."""
        self.anchors.setdefault(bookmark.get(f"{W}name", ""), place)

    def count(self, what: str, number: int = 1) -> None:
        """Counts what is reported once for the whole document."""
        self.counts[what] += number

    def _add(self, rule: str, text: Message, place: str, severity: Severity) -> None:
        number = place or (f"{self.paragraph}" if self.paragraph else "")
        where = f"{self.where}:{number}" if number else self.where
        finding = Finding(f"parse.{rule}", where, text, severity)
        if self.findings[-1:] != [finding]:  # Word divides what looks alike into many runs
            self.findings.append(finding)


def excerpt(text: str) -> str:
    """The beginning of a text, for a sentence that says where something is."""
    line = " ".join(text.replace(NOTE_MARK, "").split())
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rstrip()}…"


_COUNTED = {
    "insertions": message("Tracked insertions were read as accepted; {count} places."),
    "deletions": message("Tracked deletions were left out, as accepted; {count} places."),
    "comments": message("Comments were left out; {count} of them."),
    "hidden": message("Hidden text was left out; {count} places."),
    "contents": message(
        "The table of contents was left out; its page numbers are not those of other formats."
    ),
    "page-numbers": message(
        "The page numbers in the page header or footer were left out; each format has its own."
    ),
    "shapes": message("Drawn shapes without text were left out; {count} of them."),
    "header-pictures": message(
        "Pictures in the page header or footer were left out; {count} of them."
    ),
    "letters": message("Letters or Roman figures of list items are text now; {count} items."),
    "joined-levels": message(
        "Numbers such as 1.1 in lists have only their last figure now; {count} items. "
        "Check what refers to them."
    ),
}


def counted_findings(notebook: Notebook) -> list[Finding]:
    """One note for each thing that was counted."""
    found: list[Finding] = []
    for what, text in _COUNTED.items():
        if count := notebook.counts[what]:
            shown = replace(text, values=(("count", count),))
            found.append(Finding(f"parse.word-{what}", notebook.where, shown, Severity.NOTE))
    return found
