"""Rules for the text inside paragraphs of a DOCX: direction, language, contrast."""

import re
from collections.abc import Iterable, Iterator

from pipeline.bidi_classes import bidi_class
from pipeline.check.compare import disregarded, excerpt
from pipeline.check.docx_document import Observation, ReadDocument, difference
from pipeline.check.docx_package import DOCUMENT, W, is_on
from pipeline.check.docx_reader import Paragraph, Run
from pipeline.check.docx_shapes import TABLE_TINT
from pipeline.colours import BLACK, MINIMUM_TEXT_CONTRAST, WHITE, Colour, contrast
from pipeline.isolation import directions, left_to_right_ranges
from pipeline.languages import SOURCE_TAG, Language, all_languages, described, language
from pipeline.messages import message
from pipeline.model import Text, plain


def direction(document: ReadDocument) -> Iterator[Observation]:
    """Section, paragraphs and runs run as their text does; figures show as they are written."""
    rtl = document.language.is_rtl
    section = document.package.part(DOCUMENT).find(f"{W}body/{W}sectPr/{W}bidi")
    if is_on(section) != rtl:
        yield "direction", DOCUMENT, message("The section runs in the wrong direction.")
    units = {unit.where: unit for unit in document.expected}
    for place, paragraph in document.places():
        if paragraph.unknown:
            continue
        if paragraph.is_rtl != rtl:
            yield "direction", place, message("The paragraph runs in the wrong direction.")
        for run in paragraph.runs:
            if _runs_wrong(run):
                text = excerpt(run.text, 0)
                reason = message("“{text}” runs in the wrong direction.", text=text)
                yield "direction", place, reason
        if rtl:
            yield from turned_brackets(document, place, paragraph)
        if place in units:
            yield from turned_figures(document, place, units[place].text, paragraph)


def _runs_wrong(run: Run) -> bool:
    opposite = {"L"} if run.is_rtl else {"R", "AL"}
    return any(bidi_class(c) in opposite for c in disregarded(run.text))


def turned_figures(
    document: ReadDocument, place: str, text: Text, paragraph: Paragraph
) -> Iterator[Observation]:
    """Figures and addresses of a right-to-left paragraph that UAX #9 or Word turns round.

    They keep their order if a left-to-right letter or mark begins them or stands before them
    (rule W7) and their runs are not right-to-left, which is what Word goes by. A paragraph
    with another text than `text` is not looked at.
    """
    if not document.language.is_rtl or disregarded(plain(text)) != disregarded(paragraph.text):
        return
    shown = [(c, run.is_rtl) for run in paragraph.runs for c in run.text]
    kept = [index for index, (c, _) in enumerate(shown) if disregarded(c)]
    position = 0
    for span in text:
        own = described(span.language) if span.language else document.language
        for start, end in left_to_right_ranges(span.text) if own.is_rtl else ():
            if "R" in directions(span.text[start:end]):
                continue  # an address with Arabic letters is no one run
            first = position + len(disregarded(span.text[:start]))
            places = kept[first : first + end - start]
            before = (bidi_class(c) for c, _ in reversed(shown[: places[0] + 1]))
            strong = next((b for b in before if b in ("L", "R", "AL")), "R")
            if strong != "L" or any(shown[index][1] for index in places):
                reason = "“{number}” is shown with its parts turned round."
                yield "direction", place, message(reason, number=span.text[start:end])
        position += len(disregarded(span.text))


_FIELDS = ("{PAGE}", "{NUMPAGES}")
_MIRRORED = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}


def turned_brackets(
    document: ReadDocument, place: str, paragraph: Paragraph
) -> Iterator[Observation]:
    """Brackets of a right-to-left paragraph that point the wrong way, or that part from their text.

    Word goes by their runs and others by the characters, so a bracket in a left-to-right run
    must stand between left-to-right letters, marks or digits; and both of a pair run alike.
    """
    own = ((), (("val", document.language.word),))
    shown = [
        (c, run.is_rtl, run.languages in own)
        for run in paragraph.runs
        if run.text not in _FIELDS
        for c in run.text
    ]
    for at, (character, is_rtl, _) in enumerate(shown):
        if is_rtl or character not in _BRACKETS:
            continue
        before = (bidi_class(c) for c, *_ in reversed(shown[:at]))
        after = (bidi_class(c) for c, *_ in shown[at:])
        if _strong(before, "L") != "L" or _strong(after, "L", "EN") not in ("L", "EN"):
            reason = message(
                "The bracket “{bracket}” may stand on the wrong side.", bracket=character
            )
            yield "direction", place, reason
    for first, last in _pairs("".join(c for c, *_ in shown)):
        is_own = shown[first][2] and shown[last][2]
        if is_own and shown[first][1] != shown[last][1]:
            pair = shown[first][0] + shown[last][0]
            reason = message("The brackets “{pair}” do not run the same way.", pair=pair)
            yield "direction", place, reason


_BRACKETS = {*_MIRRORED, *_MIRRORED.values()}


def _strong(classes: Iterable[str], *looked_for: str) -> str:
    """The first class that is looked for or strong; "R" at the end of the paragraph."""
    return next((c for c in classes if c in looked_for or c in ("R", "AL", "AN")), "R")


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of brackets that belong together (UAX #9 BD16)."""
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in _MIRRORED:
            opened.append(place)
            continue
        same = [index for index, at in enumerate(opened) if _MIRRORED[text[at]] == character]
        if same:
            yield opened[same[-1]], place
            del opened[same[-1] :]


def languages(document: ReadDocument) -> Iterator[Observation]:
    """The document's language in every place that states it, and no language besides."""
    expected = _document_slots(document.language)
    places = (
        ("word/styles.xml", f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"),
        ("word/settings.xml", f"{W}themeFontLang"),
    )
    for part, path in places:
        found = document.package.part(part).find(path)
        slots = {} if found is None else {str(k).removeprefix(W): v for k, v in found.items()}
        if slots != expected:
            yield "language", part, difference(str(expected), str(slots))
    for place, paragraph in document.places():
        for run in paragraph.runs:
            if not (run.is_complex or run.is_rtl) and _needs_complex_script(document, run):
                reason = message("“{text}” is not marked as complex script.", text=run.text)
                yield "language", place, reason


def foreign_languages(document: ReadDocument) -> Iterator[Observation]:
    """No language that is none of ours, such as a template's, and none in a style."""
    for name, root in document.package.parts.items():
        for number, element in enumerate(root.iter(f"{W}lang")):
            if name == "word/styles.xml" and number > 0:  # the first one is the default
                yield "language", name, message("A style sets a language of its own.")
            for slot, word in element.items():
                if not _is_language(document, str(slot).removeprefix(W), str(word)):
                    reason = message("“{language}” is no language here.", language=str(word))
                    yield "language", name, reason


def _document_slots(of: Language) -> dict[str, str]:
    slots = {"val": language(SOURCE_TAG).word}
    slots[of.word_slot] = of.word
    return slots


def _is_language(document: ReadDocument, slot: str, word: str) -> bool:
    """Whether a language of ours or of the document's text has that value.

    `val` may say any, for digits.
    """
    used = {s.language for unit in document.expected for s in unit.text if s.language}
    known = (*all_languages().values(), document.language, *map(described, used))
    return any(of.word == word and slot in (of.word_slot, "val") for of in known)


def _needs_complex_script(document: ReadDocument, run: Run) -> bool:
    """Left-to-right languages in Word's bidi slot (Thai) need `w:cs` to use that slot."""
    default = (document.language.word_slot, document.language.word)
    slots = run.languages or (default,)
    return any(
        (of.word_slot, of.word) in slots
        for of in all_languages().values()
        if of.word_slot == "bidi" and not of.is_rtl
    ) and any(c.isalpha() and not c.isascii() for c in run.text)


def legibility(document: ReadDocument) -> Iterator[Observation]:
    """WCAG 2.1 1.4.3; "automatic" text is black or white, whichever is legible.

    All text in tables is looked at as if it stood on the shade of header cells.
    """
    in_tables = {id(item.paragraph) for item in document.body if item.table}
    for place, paragraph in document.places():
        shade = _colour(TABLE_TINT) if id(paragraph) in in_tables else None
        for run in paragraph.runs:
            behind = _colour(run.background) or shade or WHITE
            text = _colour(run.colour)
            ratio = contrast(text, behind) if text else 21.0
            if text is None:
                ratio = max(contrast(BLACK, behind), contrast(WHITE, behind))
            if ratio < MINIMUM_TEXT_CONTRAST:
                reason = message(
                    "The contrast of “{text}” is {ratio}:1, at least 4.5:1 is needed.",
                    text=excerpt(run.text, 0),
                    ratio=f"{ratio:.1f}",
                )
                yield "contrast", place, reason


def _colour(text: str) -> Colour | None:
    return Colour.from_hex(f"#{text}") if re.fullmatch("[0-9A-Fa-f]{6}", text) else None
