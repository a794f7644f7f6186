"""Texts that no machine gets, each with its reason."""

import pytest

from pipeline.translate.fitness import LONGEST_TEXT, unfit

CHARACTERS = "The text has characters that are not allowed: {characters}. Remove them."
WORDS = "There are no words in this text; nothing has to be translated."
LONG = "The text is longer than {most} characters. Divide it into paragraphs."
SCRIPT = "The text is not Swedish: most of it is in another script."
LANGUAGE = "The text is not Swedish but {language}."


@pytest.mark.parametrize(
    ("text", "template", "shown"),
    [
        ("Ring\u202e 112 nu", CHARACTERS, "U+202E"),
        ("Ring\x00 112\u2066 nu", CHARACTERS, "U+0000, U+2066"),
        ("Ring \U000f0000 nu", CHARACTERS, "U+F0000"),
        ("", WORDS, "nothing"),
        ("112, 0220-240 00 – ”§”!", WORDS, "nothing"),
        ("hus " * (LONGEST_TEXT // 4 + 1), LONG, str(LONGEST_TEXT)),
        ("Это текст на русском языке.", SCRIPT, "script"),
        ("هذا نص باللغة العربية", SCRIPT, "script"),
        ("The council has decided that the library will be closed.", LANGUAGE, "English"),
        ("Kunta on päättänyt, että kirjasto on suljettu ja palvelu ei toimi.", LANGUAGE, "Finnish"),
    ],
)
def test_unfit(text: str, template: str, shown: str) -> None:
    found = unfit(text)
    assert found is not None
    assert found.template == template
    assert shown in str(found)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 112.",
        "Covid-19",
        "Hej\noch\tvälkommen",
        "kommunchef",
        "Det är stängt, men vi svarar på frågor.",
        "Läs ”The council has decided” på vår webb, så vet du vad som gäller.",
        "Bibliotek, badhus, ishall, museum, skola",
        "Skriv till info@hallstahammar.se och läs www.hallstahammar.se.",
        "å" * 30_000,
        "Kommunen växer " * 10_000,
    ],
)
def test_fit(text: str) -> None:
    assert unfit(text) is None
