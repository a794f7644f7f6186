"""What is fuzzed: a reader, bytes to begin with, and words that its format knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from PIL import Image as Picture

from pipeline.errors import PipelineError
from pipeline.parse import READERS
from pipeline.parse.pictures import read_picture
from pipeline.parse.resources import no_resources
from tests.parse.word.builder import package
from tests.parse.word.test_hostile import RICH, RICH_PARTS

PROGRAM_ERROR = "error in the program"
"""What a reader says if its own account does not come out even."""


@dataclass(frozen=True)
class Target:
    """`read` takes any bytes and raises nothing but PipelineError; `seeds` are good ones."""

    read: Callable[[bytes], object]
    seeds: Mapping[str, bytes]
    words: tuple[str, ...] = ()


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
}
