"""From a Swedish document to its edition in one language, or the reasons why there is none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.adaptations import Adaptation, read_adaptation
from pipeline.check.fidelity import check_variant
from pipeline.check.wording import check_wording
from pipeline.edition import Edition, State, Withdrawal, listed_title
from pipeline.errors import CatalogError, PipelineError, SourceError
from pipeline.findings import Finding, Report, Severity
from pipeline.glossary import Glossary
from pipeline.interface import speaks_to_residents
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.model import Briefing, Text, one_line
from pipeline.notices import with_notices
from pipeline.project import Document, Project
from pipeline.settings import Publish, Settings
from pipeline.summary import Offer, summary_of
from pipeline.translate.adaptation import (
    with_parts,
)
from pipeline.translate.states import EntryState
from pipeline.translate.variant import Translation
from pipeline.translate.workspace import (
    TextFiles,
    read_text_files,
    translation_from,
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a document has to offer in one language.

    `edition` is None if nothing may be published; `is_new` tells that its text is that of
    today's sources, and not an earlier version that stays. `exit_code` is that of the error
    that kept the catalog from being used, if there was one. `withdrawal` is what is left where
    the document has been withdrawn.
    """

    document: str
    tag: str
    edition: Edition | None
    is_new: bool
    report: Report
    exit_code: int = 0
    withdrawal: Withdrawal | None = None

    @property
    def offer(self) -> Offer:
        """The same without the text and the findings."""
        summary = summary_of(self.edition) if self.edition else None
        return Offer(self.document, self.tag, summary, self.withdrawal)


def original(
    document: Document, settings: Settings, project: Project, published: Edition | None
) -> Prepared:
    """The Swedish edition, which needs no translation and carries no notice."""
    edition = Edition(
        document.info,
        settings.issuer,
        settings.contact,
        State.ORIGINAL,
        document.parsed.briefing,
        source_digest=document.digest,
    )
    is_stated = "published" in document.parsed.stated
    settings_file = project.source / f"{document.info.name}.toml"
    place = str(document.path if is_stated else settings_file)
    report = document.parsed.report.with_findings(_undated_change(document, place, published))
    return Prepared(document.info.name, SOURCE_TAG, edition, True, report)


def withdrawn(
    document: Document,
    settings: Settings,
    titles: Mapping[str, Text],
    since: date | None,
    today: date,
) -> Iterator[Prepared]:
    """What is left of a document that its settings withdraw, in each language.

    `titles` are those of what was published, by language; where nothing was, a Swedish page is
    left. The document was withdrawn on the date `updated` of its settings; without it on the day
    on which that was first seen: `since`, or else `today`.
    """
    name, info = document.info.name, document.info
    found = {tag: title for tag, title in titles.items() if tag in settings.tags}
    known = found or {SOURCE_TAG: document.parsed.briefing.title}
    day = info.updated or since or today
    report = document.parsed.report.with_findings(_withdrawn(document, day))
    for tag in (tag for tag in settings.tags if tag in known):
        title = listed_title(known[tag])
        left = Withdrawal(name, tag, settings.issuer, settings.contact, title, day)
        yield Prepared(name, tag, None, False, report, withdrawal=left)
        report = Report()


def _withdrawn(document: Document, day: date) -> Iterator[Finding]:
    reason = (
        "By its settings this document is withdrawn, since {day}. Its texts and files are taken "
        "away; a page that says so is left at its addresses."
    )
    if document.info.updated is None:
        reason = (
            "By its settings this document is withdrawn, since {day}, when that was first seen. "
            "If it was another day, say so there: updated = … Its texts and files are taken away; "
            "a page that says so is left at its addresses."
        )
    text = message(reason, day=day.isoformat())
    yield Finding("document.status", document.info.name, text, Severity.NOTE)


def _undated_change(document: Document, place: str, published: Edition | None) -> Iterator[Finding]:
    """A note if the text has changed and its date has not."""
    if published is None or published.source_digest == document.digest:
        return
    if document.info.current <= published.info.current:
        reason = "The Swedish text has changed since {day}. Say when in this file: updated = …"
        text = message(reason, day=published.info.current.isoformat())
        yield Finding("settings.updated", place, text, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What today's sources give in one language: an edition, or the reasons why there is none.

    It depends on nothing that was published before. `exit_code` is that of the error that kept
    the catalog from being used, if there was one.
    """

    edition: Edition | None
    report: Report
    exit_code: int = 0


ReadText = TextFiles | Adaptation | Attempt
"""A catalog with approvals, a language's own text, or why neither can be read."""


def translated(
    document: Document,
    tag: str,
    settings: Settings,
    project: Project,
    published: Edition | None,
    today: date,
    glossary: Glossary | None = None,
) -> Prepared:
    """The edition in one language, by its publishing rule.

    Where today's translation is not complete, not approved though it must be, or not faithful,
    the `published` edition stays, with a notice if the Swedish text has changed since. Where it
    does not use the words of the glossary there is a note. A language's own text goes before a
    catalog.
    """
    made = attempt(document, tag, settings, project, glossary or Glossary())
    return offered(document, tag, made, settings, published, today)


def offered(
    document: Document,
    tag: str,
    made: Attempt,
    settings: Settings,
    published: Edition | None,
    today: date,
) -> Prepared:
    """What was made today or, where that is nothing, what was `published` before and may stay."""
    name = document.info.name
    if made.edition or settings.languages[tag] is Publish.PLANNED:
        is_new = made.edition is not None
        return Prepared(name, tag, made.edition, is_new, made.report, made.exit_code)
    stays = kept(document, settings, published, today)
    return Prepared(name, tag, stays, False, made.report, made.exit_code)


def attempt(
    document: Document, tag: str, settings: Settings, project: Project, glossary: Glossary
) -> Attempt:
    """Today's translation, if its publishing rule and the checks let it be published."""
    return attempt_of(
        document, tag, read_text(document, tag, settings, project), settings, glossary
    )


def read_text(document: Document, tag: str, settings: Settings, project: Project) -> ReadText:
    """What a language's text is made of, or, where it cannot be read, the findings."""
    if settings.languages[tag] is Publish.PLANNED:
        return Attempt(None, Report())
    try:
        adaptation = read_adaptation(document, project, tag)
    except (CatalogError, SourceError) as error:
        return _unusable("adaptation.unusable", error)
    if adaptation:
        return adaptation
    try:
        return read_text_files(project.source, document.info.name, tag)
    except CatalogError as error:
        return _unusable("catalog.unusable", error)


def _unusable(rule: str, error: PipelineError) -> Attempt:
    finding = Finding(rule, error.where, error.text)
    return Attempt(None, Report((finding,)), error.exit_code)


def attempt_of(
    document: Document, tag: str, read: ReadText, settings: Settings, glossary: Glossary
) -> Attempt:
    """The same from what was read; nothing else is looked at, so it can be done anywhere."""
    match read:
        case Attempt():
            return read
        case Adaptation():
            return adapted(document, read, settings)
    with_machine = settings.languages[tag] is Publish.MACHINE
    briefing = document.parsed.briefing
    try:
        result = translation_from(
            read, document.info.name, briefing, tag, with_machine=with_machine
        )
    except CatalogError as error:
        return _unusable("catalog.unusable", error)
    return _checked(document, result, settings, str(read.path), glossary)


def _checked(
    document: Document,
    result: Translation,
    settings: Settings,
    place: str,
    glossary: Glossary,
) -> Attempt:
    tag = result.language
    report = Report(result.findings)
    if result.variant is None or result.state is None:
        return Attempt(None, report)
    found = _found(document.parsed.briefing, result.variant, glossary)
    report = report.with_findings(_in_catalog(finding, result, place) for finding in found)
    report = report.with_findings(_not_approved(settings.languages[tag], result, place))
    if report.errors:
        return Attempt(None, report)
    edition = Edition(
        document.info,
        settings.issuer,
        settings.contact,
        result.state,
        result.variant,
        source_digest=document.digest,
    )
    return Attempt(with_notices(edition), report)


def adapted(document: Document, adaptation: Adaptation, settings: Settings) -> Attempt:
    """The edition of a language's own text; none where it has errors or is outdated."""
    tag = adaptation.parsed.briefing.language
    report = Report(adaptation.findings)
    if settings.languages[tag] is Publish.APPROVED and not adaptation.approval:
        reason = (
            "This text is not approved. By the settings only what is approved is published; an "
            "earlier draft is taken away. When a qualified person has read it, run the command "
            "approve."
        )
        finding = Finding("adaptation.not-approved", str(adaptation.path), message(reason))
        report = report.with_findings((finding,))
    if not speaks_to_residents(tag, of_adaptations=True):
        reason = (
            "The notice that a text leaves things out is not yet in this language, so it can have "
            "a translation only."
        )
        finding = Finding("adaptation.no-notice", str(adaptation.path), message(reason))
        report = report.with_findings((finding,))
    if report.errors or not adaptation.is_current:
        return Attempt(None, report)
    edition = Edition(
        document.info,
        settings.issuer,
        settings.contact,
        adaptation.state,
        with_parts(adaptation.parsed.briefing, document.parsed.briefing),
        source_digest=document.digest,
        adapted_from=one_line(document.parsed.briefing.title),
    )
    return Attempt(with_notices(edition), report)


def _found(source: Briefing, variant: Briefing, glossary: Glossary) -> tuple[Finding, ...]:
    """What the checks of a translation have to say about it."""
    unfaithful = check_variant(source, variant, glossary.names)
    return (*unfaithful, *check_wording(source, variant, glossary))


def _in_catalog(finding: Finding, result: Translation, catalog: str) -> Finding:
    """The finding at the place where a translator finds the text: the catalog and its line."""
    block = finding.where.removeprefix(result.language).strip()
    line = result.lines.get(block)
    where = f"{catalog}:{line}" if line else f"{catalog}, {block}" if block else catalog
    return replace(finding, where=where)


def kept(
    document: Document, settings: Settings, published: Edition | None, today: date
) -> Edition | None:
    """The edition that was published before, if there is one and it may stay.

    Whom to ask is always today's contact. The edition says when the Swedish text was changed:
    on the document's own date if that is later than the edition's, else on the day on which
    the change was first seen. A draft does not stay where only what is approved may be
    published, nor the machine's text where a person's is demanded.
    """
    if published is None or _is_refused(published, settings):
        return None
    stays = replace(published, issuer=settings.issuer, contact=settings.contact, superseded=None)
    if published.source_digest == document.digest:
        return with_notices(stays)
    if settings.when_outdated == "withdraw":
        return None
    changed = document.info.current
    if changed <= published.info.current:
        changed = published.superseded or today
    return with_notices(replace(stays, superseded=changed))


def _is_refused(published: Edition, settings: Settings) -> bool:
    rule = settings.languages.get(published.briefing.language)
    if published.state is State.MACHINE:
        return rule is not Publish.MACHINE
    return rule is Publish.APPROVED and published.state is State.DRAFT


def _not_approved(rule: Publish, result: Translation, place: str) -> Iterator[Finding]:
    """An error where the rule of the language demands more than the translation has."""
    if rule is Publish.APPROVED and result.state is not State.APPROVED:
        reason = (
            "Texts that are not approved: {drafts}. By the settings only what is approved is "
            "published; an earlier draft is taken away. When a qualified person has read them, "
            "run the command approve."
        )
        drafts = result.counts.get(EntryState.DRAFT, 0)
        yield Finding("catalog.not-approved", place, message(reason, drafts=drafts))
