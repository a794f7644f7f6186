"""Editions that the PDF tests share: five languages, and the shapes that documents take."""

from collections.abc import Iterator

from pipeline.edition import Edition
from tests.builders import edition

SWEDISH = (
    "# Lägesbild Covid-19 samt brottsförebyggande arbete",
    "Detta dokument ersätter informationen från mötet den 12 maj.",
    "## Covid-19",
    (
        "Det politiska arbetet för våra förtroendevalda fortsätter i oförändrad nämndorganisation. "
        "Man väljer dock lokaler där ledamöterna kan sitta mer utspridda – om än inte ännu mer."
    ),
    "Kommunens ansvar är att:",
    "- så långt det är möjligt upprätthålla ordinarie verksamheter",
    "- sprida information, på [suomeksi](fi) och <script>&%s{x}</script>",
    "### Steg för steg",
    "9. ring [0220-240 00](tel:+4622024000)",
    "10. skriv till [kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)",
    "## Affischer (fi ffi fl) och ”Vi i Hallsta”",
    (
        "Läs [mer på sidan om läget, som också har telefonnummer och öppettider för "
        "kundcenter](https://www.hallstahammar.se/läge?a=b)."
    ),
    "~ Med vänliga hälsningar",
    "~ Carin Becker-Åström, kommunchef",
    "~ Trygghetsrådet",
)
FINNISH = (
    "# Tilannekuva covid-19:stä",
    "Kunnanjohtaja [Carin Becker-Åström](sv) johtaa työtä.",
    "## Kunnan vastuulla on:",
    "- ylläpitää toimintaa",
    "~ Ystävällisin terveisin",
    "~ Lina Marklund, turvallisuuskoordinaattori",
)
ENGLISH = (
    "# Situation report",
    "## Affine offices",
    "Steps:",
    "1. file the form",
    "2. call",
    "~ Kind regards",
    "~ Lina Marklund",
)
SOMALI = ("# Warbixinta xaaladda", "Mas'uuliyadda degmada:", "- in la joogteeyo hawlaha")
ARABIC = (
    "# صورة الوضع بشأن كوفيد-19",
    "تحل هذه الوثيقة محل المعلومات التي كانت مقررة في 12 مايو (مجلس الأمان).",
    "## منظمة إدارة الأزمات",
    "فعّل مدير البلدية [Carin Becker-Åström](sv) هيئة الأركان [الأزمة] «حالاً».",
    (
        "اتصل على [0220-240 00](tel:+4622024000) بين 8:00 و16:30 أو اكتب إلى "
        "[kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)."
    ),
    "- الحفاظ على الأنشطة الاعتيادية قدر الإمكان، لا أكثر ولا أقل",
    "- نشر المعلومات المهمة للمجتمع إلى جميع السكان",
    "1. شُكْراً",
    "~ مع أطيب التحيات",
    "~ Per Ersgård, شرطي البلدية",
)
NOTICES = {
    "fi": ("Tämä käännös on luonnos ([Hallstahammars kommun](sv)).", "Vanhempi versio."),
    "en": ("This translation is a draft. Call [0220-240 00](tel:+4622024000).",),
    "so": ("Turjumaaddani waa qabyo.",),
    "ar": ("هذه الترجمة مسودة ([Hallstahammars kommun](sv)). اتصل: 0220-240 00.",),
}
LANGUAGES = {"sv": SWEDISH, "fi": FINNISH, "en": ENGLISH, "so": SOMALI, "ar": ARABIC}


def sample(tag: str) -> Edition:
    """The sample of a language."""
    return edition(*LANGUAGES[tag], language=tag, notices=NOTICES.get(tag, ()))


def long_sample(tag: str, times: int = 8) -> Edition:
    """A sample of several pages."""
    title, *lines = LANGUAGES[tag]
    body = [line for line in lines if not line.startswith("~")]
    lengthened = [line if line[0] in "#-1234567890" else f"{line} " * 5 + "." for line in body]
    signed = [line for line in lines if line.startswith("~")]
    return edition(title, *lengthened * times, *signed, language=tag)


def shapes() -> Iterator[tuple[str, Edition]]:
    """Documents of unusual shape."""
    yield "bare", edition("# T")
    yield "no title", edition("# ")
    headings = [f"## Rubrik {n}" for n in range(80)]
    yield "headings", edition("# " + "Lång titel " * 30 + "slut", *headings)
    yield "deep", edition("# T", "#### Djupt", "text", "## Upp", "###### Djupast", "text")
    yield "long words", edition("# T", "x" * 900)
    yield "huge sign-off", edition("# T", "~ Hej", *[f"~ Namn {n}, roll" for n in range(90)])


def all_samples() -> dict[str, Edition]:
    """Every sample by a name."""
    return {
        **{tag: sample(tag) for tag in LANGUAGES},
        **{f"long {tag}": long_sample(tag) for tag in ("sv", "ar")},
        **dict(shapes()),
    }
