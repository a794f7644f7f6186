"""`source/glossary.csv`: the municipality's own words, and what they are called elsewhere.

The columns are `term` (Swedish), `definition`, `kind` (`term` or `name`) and one for each
language, by its tag. Several accepted forms stand in one cell with `|` between them. A name
stays as it is in every language. Excel in Sweden writes semicolons and a byte order mark; both
are read, as are commas.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path

from pipeline.errors import SettingsError, system_reason
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.messages import Message, message
from pipeline.recognise.inflection import (
    is_name_used,
    is_word_used,
    swedish_name_pattern,
    swedish_pattern,
)

COLUMNS = ("term", "definition", "kind")
TERM, NAME = "term", "name"
OR = "|"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One word of the municipality's.

    `targets` has the accepted forms by language tag, the first one preferred; a language that
    is not settled is not in it. A name has none: it stays as it is. `other_forms` are further
    Swedish forms that no rule of inflection gives, such as *ledamöter* of *ledamot*.
    `line` is where it stands in its file, 0 if it is from none.
    """

    term: str
    definition: str = ""
    is_name: bool = False
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    other_forms: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an entry's term stands in a Swedish text: a half-open range of characters."""

    entry: GlossaryEntry
    start: int
    end: int


@dataclass(frozen=True)
class Glossary:
    """All entries, in the order of the file."""

    entries: tuple[GlossaryEntry, ...] = ()

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Where terms stand in a Swedish text, in order, inflected or not.

        A compound of a term is another word, and a term inside a longer one does not count, nor
        one in an e-mail address.
        """
        if not self.entries:
            return ()
        return tuple(
            Mention(self._by_group[found.lastindex or 0], *found.span())
            for found in self._pattern.finditer(text)
        )

    def terms_in(self, text: str) -> tuple[GlossaryEntry, ...]:
        """The entries whose terms stand in a Swedish text, each once, in order."""
        found = {mention.entry.term: mention.entry for mention in self.mentions(text)}
        return tuple(found.values())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names, which stay as they are in every language."""
        return tuple(entry.term for entry in self.entries if entry.is_name)

    @cached_property
    def _forms(self) -> tuple[tuple[str, GlossaryEntry], ...]:
        """Every Swedish form with its entry, by its first letter and the longest first."""
        forms = ((form, e) for e in self.entries for form in (e.term, *e.other_forms))
        return tuple(sorted(forms, key=lambda pair: (pair[0][0].lower(), -len(pair[0]))))

    @cached_property
    def _by_group(self) -> dict[int, GlossaryEntry]:
        return {number: entry for number, (_, entry) in enumerate(self._forms, 1)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """One expression for all terms, with a group for each form.

        It branches by the first letter, so that few of the forms are tried at a word.
        """
        branches = [
            f"(?={re.escape(letter)})(?:{'|'.join(_form_pattern(*pair) for pair in pairs)})"
            for letter, pairs in groupby(self._forms, key=lambda pair: pair[0][0].lower())
        ]
        return re.compile(rf"(?<![\w@‑-])(?:{'|'.join(branches)})", re.IGNORECASE)


def _form_pattern(form: str, entry: GlossaryEntry) -> str:
    if entry.is_name:
        return rf"({swedish_name_pattern(form)})(?!\w)"
    return rf"({swedish_pattern(form)})(?![\w@‑-])"


def is_used(entry: GlossaryEntry, target_text: str, tag: str) -> bool:
    """Whether a translation uses one of the accepted forms, however inflected.

    A name has to stand as it is. True where the glossary does not settle the language.
    """
    if entry.is_name:
        return is_name_used(entry.term, target_text, tag)
    forms = entry.targets.get(tag, ())
    return not forms or any(is_word_used(form, target_text, tag) for form in forms)


def read_glossary(path: Path) -> Glossary:
    """The glossary; an empty one if there is no file.

    Raises SettingsError, with the line where there is one, if the file cannot be used.
    """
    if not path.exists() and not path.is_symlink():
        return Glossary()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = "This file cannot be read: {reason}."
        raise SettingsError(
            message(reason, reason=system_reason(error)), where=str(path)
        ) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = "This file is not UTF-8. In Excel, save it again as the file type “CSV UTF-8”."
        raise SettingsError(message(reason), where=f"{path}:{line}") from None
    return Glossary(tuple(_entries(text, path)))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells by the name of their column, and its first line in the file."""

    cells: Mapping[str, str]
    line: int
    path: Path

    def problem(self, reason: Message) -> SettingsError:
        return SettingsError(reason, where=f"{self.path}:{self.line}")


def _entries(text: str, path: Path) -> Iterator[GlossaryEntry]:
    known: dict[str, int] = {}
    for row in _rows(text, path):
        entry = _entry(row)
        for form in (entry.term, *entry.other_forms):
            before = known.setdefault(form.casefold(), row.line)
            if before != row.line:
                reason = "“{term}” stands in line {line} too. Put all its forms into one row."
                raise row.problem(message(reason, term=form, line=before))
        yield entry


def _rows(text: str, path: Path) -> Iterator[_Row]:
    """The rows below the header that have any text."""
    lines = list(io.StringIO(text, newline=""))
    first = 2 if lines and lines[0].lower().startswith("sep=") else 1  # a line of Excel's
    lines = lines[first - 1 :]
    header = lines[0] if lines else ""
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = first
    names: tuple[str, ...] = ()
    try:
        for cells in reader:
            row = _Row({}, start, path)
            start = first + reader.line_num
            if not names:
                names = _header(cells, row)
            elif any(cell.strip() for cell in cells):
                _require_delimiter(cells, delimiter, row)
                yield _Row(_by_name(names, cells, row), row.line, path)
    except csv.Error:
        reason = "A quotation mark in this row is not closed, or stands in the wrong place."
        raise SettingsError(message(reason), where=f"{path}:{start}") from None
    if not names:
        _header([], _Row({}, first, path))


def _require_delimiter(cells: list[str], delimiter: str, row: _Row) -> None:
    """Raises SettingsError for a row that another program has divided otherwise.

    All of it would be taken for one long term.
    """
    other = "," if delimiter == ";" else ";"
    if len(cells) == 1 and cells[0].count(other) >= len(COLUMNS) - 1:
        reason = "This row is divided by “{found}”, and the first row by “{wanted}”. Use that."
        raise row.problem(message(reason, found=other, wanted=delimiter))


def _header(cells: list[str], row: _Row) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells)
    if missing := [name for name in COLUMNS if name not in names]:
        reason = "The first row has to name the columns; these are missing: {names}."
        raise row.problem(message(reason, names=", ".join(missing)))
    for number, name in enumerate(names):
        if name and name in names[:number]:
            raise row.problem(message("The column {name} is there twice.", name=name))
        is_language = name in all_languages() and name != SOURCE_TAG
        if name and name not in COLUMNS and not is_language:
            tags = ", ".join(tag for tag in all_languages() if tag != SOURCE_TAG)
            reason = "The column {name} is no language that is known here: {tags}."
            raise row.problem(message(reason, name=name, tags=tags))
    return names


def _by_name(names: tuple[str, ...], cells: list[str], row: _Row) -> dict[str, str]:
    named = [(name, cell) for name, cell in zip(names, cells, strict=False) if name]
    surplus = [cell for n, cell in enumerate(cells) if n >= len(names) or not names[n]]
    if any(cell.strip() for cell in surplus):
        reason = (
            "This row has more cells than there are columns. Put quotation marks around a text "
            "that has a comma or a semicolon."
        )
        raise row.problem(message(reason))
    return {name: " ".join(cell.split()) for name, cell in named}


def _entry(row: _Row) -> GlossaryEntry:
    term, *others = _forms(row.cells.get("term", "")) or ("",)
    kind = row.cells.get("kind", "").lower() or TERM
    if not any(c.isalnum() for c in term):
        raise row.problem(message("The term is missing in this row."))
    if kind not in (TERM, NAME):
        reason = "The kind “{kind}” does not exist. Write term or name."
        raise row.problem(message(reason, kind=kind))
    targets = {
        tag: forms
        for tag, cell in row.cells.items()
        if tag not in COLUMNS and (forms := _forms(cell))
    }
    if kind == NAME and targets:
        reason = "“{term}” is a name and stays as it is. Leave the cells of the languages empty."
        raise row.problem(message(reason, term=term))
    definition = row.cells.get("definition", "")
    return GlossaryEntry(term, definition, kind == NAME, targets, tuple(others), row.line)


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form for part in cell.split(OR) if (form := part.strip()))
