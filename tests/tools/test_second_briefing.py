"""The second briefing in source/ is what its script writes, and opens as a Word document."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from PIL import Image

from tools.make_second_briefing import TARGET, document, document_files

PICTURE = "word/media/image1.png"


def pixels(data: bytes) -> tuple[tuple[int, int], bytes]:
    with Image.open(BytesIO(data)) as picture:
        return picture.size, picture.convert("RGB").tobytes()


def test_the_document_is_what_the_script_writes() -> None:
    """Part by part: how well a zip or a PNG is packed depends on the machine's zlib."""
    written = document_files()
    with ZipFile(TARGET) as archive:
        committed = {name: archive.read(name) for name in archive.namelist()}
    assert list(committed) == list(written)
    assert pixels(committed.pop(PICTURE)) == pixels(written.pop(PICTURE))
    assert committed == written, "run: python -m tools.make_second_briefing"


def test_two_runs_write_the_same_bytes() -> None:
    assert document() == document()


def test_python_docx_opens_it() -> None:
    opened = Document(BytesIO(document()))
    assert opened.paragraphs[0].style is not None
    assert opened.paragraphs[0].style.name == "Title"
    assert [len(table.columns) for table in opened.tables] == [1, 4, 3]
    assert len(opened.inline_shapes) == 1


def test_it_tells_that_it_is_an_example() -> None:
    opened = Document(BytesIO(document()))
    assert "exempel" in opened.paragraphs[1].text
    assert "exempel" in opened.sections[0].footer.paragraphs[0].text
