"""Write the second briefing of the project, as a communicator of a municipality would in Word.

    python -m tools.make_second_briefing

It is an example of ours, and says so to its readers. Telephone numbers, recommendations and
the law of June 2020 are real; the opening hours and the registration number are not.
"""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tools.distance_picture import distance_picture
from tools.office_document import (
    COVERED,
    HEAD,
    PACKAGE,
    RELATIONS,
    TableCell,
    Words,
    box,
    field_result,
    numbering,
    paragraph_of,
    part,
    picture,
    relations,
    table,
)
from tools.office_styles import numbering_part, settings, styles

TARGET = Path(__file__).parent.parent / "source/information-sommaren-2020.docx"

TITLE = "Inför sommaren 2020: öppettider, stöd och smittskydd"
HEADER = "Hallstahammars kommun – information till invånare"
FOOTER = (
    "Dnr KS 2020/0000 (exempel). Dokumentet är ett exempel som är skrivet för att visa tjänsten."
)
ALTERNATIVE = "Två personer står en bit ifrån varandra. En pil mellan dem visar avståndet."

NOTES = (
    "Socialstyrelsen avgör vilka som hör till en riskgrupp. Fråga din läkare om du är osäker.",
    (
        "Förordning (2020:114) om förbud mot att hålla allmänna sammankomster och offentliga"
        " tillställningar. Förbudet gäller till exempel demonstrationer, konserter och marknader."
        " Det gäller inte privata fester."
    ),
)

NUMBERS, BULLETS, BOX_BULLETS = 1, 2, 3
"""The lists of the document, by their numbers in `numbering_part`."""

ADVICE = (
    (0, "**Stanna hemma om du är sjuk**, även om du bara känner dig lite sjuk."),
    (1, "Snuva, halsont, hosta och feber kan vara tecken på covid-19."),
    (1, "Arbeta hemifrån om du kan, även när du är frisk."),
    (0, "**Tvätta händerna ofta** med tvål och varmt vatten, i minst 20 sekunder."),
    (1, "Tvätta dem alltid innan du äter och när du har varit på toaletten."),
    (1, "Använd handsprit när du inte kan tvätta händerna."),
    (0, "**Håll avstånd till andra**, både inomhus och utomhus."),
    (1, "Undvik fester och andra tillfällen där många samlas."),
    (1, "Undvik bussar och tåg i rusningstid."),
    (
        0,
        (
            "Är du **70 år eller äldre**, eller hör du till en riskgrupp?[^1]"
            " Då ska du vara _extra_ försiktig."
        ),
    ),
    (1, "Träffa så få människor som möjligt."),
    (1, "Be någon annan handla mat och hämta medicin åt dig."),
)

SUPPORT = (
    (
        0,
        (
            "Ring 1177 eller gå in på [1177.se](https://www.1177.se/) om du vill ha råd om vård."
            " På webbplatsen finns råd på flera språk."
        ),
    ),
    (0, "Prata med socialtjänsten. Gör så här:"),
    (1, "Ring kundcenter och be att få tala med socialtjänsten."),
    (1, "Berätta vad du behöver hjälp med. Du måste _inte_ säga vad du heter."),
    (1, "Säg till om du vill ha tolk. Tolken kostar ingenting för dig."),
    (0, "Prata med någon som du litar på. Det hjälper ofta."),
)

HELP = "_Så_hjälper_vi_dig"
ADVICE_MARK = "_Så_minskar_vi"
WIDTHS = (3000, 2100, 2100, 1872)  # twentieths of a point, together 160 mm
CONTACT_WIDTHS = (3400, 2400, 3272)


def document_files() -> dict[str, bytes]:
    """The parts of the DOCX by name, in the order in which they stand in the file."""
    words = Words()
    body = "".join((*_beginning(words), *_hours(words), *_help(words), *_ending(words)))
    document = part("document", f"<w:body>{body}{_section()}</w:body>")
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": relations(
            (
                ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
                ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            )
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relations(words),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering_part(),
        "word/settings.xml": settings(),
        "word/footnotes.xml": _footnotes(words),
        "word/header1.xml": part("hdr", words.paragraph(HEADER, "Sidhuvud")),
        "word/footer1.xml": part("ftr", _footer(words)),
        "docProps/core.xml": _properties(),
    }
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    return files | {"word/media/image1.png": distance_picture()}


def document() -> bytes:
    """The DOCX, with the same bytes at each run of the same Python."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in document_files().items():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return data.getvalue()


def _beginning(words: Words) -> list[str]:
    return [
        words.paragraph(TITLE, "Rubrik"),
        words.paragraph(
            "Det här dokumentet är ett **exempel** som är skrivet för att visa tjänsten."
            " Öppettiderna och diarienumret är påhittade."
        ),
        words.paragraph(
            "Sommaren 2020 blir annorlunda. Här har vi samlat det du behöver veta om kommunens"
            " öppettider, om stöd till dig som behöver hjälp och om hur vi tillsammans minskar"
            " spridningen av covid-19. Uppgifterna gäller från och med **måndag den 15 juni**"
            " till och med **söndag den 16 augusti 2020**."
        ),
        box(_important(words), sum(WIDTHS)),
        paragraph_of(""),
        words.paragraph("Så minskar vi smittspridningen", "Rubrik1", bookmark=ADVICE_MARK),
        words.paragraph(
            "Folkhälsomyndighetens råd gäller alla i Sverige. Det här är de viktigaste:"
        ),
        *_items(words, ADVICE, NUMBERS),
        words.paragraph(
            "Det är förbjudet att ordna allmänna sammankomster och offentliga tillställningar med"
            " fler än **50 deltagare**.[^2] Läs mer på"
            " [krisinformation.se](https://www.krisinformation.se/)."
        ),
        picture("rId10", ALTERNATIVE, 120, 56),
        words.caption("Bild", 1, "Håll avstånd även när du träffar vänner utomhus."),
        words.paragraph("Alla har ett ansvar. Så här står det i smittskyddslagen:"),
        words.paragraph(
            "Var och en skall genom uppmärksamhet och rimliga försiktighetsåtgärder medverka till"
            " att förhindra spridning av smittsamma sjukdomar.",
            "Citat",
        ),
        words.paragraph("Smittskyddslagen (2004:168), 2 kap. 1\u00a0§", "Citat"),
    ]


def _important(words: Words) -> str:
    lines = (
        "Ring **112** vid akut fara för liv, egendom eller miljö.",
        "Ring **113 13** om du vill ha information om covid-19 eller någon annan kris.",
        "Ring **1177** om du behöver råd om vård. Någon svarar dygnet runt.",
        "Ring **114 14** om du vill nå polisen och det inte är bråttom.",
    )
    items = (words.paragraph(t, "Liststycke", numbering(0, BOX_BULLETS)) for t in lines)
    return words.paragraph("**Viktiga telefonnummer**") + "".join(items)


def _items(words: Words, items: tuple[tuple[int, str], ...], number: int) -> list[str]:
    return [words.paragraph(text, "Liststycke", numbering(level, number)) for level, text in items]


def _hours(words: Words) -> list[str]:
    def cell(text: str, columns: int = 1, rows: int = 1) -> TableCell:
        return TableCell(words.paragraph(text, "Tabelltext"), columns, rows)

    rows = (
        (cell("**Verksamhet**", rows=2), cell("**Öppettider**", columns=3)),
        (COVERED, cell("**Måndag–torsdag**"), cell("**Fredag**"), cell("**Lördag**")),
        (cell("Kundcenter"), cell("08:00–16:00"), cell("08:00–15:00"), cell("stängt")),
        (cell("Biblioteket"), cell("10:00–18:00"), cell("10:00–16:00"), cell("10:00–14:00")),
        (cell("Återvinningscentralen"), cell("10:00–18:00", columns=2), cell("09:00–15:00")),
        (cell("Utomhusbadet"), cell("10:00–19:00, om vädret tillåter", columns=3)),
    )
    return [
        words.paragraph("Öppettider i sommar", "Rubrik1"),
        words.paragraph(
            "Kommunens verksamheter är öppna i sommar, men flera av dem har kortare öppettider."
            f" Kom inte om du är sjuk. Läs [råden om smittskydd](#{ADVICE_MARK}) innan du kommer."
        ),
        words.caption("Tabell", 1, "Öppettider 15 juni–16 augusti 2020", "<w:keepNext/>"),
        table(WIDTHS, rows, header_rows=2),
        paragraph_of(""),
        words.paragraph(
            "Alla verksamheter i tabellen har stängt på midsommarafton, fredag den 19 juni, och på"
            " midsommardagen, lördag den 20 juni. På söndagar är bara utomhusbadet"
            " öppet, klockan 10:00–19:00."
        ),
        words.paragraph("Besök på äldreboenden", "KommunensMellanrubrik"),
        words.paragraph(
            "Regeringen har förbjudit besök på särskilda boenden för äldre i _hela_ landet. I"
            " särskilda fall går det att få undantag. Fråga den som är chef på boendet."
        ),
    ]


def _help(words: Words) -> list[str]:
    return [
        paragraph_of('<w:r><w:br w:type="page"/></w:r>'),
        words.paragraph("Stöd till dig som behöver hjälp", "Rubrik1", bookmark=HELP),
        words.paragraph("Om du är 70 år eller äldre", "KommunensMellanrubrik"),
        words.paragraph(
            "Behöver du hjälp med att handla mat eller hämta medicin? Ring kundcenter på telefon"
            " 0220-240 00 eller skicka e-post till"
            " [kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se). Lämna **aldrig**"
            " ut ditt bankkort eller din kod till den som hjälper dig."
        ),
        words.paragraph("Om du mår dåligt", "KommunensMellanrubrik"),
        words.paragraph("En ovanlig sommar kan kännas ensam. Det finns hjälp att få:"),
        *_items(words, SUPPORT, BULLETS),
        words.paragraph("Frågor på finska", "KommunensMellanrubrik"),
        words.paragraph(
            "Hallstahammars kommun hör till förvaltningsområdet för finska språket. Du har rätt"
            " att tala och skriva finska när du har kontakt med kommunen."
            " [Kysy kunnalta suomeksi!](fi-FI)"
        ),
        words.paragraph("Trygghet i sommar", "Rubrik1"),
        words.paragraph(
            "Ordningsvakterna hjälper polisen att hålla ordning i kommunen till långt in i"
            " augusti. Har du sett något som oroar dig? Ring polisen på 114 14. Ring **112** om"
            " någon är i fara."
        ),
    ]


def _ending(words: Words) -> list[str]:
    def cell(text: str, columns: int = 1) -> TableCell:
        return TableCell(words.paragraph(text, "Tabelltext"), columns)

    rows = (
        (cell("**Du behöver**"), cell("**Telefon**"), cell("**E-post eller webbplats**")),
        (
            cell("Svar på frågor om kommunen"),
            cell("Kundcenter\n0220-240 00"),
            cell("[kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)"),
        ),
        (cell("Råd om vård"), cell("1177"), cell("[1177.se](https://www.1177.se/)")),
        (
            cell("Information om covid-19"),
            cell("113 13"),
            cell("[krisinformation.se](https://www.krisinformation.se/)"),
        ),
        (
            cell("Polisen, när det inte är bråttom"),
            cell("114 14"),
            cell("[polisen.se](https://polisen.se/)"),
        ),
        (cell("Hjälp vid akut fara"), cell("**112** – ring direkt, vänta inte", columns=2)),
    )
    return [
        words.paragraph("Kontakta oss", "Rubrik1"),
        words.paragraph(
            "Ring eller mejla först om du kan. Då slipper du köa, och det blir lättare att hålla"
            f" avstånd. Läs också om [stöd till dig som behöver hjälp](#{HELP})."
        ),
        words.caption("Tabell", 2, "Viktiga kontakter", "<w:keepNext/>"),
        table(CONTACT_WIDTHS, rows, header_rows=1),
        paragraph_of(""),
        words.paragraph(
            "Den här informationen finns också på finska, engelska, arabiska och somaliska."
        ),
        words.paragraph("Med vänlig hälsning"),
        words.paragraph("Hallstahammars kommun"),
    ]


def _footer(words: Words) -> str:
    number = paragraph_of(field_result("PAGE", "2"), "Sidfot", '<w:jc w:val="right"/>')
    return words.paragraph(FOOTER, "Sidfot") + number


def _footnotes(words: Words) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identity}"><w:p><w:r><w:{element}/></w:r></w:p>'
        "</w:footnote>"
        for kind, identity, element in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    sign = '<w:r><w:rPr><w:rStyle w:val="Fotnotsreferens"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{identity}">'
        f"{paragraph_of(sign + words.runs(f' {text}'), 'Fotnotstext')}</w:footnote>"
        for identity, text in enumerate(NOTES, 1)
    )
    return part("footnotes", separators + notes)


def _section() -> str:
    """A4 with margins of 25 mm, in twentieths of a point."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="default" r:id="rId6"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" '
        'w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )


def _document_relations(words: Words) -> str:
    return relations(
        (
            ("rId1", f"{RELATIONS}/styles", "styles.xml"),
            ("rId2", f"{RELATIONS}/numbering", "numbering.xml"),
            ("rId3", f"{RELATIONS}/settings", "settings.xml"),
            ("rId4", f"{RELATIONS}/footnotes", "footnotes.xml"),
            ("rId5", f"{RELATIONS}/header", "header1.xml"),
            ("rId6", f"{RELATIONS}/footer", "footer1.xml"),
            ("rId10", f"{RELATIONS}/image", "media/image1.png"),
            *(
                (f"rId{words.first_relation + index}", f"{RELATIONS}/hyperlink", address)
                for index, address in enumerate(words.addresses)
            ),
        )
    )


def _content_types() -> str:
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = ("document.main", "styles", "numbering", "settings", "footnotes", "header", "footer")
    files = ("document", "styles", "numbering", "settings", "footnotes", "header1", "footer1")
    overrides = "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="{office}.{name}+xml"/>'
        for file, name in zip(files, names, strict=True)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _properties() -> str:
    day = "2020-06-09T08:00:00Z"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{TITLE}</dc:title><dc:creator>Hallstahammars kommun</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified>'
        "</cp:coreProperties>"
    )


if __name__ == "__main__":
    TARGET.write_bytes(document())
