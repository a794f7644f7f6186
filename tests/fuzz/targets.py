"""What is fuzzed: a reader, bytes to begin with, and words that its format knows."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from PIL import Image as Picture

from pipeline.errors import PipelineError
from pipeline.exchange.exchanged import catalog_digest, exchanged
from pipeline.exchange.formats import parse_exchanged
from pipeline.exchange.manifest import Manifest, manifest_bytes
from pipeline.exchange.package import sent_po
from pipeline.exchange.returned import read_returned
from pipeline.exchange.tmx import tmx_bytes
from pipeline.exchange.xliff import xliff_bytes
from pipeline.glossary import read_glossary
from pipeline.parse import READERS
from pipeline.parse.pictures import read_picture
from pipeline.parse.resources import no_resources
from pipeline.settings import read_document_settings, read_settings
from pipeline.translate.adaptation import read_companion
from pipeline.translate.approvals import Approvals, read_approvals
from pipeline.translate.catalog import Catalog, catalog_bytes, new_catalog, parse_catalog
from pipeline.translate.hints import source_texts
from pipeline.translate.models.archive import opened_archive
from pipeline.translate.models.lockfile import read_locks
from pipeline.translate.po import format_po
from pipeline.translate.update import update
from tests.conftest import REPOSITORY
from tests.fuzz.mutate import packed
from tests.parse.word.builder import package
from tests.parse.word.test_hostile import RICH, RICH_PARTS
from tests.translate.builders import NOW

PROGRAM_ERROR = "error in the program"
"""What a reader says if its own account does not come out even."""


@dataclass(frozen=True)
class Target:
    """`read` takes any bytes and raises nothing but PipelineError; `seeds` are good ones.

    Of a zip file the parts are changed, too.
    """

    read: Callable[[bytes], object]
    seeds: Mapping[str, bytes]
    words: tuple[str, ...] = ()
    is_zip: bool = False


def one(target: Target, data: bytes) -> None:
    """Reads the bytes once. Raises whatever no user should ever see."""
    try:
        target.read(data)
    except PipelineError as error:
        if PROGRAM_ERROR in str(error):
            raise AssertionError(str(error)) from error


def _reader(suffix: str) -> Callable[[bytes], object]:
    return lambda data: READERS[suffix](data, f"prov{suffix}", None, no_resources)


def _word_part(name: str) -> Callable[[bytes], object]:
    """Reads a document whose part of that name are the bytes."""

    def read(data: bytes) -> object:
        document = package({**RICH_PARTS, name: data})
        return READERS[".docx"](document, "prov.docx", None, no_resources)

    return read


def _picture(form: str) -> bytes:
    data = BytesIO()
    Picture.radial_gradient("L").resize((40, 20)).convert("RGB").save(data, form)
    return data.getvalue()


TEXT_SEED = "Titel\n\nEn rubrik\n\nText med ord.\n\n- ett\n- två\n\nMvh\nAnna Berg, chef\n".encode()
MARKDOWN_SEED = (
    "---\ntitle: Titel\n---\n## Rubrik\n\nText **fet** [länk](https://a.se).[^1]\n\n- a\n  - b\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n> [!NOTE]\n> Ruta\n\n[^1]: Not\n"
).encode()

MARKDOWN_WORDS = (
    *("# ", "- ", "1. ", "> ", "> [!OBS]", "***", "---", "```", "    ", "|", "|---|---|", "<br>"),
    *("<!--", "-->", "**", "~~", "](", "![", "{#a}", "{lang=fi}", "{.decorative}", "[^1]", "]: "),
    *("Mvh", "Tabell: ", "Bild: ", "&#8203;", "&nbsp;", "title: ", "header-rows=2", "https://"),
)

WORD_WORDS = (
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>"),
    *("</w:tr>", "<w:tc>", "</w:tc>", "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:b/>"),
    *("<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>", "<w:vMerge/>", "<w:del>"),
    *("</w:del>", "<w:ins>", "</w:ins>", '<w:gridSpan w:val="2"/>', "<w:numPr>", "</w:numPr>"),
    *('<w:numId w:val="1"/>', '<w:ilvl w:val="1"/>', '<w:fldChar w:fldCharType="begin"/>'),
    *('<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:br/>"),
    *("<w:instrText>", "</w:instrText>", '<w:pStyle w:val="Citat"/>', "<w:hyperlink>"),
    *('<w:gridBefore w:val="1"/>', '<w:hMerge w:val="restart"/>', "<w:pict>", "<w:drawing>"),
    *("<mc:AlternateContent>", "<mc:Choice>", "<mc:Fallback>", "<w:txbxContent>", "<w:vanish/>"),
)

PO_WORDS = (
    *("msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", '""\n', "#~ ", "#, fuzzy\n"),
    *(
        "#| msgid ",
        "#. ",
        "#: ",
        "# ",
        "<1>",
        "</1>",
        "<2/>",
        "\\n",
        "\\",
        "Language: ",
        "charset=",
        "charset=UTF-7",
    ),
)

XML_WORDS = (
    *("<unit id='a'>", "</unit>", "<segment>", "</segment>", "<source>", "<target>", "</target>"),
    *("<pc id='1'>", "</pc>", "<ph id='1'/>", "<data id='d1'>", "<note>", "<mrk>", "<sc id='1'/>"),
    *("<tu>", "</tu>", "<tuv xml:lang='fi'>", "<seg>", "</seg>", "<bpt i='1'>", "<ept i='1'>"),
    *("<cp hex='D800'/>", "<ph dataRef='d1'/>", "<ph type='x-character'>U+DFFF</ph>", "&#xd800;"),
    *("xml:space='preserve'", "state='final'", "<![CDATA[", "&#0;", "&#x10ffff;", "xmlns:a='b'"),
)

TOML_WORDS = (
    *("[", "]", "[[", "]]", "= ", '"""', "'''", "2020-05-12", "1979-05-27T07:32:00Z", "true"),
    *("[languages]", "[contact]", '"draft"', "fi = ", "title = ", "published = ", "0x", "inf"),
)

CSV_WORDS = (";", ",", "|", '"', '""', "term", "name", "\n", "definition", "sv-simple", "\t")


def _from_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """A reader of files for bytes, which are put into a file of that name."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)

    def of_bytes(data: bytes) -> object:
        path = folder / name
        path.write_bytes(data)
        return read(path)

    return of_bytes


def _exchanged(name: str) -> Callable[[bytes], object]:
    """A reader of what comes back under this name; what it has read can be written."""

    def read(data: bytes) -> object:
        texts = parse_exchanged(data, name, name)
        return texts.document.encode("utf-8"), format_po(texts.entries).encode("utf-8")

    return read


def _unpacked_model(path: Path) -> None:
    """Opens a package of a model as an installation does, and unpacks what passes."""
    with tempfile.TemporaryDirectory() as name, opened_archive(path, "a.argosmodel") as archive:
        archive.unpack(Path(name) / "model")


def _catalog() -> Catalog:
    briefing = READERS[".md"](MARKDOWN_SEED, "lage.md", None, no_resources).briefing
    catalog = update(new_catalog("lage", "fi", NOW), source_texts(briefing, "lage.md", {}))
    entries = tuple(replace(entry, target=entry.source) for entry in catalog.entries)
    return replace(catalog, entries=entries)


CATALOG = _catalog()
TEXTS = exchanged(CATALOG, Approvals())
MODEL = {
    "translate-sv_fi-1_0/metadata.json": (
        b'{"package_version": "1.0", "argos_version": "1.0", "from_code": "sv", "from_name": "S",'
        b' "to_code": "fi", "to_name": "F", "type": "translate", "links": ["https://a.se/b"]}'
    ),
    "translate-sv_fi-1_0/README.md": b"A model.",
    "translate-sv_fi-1_0/sentencepiece.model": b"pieces",
    "translate-sv_fi-1_0/model/model.bin": b"weights" * 50,
    "translate-sv_fi-1_0/model/config.json": b"{}",
    "translate-sv_fi-1_0/model/shared_vocabulary.json": b"[]",
}
PACKAGE = {
    "lage.fi.po": sent_po(CATALOG),
    "lage.fi.xlf": xliff_bytes(TEXTS),
    "manifest.json": manifest_bytes(
        Manifest("lage", "fi", catalog_digest(CATALOG), {"lage.fi.po": "0" * 64}, CATALOG.active)
    ),
}
GLOSSARY = (
    "\ufeffterm;definition;kind;fi;ar\nnämnd;Politiker;term;lautakunta|lautakunnat;\n"
    'Securitas;;name;;\n"a ""b""; c";d;term;e;\n'
).encode()
SETTINGS = (REPOSITORY / "source" / "settings.toml").read_bytes()
LOCKS = (
    f'[sv-en]\nversion = "1.0"\narchive_sha256 = "{"0" * 64}"\ncontent_sha256 = "{"1" * 64}"\n'
).encode()
APPROVALS = f'[[fi]]\nsha256 = "{"0" * 64}"\nby = "Anna Berg"\nday = 2020-05-12\n'.encode()


TARGETS: Mapping[str, Target] = {
    "text": Target(_reader(".txt"), {"brev": TEXT_SEED}),
    "markdown": Target(_reader(".md"), {"brev": MARKDOWN_SEED}, MARKDOWN_WORDS),
    "docx": Target(_reader(".docx"), {"rik": RICH}),
    "word": Target(
        _word_part("word/document.xml"), {"rik": RICH_PARTS["word/document.xml"]}, WORD_WORDS
    ),
    "styles": Target(_word_part("word/styles.xml"), {"rik": RICH_PARTS["word/styles.xml"]}),
    "numbering": Target(
        _word_part("word/numbering.xml"), {"rik": RICH_PARTS["word/numbering.xml"]}
    ),
    "picture": Target(
        lambda data: read_picture(data, "bild", "prov"),
        {"png": _picture("PNG"), "jpeg": _picture("JPEG")},
    ),
    "word-zip": Target(_reader(".docx"), {"rik": RICH}, WORD_WORDS, is_zip=True),
    "po": Target(
        lambda data: parse_catalog(data, "lage", "fi", "fi.po"),
        {"fi": catalog_bytes(CATALOG)},
        PO_WORDS,
    ),
    "returned-po": Target(
        _exchanged("lage.fi.po"),
        {"fi": sent_po(CATALOG)},
        PO_WORDS,
    ),
    "xliff": Target(_exchanged("a.xlf"), {"fi": xliff_bytes(TEXTS)}, XML_WORDS),
    "tmx": Target(_exchanged("a.tmx"), {"fi": tmx_bytes(TEXTS)}, XML_WORDS),
    "package": Target(
        _from_file("a.zip", lambda path: read_returned(path, lambda _texts: None)),
        {"fi": packed(PACKAGE)},
        (*PO_WORDS, *XML_WORDS),
        is_zip=True,
    ),
    "settings": Target(_from_file("settings.toml", read_settings), {"real": SETTINGS}, TOML_WORDS),
    "document-settings": Target(
        _from_file("lage.toml", read_document_settings),
        {"lage": b'title = "A"\npublished = 2020-05-12\nupdated = 2020-05-13\nversion = "2"\n'},
        TOML_WORDS,
    ),
    "approvals": Target(
        _from_file("approvals.toml", read_approvals), {"fi": APPROVALS}, TOML_WORDS
    ),
    "companion": Target(
        _from_file("sv-simple.toml", read_companion),
        {"lage": b'swedish = "a"\n\n[[omission]]\ntext = "Ord."\nreason = "Lokalt."\n'},
        TOML_WORDS,
    ),
    "locks": Target(
        _from_file("models.lock", read_locks),
        {"sv-en": LOCKS},
        TOML_WORDS,
    ),
    "glossary": Target(_from_file("glossary.csv", read_glossary), {"g": GLOSSARY}, CSV_WORDS),
    "argosmodel": Target(
        _from_file("a.argosmodel", _unpacked_model), {"sv-fi": packed(MODEL)}, is_zip=True
    ),
}
