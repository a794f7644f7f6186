"""Checks of machine drafts: real translations pass, and what each rule does not mind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.drafts import DRAFT_RULES, check_drafts, reasons
from pipeline.check.fidelity import RULES
from pipeline.check.passages import Variant
from pipeline.findings import Finding
from pipeline.glossary import Glossary, read_glossary
from pipeline.model import Briefing, Text
from pipeline.translate.segments import Context, with_texts
from tests.builders import briefing, text
from tests.check.test_fidelity import RIGHT
from tests.check.test_other_language import REAL, SOURCE, real

GLOSSARY = read_glossary(SOURCE / "glossary.csv")
TAGS = ("fi", "en", "ar", "so")


def ids(variant: Briefing) -> list[str]:
    return [p.where.split()[-1] for p in Variant(REAL, variant).passages]


def check(tag: str, source: str, draft: str) -> tuple[Finding, ...]:
    swedish, drafted = briefing("# KF", source), briefing("# KF.", draft, language=tag)
    return check_drafts(swedish, drafted, ["b1"], Glossary()).get("b1", ())


def rules(tag: str, source: str, draft: str) -> list[str]:
    return [f"{f.rule} {f.message}" for f in check(tag, source, draft) if f.severity == "error"]


@pytest.mark.parametrize("tag", TAGS)
def test_the_real_translations_would_pass_as_drafts(tag: str) -> None:
    variant = real(tag)
    assert check_drafts(REAL, variant, ids(variant), GLOSSARY) == {}


@pytest.mark.parametrize("tag", RIGHT)
def test_other_right_translations_would_pass_as_drafts(tag: str) -> None:
    for source, target in RIGHT[tag].items():
        assert rules(tag, source, target) == [], target


@pytest.mark.parametrize("tag", TAGS)
def test_the_first_half_of_every_real_paragraph_is_noticed(tag: str) -> None:
    """As a model leaves it that ran out of tokens."""
    for passage in Variant(REAL, real(tag)).filled_passages:
        words = passage.target.split()
        if passage.source[-1] in ".!?" and len(words) > 8:
            half = " ".join(words[: len(words) // 2])
            assert rules(tag, passage.source, half), half


@pytest.mark.parametrize("tag", TAGS)
def test_a_loop_in_every_real_paragraph_is_noticed(tag: str) -> None:
    for passage in Variant(REAL, real(tag)).filled_passages:
        words = passage.target.split()
        if len(words) > 8:
            looping = " ".join([*words[:4], *words[2:4] * 3, *words[4:]])
            found = [f.rule for f in check(tag, passage.source, looping)]
            assert "draft.repetition" in found, looping


@pytest.mark.parametrize("tag", ["fi", "en", "ar"])
def test_every_real_paragraph_denied_is_noticed(tag: str) -> None:
    """A denial put into the sentences of which the Swedish text leaves no doubt."""
    source = "Alla förvaltningar arbetar vidare, och kommunen följer utvecklingen varje dag."
    said = {
        "en": "All departments carry on working, and the municipality does{} follow it every day.",
        "fi": "Kaikki hallintokunnat jatkavat työtä, ja kunta{} seuraa kehitystä joka päivä.",
        "ar": "تواصل جميع الإدارات العمل، والبلدية{} تتابع التطورات كل يوم.",
    }[tag]
    no = {"en": " not", "fi": " ei", "ar": " لا"}[tag]
    assert rules(tag, source, said.format("")) == []
    assert len(rules(tag, source, said.format(no))) == 1


RIGHT_PAIRS = [
    # Repeated for a reason.
    ("en", "Det är mycket, mycket viktigt.", "It is very, very important."),
    ("en", "Det är mycket, mycket, mycket viktigt.", "It is very very very important."),
    ("en", "Ha ha, det går bra.", "Ha ha, it works."),
    ("en", "Bättre och bättre och bättre.", "Better and better and better."),
    ("en", "Fler och fler blir friska.", "More and more and more people get well."),
    ("en", "Hon sa att det som det var bra.", "She said that that was good."),
    ("en", "Skolan, skolgården och skolbussen.", "The school, the school yard and the school bus."),
    ("en", "Enligt polisen kommer polisens bil.", "According to the police, the police car comes."),
    ("en", "Öppet måndag 8–12, tisdag 8–12, onsdag 8–12.", "Open Mon 8–12, Tue 8–12, Wed 8–12."),
    ("en", "Tiden är 10.10–10.40.", "The time is 10.10–10.40."),
    ("de", "Kommunen hjälper de barn som behöver det.", "Wir helfen denen, die die Hilfe wollen."),
    ("de", "Det är en fråga som ställs ofta.", "Es ist eine Frage, die die Leute oft stellen."),
    ("tr", "Läget blir långsamt bättre.", "Durum yavaş yavaş düzeliyor."),
    ("zh", "Vi ses varje dag och pratar.", "我们天天见面,讨论讨论。"),
    ("th", "Det är platsen som vi bor på i dag.", "นี่คือที่ที่เราอาศัยอยู่ในวันนี้"),
    ("fi", "Pojken sade att det var så.", "Poika sanoi, että se oli se."),
    ("en", "Namn: ..........", "Name: .........."),
    # Signs that the Swedish text has too.
    ("en", "Se fotnot [1] och [2].", "See footnotes [1] and [2]."),
    ("en", "Blankett PH01 finns i kassan.", "The form PH01 is at the desk."),
    # Ends.
    ("en", "Ta med böcker, pennor m.m.", "Bring books, pens and more"),
    ("en", "platser som du kan åka till", "places you can travel to"),
    ("en", "Rubrik för vitamin A", "Heading for vitamin A"),
    ("en", "Kommunen ansvarar för:", "The municipality is responsible for:"),
    ("en", "mat,", "food,"),
    ("en", "Han sade ”stanna hemma”.", "He said “stay at home.”"),
    ("en", "Läs mer (på svenska).", "Read more (in Swedish.)"),
    ("de", "Läs ”Håll avstånd”.", "Lies „Håll avstånd“."),
    ("de", "Läs ”Håll avstånd”", "Lies „Håll avstånd“"),
    ("fi", "Vad är coronavirus", "Mikä koronavirus on"),
    ("en", "a) ta en lapp", "a) take a ticket"),
    ("en", "Ring i dag!", "Call today."),
    ("ar", "Hur mår du?", "كيف حالك؟"),
    ("fa", "Hur mår du?", "حالتان چطور است؟"),
    ("am", "Skolan är öppen.", "ትምህርት ቤቱ ክፍት ነው።"),
    ("ti", "Skolan är öppen.", "ቤት ትምህርቲ ክፉት እዩ።"),
    ("zh", "Skolan är öppen.", "学校开放。"),
    ("th", "Skolan är öppen.", "โรงเรียนเปิดอยู่"),
    # Sentences.
    ("en", "Stanna hemma. Vila dig.", "Stay at home and rest."),
    ("en", "Regler, t.ex. Lagen, gäller. Det är så.", "Rules, e.g. the Law, hold. It is so."),
    ("en", "kommunchef", "Chief Executive of the Municipality"),
    # Bounds.
    ("en", "Upp till 8 personer.", "Up to eight people: 8."),
    ("en", "Högst 8 får delta.", "A maximum of 8 may take part."),
    ("en", "Högst 8 får delta.", "There must not be more than 8."),
    ("en", "Minst 2 meter.", "2 metres or more."),
    ("en", "Inte mindre än 2 meter.", "No less than 2 metres."),
    ("en", "Mer än 8 och färre än 12.", "Over 8 and under 12."),
    ("en", "Personer över 70 år.", "People older than 70 years."),
    ("en", "Du som är 70 år eller äldre.", "If you are aged 70+."),
    ("en", "Mötet är över på 2 timmar.", "The meeting is finished in 2 hours."),
    ("en", "Drygt 50 personer kom.", "More than 50 people came."),
    ("fi", "Högst 8 får delta.", "Osallistujia saa olla enintään 8."),
    ("fi", "Inte fler än 8 får delta.", "Osallistujia ei saa olla yli 8."),
    ("fi", "Mer än 8.", "Yli 8."),
    ("fi", "Färre än 8.", "Alle 8."),
    ("fi", "Du som är 70 år eller äldre.", "Sinä, joka olet täyttänyt 70 vuotta tai enemmän."),
    ("ar", "Högst 8 får delta.", "يجوز أن يشارك 8 أشخاص على الأكثر."),
    ("ar", "Inte fler än 8 får delta.", "يجب ألا يزيد عدد المشاركين عن 8."),
    ("ar", "Minst 2 meter.", "ما لا يقل عن 2 متر."),
    ("ar", "Mer än 8.", "أكثر من 8."),
    ("ar", "Färre än 8.", "أقل من 8."),
    ("de", "Högst 8 får delta.", "Maximal 8 dürfen teilnehmen."),
    ("de", "Inte fler än 8.", "Nicht mehr als 8."),
    ("de", "Personer över 70 år.", "Personen über 70 Jahre."),
    ("fr", "Högst 8 får delta.", "Au plus 8 personnes peuvent participer."),
    ("fr", "Minst 2 meter.", "Au moins 2 mètres."),
    ("fr", "Mer än 8.", "Plus de 8."),
    ("fr", "Inte fler än 8.", "Pas plus de 8."),
    ("es", "Högst 8 får delta.", "Pueden participar como máximo 8."),
    ("es", "Minst 2 meter.", "Al menos 2 metros."),
    ("es", "Mer än 8.", "Más de 8."),
    ("pl", "Högst 8 får delta.", "Może uczestniczyć najwyżej 8 osób."),
    ("pl", "Minst 2 meter.", "Co najmniej 2 metry."),
    ("pl", "Färre än 8.", "Mniej niż 8."),
    ("ru", "Högst 8 får delta.", "Могут участвовать не более 8 человек."),
    ("ru", "Minst 2 meter.", "Не менее 2 метров."),
    ("ru", "Mer än 8.", "Более 8."),
    ("uk", "Högst 8 får delta.", "Можуть брати участь щонайбільше 8 осіб."),
    ("uk", "Minst 2 meter.", "Щонайменше 2 метри."),
    ("uk", "Mer än 8.", "Понад 8."),
    ("tr", "Högst 8 får delta.", "En fazla 8 kişi katılabilir."),
    ("tr", "Minst 2 meter.", "En az 2 metre."),
    ("tr", "Mer än 8.", "8 kişiden fazla."),
    ("fa", "Högst 8 får delta.", "حداکثر 8 نفر می‌توانند شرکت کنند."),
    ("fa", "Mer än 8.", "بیش از 8."),
    ("zh", "Högst 8 får delta.", "最多8人可以参加。"),
    ("zh", "Mer än 8.", "超过8。"),
    ("zh", "Du som är 70 år eller äldre.", "70岁以上的人。"),
    ("th", "Högst 8 får delta.", "เข้าร่วมได้ไม่เกิน 8 คน"),
    ("th", "Mer än 8.", "มากกว่า 8"),
    # Signs.
    ("en", "Det är 5 minusgrader.", "It is 5 degrees below zero."),
    ("en", "Det blir –5 grader.", "It will be 5 degrees below zero."),
    ("fi", "Det blir minus 5 grader.", "Pakkasta on 5 astetta."),
    ("en", "Ring om covid-19.", "Call about covid -19."),
    ("en", "Klockan 10–12.", "Between 10 and 12."),
    # Denials.
    ("en", "Skolan är inte öppen.", "The school is closed."),
    ("en", "Det är inte möjligt.", "It is impossible."),
    ("en", "Tveka inte att ringa.", "Please call us."),
    ("en", "Ring gärna, oavsett tid.", "Call us, no matter the time."),
    ("en", "Vi hjälper inte bara barn.", "We help more than children."),
    ("en", "Du får inte komma in utan biljett.", "Entry without a ticket is prohibited."),
    ("en", "Lämna in senast fredag.", "Hand it in no later than Friday."),
    ("en", "Skolan öppnar inte förrän måndag.", "The school opens on Monday."),
    ("en", "Det är förbjudet att röka.", "You must not smoke."),
    ("en", "Rum nr 5 är ledigt.", "Room No. 5 is free."),
    ("en", "Oroa dig inte.", "Don’t worry."),
    ("fi", "Skolan är inte öppen.", "Koulu on kiinni."),
    ("fi", "Det är inte möjligt.", "Se on mahdotonta."),
    ("fi", "Kom inte hit om du är sjuk.", "Älä tule tänne, jos olet sairas."),
    ("fi", "Bara barn får komma in.", "Sisään eivät pääse muut kuin lapset."),
    ("ar", "Skolan är inte öppen.", "المدرسة مغلقة."),
    ("ar", "Skolan är fortfarande öppen.", "لا تزال المدرسة مفتوحة."),
    ("ar", "Det är inte tillåtet att röka.", "يُمنع التدخين."),
    ("ar", "Kom inte om du är sjuk.", "لا تأتِ إذا كنت مريضًا."),
    ("de", "Skolan är inte öppen.", "Die Schule ist geschlossen."),
    ("de", "Ingen får komma in.", "Niemand darf hereinkommen."),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "source", "draft"), RIGHT_PAIRS)
def test_no_false_alarm(tag: str, source: str, draft: str) -> None:
    expected = {"fidelity.number"} if "maximum" in draft else set()
    assert {r for r in rules(tag, source, draft) if r.split()[0] not in expected} == set()


def test_a_language_without_a_table_gets_a_note_and_no_reason() -> None:
    (finding,) = check("am", "Högst 8 får delta.", "8 ሰዎች መሳተፍ ይችላሉ።")
    assert (finding.rule, finding.severity) == ("draft.bound", "note")
    assert "Högst 8" in str(finding.message)
    assert reasons((finding,)) == ()


def test_only_the_drafts_are_blamed_and_empty_texts_are_not() -> None:
    swedish = briefing("# KF", "Skolan är öppen.", "Badet är öppet.", "- mat", "~ Hej", "~ A B")
    target = briefing(
        "# KF.", "The the school is open.", "The the pool", "- ", "~ Hi", "~ A B", language="en"
    )
    assert [*check_drafts(swedish, target, {"b1", "b4"}, Glossary())] == ["b1"]


def test_a_draft_that_repeats_a_persons_text_further_on_is_the_one_to_blame() -> None:
    swedish = briefing(
        "# KF",
        "Skolorna är öppna som vanligt i hela kommunen.",
        "Badhuset är öppet varje kväll.",
    )
    twice = "The swimming pool is open every evening now."
    target = briefing("# KF.", twice, twice, language="en")
    found = check_drafts(swedish, target, {"b1"}, Glossary())
    assert [finding.rule for finding in found["b1"]] == ["fidelity.repeated"]


def test_a_title_and_a_role_are_texts_too() -> None:
    swedish = briefing("# Läget nu", "~ Hej", "~ Anna Berg, chef")
    target = briefing("# <unk>", "~ Hi", "~ Anna Berg, [0]", language="en")
    found = check_drafts(swedish, target, {"title", "b1.1"}, Glossary())
    assert found.keys() == {"title", "b1.1"}


def test_a_warning_becomes_a_reason_and_a_note_does_not() -> None:
    source = "Läs ”Håll avstånd”. " + "Kommunen arbetar för att alla ska vara trygga. " * 3
    found = check("en", source, "Read “Keep your distance”.")
    by_rule = {finding.rule: finding.severity for finding in found}
    assert by_rule["fidelity.length"] == "error"
    assert by_rule["fidelity.quoted-name"] == "note"
    assert len(reasons(found)) == sum(f.severity == "error" for f in found)


def test_every_rule_of_fidelity_but_the_one_for_blocks_counts_for_drafts() -> None:
    assert {rule.__name__ for rule in RULES} - {r.__name__ for r in DRAFT_RULES} == {"structure"}


@given(st.text(max_size=60), st.sampled_from(["en", "fi", "ar", "zh", "th", "am"]))
def test_whatever_a_model_writes_is_checked(draft: str, tag: str) -> None:
    check(tag, "Högst 8 får inte komma in, och det är –5 grader (ute). Ring nu!", draft)


@given(st.lists(st.sampled_from(["school", "pupils", "hours", "today", "water"]), min_size=1))
def test_a_phrase_four_times_in_a_row_is_always_a_loop(words: list[str]) -> None:
    phrase = " ".join(words[:9])
    found = check("en", "Skolan är öppen för alla elever i dag.", f"So {phrase} {phrase} {phrase} "
                  f"{phrase} now.")  # fmt: skip
    assert "draft.repetition" in [finding.rule for finding in found]


def test_a_very_long_draft_is_checked_too() -> None:
    target = " ".join(f"word{number % 977}" for number in range(20_000))
    assert check("en", "Skolan är öppen.", target)


def with_text(identity: str, new: str, original: Briefing) -> Briefing:
    def change(own: str, _context: Context, old: Text) -> Text:
        return text(new) if own == identity else old

    return with_texts(original, original.language, change)


def test_one_draft_among_a_persons_texts() -> None:
    spoilt = with_text("b1", "The the information is [0]", real("en"))
    found = check_drafts(REAL, spoilt, ["b1"], GLOSSARY)
    assert {"draft.leftover", "draft.repetition", "draft.ending", "fidelity.date"} <= {
        finding.rule for finding in found["b1"]
    }
