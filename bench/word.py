"""How long a Word document of 300 pages takes to read, and how much memory, beside other readers.

Run: python -m bench.word. docx2python and mammoth read the same file in the same run, each in a
process of its own, so that the memory is its own too. They do less: docx2python gives the text
in nested lists, mammoth HTML; neither accounts for what it leaves out.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
from PIL import Image as Picture

PAGES = 300
SENTENCES = (
    "Just nu arbetar alla förvaltningar med att förbereda och hålla igång verksamheten utifrån "
    "de förutsättningar som gäller. Kommunens säkerhetssamordnare leder arbetet och nås via e-post."
)


def main() -> None:
    if len(sys.argv) == 3:
        measure(sys.argv[1], Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.docx"
        write(path)
        size = path.stat().st_size / 1024
        print(f"{PAGES} pages, {size:,.0f} kB")
        print(f"{'reader':14}{'seconds':>9}{'peak MB':>9}")
        for name in READERS:
            subprocess.run([sys.executable, "-m", "bench.word", name, str(path)], check=True)


def write(path: Path) -> None:
    """A page is a heading, four paragraphs, a list and a table; each tenth has a picture."""
    document = docx.Document()
    document.add_heading("Lägesbild", 0)
    for page in range(PAGES):
        document.add_heading(f"Avsnitt {page + 1}", 1)
        for number in range(4):
            paragraph = document.add_paragraph(SENTENCES * 2)
            paragraph.add_run(f" Punkt {number}").bold = True
        for number in range(5):
            document.add_paragraph(f"att informera {number}", style="List Bullet")
        table = document.add_table(rows=4, cols=3)
        for index, cell in enumerate(table._cells):
            cell.text = f"{page}:{index}"
        if page % 10 == 0:
            picture = Picture.effect_noise((400, 300), page + 1)
            data = io.BytesIO()
            picture.save(data, "PNG")
            document.add_picture(data)
            document.inline_shapes[-1]._inline.docPr.set("descr", "En karta")
    document.save(str(path))


def measure(name: str, path: Path) -> None:
    read = READERS[name]()
    before = peak()
    start = time.process_time()
    read(path)
    seconds = time.process_time() - start
    print(f"{name:14}{seconds:9.2f}{peak():9.0f}   (imports alone: {before:.0f} MB)")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours() -> Callable[[Path], object]:
    from pipeline.parse.word import parse_docx

    return lambda path: parse_docx(path.read_bytes(), path.name)


def _docx2python() -> Callable[[Path], object]:
    from docx2python import docx2python

    return lambda path: docx2python(path).document


def _mammoth() -> Callable[[Path], object]:
    import mammoth

    return lambda path: mammoth.convert_to_html(io.BytesIO(path.read_bytes())).value


READERS: dict[str, Callable[[], Callable[[Path], object]]] = {
    "this project": _ours,
    "docx2python": _docx2python,
    "mammoth": _mammoth,
}


if __name__ == "__main__":
    main()
