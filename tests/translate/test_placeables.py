"""What is taken out of a Swedish text before a machine translates it."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.translate.document_names import Names
from pipeline.translate.placeables import find_placeables
from pipeline.translate.protect import protect
from pipeline.translate.schemes import SLOT, slot_number
from tests.builders import briefing

DOCUMENT = (
    "Vi mötte Securitas, Hallstahammar och Carin i går.",
    "~ Hälsningar",
    "~ Carin Becker-Åström, kommunchef",
    "~ Per Ersgård, kommunpolis",
)
NAMES = Names.of(briefing("# Titel", *DOCUMENT), extra=("Trygghetsrådet", "Hallsta Folkets Park"))


def marked(text: str) -> str:
    """The text with each placeable in braces, and its base after a bar if it is another."""
    protected = protect(text, find_placeables(text, NAMES))

    def piece(number: int) -> str:
        found = protected.placeables[number]
        return f"⟨{found.text}⟩" if found.base == found.text else f"⟨{found.text}|{found.base}⟩"

    return SLOT.sub(lambda m: piece(slot_number(m.group())), protected.masked)


@pytest.mark.parametrize(
    "expected",
    [
        # Dates.
        "Det var på trygghetsrådet ⟨den 12 maj|12 maj⟩ som fick ställas in.",
        "Mötet ⟨den 12–14 maj 2020|12–14 maj 2020⟩ är inställt.",
        "Stängt ⟨28 maj–3 juni⟩.",
        "Mellan ⟨12|12 maj⟩ och ⟨14 maj⟩ är det stängt.",
        "Mellan ⟨den 27|27 december⟩ och ⟨den 30 december|30 december⟩ är det stängt.",
        "Möte ⟨12/5⟩ och ⟨2020-05-12⟩, ⟨12.5.2020⟩ samt tisdag ⟨12 maj⟩.",
        "Det gäller till ⟨den 12 dec|12 dec⟩. Sedan öppnar vi.",
        "⟨Den 5:e maj|5:e maj⟩ är det stängt.",
        "Blanda ⟨1/2⟩ liter vatten, dygnet runt ⟨24/7⟩.",
        "I mitten av mars, sista veckan i april, in i augusti.",
        "I maj ⟨2020⟩ öppnar vi, och den 31 februari aldrig.".replace("31", "⟨31⟩"),
        # Times.
        "Mötet är kl. ⟨8.15–16.30⟩ och klockan ⟨18⟩.",
        "Vi har öppet ⟨8.15–16⟩ och kl ⟨9⟩.",
        "Version ⟨2.0⟩ gäller, se avsnitt ⟨3.12⟩.",
        # Money, shares, numbers.
        "Det kostar ⟨250 kr⟩, ⟨1 250,50 kronor⟩ eller ⟨250:-⟩ per år.",
        "Det kostar ⟨3⟩ miljoner kronor och ökar ⟨3,5 %⟩ eller ⟨10–15⟩ procent.",
        "Det är ⟨10 000⟩ personer, ⟨5⟩ km, ⟨2⟩ meter och ⟨-5⟩ grader.",
        "Det blir ⟨–5⟩ till ⟨+3⟩ grader.",
        "Öppet ⟨8–16⟩, två gånger, ⟨51⟩ och ⟨55⟩.",
        "Hans 10-årsdag, den 3:e gången, 1990-talet, 24-timmarsvård, 3a.",
        "⟨1.⟩ Ring ⟨112⟩. ⟨2.⟩ Gå ut.",
        # Laws, diary numbers, addresses.
        "Dnr ⟨KS 2020/123⟩, ⟨KS/2020:45⟩ och dnr ⟨2020-000123⟩ är avslutade.",
        "Enligt ⟨5⟩ kap. ⟨3 §⟩ plan- och bygglagen (⟨2010:900⟩) och ⟨§ 5⟩ krävs lov.",
        "Kundcenter, ⟨Storgatan 3 A⟩, ⟨734 30⟩ ⟨Hallstahammar⟩.",
        "Ring ⟨0220-240 00⟩, ⟨114 14⟩, ⟨1177⟩ eller ⟨116 117⟩.",
        "Skriv till ⟨kundcenter@hallstahammar.se⟩, se ⟨www.hallstahammar.se/a?b=1⟩.",
        "Läs på ⟨krisinformation.se⟩ och ⟨https://a.se/x_y⟩.",
        "Fastigheten ⟨Hallsta 3:15⟩ och lönen ⟨28 000–32 000 kr⟩.",
        "Swish ⟨123 456 78 90⟩, bankgiro ⟨123-4567⟩, årskurs ⟨7 A⟩ och ⟨7 B⟩.",
        "Kom kl. ⟨10⟩. Fri entré på buss nr. ⟨51⟩. S.k. munvisir räcker inte.",
        "Ring ⟨0220-240 00⟩ – ⟨1 000⟩ personer har gjort det.",
        # Names.
        "Kommunchef ⟨Carin Becker-Åström⟩ mötte ⟨Per Ersgård⟩ och ⟨A. Berg⟩.",
        "Det är ⟨Carin Becker-Åströms|Carin Becker-Åström⟩ beslut.",
        "⟨Hallstahammars|Hallstahammar⟩ kommun följer riktlinjerna.",
        "⟨Securitas⟩ vakter börjar. ⟨Carins|Carin⟩ beslut gäller.",
        "⟨Trygghetsrådet⟩ möter ⟨Hallsta Folkets Park⟩.",
        "⟨Mimer AB⟩ deltar.",
        "Vi mötte ⟨Fatima El Haddad⟩ och ⟨Hallstahem AB⟩.",
        "Folkhälsomyndigheten, Röda Korset, Polisen och Sverige följer läget.",
        "Högsta ledningen på kommunen och polisen träffas.",
        "Planeringen med ”⟨Vi i Hallsta⟩” och ”trygga möten” fortsätter.",
        "Tryck på knappen ”⟨Skicka⟩”. ”Välkommen” sa hon: ”Vi mötte ⟨Securitas⟩ i går.”",
        # Codes.
        "⟨Covid-19⟩-läget inför ⟨KF⟩ i maj: ⟨covid-19⟩, ⟨E18⟩, ⟨H5N1⟩ och ⟨5G⟩-nätet.",
        "⟨KF:s|KF⟩ beslut, ⟨MSB⟩ och ⟨IVO⟩, men EU och IT.",
        "OBS! Det är INTE stängt.",
        "VIKTIGT FÖR ALLA I KF",
        # What stands for a program.
        "Skriv ⟨{x}⟩, ⟨%s⟩ och ⟨<b>fet</b>⟩ här.",
    ],
)
def test_what_is_protected(expected: str) -> None:
    assert marked(_bare(expected)) == expected


def _bare(expected: str) -> str:
    """The text without the marks of the notation above."""
    return re.sub(r"⟨([^|⟩]*)(?:\|[^⟩]*)?⟩", r"\1", expected)


PARTS = st.sampled_from(
    ["12 maj", "den", "2020", "kl.", "8.15", "–", "1 000", "kr", "%", "”", "Vi i Hallsta", "”",
     "Securitas", "Carin", "Berg", "Covid-19", "KF:s", "0220-240 00", "a@b.se", "www.a.se", "{x}",
     "[0]", "PH00", "XQ1", "\u202e", "\x00", "§", "3", "/", ":", "-", ".", ",", "och", "\n", "å",
     "٣", "²", "½", "\U000f0000", "\U000f0063"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.tuples(PARTS, st.sampled_from(["", " "]))).map(
    lambda pieces: "".join(part + space for part, space in pieces)
))  # fmt: skip


@settings(deadline=None)
@given(TEXTS)
def test_placeables_are_in_order_and_do_not_overlap(text: str) -> None:
    found = find_placeables(text, NAMES)
    assert all(p.text == text[p.start : p.end] and p.text and p.base for p in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
