"""What the settings say for the accessibility statement, `[accessibility]` in settings.toml.

What programs find out is not here but in the results file; here stands what people know.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.messages import message
from pipeline.toml_tables import Table

LONGEST_SENTENCE = 600
KEYS = ("published", "assessed", "method", "shortcomings", "burdensome", "exempt")


@dataclass(frozen=True, slots=True)
class Told:
    """The same in Swedish and in English."""

    swedish: str
    english: str


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """A part of the site that not everyone can use, and why.

    `criterion` is that of WCAG which it does not meet (`1.1.1`), if it is one; `until` is when
    it will be mended, if that is planned.
    """

    text: Told
    criterion: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AccessibilitySettings:
    """What people know of the site's accessibility.

    `published` is when the site opened; `assessed` is when a person last assessed it, and
    `method` how. `burdensome` is what would be an unreasonable burden to make accessible (12 §
    of lag 2018:1937), `exempt` what the law does not cover (9 §).
    """

    published: date | None = None
    assessed: date | None = None
    method: Told | None = None
    shortcomings: tuple[Shortcoming, ...] = ()
    burdensome: tuple[Shortcoming, ...] = ()
    exempt: tuple[Shortcoming, ...] = ()


def accessibility_settings(table: Table) -> AccessibilitySettings:
    """The values of the section. Raises SettingsError, as `Table` does."""
    table.only(*KEYS)
    assessed = table.day("assessed") if "assessed" in table.values else None
    method = _told(table.table("method")) if "method" in table.values else None
    if (assessed is None) != (method is None):
        reason = (
            "An assessment needs both its date, assessed = …, and how it was made, in Swedish and "
            'in English: method.sv = "…" and method.en = "…"'
        )
        raise table.problem("method" if method else "assessed", message(reason))
    return AccessibilitySettings(
        table.day("published") if "published" in table.values else None,
        assessed,
        method,
        tuple(_shortcomings(table, "shortcomings")),
        tuple(_shortcomings(table, "burdensome")),
        tuple(_shortcomings(table, "exempt")),
    )


def _shortcomings(table: Table, key: str) -> Iterator[Shortcoming]:
    found = table.values.get(key, [])
    if not isinstance(found, list):
        reason = "Write each of these as a section of its own: [[accessibility.{key}]]"
        raise table.problem(key, message(reason, key=key))
    for number, values in enumerate(found, start=1):
        yield _shortcoming(table, f"{key}[{number}]", values)


def _shortcoming(table: Table, key: str, values: object) -> Shortcoming:
    if not isinstance(values, Mapping):
        raise table.problem(key, message("A section with this name is needed."))
    inside = Table(table.path, f"{table.key}.{key}", values)
    inside.only("sv", "en", "criterion", "until")
    criterion = inside.optional_text("criterion")
    if criterion and not all(part.isdigit() for part in criterion.split(".")):
        reason = "The number of a criterion of WCAG is needed, such as 1.4.3."
        raise inside.problem("criterion", message(reason))
    until = inside.day("until") if "until" in inside.values else None
    return Shortcoming(_told(inside, "criterion", "until"), criterion, until)


def _told(table: Table, *besides: str) -> Told:
    table.only("sv", "en", *besides)
    return Told(table.text("sv", LONGEST_SENTENCE), table.text("en", LONGEST_SENTENCE))
