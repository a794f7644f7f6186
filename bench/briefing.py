"""The briefings in `source/`, as staff meet them: a first make, one with nothing to do, sizes.

    python -m bench.briefing

Seconds depend on the machine; `bench.pdf` and `bench.text` print ratios beside other tools.
"""

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from pipeline.check.docx import check_docx
from pipeline.check.html import check_html
from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from pipeline.manifest import read_manifest
from pipeline.model import Text, text_of
from pipeline.published import read_published
from pipeline.render.docx import render_docx
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.html import render_html
from pipeline.style import Style
from pipeline.texts import Context, with_texts

EPOCH = datetime(2020, 5, 12, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        print(f"first build, two briefings in five languages:  {build_seconds(output):6.2f} s")
        print(f"nothing changed:                               {build_seconds(output):6.2f} s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory of a build:                        {peak:6.0f} MB")
        editions = read_published(output).editions
        for name in ("lagesbild-covid-19", "information-sommaren-2020"):
            for tag in ("sv", "ar"):
                print_document(f"{name} {tag}", editions[name, tag])
        for file in read_manifest(output).files:
            if file.format in ("pdf", "docx", "html"):
                print(f"{file.size / 1024:6.1f} KB  {file.path}")


def build_seconds(output: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pipeline", "build", "--output", str(output)],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - start


def print_document(label: str, edition: Edition) -> None:
    """One document in three formats, in a process that has rendered another one before."""
    for warm_up in (True, False):
        other = edition if warm_up else with_new_words(edition)
        times: list[float] = [time.perf_counter()]
        pdf = render_pdf(other, Style(), epoch=EPOCH)
        times.append(time.perf_counter())
        docx = render_docx(other, Style(), epoch=EPOCH)
        times.append(time.perf_counter())
        html = render_html(other, Style(), (), ())
        times.append(time.perf_counter())
        findings = (
            *check_pdf(pdf, other, "pdf"),
            *check_docx(docx, other, "docx"),
            *check_html(html, other, "html"),
        )
        times.append(time.perf_counter())
        if any(finding.rule.endswith(".text") for finding in findings):
            raise SystemExit(f"a file is not its text: {findings}")
    milliseconds = [1000 * (b - a) for a, b in pairwise(times)]
    names = ("PDF", "DOCX", "HTML", "reading all three back")
    parts = ", ".join(f"{n} {ms:.0f} ms" for n, ms in zip(names, milliseconds, strict=True))
    print(f"warm, a text not rendered before ({label}): {parts}")


def with_new_words(edition: Edition) -> Edition:
    """The same length of text in words that no cache knows: each word is turned around.

    Links and figures stay as they are.
    """

    def turned(_id: str, context: Context, text: Text) -> Text:
        if context is not Context.PARAGRAPH:
            return text
        return text_of(*(s if s.link or s.note else replace(s, text=_turned(s.text)) for s in text))

    briefing = edition.briefing
    return replace(edition, briefing=with_texts(briefing, briefing.language, turned))


def _turned(text: str) -> str:
    return " ".join(word[::-1] for word in text.split(" "))


if __name__ == "__main__":
    main()
