"""Addresses and telephone numbers, in any script around them."""

import pytest

from pipeline.recognise.contacts import contact_places, contacts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 0220-240 00, 0220–240 00 eller +46 (0)220 240 00.",
         ("0220-240 00", "0220–240 00", "+46 (0)220 240 00")),
        ("Ring (0220) 240 00, 0220 - 240 00 eller 070-123 45 67.",
         ("0220) 240 00", "0220 - 240 00", "070-123 45 67")),
        ("Ring 0220-240 00 (12 platser) – 8 kvar.", ("0220-240 00",)),
        ("Läs krisinformation.se och www.a.se/b?c=1.", ("krisinformation.se", "www.a.se/b?c=1")),
        ("Se 1177.se eller 1177.", ("1177.se",)),
        ("请拨打0220-240 00或写信至a.b@c.se。", ("0220-240 00", "a.b@c.se")),
        ("请看https://a.se/b。", ("https://a.se/b",)),
        ("ดูwww.a.se/bนี้", ("www.a.se/b",)),
        ("在krisinformation.se上", ("krisinformation.se",)),
        ("Lön: 28 000–32 000 kr eller 28 050–32 000 kr.", ()),
        ("Öppet 08 – 16, den 2020-05-12, 10 000 gånger, t.ex. se nedan.", ()),
    ],
)  # fmt: skip
def test_contacts(text: str, found: tuple[str, ...]) -> None:
    assert contacts(text) == found
    assert tuple(text[start:end] for start, end in contact_places(text)) == found
