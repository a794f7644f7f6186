"""Dates that stand alone, as the readers of a language write them."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date, get_month_names

from pipeline.languages import Language

ORDERS: Mapping[str, str] = {"bs": "{day}. {month} {year}.", "ti": "{day} {month} {year}"}
"""Where CLDR's order or form of the month is not that of its readers: *12. maja 2020.*, not *maj*;
in Tigrinya the day comes first, as the briefings' translations have it too."""

MONTHS: Mapping[str, Mapping[int, str]] = {
    "bs": dict(
        enumerate(
            (
                *("januara", "februara", "marta", "aprila", "maja", "juna"),
                *("jula", "augusta", "septembra", "oktobra", "novembra", "decembra"),
            ),
            start=1,
        )
    ),
    "ti": {5: "ግንቦት"},
}
"""Names of months that CLDR has in another form (Bosnian: the genitive that follows a day) or in a
spelling that Eritrean publications do not use."""


def date_text(day: date, language: Language) -> str:
    """The date with its month in words (CLDR format `long`) and digits 0-9: 12 maj 2020."""
    order = ORDERS.get(language.tag)
    if order is None:
        return format_date(day, "long", locale=language.cldr)
    names = get_month_names("wide", "format", language.cldr)
    month = MONTHS.get(language.tag, {}).get(day.month, names[day.month])
    return order.format(day=day.day, month=month, year=day.year)
