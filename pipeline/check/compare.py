"""What was read back from a finished file, compared with what it was made from.

The comparison is exact, character for character, spaces included, and goes both ways: what
is missing and what is extra are both findings. Nothing is folded or normalised.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.findings import Finding
from pipeline.messages import Message, message
from pipeline.model import Text
from pipeline.reading import Container, Kind, ReadingUnit

Parts = tuple[tuple[str, str], ...]
Pieces = tuple[tuple[int, str], ...]
"""Pieces of a text, each with the index of its first character, counted without what
`disregarded` drops; `pieces` makes them."""
Pair = tuple[ReadingUnit | None, "ReadUnit | None"]

EXCERPT_LENGTH = 24
_MOST_PAIRINGS = 4000
"""More possible pairs than this in one changed stretch, and units are paired in order."""

_DISREGARDED = dict.fromkeys(
    [0x00AD, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


@dataclass(frozen=True, slots=True)
class ReadUnit:
    """One unit as it was read from a finished file.

    `languages` are the parts whose language is not the document's, as (BCP 47 tag, text), in
    reading order; `level` is that of a heading (1 for the title), else 0; `label` is the
    bullet or number of a list item, or a note's number; `within` are the containers around the
    unit, from the outermost, as in `ReadingUnit`.

    `strong` and `emphasis` are the pieces of the text that are shown so, without references to
    notes; None if the format or this place of it cannot tell, as a bold heading cannot, and then
    they are not compared. `notes` are the references to notes as (label of the note that the
    reference leads to, text of the reference), in reading order.
    """

    kind: Kind
    text: str
    level: int = 0
    label: str = ""
    languages: Parts = ()
    within: tuple[Container, ...] = ()
    strong: Pieces | None = ()
    emphasis: Pieces | None = ()
    notes: Parts = ()


def disregarded(text: str) -> str:
    """The text without what a renderer may add: directional controls and soft hyphens.

    These are the marks, embeddings and isolates of UAX #9 (U+200E, U+200F, U+202A-202E,
    U+2066-2069) and U+00AD. They are the only characters that no comparison looks at.
    """
    return text.translate(_DISREGARDED)


def language_parts(text: Text) -> Parts:
    """The parts of running text that have a language of their own, neighbours joined.

    A part that a line end or a link cuts in two is one part again; so are two parts of one
    language with other text between them, which `compare` sees in the text.
    """
    return joined_parts((span.language, span.text) for span in text if span.language)


def joined_parts(parts: Iterable[tuple[str, str]]) -> Parts:
    """Parts with their tags, neighbours of one tag as one, without what is disregarded."""
    joined: list[tuple[str, str]] = []
    for tag, raw in parts:
        text = disregarded(raw)
        if joined and joined[-1][0] == tag:
            joined[-1] = (tag, joined[-1][1] + text)
        elif text:
            joined.append((tag, text))
    return tuple(joined)


def pieces(runs: Iterable[tuple[str, bool]]) -> Pieces:
    """The pieces that are marked, neighbours joined; `runs` are a whole text in reading order,
    each with whether it is marked."""
    joined: list[tuple[int, str]] = []
    position = 0
    for raw, is_marked in runs:
        text = disregarded(raw)
        if is_marked and text:
            if joined and joined[-1][0] + len(joined[-1][1]) == position:
                joined[-1] = (joined[-1][0], joined[-1][1] + text)
            else:
                joined.append((position, text))
        position += len(text)
    return tuple(joined)


def strong_pieces(text: Text) -> Pieces:
    """The strong pieces of running text, references to notes aside."""
    return pieces((span.text, span.strong and not span.note) for span in text)


def emphasis_pieces(text: Text) -> Pieces:
    """The emphasised pieces of running text, references to notes aside."""
    return pieces((span.text, span.emphasis and not span.note) for span in text)


def note_parts(text: Text) -> Parts:
    """The references to notes in a unit of `reading_sequence`, whose texts are the numbers."""
    return joined_parts((span.text, span.text) for span in text if span.note)


def compare(
    expected: Sequence[ReadingUnit],
    found: Sequence[ReadUnit],
    *,
    rule_prefix: str,
    where: str,
    same_kinds: Mapping[Kind, Kind] | None = None,
) -> tuple[Finding, ...]:
    """Every difference between an edition's reading sequence and what a file says.

    `same_kinds` maps kinds that the format cannot tell apart to the one that its reader
    gives: a PDF has the structure type P for a paragraph, a notice and a signatory alike.
    Rules: `<prefix>.text`, `.kind`, `.level`, `.label`, `.language`, `.within`, `.strong`,
    `.emphasis`, `.note`, `.lost` and `.extra`.
    """
    kinds = same_kinds or {}
    findings: list[Finding] = []
    for unit, read in _aligned(expected, found):
        place = f"{where} {unit.where}" if unit else where
        findings += (
            Finding(f"{rule_prefix}.{rule}", place, reason)
            for rule, reason in _differences(unit, read, kinds)
        )
    return tuple(findings)


def _differences(
    unit: ReadingUnit | None, read: ReadUnit | None, kinds: Mapping[Kind, Kind]
) -> Iterator[tuple[str, Message]]:
    if unit is None:
        text = excerpt(disregarded(read.text), 0) if read else ""
        yield "extra", message("There is text that the document has not: “{text}”.", text=text)
        return
    if read is None:
        text = excerpt(disregarded(unit.characters), 0)
        yield "lost", message("This text is missing in the file: “{text}”.", text=text)
        return
    yield from _text_difference(disregarded(unit.characters), disregarded(read.text))
    kind = kinds.get(unit.kind, unit.kind)
    reason = "“{expected}” was expected, the file has “{found}”."
    if kind is not read.kind:
        yield "kind", message(reason, expected=kind.value, found=read.kind.value)
    elif unit.level != read.level:
        yield "level", message(reason, expected=unit.level, found=read.level)
    if unit.label != read.label:
        yield "label", message(reason, expected=visible(unit.label), found=visible(read.label))
    if unit.within != read.within:
        shown, other = (" > ".join(within) or "–" for within in (unit.within, read.within))
        yield "within", message(reason, expected=shown, found=other)
    yield from _part_differences(unit.text, read)


def _part_differences(text: Text, read: ReadUnit) -> Iterator[tuple[str, Message]]:
    """Differences in what pieces of the text are, beside their characters."""
    reason = "“{expected}” was expected, the file has “{found}”."
    for rule, parts, others in (
        ("language", language_parts(text), joined_parts(read.languages)),
        ("note", note_parts(text), joined_parts(read.notes)),
    ):
        if parts != others:
            yield rule, message(reason, expected=_show(parts), found=_show(others))
    for rule, wanted, found in (
        ("strong", strong_pieces(text), read.strong),
        ("emphasis", emphasis_pieces(text), read.emphasis),
    ):
        if found is not None and wanted != found:
            expected, got = _show_pieces(wanted), _show_pieces(found)
            yield rule, message(reason, expected=expected, found=got)


def _text_difference(expected: str, found: str) -> Iterator[tuple[str, Message]]:
    if expected == found:
        return
    position = first_difference(expected, found)
    reason = "From character {position}: “{expected}” was expected, the file has “{found}”."
    yield (
        "text",
        message(
            reason,
            position=position + 1,
            expected=excerpt(expected, position),
            found=excerpt(found, position),
        ),
    )


def first_difference(one: str, other: str) -> int:
    """The index of the first character in which two texts differ."""
    pairs = zip_longest(one, other)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def excerpt(text: str, position: int) -> str:
    """A short piece of the text around a position; characters without a shape are named."""
    start = max(0, position - EXCERPT_LENGTH // 3)
    end = start + EXCERPT_LENGTH
    piece = visible(text[start:end])
    return ("…" if start else "") + piece + ("…" if end < len(text) else "")


def visible(text: str) -> str:
    """The text with controls and unusual spaces as `<U+00A0>`, so that a person sees them."""
    return "".join(_visible_character(c) for c in text)


def _visible_character(character: str) -> str:
    hidden = character != " " and unicodedata.category(character) in {
        "Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs",
    }  # fmt: skip
    return f"<U+{ord(character):04X}>" if hidden else character


def _show(parts: Parts) -> str:
    return ", ".join(f"{tag}: {excerpt(text, 0)}" for tag, text in parts) or "–"


def _show_pieces(found: Pieces) -> str:
    return ", ".join(f"{position + 1}: {excerpt(text, 0)}" for position, text in found) or "–"


def _aligned(expected: Sequence[ReadingUnit], found: Sequence[ReadUnit]) -> Iterator[Pair]:
    """Pairs that belong together, so that one lost block gives one finding."""
    wanted = [disregarded(unit.characters) for unit in expected]
    got = [disregarded(unit.text) for unit in found]
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    for operation, i, i_end, j, j_end in matcher.get_opcodes():
        if operation == "equal":
            yield from zip(expected[i:i_end], found[j:j_end], strict=True)
            continue
        for a, b in _paired(wanted[i:i_end], got[j:j_end]):
            yield (
                None if a is None else expected[i + a],
                None if b is None else found[j + b],
            )


def _paired(wanted: list[str], got: list[str]) -> list[tuple[int | None, int | None]]:
    """The cheapest in-order pairing: a pair costs its unlikeness, a lone unit one half."""
    if len(wanted) * len(got) > _MOST_PAIRINGS or len(wanted) == len(got) == 1:
        return list(zip_longest(range(len(wanted)), range(len(got))))
    from rapidfuzz.distance import Indel  # late: most files have no difference

    rows, columns = len(wanted), len(got)
    cost = [[0.5 * (i + j) for j in range(columns + 1)] for i in range(rows + 1)]
    unlike = [[Indel.normalized_distance(a, b) for b in got] for a in wanted]
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            cost[i][j] = min(
                cost[i - 1][j - 1] + unlike[i - 1][j - 1],
                cost[i - 1][j] + 0.5,
                cost[i][j - 1] + 0.5,
            )
    pairs: list[tuple[int | None, int | None]] = []
    i, j = rows, columns
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + unlike[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and cost[i][j] == cost[i - 1][j] + 0.5:
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]
