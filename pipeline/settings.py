"""`source/settings.toml` and the settings of one document, read and validated.

Every mistake gives one sentence with file and key (SettingsError, exit code 3).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pipeline.accessibility_settings import AccessibilitySettings, accessibility_settings
from pipeline.colours import MINIMUM_TEXT_CONTRAST, WHITE, contrast
from pipeline.edition import Contact, DocumentInfo, Issuer, Publication
from pipeline.errors import SettingsError, UsageError
from pipeline.interface import speaks_to_residents
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.messages import message
from pipeline.model import LONGEST_TITLE
from pipeline.style import Style
from pipeline.toml_tables import Table, read_toml

FEWEST_DIGITS = 5
"""Of a telephone number; the shortest Swedish ones with an area code have six."""

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

WhenOutdated = Literal["keep", "withdraw"]


class Publish(StrEnum):
    """What a translation must be before it is published."""

    APPROVED = "approved"
    """Every entry approved by a person."""
    DRAFT = "draft"
    """Every entry written by a person; the document carries a notice."""
    MACHINE = "machine"
    """Every entry written by a person or by the machine, without problems that the checks found;
    the document carries a notice."""
    PLANNED = "planned"
    """Shown on the site as on its way; nothing is published and nothing is a finding."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The project's settings. `languages` are the translations, in the order of the site."""

    issuer: Issuer
    contact: Contact
    languages: Mapping[str, Publish]
    when_outdated: WhenOutdated = "keep"
    site_url: str | None = None
    style: Style = field(default_factory=Style)
    accessibility: AccessibilitySettings = field(default_factory=AccessibilitySettings)

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages of the site in its order: Swedish, and the translations."""
        return (SOURCE_TAG, *self.languages)


def read_settings(path: Path) -> Settings:
    """The project's settings. Raises SettingsError."""
    if not path.parent.is_dir():
        reason = "This folder is missing. Run the command in the project's own folder."
        raise SettingsError(message(reason), where=str(path.parent))
    top = read_toml(path).only(
        "issuer", "contact", "languages", "publishing", "colours", "accessibility", "site_url"
    )
    issuer = top.table("issuer").only("name")
    contact = top.table("contact").only("name", "telephone", "email")
    publishing = top.table("publishing", required=False).only("when_outdated")
    return Settings(
        Issuer(issuer.text("name")),
        Contact(contact.text("name"), _telephone(contact), _email(contact)),
        _languages(top.table("languages")),
        _when_outdated(publishing),
        _site_url(top),
        _style(top.table("colours", required=False).only("accent")),
        accessibility_settings(top.table("accessibility", required=False)),
    )


def require_known_languages(tags: Iterable[str], settings: Settings) -> None:
    """Raises UsageError for a language that is not in the settings."""
    known = (SOURCE_TAG, *settings.languages)
    for tag in tags:
        if tag not in known:
            reason = "{tag} is not a language of the settings. They have: {names}."
            raise UsageError(message(reason, tag=tag, names=", ".join(known)))


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What `source/NAME.toml` says; `title` is None if the text has its title itself."""

    info: DocumentInfo
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source file says about its document itself, such as in its front matter."""

    path: Path
    values: Mapping[str, str] = field(default_factory=dict)


def read_document_settings(path: Path, stated: Stated | None = None) -> DocumentSettings:
    """The settings of one document, from `source/NAME.toml` and from the source itself.

    One of the two is enough. Raises SettingsError, also if they say different things.
    """
    tables: list[Table] = []
    if path.is_file():
        tables.append(read_toml(path))
    if stated and stated.values:
        tables.append(Table(stated.path, "", dict(_with_days(stated.values))))
    if not tables:
        reason = "This file is missing. It needs at least a line like: published = 2020-05-12"
        raise SettingsError(message(reason), where=str(path))
    for table in tables:
        table.only("title", "published", "updated", "version", "status")
    _require_agreement(tables)
    published = _table_with("published", tables).day("published")
    table = _table_with("updated", tables)
    updated = table.day("updated") if "updated" in table.values else None
    if updated and updated < published:
        raise table.problem("updated", message("This date is before the publication date."))
    version = _table_with("version", tables).optional_text("version")
    status = _publication(_table_with("status", tables))
    info = DocumentInfo(path.stem, published, updated, version, status)
    return DocumentSettings(info, _title(_table_with("title", tables)))


def read_given_title(path: Path) -> str | None:
    """The title that `source/NAME.toml` gives; None without one. Raises SettingsError."""
    return _title(read_toml(path)) if path.is_file() else None


def _with_days(values: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    """The values of front matter, in which everything is text, with its dates as dates."""
    for name, value in values.items():
        is_day = name in ("published", "updated") and DAY.fullmatch(value)
        try:
            yield name, date.fromisoformat(value) if is_day else value
        except ValueError:
            yield name, value


def _table_with(key: str, tables: Sequence[Table]) -> Table:
    return next((table for table in tables if key in table.values), tables[0])


def _require_agreement(tables: Sequence[Table]) -> None:
    first, *others = tables
    for other in others:
        for key, value in other.values.items():
            same = " ".join(str(first.values.get(key, value)).split())
            if same != " ".join(str(value).split()):
                reason = "Here stands “{value}”, but in {file} “{other}”. Write it in one place."
                text = message(reason, value=str(value), file=first.path.name, other=same)
                raise other.problem(key, text)


def _title(table: Table) -> str | None:
    if "title" not in table.values:
        return None
    title = table.text("title", LONGEST_TITLE)
    if not any(c.isalpha() for c in title):
        reason = "A title has letters, and {number} characters at most."
        raise table.problem("title", message(reason, number=LONGEST_TITLE))
    return " ".join(title.split())


def _publication(table: Table) -> Publication:
    status = table.optional_text("status") or Publication.PUBLISHED
    if status not in tuple(Publication):
        names = ", ".join(Publication)
        raise table.problem("status", message("The status must be one of: {names}.", names=names))
    return Publication(status)


def _languages(table: Table) -> dict[str, Publish]:
    rules: dict[str, Publish] = {}
    for tag in table.values:
        if tag == SOURCE_TAG:
            reason = "Swedish is the original and is always published; remove this line."
            raise table.problem(tag, message(reason))
        if tag not in all_languages():
            names = ", ".join(t for t in all_languages() if t != SOURCE_TAG)
            reason = "This language tag is not known. Known: {names}."
            raise table.problem(tag, message(reason, names=names))
        rule = table.text(tag)
        if rule not in tuple(Publish):
            names = ", ".join(Publish)
            raise table.problem(tag, message("The rule must be one of: {names}.", names=names))
        if rule != Publish.PLANNED and not speaks_to_residents(tag):
            reason = (
                "The program's own sentences for residents, such as the notice of a draft, are "
                'not yet in this language, so only "planned" is possible.'
            )
            raise table.problem(tag, message(reason))
        if rule == Publish.MACHINE and not speaks_to_residents(tag, of_machines=True):
            reason = (
                "The notice that a machine translated the text is not yet in this language, so "
                '"machine" is not possible here. Possible: "approved", "draft", "planned".'
            )
            raise table.problem(tag, message(reason))
        rules[tag] = Publish(rule)
    return rules


def _telephone(contact: Table) -> str:
    number = contact.text("telephone")
    digits = sum(c.isdigit() for c in number)
    is_written_so = number.startswith("0") and set(number) <= set("0123456789- ")
    if not is_written_so or digits < FEWEST_DIGITS:
        reason = "A Swedish telephone number such as 0220-240 00 is needed."
        raise contact.problem("telephone", message(reason))
    return number


def _email(contact: Table) -> str:
    address = contact.text("email")
    if not EMAIL.fullmatch(address):
        raise contact.problem("email", message("An e-mail address is needed."))
    return address


def _when_outdated(publishing: Table) -> WhenOutdated:
    match publishing.values.get("when_outdated", "keep"):
        case "keep":
            return "keep"
        case "withdraw":
            return "withdraw"
        case _:
            reason = message('This must be "keep" or "withdraw".')
            raise publishing.problem("when_outdated", reason)


def _site_url(top: Table) -> str | None:
    url = top.optional_text("site_url")
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        is_address = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address:
        raise top.problem("site_url", message("An address that begins with https:// is needed."))
    return url.rstrip("/") + "/"


def _style(colours: Table) -> Style:
    accent = colours.colour("accent", Style().accent)
    if contrast(accent, WHITE) < MINIMUM_TEXT_CONTRAST:
        reason = "This colour is too light on white: {ratio}:1, at least 4.5:1 is needed."
        ratio = f"{contrast(accent, WHITE):.1f}"
        raise colours.problem("accent", message(reason, ratio=ratio))
    return Style(accent=accent)
