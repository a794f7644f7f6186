"""Seeded defects in machine drafts, each caught by the rule that is named for it."""

import pytest

from pipeline.check.drafts import check_drafts, reasons
from pipeline.glossary import Glossary, GlossaryEntry
from tests.builders import briefing

GLOSSARY = Glossary(
    (
        GlossaryEntry(
            "ordningsvakt",
            targets={
                "en": ("public order guard",),
                "fi": ("järjestyksenvalvoja",),
                "ar": ("حارس النظام العام", "حراس النظام العام"),
                "de": ("Ordnungswächter",),
            },
        ),
        GlossaryEntry("Vi i Hallsta", is_name=True),
    )
)

COUNCIL = "Nämnden har beslutat att skolorna ska vara öppna som vanligt under hösten."
LIMIT = "Högst 50 personer får delta, och barnen ska vara minst 12 år."
OVER = "Inte fler än 8 får komma in. Personer som är 70 år och äldre får vänta ute."
CLOSED = "Biblioteket är inte öppet på måndag. Skolorna är öppna hela veckan."
COLD = "Natten blir kall med –5 grader. Ta på dig varma kläder."
GUARDS = "Ordningsvakterna hjälper till på torget varje kväll (till kl. 22)."
LOCAL = "Kommunen arbetar tillsammans med Vi i Hallsta i hela kommunen."
LONG = (
    "Kommunen har en ny telefonlinje. Den är öppen varje dag. Alla kan ringa dit. "
    "Samtalet är gratis för alla som bor här."
)
ASK = "Har du frågor om skolan?"
ITEM = "böcker, tidningar och spel för barn"

RIGHT = {
    "en": {
        COUNCIL: "The committee has decided that the schools will be open as usual in autumn.",
        LIMIT: "At most 50 people may take part, and the children must be at least 12 years old.",
        OVER: "No more than 8 may come in. People who are 70 years and older may wait outside.",
        CLOSED: "The library is not open on Monday. The schools are open all week.",
        COLD: "The night will be cold at –5 degrees. Put on warm clothes.",
        GUARDS: "The public order guards help in the square every evening (until 22).",
        LOCAL: "The municipality works with Vi i Hallsta in the whole municipality.",
        LONG: "The municipality has a new telephone line. It is open every day. Everyone can"
        " call. The call is free for everyone who lives here.",
        ASK: "Do you have questions about school?",
        ITEM: "books, newspapers and games for children",
    },
    "fi": {
        COUNCIL: "Lautakunta on päättänyt, että koulut ovat syksyllä auki tavalliseen tapaan.",
        LIMIT: "Enintään 50 henkilöä saa osallistua, ja lasten on oltava vähintään 12-vuotiaita.",
        OVER: "Sisään saa tulla korkeintaan 8. Henkilöt, jotka ovat 70 vuotta tai vanhempia,"
        " saavat odottaa ulkona.",
        CLOSED: "Kirjasto ei ole auki maanantaina. Koulut ovat auki koko viikon.",
        COLD: "Yöstä tulee kylmä, –5 astetta. Pue lämpimästi päällesi.",
        GUARDS: "Järjestyksenvalvojat auttavat torilla joka ilta (klo 22 asti).",
        LOCAL: "Kunta työskentelee yhdessä Vi i Hallstan kanssa koko kunnassa.",
        LONG: "Kunnalla on uusi puhelinlinja. Se on auki joka päivä. Kaikki voivat soittaa"
        " sinne. Puhelu on maksuton kaikille täällä asuville.",
        ASK: "Onko sinulla kysymyksiä koulusta?",
        ITEM: "kirjoja, lehtiä ja pelejä lapsille",
    },
    "ar": {
        COUNCIL: "قررت اللجنة أن تكون المدارس مفتوحة كالمعتاد خلال الخريف.",
        LIMIT: "يُسمح بمشاركة 50 شخصًا كحد أقصى، ويجب ألا يقل عمر الأطفال عن 12 عامًا.",
        OVER: "لا يجوز دخول أكثر من 8 أشخاص. على من يبلغون 70 عامًا أو أكثر الانتظار في الخارج.",
        CLOSED: "المكتبة ليست مفتوحة يوم الاثنين. المدارس مفتوحة طوال الأسبوع.",
        COLD: "ستكون الليلة باردة مع -5 درجات. ارتدوا ملابس دافئة.",
        GUARDS: "يساعد حراس النظام العام في الساحة كل مساء (حتى الساعة 22).",
        LOCAL: "تعمل البلدية مع Vi i Hallsta في جميع أنحاء البلدية.",
        LONG: "لدى البلدية خط هاتف جديد. وهو مفتوح كل يوم. يمكن للجميع الاتصال به. المكالمة"
        " مجانية لكل من يسكن هنا.",
        ASK: "هل لديك أسئلة عن المدرسة؟",
        ITEM: "كتب وصحف وألعاب للأطفال",
    },
    "de": {
        COUNCIL: "Der Ausschuss hat beschlossen, dass die Schulen im Herbst wie üblich geöffnet"
        " sind.",
        LIMIT: "Höchstens 50 Personen dürfen teilnehmen, und die Kinder müssen mindestens 12"
        " Jahre alt sein.",
        OVER: "Nicht mehr als 8 dürfen hereinkommen. Personen, die 70 Jahre und älter sind,"
        " dürfen draußen warten.",
        CLOSED: "Die Bibliothek ist am Montag nicht geöffnet. Die Schulen sind die ganze Woche"
        " geöffnet.",
        COLD: "Die Nacht wird kalt mit –5 Grad. Zieh warme Kleidung an.",
        GUARDS: "Die Ordnungswächter helfen jeden Abend auf dem Platz (bis 22 Uhr).",
        ASK: "Hast du Fragen zur Schule?",
    },
    "zh": {
        COUNCIL: "委员会已决定,学校秋季将照常开放。",
        LIMIT: "最多50人可以参加,儿童必须至少12岁。",
        OVER: "不超过8人可以进入。70岁及以上的人可以在外面等候。",
        LONG: "市政府有一条新的电话线路。每天开放。所有人都可以打电话。"
        "住在这里的人都可以免费通话。",
    },
    "th": {
        COUNCIL: "คณะกรรมการได้ตัดสินใจว่าโรงเรียนจะเปิดตามปกติในช่วงฤดูใบไม้ร่วง",
        LIMIT: "เข้าร่วมได้สูงสุด 50 คน และเด็กต้องมีอายุอย่างน้อย 12 ปี",
    },
    "fa": {
        COUNCIL: "کمیته تصمیم گرفته است که مدارس در پاییز طبق معمول باز باشند.",
        LIMIT: "حداکثر 50 نفر می‌توانند شرکت کنند و کودکان باید حداقل 12 سال داشته باشند.",
    },
}  # fmt: skip


def rules(tag: str, source: str, draft: str) -> set[str]:
    """The names of the rules that forbid the use of one drafted paragraph."""
    swedish, drafted = briefing("# KF", source), briefing("# KF.", draft, language=tag)
    found = check_drafts(swedish, drafted, {"b1"}, GLOSSARY)
    assert found.keys() <= {"b1"}
    forbidding = [f for f in found.get("b1", ()) if f.severity == "error"]
    assert len(forbidding) == len(reasons(found.get("b1", ())))
    return {finding.rule for finding in forbidding}


CASES = [(tag, source) for tag, texts in RIGHT.items() for source in texts]


@pytest.mark.parametrize(("tag", "source"), CASES)
def test_a_right_draft_is_left_in_peace(tag: str, source: str) -> None:
    assert rules(tag, source, RIGHT[tag][source]) == set()


DEFECTS = [
    # Loops.
    ("en", COUNCIL, "The committee", "The committee the committee the committee", "repetition"),
    ("en", COUNCIL, "The committee has", "The committee the committee has", "repetition"),
    ("en", COUNCIL, "as usual", "a a a a", "repetition"),
    ("en", COUNCIL, "the schools", "the the schools", "repetition"),
    ("en", COUNCIL, "schools", "schoolschoolschoolschool", "repetition"),
    ("en", COUNCIL, " in autumn.", " in autumn . . . . . .", "repetition"),
    ("en", COUNCIL, "open as usual", "open as usual, open as usual, open as usual", "repetition"),
    ("fi", COUNCIL, "koulut", "koulut koulut koulut koulut", "repetition"),
    ("fi", COUNCIL, "syksyllä auki", "syksyllä auki syksyllä auki", "repetition"),
    ("fi", COUNCIL, "että koulut", "että koulut ja ja koulut", "repetition"),
    ("fi", COUNCIL, "Lautakunta", "Lautalautalautalautakunta", "repetition"),
    ("ar", COUNCIL, "المدارس", "المدارس المدارس المدارس", "repetition"),
    ("ar", COUNCIL, "قررت اللجنة", "قررت اللجنة قررت اللجنة", "repetition"),
    ("ar", COUNCIL, "خلال", "في في خلال", "repetition"),
    ("de", COUNCIL, "Der Ausschuss", "Der Ausschuss der Ausschuss", "repetition"),
    ("zh", COUNCIL, "委员会", "委员会委员会委员会", "repetition"),
    ("zh", COUNCIL, "委员会", "委员会委员会", "repetition"),
    ("zh", COUNCIL, "照常", "照照照照常", "repetition"),
    ("th", COUNCIL, "คณะกรรมการ", "คณะกรรมการคณะกรรมการ", "repetition"),
    ("fa", COUNCIL, "کمیته", "کمیته کمیته کمیته", "repetition"),
    # Signs of the model.
    ("en", COUNCIL, "committee", "<unk>", "leftover"),
    ("en", COUNCIL, "committee", "⁇", "leftover"),
    ("en", COUNCIL, "committee", "com\ufffdittee", "leftover"),
    ("en", COUNCIL, "The committee", "▁The committee", "leftover"),
    ("en", COUNCIL, "The committee", "[0] committee", "leftover"),
    ("en", COUNCIL, "The committee", "PH00 committee", "leftover"),
    ("en", COUNCIL, "The committee", "XQ committee", "leftover"),
    ("en", COUNCIL, "autumn.", "autumn.</s>", "leftover"),
    ("en", COUNCIL, "autumn.", "autumn. <pad>", "leftover"),
    ("fi", COUNCIL, "Lautakunta", ">>fin<< Lautakunta", "leftover"),
    ("fi", COUNCIL, "koulut", "kou@@ lut", "leftover"),
    ("fi", COUNCIL, "koulut", "PH 01:n koulut", "leftover"),
    ("ar", COUNCIL, "اللجنة", "وPH00", "leftover"),
    ("ar", COUNCIL, "اللجنة", "[ 3 ]", "leftover"),
    ("ar", COUNCIL, "اللجنة", "\U000f0001", "leftover"),
    ("zh", COUNCIL, "委员会", "【0】", "leftover"),
    # Cut off.
    ("en", COUNCIL, " in autumn.", "", "ending"),
    ("en", COUNCIL, " as usual in autumn.", ", ", "ending"),
    ("en", COUNCIL, " in autumn.", " and", "ending"),
    ("en", COUNCIL, " in autumn.", " in the.", "ending"),
    ("en", ITEM, " for children", " for the", "ending"),
    ("en", ITEM, " for children", ",", "ending"),
    ("en", ITEM, " for children", " (", "ending"),
    ("en", ITEM, " games for children", "", "ending"),
    ("en", ASK, "?", ".", "ending"),
    ("fi", COUNCIL, " tavalliseen tapaan.", " ja", "ending"),
    ("fi", COUNCIL, " tavalliseen tapaan.", "", "ending"),
    ("fi", ITEM, " pelejä lapsille", "", "ending"),
    ("fi", ITEM, " lapsille", " lasten-", "ending"),
    ("fi", ASK, "?", "", "ending"),
    ("ar", COUNCIL, " خلال الخريف.", "", "ending"),
    ("ar", COUNCIL, " خلال الخريف.", "،", "ending"),
    ("ar", ITEM, " للأطفال", " في", "ending"),
    ("ar", ASK, "؟", "", "ending"),
    ("de", COUNCIL, " geöffnet sind.", "", "ending"),
    ("de", ASK, " zur Schule?", " zur", "ending"),
    ("zh", COUNCIL, "将照常开放。", "将照常", "ending"),
    ("zh", COUNCIL, "。", ",", "ending"),
    ("th", COUNCIL, "ในช่วงฤดูใบไม้ร่วง", "และ", "ending"),
    ("fa", COUNCIL, "باز باشند.", "باز", "ending"),
    # Marks that come in pairs.
    ("en", GUARDS, "22).", "22.", "pairing"),
    ("en", COUNCIL, "as usual", "“as usual", "pairing"),
    ("fi", GUARDS, "(klo", "klo", "pairing"),
    ("ar", GUARDS, "22).", "22.", "pairing"),
    ("ar", COUNCIL, "المدارس", "«المدارس", "pairing"),
    ("zh", COUNCIL, "学校", "“学校", "pairing"),
    # Sentences and clauses.
    ("en", LONG, " It is open every day. Everyone can call.", "", "sentences"),
    ("fi", LONG, " Se on auki joka päivä. Kaikki voivat soittaa sinne.", "", "sentences"),
    ("ar", LONG, " وهو مفتوح كل يوم. يمكن للجميع الاتصال به.", "", "sentences"),
    ("zh", LONG, "每天开放。所有人都可以打电话。", "", "sentences"),
    (
        "en",
        ASK,
        "school?",
        "school? Call us. We are here. We help you. Do you know more?",
        "sentences",
    ),
    ("en", COUNCIL, " has decided that the schools will be open as usual in autumn", "", "length"),
    ("fi", COUNCIL, ", että koulut ovat syksyllä auki tavalliseen tapaan", "", "length"),
    ("ar", COUNCIL, " أن تكون المدارس مفتوحة كالمعتاد خلال الخريف", "", "length"),
    (
        "en",
        ASK,
        " about school",
        " about the school, your children and the teachers they meet each day of the autumn",
        "length",
    ),
    # Bounds of numbers.
    ("en", LIMIT, "At most 50", "At least 50", "bound"),
    ("en", LIMIT, "At most 50", "50", "bound"),
    ("en", LIMIT, "At most 50", "More than 50", "bound"),
    ("en", LIMIT, "at least 12", "under 12", "bound"),
    ("en", OVER, "No more than 8", "More than 8", "bound"),
    ("en", OVER, "70 years and older", "70 years old", "bound"),
    ("en", CLOSED, "all week", "at least 5 days", "bound"),
    ("fi", LIMIT, "Enintään 50", "Vähintään 50", "bound"),
    ("fi", LIMIT, "vähintään 12", "12", "bound"),
    ("fi", OVER, "korkeintaan 8", "yli 8", "bound"),
    ("fi", OVER, " tai vanhempia", "", "bound"),
    ("ar", LIMIT, "50 شخصًا كحد أقصى", "50 شخصًا على الأقل", "bound"),
    ("ar", LIMIT, "ألا يقل عمر الأطفال عن 12", "أن يقل عمر الأطفال عن 12", "bound"),
    ("ar", OVER, "لا يجوز دخول أكثر من", "يجوز دخول أكثر من", "bound"),
    ("de", LIMIT, "Höchstens", "Mindestens", "bound"),
    ("de", OVER, "Nicht mehr als", "Mehr als", "bound"),
    ("zh", LIMIT, "最多50", "超过50", "bound"),
    ("zh", OVER, "不超过8", "超过8", "bound"),
    ("th", LIMIT, "สูงสุด", "อย่างน้อย", "bound"),
    ("fa", LIMIT, "حداکثر", "حداقل", "bound"),
    # Signs of numbers.
    ("en", COLD, "–5", "5", "sign"),
    ("fi", COLD, "–5", "5", "sign"),
    ("ar", COLD, "-5", "5", "sign"),
    ("de", COLD, "–5", "5", "sign"),
    ("en", LIMIT, "50", "-50", "sign"),
    # Negations.
    ("en", CLOSED, "is not open", "is open", "negation"),
    ("en", CLOSED, "are open", "are not open", "negation"),
    ("en", COUNCIL, "will be open", "won’t be open", "negation"),
    ("fi", CLOSED, "ei ole", "on", "negation"),
    ("fi", CLOSED, "Koulut ovat", "Koulut eivät ole", "negation"),
    ("fi", COUNCIL, "ovat", "eivät ole", "negation"),
    ("ar", CLOSED, "المكتبة ليست مفتوحة", "المكتبة مفتوحة", "negation"),
    ("ar", CLOSED, "المدارس مفتوحة", "المدارس لن تكون مفتوحة", "negation"),
    ("de", CLOSED, "am Montag nicht", "am Montag", "negation"),
    ("de", COUNCIL, "wie üblich", "nicht", "negation"),
    # The glossary.
    ("en", GUARDS, "public order guards", "security officers", "term"),
    ("fi", GUARDS, "Järjestyksenvalvojat", "Vartijat", "term"),
    ("ar", GUARDS, "حراس النظام العام", "رجال الأمن", "term"),
    ("de", GUARDS, "Ordnungswächter", "Wachleute", "term"),
    ("en", LOCAL, "Vi i Hallsta", "We in Hallsta", "term"),
    ("fi", LOCAL, "Vi i Hallstan", "Me Hallstan", "term"),
    ("ar", LOCAL, "Vi i Hallsta", "نحن في هالستا", "term"),
]


@pytest.mark.parametrize(("tag", "source", "old", "new", "rule"), DEFECTS)
def test_a_seeded_defect_is_found(tag: str, source: str, old: str, new: str, rule: str) -> None:
    right = RIGHT[tag][source]
    assert old in right
    assert f"draft.{rule}" in rules(tag, source, right.replace(old, new, 1))


FIDELITY_DEFECTS = [
    ("en", LIMIT, "50", "15", "number"),
    ("en", LIMIT, "50", "50 000", "number"),
    ("fi", LIMIT, "12-vuotiaita", "aikuisia", "number"),
    ("ar", LIMIT, "12", "21", "number"),
    ("zh", LIMIT, "50", "五十", "number"),
    ("en", COUNCIL, RIGHT["en"][COUNCIL], COUNCIL, "same-as-source"),
    ("en", COUNCIL, "the schools will be open", "skolorna ska vara öppna som vanligt", "language"),
    ("fi", COUNCIL, RIGHT["fi"][COUNCIL], RIGHT["en"][COUNCIL], "other-language"),
    ("ar", COUNCIL, "المدارس", "skolorna", "script"),
    ("zh", COUNCIL, "学校", "školy", "script"),
    ("en", COUNCIL, RIGHT["en"][COUNCIL], " ", "empty"),
    ("en", COUNCIL, "schools", "schools\u202e", "control"),
    ("en", COUNCIL, "in autumn", "in autumn, in May", "date"),
    ("de", COUNCIL, "im Herbst", "im Mai", "date"),
    ("en", COUNCIL, "schools", "schools (0220-240 00)", "contact"),
    ("en", COUNCIL, "schools", "{schools}", "placeholder"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "source", "old", "new", "rule"), FIDELITY_DEFECTS)
def test_the_rules_for_every_translation_count_too(
    tag: str, source: str, old: str, new: str, rule: str
) -> None:
    right = RIGHT[tag][source]
    assert old in right
    assert f"fidelity.{rule}" in rules(tag, source, right.replace(old, new, 1))


def test_there_are_enough_defects_in_the_languages_that_come_first() -> None:
    first = [tag for tag, *_ in (*DEFECTS, *FIDELITY_DEFECTS) if tag in ("en", "fi", "ar")]
    assert len(first) >= 80
