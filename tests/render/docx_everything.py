"""Editions with everything that a Word document can have, from left to right and from right."""

from dataclasses import replace

from pipeline.edition import Edition
from pipeline.model import Figure
from tests.builders import edition, image

_SWEDISH = edition(
    "# Öppettider och avgifter[^1]",
    "^^ Diarienummer KS 2020/0231 · **Kommunstyrelsen**",
    "__ Besök [kommunhuset](https://www.hallstahammar.se/) vardagar 8–16",
    "[^1] Beslutat av kommunfullmäktige den 12 maj.",
    "[^2] Gäller **inte** [Kysy kunnalta](fi); ring [0220-240 00](tel:+4622024000).",
    "Se [tabellen](#b8), [bilden](#b10) och [listan](#b5.1). **Viktigt:** _läs_ allt[^2] // och "
    "[**skriv** sedan](mailto:kundcenter@hallstahammar.se).",
    "Ord på thai: **_[อ่าน](th)_**, på kinesiska: _[阅读](zh)_, på arabiska: _[اقرأ](ar)_, "
    "_[**länk**](https://example.se/)_ och [_en_ till](https://example.se/).",
    "## **Listor** i _listor_",
    "Så här:",
    "- Ring oss",
    "  - på vardagar[^1]",
    "    4. före lunch",
    "    5. efter lunch",
    "      - och aldrig på natten",
    "  - på helgen",
    "  Ett stycke till i samma punkt, som är så långt att det inte får plats på en enda rad utan "
    "måste fortsätta på nästa.",
    "- Skriv",
    "Och så här:",
    "3. tredje",
    "  1. första inre",
    "  2. andra inre",
    "  Mer om tredje.",
    "4. fjärde",
    "|: Avgifter i _kronor_[^1]",
    "|= Tjänst | Avgift | <",
    "|= ^ | Vuxna | Barn",
    "| Bad | 60 | 30",
    "| Bibliotek med en lång beskrivning av allt | [0220-240 00](tel:+4622024000) | **0**",
    "| Övrigt \\\\ - ett \\\\ - två | | 5",
    "| Sist | 1 | ^",
    "***",
    "![Ett rött hus](red) Huset vid ån",
    "![](blue)",
    "Efter bilden.",
    "|! Rad | a",
    "|! Rad två | b",
    "> Det här är ett citat som är så långt att det blir mer än en rad på sidan, och lite till.",
    "> - med lista",
    ">   - och inre",
    "> Slut på citatet.",
    "! Viktigt meddelande om **vatten** som är så långt att det blir mer än en rad på sidan.",
    "! 1. koka",
    "! 2. drick det vatten som du nyss har kokat, när det har svalnat så att du inte bränner dig",
    "!   Ett stycke till.",
    "~ Med vänliga hälsningar",
    "~ Catarina Petterson, ordförande",
)
_ARABIC = edition(
    "# ساعات العمل والرسوم[^1]",
    "^^ الرقم [KS 2020/0231](sv) · **مجلس البلدية**",
    "__ زوروا [البلدية](https://www.hallstahammar.se/) بين 8-16",
    "[^1] قرره المجلس البلدي في 12 مايو.",
    "[^2] **لا** ينطبق على [Hallstahammar](sv)؛ اتصل على [0220-240 00](tel:+4622024000).",
    "انظر [الجدول](#b10) و[الصورة](#b12) و[القائمة](#b4.1). **مهم:** _اقرأ_ كل شيء[^2] // ثم "
    "[**اكتب** إلينا](mailto:kundcenter@hallstahammar.se) عن _[Vi i Hallsta](sv)_[^2] (نعم).",
    "## **قوائم** في _قوائم_",
    "هكذا:",
    "- اتصل بنا",
    "  - في أيام الأسبوع[^1]",
    "    4. قبل الظهر",
    "    5. بعد الظهر",
    "      - وليس في الليل",
    "  - في نهاية الأسبوع",
    "  فقرة أخرى في نفس النقطة، وهي طويلة جدا بحيث لا يمكن أن تتسع في سطر واحد فقط بل يجب أن "
    "تستمر في السطر التالي من الصفحة.",
    "- اكتب",
    "وهكذا:",
    "3. ثالثا",
    "  1. أولا في الداخل",
    "  2. ثانيا في الداخل",
    "  المزيد عن الثالث.",
    "4. رابعا",
    "|: الرسوم _بالكرونة_[^1]",
    "|= الخدمة | الرسوم | <",
    "|= ^ | الكبار | الأطفال",
    "| سباحة | 60 | 30",
    "| مكتبة مع وصف طويل لكل ما تتضمنه الخدمة | [0220-240 00](tel:+4622024000) | **0**",
    "| أخرى \\\\ - واحد \\\\ - اثنان | | 5",
    "| أخيرا | 1 | ^",
    "***",
    "![بيت أحمر](red) البيت بجانب النهر",
    "![](blue)",
    "بعد الصورة.",
    "|! صف | أ",
    "|! صف ثان | ب",
    "> هذا اقتباس طويل جدا بحيث يصبح أكثر من سطر واحد في الصفحة، وقليلا أكثر من ذلك أيضا.",
    "> - مع قائمة",
    ">   - وداخلية",
    "> نهاية الاقتباس.",
    "! رسالة مهمة عن **الماء** وهي طويلة جدا بحيث تصبح أكثر من سطر واحد في هذه الصفحة الصغيرة.",
    "! 1. اغلِ",
    "! 2. اشرب الماء الذي غليته قبل قليل عندما يبرد بحيث لا تحرق نفسك به أبدا أبدا",
    "!   فقرة أخرى.",
    "~ مع أطيب التحيات",
    "~ Catarina Petterson, رئيسة",
    language="ar",
)


def _with_large_picture(of: Edition) -> Edition:
    blocks = tuple(
        replace(block, image=image("green", 900, 300))
        if isinstance(block, Figure) and block.alternative
        else block
        for block in of.briefing.blocks
    )
    return replace(
        of,
        info=replace(of.info, name="everything"),
        briefing=replace(of.briefing, blocks=blocks),
    )


EVERYTHING = tuple(_with_large_picture(of) for of in (_SWEDISH, _ARABIC))
