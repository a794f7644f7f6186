"""The municipality's words: how the file is read, and how terms are found."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.check.wording import check_wording
from pipeline.errors import SettingsError
from pipeline.glossary import Glossary, GlossaryEntry, is_used, read_glossary
from pipeline.translate.workspace import translation
from tests.check.test_other_language import REAL
from tests.conftest import REPOSITORY
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

SOURCE = REPOSITORY / "source"
REAL_GLOSSARY = read_glossary(SOURCE / "glossary.csv")

ROWS = """term,definition,kind,fi,en
nämnd,"Beslutar, ofta.",term,lautakunta,committee|board

Securitas,Ett företag.,name,,
ledamot|ledamöter,,,jäsen,
"""
ENTRIES = (
    GlossaryEntry(
        "nämnd", "Beslutar, ofta.", False, {"fi": ("lautakunta",), "en": ("committee", "board")}
    ),
    GlossaryEntry("Securitas", "Ett företag.", True),
    GlossaryEntry("ledamot", "", False, {"fi": ("jäsen",)}, ("ledamöter",)),
)


def written(path: Path, data: str | bytes) -> Path:
    path = path / "glossary.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def with_semicolons(text: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(csv.reader(io.StringIO(text)))
    return out.getvalue()


def test_without_a_file_the_glossary_is_empty(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / "glossary.csv") == Glossary()
    assert Glossary().terms_in("Nämnden har beslutat.") == ()


@pytest.mark.parametrize("form", ["commas", "semicolons", "mark", "excel"])
def test_every_form_that_a_table_is_saved_in(tmp_path: Path, form: str) -> None:
    data = {
        "commas": ROWS.encode(),
        "semicolons": with_semicolons(ROWS).encode(),
        "mark": b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode(),
        "excel": b"\xef\xbb\xbfsep=;\r\n" + with_semicolons(ROWS).encode(),
    }[form]
    assert read_glossary(written(tmp_path, data)).entries == ENTRIES


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "these are missing: term, definition, kind"),
        ("term,kind\nnämnd,term\n", 1, "these are missing: definition"),
        ("term,definition,kind,finska\n", 1, "finska is no language"),
        ("term,definition,kind,sv\n", 1, "sv is no language"),
        ("term,definition,kind,fi,fi\n", 1, "The column fi is there twice"),
        (f"{ROWS}Nämnd,,term,,\n", 6, "“Nämnd” stands in line 2 too"),
        (f"{ROWS}stad,,place,,\n", 6, "The kind “place” does not exist"),
        (f"{ROWS},,term,kaupunki,\n", 6, "The term is missing"),
        (f"{ROWS}Hallsta,,name,Halsta,\n", 6, "“Hallsta” is a name and stays as it is"),
        (f"{ROWS}stad,Stor, vacker,term,kaupunki,city\n", 6, "more cells than there are columns"),
        (f"{ROWS}stad;Stor;term;kaupunki;city\n", 6, "divided by “;”, and the first row by “,”"),
        (f'{ROWS}stad,"Stor,term,kaupunki,city\n', 6, "A quotation mark in this row"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        read_glossary(path)
    assert error.value.where == f"{path}:{line}"
    assert reason in str(error.value.text)


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = written(tmp_path, ROWS.encode("cp1252"))
    with pytest.raises(SettingsError, match="CSV UTF-8") as error:
        read_glossary(path)
    assert error.value.where == f"{path}:2"


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "glossary.csv").mkdir()
    with pytest.raises(SettingsError, match="it is a folder"):
        read_glossary(tmp_path / "glossary.csv")


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("ordningsvakt", "Ordningsvakterna och en ordningsvakts arbete.", 2),
        ("ordningsvakt", "En ordningsvaktsutbildning, ordningsvakts- och väktararbete.", 0),
        ("nämnd", "nämnden nämnder nämndernas NÄMND", 4),
        ("nämnd", "nämndorganisation, socialnämnden, social-nämnd", 0),
        ("fritidsledare", "fritidsledarna, fritidsledaren, fritidsledares", 3),
        ("medlem", "medlemmar, medlemmen, medlems", 3),
        ("nyckel", "nycklarna och nyckeln", 2),
        ("center", "centret", 1),
        ("löfte", "löften, löftena, löftet", 3),
        ("flicka", "flickor, flickan", 2),
        ("rum", "rummet, rummen", 2),
        ("förtroendevald", "de förtroendevaldas, en förtroendevald", 2),
        ("psykisk ohälsa", "den psykiska ohälsan\noch psykisk\u00a0ohälsa", 2),
        ("hedersrelaterade brott", "ett hedersrelaterat brott, hedersrelaterade brotten", 2),
        ("barn- och ungdomscoach", "barn- och ungdomscoacherna", 1),
        ("kommunfullmäktige", "Kommunfullmäktiges beslut", 1),
    ],
)
def test_a_term_is_found_however_it_is_inflected(term: str, text: str, found: int) -> None:
    assert len(Glossary((GlossaryEntry(term),)).mentions(text)) == found


def test_other_forms_of_a_term_name_the_same_entry() -> None:
    entry = GlossaryEntry("ledamot", other_forms=("ledamöter",))
    assert Glossary((entry,)).terms_in("Ledamöterna och en ledamot.") == (entry,)


def test_a_name_has_its_capitals_and_a_genitive() -> None:
    glossary = Glossary((GlossaryEntry("Vi i Hallsta", is_name=True),))
    assert len(glossary.mentions("Vi i Hallsta, Vi i Hallstas möte, vi i hallsta")) == 2


def test_of_two_terms_the_longer_one_counts() -> None:
    brott, heder = GlossaryEntry("brott"), GlossaryEntry("hedersrelaterade brott")
    glossary = Glossary((brott, heder))
    assert glossary.terms_in("hedersrelaterade brott") == (heder,)
    assert glossary.terms_in("brott, hedersrelaterade brott, brotten") == (brott, heder)


def test_a_mention_tells_where_it_stands() -> None:
    text = "I dag möts nämnderna."
    (mention,) = Glossary(ENTRIES).mentions(text)
    assert (mention.entry, text[mention.start : mention.end]) == (ENTRIES[0], "nämnderna")


WORD = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=4, max_size=12)


@given(
    st.lists(WORD, min_size=1, max_size=8, unique=True), st.sampled_from([" ", ", ", " – ", "\n"])
)
def test_every_term_of_a_text_is_found(terms: list[str], joint: str) -> None:
    glossary = Glossary(tuple(GlossaryEntry(term) for term in terms))
    mentions = glossary.mentions(joint.join(terms).upper())
    assert len(mentions) == len(terms)


@given(st.lists(WORD, max_size=6, unique=True), st.sampled_from([",", ";"]))
def test_what_is_written_is_read(terms: list[str], delimiter: str) -> None:
    import tempfile

    out = io.StringIO()
    rows = [[term, f"”{term}”, och; annat", "term", term[::-1]] for term in terms]
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["term", "definition", "kind", "en"], *rows])
    with tempfile.TemporaryDirectory() as folder:
        glossary = read_glossary(written(Path(folder), out.getvalue()))
    assert [[e.term, e.definition, e.targets["en"][0]] for e in glossary.entries] == [
        [term, definition, target] for term, definition, _, target in rows
    ]


@pytest.mark.parametrize(
    ("tag", "form", "text"),
    [
        ("fi", "lautakunta", "Lautakunnille tiedotetaan."),
        ("fi", "kunnanhallitus", "Kunnanhallitukselle tiedotetaan."),
        ("fi", "Kansanterveysviranomainen", "Kansanterveysviranomaisen ohjeet."),
        ("fi", "hallintokunnan päällikkö", "hallintokunnan päälliköt"),
        ("fi", "toiminta", "toiminnan"),
        ("fi", "osoite", "osoitteen"),
        ("fi", "puhelin", "puhelimeen"),
        ("en", "public order guard", "The Public Order Guards’ work."),
        ("en", "county", "both counties"),
        ("en", "citizens’ pledge", "the citizens' pledge"),
        ("ar", "حارس النظام العام", "وحارس النظام العام"),
        ("ar", "ممثل منتخب", "لممثلينا المنتخبين"),
        ("ar", "الوقاية من الجريمة", "للوقاية من الجريمة"),
        ("ar", "إدارة", "الادارات"),
        ("ar", "لجنة", "واللّجنة"),
        ("so", "adeegga bulshada", "adeegga bulshadu"),
        ("so", "Hay’adda Caafimaadka", "hay'adda caafimaadka"),
        ("pl", "straż miejska", "strażą miejską"),
        ("ru", "комиссия", "комиссии"),
        ("de", "Ausschuss", "des Ausschusses"),
        ("tr", "belediye", "belediyenin"),
        ("fa", "شهرداری", "شهرداری‌ها"),
        ("zh", "市政府", "由市 政府决定"),
        ("th", "เทศบาล", "โดยเทศบาลเมือง"),
        ("ti", "ኮሚተ", "ናይኮሚተታት"),
    ],
)
def test_a_form_is_recognised_in_its_cases(tag: str, form: str, text: str) -> None:
    assert is_used(GlossaryEntry("x", targets={tag: (form,)}), text, tag)


@pytest.mark.parametrize(
    ("tag", "form", "text"),
    [
        ("fi", "lautakunta", "Kunnille ja lautasille."),
        ("fi", "poliisi", "poliittinen"),
        ("en", "council", "counsel, councillor"),
        ("en", "action plan", "plan of action"),
        ("ar", "لجنة", "الخدمات"),
        ("zh", "市政府", "市民"),
        ("de", "Ausschuss", "Schuss"),
    ],
)
def test_another_word_is_not_the_term(tag: str, form: str, text: str) -> None:
    assert not is_used(GlossaryEntry("x", targets={tag: (form,)}), text, tag)


@pytest.mark.parametrize(
    ("tag", "text", "used"),
    [
        ("fi", "Securitaksen vartijat", True),
        ("fi", "Sekuritaksen vartijat", False),
        ("ar", "شركة Securitas", True),
        ("ar", "شركة سيكيوريتاس", False),
        ("en", "Securitas’ guards", True),
    ],
)
def test_a_name_stays_as_it_is(tag: str, text: str, used: bool) -> None:
    assert is_used(ENTRIES[1], text, tag) is used


def test_a_language_that_is_not_settled_has_no_wrong_word() -> None:
    assert is_used(ENTRIES[2], "Whatever stands here.", "en")


def test_the_real_glossary_has_terms_and_names() -> None:
    terms = [entry for entry in REAL_GLOSSARY.entries if not entry.is_name]
    assert len(terms) >= 60
    settled = set.intersection(*(set(entry.targets) for entry in terms))
    assert settled >= {"fi", "en", "ar", "fa", "pl", "es", "ru", "uk", "tr", "th", "zh", "fr", "de"}
    assert set(REAL_GLOSSARY.names) == {"Hallstahammar", "Securitas", "Vi i Hallsta"}
    assert all(entry.definition.endswith(".") for entry in REAL_GLOSSARY.entries)


@pytest.mark.parametrize(
    "tag",
    [
        *("fi", "en", "ar", "so", "fa", "prs", "ps", "pl", "bs", "es", "ru", "uk", "tr", "th"),
        *("zh", "fr", "de"),
    ],
)
def test_the_real_glossary_has_the_words_of_the_real_translations(tag: str) -> None:
    from pipeline.check.passages import Variant

    variant = translation(SOURCE, NAME, REAL, tag).variant
    assert variant
    passages = Variant(REAL, variant).filled_passages
    seen = {e.term for passage in passages for e in REAL_GLOSSARY.terms_in(passage.source)}
    assert check_wording(REAL, variant, REAL_GLOSSARY) == ()
    assert len(seen) >= 30, "most of the glossary was made for these briefings"


def test_another_word_than_the_glossary_has_is_a_note_in_the_build(workplace: Workplace) -> None:
    catalog = workplace.catalog("en")
    workplace.edit(catalog, "recreation leaders", "leisure staff")
    result = workplace.run("build", "--language", "en", "--format", "html", "--json")
    assert result.exit_code == 0
    findings = result.json["findings"]
    assert isinstance(findings, list)
    (finding,) = [f for f in findings if f["rule"] == "wording.term"]
    assert finding["severity"] == "note"
    assert finding["where"].startswith(f"source/translations/{NAME}/en.po:")
    assert "fritidsledare" in finding["message"]
    assert "recreation leader" in finding["message"]
    lines = (SOURCE / "glossary.csv").read_text("utf-8").splitlines()
    (line,) = (n for n, row in enumerate(lines, 1) if row.startswith("fritidsledare"))
    assert f"(glossary.csv, line {line})" in finding["message"]


def test_a_glossary_with_a_mistake_stops_the_build(workplace: Workplace) -> None:
    path = workplace.folder / "source" / "glossary.csv"
    path.write_text("ord;betydelse\n", "utf-8")
    result = workplace.run("build")
    assert result.exit_code == SettingsError.exit_code
    assert "source/glossary.csv:1" in result.errors
    assert not (workplace.folder / "output").exists()


def test_five_hundred_terms_are_told_apart() -> None:
    letters = "abdefgijkl"
    terms = [f"{letters[n // 100]}{letters[n // 10 % 10]}{letters[n % 10]}ning" for n in range(500)]
    glossary = Glossary(tuple(GlossaryEntry(term) for term in terms))
    text = ", ".join(f"{term.title()}arna" for term in terms)
    assert [entry.term for entry in glossary.terms_in(text)] == terms


def test_an_address_is_no_mention_of_a_term() -> None:
    glossary = Glossary((GlossaryEntry("kundcenter"), GlossaryEntry("kommun")))
    assert not glossary.mentions("kundcenter@kommun.se")
    assert [m.entry.term for m in glossary.mentions("Ring kundcenter.")] == ["kundcenter"]
