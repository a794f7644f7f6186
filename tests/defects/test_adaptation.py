"""Harms to the easy Swedish texts of `source/`, and the rule that finds each of them."""

import shutil
from pathlib import Path

import pytest

from pipeline.adaptations import read_adaptation
from pipeline.findings import Severity
from pipeline.project import Project, read_document
from tests.builders import image
from tests.conftest import REPOSITORY
from tests.workplace import NAME, SECOND, Workplace, workplace

__all__ = ["workplace"]

INVENTED, OMITTED = "adaptation.invented", "adaptation.omitted"
UNKNOWN, REASON = "adaptation.omission-unknown", "adaptation.omission-reason"
OUTDATED = "adaptation.outdated"
TEXT, BESIDE, SWEDISH = "sv-simple.md", "sv-simple.toml", f"{NAME}.txt"

HARMS = [
    # An invented or changed fact, told where it stands in the easy text.
    (TEXT, "Den 12 maj skulle", "Den 13 maj skulle", INVENTED, TEXT, "Den 13 maj"),
    (TEXT, "I mitten av mars", "I mitten av juli", INVENTED, TEXT, "av juli"),
    (TEXT, "sista veckan i april", "sista 3 veckorna i april", INVENTED, TEXT, "3 veckorna"),
    (TEXT, "Hör av dig", "Ring 112. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Ring 0220-240 00. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Skriv till a@b.se. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Läs på 1177.se. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Läs på [nätet](https://a.se/). Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Kom på måndag. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Fråga Anna Berg. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Anna Berg kan. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Vi har tre svar. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "Hör av dig", "Skatteverket kan. Hör av dig", INVENTED, TEXT, "Hör av"),
    (TEXT, "”Vi i Hallsta”", "”Vi i Hallstahammar”", INVENTED, TEXT, "”Vi i"),
    (TEXT, "Lina Marklund", "Lena Marklund", INVENTED, TEXT, "Lena"),
    (TEXT, "heter Carin Becker", "heter Carin Bekker", "adaptation.name", TEXT, "Bekker"),
    # Something left out, told where it stands in the Swedish text.
    (TEXT, "Den 12 maj skulle", "Då skulle", OMITTED, SWEDISH, "den 12 maj"),
    (TEXT, "Lina Marklund, säkerhetssamordnare\n", "", OMITTED, SWEDISH, "Lina Marklund"),
    (TEXT, "”Vi i Hallsta”", "andra", OMITTED, SWEDISH, "”Vi i Hallsta”"),
    (SWEDISH, "\n\nJust nu", "\n\nRing 112. Just nu", OMITTED, SWEDISH, "Ring 112"),
    # Omissions that no longer fit.
    (BESIDE, "Löpande hålls", "Ständigt hålls", UNKNOWN, BESIDE, "Ständigt hålls"),
    (SWEDISH, "Löpande hålls", "Ständigt hålls", UNKNOWN, BESIDE, "Löpande hålls"),
    (BESIDE, "Gäller bara politikerna själva.", "", REASON, BESIDE, "Man ser helst"),
    # The Swedish text has changed, or nobody has said which one it is.
    (SWEDISH, "gått ner", "gått upp", OUTDATED, TEXT, None),
    (BESIDE, 'swedish = "', '# swedish = "', OUTDATED, TEXT, None),
]
"""The file that is harmed, the words and what takes their place; the rule; and the words in the
file at whose line it tells of it."""


def line_of(path: Path, words: str) -> int:
    """The line on which the paragraph, the item or the omission with these words begins."""
    lines = path.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if words in line)
    while number and lines[number - 1].strip() and not lines[number].startswith(("- ", "[[")):
        number -= 1
    return number + 1


def findings(folder: Path, name: str) -> list[tuple[str, str, Severity]]:
    (path,) = (p for p in folder.glob(f"{name}.*") if p.suffix in (".txt", ".docx"))
    found = read_adaptation(read_document(path), Project(folder), "sv-simple")
    assert found
    return [(f.rule, Path(f.where).name, f.severity) for f in found.findings]


@pytest.mark.parametrize("name", [NAME, SECOND])
def test_the_texts_of_the_project_have_no_error(name: str) -> None:
    found = findings(REPOSITORY / "source", name)
    assert {severity for _, _, severity in found} <= {Severity.NOTE}


@pytest.mark.parametrize(("file", "old", "new", "rule", "told", "words"), HARMS)
def test_harm(
    workplace: Workplace, file: str, old: str, new: str, rule: str, told: str, words: str | None
) -> None:
    source = workplace.settings.parent
    folder = {SWEDISH: source}.get(file, workplace.catalog("fi").parent)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    found = [(r, w) for r, w, severity in findings(source, NAME) if severity is not Severity.NOTE]
    place = {SWEDISH: source}.get(told, workplace.catalog("fi").parent) / told
    assert (rule, f"{told}:{line_of(place, words)}" if words else told) in found


EXCHANGED = [
    ("Fredag: klockan 08:00–15:00", "Fredag: klockan 08:00–16:00", "adaptation.row"),
    ("Fredag: klockan 10:00–16:00", "Fredag: klockan 08:00–15:00", "adaptation.row"),
    ("Lördag: klockan 10:00–14:00", "Lördag: klockan 10:00–16:00", "adaptation.row"),
    ("Ring 1177 om du vill ha", "Ring 113 13 om du vill ha", "adaptation.row"),
    ("| Råd om vård | 1177 |", "| Råd om vård | 114 14 |", "adaptation.row"),
    ("Ring **114 14** om", "Ring **112** om", "adaptation.row"),
    ("fredag den 19 juni", "lördag den 19 juni", "adaptation.weekday"),
    ("i minst 20 sekunder", "i högst 20 sekunder", "adaptation.bound"),
    ("fler än **50", "färre än **50", "adaptation.bound"),
    ("Telefon: 0220-240 00", "Telefon: 0220-240 01", INVENTED),
    ("original/1", "karta.png", OMITTED),
]  # fmt: skip
"""Figures that are all in the Swedish text, at another place of the easy one."""


@pytest.mark.parametrize(("old", "new", "rule"), EXCHANGED)
def test_figures_at_another_place(tmp_path: Path, old: str, new: str, rule: str) -> None:
    source = tmp_path / "source"
    shutil.copytree(REPOSITORY / "source", source)
    (source / "karta.png").write_bytes(image().data)
    path = source / "translations" / SECOND / TEXT
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert rule in {found for found, _, _ in findings(source, SECOND)}
