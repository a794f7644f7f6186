"""The Unicode Bidirectional Algorithm (UAX #9): levels, order, and what L1 needs.

Rules are done as string operations on one letter a character, since these run at the speed of
C; the letters are those of `pipeline.bidi_classes`. Table: `pipeline/data/bidi_brackets.csv`.
"""

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.bidi_classes import bidi_letters
from pipeline.render.pdf.bidi_explicit import RunSequence, run_sequences

BRACKET_STACK = 63
"""BD16: where more brackets are open, none of the rest is paired."""

PARAGRAPH = re.compile("[^P]*P?")
NOT_PLAIN_LTR = re.compile("[RANlrxyfijkd]")
NOT_PLAIN_RTL = re.compile("[LENlrxyfijkd]")
SPACE_AT_END = re.compile("[Wlrxyfijkd][WBlrxyfijkd]*$")
ISOLATE_AND_MARKS = re.compile("[ijkd]M*")
MARKS = re.compile("([^M])(M+)")
AFTER_ARABIC = re.compile("A[^LRA]*")
SEPARATORS = re.compile("(?<=E)[SC](?=E)")
ARABIC_SEPARATORS = re.compile("(?<=N)C(?=N)")
TERMINATORS = re.compile("T+(?=E)|(?<=E)T+")
AFTER_LATIN = re.compile("L[^LR]*")
BETWEEN_LEFT_TO_RIGHT = re.compile("(?<=L)[OWGP]+(?=L)")
BETWEEN_RIGHT_TO_LEFT = re.compile("(?<=[REN])[OWGP]+(?=[REN])")
NO_NUMBERS = str.maketrans("STC", "OOO")
ODD_LEVEL = str.maketrans("ROWGPLEN", "\0\0\0\0\0\1\1\1")
EVEN_LEVEL = str.maketrans("LOWGPREN", "\0\0\0\0\0\1\2\2")
"""Rules I1 and I2. Neutrals that are left have the embedding direction (N2)."""


@cache
def _brackets() -> tuple[dict[str, str], dict[str, str]]:
    """For opening and for closing brackets: the opening bracket of the pair.

    U+2329 and U+232A are canonically equal to U+3008 and U+3009 (BD16).
    """
    table = files("pipeline").joinpath("data/bidi_brackets.csv").read_text("utf-8")
    opening: dict[str, str] = {}
    closing: dict[str, str] = {}
    for row in csv.DictReader(table.splitlines()):
        first, last = chr(int(row["opening"], 16)), chr(int(row["closing"], 16))
        opening[first] = closing[last] = "\u3008" if first == "\u2329" else first
    return opening, closing


@cache
def _any_bracket() -> re.Pattern[str]:
    opening, closing = _brackets()
    return re.compile(f"[{re.escape(''.join((*opening, *closing)))}]")


def embedding_levels(text: str, base: int) -> bytes:
    """The level of each character after rules X1 to I2, for text with the base level 0 or 1.

    Characters that X9 removes have the level before them. Rule L1 is not applied, because it
    depends on the line breaks. Paragraph separators (class B) part the text (P1).
    """
    return resolve(bidi_letters(text), base, text)


def resolve(letters: str, base: int, text: str = "") -> bytes:
    """As `embedding_levels`, from the letters; `text` is only looked at for brackets."""
    levels = b""
    for paragraph in PARAGRAPH.findall(letters):
        start = len(levels)
        levels += _paragraph_levels(paragraph, base, text[start : start + len(paragraph)])
    return levels


def white_space_start(text: str) -> int:
    """Where the white space at the end of a line begins, which has the base level (L1).

    A joiner before it stays with its letter, whose shape it decides.
    """
    match = SPACE_AT_END.search(bidi_letters(text))
    return match.start() if match else len(text)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Rule L2: the indices in the order in which they stand from left to right."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level % 2), default=0)
    for level in range(max(levels, default=0), lowest_odd - 1, -1) if lowest_odd else ():
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _paragraph_levels(letters: str, base: int, text: str) -> bytes:
    if not (NOT_PLAIN_RTL if base else NOT_PLAIN_LTR).search(letters):
        return bytes((base,)) * len(letters)
    explicit = run_sequences(letters, base)
    levels = bytearray(explicit.levels)
    for sequence in explicit.sequences:
        characters = "".join(text[start:end] for start, end in sequence.slices)
        resolved = _sequence_levels(sequence, characters)
        position = 0
        for start, end in sequence.slices:
            levels[start:end] = resolved[position : position + end - start]
            position += end - start
    for index in explicit.removed:
        levels[index] = levels[index - 1] if index else base
    return bytes(levels)


def _sequence_levels(sequence: RunSequence, text: str) -> bytes:
    """The levels in one isolating run sequence: rules W1 to I2."""
    resolved = _weak(sequence.letters, sequence.before)
    is_odd = sequence.level % 2 == 1
    if pairs := _bracket_pairs(text, resolved):
        resolved = _resolve_brackets(sequence, resolved, pairs, "R" if is_odd else "L")
    # N1 matters only where both sides are opposite to the embedding; the rest is as N2.
    between, opposite = (BETWEEN_LEFT_TO_RIGHT, "L") if is_odd else (BETWEEN_RIGHT_TO_LEFT, "R")
    framed = sequence.before + resolved + sequence.after
    framed = between.sub(lambda match: opposite * len(match[0]), framed)
    added = framed[1:-1].translate(ODD_LEVEL if is_odd else EVEN_LEVEL)
    return bytes(map(sequence.level.__add__, added.encode("latin-1")))


def _weak(letters: str, before: str) -> str:
    """Rules W1 to W7; the result has only L, R, E, N and neutrals."""
    types = before + ISOLATE_AND_MARKS.sub(lambda match: "O" * len(match[0]), letters)
    if "M" in types:
        types = MARKS.sub(lambda match: match[1] * len(match[0]), types)  # W1
    if "E" in types or "N" in types:
        if "A" in types:
            types = AFTER_ARABIC.sub(lambda match: match[0].replace("E", "N"), types)  # W2
            types = types.replace("A", "R")  # W3
        types = ARABIC_SEPARATORS.sub("N", SEPARATORS.sub("E", types))  # W4
        types = TERMINATORS.sub(lambda match: "E" * len(match[0]), types)  # W5
        types = types.translate(NO_NUMBERS)  # W6
        types = AFTER_LATIN.sub(lambda match: match[0].replace("E", "L"), types)  # W7
    else:
        types = types.replace("A", "R").translate(NO_NUMBERS)
    return types[1:]


def _bracket_pairs(text: str, types: str) -> list[tuple[int, int]]:
    """The positions of bracket pairs, in the order of the opening ones (BD16)."""
    opening, closing = _brackets()
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _any_bracket().finditer(text):
        position, character = match.start(), match[0]
        if types[position] != "O":
            continue
        if character in opening:
            if len(stack) == BRACKET_STACK:
                return []
            stack.append((opening[character], position))
        elif character in closing:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == closing[character]:
                    pairs.append((stack[depth][1], position))
                    del stack[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(
    sequence: RunSequence, resolved: str, pairs: list[tuple[int, int]], embedding: str
) -> str:
    """Rule N0: both brackets of a pair get one direction, and marks on them too."""
    strong = "".join("R" if letter in "EN" else letter for letter in resolved)
    types, strong_now = list(resolved), list(strong)
    opposite = "L" if embedding == "R" else "R"
    for first, last in pairs:
        inside = strong_now[first + 1 : last]
        if embedding in inside:
            direction = embedding
        elif opposite in inside:
            before = (strong_now[place] for place in range(first - 1, -1, -1))
            context = next((letter for letter in before if letter in "LR"), sequence.before)
            direction = opposite if context == opposite else embedding
        else:
            continue
        for position in (first, last):
            end = position + 1
            while end < len(types) and sequence.letters[end] == "M":
                end += 1
            types[position:end] = strong_now[position:end] = [direction] * (end - position)
    return "".join(types)
