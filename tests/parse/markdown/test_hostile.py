"""Files that nobody wrote to be read: one sentence each, in little time and memory."""

import resource
import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.pool import Pool

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.parse.markdown import parse_markdown
from pipeline.parse.markdown.syntax import MAXIMUM_BYTES
from tests.builders import image
from tests.parse.generated import unhurried
from tests.parse.generated_blocks import settled_briefings
from tests.parse.markdown.reader import picture
from tests.parse.writers import markdown

MEGABYTE = 1024 * 1024
MOST_MEMORY = 1024 * MEGABYTE

TABLE = "| a | b |\n|---|---|\n"

HOSTILE: dict[str, Callable[[], str]] = {
    "quotations": lambda: ">" * 10_000 + " a",
    "deep list": lambda: "\n".join("  " * n + "- a" for n in range(600)),
    "one line of lists": lambda: "- " * 5_000 + "a",
    "brackets": lambda: "[" * 10 * MEGABYTE,
    "lines": lambda: "a\n\n" * 300_000,
    "brackets below the limit": lambda: "[" * 20_000,
    "brackets and images": lambda: "![" * 20_000,
    "notes": lambda: "[^" * 20_000,
    "stars": lambda: "*a **b " * 100_000,
    "backticks": lambda: " ".join("`" * (n % 500) for n in range(4_000)),
    "angles": lambda: "<a " * 300_000,
    "entities": lambda: "&" * MEGABYTE,
    "backslashes": lambda: "\\" * MEGABYTE,
    "braces": lambda: "[a]{" * 20_000 + "}" * 900_000,
    "wide table": lambda: "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n",
    "long table": lambda: TABLE + "| a | b |\n" * 16_000,
    "table that is completed": lambda: (
        "|a" * 3_000 + "|\n" + "|-" * 3_000 + "|\n" + "|a|\n" * 3_000
    ),
    "definitions": lambda: "".join(f"[a{n}]: b\n" for n in range(20_000)),
    "paragraphs": lambda: "# T\n\n" + "a\n\n" * 24_000,
    "headings": lambda: "# T\n\n" + "# a\n" * 49_000,
    "closings": lambda: "# T\n\n" + "Mvh\n\n" * 24_000,
    "one paragraph": lambda: "# T\n\n" + "Mvh\n" * 49_000,
    "yaml": lambda: "---\n" + "a: &a [*a, *a]\n" * 10_000 + "---\n# T",
    "deep yaml": lambda: "---\n" + "[" * 4_000 + "\n---\n# T",
    "number": lambda: "999999999. a\n1000000000. b",
    "comment": lambda: "<!--" * 250_000,
}


@pytest.fixture(scope="module")
def little_memory() -> Iterator[Pool]:
    """A process that may use little memory."""
    limit = resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)
    with get_context("spawn").Pool(1, resource.setrlimit, limit) as pool:
        yield pool


def _attempt(text: str) -> str:
    try:
        parse_markdown(text.encode(), "prov.md", "Titel", picture)
    except SourceError as error:
        return str(error)
    return ""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by a call of Linux")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused(little_memory: Pool, name: str) -> None:
    sentence = little_memory.apply_async(_attempt, (HOSTILE[name](),)).get(timeout=120)
    assert "\n" not in sentence
    assert len(sentence) < 300


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# T\n\n\xff\xfe\x00", "not text"),
        (b"# T\n\nFr\xc3\xa5ga \xff", "the byte 0xFF is not"),
        (b"# T\n\na\0b", r"U\+0000 is not text"),
        (b"PK\x03\x04", "Word"),
        (b"# T\n\na\xef\xbf\xbcb", r"U\+FFFC is not text"),
        (b"a" * (MAXIMUM_BYTES + 1), "larger than 1 MB"),
        (b"[" * 20_001, "the sign "),
        (b"# T\n\n" + b"> " * 100 + b"a", "nested too deep"),
        (b"# T\n\n" + b"- " * 12 + b"a", "11 levels deep|10 levels deep"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        parse_markdown(data, "prov.md", None, picture)


FRAGMENTS = st.sampled_from(
    [
        *("# ", "## ", "- ", "1. ", "> ", "> [!OBS]", "***", "---", "\n", "\n\n", "    ", "|"),
        *("| a | b |\n", "|---|---|\n", "<br>", "<b>", "<!-- a -->", "```", "`", "**", "*", "~~"),
        *("[", "](", ")", "![", "]", "![a](red.png)", "{#a}", "{lang=fi}", "{header-rows=2}"),
        *("{", "}", "[^1]", "[^1]: ", "[a]: ", "[a]", "Mvh", "Tabell: ", "Bild: ", "text", "å"),
        *("\u200b", "\ufffd", "\u2028", "\u00a0", "\\", "&nbsp;", "&#8203;", "&#xFFFC;", "&#0;"),
        *("---\ntitle: a\n---\n", "<https://a.se>", "Anna Berg", ", rektor", "{.decorative}"),
    ]
)


@unhurried
@given(st.lists(FRAGMENTS, max_size=40).map("".join))
@example("{}")
@example("{\n")
@example("[^1]")
def test_no_text_is_a_fault_of_the_program(text: str) -> None:
    try:
        parsed = parse_markdown(text.encode(), "prov.md", None, picture)
    except SourceError as error:
        assert "error in the program" not in str(error), text
    else:
        assert parsed.briefing.blocks


@unhurried
@given(settled_briefings.map(markdown), st.data())
def test_damaged_files_are_no_fault_of_the_program(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, min(start + 5, len(source))))
    changed = source[:start] + data.draw(FRAGMENTS) + source[end:]
    try:
        parse_markdown(changed.encode(), "prov.md", None, lambda _: image().data)
    except SourceError as error:
        assert "error in the program" not in str(error), changed
