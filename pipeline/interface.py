"""The project's own sentences in the language of the person who reads them.

Staff see messages in Swedish or English; residents see notices, page numbers and the site in
their own language. Both live in the gettext catalogs of `pipeline/locale`; the residents'
sentences carry the context `residents`. English sentences are the msgids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from string import Formatter

from pipeline.findings import Finding, Severity
from pipeline.messages import Message, Value, message, visible
from pipeline.model import Span, Text, text_of

RESIDENTS = "residents"
STAFF_LANGUAGES = ("sv", "en")

SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}

MACHINE_NOTICE = (
    "This text, or parts of it, was translated by a machine and has not been checked by a person. "
    "It may contain errors. The Swedish original applies. Questions? Contact the municipality: "
    "{contact}, telephone {telephone}, e-mail {email}."
)
MACHINE_LABEL = "Machine translation, not checked by a person"
MACHINE_SENTENCES = frozenset({MACHINE_NOTICE, MACHINE_LABEL})
"""What residents are told where a machine's text is published. A language that no machine
translates into does not need these sentences."""

ADAPTATION_NOTICE = (
    "This is an easy-to-read text. It does not say everything. The original text applies. It is "
    "called “{title}”."
)
ADAPTATION_SENTENCES = frozenset({ADAPTATION_NOTICE})
"""What residents are told of a text with a structure of its own, which leaves things out. Only a
language that has such texts needs it."""

Key = tuple[str | None, str]


Part = tuple[str, str | None]
"""The text of a sentence up to a place, and the name of that place; None at the end."""


class MissingStringError(LookupError):
    """A sentence for residents has no translation: it never silently becomes English."""


@dataclass(frozen=True, slots=True)
class Interface:
    """The sentences of one language; `strings` maps (context, msgid) to the translation."""

    tag: str
    strings: Mapping[Key, str]

    def show(self, text: Message) -> str:
        """A message for staff; the English one where a translation is missing."""
        shown = tuple((name, self._shown(value)) for name, value in text.values)
        template = self.strings.get((None, text.template))
        return replace(text, values=shown).filled(template)

    def _shown(self, value: Value) -> Value:
        if isinstance(value, Message):
            return self.show(value)
        return visible(value) if isinstance(value, str) else value

    def parts(self, text: Message) -> Iterator[Part]:
        """A message for staff cut at its places."""
        return _parts(self.strings.get((None, text.template), text.template))

    def show_finding(self, finding: Finding) -> str:
        """A finding on one line: severity, place, sentence, and the name of its rule."""
        severity, place = self.show(SEVERITIES[finding.severity]), visible(finding.where)
        return f"{severity}: {place}: {self.show(finding.message)} [{finding.rule}]"

    def resident(self, template: str, /, **values: Value) -> str:
        """A sentence for residents. Raises MissingStringError if it is not translated."""
        return self.resident_template(template).format(**values)

    def resident_text(self, template: str, /, **values: Span) -> Text:
        """The same as running text, for sentences with links or with names in Swedish."""
        spans: list[Span | str] = []
        for literal, place in self.resident_parts(template):
            spans.append(literal)
            if place:
                spans.append(values[place])
        return text_of(*spans)

    def resident_parts(self, template: str, /) -> Iterator[Part]:
        """A sentence for residents cut at its places."""
        return _parts(self.resident_template(template))

    def resident_template(self, template: str) -> str:
        """A sentence for residents with its places unfilled. Raises MissingStringError."""
        found = self.strings.get((RESIDENTS, template))
        if found is None and self.tag != "en":
            raise MissingStringError(f"{self.tag}: {template!r}")
        return template if found is None else found


def _parts(template: str) -> Iterator[Part]:
    for literal, place, _, _ in Formatter().parse(template):
        yield literal, place


@cache
def interface(tag: str) -> Interface:
    """The interface of a language; an unknown language has no sentences at all."""
    from babel.messages.pofile import read_po  # late: 40 ms that most commands do not need

    path = files("pipeline").joinpath(f"locale/{tag}.po")
    if not path.is_file():
        return Interface(tag, {})
    with path.open("rb") as file:
        catalog = read_po(file, locale=None, abort_invalid=True)
    return Interface(
        tag,
        {
            (entry.context, str(entry.id)): str(entry.string)
            for entry in catalog
            if entry.id and entry.string and not entry.fuzzy
        },
    )


def speaks_to_residents(
    tag: str, *, of_machines: bool = False, of_adaptations: bool = False
) -> bool:
    """Whether every sentence for residents is translated, so that documents can be published.

    Those on texts that a machine translated are needed only if such texts are published, and
    that on texts which leave things out likewise.
    """
    wanted = {key for key in interface("en").strings if key[0] == RESIDENTS}
    if not of_machines:
        wanted -= {(RESIDENTS, text) for text in MACHINE_SENTENCES}
    if not of_adaptations:
        wanted -= {(RESIDENTS, text) for text in ADAPTATION_SENTENCES}
    return wanted <= interface(tag).strings.keys()
