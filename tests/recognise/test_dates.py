"""Dates in the languages of the residents."""

import pytest

from pipeline.recognise.dates import date_mentions


@pytest.mark.parametrize(
    ("tag", "text"),
    [("es", "Los mayores corren mayor riesgo."), ("pl", "Mają czas."), ("fr", "Les maisons.")],
)
def test_a_word_that_begins_like_a_month_is_none(tag: str, text: str) -> None:
    assert date_mentions(text, tag) == ()


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("es", "el 12 de mayo"), ("pl", "12 maja"), ("fr", "le 12 mai"), ("de", "am 12. Mai"),
        ("bs", "12. maja"), ("ru", "12 мая"), ("uk", "12 травня"), ("tr", "12 Mayıs'ta"),
    ],
)  # fmt: skip
def test_a_date_is_met_in_the_case_that_it_stands_in(tag: str, text: str) -> None:
    assert [(m.month, m.days) for m in date_mentions(text, tag)] == [(5, (12,))]


def test_may_in_russian_has_short_cases() -> None:
    assert [m.month for m in date_mentions("в мае, к маю, за маем; майка", "ru")] == [5, 5, 5]


def test_june_in_bosnian_has_two_names() -> None:
    found = date_mentions("15. juna, 16. juni, u julu", "bs")
    assert [(m.month, m.days) for m in found] == [(6, (15,)), (6, (16,)), (7, ())]


@pytest.mark.parametrize("text", ["mayıs ayında", "Mayıs ayında", "mayısın ortasında"])
def test_a_turkish_month_without_a_day_is_small(text: str) -> None:
    assert [(m.month, m.days) for m in date_mentions(text, "tr")] == [(5, ())]


@pytest.mark.parametrize("text", ["mayıstan önce ocak yakıldı", "aralık bırakın", "ekim yapıldı"])
def test_turkish_words_that_are_months_too_are_none_without_a_day(text: str) -> None:
    months = {m.month for m in date_mentions(text, "tr")}
    assert not months & {1, 10, 12}


def test_may_in_tigrinya_has_two_spellings_and_june_is_no_document() -> None:
    assert [m.month for m in date_mentions("12 ግንቦት, ጉንበት", "ti")] == [5, 5]
    assert date_mentions("እዚ ሰነድ ኣብ ሰነዳት", "ti") == ()


def test_may_in_dari_is_a_prefix_of_verbs_too() -> None:
    assert not any(m.sure for m in date_mentions("شاروالی کار می‌کند", "prs"))
    assert date_mentions("مهم و مهمانی فوری", "fa") == ()
    (found,) = date_mentions("۱۲ مه", "fa")
    assert (found.month, found.days) == (5, (12,))


def test_a_thai_month_stands_among_letters() -> None:
    (found,) = date_mentions("ตั้งแต่กลางเดือนมีนาคมเรา", "th")
    assert found.month == 3
