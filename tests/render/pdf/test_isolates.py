"""Figures and addresses in Arabic: what is isolated, and how it stands on the line."""

import subprocess
from collections.abc import Callable

import pytest

from pipeline.languages import language
from pipeline.render.pdf.isolates import (
    Isolate,
    isolated_ranges,
    paragraph_isolates,
    with_isolates,
    without_controls,
)
from tests.render.pdf.setting import line, span, text_of_line, visual, visual_indices


def isolated(text: str) -> list[str]:
    return [text[start:end] for start, end in isolated_ranges(text)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("هاتف 0220-240 00 أو", "وأ 0220-240 00 فتاه"),
        ("هاتف +46 220 240 00.", ".+46 220 240 00 فتاه"),
        ("هاتف +46 (0)220-240 00 أو", "وأ +46 (0)220-240 00 فتاه"),
        ("هاتف (0220) 240 00 أو", "وأ (0220) 240 00 فتاه"),
        ("هاتف 08-123 456 78، نعم", "معن ،08-123 456 78 فتاه"),
        ("في 2020-05-12 وفي", "يفو 2020-05-12 يف"),
        ("في 12/5-2020 وفي", "يفو 12/5-2020 يف"),
        ("من 8.00–16.30، نعم", "معن ،8.00–16.30 نم"),
        ("من 08:00 – 16:30 نعم", "معن 08:00 – 16:30 نم"),
        ("بين 10-15 شخصا", "اصخش 10-15 نيب"),
        ("بريد a.b@hallsta-hammar.se.", ".a.b@hallsta-hammar.se ديرب"),
        ("موقع https://www.hallsta.se/corona/.", ".https://www.hallsta.se/corona/ عقوم"),
        ("موقع hallsta.se/corona/، نعم", "معن ،hallsta.se/corona/ عقوم"),
        ("نسبة 15 % نعم", "معن 15 % ةبسن"),
        ("نسبة 25% نعم", "معن 25% ةبسن"),
        ("سعر 1 000 kr نعم", "معن 1 000 kr رعس"),
        ("سعر و€50 نعم", "معن €50و رعس"),
        ("حرارة -5 °C نعم", "معن -5 °C ةرارح"),
        ("سنة ۱۳۹۹-۰۲-۲۳ نعم", "معن ۱۳۹۹-۰۲-۲۳ ةنس"),
        ("سنة ٢٠٢٠-٠٥-١٢ نعم", "معن ١٢-٠٥-٢٠٢٠ ةنس"),
        ("السيدة Carin Becker-Åström، هنا", "انه ،Carin Becker-Åström ةديسلا"),
        ("فيروس covid-19 هنا", "انه covid-19 سوريف"),
        ("كوفيد-19 هنا", "انه 19-ديفوك"),
        ("بلد (Hallsta kommun) هنا", "انه )Hallsta kommun( دلب"),
        ("اسم ”Vi i Hallsta“ هنا", "انه “Vi i Hallsta” مسا"),
        ("مع Anna 0220-240 00 هنا", "انه Anna 0220-240 00 عم"),
        ("عدد 1, 2, 3 هنا", "انه 3 ,2 ,1 ددع"),
        ("عام 2020 15 شخصا", "اصخش 15 2020 ماع"),
    ],
)
def test_visual_order_in_arabic(text: str, shown: str) -> None:
    assert visual(text) == shown


def test_figures_are_not_isolated_after_latin_letters_nor_inside_words() -> None:
    assert isolated("مع Anna 0220-240 00") == []
    assert isolated("covid-19 و كوفيد-19 و A4") == []


def test_an_address_keeps_the_stop_of_its_sentence_outside() -> None:
    assert isolated("انظر www.hallsta.se/a,b. ثم") == ["www.hallsta.se/a,b"]
    assert isolated("(kund@hallsta.se)،") == ["kund@hallsta.se"]


def test_two_figures_that_a_comma_parts_are_two() -> None:
    assert isolated("من 0220-240 00، أو 0220-240 01.") == ["0220-240 00", "0220-240 01"]


def test_a_swedish_span_keeps_its_own_full_stop() -> None:
    spans = [span("قال ", "ar"), span("Carin (stab).", "sv"), span(" ثم", "ar")]
    text = "".join(part.text for part in spans)
    assert paragraph_isolates(spans, language("ar")) == [Isolate(4, 17)]
    set_line = line(spans, "ar")
    assert "".join(text[i] for i in visual_indices(set_line)) == "مث Carin (stab). لاق"


def test_an_arabic_span_in_swedish_is_set_off_with_its_telephone_number() -> None:
    spans = [span("Ring ", "sv"), span("هاتف 0220-240 00", "ar"), span(" nu", "sv")]
    text = "".join(part.text for part in spans)
    shown = "".join(text[i] for i in visual_indices(line(spans)))
    assert shown == "Ring 0220-240 00 فتاه nu"


def test_controls_are_put_in_and_taken_out_at_the_same_places() -> None:
    isolates = [Isolate(1, 3), Isolate(3, 4), Isolate(0, 5)]
    text, offsets = with_isolates("abcde", isolates)
    assert text == "\u2066a\u2066bc\u2069\u2066d\u2069e\u2069"
    levels = bytes(range(len(text)))
    kept = without_controls(levels, offsets)
    assert [text[level] for level in kept] == list("abcde")


def test_controls_are_in_no_cluster() -> None:
    text = "هاتف 0220-240 00، kund@hallsta.se."
    assert text_of_line(line(text, "ar")) == text


@pytest.mark.parametrize(
    "text",
    [
        "اسم Carin Becker-Åström هنا",
        "بلد (Hallsta kommun) هنا",
        "فيروس covid-19 و كوفيد-19.",
        "اسم ”Vi i Hallsta“، نعم؟",
        "عام 2020 وعدد 15: «نص» [قوس]",
        "abc سلام (def) كتاب, ghi!",
        "نسبة 25 و 1, 2, 3",
        "مع Anna 0220-240 00 هنا",
    ],
)
def test_order_without_isolates_is_that_of_fribidi(
    text: str, program: Callable[[str], str]
) -> None:
    assert isolated(text) == []
    command = [program("fribidi"), "--rtl", "--nobreak", "--novisual", "--vtol"]
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    assert visual_indices(line(text, "ar")) == [int(index) for index in result.stdout.split()]
