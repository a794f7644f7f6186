"""Dates that stand alone, as the readers of a language write them."""

from datetime import date

from babel.dates import format_date

from pipeline.languages import Language


def date_text(day: date, language: Language) -> str:
    """The date with its month in words (CLDR format `long`) and digits 0-9: 12 maj 2020."""
    return format_date(day, "long", locale=language.cldr)
