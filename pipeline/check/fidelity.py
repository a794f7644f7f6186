"""A translation against its Swedish source: nothing lost, nothing invented.

Each rule is one small function; `RULES` is the list of them. A finding of severity ERROR
stops that language.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from pipeline.check.compare import visible
from pipeline.check.markup import control, links, markup, note
from pipeline.check.other_language import foreign_letters, other_language, repeated
from pipeline.check.passages import Variant, finding
from pipeline.check.untranslated import language, same_as_source, script
from pipeline.findings import Finding, Severity
from pipeline.messages import Message, message
from pipeline.model import (
    Block,
    Briefing,
    Callout,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Separator,
    SignOff,
    Table,
)
from pipeline.recognise import names as name_rules
from pipeline.recognise.contacts import contacts, without_contacts
from pipeline.recognise.dates import DateMention, date_mentions, has_own_names, without_dates
from pipeline.recognise.names import latin_words, quoted_names
from pipeline.recognise.numbers import differences, numbers, western_digits
from pipeline.recognise.placeholders import placeholders

Rule = Callable[[Variant], Iterator[Finding]]

_OWN_DIGITS = ("fa", "prs", "ps", "ckb")
"""Languages that may use digits of their own (pipeline/data/languages.csv)."""


def check_variant(
    source: Briefing, variant: Briefing, kept_names: tuple[str, ...] = ()
) -> tuple[Finding, ...]:
    """Everything in which a translation departs from its Swedish source.

    `kept_names` are those of the glossary, which may stand in any script as they are.
    """
    compared = Variant(source, variant, kept_names)
    skipped = BETWEEN_LANGUAGES if compared.language.is_swedish else ()
    return tuple(f for rule in RULES if rule not in skipped for f in rule(compared))


def structure(variant: Variant) -> Iterator[Finding]:
    """The same blocks in the same order: type, id, level, items, signatories; the same notes."""
    notes = [[note.id for note in b.notes] for b in (variant.source, variant.briefing)]
    if notes[0] != notes[1]:
        reason = "The Swedish text has {expected} notes, and this one {found}."
        text = message(reason, expected=len(notes[0]), found=len(notes[1]))
        yield Finding("fidelity.structure", variant.tag, text)
    source, target = variant.source.blocks, variant.briefing.blocks
    if [block.id for block in source] != [block.id for block in target]:
        reason = "The blocks are not those of the Swedish text: {expected} there, {found} here."
        yield Finding(
            "fidelity.structure",
            variant.tag,
            message(
                reason,
                expected=_ids(source, target),
                found=_ids(target, source),
            ),
        )
    mine = {block.id: block for block in target}
    for block in source:
        other = mine.get(block.id)
        if other and _form(block) != _form(other):
            reason = "This block is built in another way than in the Swedish text."
            yield Finding("fidelity.structure", f"{variant.tag} {block.id}", message(reason))


def _ids(blocks: tuple[Block, ...], others: tuple[Block, ...]) -> str:
    """The ids of the blocks that the others have not, or the number of blocks."""
    known = {block.id for block in others}
    return ", ".join(b.id for b in blocks if b.id not in known) or str(len(blocks))


def _form(block: Block) -> object:
    match block:
        case Heading():
            return block.type, block.level
        case ListBlock():
            items = tuple((item.id, _forms(item.blocks)) for item in block.items)
            return block.type, block.id, items, block.ordered, block.start, block.lead_in
        case Quote() | Callout():
            return block.type, _forms(block.blocks)
        case Table():
            rows = tuple(
                tuple((c.id, c.columns, c.rows, _forms(c.blocks)) for c in row)
                for row in block.rows
            )
            headers = (block.header_rows, block.header_columns)
            return block.type, rows, headers, bool(block.caption)
        case Figure():
            return block.type, block.image, block.is_decorative, bool(block.caption)
        case SignOff():
            signatories = ((s.id, bool(s.role)) for s in block.signatories)
            return block.type, bool(block.closing), tuple(signatories)
        case Paragraph() | Separator():
            return block.type


def _forms(blocks: tuple[Flow, ...]) -> tuple[object, ...]:
    return tuple((block.id, _form(block)) for block in blocks)


def empty(variant: Variant) -> Iterator[Finding]:
    """No text of the source is empty or only white space in the translation."""
    for passage in variant.passages:
        if passage.source.strip() and not passage.target.strip():
            yield Finding("fidelity.empty", passage.where, message("This text is empty."))


_LENGTHS = {"Hans": (0.15, 1.0), "Hant": (0.15, 1.0)}
_USUAL_LENGTHS = (0.4, 3.0)
"""The least and the greatest share of the Swedish length, by script (ISO 15924)."""


def length(variant: Variant) -> Iterator[Finding]:
    """A translation much shorter than its source has lost a sentence, a long one gained some."""
    least, greatest = _LENGTHS.get(variant.language.script, _USUAL_LENGTHS)
    for passage in variant.filled_passages:
        source, target = len(passage.source), len(passage.target)
        if source >= 80 and target < least * source:
            reason = "The text is much shorter than the Swedish one. Is something missing?"
        elif target >= 80 and target > greatest * source:
            reason = "The text is much longer than the Swedish one. Does all of it belong here?"
        else:
            continue
        yield finding("length", passage, message(reason), Severity.WARNING)


def contact(variant: Variant) -> Iterator[Finding]:
    """E-mail, web and telephone numbers, and the addresses of links, are exact."""
    for passage in variant.filled_passages:
        wanted = Counter([*contacts(passage.source), *links(passage.source_text)])
        found = Counter([*contacts(passage.target), *links(passage.target_text)])
        for item in wanted - found:
            reason = "The address or telephone number “{contact}” is missing."
            yield finding("contact", passage, message(reason, contact=item))
        for item in found - wanted:
            reason = "The address or telephone number “{contact}” is not in the Swedish text."
            yield finding("contact", passage, message(reason, contact=item))


def placeholder(variant: Variant) -> Iterator[Finding]:
    """What stands for a program is exact: `{x}`, `%s`, tags."""
    for passage in variant.filled_passages:
        wanted = Counter(placeholders(passage.source))
        found = Counter(placeholders(passage.target))
        for item in wanted - found:
            reason = "“{placeholder}” of the Swedish text is missing; it must stand as it is."
            yield finding("placeholder", passage, message(reason, placeholder=item))
        for item in found - wanted:
            reason = "“{placeholder}” is not in the Swedish text."
            yield finding("placeholder", passage, message(reason, placeholder=item))


def number(variant: Variant) -> Iterator[Finding]:
    """Every number of the source, and none extra, with the digits 0-9."""
    for passage in variant.filled_passages:
        target = _without_dates(passage.target, variant.tag)
        lost, extra = differences(
            numbers(_without_dates(passage.source, "sv"), "sv"), numbers(target, variant.tag)
        )
        for item in lost:
            reason = "The number {number} of the Swedish text is missing."
            yield finding("number", passage, message(reason, number=item.written))
        for item in extra:
            reason = "The number {number} is not in the Swedish text."
            yield finding("number", passage, message(reason, number=item.written))
        if western_digits(passage.target) != passage.target and variant.tag not in _OWN_DIGITS:
            reason = "Numbers must be written with the digits 0-9."
            yield finding("number", passage, message(reason))


def _without_dates(raw: str, tag: str) -> str:
    text = without_contacts(raw)
    return without_dates(text, date_mentions(western_digits(text), tag))


def date(variant: Variant) -> Iterator[Finding]:
    """The same days and months, in the spellings of the language."""
    severity = Severity.ERROR if has_own_names(variant.tag) else Severity.WARNING
    for passage in variant.filled_passages:
        source = date_mentions(without_contacts(passage.source), "sv")
        target = date_mentions(western_digits(without_contacts(passage.target)), variant.tag)
        lost = list(_not_in(source, target))
        for day, month in lost:
            reason = "The date {date} of the Swedish text is missing."
            yield finding("date", passage, message(reason, date=_shown(day, month)), severity)
        for day, month in [] if lost else _not_in(target, source):
            reason = "The date {date} is not in the Swedish text."
            yield finding("date", passage, message(reason, date=_shown(day, month)), severity)


def _not_in(
    wanted: tuple[DateMention, ...], found: tuple[DateMention, ...]
) -> Iterator[tuple[int, int]]:
    """The (day, month) of one that the other has not; day 0 for a month that stands alone."""
    days = {(day, m.month) for m in found for day in m.days}
    months = {m.month for m in found}
    missing = [(day, m.month) for m in wanted for day in m.days if (day, m.month) not in days]
    missing += [(0, m.month) for m in wanted if m.sure and not m.days and m.month not in months]
    yield from dict.fromkeys(missing)


def _shown(day: int, month: int) -> Message:
    if not day:
        return message("with month {month}", month=month)
    return message("{day}/{month} (day/month)", day=day, month=month)


def signatory(variant: Variant) -> Iterator[Finding]:
    """The names of those who sign, letter for letter."""
    blocks = {block.id: block for block in variant.briefing.blocks}
    for block in variant.source.blocks:
        other = blocks.get(block.id)
        if not isinstance(block, SignOff) or not isinstance(other, SignOff):
            continue
        for mine, theirs in zip(block.signatories, other.signatories, strict=False):
            if mine.name != theirs.name:
                reason = "The signatory is “{expected}” in the Swedish text, “{found}” here."
                text = message(reason, expected=mine.name, found=visible(theirs.name))
                yield Finding("fidelity.name", f"{variant.tag} {mine.id}", text)


def name(variant: Variant) -> Iterator[Finding]:
    """People, places and companies are named, in Latin letters.

    A person in the same block. In a language of another script a place or a company may be
    written in that script if the Latin form stands at least once in the document.
    """
    latin = variant.target_is_latin
    source_names = variant.names
    everywhere = tuple(w for p in variant.passages for w in latin_words(p.target))
    told: set[str] = set()
    for passage in variant.filled_passages:
        words = latin_words(passage.target)
        for item in source_names.required(passage.source):
            where = words if latin or item.in_person_name else everywhere
            if item.written in told and where is everywhere:
                continue
            if not name_rules.is_kept(item, where, variant.tag, latin=latin):
                told.add(item.written)
                reason = "The name “{name}” is missing in the translation."
                yield finding("name", passage, message(reason, name=item.written))
        reported = name_rules.misspelt(
            without_contacts(passage.target),
            source_names,
            passage.source,
            variant.tag,
            latin=latin,
        )
        for word, form in reported:
            if form not in told:
                reason = "“{word}” looks like a misspelling of the name “{name}”."
                yield finding("name", passage, message(reason, word=word, name=form))


def quoted_name(variant: Variant) -> Iterator[Finding]:
    """A quoted name stands as it is: ”Vi i Hallsta”."""
    for passage in variant.filled_passages:
        for quoted in quoted_names(passage.source):
            if quoted in passage.target:
                continue
            sure = name_rules.is_surely_name(quoted)
            reason = "The quoted name “{name}” is missing in the translation."
            yield finding(
                "quoted-name",
                passage,
                message(reason, name=quoted),
                Severity.ERROR if sure else Severity.NOTE,
            )


RULES: tuple[Rule, ...] = (
    structure,
    empty,
    control,
    length,
    contact,
    placeholder,
    number,
    date,
    signatory,
    name,
    quoted_name,
    same_as_source,
    script,
    foreign_letters,
    language,
    other_language,
    repeated,
    note,
    markup,
)

BETWEEN_LANGUAGES: tuple[Rule, ...] = (same_as_source, language)
"""Rules that look for Swedish in a translation; a variety of Swedish is full of it."""
