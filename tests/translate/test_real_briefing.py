"""The first briefing: what of it a machine gets to see."""

from pathlib import Path

from pipeline.parse import parse_source
from pipeline.translate.document_names import Names
from pipeline.translate.fitness import unfit
from pipeline.translate.placeables import find_placeables
from pipeline.translate.protect import needs_translation, numbered, protect
from pipeline.translate.schemes import SCHEMES
from pipeline.translate.segments import segments
from pipeline.translate.sentences import split_sentences

SOURCE = Path(__file__).parent.parent.parent / "source" / "lagesbild-covid-19.txt"

WITH_PLACEHOLDERS = """
Lägesbild [0] samt brottsförebyggande och trygghetsskapande arbete
Detta dokument ersätter den information som tjänstepersoner på kommunen, förtroendevalda samt \
polisen hade tänkt informera om på trygghetsrådet [0] som tyvärr fick ställas in.
[0]
[0] kommuns ansvar är att:
I mitten av mars aktiverade kommunchef [0] kommunens krisledningsorganisation (stab), där \
samtliga förvaltningschefer samt vissa andra nyckelfunktioner ingår.
Kommunfullmäktige har under de senaste tillfällena ställts in, men inför [0] i maj försöker man \
hitta en lösning.
Det ska poängteras att [0] kommun följer de instruktioner och riktlinjer som regionens \
smittskyddsläkare och Folkhälsomyndigheten sätter.
Sedan mitten av mars har vi fått ställa om viss verksamhet för att kunna hantera effekterna och \
konsekvenserna av [0].
Vi hade ett möte i den strategiskt brottsförebyggande gruppen i början av april där \
representanter från samtliga kommunens förvaltningar, det kommunala bostadsbolaget, polisen, \
[0] och handelssamordnare träffades där vi utifrån den gemensamma lägesbilden kom fram till vad \
vi behöver göra på kort och långt sikt kopplat till konsekvenserna av [1].
Kommunen har fortsatt sin planering tillsammans med ”[0]” gällande ordningsvakterna.
I början av maj träffas alla som arbetar operativt under sommaren; barn- och ungdomscoacher, \
fritidsledare, medarbetare på tekniska förvaltningen med jouransvar, ordningsvakter, [0] och \
polis, för att diskutera och planera för hur vi i samverkan med varandra kan förebygga brott \
under våren och sommaren.
"""
BASES = [
    "Covid-19", "12 maj", "Covid-19", "Hallstahammar", "Carin Becker-Åström", "KF",
    "Hallstahammar", "covid-19", "Securitas", "covid-19", "Vi i Hallsta", "Securitas",
]  # fmt: skip


def test_what_a_model_gets_of_the_first_briefing() -> None:
    briefing = parse_source(SOURCE).briefing
    names = Names.of(briefing)
    bases: list[str] = []
    masked: list[str] = []
    others = 0
    for segment in segments(briefing):
        assert unfit(segment.text) is None
        found = protect(segment.text, find_placeables(segment.text, names))
        bases += [placeable.base for placeable in found.placeables]
        for sentence in split_sentences(found.masked, found.originals):
            assert not sentence.is_cut
            turned = numbered(sentence.text)
            if turned.numbers:
                masked.append(SCHEMES[0].encode(turned.text))
            else:
                others += 1
                assert needs_translation(sentence.text)
    assert bases == BASES
    assert masked == WITH_PLACEHOLDERS.strip().split("\n")
    assert others == 33
