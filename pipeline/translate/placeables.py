"""What a model must not change: figures, addresses, names, codes.

A placeable is a piece of a Swedish text that is taken out before a model translates, and put
back after it, as `written.py` writes it for the language. What the check of a translation
demands (`pipeline/recognise`) is found by the same rules here.

Left to the model: numbers in words, months that stand alone, names of authorities (they are
translated), and numbers that are part of a word (`10-årsdag`, `5:e`, `1990-talet`), because the
whole word needs another form in the other language.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pipeline.recognise.contacts import contact_places
from pipeline.recognise.function_words import FUNCTION_WORDS
from pipeline.recognise.names import (
    LONGEST_ABBREVIATION,
    QUOTED,
    Mention,
    is_sentence_start,
    is_surely_name,
    quoted_names,
)
from pipeline.recognise.placeholders import placeholder_places
from pipeline.recognise.words import (
    COMPANY_FORMS,
    NAME_PARTICLES,
    TRANSLATABLE,
    word_set,
)
from pipeline.translate import figures
from pipeline.translate.abbreviations import MAY_BE_LAST, NEVER_LAST
from pipeline.translate.document_names import Names
from pipeline.translate.placeable import Kind, Placeable
from pipeline.translate.schemes import SLOT

_FILLER = "\ufffc"
_SURENESS = {kind: place for place, kind in enumerate(Kind)}

_AFTER_DIARY = re.compile(
    r"(?<!\w)(?:dnr|diarienr|diarienummer|ärendenummer)\.?:?\s+"
    r"(?P<number>(?:[A-ZÅÄÖ]{1,8}[ /-]?)?\d(?:[\w/:.–-]*\w)?)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"""
    (?<![\w/])[A-ZÅÄÖ]{2,8}[ /-]\d{2,4}[/:-]\d+(?:[-/:.]\d+)*(?!\w)   # KS 2020/123, KS/2020:45
    | (?<![\w/.-])(?:SFS\ )?\d{4}:\d{1,5}(?![\w:])                     # 2009:724
    | (?<![\w/.+-])\d{4}[/-]\d{5,7}(?![\w-])                           # 2020-000123
    | (?<![\w/.+-])\d{4}/\d{2,7}(?![\w/])                              # 2020/123, 2020/21
    | (?<![\w/.+-])\d{6,8}-\d{4}(?!\w)                                 # 556000-1234
    | (?<![\w/.+-])\d{3}[ \u00a0]\d{2}(?=\ [A-ZÅÄÖ][a-zåäö])          # 734 30 Hallstahammar
    """,
    re.VERBOSE,
)
_SHORT_TELEPHONE = re.compile(
    r"\b(?:[Rr]ing(?:a|er)?|[Tt]el(?:efon|nr)?|[Tt]fn|[Tt]elefonnummer|[Nn]ummer|[Nn]umret"
    r"|[Nn]r|[Mm]obil|[Vv]äxel|[Ss]ms:?a)[.:]{0,2}\s+(?:(?:till|på|nummer|direkt)\s+)?"
    r"(?P<number>\d{2,4}(?:[ \u00a0-]\d{2,3})+)(?![\w-])(?!\s\d)"
)
_GROUPS = re.compile(
    r"(?<![\w.,:/+–-])(?<!\d\s)\d{2,4}(?:[ \u00a0]\d{2,3})+(?![\w–-])(?![.,:/]\d)(?![ \u00a0]\d)"
)
_GROUPS_OF_THREE = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+")
"""Other groups are no amount: 114 14, 240 00, 123 456 78 90."""
_SERVICE = re.compile(
    r"(?<![\w.,:/+-])(?<!\d\s)116[ \u00a0](?:000|006|111|117|123)(?![\w])(?!\s\d)"
)
"""The telephone numbers that are the same in all of the EU (decision 2007/116/EC)."""
_LIST_NUMBER = re.compile(r"(?:^|(?<=\n)|(?<=[:;.!?]\s))\d{1,2}[.)](?=\s+[A-ZÅÄÖ])")
_CLASS = re.compile(r"(?<![\w.,:/–-])\d{1,3}[ \u00a0][A-H](?![\w-])(?=[\s.,;:!?)]|$)")
"""Of a school: 7 A."""
_PROPERTY = re.compile(r"[ \u00a0]\d{1,4}:\d{1,4}(?![\w:])(?!\s?[–-]\s?\d)")
"""The number of a real estate after its name: Hallsta 3:15."""
_HOUSE_NUMBER = re.compile(
    r"[ \u00a0]\d{1,3}(?:[–-]\d{1,3})?(?:[ \u00a0]?[A-H](?![\w-]))?"
    r"(?!\w)(?![.,:/]\d)(?!\s?[–-]\s?\d)"
)
_STREETS = ("gatan", "vägen", "gränd", "torget", "torg", "allén", "stigen", "backen", "väg")
_WITH_DIGITS = re.compile(
    r"(?<![\w@.-])(?:[^\W\d_]+(?:-[^\W\d_]+)*-?\d+[A-ZÅÄÖ]?\d*|\d{1,3}[A-ZÅÄÖ]{1,3})"
    r"(?::s)?(?!\w)(?![.,:/]\d)"
)
_CAPITALS = re.compile(
    rf"(?<![\w@.-])[A-ZÅÄÖ]{{2,{LONGEST_ABBREVIATION}}}(?::s)?(?![\w@])(?!:\w)(?!-\d)"
)
_TRANSLATED_CAPITALS = word_set("EU FN TV IT VD SMS PDF ID USA OK AI CV PC OBS PS")
"""Abbreviations that other languages have too, some of them in another form."""
_SHOUTED = word_set("INTE EJ ALLA NEJ JA NYTT NYA NY BARA HELA HEJ TACK STOPP ALLT ALDRIG DAG")

_INITIALS = r"(?:[A-ZÅÄÖ]\.[ \u00a0]?)+"
_BEFORE_NAME = re.compile(rf"(?<![\w.])(?!P\.S|O\.S){_INITIALS}$")
_BETWEEN_NAMES = re.compile(
    rf"[ \u00a0](?:(?i:{'|'.join(NAME_PARTICLES)})[ \u00a0])?(?:{_INITIALS})?"
)
_COMPANY = re.compile(rf"[ \u00a0](?:{'|'.join(COMPANY_FORMS)})(?!\w)")


def find_placeables(text: str, names: Names) -> tuple[Placeable, ...]:
    """The placeables of a Swedish text, in order, none of them overlapping.

    Of two that overlap the surer kind wins (the order of `Kind`), then the longer, then the
    earlier one. Plain numbers are looked for in what is left.
    """
    surer = _without_overlaps(_candidates(text, names))
    rest = list(text)
    for placeable in surer:
        rest[placeable.start : placeable.end] = _FILLER * (placeable.end - placeable.start)
    numbers = _each("".join(rest), figures.NUMBER_OR_RANGE, Kind.NUMBER)
    return tuple(sorted((*surer, *numbers), key=lambda p: p.start))


def _without_overlaps(candidates: Iterable[Placeable]) -> list[Placeable]:
    order = sorted(candidates, key=lambda p: (_SURENESS[p.kind], p.start - p.end, p.start))
    taken = bytearray(max((p.end for p in order), default=0))
    kept: list[Placeable] = []
    for candidate in order:
        if candidate.start < candidate.end and not any(taken[candidate.start : candidate.end]):
            taken[candidate.start : candidate.end] = b"\1" * (candidate.end - candidate.start)
            kept.append(candidate)
    return kept


def _candidates(text: str, names: Names) -> Iterator[Placeable]:
    for find in _FINDERS:
        yield from find(text)
    yield from _terms(text, names)
    yield from _quoted(text, names)
    yield from _names(text, names, 0)


def _of(text: str, start: int, end: int, kind: Kind, base: str = "") -> Placeable:
    """The placeable at a place of a text; its base is the same characters if none is given."""
    piece = text[start:end]
    return Placeable(start, end, kind, piece, base or piece)


def _each(
    text: str, pattern: re.Pattern[str], kind: Kind, group: int | str = 0
) -> Iterator[Placeable]:
    return (_of(text, *found.span(group), kind) for found in pattern.finditer(text))


def _markup(text: str) -> Iterator[Placeable]:
    """Placeholders, and characters that would be taken for slots."""
    for start, end in placeholder_places(text):
        yield _of(text, start, end, Kind.MARKUP)
    yield from _each(text, SLOT, Kind.MARKUP)


def _contacts(text: str) -> Iterator[Placeable]:
    for start, end in contact_places(text):
        piece = text[start:end]
        is_web = any(c.isalpha() for c in piece)
        kind = Kind.EMAIL if "@" in piece[:-1] and "/" not in piece else Kind.TELEPHONE
        kind = Kind.WEB if is_web and kind is Kind.TELEPHONE else kind
        yield _of(text, start, end, kind)
    yield from _each(text, _SHORT_TELEPHONE, Kind.TELEPHONE, "number")
    yield from _each(text, _SERVICE, Kind.TELEPHONE)
    for found in _GROUPS.finditer(text):
        if not _GROUPS_OF_THREE.fullmatch(found.group()):
            yield _of(text, *found.span(), Kind.TELEPHONE)


def _references(text: str) -> Iterator[Placeable]:
    yield from _each(text, _AFTER_DIARY, Kind.REFERENCE, "number")
    yield from _each(text, _REFERENCE, Kind.REFERENCE)


def _dates(text: str) -> Iterator[Placeable]:
    for pattern in (figures.ISO_DATE, figures.NUMERIC_DATE, figures.WORDED_DATE):
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - 12) : found.start()]
            unclear = found.group() in figures.FRACTIONS
            if not figures.days(found.group()) or (
                unclear and not figures.BEFORE_A_DATE.search(before)
            ):
                continue
            yield _with_article(text, found.start(), found.end(), found.group())
    for found in figures.DAY_OF_A_LIST.finditer(text):
        base = f"{found['day']} {found['month']}"
        if figures.days(base):
            yield _with_article(text, found.start(), found.end(), base)


def _with_article(text: str, start: int, end: int, base: str) -> Placeable:
    """The date with the *den* before it: another language has no such word there."""
    article = figures.ARTICLE.search(text[max(0, start - 8) : start])
    first = start - len(article.group()) if article else start
    return _of(text, first, end, Kind.DATE, base)


def _times(text: str) -> Iterator[Placeable]:
    for found in figures.CLOCK_TIME.finditer(text):
        is_version = figures.BEFORE_A_VERSION.search(
            text[max(0, found.start() - 20) : found.start()]
        )
        if not is_version and not figures.AFTER_A_MEASURE.match(text, found.end()):
            yield _of(text, *found.span(), Kind.TIME)
    for found in figures.HOURS.finditer(text):
        if figures.BEFORE_HOURS.search(text[max(0, found.start() - 20) : found.start()]):
            yield _of(text, *found.span(), Kind.TIME)


def _amounts(text: str) -> Iterator[Placeable]:
    yield from _each(text, figures.SECTION, Kind.SECTION)
    yield from _each(text, figures.PRICE, Kind.PRICE)
    yield from _each(text, figures.ONE_CROWN, Kind.PRICE)
    yield from _each(text, figures.PERCENTAGE, Kind.PERCENTAGE)
    for pattern in (figures.POINTED_NUMBER, figures.FRACTION, _CLASS):
        yield from _each(text, pattern, Kind.EXACT_NUMBER)
    for found in _LIST_NUMBER.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()].split()[-1:]
        if not before or before[0].lower() not in NEVER_LAST | MAY_BE_LAST:  # kl. 10.
            yield _of(text, *found.span(), Kind.EXACT_NUMBER)


def _codes(text: str) -> Iterator[Placeable]:
    is_shouted = text.upper() == text
    for pattern in (_WITH_DIGITS, _CAPITALS):
        for found in pattern.finditer(text):
            base = found.group().removesuffix(":s")
            ordinary = base in _TRANSLATED_CAPITALS | _SHOUTED | TRANSLATABLE or (
                base.lower() in FUNCTION_WORDS["sv"]
            )
            if not ordinary and not (pattern is _CAPITALS and is_shouted):
                yield _of(text, *found.span(), Kind.CODE, base)


_FINDERS: tuple[Callable[[str], Iterator[Placeable]], ...] = (
    _markup,
    _contacts,
    _references,
    _dates,
    _times,
    _amounts,
    _codes,
)


def _terms(text: str, names: Names) -> Iterator[Placeable]:
    """The names of the glossary and of the signatures, also in their genitive."""
    for term in names.terms:
        for found in re.finditer(rf"(?<!\w){re.escape(term)}s?(?!\w)", text):
            yield _of(text, *found.span(), Kind.TERM, term)


def _quoted(text: str, names: Names) -> Iterator[Placeable]:
    """What is surely a name in quotation marks, without them; names in other quotations.

    One word with a capital inside a sentence is a name too: the button ”Skicka”.
    """
    for found in QUOTED.finditer(text):
        inner = found[1]
        name = inner.strip()
        start = found.start(1) + inner.index(name) if name else found.start(1)
        one_word = len(name.split()) == 1 and not is_sentence_start(text, found.start())
        if quoted_names(found.group()) and (is_surely_name(name) or one_word):
            yield _of(text, start, start + len(name), Kind.QUOTED)
        else:
            yield from _names(inner, names, found.start(1))


def _names(text: str, names: Names, offset: int) -> Iterator[Placeable]:
    """Names by their capitals; those that touch are one. `offset` is added to the places."""
    for group in _touching(text, names.source.required_mentions(text)):
        found = _name(text, group, names)
        yield replace(found, start=found.start + offset, end=found.end + offset)


def _name(text: str, group: list[Mention], names: Names) -> Placeable:
    """One name of words that touch, with the initials before it and what belongs after it."""
    first, last = group[0], group[-1]
    initials = _BEFORE_NAME.search(text[max(0, first.start - 12) : first.start])
    start = first.start - len(initials.group()) if initials else first.start
    if tail := _PROPERTY.match(text, last.end):
        return _of(text, start, tail.end(), Kind.REFERENCE)
    if tail := _COMPANY.match(text, last.end) or _house_number(text, last):
        return _of(text, start, tail.end(), Kind.NAME)
    is_person = len(group) > 1 or bool(initials) or first.name.in_person_name
    kind = Kind.PERSON if is_person else Kind.NAME
    written = last.name.written
    base = names.base(written) if len(last.name.forms) > 1 else written
    return _of(text, start, last.end, kind, text[start : last.start] + base)


def _house_number(text: str, street: Mention) -> re.Match[str] | None:
    is_street = street.name.written.endswith(_STREETS)
    return _HOUSE_NUMBER.match(text, street.end) if is_street else None


def _touching(text: str, mentions: Iterable[Mention]) -> Iterator[list[Mention]]:
    """The mentions in groups with only a space, a particle or an initial between them."""
    group: list[Mention] = []
    for mention in mentions:
        if group and not _BETWEEN_NAMES.fullmatch(text, group[-1].end, mention.start):
            yield group
            group = []
        group.append(mention)
    if group:
        yield group
