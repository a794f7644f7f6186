"""The second briefing in `source/`, which Word wrote: the reader gives what its writer meant."""

from dataclasses import replace
from hashlib import sha256

from pipeline.model import Briefing, Figure
from pipeline.parse import parse_source
from tests.builders import briefing
from tests.conftest import REPOSITORY
from tools.make_second_briefing import ALTERNATIVE, NOTES

SOURCE = REPOSITORY / "source/information-sommaren-2020.docx"

MEANT = briefing(
    "^^ Hallstahammars kommun – information till invånare",
    "__ Dnr KS 2020/0000 (exempel). Dokumentet är ett exempel som är skrivet för att visa"
    " tjänsten.",
    "# Inför sommaren 2020: öppettider, stöd och smittskydd",
    "Det här dokumentet är ett **exempel** som är skrivet för att visa tjänsten. Öppettiderna och"
    " diarienumret är påhittade.",
    "Sommaren 2020 blir annorlunda. Här har vi samlat det du behöver veta om kommunens"
    " öppettider, om stöd till dig som behöver hjälp och om hur vi tillsammans minskar"
    " spridningen av covid-19. Uppgifterna gäller från och med **måndag den 15 juni** till och"
    " med **söndag den 16 augusti 2020**.",
    "! **Viktiga telefonnummer**",
    "! - Ring **112** vid akut fara för liv, egendom eller miljö.",
    "! - Ring **113 13** om du vill ha information om covid-19 eller någon annan kris.",
    "! - Ring **1177** om du behöver råd om vård. Någon svarar dygnet runt.",
    "! - Ring **114 14** om du vill nå polisen och det inte är bråttom.",
    "## Så minskar vi smittspridningen",
    "Folkhälsomyndighetens råd gäller alla i Sverige. Det här är de viktigaste:",
    "1. **Stanna hemma om du är sjuk**, även om du bara känner dig lite sjuk.",
    "  - Snuva, halsont, hosta och feber kan vara tecken på covid-19.",
    "  - Arbeta hemifrån om du kan, även när du är frisk.",
    "2. **Tvätta händerna ofta** med tvål och varmt vatten, i minst 20 sekunder.",
    "  - Tvätta dem alltid innan du äter och när du har varit på toaletten.",
    "  - Använd handsprit när du inte kan tvätta händerna.",
    "3. **Håll avstånd till andra**, både inomhus och utomhus.",
    "  - Undvik fester och andra tillfällen där många samlas.",
    "  - Undvik bussar och tåg i rusningstid.",
    "4. Är du **70 år eller äldre**, eller hör du till en riskgrupp?[^1] Då ska du vara _extra_"
    " försiktig.",
    "  - Träffa så få människor som möjligt.",
    "  - Be någon annan handla mat och hämta medicin åt dig.",
    "Det är förbjudet att ordna allmänna sammankomster och offentliga tillställningar med fler"
    " än **50 deltagare**.[^2] Läs mer på [krisinformation.se](https://www.krisinformation.se/).",
    f"![{ALTERNATIVE}](red) Bild 1. Håll avstånd även när du träffar vänner utomhus.",
    "Alla har ett ansvar. Så här står det i smittskyddslagen:",
    "> Var och en skall genom uppmärksamhet och rimliga försiktighetsåtgärder medverka till att"
    " förhindra spridning av smittsamma sjukdomar.",
    "> Smittskyddslagen (2004:168), 2 kap. 1\u00a0§",
    "## Öppettider i sommar",
    "Kommunens verksamheter är öppna i sommar, men flera av dem har kortare öppettider. Kom inte"
    " om du är sjuk. Läs [råden om smittskydd](#b4) innan du kommer.",
    "|: Tabell 1. Öppettider 15 juni–16 augusti 2020",
    "|= Verksamhet | Öppettider | < | < |",
    "|= ^ | Måndag–torsdag | Fredag | Lördag |",
    "|! Kundcenter | 08:00–16:00 | 08:00–15:00 | stängt |",
    "|! Biblioteket | 10:00–18:00 | 10:00–16:00 | 10:00–14:00 |",
    "|! Återvinningscentralen | 10:00–18:00 | < | 09:00–15:00 |",
    "|! Utomhusbadet | 10:00–19:00, om vädret tillåter | < | < |",
    "Alla verksamheter i tabellen har stängt på midsommarafton, fredag den 19 juni, och på"
    " midsommardagen, lördag den 20 juni. På söndagar är bara utomhusbadet öppet, klockan"
    " 10:00–19:00.",
    "### Besök på äldreboenden",
    "Regeringen har förbjudit besök på särskilda boenden för äldre i _hela_ landet. I särskilda"
    " fall går det att få undantag. Fråga den som är chef på boendet.",
    "## Stöd till dig som behöver hjälp",
    "### Om du är 70 år eller äldre",
    "Behöver du hjälp med att handla mat eller hämta medicin? Ring kundcenter på telefon"
    " 0220-240 00 eller skicka e-post till"
    " [kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se). Lämna **aldrig** ut ditt"
    " bankkort eller din kod till den som hjälper dig.",
    "### Om du mår dåligt",
    "En ovanlig sommar kan kännas ensam. Det finns hjälp att få:",
    "- Ring 1177 eller gå in på [1177.se](https://www.1177.se/) om du vill ha råd om vård. På"
    " webbplatsen finns råd på flera språk.",
    "- Prata med socialtjänsten. Gör så här:",
    "  1. Ring kundcenter och be att få tala med socialtjänsten.",
    "  2. Berätta vad du behöver hjälp med. Du måste _inte_ säga vad du heter.",
    "  3. Säg till om du vill ha tolk. Tolken kostar ingenting för dig.",
    "- Prata med någon som du litar på. Det hjälper ofta.",
    "### Frågor på finska",
    "Hallstahammars kommun hör till förvaltningsområdet för finska språket. Du har rätt att tala"
    " och skriva finska när du har kontakt med kommunen. [Kysy kunnalta suomeksi!](fi)",
    "## Trygghet i sommar",
    "Ordningsvakterna hjälper polisen att hålla ordning i kommunen till långt in i augusti. Har"
    " du sett något som oroar dig? Ring polisen på 114 14. Ring **112** om någon är i fara.",
    "## Kontakta oss",
    "Ring eller mejla först om du kan. Då slipper du köa, och det blir lättare att hålla avstånd."
    " Läs också om [stöd till dig som behöver hjälp](#b17).",
    "|: Tabell 2. Viktiga kontakter",
    "|= Du behöver | Telefon | E-post eller webbplats |",
    "|! Svar på frågor om kommunen | Kundcenter // 0220-240 00 |"
    " [kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se) |",
    "|! Råd om vård | 1177 | [1177.se](https://www.1177.se/) |",
    "|! Information om covid-19 | 113 13 | [krisinformation.se](https://www.krisinformation.se/) |",
    "|! Polisen, när det inte är bråttom | 114 14 | [polisen.se](https://polisen.se/) |",
    "|! Hjälp vid akut fara | **112** – ring direkt, vänta inte | < |",
    "Den här informationen finns också på finska, engelska, arabiska och somaliska.",
    "~ Med vänlig hälsning",
    "~ Hallstahammars kommun",
    f"[^1] {NOTES[0]}",
    f"[^2] {NOTES[1]}",
)


def without_picture(read: Briefing) -> Briefing:
    """The briefing with the picture of the notation, which knows only colours."""
    (meant,) = (block for block in MEANT.blocks if isinstance(block, Figure))
    blocks = tuple(
        replace(block, image=meant.image) if isinstance(block, Figure) else block
        for block in read.blocks
    )
    return replace(read, blocks=blocks)


def test_the_reader_gives_what_the_writer_meant() -> None:
    parsed = parse_source(SOURCE, None)
    assert [finding.rule for finding in parsed.report.findings] == ["parse.word-page-numbers"]
    assert without_picture(parsed.briefing) == MEANT


def test_the_picture_is_published_as_a_png() -> None:
    (image,) = parse_source(SOURCE, None).briefing.images()
    assert (image.media_type, image.width, image.height) == ("image/png", 1102, 514)
    assert image.digest == sha256(image.data).hexdigest()
