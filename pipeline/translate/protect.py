"""Takes the placeables out of a text before a model sees it, and puts them back after it.

In a masked text each placeable is one slot, a private-use character (`schemes.py`). The order is:

    find_placeables → protect → split_sentences → numbered → (a scheme, a model)
    → Numbered.back → join_sentences → restore

Slots are numbered through the whole text. A model has seen small numbers only, so `numbered`
gives those of one sentence the numbers from 0 on.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.recognise.function_words import FUNCTION_WORDS, SAME_TABLE
from pipeline.recognise.names import Name, is_kept
from pipeline.translate.placeable import NAME_KINDS, Placeable
from pipeline.translate.schemes import MOST_SLOTS, SLOT, slot, slot_number
from pipeline.translate.tags import bare
from pipeline.translate.written import written_for

_NO_SPACES_AT_FIGURES = frozenset(["Hans", "Hant", "Jpan"])
"""Thai, which has no spaces between words, has them around figures (Royal Society of Thailand)."""
_LATIN_SUFFIX = re.compile(r"['’]?[^\W\d_]{1,4}(?![^\W\d_])")

_NEIGHBOURHOOD = 60
"""Characters that are looked at beside a slot; tags (`tags.py`) are none of its neighbours."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A text with slots, and what they stand for: slot n is `placeables[n]`.

    `left` are the placeables that still stand in the text, because it has more than
    MOST_SLOTS; only the check watches over them.
    """

    masked: str
    placeables: tuple[Placeable, ...]
    left: tuple[Placeable, ...] = ()

    @property
    def originals(self) -> tuple[str, ...]:
        """The Swedish text of each slot."""
        return tuple(placeable.text for placeable in self.placeables)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A masked sentence whose slots have the numbers 0 to n-1, in the order of the sentence.

    `numbers[i]` is the number that slot i has in the whole text.
    """

    text: str
    numbers: tuple[int, ...]

    def back(self, target: str) -> str:
        """A translation of the sentence with the slots of the whole text.

        Raises IndexError for a slot that the sentence has not.
        """
        return SLOT.sub(lambda m: slot(self.numbers[slot_number(m.group())]), target)


def protect(text: str, placeables: tuple[Placeable, ...]) -> Protected:
    """The text with each of these placeables, which do not overlap, as a slot.

    The slot stands for the whole piece, so *Hallstahammars kommun* becomes `[0] kommun`: the
    model needs no rule for an s at a placeholder, and the name comes back in its base form.
    """
    kept, left = placeables[:MOST_SLOTS], placeables[MOST_SLOTS:]
    pieces: list[str] = []
    position = 0
    for number, placeable in enumerate(kept):
        pieces += [text[position : placeable.start], slot(number)]
        position = placeable.end
    return Protected("".join(pieces) + text[position:], kept, left)


def needs_translation(masked: str) -> bool:
    """Whether there are any letters besides the slots."""
    return any(c.isalpha() for c in masked)


def numbered(sentence: str) -> Numbered:
    """A masked sentence with small numbers for its slots."""
    numbers = tuple(slot_number(found) for found in SLOT.findall(sentence))
    place = {number: index for index, number in enumerate(numbers)}
    text = SLOT.sub(lambda m: slot(place[slot_number(m.group())]), sentence)
    return Numbered(text, numbers)


def restore(masked_target: str, protected: Protected, language: Language) -> str | None:
    """A masked translation with each piece in its place, as the language writes it.

    None if it has not each slot exactly once. Where a model has glued a word to a piece that
    stood free in the Swedish text, a space comes between them; an ending at a name stays.
    """
    found = Counter(slot_number(slot_) for slot_ in SLOT.findall(masked_target))
    if found != Counter(range(len(protected.placeables))):
        return None
    pieces: list[str] = []
    position = 0
    for match in SLOT.finditer(masked_target):
        placeable = protected.placeables[slot_number(match.group())]
        place = _Place(masked_target, match.start(), match.end(), placeable, protected, language)
        pieces += [masked_target[position : match.start()], place.space_before(), place.text()]
        position = match.end()
        pieces.append(place.space_after())
    return "".join(pieces) + masked_target[position:]


@dataclass(frozen=True, slots=True)
class _Place:
    """A slot in a masked translation, with what stands around it there and in the source."""

    target: str
    start: int
    end: int
    placeable: Placeable
    protected: Protected
    language: Language

    @property
    def _source_place(self) -> int:
        return self.protected.masked.index(self.target[self.start])

    def text(self) -> str:
        """The piece; its last stop is also that of its sentence."""
        written = written_for(self.placeable, self.language)
        ends_twice = written.endswith(".") and self._after() == "." and self._after(2) != ".."
        return written[:-1] if ends_twice else written

    def space_before(self) -> str:
        """A space if the model glued a word to the slot, and the source did not."""
        before = bare(self.target[max(0, self.start - _NEIGHBOURHOOD) : self.start])[-1:]
        if SLOT.fullmatch(before):
            return ""  # it comes after the other slot
        place = self._source_place
        source_before = self.protected.masked[max(0, place - 1) : place]
        return " " if self._is_glued(before, source_before) else ""

    def space_after(self) -> str:
        """The same after the slot; an ending stays."""
        after = self._after()
        place = self._source_place + 1
        source_after = self.protected.masked[place : place + 1]
        if not self._is_glued(after, source_after) or self._has_ending():
            return ""
        return " "

    def _after(self, count: int = 1) -> str:
        return bare(self.target[self.end : self.end + _NEIGHBOURHOOD])[:count]

    def _is_glued(self, neighbour: str, in_source: str) -> bool:
        if not _is_wordlike(neighbour) or _is_wordlike(in_source):
            return False
        if SLOT.fullmatch(neighbour) or neighbour.isdecimal():
            return True
        if self.placeable.kind in NAME_KINDS:  # a name in Arabic text may have a prefix
            return "LATIN" in unicodedata.name(neighbour, "")
        return self.language.script not in _NO_SPACES_AT_FIGURES

    def _has_ending(self) -> bool:
        """Whether what is glued to a name is an ending that the check of names accepts."""
        ending = _LATIN_SUFFIX.match(self._after(_NEIGHBOURHOOD))
        if not ending or self.placeable.kind not in NAME_KINDS:
            return False
        table = SAME_TABLE.get(self.language.tag, self.language.tag)
        if ending.group() in FUNCTION_WORDS.get(table, ()):
            return False
        word = self.placeable.base.split()[-1]
        name = Name(word, (word,))
        return is_kept(name, (word + ending.group(),), self.language.tag, latin=True)


def _is_wordlike(character: str) -> bool:
    """A letter, a mark on one (Thai vowels), a digit or a slot."""
    is_mark = bool(character) and unicodedata.category(character)[0] == "M"
    return is_mark or character.isalnum() or bool(SLOT.fullmatch(character))
