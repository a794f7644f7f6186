"""Dates and numbers in the spellings of CLDR, which drafts use."""

import pytest

from pipeline.recognise.dates import date_mentions
from pipeline.recognise.numbers import differences, numbers


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("zh", "会议于2020年5月12日举行", [(5, (12,))]),
        ("zh", "5月12日至14日关闭", [(5, (12, 14))]),
        ("zh", "五月 5月", [(5, ())]),
        ("es", "el 12 de mayo", [(5, (12,))]),
        ("kmr", "12ê gulanê", [(5, (12,))]),
        ("ckb", "12ی ئایاری 2020", [(5, (12,))]),
        ("ckb", "12ی ئازاری 2020، لە ناوەڕاستی ئازاردا", [(3, (12,)), (3, ())]),
        ("ckb", "کاتی ئازاد، ئایا؟", []),
        ("am", "ሜይ 12–14", [(5, (12, 14))]),
        ("fa", "12 تا 14 مه", [(5, (12, 14))]),
        ("sv", "mellan den 27 och den 30 december", [(12, (27, 30))]),
    ],
)
def test_dates(tag: str, text: str, found: list[tuple[int, tuple[int, ...]]]) -> None:
    assert [(m.month, m.days) for m in date_mentions(text, tag)] == found


@pytest.mark.parametrize(
    ("swedish", "tag", "written", "same"),
    [
        ("1 000", "de", "1.000", True),
        ("1 234 567,5", "de", "1.234.567,5", True),
        ("1 000", "es", "1.000", True),
        ("1 000", "fi", "1.000", False),
        ("1 000", "de", "1.001", False),
        ("1,5", "de", "1.5", True),
        ("10 000", "en", "10.000", False),
    ],
)
def test_grouping_by_points(swedish: str, tag: str, written: str, same: bool) -> None:
    lost, extra = differences(numbers(swedish, "sv"), numbers(written, tag))
    assert (not lost and not extra) is same


def test_a_paragraph_sign_at_a_line_s_end_does_not_claim_the_day_on_the_next() -> None:
    (mention,) = date_mentions("3\u00a0§\n12. toukokuuta", "fi")
    assert (mention.days, mention.month) == ((12,), 5)
    (on_one_line,) = date_mentions("§ 12 maj", "sv")
    assert on_one_line.days == ()
