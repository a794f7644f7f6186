"""Editions with every kind of block, in four languages."""

from pipeline.edition import Edition
from tests.builders import edition

SWEDISH = (
    (
        "^^ Krisledningen i Hallstahammar, mötet den 14 maj, "
        "[krisinfo](https://www.krisinformation.se)"
    ),
    "# Veckobrev om [covid-19](en) och sommaren[^1]",
    (
        "Kommunen **stänger inte** sina förskolor. _Läs noga_ vad som gäller, och se "
        "[tabellen nedan](#b6) eller [avsnittet om stöd](#b10).[^2]"
    ),
    "Så här gör du: // ring först // och kom sedan.",
    "Kommunens ansvar är att:",
    "- upprätthålla **ordinarie** verksamhet",
    "  - förskolor och skolor, även på [suomeksi](fi)",
    "    1. klass ett",
    "    2. klass två[^2]",
    "  - hemtjänst",
    "- sprida information",
    (
        "  Ett andra stycke i samma punkt, som är så långt att det tar två rader i dokumentet "
        "och lite."
    ),
    "  - på webben",
    "- hjälpa till",
    "|: Öppettider i **sommar**[^1]",
    "|= Verksamhet | Öppet | < | Telefon",
    "|= ^ | Vardag | Helg | ^",
    "|! Kundcenter | 8–16.30 | stängt | [0220-240 00](tel:+4622024000)",
    "|! Biblioteket \\\\ vid torget | 10–18 | 10–14 | 0220-241 00",
    "|! ^ | - måndag \\\\ - tisdag \\\\ - onsdag | | Se [hemsidan](https://www.hallstahammar.se)",
    (
        "| Simhallen | ^ | Stängd för ombyggnad till hösten, sedan öppen som vanligt | Ring "
        "**inte** nu"
    ),
    "![Karta över Hallstahammar](red) Karta: _Lantmäteriet_",
    "![](blue)",
    "![Kommunens vapen](green)",
    "## Stöd och hjälp[^3]",
    (
        "> Vi klarar det här tillsammans. Det har vi gjort förr, och det kommer vi att göra "
        "igen, sade kommunchefen."
    ),
    "> - ett löfte",
    "> - ett till",
    (
        "! **Viktigt:** stanna hemma om du är sjuk, även om du bara känner dig lite hängig eller "
        "snuvig."
    ),
    "! - tvätta händerna",
    "! - håll avstånd",
    "***",
    "98. tal",
    "99. mer",
    "100. mest",
    "  a) inget",
    "### Sist",
    "Slut på texten.",
    "~ Med vänliga hälsningar",
    "~ Carin Becker-Åström, kommunchef",
    "[^1] Gäller till och med 31 augusti. Se [sidan](https://www.hallstahammar.se/a).",
    (
        "[^2] Beslut av _kommunstyrelsen_, på [suomeksi](fi), efter en lång diskussion som tog "
        "hela kvällen i anspråk."
    ),
    "[^3] Fråga kundcenter.",
    "__ Kommunstyrelsens förvaltning, 734 80 Hallstahammar",
)
FINNISH = (
    "# Viikkokirje",
    "**Tärkeää** ja _painotettua_ [Carin Becker-Åström](sv).[^1]",
    "- yksi",
    "  - kaksi",
    "|= A | B",
    "| yksi | kaksi",
    "|: ei",
    "![kuva](red) Kuvateksti",
    "> lainaus",
    "! huomio",
    "~ Terveisin",
    "~ Lina Marklund, päällikkö",
    "[^1] Alaviite.",
)
SOMALI = (
    "^^ Madaxa",
    "# Warbixin",
    "Qoraal **muhiim** ah.[^1]",
    "|! A | B",
    "|! C | D",
    "1. kow",
    "  - laba",
    "[^1] Faahfaahin.",
)
ARABIC = (
    "^^ إدارة الأزمات في [Hallstahammar](sv)، اجتماع 14 مايو",
    "# رسالة الأسبوع عن كوفيد-19[^1]",
    (
        "البلدية **لا تغلق** رياض الأطفال. _اقرأ جيدا_ ما يسري الآن، وانظر [الجدول أدناه](#b5) "
        "أو اتصل على 0220-240 00.[^2]"
    ),
    "هكذا تفعل: // اتصل أولا // ثم تعال.",
    "مسؤولية البلدية هي:",
    "- الحفاظ على **الأنشطة** الاعتيادية",
    "  - رياض الأطفال والمدارس، [suomeksi](fi)",
    "    1. الصف الأول",
    "    2. الصف الثاني[^2]",
    "- نشر المعلومات",
    "  فقرة ثانية في النقطة نفسها، وهي طويلة بما يكفي لتأخذ سطرين في المستند كله وربما أكثر قليلا.",
    "|: أوقات العمل في **الصيف**",
    "|= النشاط | مفتوح | < | الهاتف",
    "|= ^ | أيام الأسبوع | نهاية الأسبوع | ^",
    "|! مركز الخدمة | 8:00–16:30 | مغلق | [0220-240 00](tel:+4622024000)",
    "|! المكتبة | - الاثنين \\\\ - الثلاثاء | 10–14 | انظر [الصفحة](https://www.hallstahammar.se)",
    "|! ^ | ^ | الأربعاء مغلق | اتصل **غدا**",
    "![خريطة هالستاهامار](red) خريطة: _هيئة المساحة_",
    "## الدعم والمساعدة",
    "> سنتجاوز هذا معا. لقد فعلنا ذلك من قبل، وسنفعله مرة أخرى، قال مدير البلدية في اجتماع أمس.",
    "! **مهم:** ابق في المنزل إذا كنت مريضا، حتى لو كنت تشعر بتعب بسيط فقط أو زكام خفيف.",
    "! - اغسل يديك",
    "***",
    "99. أرقام",
    "100. أكثر",
    "~ مع أطيب التحيات",
    "~ Carin Becker-Åström, مديرة البلدية",
    "[^1] يسري حتى 31 أغسطس. انظر [الصفحة](https://www.hallstahammar.se/a).",
    "[^2] قرار من مجلس البلدية.",
    "__ إدارة مجلس البلدية في [Hallstahammar](sv)",
)
LANGUAGES = {"sv": SWEDISH, "fi": FINNISH, "so": SOMALI, "ar": ARABIC}
LONG_WORDS = ("Verksamhet", "Personuppgiftsbiträdesavtal", "https://www.hallstahammar.se/x/y")


def everything(tag: str) -> Edition:
    """The edition of a language."""
    return edition(*LANGUAGES[tag], language=tag)


def long_table(tag: str, rows: int = 60) -> Edition:
    """A table over three pages, with a heading and a caption."""
    cell = {"sv": "några ord i en cell", "ar": "بعض الكلمات في الخلية"}[tag]
    lines = [f"| {n} | {cell} | {cell} {cell} {cell}" for n in range(rows)]
    head = f"|= N | {cell} | {cell}"
    return edition("# T", "## A", f"|: {cell}", head, *lines, "Slut", language=tag)


def tall_cells(tag: str = "sv") -> Edition:
    """Rows that are higher than a page, and a cell over many rows."""
    text = " ".join(["ord"] * 900)
    items = " \\\\ ".join(f"- punkt {n}" for n in range(70))
    rows = [f"| ^ | rad {n} | {'mer text ' * 9}" for n in range(40)]
    return edition(
        "# T",
        "|= A | B | C",
        f"| kort | {text} | {items}",
        f"| {'spänner över många rader ' * 30} | rad | text",
        *rows,
        language=tag,
    )


def shapes() -> dict[str, Edition]:
    """All of them by a name."""
    wide = "|".join(f" Personuppgiftsbiträde {n} " for n in range(6))
    return {
        **{f"all {tag}": everything(tag) for tag in LANGUAGES},
        "long table": long_table("sv"),
        "long table ar": long_table("ar"),
        "tall cells": tall_cells(),
        "wide": edition("# T", f"|={wide}", f"|{wide}", f"| {' | '.join(LONG_WORDS)} | a | b | c"),
        "only a table": edition("# ", "| a | b"),
        "small notes": edition(
            "# T", f"|={wide.replace('e ', 'e[^1] ')}", f"|{wide}", "[^1] En not."
        ),
        "only header rows": edition("# T", "|: c", "|= a | b", "|= c | d", "x", "|! a", "|! b"),
        "a header cell over all rows": edition("# T", "|= a | b", *["| ^ | c"] * 90),
        "a header cell over a row": edition("# T", "|= a | b", "| ^ | c", *["| d | e"] * 90),
        "empty cells": edition("# T", "|= | b", "|! | "),
    }
