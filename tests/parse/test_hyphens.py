import pytest

from pipeline.briefing_json import briefing_to_json
from pipeline.parse import Parsed, parse_text


def paragraph(text: str) -> tuple[str, Parsed]:
    parsed = parse_text(f"Titel\n\n{text}\n".encode(), "prov.txt")
    block = briefing_to_json(parsed.briefing)["blocks"]
    assert isinstance(block, list)
    assert isinstance(block[0], dict)
    return str(block[0]["text"]), parsed


START = "Det här är en rad som är lång nog för att vara bruten och sedan kommer "


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "expected"),
    [
        ("säkerhets-", "samordnare finns.", "Säkerhetssamordnare.", "säkerhetssamordnare finns."),
        ("Säkerhets-", "samordnare finns.", "säkerhetssamordnare.", "Säkerhetssamordnare finns."),
        ("säkerhets-", "samordnare finns.", "Inget.", "säkerhets-samordnare finns."),
        ("säkerhets\u00ad", "samordnare finns.", "Inget.", "säkerhetssamordnare finns."),
        ("barn-", "och ungdomscoacher.", "barnoch.", "barn- och ungdomscoacher."),
        ("e-", "post finns.", "epost e-post.", "e-post finns."),
        ("Carin Becker-", "Åström finns.", "BeckerÅström.", "Carin Becker-Åström finns."),
        ("covid-", "19 finns.", "covid19.", "covid-19 finns."),
        ("IT-", "avdelningen finns.", "itavdelningen.", "IT-avdelningen finns."),
        ("läget -", "det är bra.", "lägetdet.", "läget - det är bra."),
        ("läget –", "det är bra.", "Inget.", "läget – det är bra."),
        ("klockan 12–", "14 varje dag.", "Inget.", "klockan 12–14 varje dag."),
        ("och/", "eller inte alls.", "Inget.", "och/eller inte alls."),
    ],
)
def test_hyphen_at_the_end_of_a_line(
    first: str, second: str, elsewhere: str, expected: str
) -> None:
    text, _ = paragraph(f"{START}{first}\n{second} {elsewhere}")
    assert text == f"{START}{expected} {elsewhere}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("En säkerhets-samordnare. Säkerhetssamordnare.", "En säkerhetssamordnare."),
        ("En säkerhets-samordnare och säkerhetssamordnaren.", "En säkerhets-samordnare och"),
        ("Via e-post, epost.", "Via e-post,"),
        ("Becker-Åström, Beckeråström.", "Becker-Åström,"),
        ("Covid-19 och covid19.", "Covid-19 och"),
        ("Ett mun-till-mun, muntillmun, muntill.", "Ett mun-till-mun,"),
        ("På www.säkerhets-läge.se om säkerhetsläge.", "På www.säkerhets-läge.se om"),
        ("Till säkerhets-läge@a.se om säkerhetsläge.", "Till säkerhets-läge@a.se om"),
        ("Barn- och ungdomar, barnoch.", "Barn- och ungdomar,"),
    ],
)
def test_hyphen_within_a_line(text: str, expected: str) -> None:
    assert paragraph(text)[0].startswith(expected)


def test_a_doubtful_hyphen_is_noted() -> None:
    _, parsed = paragraph(f"{START}kultur-\nförvaltningen.")
    (finding,) = parsed.report.findings
    assert (finding.rule, finding.where) == ("parse.kept-hyphen", "prov.txt:3")
    assert "kultur-förvaltningen" in str(finding.message)


def test_a_hyphen_at_a_page_break() -> None:
    text, parsed = paragraph("Kommunens säkerhets-\n\n\n\nsamordnare, säkerhetssamordnare.")
    assert text == "Kommunens säkerhetssamordnare, säkerhetssamordnare."
    found = {finding.rule for finding in parsed.report.findings}
    assert found == {"parse.joined-paragraph", "parse.removed-hyphen"}
