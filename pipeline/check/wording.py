"""Whether a translation uses the municipality's own words, those of its glossary."""

from collections.abc import Iterator

from pipeline.check.passages import Passage, Variant
from pipeline.findings import Finding, Severity
from pipeline.glossary import Glossary, GlossaryEntry, is_used
from pipeline.messages import Message, message
from pipeline.model import Briefing

SHOWN_FORMS = 3


def check_wording(source: Briefing, variant: Briefing, glossary: Glossary) -> tuple[Finding, ...]:
    """A note `wording.term` for each term of the glossary that a person's text words otherwise.

    The glossary is a help and no law: another word may be right where it stands. A name may be
    written in another script if its Latin form stands somewhere in the document.
    """
    compared = Variant(source, variant)
    return tuple(_notes(compared, glossary))


def _notes(variant: Variant, glossary: Glossary) -> Iterator[Finding]:
    everything = "\n".join(passage.target for passage in variant.passages)
    for passage in variant.filled_passages:
        for entry in unused_terms(passage, variant.tag, glossary):
            is_spelt = entry.is_name and not variant.target_is_latin
            if is_spelt and is_used(entry, everything, variant.tag):
                continue
            text = _with_line(unused_term(entry, variant.tag), entry)
            yield Finding("wording.term", passage.where, text, Severity.NOTE)


def _with_line(text: Message, entry: GlossaryEntry) -> Message:
    """The sentence with the glossary's line, where a person can change it."""
    if not entry.line:
        return text
    return message("{reason} (glossary.csv, line {line})", reason=text, line=entry.line)


def unused_terms(passage: Passage, tag: str, glossary: Glossary) -> tuple[GlossaryEntry, ...]:
    """The entries whose term stands in the source and in no accepted form in the target."""
    found = glossary.terms_in(passage.source)
    return tuple(entry for entry in found if not is_used(entry, passage.target, tag))


def unused_term(entry: GlossaryEntry, tag: str) -> Message:
    """What the glossary wants in the place of another word."""
    if entry.is_name:
        return message("By the glossary the name “{name}” stays as it is.", name=entry.term)
    forms = ", ".join(f"“{form}”" for form in entry.targets[tag][:SHOWN_FORMS])
    reason = "By the glossary “{term}” is {forms} in this language."
    return message(reason, term=entry.term, forms=forms)
