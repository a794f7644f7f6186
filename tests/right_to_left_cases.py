"""What residents read in right-to-left text: numbers, dates, names, addresses, as they look.

In braces stands what is read from left to right as a whole; everything else, character for
character, runs from right to left. So `הרחוב {12} א` shows, from the left, א 12 בוחרה.

What is written down here follows how people write: telephone numbers, ISO dates, addresses and
figures with a unit look in every language as they do in Swedish, also with Persian digits; a
single number stands in its place in the sentence; the Arabic percent sign stands to the left of
its number, `%` to the right.
"""

import re
from typing import NamedTuple

from pipeline.edition import Edition
from tests.builders import edition

_PARTS = re.compile(r"\{([^{}]+)\}|([^{}]+)")


class Case(NamedTuple):
    """A line of text with braces around what runs from left to right."""

    marked: str

    @property
    def text(self) -> str:
        """The text itself."""
        return re.sub("[{}]", "", self.marked)

    @property
    def shown(self) -> str:
        """The characters from left to right; brackets are the logical ones."""
        found = (match.groups() for match in _PARTS.finditer(self.marked))
        return "".join([ltr or rtl[::-1] for ltr, rtl in found][::-1])


def _cases(*marked: str) -> tuple[Case, ...]:
    return tuple(Case(line) for line in marked)


ARABIC = _cases(
    "اتصل بالبلدية على الرقم {0220-240 00} من فضلك.",
    "من الخارج: {+46 220 240 00}، كل يوم عمل",
    "في حالات الطوارئ اتصل بالرقم {112}.",
    "لمزيد من المعلومات اتصل بالرقم {113 13} أو {1177}.",
    "يبدأ العمل بها في {12} مايو/أيار {2020}.",
    "نشر بتاريخ {2020-05-12}، نسخة {2.1}",
    "مفتوح من {8.00–16.30} كل يوم",
    "من الساعة {08:00} إلى {16:30}، عدا {12/5}.",
    "بلغت النسبة {25 %} في عام {2020}.",
    "اكتب إلى {kundcenter@hallstahammar.se}!",
    "راجع {https://www.hallstahammar.se/corona/}، صفحة {3}",
    "عنوان: {734 80 Hallstahammar}.",
    "عنوان: {Skolgatan 12, 734 80 Hallstahammar}، هنا",
    "الرسم {100 kr/m²} في السنة",
    "الثمن {1 250 kr} أو {1.250,50 kr}، لا أكثر",
    "مديرة البلدية ({Carin Becker-Åström}) هنا",
    "فيروس {covid-19} وكوفيد-{19} اليوم",
    "خط {Region Västmanland (1177)}، ليلا ونهارا",
    "بموجب الفقرة § {3} من القانون",
    "اطبع الورقة {A4} على الوجهين",
    "{1}) اغسل يديك {2}) ابق في البيت",
    "رقم المؤسسة {212000-1785}، حساب {5052-2107}",
    "جمعية «{Vi i Hallsta}»، نعم/لا",
    "بين {10-15} شخصا ({3–5 %})",
)

PERSIAN = _cases(
    "با شماره {0220-240 00} تماس بگیرید.",
    "از خارج: {+46 (0)220-240 00}، هر روز",
    "در مواقع اضطراری با {112} تماس بگیرید.",
    "برای پرسش: {113 13}، برای درمان: {1177}",
    "از {۱۲} مه {۲۰۲۰} تا امروز",
    "تاریخ {۱۳۹۹/۰۲/۲۳}، برابر با {2020-05-12}",
    "باز از {۸:۰۰–۱۶:۳۰}، جز جمعه",
    "نزدیک به {۲۵}٪ مردم",
    "{۲۵}٪ از مردم و {25 %} دیگر",
    "بین {۱۰–۱۵}٪ است",
    "شماره {۰۲۲۰-۲۴۰ ۰۰} را بگیرید",
    "رایانامه: {info@hallstahammar.se}.",
    "سایت {www.hallstahammar.se/fa}، بخش {۳}",
    "نشانی: {734 80 Hallstahammar} سوئد",
    "هزینه {۱۲٬۵۰۰} کرون یا {100 kr/m²} است",
    "خانم {Carin Becker-Åström («KF»)} هستند",
    "ویروس {covid-19} یا کووید-{۱۹}، همین",
    "{1}) دست بشویید {2}) در خانه بمانید",
    "مرکز {Region Västmanland (1177)} باز است",
    "برگه {A4}، بند § {۳}، یادداشت [{1}]",
)

SORANI = _cases(
    "پەیوەندی بکە بە {0220-240 00} تکایە.",
    "لە دەرەوە: {+46 220 240 00}، هەموو ڕۆژێک",
    "لە کاتی مەترسیدا بە {112} پەیوەندی بکە.",
    "زانیاری: {113 13}، تەندروستی: {1177}.",
    "لە {١٢}ی ئایاری {٢٠٢٠}دا",
    "بەرواری {2020-05-12} و {12/5 2020}.",
    "کراوەیە لە {8.00–16.30}، نەک هەینی",
    "کاتژمێر {٨:٠٠} تا {١٦:٣٠} کراوەیە",
    "نزیکەی {٢٥}٪ی خەڵک",
    "ئیمەیڵ: {info@hallstahammar.se}.",
    "ماڵپەڕ {hallstahammar.se/corona/}، لێرە",
    "ناونیشان: {734 80 Hallstahammar}، سوید",
    "نرخی {1 000 kr} یان {100 kr/m²}، بەس",
    "خاتوو {Carin Becker-Åström (KF)} لێرەیە",
    "ڤایرۆسی {covid-19} و کۆڤید-{١٩}",
    "{1}) دەست بشۆ {2}) لە ماڵ بە",
    "هێڵی {Region Västmanland (1177)} کراوەیە",
    "بەڵێ/نەخێر، {och/eller}، پەڕەی {A4}",
)

HEBREW = _cases(
    "התקשרו לעירייה בטלפון {0220-240 00} בבקשה.",
    "מחוץ לארץ: {+46 220 240 00}, בכל יום",
    "במקרה חירום חייגו {112}.",
    "למידע חייגו ל-{113 13} או ל-{1177}.",
    "החל ב-{12} במאי {2020} ועד היום",
    "פורסם ב-{2020-05-12}, גרסה {2.1}",
    "פתוח בשעות {8.00–16.30}, חוץ משבת",
    "מ-{08:00} עד {16:30} ב-{12/5}.",
    "כ-{25%} מהתושבים, או {25 %}",
    "כתבו אל {kundcenter@hallstahammar.se}!",
    "ראו {https://www.hallstahammar.se/corona/}.",
    "כתובת: {734 80 Hallstahammar}, שוודיה",
    "המחיר {1 000 kr} או {100 kr/m²} בשנה",
    "הגברת {Carin Becker-Åström (KF)} כאן",
    "נגיף {covid-19} וקוביד-{19} היום",
    "{1}) לשטוף ידיים {2}) להישאר בבית",
    "מוקד {Region Västmanland (1177)} פתוח",
    "לפי § {3} בחוק, דף {A4}, הערה [{1}]",
    'עמותת "{Vi i Hallsta}", כן/לא',
    "בין {10-15} איש ל-{0220-240 00}",
)

_NOTED = {
    "ar": Case("أغلقت المدارس{1} منذ {2020}{2} كلها"),
    "fa": Case("مدرسه ها{1} از {۱۳۹۹}{2} بسته اند"),
    "ckb": Case("قوتابخانەکان{1} لە {2020}{2} داخران"),
    "he": Case("בתי הספר{1} נסגרו ב-{2020}{2} כולם"),
}
"""Lines with the numbers of two notes, which belong to what is before them."""

CASES = {
    "ar": (*ARABIC, _NOTED["ar"]),
    "fa": (*PERSIAN, _NOTED["fa"]),
    "ckb": (*SORANI, _NOTED["ckb"]),
    "he": (*HEBREW, _NOTED["he"]),
}
"""By language."""


def edition_of(tag: str) -> Edition:
    """The cases of a language, one a paragraph, and the notes."""
    *plain, noted = CASES[tag]
    words = noted.text.replace("1 ", "[^1] ", 1).replace("2 ", "[^2] ", 1)
    notes = (f"[^{number}] {plain[number].text}" for number in (1, 2))
    return edition(f"# {tag}", *(case.text for case in plain), words, *notes, language=tag)
