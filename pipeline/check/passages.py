"""A translation beside its Swedish source, passage by passage."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.findings import Finding, Severity
from pipeline.languages import Language, described
from pipeline.messages import Message
from pipeline.model import Briefing, Text
from pipeline.recognise.names import SourceNames
from pipeline.texts import placed_texts, without_note_marks


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of text in both languages; `where` is the language and the block's id."""

    where: str
    source_text: Text
    target_text: Text

    @property
    def source(self) -> str:
        """The Swedish text as it is read, without references to notes."""
        return without_note_marks(self.source_text)

    @property
    def target(self) -> str:
        """The translation as it is read, without references to notes."""
        return without_note_marks(self.target_text)


@dataclass(frozen=True)
class Variant:
    """A translated briefing with its source, as the rules of fidelity look at it."""

    source: Briefing
    briefing: Briefing
    kept_names: tuple[str, ...] = ()
    """Names of the glossary, which may stand in the translation as they are."""

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the translation."""
        return self.briefing.language

    @cached_property
    def language(self) -> Language:
        """The language of the translation."""
        return described(self.tag)

    @cached_property
    def filled_passages(self) -> tuple[Passage, ...]:
        """The passages that have text in both languages."""
        return tuple(p for p in self.passages if p.source.strip() and p.target.strip())

    @cached_property
    def names(self) -> SourceNames:
        """The names in the Swedish document."""
        return SourceNames(self.source, tuple(p.source for p in self.passages), self.kept_names)

    @property
    def target_is_latin(self) -> bool:
        """Whether the translation is written in the Latin script, as the source is."""
        return self.language.script == "Latn"

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that have the same place in both, in reading order."""
        mine = dict(_texts(self.briefing))
        return tuple(
            Passage(f"{self.tag} {where}", text, mine[where])
            for where, text in _texts(self.source)
            if where in mine
        )


def finding(
    rule: str, passage: Passage, text: Message, severity: Severity = Severity.ERROR
) -> Finding:
    """A finding of the rule `fidelity.<rule>` at a passage."""
    return Finding(f"fidelity.{rule}", passage.where, text, severity)


def _texts(briefing: Briefing) -> Iterator[tuple[str, Text]]:
    return ((placed.id, placed.text) for placed in placed_texts(briefing))
