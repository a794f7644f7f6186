from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.fidelity import check_variant
from pipeline.model import Paragraph, Span, text_of
from pipeline.recognise.contacts import contacts
from pipeline.recognise.dates import date_mentions
from pipeline.recognise.numbers import differences, numbers
from tests.builders import briefing

SIGNED = (
    "~ Med vänliga hälsningar",
    "~ Catarina Petterson, ordförande trygghetsrådet",
    "~ Carin Becker-Åström, kommunchef",
    "~ Per Ersgård, kommunpolis",
)
SIGNED_IN = {
    "fi": (
        "~ Ystävällisin terveisin",
        "~ Catarina Petterson, turvallisuusneuvoston puheenjohtaja",
        "~ Carin Becker-Åström, kunnanjohtaja",
        "~ Per Ersgård, kuntapoliisi",
    ),
    "en": (
        "~ Kind regards",
        "~ Catarina Petterson, chair of the community safety council",
        "~ Carin Becker-Åström, chief executive",
        "~ Per Ersgård, community police officer",
    ),
    "ar": (
        "~ مع أطيب التحيات",
        "~ Catarina Petterson, رئيسة مجلس الأمان",
        "~ Carin Becker-Åström, مديرة البلدية",
        "~ Per Ersgård, شرطي البلدية",
    ),
    "so": (
        "~ Salaan wanaagsan",
        "~ Catarina Petterson, guddoomiyaha golaha ammaanka",
        "~ Carin Becker-Åström, maamulaha degmada",
        "~ Per Ersgård, booliiska degmada",
    ),
}

CHIEF = "I mitten av mars aktiverade kommunchef Carin Becker-Åström kommunens krisledning."
COUNCIL = "Detta ersätter informationen på trygghetsrådet den 12 maj som fick ställas in."
AGENCY = "Hallstahammars kommun följer regionens smittskyddsläkare och Folkhälsomyndigheten."
GUARDS = (
    "Planeringen med ”Vi i Hallsta” om vakterna fortsätter in i augusti. I början av maj"
    " träffas barn- och ungdomscoacher, Securitas och polis."
)
VIRUS = "Ett möte i april handlade om covid-19."
CONTACT = "Ring 0220-240 00 eller skriv till kundcenter@hallstahammar.se."
KF = "Inför KF i maj försöker man hitta en lösning."
VIRUS_HEADING = "## Covid-19"

RIGHT = {
    "fi": {
        CHIEF: "Kunnanjohtaja Carin Becker-Åström aktivoi kunnan kriisijohdon"
        " maaliskuun puolivälissä.",
        COUNCIL: "Tämä korvaa tiedot turvallisuusneuvoston kokouksessa 12. toukokuuta,"
        " joka peruttiin.",
        AGENCY: "Hallstahammarin kunta noudattaa alueen tartuntatautilääkärin ja"
        " kansanterveysviranomaisen (Folkhälsomyndigheten) ohjeita.",
        GUARDS: "Vartijoiden suunnittelu ”Vi i Hallsta” -yhdistyksen kanssa jatkuu pitkälle"
        " elokuuhun. Toukokuun alussa kokoontuvat nuoriso-ohjaajat, Securitaksen väki"
        " ja poliisi.",
        VIRUS: "Huhtikuun kokouksessa puhuttiin covid-19-viruksesta.",
        CONTACT: "Soita 0220-240 00 tai kirjoita kundcenter@hallstahammar.se.",
        KF: "Ratkaisua etsitään ennen toukokuun kunnanvaltuuston kokousta (KF).",
        VIRUS_HEADING: "## Covid-19",
    },
    "en": {
        CHIEF: "In mid-March, chief executive Carin Becker-Åström activated the crisis"
        " management organisation.",
        COUNCIL: "This replaces the information for the council meeting on 12 May, which"
        " was cancelled.",
        AGENCY: "Hallstahammar Municipality follows the region's infectious disease doctor"
        " and the Public Health Agency of Sweden.",
        GUARDS: "Planning with “Vi i Hallsta” for the guards continues well into August. At"
        " the beginning of May, youth workers, Securitas and the police will meet.",
        VIRUS: "A meeting in April was about COVID-19.",
        CONTACT: "Call 0220-240 00 or write to kundcenter@hallstahammar.se.",
        KF: "Ahead of the municipal council in May we are trying to find a solution.",
        VIRUS_HEADING: "## COVID-19",
    },
    "ar": {
        CHIEF: "في منتصف شهر مارس فعّلت مديرة البلدية Carin Becker-Åström إدارة الأزمات.",
        COUNCIL: "يحل هذا محل المعلومات التي كانت مقررة في مجلس الأمان يوم 12 أيار/مايو الذي أُلغي.",
        AGENCY: "تتبع بلدية هالستاهامار (Hallstahammar) تعليمات طبيب مكافحة العدوى وهيئة"
        " الصحة العامة.",
        GUARDS: "يستمر التخطيط مع “Vi i Hallsta” بشأن الحراس حتى أغسطس. وفي أوائل مايو يلتقي"
        " مدربو الشباب و Securitas والشرطة.",
        VIRUS: "عُقد اجتماع في أبريل حول كوفيد-19.",
        CONTACT: "اتصلوا على 0220-240 00 أو اكتبوا إلى kundcenter@hallstahammar.se.",
        KF: "تجري محاولة لإيجاد حل قبل مجلس البلدية في مايو.",
        VIRUS_HEADING: "## كوفيد-19",
    },
    "so": {
        CHIEF: "Bartamihii bisha Maarso maamulaha degmada Carin Becker-Åström ayaa hawlgelisay"
        " hoggaanka xaaladda degdegga.",
        COUNCIL: "Kani wuxuu beddelayaa macluumaadka golaha ammaanka ee 12ka May, kaas oo la"
        " baajiyay.",
        AGENCY: "Degmada Hallstahammar waxay raacdaa dhakhtarka cudurrada faafa iyo Hay'adda"
        " Caafimaadka Dadweynaha.",
        GUARDS: "Qorshaynta lala leeyahay “Vi i Hallsta” ee ku saabsan ilaalada waxay socotaa"
        " ilaa Agoosto. Bilowga bisha Maajo waxaa kulmaya tababarayaasha dhalinyarada,"
        " Securitas iyo booliiska.",
        VIRUS: "Kulan la qabtay Abriil wuxuu ku saabsanaa covid-19.",
        CONTACT: "Wac 0220-240 00 ama u qor kundcenter@hallstahammar.se.",
        KF: "Waxaa la raadinayaa xal ka hor golaha degmada ee bisha Maajo.",
        VIRUS_HEADING: "## Covid-19",
    },
}
TITLE = {
    "fi": "# Tilannekuva Covid-19",
    "en": "# Situation report on COVID-19",
    "ar": "# تقرير الوضع بشأن كوفيد-19",
    "so": "# Warbixin ku saabsan Covid-19",
}
SOURCES = (CHIEF, COUNCIL, AGENCY, GUARDS, VIRUS, CONTACT, KF, VIRUS_HEADING)


def rules(tag: str, source: str, target: str) -> list[str]:
    """The rules that one translated paragraph breaks, inside an otherwise right document."""
    swedish = briefing("# Lägesbild Covid-19", source, *SIGNED)
    translated = briefing(TITLE[tag], target, *SIGNED_IN[tag], language=tag)
    return [finding.rule for finding in check_variant(swedish, translated)]


@pytest.mark.parametrize("tag", RIGHT)
def test_a_right_translation_has_no_finding(tag: str) -> None:
    swedish = briefing("# Lägesbild Covid-19", *SOURCES, *SIGNED)
    lines = [RIGHT[tag][source] for source in SOURCES]
    translated = briefing(TITLE[tag], *lines, *SIGNED_IN[tag], language=tag)
    assert check_variant(swedish, translated) == ()


@pytest.mark.parametrize("tag", RIGHT)
@pytest.mark.parametrize("source", SOURCES)
def test_each_right_passage_alone_has_no_finding(tag: str, source: str) -> None:
    assert rules(tag, source, RIGHT[tag][source]) == []


@pytest.mark.parametrize(
    ("tag", "source", "old", "new", "rule"),
    [
        ("fi", COUNCIL, "12.", "21.", "date"),
        ("fi", COUNCIL, "toukokuuta", "kesäkuuta", "date"),
        ("fi", CHIEF, "maaliskuun", "huhtikuun", "date"),
        ("fi", CHIEF, "Becker-Åström", "Becker-Åstrom", "name"),
        ("fi", GUARDS, "Securitaksen", "Securikaksen", "name"),
        ("fi", AGENCY, "Hallstahammarin", "Hallstahammerin", "name"),
        ("fi", VIRUS, "covid-19", "covid-91", "number"),
        ("fi", VIRUS, "Huhtikuun kokouksessa", "Kokouksessa", "date"),
        ("fi", KF, "etsitään", "etsitään och", "language"),
        ("en", COUNCIL, "12 May", "12 March", "date"),
        ("en", COUNCIL, "12 May", "13 May", "date"),
        ("en", COUNCIL, "12 May", "May", "date"),
        ("en", COUNCIL, "12 May", "12 May 2020", "number"),
        ("en", CONTACT, "0220-240 00", "0220-240 01", "contact"),
        ("en", CONTACT, "kundcenter@", "kundservice@", "contact"),
        ("en", CONTACT, "Call 0220-240 00", "Call us", "contact"),
        ("en", GUARDS, "Vi i Hallsta", "We in Hallsta", "quoted-name"),
        ("en", GUARDS, "Securitas", "Securita", "name"),
        ("en", CHIEF, "Carin", "Karin", "name"),
        ("en", VIRUS, "COVID-19", "the virus", "number"),
        ("ar", COUNCIL, "12", "١٢", "number"),
        ("ar", COUNCIL, "12 أيار/مايو", "12 آذار/مارس", "date"),
        ("ar", CHIEF, "Carin Becker-Åström", "كارين بيكر أوستروم", "name"),
        ("ar", AGENCY, " (Hallstahammar)", "", "name"),
        ("ar", GUARDS, "الشباب", "ungdomscoacher", "script"),
        ("ar", VIRUS, "اجتماع", "اجتماع\u202e", "control"),
        ("so", COUNCIL, "12ka May", "12ka Juun", "date"),
        ("so", CHIEF, "Maarso", "Abriil", "date"),
        ("so", VIRUS, "Kulan", "Kulаn", "script"),  # a Cyrillic а
    ],
)
def test_one_wrong_place_is_found(tag: str, source: str, old: str, new: str, rule: str) -> None:
    right = RIGHT[tag][source]
    assert old in right
    assert set(rules(tag, source, right.replace(old, new))) == {f"fidelity.{rule}"}


def test_text_left_in_swedish() -> None:
    assert "fidelity.same-as-source" in rules("fi", KF, KF)
    assert "fidelity.script" in rules("ar", KF, KF)
    assert rules("en", "## Bakgrund", "## Bakgrund") == ["fidelity.same-as-source"]
    half = "Before the meeting försöker man hitta en lösning, KF in May."
    assert rules("en", KF, half) == ["fidelity.language"]


def test_a_foreign_part_that_is_marked_may_be_in_its_script() -> None:
    source = "Läs mer på arabiska."
    assert rules("en", source, "Read more in Arabic: [العربية](ar).") == []
    assert rules("en", source, "Read more in Arabic: العربية.") == ["fidelity.script"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Det kostar 1 000 kronor.", "It costs SEK 1,000."),
        ("Ökningen är 3,5 procent.", "The increase is 3.5 per cent."),
        ("Mötet är kl. 13.00.", "The meeting is at 1 pm."),
        ("Mötet är kl. 13.30–15.", "The meeting is at 13:30–15."),
        ("Version 2.0 gäller.", "Version 2.0 applies."),
        ("Mellan 1–3 maj är det stängt.", "Closed 1–3 May."),
        ("Den 2020-05-12 är det stängt.", "Closed on 12 May 2020."),
        ("Möte 12/5.", "Meeting on May 12th."),
        ("Under maj är det stängt.", "May is closed."),
        ("Det får stängas.", "May be closed."),
        ("Ring 112.", "Call 112."),
        ("Röda Korset hjälper till i Sverige.", "The Red Cross helps in Sweden."),
        ("Läs ”Håll avstånd när du handlar i våra butiker idag”.", "Read “Keep your distance”."),
    ],
)
def test_english_spellings_that_are_right(source: str, target: str) -> None:
    assert rules("en", source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Det kostar 1 000 kronor.", "It costs SEK 100."),
        ("Ökningen är 3,5 procent.", "The increase is 35 per cent."),
        ("Mötet är kl. 13.00.", "The meeting is at 1 am."),
        ("Det är stängt.", "Closed for 3 days."),
    ],
)
def test_wrong_numbers(source: str, target: str) -> None:
    assert set(rules("en", source, target)) == {"fidelity.number"}


def test_a_signatory_is_kept_letter_for_letter() -> None:
    swedish = briefing("# Titel", *SIGNED)
    wrong = [line.replace("Petterson", "Peterson") for line in SIGNED_IN["en"]]
    findings = check_variant(swedish, briefing("# Title", *wrong, language="en"))
    assert [(f.rule, f.where) for f in findings] == [("fidelity.name", "en b1.1")]


def test_a_lost_block_is_told_by_its_id() -> None:
    swedish = briefing("# Titel", "Ett stycke.", "## Rubrik", *SIGNED)
    translated = briefing("# Title", "A paragraph.", *SIGNED_IN["en"], language="en")
    finding = check_variant(swedish, translated)[0]
    assert finding.rule == "fidelity.structure"


def test_a_heading_of_another_level_and_a_lost_item() -> None:
    swedish = briefing("# Titel", "## Rubrik", "- ett", "- två")
    other = briefing("# Title", "### Heading", "- one", language="en")
    assert [f.rule for f in check_variant(swedish, other)] == ["fidelity.structure"] * 2


def test_an_empty_text() -> None:
    assert rules("en", "Hej.", " ") == ["fidelity.empty"]


@given(st.integers(1, 28), st.integers(1, 12))
def test_a_date_is_the_same_in_every_language(day: int, month: int) -> None:
    from datetime import date

    from pipeline.dates import date_text
    from pipeline.languages import language

    for tag in ("sv", "fi", "en", "ar", "so"):
        text = date_text(date(2021, month, day), language(tag))
        (mention,) = date_mentions(text, tag)
        assert (mention.month, mention.days) == (month, (day,)), (tag, text)


@given(st.lists(st.integers(0, 10**7), max_size=5))
def test_the_same_digits_are_the_same_numbers(values: list[int]) -> None:
    text = "; ".join(str(value) for value in values)
    lost, extra = differences(numbers(text, "sv"), numbers(text, "en"))
    assert not lost
    assert not extra
    assert Counter(n.written for n in numbers(text, "sv")) == Counter(map(str, values))


def test_contacts_keep_their_spelling_but_not_their_kind_of_space() -> None:
    assert contacts("Ring 0220-240\u00a000.") == ("0220-240 00",)
    assert contacts("Se https://a.se/b?c=1. www.b.se, a.b@c.se!") == (
        "https://a.se/b?c=1",
        "www.b.se",
        "a.b@c.se",
    )
    assert contacts("Ring 112 eller 1177, den 2020-05-12, 10 000 gånger.") == ()


@pytest.mark.parametrize(
    ("month", "spellings"),
    [
        (1, "Jannaayo Janaayo Jeniweri Janaayo"),
        (2, "Febraayo Feebraayo Febaraayo Febrayo"),
        (3, "Maarso Maarsho maarso"),
        (4, "Abriil Abbriil April"),
        (5, "Maajo Maayo Majo May"),
        (6, "Juun Juunyo Juni Juuniyo"),
        (7, "Luuliyo Luulyo Julay Julaay"),
        (8, "Agoosto Agosto Ogosto Ogoosto"),
        (9, "Sebtembar Sebteembar Septembar"),
        (10, "Oktoobar Oktobar"),
        (11, "Nofembar Noofembar Nofeembar"),
        (12, "Disembar Diisembar Diseembar"),
    ],
)
def test_somali_spellings_of_the_months(month: int, spellings: str) -> None:
    for spelling in spellings.split():
        found = date_mentions(f"Kulanka 12ka {spelling} waa la baajiyay.", "so")
        assert [(m.month, m.days) for m in found] == [(month, (12,))], spelling


@pytest.mark.parametrize(
    ("month", "spellings"),
    [
        (1, "يناير/كانون الثاني"),
        (4, "أبريل/إبريل/ابريل/نيسان"),
        (5, "مايو/أيار/ايار/آيار"),
        (6, "يونيو/يونيه/حزيران"),
        (7, "يوليو/يوليه/تموز"),
        (8, "أغسطس/اغسطس/آب"),
        (9, "سبتمبر/أيلول"),
        (10, "أكتوبر/تشرين الأول"),
        (11, "نوفمبر/تشرين الثاني"),
        (12, "ديسمبر/كانون الأول"),
    ],
)
def test_arabic_names_of_the_months_in_both_systems(month: int, spellings: str) -> None:
    for spelling in spellings.split("/"):
        found = date_mentions(f"أُلغي الاجتماع في 12 {spelling} الماضي.", "ar")
        assert [(m.month, m.days) for m in found] == [(month, (12,))], spelling


MARKED = briefing(
    "# Lägesbild",
    "Ring **[112](tel:112)** vid _fara_[^1].[^2] // Ring aldrig annars.",
    "[Welcome to our town](en)",
    "| Kolbäck | 08–16 |",
    "[^1] Alltid",
    "[^2] Överallt",
)
MARKED_FI = (
    "# Tilannekuva",
    "_Vaara_[^1]: soita **[112](tel:112)**.[^2] // Älä soita muuten koskaan.",
    "[Welcome to our town](en)",
    "| Kolbäck | 08–16 |",
    "[^1] Aina",
    "[^2] Kaikkialla",
)


def test_markup_in_another_order_has_no_finding() -> None:
    assert check_variant(MARKED, briefing(*MARKED_FI, language="fi"), ("Kolbäck",)) == ()


def test_a_text_in_the_language_of_the_translation_may_be_the_same() -> None:
    source = briefing("# Lägesbild", "[Tervetuloa kaupunkiin](fi)")
    assert (
        check_variant(source, briefing("# Tilanne", "Tervetuloa kaupunkiin", language="fi")) == ()
    )


def test_a_link_with_parts_in_another_language_is_one_link() -> None:
    source = briefing("# T", "[Läs om ordningsvakt](https://a.se)")
    parts = text_of(
        Span("Lue (", link="https://a.se"), Span("ordningsvakt", "sv", "https://a.se"),
        Span(")", link="https://a.se"),
    )  # fmt: skip
    target = briefing("# O", "x", language="fi")
    assert check_variant(source, replace(target, blocks=(Paragraph("b1", parts),))) == ()


def test_a_line_break_is_allowed_where_the_swedish_text_has_one() -> None:
    two, one = briefing("# T", "Box 503 // Storgatan"), briefing("# T", "Box 503, Storgatan")
    broken = briefing("# O", "PL 503 // Storgatan", language="fi")
    assert "fidelity.control" not in {f.rule for f in check_variant(two, broken)}
    assert "fidelity.control" in {f.rule for f in check_variant(one, broken)}


def test_neighbours_in_bold_may_be_one_piece_where_no_space_parts_them() -> None:
    source = briefing("# T", "Ring **polisen** och **brandkåren** nu.", "Kom hem.")
    chinese = briefing("# 题", "现在打电话给**警察消防队**。", "回家。", language="zh")
    assert "fidelity.markup" not in {f.rule for f in check_variant(source, chinese)}
    lost = briefing("# 题", "现在打电话给警察消防队。", "回家。", language="zh")
    assert "fidelity.markup" in {f.rule for f in check_variant(source, lost)}


def test_what_stands_on_the_next_line_is_no_day() -> None:
    assert [m.days for m in date_mentions("in May\n12 people", "en")] == [()]
    assert [m.days for m in date_mentions("Maayo 12\n–5", "so")] == [(12,)]


def test_a_name_that_nothing_shows_to_be_one_is_left_to_the_glossary() -> None:
    source, target = briefing("# Läget", "| Kolbäck |"), briefing("# Tilanne", "| Kolbäck |")
    finnish = replace(target, language="fi")
    (found,) = check_variant(source, finnish)
    assert found.rule == "fidelity.same-as-source"
    assert "glossary" in str(found.message)
    assert check_variant(source, finnish, ("Kolbäck",)) == ()


def test_easy_swedish_from_a_catalog_may_be_swedish() -> None:
    source = briefing("Skolan är öppen för alla som vill komma på måndag.", "Ring 112.")
    assert check_variant(source, replace(source, language="sv-simple")) == ()
    changed = briefing("Skolan är öppen för alla som vill komma på måndag.", "Ring 113.")
    assert check_variant(source, replace(changed, language="sv-simple"))
