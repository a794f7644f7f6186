"""The syntax of gettext PO files: text to entries and back, exactly.

Babel escapes and unescapes the strings. The lines are read and written here, because Babel 2.18
- reads `#| msgid` as a translator's comment and drops its repeated lines, and writes it with
  collapsed spaces and broken quotation marks,
- stops at `#~| msgid`, and writes an obsolete entry without its flags,
- merges two entries of one text, takes a string without quotation marks, and cuts its ends,
- adds a line feed to a long text that ends with a space,
- sets `python-format` on a text such as `100 % säkert`, so that msgfmt refuses its translation.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from babel.messages.pofile import escape, unescape

from pipeline.errors import CatalogError
from pipeline.messages import Message, message
from pipeline.translate.segments import Key

STRING_LINE = re.compile(
    r'(?:(?P<keyword>[^\s"]++)[ \t]*+)?(?P<string>"(?:[^"\\]++|\\[\\ntr"])*+")'
)
PIECE = re.compile(r"[^ \n]+ *\n?| +\n?|\n")
WIDTH = 79
REFERENCE = re.compile("\u2068[^\u2068\u2069]*+\u2069\\S*+|\\S++")
"""A file name with spaces stands between U+2068 and U+2069, as GNU gettext writes it."""
HALF = re.compile("[\ud800-\udfff]")
"""Half of a character (a surrogate), which no file can be written with."""
MOST_LINES = 500_000
"""Of a file. A catalog has about one for each forty bytes, so that one of a megabyte has 25,000."""
LONGEST_TEXT = 500_000
"""Characters of one text, comment or name in a catalog. Our briefings have none of a thousand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a text in its context and its translation.

    `previous` is the source that a fuzzy target was made for; `comments` are the translators'
    own (`# `), `hints` ours for them (`#. `); `flags` are those but `fuzzy`. `line` is where
    it stands in the file that it was read from, 0 for a new one; it does not make two entries
    unequal.
    """

    context: str
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str | None = None
    comments: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What identifies the entry in its catalog."""
        return (self.context, self.source)

    @property
    def translated(self) -> bool:
        """Whether there is any text in the target, finished or not."""
        return bool(self.target.strip())


def parse_po(text: str, where: str) -> tuple[Entry, ...]:
    """The entries of a PO file, the header (an entry with an empty source) among them.

    `where` is the file's name for messages. Raises CatalogError, with file and line, for a
    line that is not PO, for an entry that is not whole, for half of a character, and for more
    than a catalog can have. Format flags such as `c-format` are dropped: a briefing has no format
    strings.
    """
    reader = _Reader(where)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        reason = (
            "This file has more than {most} lines, so it is no translation of a briefing. Ask for "
            "the file of this document alone."
        )
        raise CatalogError(message(reason, most=MOST_LINES), where=where)
    if half := HALF.search(text):
        reason = (
            "Half of a character stands here: {code}. Write the word anew, and save the file as "
            "UTF-8."
        )
        place = text.count("\n", 0, half.start()) + 1
        raise reader.problem(place, message(reason, code=f"U+{ord(half.group()):04X}"))
    for number, line in enumerate(text.split("\n"), 1):
        reader.line(number, line.strip(" \t"))
    reader.finish()
    return tuple(reader.entries)


def too_long(entry: Entry) -> Message | None:
    """Why an entry from outside is refused for the length of one of its texts, or None."""
    named = (entry.context, entry.source, entry.target, entry.previous or "")
    around = (*entry.comments, *entry.hints, *entry.references, *entry.flags)
    return None if max(map(len, (*named, *around))) <= LONGEST_TEXT else too_long_text()


def too_long_text() -> Message:
    """Why a text from outside is refused for its length."""
    reason = (
        "A text here has more than {most} characters, as no paragraph of a briefing has. Shorten "
        "it, or ask for the file once more."
    )
    return message(reason, most=LONGEST_TEXT)


def format_po(entries: Iterable[Entry]) -> str:
    """The text of a PO file. `parse_po` gives equal entries back, and equal text from them."""
    return "\n".join("".join(f"{line}\n" for line in _lines(entry)) for entry in entries)


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {comment}" if comment else "#" for comment in entry.comments)
    yield from (f"#. {hint}" for hint in entry.hints)
    if entry.references:
        yield f"#: {' '.join(entry.references)}"
    flags = ("fuzzy", *entry.flags) if entry.fuzzy else entry.flags
    if flags:
        yield f"#, {', '.join(flags)}"
    mark = "#~" if entry.obsolete else ""
    if entry.previous is not None:
        yield _string(f"{mark or '#'}| ", "msgid", entry.previous)
    prefix = f"{mark} " if mark else ""
    if entry.context:
        yield _string(prefix, "msgctxt", entry.context)
    yield _string(prefix, "msgid", entry.source)
    yield _string(prefix, "msgstr", entry.target)


def _string(prefix: str, keyword: str, text: str) -> str:
    """The keyword and its text, on one line if it fits, else on lines that end after words."""
    single = f"{prefix}{keyword} {escape(text)}"
    if len(single) <= WIDTH and "\n" not in text[:-1]:
        return single
    lines = [f'{prefix}{keyword} ""']
    body, is_full = "", True
    for piece in PIECE.findall(text):
        escaped = escape(piece)[1:-1]
        if is_full or len(prefix) + len(body) + len(escaped) + 2 > WIDTH:
            lines.append("")
            body = ""
        body += escaped
        lines[-1] = f'{prefix}"{body}"'
        is_full = piece.endswith("\n")
    return "\n".join(lines)


@dataclass(slots=True)
class _Unfinished:
    """An entry whose lines are still being read; each string is the pieces on its lines."""

    line: int = 0
    comments: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False

    def whole(self) -> Entry:
        kept = dict.fromkeys(f for f in self.flags if f != "fuzzy" and not f.endswith("-format"))
        return Entry(
            "".join(self.strings.get("msgctxt", ())),
            "".join(self.strings["msgid"]),
            "".join(self.strings["msgstr"]),
            "fuzzy" in self.flags,
            "".join(self.previous["msgid"]) if "msgid" in self.previous else None,
            tuple(self.comments),
            tuple(self.hints),
            tuple(self.references),
            tuple(kept),
            self.obsolete,
            self.line,
        )


class _Reader:
    """Collects entries line by line."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.entries: list[Entry] = []
        self.number = 0
        self.entry = _Unfinished()
        self.strings: dict[str, list[str]] | None = None
        self.keyword = ""

    def problem(self, line: int, reason: Message) -> CatalogError:
        return CatalogError(reason, where=f"{self.where}:{line}")

    def line(self, number: int, line: str) -> None:
        self.number = number
        if line.startswith("#~|"):
            self.string_line(line[3:], obsolete=True, previous=True)
        elif line.startswith("#~"):
            self.string_line(line[2:], obsolete=True)
        elif line.startswith("#|"):
            self.string_line(line[2:], previous=True)
        elif line.startswith("#"):
            self.comment(line)
        else:
            self.string_line(line)

    def comment(self, line: str) -> None:
        self.begin()
        match line[1:2]:
            case ".":
                self.entry.hints.append(line[2:].strip())
            case ":":
                self.entry.references += REFERENCE.findall(line[2:])
            case "," | "=":
                flags = (flag.strip() for flag in line[2:].split(","))
                self.entry.flags += [flag for flag in flags if flag]
            case _:
                self.entry.comments.append(line[1:].removeprefix(" "))

    def string_line(self, line: str, *, obsolete: bool = False, previous: bool = False) -> None:
        line = line.strip(" \t")
        if not line:
            return
        found = STRING_LINE.fullmatch(line)
        if not found:
            reason = (
                "This is not a line of a PO file. It needs a keyword and a text in quotation "
                'marks, with \\" for a quotation mark inside the text.'
            )
            raise self.problem(self.number, message(reason))
        strings = self.entry.previous if previous else self.entry.strings
        if found["keyword"]:
            self.start_string(found["keyword"], obsolete=obsolete, previous=previous)
        elif self.strings is not strings or obsolete != self.entry.obsolete:
            raise self.problem(self.number, message("This text has no keyword before it."))
        if self.strings is not None:
            self.strings[self.keyword].append(unescape(found["string"]))

    def start_string(self, keyword: str, *, obsolete: bool, previous: bool) -> None:
        if keyword.startswith(("msgid_plural", "msgstr[")):
            reason = "Plural forms have no place in the catalog of a document."
            raise self.problem(self.number, message(reason))
        if keyword not in ("msgctxt", "msgid", "msgstr") or (previous and keyword == "msgstr"):
            reason = "The keyword {keyword} is not known here."
            raise self.problem(self.number, message(reason, keyword=keyword))
        if keyword != "msgstr":
            self.begin()
        strings = self.entry.previous if previous else self.entry.strings
        early = keyword == "msgstr" and "msgid" not in strings
        mixed = bool(self.entry.strings) and obsolete != self.entry.obsolete
        if keyword in strings or early or mixed:
            reason = "{keyword} does not belong here: a line before it is missing or damaged."
            raise self.problem(self.number, message(reason, keyword=keyword))
        if not previous and not strings:
            self.entry.line = self.number
        self.entry.obsolete = obsolete
        strings[keyword] = []
        self.strings, self.keyword = strings, keyword

    def begin(self) -> None:
        """A line that can only stand at the beginning of an entry ends the one before it."""
        if "msgid" in self.entry.strings:
            self.finish()
        self.strings = None

    def finish(self) -> None:
        """The end of an entry. Comments that no entry follows are dropped, as gettext does."""
        entry, self.entry, self.strings = self.entry, _Unfinished(), None
        if not entry.strings:
            return
        if "msgstr" not in entry.strings:
            reason = "This entry has no msgstr."
            raise self.problem(entry.line, message(reason))
        whole = entry.whole()
        if problem := too_long(whole):
            raise self.problem(entry.line, problem)
        self.entries.append(whole)
