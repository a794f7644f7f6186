"""Seeded defects in a translation, each caught by the rule that is named for it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.briefing_json import briefing_from_json, briefing_to_json
from pipeline.check.fidelity import check_variant
from pipeline.findings import Severity
from pipeline.model import (
    NOTE_MARK,
    Briefing,
    Heading,
    ListBlock,
    Paragraph,
    Signatory,
    SignOff,
    Span,
    text_of,
)
from tests.builders import briefing

SOURCE = briefing(
    "# Lägesbild Covid-19 samt trygghetsskapande arbete",
    "Detta dokument ersätter informationen på trygghetsrådet den 12 maj.",
    "## Krisledningsorganisationen",
    "I mitten av mars aktiverade kommunchef Carin Becker-Åström kommunens krisledning.",
    "Hallstahammars kommuns ansvar är att:",
    "- sprida information om covid-19 till alla",
    "- svara på 0220-240 00 och kundcenter@hallstahammar.se",
    "Planeringen tillsammans med ”Vi i Hallsta” och Securitas fortsätter långt in i augusti.",
    "~ Med vänliga hälsningar",
    "~ Catarina Petterson, ordförande trygghetsrådet",
)
FINNISH = briefing(
    "# Tilannekuva Covid-19 sekä turvallisuutta edistävä työ",
    "Tämä asiakirja korvaa turvallisuusneuvoston tiedot 12. toukokuuta.",
    "## Kriisijohtamisorganisaatio",
    "Maaliskuun puolivälissä kunnanjohtaja Carin Becker-Åström käynnisti kunnan kriisijohdon.",
    "Hallstahammarin kunnan vastuulla on:",
    "- levittää tietoa covid-19-taudista kaikille",
    "- vastata numerossa 0220-240 00 ja osoitteessa kundcenter@hallstahammar.se",
    "Suunnittelu ”Vi i Hallsta” -yhdistyksen ja Securitaksen kanssa jatkuu pitkälle elokuuhun.",
    "~ Ystävällisin terveisin",
    "~ Catarina Petterson, turvallisuusneuvoston puheenjohtaja",
    language="fi",
)

Change = Callable[[Briefing], Briefing]


def exchange(old: str, new: str) -> Change:
    """The briefing with one piece of text changed, wherever it stands."""

    def change(original: Briefing) -> Briefing:
        text = str(briefing_to_json(original)).replace(old, new)
        assert text != str(briefing_to_json(original))
        import ast

        images = {image.file_name: image.data for image in original.images()}
        return briefing_from_json(ast.literal_eval(text), images)

    return change


def without_block(index: int) -> Change:
    return lambda b: replace(b, blocks=b.blocks[:index] + b.blocks[index + 1 :])


def without_item(original: Briefing) -> Briefing:
    blocks = tuple(
        replace(block, items=block.items[:1]) if isinstance(block, ListBlock) else block
        for block in original.blocks
    )
    return replace(original, blocks=blocks)


def exchanged_blocks(original: Briefing) -> Briefing:
    first, second, *rest = original.blocks
    return replace(original, blocks=(second, first, *rest))


def deeper_heading(original: Briefing) -> Briefing:
    blocks = tuple(replace(b, level=3) if isinstance(b, Heading) else b for b in original.blocks)
    return replace(original, blocks=blocks)


def emptied(original: Briefing) -> Briefing:
    blocks = tuple(
        replace(b, text=text_of("\u00a0")) if isinstance(b, Paragraph) and b.id == "b1" else b
        for b in original.blocks
    )
    return replace(original, blocks=blocks)


def other_signatory(original: Briefing) -> Briefing:
    closing = original.blocks[-1]
    assert isinstance(closing, SignOff)
    role = closing.signatories[0].role
    signatory = Signatory(closing.signatories[0].id, "Catarina Peterson", role)
    return replace(
        original, blocks=(*original.blocks[:-1], replace(closing, signatories=(signatory,)))
    )


DEFECTS: tuple[tuple[str, Change, str], ...] = (
    ("a lost block", without_block(0), "structure"),
    ("a lost list item", without_item, "structure"),
    ("two blocks exchanged", exchanged_blocks, "structure"),
    ("a heading of another level", deeper_heading, "structure"),
    ("swapped digits in a date", exchange("12. touko", "21. touko"), "date"),
    ("a wrong month", exchange("Maaliskuun", "Huhtikuun"), "date"),
    ("a lost month", exchange("pitkälle elokuuhun", "pitkään"), "date"),
    ("a wrong number", exchange("covid-19-taudista", "covid-20-taudista"), "number"),
    ("an invented number", exchange("kaikille", "kaikille 500 asukkaalle"), "number"),
    ("swapped digits in a telephone number", exchange("0220-240 00", "0202-240 00"), "contact"),
    ("a lost e-mail address", exchange(" ja osoitteessa kundcenter@hallstahammar.se", ""),
     "contact"),
    ("one wrong letter in a signatory", other_signatory, "name"),
    ("one wrong letter in a name", exchange("Becker-Åström", "Becker-Åstrom"), "name"),
    ("a lost company", exchange("Securitaksen", "vartioinnin"), "name"),
    ("a misspelt place", exchange("Hallstahammarin", "Hallstahamarin"), "name"),
    ("a translated quoted name", exchange("Vi i Hallsta", "Me Hallstassa"), "quoted-name"),
    ("a heading left in Swedish", exchange("Kriisijohtamisorganisaatio",
     "Krisledningsorganisationen"), "same-as-source"),
    ("Swedish words left", exchange("jatkuu pitkälle", "fortsätter och jatkuu pitkälle"),
     "language"),
    ("a letter of another alphabet", exchange("korvaa", "kоrvaa"), "script"),
    ("an empty text", emptied, "empty"),
    ("a paragraph in English", exchange(
     "Tämä asiakirja korvaa turvallisuusneuvoston tiedot 12. toukokuuta.",
     "This document replaces the information for the safety council on 12. toukokuuta."),
     "other-language"),
    ("a sentence in English", exchange(
     "jatkuu pitkälle elokuuhun.", "jatkuu pitkälle elokuuhun. All of this has been planned"
     " together with the police."), "other-language"),
    ("a paragraph in Somali", exchange(
     "Hallstahammarin kunnan vastuulla on:",
     "Degmada Hallstahammar waxa ay mas’uul ka tahay in:"), "other-language"),
    ("a paragraph far too long", exchange(
     "Hallstahammarin kunnan vastuulla on:", "Hallstahammarin kunnan vastuulla on:" + " Tehtävät"
     " ovat moninaisia, ja niitä hoidetaan yhdessä alueen kanssa joka päivä ja joka paikassa."),
     "length"),
    ("a bidi override", exchange("Ystävällisin", "\u202eYstävällisin"), "control"),
)  # fmt: skip


def test_the_unharmed_translation_has_no_finding() -> None:
    assert check_variant(SOURCE, FINNISH) == ()


ARABIC_SOURCE = briefing(
    "# Lägesbild Covid-19",
    "Kommunen arbetar varje dag med att sprida information till alla invånare om smittan.",
    "Alla skolor och förskolor är öppna som vanligt, men besök på äldreboenden är inte tillåtna.",
)
ARABIC = briefing(
    "# تقرير الوضع بشأن كوفيد-19",
    "تعمل البلدية كل يوم على نشر المعلومات عن العدوى بين جميع السكان.",
    "جميع المدارس ورياض الأطفال مفتوحة كالمعتاد، لكن الزيارات إلى دور المسنين غير مسموح بها.",
    language="ar",
)
PERSIAN = "شهرداری هر روز تلاش می کند اطلاعات درباره ویروس را به همه ساکنان شهر برساند."

ARABIC_DEFECTS: tuple[tuple[str, int, str, str], ...] = (
    ("a paragraph in Persian", 0, PERSIAN, "other-language"),
    ("Persian typed on an Arabic keyboard", 0, PERSIAN.translate(str.maketrans("کی", "كي")),
     "other-language"),
    ("the letters of a Persian keyboard", 0,
     "تعمل البلدية کل يوم على نشر المعلومات عن العدوى بين جميع السکان.", "script"),
    ("a paragraph in English", 0, "The municipality informs all residents every day.", "script"),
    ("the translation of another paragraph", 0,
     "جميع المدارس ورياض الأطفال مفتوحة كالمعتاد، لكن الزيارات إلى دور المسنين غير مسموح بها.",
     "repeated"),
    ("a sentence pasted twice", 0,
     "تعمل البلدية كل يوم على نشر المعلومات. تعمل البلدية كل يوم على نشر المعلومات.", "repeated"),
)  # fmt: skip


def test_the_unharmed_arabic_translation_has_no_finding() -> None:
    assert check_variant(ARABIC_SOURCE, ARABIC) == ()


@pytest.mark.parametrize(
    ("block", "text", "rule"), [d[1:] for d in ARABIC_DEFECTS], ids=[d[0] for d in ARABIC_DEFECTS]
)
def test_the_defect_in_arabic_is_caught_by_its_rule(block: int, text: str, rule: str) -> None:
    paragraph = ARABIC.blocks[block]
    assert isinstance(paragraph, Paragraph)
    harmed = replace(paragraph, text=text_of(text))
    blocks = tuple(harmed if b is paragraph else b for b in ARABIC.blocks)
    findings = check_variant(ARABIC_SOURCE, replace(ARABIC, blocks=blocks))
    assert f"fidelity.{rule}" in {f.rule for f in findings if f.severity == "error"}


@pytest.mark.parametrize(("change", "rule"), [d[1:] for d in DEFECTS], ids=[d[0] for d in DEFECTS])
def test_the_defect_is_caught_by_its_rule(change: Change, rule: str) -> None:
    findings = check_variant(SOURCE, change(FINNISH))
    assert f"fidelity.{rule}" in {finding.rule for finding in findings}


MARKED_SOURCE = briefing(
    "# Lägesbild",
    "Ring **[112](tel:112)** vid _fara_[^1].",
    "|: Öppettider",
    "|= Dag | Tid |",
    "| Måndag | klockan 8–16 |",
    "![En karta över centrum](red) Kartan",
    "[^1] Gäller alltid",
)
MARKED_FINNISH = briefing(
    "# Tilannekuva",
    "_Vaara_[^1]: soita **[112](tel:112)**.",
    "|: Aukioloajat",
    "|= Päivä | Aika |",
    "| Maanantai | kello 8–16 |",
    "![Keskustan kartta](red) Kartta",
    "[^1] Koskee aina",
    language="fi",
)


def in_paragraph(*spans: Span) -> Change:
    def change(original: Briefing) -> Briefing:
        return replace(original, blocks=(Paragraph("b1", text_of(*spans)), *original.blocks[1:]))

    return change


FEAR, NOTE, CALL = Span("Vaara", emphasis=True), Span(NOTE_MARK, note="n1"), Span(": soita ")
NUMBER = Span("112", link="tel:112", strong=True)

MARKUP_DEFECTS: tuple[tuple[str, Change, str, Severity], ...] = (
    ("a lost note", in_paragraph(FEAR, CALL, NUMBER), "note", Severity.ERROR),
    ("a note that is there twice", in_paragraph(FEAR, NOTE, CALL, NUMBER, NOTE), "note",
     Severity.ERROR),
    ("another note", in_paragraph(FEAR, replace(NOTE, note="n2"), CALL, NUMBER), "note",
     Severity.ERROR),
    ("a lost link", in_paragraph(FEAR, NOTE, CALL, replace(NUMBER, link=None)), "contact",
     Severity.ERROR),
    ("a wrong link", in_paragraph(FEAR, NOTE, CALL, replace(NUMBER, link="tel:113")), "contact",
     Severity.ERROR),
    ("lost emphasis", in_paragraph(replace(FEAR, emphasis=False), NOTE, CALL, NUMBER), "markup",
     Severity.WARNING),
    ("invented strong text", in_paragraph(replace(FEAR, strong=True), NOTE, CALL, NUMBER),
     "markup", Severity.WARNING),
    ("the sign of a note as a character", in_paragraph(FEAR, NOTE, CALL, NUMBER, Span("\ufffc")),
     "control", Severity.ERROR),
    ("a line break that the Swedish text has not", in_paragraph(FEAR, NOTE, Span("\n"), NUMBER),
     "control", Severity.ERROR),
    ("a wrong time in a cell", exchange("kello 8–16", "kello 8–18"), "number", Severity.ERROR),
    ("a cell left in Swedish", exchange("Maanantai", "Måndag"), "same-as-source", Severity.ERROR),
    ("a heading of a column left in Swedish", exchange("'Aika'", "'Tid'"), "same-as-source",
     Severity.ERROR),
    ("an alternative text left in Swedish",
     exchange("Keskustan kartta", "En karta över centrum"), "same-as-source", Severity.ERROR),
    ("an empty caption", exchange("'Aukioloajat'", "' '"), "empty", Severity.ERROR),
    ("a note without its text", lambda b: replace(b, notes=()), "structure", Severity.ERROR),
    ("an empty note", exchange("'Koskee aina'", "' '"), "empty", Severity.ERROR),
)  # fmt: skip


def test_the_unharmed_marked_translation_has_no_finding() -> None:
    assert check_variant(MARKED_SOURCE, MARKED_FINNISH) == ()


@pytest.mark.parametrize(
    ("change", "rule", "severity"),
    [d[1:] for d in MARKUP_DEFECTS],
    ids=[d[0] for d in MARKUP_DEFECTS],
)
def test_the_defect_in_markup_and_tables_is_caught_by_its_rule(
    change: Change, rule: str, severity: Severity
) -> None:
    findings = check_variant(MARKED_SOURCE, change(MARKED_FINNISH))
    assert (f"fidelity.{rule}", severity) in {(f.rule, f.severity) for f in findings}
