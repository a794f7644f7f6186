"""What right-to-left text sets off, and how it then looks, the same in every format."""

from typing import NamedTuple

from hypothesis import strategies as st


class Case(NamedTuple):
    """`shown` has the characters from left to right; brackets are the logical ones."""

    text: str
    isolated: tuple[str, ...]
    shown: str


CASES = (
    # Telephone numbers
    Case("هاتف 0220-240 00 أو", ("0220-240 00",), "وأ 0220-240 00 فتاه"),
    Case("هاتف +46 220 240 00.", ("+46 220 240 00",), ".+46 220 240 00 فتاه"),
    Case("هاتف +46 (0)220-240 00 أو", ("+46 (0)220-240 00",), "وأ +46 (0)220-240 00 فتاه"),
    Case("هاتف (0220) 240 00 أو", ("(0220) 240 00",), "وأ (0220) 240 00 فتاه"),
    Case("هاتف 08-123 456 78، نعم", ("08-123 456 78",), "معن ،08-123 456 78 فتاه"),
    Case(
        "من 0220-240 00، أو 0220-240 01.",
        ("0220-240 00", "0220-240 01"),
        ".0220-240 01 وأ ،0220-240 00 نم",
    ),
    Case("0220-240 00، 112", ("0220-240 00",), "112 ،0220-240 00"),
    Case("الرقم 0220-240 00", ("0220-240 00",), "0220-240 00 مقرلا"),
    Case("اتصل بالرقم 113 13 أو", ("113 13",), "وأ 113 13 مقرلاب لصتا"),
    Case("على الرقم 114 14.", ("114 14",), ".114 14 مقرلا ىلع"),
    # Dates, times and ranges
    Case("في 2020-05-12 وفي", ("2020-05-12",), "يفو 2020-05-12 يف"),
    Case("في 12/5-2020 وفي", ("12/5-2020",), "يفو 12/5-2020 يف"),
    Case("في 12/5 2020 وفي", ("12/5 2020",), "يفو 12/5 2020 يف"),
    Case("في 12–15/5 2020 وفي", ("12–15/5 2020",), "يفو 12–15/5 2020 يف"),
    Case("من 8.00–16.30، نعم", ("8.00–16.30",), "معن ،8.00–16.30 نم"),
    Case("من 08:00 – 16:30 نعم", ("08:00 – 16:30",), "معن 08:00 – 16:30 نم"),
    Case("بين 10-15 شخصا", ("10-15",), "اصخش 10-15 نيب"),
    Case("سنة ۱۳۹۹-۰۲-۲۳ نعم", ("۱۳۹۹-۰۲-۲۳",), "معن ۱۳۹۹-۰۲-۲۳ ةنس"),
    Case("سنة ٢٠٢٠-٠٥-١٢ نعم", (), "معن ١٢-٠٥-٢٠٢٠ ةنس"),
    Case("12 مايو/أيار 2020", (), "2020 رايأ/ويام 12"),
    # Addresses
    Case(
        "بريد a.b@hallsta-hammar.se.",
        ("a.b@hallsta-hammar.se",),
        ".a.b@hallsta-hammar.se ديرب",
    ),
    Case("(kund@hallsta.se)، نعم", ("kund@hallsta.se",), "معن ،)kund@hallsta.se("),
    Case(
        "موقع https://www.hallsta.se/corona/.",
        ("https://www.hallsta.se/corona/",),
        ".https://www.hallsta.se/corona/ عقوم",
    ),
    Case(
        "موقع hallsta.se/corona/، نعم",
        ("hallsta.se/corona/",),
        "معن ،hallsta.se/corona/ عقوم",
    ),
    Case("انظر www.hallsta.se/a,b. ثم", ("www.hallsta.se/a,b",), "مث .www.hallsta.se/a,b رظنا"),
    Case("مع Anna a@b.se 0220-240 00", ("a@b.se", "0220-240 00"), "0220-240 00 a@b.se Anna عم"),
    # Percentages, prices, signs
    Case("نسبة 15 % نعم", ("15 %",), "معن 15 % ةبسن"),
    Case("نسبة 25% نعم", ("25%",), "معن 25% ةبسن"),
    Case("سعر 1 000 kr نعم", ("1 000 kr",), "معن 1 000 kr رعس"),
    Case("سعر و€50 نعم", ("€50",), "معن €50و رعس"),
    Case("حرارة -5 °C نعم", ("-5 °C",), "معن -5 °C ةرارح"),
    # Latin phrases, which are left to right without
    Case("السيدة Carin Becker-Åström، هنا", (), "انه ،Carin Becker-Åström ةديسلا"),
    Case("فيروس covid-19 هنا", (), "انه covid-19 سوريف"),
    Case("كوفيد-19 هنا", (), "انه 19-ديفوك"),
    Case("بلد (Hallsta kommun) هنا", (), "انه )Hallsta kommun( دلب"),
    Case("اسم ”Vi i Hallsta“ هنا", (), "انه “Vi i Hallsta” مسا"),
    Case("مع Anna 0220-240 00 هنا", (), "انه Anna 0220-240 00 عم"),
    Case("مع Anna، 0220-240 00 هنا", ("0220-240 00",), "انه 0220-240 00 ،Anna عم"),
    Case("مع Anna 5 % هنا", ("5 %",), "انه 5 % Anna عم"),
    # Single numbers, which stay as they are
    Case("عدد 1, 2, 3 هنا", (), "انه 3 ,2 ,1 ددع"),
    Case("عام 2020 15 شخصا", (), "اصخش 15 2020 ماع"),
    Case("2020: عام A4 و 5", (), "5 و A4 ماع :2020"),
    # Postal codes, with the place after them
    Case("رمز 734 80 هنا", ("734 80",), "انه 734 80 زمر"),
    Case("في 734 80 Hallsta، نعم", ("734 80 Hallsta",), "معن ،734 80 Hallsta يف"),
    Case(
        "في 734 80 Hallsta, Sverige.", ("734 80 Hallsta, Sverige",), ".734 80 Hallsta, Sverige يف"
    ),
    Case("في Gatan 1, 734 80 Hallsta هنا", (), "انه Gatan 1, 734 80 Hallsta يف"),
    Case("في 734 80 hallsta.se", ("734 80", "hallsta.se"), "hallsta.se 734 80 يف"),
    Case(
        "في 734 80 Hallsta 0220-240 00",
        ("734 80 Hallsta", "0220-240 00"),
        "0220-240 00 734 80 Hallsta يف",
    ),
    # Units, and what stands after them
    Case("رسم 100 kr/m² نعم", ("100 kr/m²",), "معن 100 kr/m² مسر"),
    Case("رسم 100:- نعم", ("100:-",), "معن 100:- مسر"),
    Case("رسم 5 kr 0220-240 00", ("5 kr", "0220-240 00"), "0220-240 00 5 kr مسر"),
    # The Arabic percent sign, which stands to the left of its number
    Case("نسبة ۲۵٪ نعم", ("۲۵",), "معن ٪۲۵ ةبسن"),
    Case("۱۰–۱۵ ٪ نعم", ("۱۰–۱۵",), "معن ٪ ۱۰–۱۵"),
    Case("نسبة ٢٥٪ نعم", (), "معن ٪٢٥ ةبسن"),
    # Joined to a word by a hyphen, as prefixes are in Hebrew
    Case("ב-0220-240 00 או", ("0220-240 00",), "וא 0220-240 00-ב"),
    Case("ל-10-15 איש", ("10-15",), "שיא 10-15-ל"),
)

_WORDS = (
    "0220-240 00",
    "2020-05-12",
    "12/5",
    "5 %",
    "۵٪",
    "734 80",
    "kr/m²",
    "a@b.se",
    "x.se/",
    "Anna",
    "سلام",
    "،",
)
_SIGNS = tuple(" .,-–/:()%+019٣۴€\u064e\u00a0")
TEXTS = st.lists(st.sampled_from((*_WORDS, *_SIGNS)), max_size=12).map("".join)
"""Texts of such pieces in any order."""
