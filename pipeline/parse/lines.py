"""Characters to lines: where each one stands, and what was between it and the one before."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.parse.parsed import Removal, Why

# U+2028 and U+2029 come from layout programs; they end a line, though editors do not count it.
CONTENT = re.compile("[^\r\n\f\u2028\u2029]+")

# Direction marks, embeddings and isolates come along with telephone numbers pasted from a
# telephone or a chat; the renderers set the direction themselves (UAX #9). A byte order mark
# inside comes from files that were put together.
INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")

RULE_CHARACTERS = frozenset("-=_*~+#.–—•·─━═")

# "Sida 3", "sid. 3 av 5", "3 (5)", "- 3 -" say of themselves what they are. A bare number and
# "3/5", which may be a date, need to be the number of the page that they stand on.
PAGE_LABEL = re.compile(
    r"[-–—]? ?(?:sida|sidan|sid\.?|s\.) ?[0-9]{1,4}(?: ?(?:av|/) ?[0-9]{1,4}| ?\([0-9]{1,4}\))?"
    r" ?[-–—]?"
    r"|(?P<page>[0-9]{1,4}) ?\((?P<pages>[0-9]{1,4})\)",
    re.IGNORECASE,
)
PAGE_COUNT = re.compile(
    r"(?P<page>[0-9]{1,4})(?: ?(?:av|/) ?(?P<pages>[0-9]{1,4}))?"
    r"|[-–—] ?(?P<dashed>[0-9]{1,4}) ?[-–—]",
    re.IGNORECASE,
)

# Numbers to call: emergency, police, information in a crisis, health care.
NEVER_PAGE_NUMBERS = frozenset({"112", "113", "114", "1177", "11313", "11414"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the spaces at its ends.

    `number` is what an editor shows; `start` the position of the first character in the
    source text; `indent` the number of characters before it on its line; `page` the number
    of its page, counted from 1 by the form feeds.
    """

    number: int
    start: int
    indent: int
    text: str
    blank_before: int = 0
    page_break: bool = False
    rule_before: bool = False
    underlined: bool = False
    page: int = 1

    @property
    def end(self) -> int:
        """The position after the last character."""
        return self.start + len(self.text)

    @property
    def column(self) -> int:
        """The width of the line on the page, indentation and all."""
        return self.indent + len(self.text)

    @property
    def detached(self) -> bool:
        """True if something stands between this line and the one before it."""
        return self.blank_before > 0 or self.page_break or self.rule_before


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a source, and what was taken out on the way.

    Positions in `lines` are those in `text`, which has no invisible characters;
    `original_position` gives the position in the decoded source. `shifts` has, in order, the
    positions in `text` from which on the two differ, and by how much. `furniture` are the
    lines that were taken out: rules and page numbers.
    """

    text: str
    lines: tuple[Line, ...]
    removals: tuple[Removal, ...]
    furniture: tuple[tuple[Why, Line], ...]
    shifts: tuple[tuple[int, int], ...]

    def original_position(self, position: int) -> int:
        """The position in the decoded source for a position in `text`."""
        index = bisect_right(self.shifts, position, key=lambda shift: shift[0])
        return position + (self.shifts[index - 1][1] if index else 0)

    def removals_of(self, why: Why, position: int, characters: str) -> tuple[Removal, ...]:
        """The removal of characters of `text` as removals from the decoded source.

        There are several if an invisible character stands between them.
        """
        first, last = position, position + len(characters) - 1
        if self.original_position(last) - self.original_position(first) == last - first:
            return (Removal(why, self.original_position(first), characters),)
        return tuple(
            Removal(why, self.original_position(first + offset), character)
            for offset, character in enumerate(characters)
        )


def read_lines(source: str) -> Lines:
    """The lines of a decoded source; rules and page numbers are taken out and recorded."""
    text, invisible, shifts = _without_invisible(source)
    kept: list[Line] = []
    furniture: list[tuple[Why, Line]] = []
    skipped: list[Line] = []
    for line, break_follows in _with_following_break(_split(text)):
        why = _furniture(line, break_follows)
        if why:
            furniture.append((why, line))
            skipped.append(line)
            if why is Why.RULE and kept and not _detached(skipped):
                kept[-1] = replace(kept[-1], underlined=True)
        else:
            kept.append(_after(skipped, line) if skipped else line)
            skipped.clear()
    lines = Lines(text, tuple(kept), tuple(invisible), tuple(furniture), shifts)
    removed = (r for why, x in furniture for r in lines.removals_of(why, x.start, x.text))
    return replace(lines, removals=(*invisible, *removed))


def _detached(lines: list[Line]) -> bool:
    return any(line.detached for line in lines)


def _after(skipped: list[Line], line: Line) -> Line:
    """The line with the distance to the last one that was kept."""
    return replace(
        line,
        blank_before=line.blank_before + sum(x.blank_before + 1 for x in skipped),
        page_break=line.page_break or any(x.page_break for x in skipped),
        rule_before=any(_is_rule(x.text) for x in skipped),
    )


def _without_invisible(
    source: str,
) -> tuple[str, list[Removal], tuple[tuple[int, int], ...]]:
    """The text, what was removed, and from which position on the text is shifted how far."""
    removals: list[Removal] = []
    shifts: list[tuple[int, int]] = []
    kept: list[str] = []
    position = removed = 0
    for found in INVISIBLE.finditer(source):
        kept.append(source[position : found.start()])
        removals.append(Removal(Why.INVISIBLE, found.start(), found.group()))
        shifts.append((found.start() - removed, removed + len(found.group())))
        removed += len(found.group())
        position = found.end()
    return "".join([*kept, source[position:]]), removals, tuple(shifts)


def _split(text: str) -> Iterator[Line]:
    number, position, page = 1, 0, 1
    for found in CONTENT.finditer(text):
        content = found.group().strip()
        if not content:
            continue
        start = found.start() + found.group().index(content[0])
        gap = text[position : found.start()]
        counted = gap.count("\n") + gap.count("\r") - gap.count("\r\n")
        breaks = counted + gap.count("\u2028") + 2 * gap.count("\u2029")
        number += counted
        page += gap.count("\f") if position else 0
        yield Line(
            number,
            start,
            indent=start - found.start(),
            text=content,
            blank_before=max(breaks - 1, 0) if position else 1,
            page_break="\f" in gap,
            page=page,
        )
        position = start + len(content)


def _with_following_break(lines: Iterator[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether a form feed follows it."""
    previous: Line | None = None
    for line in lines:
        if previous:
            yield previous, line.page_break
        previous = line
    if previous:
        yield previous, False


def _furniture(line: Line, page_break_after: bool) -> Why | None:
    """Why a line is no text but part of the page's furniture, if it is."""
    if _is_rule(line.text):
        return Why.RULE
    if (line.page_break or page_break_after) and _is_page_number(line):
        return Why.PAGE_NUMBER
    return None


def _is_page_number(line: Line) -> bool:
    """Whether a line beside a form feed is the number of its page, and surely nothing else."""
    if label := PAGE_LABEL.fullmatch(line.text):
        return not label["page"] or int(label["page"]) <= int(label["pages"])
    found = PAGE_COUNT.fullmatch(line.text)
    if not found or NEVER_PAGE_NUMBERS & set(re.findall("[0-9]+", line.text)):
        return False
    fits_all = not found["pages"] or line.page <= int(found["pages"])
    return int(found["page"] or found["dashed"]) == line.page and fits_all


def is_bare_number(text: str) -> bool:
    """Whether a page number is nothing but digits, so that it might have been meant as text."""
    return text.isdecimal()


def _is_rule(text: str) -> bool:
    """A line drawn with one character, or the `-- ` that mail programs put over a signature."""
    if text[0] not in RULE_CHARACTERS:
        return False
    if text == "--":
        return True
    return text.count(text[0]) >= 3 and not text.replace(text[0], "").strip()
