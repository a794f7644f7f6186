"""Whether letters and words follow each other on a line as UAX #9 has them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from pipeline.check.pdf_glyphs import Word, is_right_to_left, words
from pipeline.check.pdf_painted import PaintedGlyph
from pipeline.check.pdf_reading import PdfReading
from pipeline.edition import Edition
from pipeline.findings import Finding
from pipeline.isolation import directions, isolated_ranges
from pipeline.messages import message

_SAME_PLACE_PT = 0.01


def direction(reading: PdfReading, edition: Edition) -> Iterator[Finding]:
    """Letters and words run the way their script runs (UAX #9).

    Letters inside a word, and neighbouring words of one direction on a line; a telephone
    number runs from left to right in every language. Two numbers in right-to-left text, or a
    number and a Latin word after it, may follow each other from right to left.
    """
    for page in reading.pages:
        wrong: list[Word] = []
        for _, group in groupby(words(page.glyphs), key=lambda word: word.glyphs[0].mark.mcid):
            text = _Text.of(list(group), is_rtl=edition.language.is_rtl)
            wrong += (word for word, start in text.words if not _runs_right(word, start, text))
            pairs = pairwise(text.words)
            wrong += (other[0] for one, other in pairs if not _follow_right(one, other, text))
        if wrong:
            reason = "“{text}” is not shown in the direction of its script."
            shown = message(reason, text=wrong[0].text)
            yield Finding("pdf.order", f"p. {page.number + 1}", shown)


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of one marked-content sequence, each with its offset in the text.

    `places` numbers what is set off, by offset; `latin` are the offsets up to which the last
    strong letter is a Latin one.
    """

    words: Sequence[tuple[Word, int]]
    is_mixed: bool
    places: Mapping[int, int]
    latin: frozenset[int]

    @classmethod
    def of(cls, found: Sequence[Word], *, is_rtl: bool) -> "_Text":
        starts = accumulate((len(word.text) + 1 for word in found), initial=0)
        placed = tuple(zip(found, starts, strict=False))
        whole = " ".join(word.text for word in found)
        if not is_rtl and not any(map(is_right_to_left, whole)):
            return cls(placed, False, {}, frozenset())
        letters = list(directions(whole))
        places: dict[int, int] = {}
        for number, (start, end) in enumerate(isolated_ranges(whole)):
            letters[start:end] = "O" * (end - start)
            places |= dict.fromkeys(range(start, end), number)
        strong = accumulate(letters, _last_strong)
        latin = frozenset(at for at, last in enumerate(strong) if last == "L")
        return cls(placed, True, places, latin)

    def is_one(self, one: int, other: int) -> bool:
        """Whether what runs from left to right at both offsets does so as a whole.

        Not so beside what is set off, and after a number that no Latin letters have before
        them, which UAX #9 leaves in the direction of the text (W7, N1).
        """
        place = self.places.get(one)
        if not self.is_mixed or other - one <= 1:
            return True
        return place == self.places.get(other) and (place is not None or one in self.latin)


def _last_strong(last: str, letter: str) -> str:
    return letter if letter in "LR" else last


def _runs_right(word: Word, start: int, whole: _Text) -> bool:
    """Each letter or digit against the one before it, if both run the same way."""
    starts = accumulate((len(text) for text, _ in word.pieces), initial=start)
    placed = [
        (-1 if is_right_to_left(text[0]) else 1, glyphs[0].x, at, at + len(text) - 1)
        for (text, glyphs), at in zip(word.pieces, starts, strict=False)
        if text[:1].isalnum() and glyphs[0].advance
    ]
    return all(
        way != other_way
        or abs(x - other_x) < _SAME_PLACE_PT
        or (other_x - x) * way > 0
        or (way > 0 and not whole.is_one(last, first))
        for (way, x, _, last), (other_way, other_x, first, _) in pairwise(placed)
    )


def _follow_right(before: tuple[Word, int], after: tuple[Word, int], whole: _Text) -> bool:
    (one, start), (other, next_start) = before, after
    a, b = _letters(one)[-1], _letters(other)[0]
    same_line = a.mark.mcid == b.mark.mcid and abs(a.base_y - b.base_y) < 0.01
    way = _direction(one)
    if not same_line or a.mark.mcid is None or way == 0 or way != _direction(other):
        return True
    is_one = whole.is_one(start + len(one.text) - 1, next_start)
    if way > 0 and (not is_one or _is_turned(one) or _is_turned(other)):
        return True
    return (b.x - a.x) * way > 0


def _is_turned(word: Word) -> bool:
    """Whether figures stand in brackets, or beside other marks, that run from right to left.

    Such a mark parts them from the figures before or after: `12 (13) 14` has three parts in
    Arabic, which follow each other from right to left.
    """
    places = [(text[:1].isalnum(), glyphs[0].x) for text, glyphs in word.pieces]
    inner = [x for is_inner, x in places if is_inner]
    (starts, first), (ends, last) = places[0], places[-1]
    return bool(inner) and ((not starts and first > inner[0]) or (not ends and last < inner[-1]))


def _letters(word: Word) -> Sequence[PaintedGlyph]:
    """Its letters and digits: a quotation mark may belong to the text around the word."""
    found = [glyphs[0] for text, glyphs in word.pieces if text[:1].isalnum()]
    return found or word.glyphs


def _direction(word: Word) -> int:
    """1 for a word of left-to-right letters or digits, -1 for right to left, 0 for others."""
    text = word.text
    if any(is_right_to_left(c) for c in text):
        return -1 if not any(c.isascii() and c.isalnum() for c in text) else 0
    return 1 if any(c.isalnum() for c in text) else 0
