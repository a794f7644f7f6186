import pytest

from pipeline.briefing_json import briefing_to_json
from pipeline.model import plain
from pipeline.parse import parse_text
from tests.parse.test_briefings import outline

PROSE = "Kommunen följer läget noga och informerar på webbplatsen."


def after_text(text: str) -> list[str]:
    """The outline of what follows a paragraph."""
    parsed = parse_text(f"Titel\n\n{PROSE}\n\n{text}\n".encode(), "prov.txt")
    return outline(parsed.briefing)[2:]


CLOSINGS = """
Med vänliga hälsningar|Med vänlig hälsning|Vänliga hälsningar,|Hälsningar|Mvh|MVH|mvh|M.v.h.
Bästa hälsningar!|Varma hälsningar|Vänligen|Många hälsningar|Högaktningsfullt
Hälsningar från oss i krisledningen
"""


@pytest.mark.parametrize("closing", CLOSINGS.strip().replace("\n", "|").split("|"))
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_closing_phrases(closing: str, gap: str) -> None:
    assert after_text(f"{closing}{gap}Anna Berg, rektor") == [f"~ {closing}", "~ Anna Berg, rektor"]


@pytest.mark.parametrize(
    "text",
    ["Hälsningsanförande\n\nHölls av Anna.", "Hälsa din chef.", "Vänligen kontakta oss."],
)
def test_no_closing_phrases(text: str) -> None:
    assert not [line for line in after_text(text) if line.startswith("~")]


def test_a_greeting_over_text_is_a_heading() -> None:
    assert after_text(f"Hälsning från kommunchefen\n\n{PROSE}\n\nSlut.")[0].startswith("## ")


def test_a_wrapped_sentence_that_ends_with_a_greeting_is_no_closing() -> None:
    text = (
        "Till alla er som kämpar i vården och omsorgen sänder vi våra allra varmaste\nhälsningar."
    )
    assert after_text(text) == [text.replace("\n", " ")]


@pytest.mark.parametrize(
    ("lines", "signatories"),
    [
        ("Anna Berg", ["Anna Berg"]),
        ("Anna", ["Anna"]),
        ("Anna Berg, rektor, Näslundskolan", ["Anna Berg, rektor, Näslundskolan"]),
        ("Anna Berg – rektor", ["Anna Berg, rektor"]),
        ("Anna Berg\trektor", ["Anna Berg, rektor"]),
        ("Anna Berg\nrektor", ["Anna Berg, rektor"]),
        ("Anna Berg\nRektor", ["Anna Berg, Rektor"]),
        ("Anna Berg\n\nRektor", ["Anna Berg, Rektor"]),
        ("Anna Berg,\nrektor", ["Anna Berg, rektor"]),
        ("Anna Berg\nKommunstyrelsens ordförande", ["Anna Berg, Kommunstyrelsens ordförande"]),
        ("Anna Berg, rektor på\nNäslundskolan", ["Anna Berg, rektor på Näslundskolan"]),
        ("Anna Berg, rektor\noch ledare", ["Anna Berg, rektor och ledare"]),
        ("Anna Berg\nPer Ek\nUlla Al", ["Anna Berg", "Per Ek", "Ulla Al"]),
        ("Anna Berg\n\nPer Ek, rektor", ["Anna Berg", "Per Ek, rektor"]),
        ("Kommunledningskontoret", ["Kommunledningskontoret"]),
        ("Krisledningen\nHallstahammars kommun", ["Krisledningen", "Hallstahammars kommun"]),
        ("Anna Berg\n\nHallstahammars kommun", ["Anna Berg", "Hallstahammars kommun"]),
        ("Jonas af Klercker, chef", ["Jonas af Klercker, chef"]),
        ("Leïla Ben Saïd-Åkerström", ["Leïla Ben Saïd-Åkerström"]),
        ("Carl J. O’Hara\nkommunchef", ["Carl J. O’Hara, kommunchef"]),
        ("Rektor Anna Berg", ["Rektor Anna Berg"]),
    ],
)
def test_signatories(lines: str, signatories: list[str]) -> None:
    expected = ["~ Med vänliga hälsningar", *(f"~ {line}" for line in signatories)]
    assert after_text(f"Med vänliga hälsningar\n\n{lines}") == expected
    assert after_text(f"Med vänliga hälsningar\n{lines}\n\nP.S. Text.") == [*expected, "P.S. Text."]


@pytest.mark.parametrize("closing", ["Mvh Anna Berg, rektor", "Mvh/Anna Berg", "Mvh, Anna"])
def test_closing_and_name_on_one_line(closing: str) -> None:
    assert after_text(closing) == ["~ Mvh", f"~ {closing[4:].strip()}"]


@pytest.mark.parametrize(
    "rest",
    [
        ["P.S. Ta med matsäck."],
        ["Box 506", "734 27 Hallstahammar"],
        ["kundcenter@hallstahammar.se"],
        ["## Mer information", PROSE],
        ["## Kontakt", "0220-240 00"],
        ["- ett", "- två"],
        [PROSE],
        ["Källa: Folkhälsomyndigheten"],
    ],
)
def test_what_follows_a_sign_off_is_kept_apart(rest: list[str]) -> None:
    sign_off = "Med vänliga hälsningar\n\nAnna Berg, rektor\nPer Ek\n\n"
    text = sign_off + "\n\n".join(rest).replace("## ", "")
    expected = ["~ Med vänliga hälsningar", "~ Anna Berg, rektor", "~ Per Ek"]
    assert after_text(text) == [*expected, *rest]


def test_a_closing_without_a_name() -> None:
    assert after_text("Vänliga hälsningar") == ["~ Vänliga hälsningar"]


def test_names_are_plain_and_roles_are_text() -> None:
    data = f"Titel\n\n{PROSE}\n\nMvh\nAnna  Berg,\trektor\n".encode()
    sign_off = briefing_to_json(parse_text(data, "prov.txt").briefing)["blocks"]
    assert isinstance(sign_off, list)
    assert sign_off[-1] == {
        "type": "sign_off",
        "id": "b2",
        "closing": "Mvh",
        "signatories": [{"id": "b2.1", "name": "Anna Berg", "role": "rektor"}],
    }
    assert plain(parse_text(data, "prov.txt").briefing.title) == "Titel"
