"""Explicit levels and isolating run sequences: rules X1 to X10 of UAX #9.

Characters are the letters of `pipeline.bidi_classes`.
"""

import re
from dataclasses import dataclass, field

MAX_DEPTH = 125
"""BD2."""

CONTROL = re.compile("[lrxyfijkdBP]")
FOR_FIRST_STRONG = re.compile("[LRAijkdP]")
EMBEDDINGS = {"l": (0, ""), "r": (1, ""), "x": (0, "L"), "y": (1, "R")}
"""The direction and the override of LRE, RLE, LRO and RLO."""


@dataclass(slots=True)
class RunSequence:
    """An isolating run sequence (BD13): its letters, and the slices of the paragraph.

    `letters` are those of all `pieces`, when these are complete. `before` and `after` are the
    directions at its ends, L or R (sos and eos of X10).
    """

    level: int
    before: str
    after: str = ""
    letters: str = ""
    pieces: list[str] = field(default_factory=list)
    slices: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Explicit:
    """What X1 to X10 give: levels, the indices that X9 removes, and the sequences."""

    levels: bytearray
    removed: list[int]
    sequences: list[RunSequence]


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    override: str = ""
    is_isolate: bool = False
    outer: RunSequence | None = None


def first_strong_level(letters: str, start: int = 0, *, in_isolate: bool = False) -> int:
    """Rules P2 and P3: 1 if the first strong letter is R or AL, otherwise 0.

    With `in_isolate` the search ends at the PDI that matches an initiator before `start`.
    """
    depth = 0
    for match in FOR_FIRST_STRONG.finditer(letters, start):
        letter = match[0]
        if letter in "ijk":
            depth += 1
        elif letter == "d":
            if not depth and in_isolate:
                return 0
            depth = max(depth - 1, 0)
        elif letter == "P":
            return 0
        elif not depth:
            return int(letter != "L")
    return 0


def run_sequences(letters: str, base: int) -> Explicit:
    """Rules X1 to X10 for one paragraph with the given level."""
    return _Paragraph(letters, base).explicit()


class _Paragraph:
    def __init__(self, letters: str, base: int) -> None:
        self.letters = letters
        self.base = base
        self.levels = bytearray((base,)) * len(letters)
        self.removed: list[int] = []
        self.sequences: list[RunSequence] = []
        self.current: RunSequence | None = None
        self.last_level = base
        self.stack = [_Entry(base)]
        self.valid_isolates = self.overflow_isolates = self.overflow_embeddings = 0

    def explicit(self) -> Explicit:
        position = 0
        for match in CONTROL.finditer(self.letters):
            self.add(position, match.start())
            position = match.end()
            self.control(match.start(), match[0])
        self.add(position, len(self.letters))
        for sequence in self.sequences:
            sequence.letters = "".join(sequence.pieces)
            sequence.after = self.direction_after(sequence)
        return Explicit(self.levels, self.removed, self.sequences)

    def control(self, index: int, letter: str) -> None:
        match letter:
            case "l" | "r" | "x" | "y":
                self.removed.append(index)
                self.embed(letter)
            case "i" | "j" | "k":
                self.add(index, index + 1)
                self.isolate(index, letter)
            case "d":
                self.end_isolate()
                self.add(index, index + 1)
            case "f":
                self.removed.append(index)
                self.end_embedding()
            case "P":  # X8
                del self.stack[1:]
                self.add(index, index + 1)
            case _:
                self.removed.append(index)

    def add(self, start: int, end: int) -> None:
        """Characters that stay, at the level and with the override that are now in force."""
        if start == end:
            return
        entry = self.stack[-1]
        if self.current is None or self.last_level != entry.level:
            before = "R" if max(entry.level, self.last_level) % 2 else "L"
            self.current = RunSequence(entry.level, before)
            self.sequences.append(self.current)
        self.levels[start:end] = bytes((entry.level,)) * (end - start)
        letters = self.letters[start:end]
        self.current.pieces.append(entry.override * (end - start) if entry.override else letters)
        self.current.slices.append((start, end))
        self.last_level = entry.level

    def next_level(self, parity: int) -> int | None:
        """The least greater level of that parity; None if X2 to X5c forbid it."""
        level = self.stack[-1].level + 1
        level += level % 2 != parity
        overflown = self.overflow_isolates or self.overflow_embeddings
        return None if level > MAX_DEPTH or overflown else level

    def embed(self, letter: str) -> None:  # X2 to X5
        parity, override = EMBEDDINGS[letter]
        level = self.next_level(parity)
        if level is not None:
            self.stack.append(_Entry(level, override))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, index: int, letter: str) -> None:  # X5a to X5c
        parity = "ij".find(letter)
        if letter == "k" and not self.overflow_isolates:
            parity = first_strong_level(self.letters, index + 1, in_isolate=True)
        level = self.next_level(parity)
        if level is None:
            self.overflow_isolates += 1
        else:
            self.valid_isolates += 1
            self.stack.append(_Entry(level, is_isolate=True, outer=self.current))

    def end_isolate(self) -> None:  # X6a
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1].is_isolate:
                self.stack.pop()
            self.current = self.stack.pop().outer
            self.last_level = self.stack[-1].level
            self.valid_isolates -= 1

    def end_embedding(self) -> None:  # X7
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1].is_isolate and len(self.stack) > 1:
            self.stack.pop()

    def direction_after(self, sequence: RunSequence) -> str:
        """The direction at the end (eos): of the greater level there."""
        index = sequence.slices[-1][1]
        level = self.base
        if self.letters[index - 1] not in "ijk":
            while index < len(self.letters) and self.letters[index] in "lrxyfB":
                index += 1
            if index < len(self.letters):
                level = self.levels[index]
        return "R" if max(sequence.level, level) % 2 else "L"
