"""Documents with odd facts about themselves: titles, names, dates, page sizes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from pipeline.edition import Contact, DocumentInfo, Issuer
from pipeline.model import Briefing, Note, Span, text_of
from pipeline.style import Style
from tests.render.pdf.conformance.case import Case, case, case_of
from tests.render.pdf.conformance.words import paragraph, words

TITLES = {
    "markup": "<b>&amp; \"A\" 'B' ]]> <?x?> <!-- y -->",
    "parentheses": "(((a) \\ b)) %PDF {x} /Name <<>>",
    "spaces": "a\u00a0 \u2003 b",
    "long word": "x" * 160,
    "300 words": words("sv", 300),
    "right to left": words("ar", 4),
    "mixed": f"Covid-19 ({words('ar', 2)}) 2020",
    "bidi controls": "a \u2067\u0627\u2069 b \u200f c",
    "soft hyphen": "säkerhets\u00adsamordnare\u200b ett\u2060två",
    "combining": "e\u0301 a\u030a o\u0308 n\u0303",
    "beyond ASCII": "Läge – ”citat” … ½ € ™ œ ß Ł",
    "line break": "första\nandra",
    "percent": "100 % %s %% %(x)s {0}",
}
ISSUERS = {
    "markup": "<Kommun> & \"Co\" 'AB'",
    "long": "Västra Götalandsregionens samverkansorgan för kris och beredskap",
    "right to left": "بلدية هالستاهامار",
    "parentheses": "Kommun) (x\\",
}
DATES = (date(1, 1, 1), date(1583, 10, 15), date(1999, 12, 31), date(9999, 12, 31))
EPOCHS = {
    "no zone": datetime(2020, 5, 12, 8, 30),
    "far east": datetime(2020, 1, 1, 3, tzinfo=timezone(timedelta(hours=14))),
    "far west": datetime(2020, 12, 31, 23, tzinfo=timezone(-timedelta(hours=12))),
    "microseconds": datetime(2020, 5, 12, 8, 30, 59, 999_999, tzinfo=UTC),
    "year 1": datetime(1, 1, 2, tzinfo=UTC),
    "year 9999": datetime(9999, 12, 30, tzinfo=UTC),
    "before 1970": datetime(1901, 2, 3, tzinfo=UTC),
}
STYLES = {
    "A5": Style(page_width_mm=148, page_height_mm=210, margin_side_mm=15),
    "A3": Style(page_width_mm=297, page_height_mm=420),
    "landscape": Style(page_width_mm=297, page_height_mm=210),
    "large type": Style(body_pt=18, title_pt=30, heading_pt=(26, 24, 22, 20, 18), small_pt=12),
    "small type": Style(body_pt=6, title_pt=8, heading_pt=(8, 7, 7, 6, 6), small_pt=5),
}


def cases() -> Iterator[Case]:
    """A document for each oddity."""
    for name, title in TITLES.items():
        yield _titled(f"title, {name}", title)
        yield _titled(f"title over pages, {name}", title, paragraph("sv", 40))
    for name, issuer in ISSUERS.items():
        yield _issued(f"issuer, {name}", issuer)
    for day in DATES:
        plain = case(f"metadata/date {day.year}", "# T", "x")
        yield replace(plain, edition=replace(plain.edition, info=DocumentInfo("x", day)))
    for name, epoch in EPOCHS.items():
        yield replace(case(f"metadata/epoch, {name}", "# T", "x"), epoch=epoch)
    for name, style in STYLES.items():
        long = case(f"style/{name}", "# Rubrik", "## A", paragraph("sv", 30), "- a", "![r](red) c")
        yield replace(long, style=style)
    yield case("metadata/nothing but a title", "# Titel")
    yield case("metadata/notices", "# Titel", notices=(words("sv", 30), "Ring [112](tel:112)."))
    noted = Briefing("sv", text_of("T", Span("\ufffc", note="n1")), (), (Note("n1", text_of("n")),))
    yield case_of("metadata/title with a note", noted)
    contact = Contact("x", "0220-240 00 <&>", "a(b)@c.se")
    plain = case("metadata/contact", "# T", paragraph("sv", 30))
    yield replace(plain, edition=replace(plain.edition, contact=contact))


def _titled(name: str, title: str, *lines: str) -> Case:
    plain = case(f"metadata/{name}", *lines)
    item = replace(plain.edition.briefing, title=text_of(title))
    return replace(plain, edition=replace(plain.edition, briefing=item))


def _issued(name: str, issuer: str) -> Case:
    plain = case(f"metadata/{name}", "# T", paragraph("sv", 30))
    return replace(plain, edition=replace(plain.edition, issuer=Issuer(issuer)))
