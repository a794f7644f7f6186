"""Whether letters and words follow each other on a line as UAX #9 has them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

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
        found = list(words(page.glyphs))
        wrong = [word for word in found if not _runs_right(word)]
        for _, group in groupby(found, key=lambda word: word.glyphs[0].mark.mcid):
            text = list(group)
            joined = _joined(text, is_rtl=edition.language.is_rtl)
            pairs = zip(pairwise(text), joined, strict=True)
            wrong += (b for (a, b), are_one in pairs if not _follow_right(a, b, are_one=are_one))
        if wrong:
            reason = "“{text}” is not shown in the direction of its script."
            shown = message(reason, text=wrong[0].text)
            yield Finding("pdf.order", f"p. {page.number + 1}", shown)


def _joined(text: Sequence[Word], *, is_rtl: bool) -> list[bool]:
    """For each word but the first: whether it runs the same way as the one before, if both can.

    Not so beside what is set off, and after a number that no Latin letters have before them,
    which UAX #9 leaves in the direction of the text (W7, N1).
    """
    if not is_rtl and not any(is_right_to_left(c) for word in text for c in word.text):
        return [True] * (len(text) - 1)
    whole = " ".join(word.text for word in text)
    letters = list(directions(whole))
    places: dict[int, int] = {}
    for number, (start, end) in enumerate(isolated_ranges(whole)):
        letters[start:end] = "O" * (end - start)
        places |= dict.fromkeys(range(start, end), number)
    joined: list[bool] = []
    start, is_latin = 0, False
    before: int | None = None
    for word in text:
        end = start + len(word.text)
        place = places.get(start)
        joined.append(place == before and (place is not None or is_latin))
        strong = [letter for letter in letters[start:end] if letter in "LR"]
        is_latin = strong[-1] == "L" if strong else is_latin
        before = places.get(end - 1)
        start = end + 1
    return joined[1:]


def _runs_right(word: Word) -> bool:
    """Each letter or digit against the one before it, if both run the same way."""
    placed = [
        (-1 if is_right_to_left(text[0]) else 1, glyphs[0].x)
        for text, glyphs in word.pieces
        if text[:1].isalnum() and glyphs[0].advance
    ]
    return all(
        way != other_way or abs(x - other_x) < _SAME_PLACE_PT or (other_x - x) * way > 0
        for (way, x), (other_way, other_x) in pairwise(placed)
    )


def _follow_right(one: Word, other: Word, *, are_one: bool) -> bool:
    a, b = _first_letter(one), _first_letter(other)
    same_line = a.mark.mcid == b.mark.mcid and abs(a.base_y - b.base_y) < 0.01
    way = _direction(one)
    if not same_line or a.mark.mcid is None or way == 0 or way != _direction(other):
        return True
    if way > 0 and (not are_one or _is_turned(one) or _is_turned(other)):
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


def _first_letter(word: Word) -> PaintedGlyph:
    """The first letter or digit: a quotation mark may belong to the text around the word."""
    found = (glyphs[0] for text, glyphs in word.pieces if text[:1].isalnum())
    return next(found, word.glyphs[0])


def _direction(word: Word) -> int:
    """1 for a word of left-to-right letters or digits, -1 for right to left, 0 for others."""
    text = word.text
    if any(is_right_to_left(c) for c in text):
        return -1 if not any(c.isascii() and c.isalnum() for c in text) else 0
    return 1 if any(c.isalnum() for c in text) else 0
