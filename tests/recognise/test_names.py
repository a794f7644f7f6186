"""Names in Swedish texts: by their capitals, and by what stands elsewhere in the document."""

import pytest

from pipeline.recognise.names import SourceNames, name_mentions
from pipeline.translate.segments import segments
from tests.builders import briefing


def required(*texts: str) -> list[str]:
    source = briefing("# Titel", *texts)
    names = SourceNames(source, tuple(s.text for s in segments(source)))
    return [name.written for text in texts for name in names.required(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vi mötte Securitas.", ["Securitas"]),
        ("Securitas-vakter möter oss. Vi mötte Securitas-vakter.", ["Securitas", "Securitas"]),
        ("Vi mötte Becker-Åström.", ["Becker-Åström"]),
        ("Covid-läget är gott. Vi följer Covid-läget och EU-länderna.", []),
        ("Det är VIKTIGT att alla ENDAST ringer 112.", []),
        ("VIKTIG INFORMATION TILL ALLA", []),
        ("Anna Berg är ny chef.", ["Anna", "Berg"]),
        ("Per-Olof von Linde är ny chef.", ["Per-Olof", "Linde"]),
        ("Ring Securitas.", ["Securitas"]),
        ("Beslutet är fattat av A. Berg.", ["Berg"]),
        ("Vi har en plan B. Den är klar.", []),
        ("P.S. Invigningen börjar klockan 15.", []),
        ("2.2 Tekniska förvaltningen", []),
        ("a) Hemtjänst och boende", []),
        ("Vi mötte Tekniska förvaltningen.", []),
        ("Hallstahammars kommun växer.", ["Hallstahammars"]),
    ],
)
def test_names_that_a_translation_must_keep(text: str, names: list[str]) -> None:
    assert required(text) == names


def test_a_name_known_from_inside_a_sentence_counts_at_a_start_too() -> None:
    assert required("Vi mötte Securitas.", "Securitas kom.") == ["Securitas", "Securitas"]


def test_places_are_those_of_the_name_without_the_rest_of_its_compound() -> None:
    text = "Vi mötte Securitas-vakter och Carin Berg."
    found = [text[m.start : m.end] for m in name_mentions(text) if not m.uncertain]
    assert found == ["Securitas", "Carin", "Berg"]
