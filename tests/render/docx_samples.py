"""Editions for the tests of DOCX, and the XML inside a file."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

from lxml import etree

from pipeline.edition import Edition
from pipeline.render.docx import render_docx
from pipeline.render.style import Style
from tests.builders import edition

EPOCH = datetime(2020, 5, 12, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARKS = str.maketrans("", "", "\u200e\u200f")

NOTICE = (
    "Utkast, inte godkänt av [Hallstahammars kommun](sv). Telefon [0220-240 00](tel:+4622024000), "
    "e-post [kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)."
)
ARABIC_NOTICE = (
    "هذه الترجمة مسودة، ولم توافق عليها البلدية ([Hallstahammars kommun](sv)) بعد. هل لديك أسئلة؟ "
    "هاتف [0220-240 00](tel:+4622024000)، بريد إلكتروني "
    "[kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)."
)

SWEDISH = edition(
    "# Lägesbild Covid-19 samt brottsförebyggande arbete",
    "Detta ersätter mötet den 12\u00a0maj – ring [0220-240 00](tel:+4622024000).",
    "## Covid-19",
    "Hallstahammars kommuns ansvar är att:",
    "- så långt det är möjligt upprätthålla ordinarie verksamheter",
    "- sprida samhällsviktig information till alla våra invånare",
    "### Gör så här",
    "Först:",
    "1. ring",
    "2. skriv",
    "Sedan, på finska [Kysy kunnalta](fi) och arabiska [اسأل البلدية](ar):",
    "5. vänta",
    "6. fråga igen",
    "Tecken: <script>alert(1)</script> & %s {x} säkerhets\u00adsamordnare.",
    "~ Med vänliga hälsningar",
    "~ Catarina Petterson, ordförande trygghetsrådet",
    "~ Per Ersgård",
)
FINNISH = edition(
    "# Tilannekuva Covid-19",
    "## Kriisijohto",
    "Kunnanjohtaja [Carin Becker-Åström](sv) käynnisti kriisijohdon.",
    "~ Ystävällisin terveisin",
    "~ Lina Marklund, turvallisuuskoordinaattori",
    language="fi",
    notices=(NOTICE, "Toinen huomautus."),
)
ARABIC = edition(
    "# صورة الوضع بشأن كوفيد-19 والعمل على منع الجريمة",
    "تحل هذه الوثيقة محل المعلومات يوم 12 مايو 2020.",
    "## منظمة إدارة الأزمات",
    "فعّلت [Carin Becker-Åström](sv) المنظمة (stab). اتصل بالرقم 0220-240 00 بين 10-12 أو "
    "2020-05-12، بنسبة 50%، شركة Securitas AB (HK) هنا [Vi i Hallsta!](sv) وراجع "
    "https://www.hallstahammar.se/ الآن.",
    "الخطوات:",
    "3. اتصل على [0220-240 00](tel:+4622024000)",
    "4. اكتب إلى info@hallstahammar.se",
    "مسؤولية البلدية:",
    "- نشر المعلومات",
    "- مواصلة الأنشطة",
    "~ مع أطيب التحيات",
    "~ Per Ersgård, شرطي البلدية",
    "~ Kommunen",
    language="ar",
    notices=(ARABIC_NOTICE,),
)
EDITIONS = {"sv": SWEDISH, "fi": FINNISH, "ar": ARABIC}


def render(of: Edition) -> bytes:
    return render_docx(of, Style(), epoch=EPOCH)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def change(data: bytes, name: str, alter: Callable[[etree._Element], None]) -> bytes:
    """The same file with one part altered in place."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in package.namelist():
            content = package.read(entry)
            if entry == name:
                root = etree.fromstring(content)
                alter(root)
                content = etree.tostring(root)
            target.writestr(entry, content)
    return changed.getvalue()
