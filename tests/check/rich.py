"""Editions with everything that a briefing may have, for the tests of PDF files."""

from tests.builders import edition

NOTICE = "Detta är ett utkast. Frågor? Ring [0220-240 00](tel:+4622024000)."
LINES = (
    "# Lägesbild med allt",
    "^^ Kommunens **eget** sidhuvud",
    "__ Dnr 2020/17, kommunens sidfot",
    "Inledning med **starkt** och _betonat_ samt **_båda_** ord[^1].",
    "Ansvar:",
    "- yttre ett",
    "  - inre ett",
    "  - inre **två** med [länk](#b6)",
    "    3. djup",
    "    4. djupare",
    "  Mer om yttre ett.",
    "- yttre två",
    "## Rubrik med _kursivt_ ord",
    "|: Antal **per** vecka[^2]",
    "|= Ort | Vecka | < |",
    "|= ^ | 18 | 19 |",
    "|! Hallstahammar | 1 | Se: \\\\ - ett \\\\ - två |",
    "|! Kolbäck | ^ | 3 // 4 |",
    "![En röd ruta](red) Bild 1",
    "![](blue)",
    "![En grön ruta](green)",
    "> Ett citat på [suomeksi](fi).",
    "> - punkt i citat",
    "! Obs! Ring [0220-240 00](tel:+4622024000) nu.",
    "***",
    "Rad ett // rad två, [**delvis** stark länk](https://a.se/) och [tabellen](#b4).",
    "~ Med vänliga hälsningar",
    "~ Lina Marklund, säkerhetssamordnare",
    "[^1] Första noten med [länk](https://b.se/).",
    "[^2] Andra noten.",
)
ARABIC_LINES = (
    "# تقرير الوضع",
    "^^ رأس الصفحة من **البلدية**",
    "__ تذييل الصفحة",
    "مقدمة **قوية** و _مؤكدة_ مع كلمة[^1] و _Hallstahammar_ و **Securitas AB**.",
    "المسؤولية:",
    "- خارجي",
    "  - داخلي",
    "    1. عميق",
    "  المزيد",
    "- ثان",
    "|: عدد **الأسابيع**[^2]",
    "|= المكان | الأسبوع | < |",
    "|= ^ | 18 | 19 |",
    "|! [Hallstahammar](sv) | 1 | انظر: \\\\ - واحد \\\\ - اثنان |",
    "|! كولبيك | ^ | 3 // 4 |",
    "![مربع أحمر](red) صورة 1",
    "![](blue)",
    "> اقتباس [suomeksi](fi).",
    "> - نقطة",
    "! تنبيه! اتصل [0220-240 00](tel:+4622024000).",
    "***",
    "سطر // ثان، انظر [رابط](https://a.se/) و[الجدول](#b4).",
    "~ مع أطيب التحيات",
    "~ Lina Marklund, منسقة السلامة",
    "[^1] الملاحظة الأولى مع [رابط](https://b.se/).",
    "[^2] الثانية.",
)
SWEDISH = edition(*LINES)
ARABIC = edition(*ARABIC_LINES, language="ar")
FINNISH = edition(*LINES, language="fi", notices=(NOTICE, "Toinen huomautus."))
SOMALI = edition(*LINES, language="so", notices=(NOTICE,))
LONG = edition(
    "# Lång tabell",
    "^^ Kommunens sidhuvud",
    "Före.",
    "|: Tabell över allt",
    "|= Namn | Antal **bra** ord[^1] | Beskrivning |",
    *(f"|! Rad {n} | {n} | {'ord i en cell ' * (n % 5 + 1)}|" for n in range(60)),
    "Efter.",
    "[^1] Not.",
)
LONG_ARABIC = edition(
    "# جدول طويل",
    "|= الاسم | العدد | الوصف |",
    *(f"|! صف {n} | {n} | {'كلمة في خلية ' * (n % 5 + 1)}|" for n in range(60)),
    language="ar",
)
GROUPS = edition(
    "# Grupper",
    "|= A | B | C |",
    *(
        line
        for n in range(30)
        for line in (f"|! Grupp {n} | ett | {'två ' * 30}|", "|! ^ | tre | fyra |")
    ),
    "Slut.",
)
TALL_CELL = edition(
    "# Hög cell",
    "|= A | B | C |",
    f"|! Namn | {'lång text ' * 900}| kort \\\\ - punkt |",
    "|! Efter | x | y |",
)
TALL_HEADER = edition(
    "# Högt huvud", f"|= {'rubrik ' * 1500} | b |", "| c | d |", *["| ord | mer |"] * 90
)
PLAIN_TABLE = edition("# Utan huvud", "| a | b |", "| c |  |", "| x | y |")
WIDE = edition(
    "# Bred",
    "|= " + " | ".join(f"Kolumn{n}" for n in range(9)) + " |",
    "|! " + " | ".join(f"värde{n}" for n in range(9)) + " |",
)
RICH = {
    "sv": SWEDISH,
    "ar": ARABIC,
    "fi": FINNISH,
    "so": SOMALI,
    "long": LONG,
    "long ar": LONG_ARABIC,
    "groups": GROUPS,
    "tall cell": TALL_CELL,
    "tall header": TALL_HEADER,
    "plain table": PLAIN_TABLE,
    "wide": WIDE,
}
