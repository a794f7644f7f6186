"""A text in a third language is noticed, and one in the right language is left in peace."""

import pytest

from pipeline.check.fidelity import check_variant
from pipeline.check.passages import Variant
from pipeline.findings import Finding
from pipeline.model import Briefing
from pipeline.parse import parse_source
from pipeline.translate.workspace import translation
from tests.builders import briefing
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "source"
REAL = parse_source(SOURCE / "lagesbild-covid-19.txt").briefing
TAGS = ("fi", "en", "ar", "so")


def real(tag: str) -> Briefing:
    if tag == "sv":
        return REAL
    found = translation(SOURCE, "lagesbild-covid-19", REAL, tag).variant
    assert found
    return found


def findings(tag: str, source: str, target: str) -> tuple[Finding, ...]:
    return check_variant(briefing("# KF", source), briefing("# KF.", target, language=tag))


def rules(tag: str, source: str, target: str) -> list[str]:
    return [finding.rule for finding in findings(tag, source, target)]


SWEDISH = "Kommunen ser till att alla som behöver hjälp får den, även om många är sjuka."
IN = {
    "en": "The municipality makes sure that all who need help get it, even if many are ill.",
    "fi": "Kunta huolehtii siitä, että kaikki apua tarvitsevat saavat sitä, vaikka moni on sairas.",
    "so": "Degmadu waxay hubinaysaa in dhammaan dadka u baahan caawimo ay helaan xitaa haddii.",
}


@pytest.mark.parametrize("tag", TAGS)
def test_the_real_translations_have_no_finding(tag: str) -> None:
    assert check_variant(REAL, real(tag)) == ()


@pytest.mark.parametrize("own", TAGS)
@pytest.mark.parametrize("other", ["sv", *TAGS])
def test_every_paragraph_of_another_translation_is_noticed(own: str, other: str) -> None:
    """In the place of its own; what is too short to tell is not counted."""
    if own == other:
        return
    rows = Variant(REAL, real(other)).filled_passages
    long = [p for p in rows if len(p.target.split()) >= 12]
    assert len(long) >= 10
    wanted = {"fidelity.other-language", "fidelity.script", "fidelity.same-as-source"}
    noticed = [p for p in long if wanted & set(rules(own, p.source, p.target))]
    assert noticed == long


@pytest.mark.parametrize("own", IN)
@pytest.mark.parametrize("other", IN)
def test_one_paragraph(own: str, other: str) -> None:
    expected = [] if own == other else ["fidelity.other-language"]
    assert rules(own, SWEDISH, IN[other]) == expected


def test_the_message_names_the_language_and_the_sentence() -> None:
    (finding,) = findings("fi", SWEDISH, f"{IN['fi']} {IN['en']}")
    text = str(finding.message)
    assert "English" in text
    assert "The municipality makes sure" in text


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("fi", "Kunta noudattaa Public Health Agency of Swedenin (and its rules) ohjeita tästä."),
        ("fi", "Lue lisää: ”What to do when you are ill and at home”."),
        ("fi", "Katso [What should I do when I am ill and cannot go out](en)."),
        ("fi", "Save the Children auttaa."),
        ("en", "Read “Så arbetar vi med att stödja alla som är sjuka” on the website."),
        ("so", "Wax ka akhriso barta internetka (What to do when you are ill)."),
        ("pl", "Gmina dba o to, aby wszyscy, którzy potrzebują pomocy, ją otrzymali."),
        ("de", "Wer in der Not war, soll so an alle denken, die man an den Tagen vergessen hat."),
        ("en", "The café in the naïve façade, and Räddningstjänsten Mälardalen, are open."),
        ("fr", "La commune veille à ce que tous ceux qui ont besoin d’aide en reçoivent."),
        ("es", "El municipio se asegura de que todos los que necesitan ayuda la reciban."),
        ("tr", "Belediye, yardıma ihtiyacı olan herkesin yardım almasını sağlar."),
    ],
)
def test_no_false_alarm(tag: str, target: str) -> None:
    assert "fidelity.other-language" not in rules(tag, SWEDISH, target)


@pytest.mark.parametrize("tag", ["de", "pl", "tr", "fr"])
def test_english_in_a_language_without_a_table(tag: str) -> None:
    assert "fidelity.other-language" in rules(tag, SWEDISH, IN["en"])


def test_a_name_may_be_written_by_its_sound_in_arabic() -> None:
    target = "تنظم البلدية لقاءات في گوتنبرغ من أجل جميع الذين يحتاجون إلى المساعدة."
    assert rules("ar", SWEDISH, target) == []


def test_short_texts_may_have_the_same_translation() -> None:
    swedish = briefing("# Titel", "## Covid-19", "Covid-19.", "## Vad gäller?", "## Vad gäller nu?")
    english = briefing("# T", "## COVID-19", "COVID-19.", *["## What applies?"] * 2, language="en")
    assert check_variant(swedish, english) == ()


def test_the_same_swedish_text_has_the_same_translation() -> None:
    swedish = briefing("# Titel", SWEDISH, SWEDISH, SWEDISH.replace(",", " –"))
    assert check_variant(swedish, briefing("# T", *[IN["en"]] * 3, language="en")) == ()


def test_one_translation_for_two_texts() -> None:
    other = "Skolorna är öppna som vanligt den här veckan och nästa vecka."
    swedish = briefing("# Titel", SWEDISH, other)
    (finding,) = check_variant(swedish, briefing("# T", *[IN["en"]] * 2, language="en"))
    assert (finding.rule, finding.where) == ("fidelity.repeated", "en b2")
    assert f"“{SWEDISH[:60]}" in str(finding.message)


def test_a_much_longer_text_is_a_warning() -> None:
    (finding,) = findings("en", "Skolan är stängd.", "The school is closed. " + IN["en"])
    assert (finding.rule, finding.severity) == ("fidelity.length", "warning")
