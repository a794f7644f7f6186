"""Texts that several tests need: the kind of briefing that the site is made for."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from pipeline.edition import DocumentInfo, Edition, Withdrawal, listed_title
from pipeline.languages import Language, all_languages, language
from pipeline.manifest import Status
from pipeline.publish.site import (
    Format,
    Listing,
    Site,
    SiteFile,
    on_its_way,
    published,
    render_site,
    withdrawn,
)
from pipeline.publish.withdrawn import render_withdrawn
from pipeline.published_paths import own_files
from pipeline.render.docx import render_docx
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.html import Download, render_html
from pipeline.style import Style
from pipeline.summary import summary_of
from pipeline.webpage import Look, SharedFiles
from tests.builders import edition
from tests.isolation_cases import CASES

LANGUAGES = ("sv", "fi", "en", "ar", "so")

FINNISH_NOTICES = (
    (
        "Tämä käännös on luonnos ([Hallstahammars kommun](sv)). Puhelin "
        "[0220-240 00](tel:+4622024000), sähköposti "
        "[kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)."
    ),
    "Toinen huomautus.",
)
ARABIC_NOTICE = (
    "هذه الترجمة مسودة، ولم توافق عليها البلدية ([Hallstahammars kommun](sv)) بعد. "
    "هل لديك أسئلة؟ هاتف [0220-240 00](tel:+4622024000)، بريد إلكتروني "
    "[kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)."
)

SWEDISH = edition(
    "# Lägesbild Covid-19 samt brottsförebyggande och trygghetsskapande arbete",
    "Detta dokument ersätter den information som skulle ha getts den 12 maj.",
    "## Covid-19",
    "Just nu arbetar alla förvaltningar med att hålla igång verksamheten.",
    "Hallstahammars kommuns ansvar är att:",
    "- så långt det är möjligt upprätthålla ordinarie verksamheter",
    "- se till att samhällsviktig verksamhet fungerar även om många blir sjuka",
    "- sprida samhällsviktig information till alla våra invånare",
    "## Krisledningsorganisationen",
    (
        "Kommunchef Carin Becker-Åström aktiverade krisledningen – i mitten av mars. Stabens "
        "uppdrag är att bevaka det aktuella läget utifrån kommunens perspektiv, samordna "
        "verksamheten samt snabbt kunna agera på situationer som kan uppkomma vid extraordinära "
        "händelser. Löpande hålls kommunstyrelse och nämnder informerade om läget."
    ),
    "### Gör så här",
    "3. Ring [0220-240 00](tel:+4622024000) om du har frågor.",
    "4. Skriv till [kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se).",
    "Sedan:",
    "1. vänta",
    "2. fråga igen",
    "På finska: [Kysy kunnalta](fi). På arabiska: [اسأل البلدية](ar).",
    "Tecken, 12\u00a0maj: <script>alert(1)</script> & %s {x} säkerhets\u00adsamordnare.",
    "~ Med vänliga hälsningar",
    "~ Catarina Petterson, ordförande trygghetsrådet",
    "~ Per Ersgård, kommunpolis",
    "~ Trygghetsrådet",
)

FINNISH = edition(
    "# Tilannekuva Covid-19",
    "## Kriisijohto",
    "Kunnanjohtaja [Carin Becker-Åström](sv) käynnisti kriisijohdon.",
    "~ Ystävällisin terveisin",
    "~ Lina Marklund, turvallisuuskoordinaattori",
    language="fi",
    notices=FINNISH_NOTICES,
)
ARABIC = edition(
    "# صورة الوضع بشأن كوفيد-19 والعمل على منع الجريمة وتعزيز الأمان",
    "تحل هذه الوثيقة محل المعلومات التي كان من المقرر تقديمها يوم 12 مايو في مجلس الأمان.",
    "## كوفيد-19",
    "تعمل جميع إدارات البلدية حاليًا على مواصلة أنشطتها في ظل الظروف الراهنة.",
    "مسؤولية بلدية [Hallstahammar](sv) هي:",
    "- مواصلة الأنشطة العادية قدر الإمكان",
    "- ضمان عمل الخدمات الضرورية للمجتمع حتى لو مرض كثير من الموظفين",
    "- نشر المعلومات المهمة لجميع السكان",
    "## تنظيم إدارة الأزمات",
    "اتصل بالرقم 0220-240 00 من الساعة 08:00 حتى 16:30، أو اكتب إلى info@hallstahammar.se.",
    "فعّلت مديرة البلدية [Carin Becker-Åström](sv) إدارة الأزمات بتاريخ 2020-03-15 (انظر أدناه).",
    "المنظمة (stab) بين 10-12 أو 2020-05-12، بنسبة 50%، شركة Securitas AB (HK) هنا "
    "[Vi i Hallsta!](sv) وراجع https://www.hallstahammar.se/ الآن.",
    "### الخطوات",
    "3. اتصل على [0220-240 00](tel:+4622024000) إذا كانت لديك أسئلة.",
    "4. زر موقع [البلدية](https://www.hallstahammar.se/).",
    "شكرا.",
    "~ مع أطيب التحيات",
    "~ Catarina Petterson, رئيسة مجلس الأمان",
    "~ Per Ersgård, شرطي البلدية",
    "~ Kommunen",
    language="ar",
    notices=(ARABIC_NOTICE,),
)

EDITIONS = (SWEDISH, FINNISH, ARABIC)
EPOCH = datetime(2020, 5, 12, 8, 30, tzinfo=UTC)
FIGURES = replace(
    edition("# أرقام", *(case.text for case in CASES), language="ar"),
    info=replace(ARABIC.info, name="figures"),
)

RICH = replace(
    edition(
        "^^ Hallstahammars kommun, krisledningen",
        "# Vattenläcka i Kolbäck[^1]",
        "Koka vattnet **i tre minuter** tills vi säger _något annat_. Se [tiderna](#b5) nedan.",
        "! **Viktigt:** Ring 112 vid fara för liv.",
        "! - Spara vatten.",
        "! - Hjälp din granne.",
        "## Vad som gäller",
        "- Vattnet är grumligt. // Det kan ändå drickas när det har kokat.",
        "  Gäller även [**Hallstahammar** och Kolbäck](https://www.hallstahammar.se/).",
        "  - Spola i kranen.",
        "    1. Först det **kalla** vattnet.",
        "    2. Sedan det varma.",
        "  - Tappa upp vatten i rena kärl.",
        "- Tankbilar med dricksvatten finns på torget.",
        "|: Tankbilarnas tider[^2]",
        "|= Plats | Vardagar | < | Helger",
        "|= ^ | Förmiddag | Eftermiddag | ^",
        "|! Torget | 8–12 | 13–17 | stängt",
        "|! Skolan i [Kolbäck](fi) | **9–11** \\\\ - bara måndag \\\\ - ring först | 13–16 | 10–12",
        "|! Badhuset | dygnet runt | < | <",
        "> Vi har läget under kontroll.",
        "> - Carin Becker-Åström",
        "![Karta: läckan är vid Skolgatan, tankbilen på torget](teal) Karta över _läckan_.",
        "![](navy)",
        "***",
        "## Kontakt",
        "|=  | Telefon | E-post",
        "|! Växeln | 0220-240 00 | [kommun@hallstahammar.se](mailto:kommun@hallstahammar.se)",
        "Läs mer i [vad som gäller](#b3) och i noten[^2].",
        "~ Med vänliga hälsningar",
        "~ Carin Becker-Åström, _kommunchef_",
        "[^1] Uppdaterad kl. 14. Se [Vad som gäller](#b4).",
        "[^2] Ändras tiderna står det **här**.",
        "__ Hallstahammars kommun · 0220-240 00",
    ),
    info=DocumentInfo("vatten", date(2020, 5, 12)),
)
RICH_ARABIC = replace(
    edition(
        "^^ بلدية [Hallstahammar](sv)، إدارة الأزمات",
        "# تسرب المياه في كولبيك[^1]",
        "اغلِ الماء **لمدة ثلاث دقائق** حتى نقول _غير ذلك_. انظر [المواعيد](#b5) أدناه.",
        "! **مهم:** اتصل بالرقم 112 عند الخطر على الحياة.",
        "! - وفّر الماء.",
        "! - ساعد جارك.",
        "## ما ينطبق الآن",
        "- الماء عكر. // يمكن شربه بعد غليه.",
        "  ينطبق أيضًا على [**كولبيك** والمدينة](https://www.hallstahammar.se/).",
        "  - افتح الصنبور.",
        "    1. أولًا الماء **البارد**.",
        "    2. ثم الماء الساخن.",
        "  - املأ أوعية نظيفة.",
        "- توجد شاحنات مياه الشرب في الساحة.",
        "|: مواعيد شاحنات المياه[^2]",
        "|= المكان | أيام الأسبوع | < | نهاية الأسبوع",
        "|= ^ | قبل الظهر | بعد الظهر | ^",
        "|! الساحة | 8–12 | 13–17 | مغلق",
        "|! مدرسة [Kolbäck](sv) | **9–11** \\\\ - يوم الاثنين فقط \\\\ - اتصل أولًا | 13–16 | 10–12",
        "|! المسبح | طوال اليوم | < | <",
        "> الوضع تحت السيطرة.",
        "> - Carin Becker-Åström",
        "![خريطة: التسرب في شارع Skolgatan](teal) خريطة _التسرب_.",
        "![](navy)",
        "***",
        "## للتواصل",
        "|=  | الهاتف | البريد الإلكتروني",
        "|! البدالة | 0220-240 00 | [kommun@hallstahammar.se](mailto:kommun@hallstahammar.se)",
        "اقرأ المزيد في [ما ينطبق الآن](#b3) وفي الملاحظة[^2].",
        "~ مع أطيب التحيات",
        "~ Carin Becker-Åström, _مديرة البلدية_",
        "[^1] حُدّث الساعة 14:00. انظر [ما ينطبق الآن](#b4).",
        "[^2] تُكتب التغييرات **هنا**.",
        "__ بلدية [Hallstahammar](sv) · 0220-240 00",
        language="ar",
        notices=(ARABIC_NOTICE,),
    ),
    info=RICH.info,
)
RICH_EDITIONS = (RICH, RICH_ARABIC)
"""Everything that a briefing may have."""


def downloads(stem: str) -> tuple[Download, ...]:
    return (Download("pdf", f"{stem}.pdf", 45_200), Download("docx", f"{stem}.docx", 1_234_000))


def others(tag: str) -> tuple[Language, ...]:
    return tuple(language(other) for other in LANGUAGES if other != tag)


def page(edition: Edition, style: Style | None = None) -> bytes:
    own = edition.briefing.language
    return render_html(edition, style or Style(), downloads(edition.stem), others(own))


@lru_cache(maxsize=64)
def pdf_file(edition: Edition) -> bytes:
    return render_pdf(edition, Style(), epoch=EPOCH)


@lru_cache(maxsize=64)
def docx_file(edition: Edition) -> bytes:
    return render_docx(edition, Style(), epoch=EPOCH)


def listing(edition: Edition, *formats: Format, status: Status = Status.ORIGINAL) -> Listing:
    files = tuple(SiteFile(name, edition.path(name), 45_200) for name in formats)
    return published(summary_of(edition), status, files)


def waiting(tag: str) -> Listing:
    return on_its_way(summary_of(SWEDISH), language(tag))


def look_of(style: Style | None = None) -> Look:
    chosen = style or Style()
    return Look(chosen.accent, chosen.notice_background)


def site(
    *listings: Listing,
    style: Style | None = None,
    more: tuple[str, ...] = (),
    shared: SharedFiles | None = None,
) -> Site:
    """A site of these listings; the index names their languages in the table's order, and
    `more`."""
    tags = {"sv", *more, *(each.language.tag for each in listings)}
    languages = tuple(own for tag, own in all_languages().items() if tag in tags)
    publisher = SWEDISH.issuer, SWEDISH.contact
    return Site(*publisher, look_of(style), languages, listings, shared or SharedFiles())


def withdrawal_of(edition: Edition, day: date = date(2020, 6, 3)) -> Withdrawal:
    return Withdrawal(
        edition.info.name,
        edition.briefing.language,
        edition.issuer,
        edition.contact,
        listed_title(edition.briefing.title),
        day,
    )


def withdrawn_page(left: Withdrawal, *others: str, shared: SharedFiles | None = None) -> bytes:
    languages = tuple(language(tag) for tag in others)
    return render_withdrawn(left, look_of(), languages, shared or SharedFiles())


OLD = tuple(
    withdrawal_of(replace(each, info=replace(each.info, name="gammal"))) for each in EDITIONS
)
"""What is left of a withdrawn document in each language of the samples."""


SITE = site(
    listing(SWEDISH, "html", "pdf", "docx"),
    listing(ARABIC, "html", "pdf", "docx", status=Status.DRAFT),
    waiting("so"),
    *(withdrawn(left, 8000) for left in OLD),
    more=tuple(all_languages()),
)


def write_site(folder: Path) -> list[Path]:
    """The site of the samples; the paths of its pages."""
    everyone = tuple(other for other in all_languages().values() if other.tag != "sv")
    shown = (*EDITIONS, FIGURES, *RICH_EDITIONS)
    shared = SharedFiles(own_files(LANGUAGES))
    pages = {e.path("html"): page(e) for e in shown} | {
        **render_site(replace(SITE, shared=shared)),
        **{left.path("html"): withdrawn_page(left, shared=shared) for left in OLD},
        "all-languages.html": render_html(SWEDISH, Style(), (), everyone),
    }
    pictures = {e.picture_path(i): i.data for e in shown for i in e.briefing.images()}
    for path, data in (pages | pictures).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return [folder / path for path in pages]
