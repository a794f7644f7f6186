import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import CatalogError
from pipeline.translate.catalog import catalog_bytes
from pipeline.translate.po import LONGEST_TEXT, MOST_LINES, Entry, format_po, parse_po
from tests.translate.builders import catalog

HEADER = Entry("", "", "Content-Type: text/plain; charset=UTF-8\n")

line = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)
comment = line.map(str.strip)
text = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('\n\t\r"\\ %{')
) | st.lists(st.sampled_from(["ord", " ", "  ", "\n", '"', "\\"]), max_size=80).map("".join)
entries = st.builds(
    Entry,
    st.sampled_from(["", "title", "list item"]),
    text.filter(bool),
    text,
    fuzzy=st.booleans(),
    previous=st.none() | text,
    comments=st.lists(comment, max_size=3).map(tuple),
    hints=st.lists(comment.filter(bool), max_size=2).map(tuple),
    references=st.lists(st.sampled_from(["a.txt:1", "a.txt", "\u2068a b.txt\u2069:3"])).map(tuple),
    flags=st.lists(st.sampled_from(["no-wrap", "own"]), unique=True).map(tuple),
    obsolete=st.booleans(),
)


@given(st.lists(entries, max_size=4))
def test_what_is_written_is_read_back(values: list[Entry]) -> None:
    written = format_po(values)
    assert list(parse_po(written, "fi.po")) == values
    assert format_po(parse_po(written, "fi.po")) == written


@given(st.lists(entries, max_size=4, unique_by=lambda entry: entry.key))
def test_babel_reads_the_same_texts(values: list[Entry]) -> None:
    current = [value for value in values if not value.obsolete]
    read = read_po(StringIO(format_po([HEADER, *current]), newline="\n"), abort_invalid=True)
    found = [(m.context or "", m.id, m.string) for m in read if m.id]
    assert sorted(found) == sorted((e.context, e.source, e.target) for e in current)


def test_long_texts_are_wrapped_and_read_back_whole() -> None:
    long = Entry("paragraph", "ord " * 60, "sana " * 60, fuzzy=True, previous="ordet " * 60)
    written = format_po([long])
    assert max(map(len, written.splitlines())) <= 79
    assert parse_po(written, "fi.po") == (long,)


def test_an_obsolete_entry_keeps_flag_previous_text_and_comment() -> None:
    entry = Entry("title", "A", "B", True, "C", ("Kysy",), obsolete=True)
    assert format_po([entry]) == (
        '# Kysy\n#, fuzzy\n#~| msgid "C"\n#~ msgctxt "title"\n#~ msgid "A"\n#~ msgstr "B"\n'
    )


def test_format_flags_are_dropped() -> None:
    read = parse_po('#, c-format, fuzzy, no-wrap\nmsgid "%s"\nmsgstr "%d"\n', "fi.po")
    assert (read[0].fuzzy, read[0].flags) == (True, ("no-wrap",))


def test_line_endings_and_indents_of_other_programs_are_read() -> None:
    written = '\tmsgctxt "title"\r\nmsgid ""\r\n"A"\r\n  "B"\r\nmsgstr"C"\r\n\r\n\r\n#~ \r\n'
    assert parse_po(written, "fi.po") == (Entry("title", "AB", "C"),)


WHOLE = 'msgid "A"\nmsgstr "B"\n'


@pytest.mark.parametrize(
    ("damaged", "number", "reason"),
    [
        (WHOLE + 'msgid "A\nmsgstr "B"\n', 3, "not a line of a PO file"),
        (WHOLE + "msgid A\n", 3, "not a line of a PO file"),
        (WHOLE + '"A "quoted" word"\n', 3, "not a line of a PO file"),
        (WHOLE + 'msgid "\\q"\n', 3, "not a line of a PO file"),
        (WHOLE + "<<<<<<< HEAD\n" + WHOLE, 3, "not a line of a PO file"),
        ('"A"\n' + WHOLE, 1, "no keyword"),
        ('# Kysy\n"A"\n' + WHOLE, 2, "no keyword"),
        ('msgid "A"\n#~ "B"\nmsgstr "C"\n', 2, "no keyword"),
        ('msgid "A"\n#| "B"\nmsgstr "C"\n', 2, "no keyword"),
        (WHOLE + '\nmsgid "C"\n\n' + WHOLE, 4, "no msgstr"),
        (WHOLE + '\nmsgid "C"\n# Kysy\nmsgstr "D"\n', 4, "no msgstr"),
        (WHOLE + '\nmsgctxt "title"\n', 4, "no msgstr"),
        (WHOLE + 'msgstr "C"\n', 3, "does not belong here"),
        ('msgctxt "title"\nmsgstr "C"\n', 2, "does not belong here"),
        ('msgid "A"\n#~ msgstr "B"\n', 2, "does not belong here"),
        ('msgid "A"\nmsgid_plural "B"\n', 2, "Plural"),
        ('msgid "A"\nmsgstr[0] "B"\n', 2, "Plural"),
        ('domain "fi"\n' + WHOLE, 1, "domain"),
        ('#| msgstr "C"\n' + WHOLE, 1, "msgstr"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(damaged: str, number: int, reason: str) -> None:
    with pytest.raises(CatalogError, match=reason) as caught:
        parse_po(damaged, "fi.po")
    assert caught.value.where == f"fi.po:{number}"


@given(st.text(st.sampled_from('msgidtrcx "\\\n#~|,: ABå')))
def test_any_other_text_is_refused_or_read_without_a_traceback(written: str) -> None:
    try:
        read = parse_po(written, "fi.po")
    except CatalogError as error:
        assert error.where.startswith("fi.po:")
    else:
        assert parse_po(format_po(read), "fi.po") == read


def msgfmt(program: Callable[[str], str], path: Path) -> None:
    command = [program("msgfmt"), "--check", "--use-fuzzy", "-o", "/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_gettext_accepts_every_text(tmp_path: Path, program: Callable[[str], str]) -> None:
    odd = [
        "100 % säkert, %s, %(namn)s, %d {x} {} {{",
        '<script>alert("x")</script> & ”Vi i Hallsta”',
        "\\ \\n \\t ' \" ` $",
        "med\ttabb, radbrytning\noch mera",
        "hårt\u00a0blanksteg \u2028 \u2029 \x85 \x0b \x0c mitt i",
        "مرحبا بالعالم، 0220-240 00",
        "åäö 😀 \U0001f1f8\U0001f1ea e\u0301",
        "x" * 500,
    ]
    values = [
        Entry(context, source, target, fuzzy, source + "!" if fuzzy else None, obsolete=obsolete)
        for context, obsolete in (("title", False), ("role", True))
        for source in odd
        for target, fuzzy in ((source[::-1], True),)
    ]
    path = tmp_path / "fi.po"
    path.write_bytes(catalog_bytes(catalog(*values)))
    msgfmt(program, path)


def test_gettext_reads_the_same_texts(tmp_path: Path, program: Callable[[str], str]) -> None:
    values = [
        Entry("title", 'A "b" \\ c\td', "X\nY", fuzzy=True, previous="Ä " * 90),
        Entry("role", "B " * 90, "Å " * 90, obsolete=True, fuzzy=True, previous="C"),
    ]
    path = tmp_path / "fi.po"
    path.write_bytes(catalog_bytes(catalog(*values)))
    command = [program("msgcat"), "--no-wrap", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert parse_po(done.stdout, "fi.po")[1:] == tuple(values)


def test_a_file_of_more_lines_than_a_catalog_is_refused() -> None:
    read = parse_po(WHOLE + "\n" * (MOST_LINES - WHOLE.count("\n")), "fi.po")
    assert len(read) == 1
    for end in ("\n", "\r", "\r\n"):
        with pytest.raises(CatalogError, match="more than 500000 lines"):
            parse_po(WHOLE + end * MOST_LINES, "fi.po")


@pytest.mark.parametrize(
    "long",
    [
        'msgid "a"\nmsgstr ""\n' + '"{}"\n' * 100,
        'msgid ""\n' + '"{}"\n' * 100 + 'msgstr "b"\n',
        '#| msgid ""\n' + '#| "{}"\n' * 100 + WHOLE,
        'msgctxt ""\n' + '"{}"\n' * 100 + WHOLE,
    ],
)
def test_a_text_longer_than_any_paragraph_is_refused_where_its_entry_begins(long: str) -> None:
    line = "x" * (LONGEST_TEXT // 100)
    assert parse_po(long.replace("{}", line), "fi.po")
    with pytest.raises(CatalogError, match="more than 500000 characters") as caught:
        parse_po("\n" + long.replace("{}", line).replace(line, line + "y", 1), "fi.po")
    first = long.count("\n", 0, long.index("msg" if long[0] == "m" else "\nmsgid") + 1) + 2
    assert caught.value.where == f"fi.po:{first}"


@pytest.mark.parametrize("around", ["# {}\n", "#. {}\n", "#: {}\n", "#, {}\n"])
def test_a_comment_is_no_longer_than_a_text(around: str) -> None:
    assert parse_po(around.format("x" * LONGEST_TEXT) + WHOLE, "fi.po")
    with pytest.raises(CatalogError, match="more than 500000 characters"):
        parse_po(around.format("x" * (LONGEST_TEXT + 1)) + WHOLE, "fi.po")


@pytest.mark.parametrize("half", ["\ud800", "\udfff", "\udc80"])
@pytest.mark.parametrize("place", ['msgid "{}"\nmsgstr "b"\n', "# {}\n", "#: {}\n" + WHOLE])
def test_half_of_a_character_is_told_with_its_line(place: str, half: str) -> None:
    with pytest.raises(CatalogError, match=rf"Half of a character .*U\+{ord(half):04X}") as caught:
        parse_po(WHOLE + place.format(half), "fi.po")
    assert caught.value.where == "fi.po:3"


def test_references_with_spaces_stand_between_isolates() -> None:
    read = parse_po("#: \u2068a b.txt\u2069:3 c.txt:1 \u2068d \u2068e f\u2069\n" + WHOLE, "fi.po")
    assert read[0].references == ("\u2068a b.txt\u2069:3", "c.txt:1", "\u2068d", "\u2068e f\u2069")
