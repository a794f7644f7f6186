"""The glossary as TBX, and as another program reads it."""

from lxml import etree
from translate.storage.tbx import tbxfile

from pipeline.exchange.tbx import tbx_bytes
from pipeline.glossary import GlossaryEntry

ENTRIES = (
    GlossaryEntry(
        "nämnd", "Beslutar & mer.", False, {"fi": ("lautakunta", "jaosto")}, ("nämnder",)
    ),
    GlossaryEntry("Securitas", "", True),
    GlossaryEntry("stad", "", False, {"en": ("city",)}),
)


def test_terms_definitions_and_names() -> None:
    root = etree.fromstring(tbx_bytes(ENTRIES, ("fi", "en")))
    first, name, city = root.iter("termEntry")
    assert first.findtext("descrip[@type='definition']") == "Beslutar & mer."
    terms = [[t.text for t in group.iter("term")] for group in first.iter("langSet")]
    assert terms == [["nämnd", "nämnder"], ["lautakunta", "jaosto"]]
    assert [t.text for t in name.iter("term")] == ["Securitas"] * 3
    assert name.findtext(".//termNote[@type='partOfSpeech']") == "properNoun"
    assert [t.text for t in city.iter("term")] == ["stad", "city"]


def test_another_reader_finds_the_same_terms() -> None:
    data = tbx_bytes(ENTRIES, ("fi",))
    store = tbxfile.parsestring(data, sourcelanguage="sv", targetlanguage="fi")
    pairs = [(unit.source, unit.target) for unit in store.units]
    assert pairs[:2] == [("nämnd", "lautakunta"), ("Securitas", "Securitas")]
    assert tbx_bytes(ENTRIES, ("fi",)) == data
