"""Packages and imports from the command line, as staff use them."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import EXIT_FINDINGS, EXIT_USAGE, CatalogError
from pipeline.exchange.archive import zip_bytes
from pipeline.exchange.glossary_extract import glossary_csv
from pipeline.exchange.xliff import parse_xliff, xliff_bytes
from pipeline.glossary import GlossaryEntry
from pipeline.translate.approvals import read_approvals
from pipeline.translate.catalog import Catalog, catalog_bytes, read_catalog
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState, entry_state
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]

Change = Callable[[Entry], Entry]


def packed(workplace: Workplace, tag: str = "fi") -> dict[str, bytes]:
    result = workplace.run("package", "--language", tag)
    assert result.exit_code == 0, result.errors
    with zipfile.ZipFile(workplace.folder / f"build/packages/{NAME}-{tag}.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited_po(files: dict[str, bytes], old: str, new: str, tag: str = "fi") -> dict[str, bytes]:
    name = f"{NAME}.{tag}.po"
    text = files[name].decode("utf-8")
    assert text.count(old) == 1, text.count(old)
    return {**files, name: text.replace(old, new).encode("utf-8")}


def came_back(workplace: Workplace, files: dict[str, bytes], name: str = "tillbaka.zip") -> str:
    (workplace.folder / name).write_bytes(zip_bytes(files))
    return name


def read(workplace: Workplace, tag: str = "fi") -> Catalog:
    return read_catalog(workplace.catalog(tag), NAME, tag)


def with_entry(workplace: Workplace, number: int, change: Change, tag: str = "fi") -> Entry:
    """Write one entry of the catalog otherwise; gives it."""
    catalog = read(workplace, tag)
    entries = list(catalog.entries)
    entries[number] = change(entries[number])
    workplace.catalog(tag).write_bytes(catalog_bytes(replace(catalog, entries=tuple(entries))))
    return entries[number]


def bare_number(workplace: Workplace, tag: str = "fi") -> int:
    """An entry of one short line without anything that must be kept."""
    return next(
        n
        for n, e in enumerate(read(workplace, tag).entries)
        if e.target.isascii() and e.target.replace(" ", "").isalpha() and len(e.target) > 8
    )


def test_a_package_has_what_a_translator_needs_and_the_same_bytes_again(
    workplace: Workplace,
) -> None:
    files = packed(workplace)
    stem = f"{NAME}.fi"
    assert set(files) == {
        *(f"{stem}.po", f"{stem}.xlf", "glossary.csv", "glossary.tbx"),
        *("README.txt", "manifest.json"),
    }
    manifest = json.loads(files["manifest.json"])
    assert (manifest["document"], manifest["language"]) == (NAME, "fi")
    readme = files["README.txt"].decode("utf-8-sig")
    assert "not published yet" in readme
    assert "0220-240 00" in readme
    assert files["glossary.csv"].startswith(b"\xef\xbb\xbfterm;definition;kind;fi\r\n")
    path = workplace.folder / f"build/packages/{NAME}-fi.zip"
    before = path.read_bytes()
    packed(workplace)
    assert path.read_bytes() == before


def test_the_published_pdf_goes_along(workplace: Workplace) -> None:
    pdf = workplace.published("sv", "pdf")
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"%PDF")
    assert packed(workplace)[f"{NAME}.sv.pdf"] == b"%PDF"


def test_a_package_that_nobody_has_touched_changes_nothing(workplace: Workplace) -> None:
    before = workplace.catalog("fi").read_bytes()
    result = workplace.run("import", came_back(workplace, packed(workplace)))
    assert result.exit_code == 0, result.errors
    assert "nothing to change" in result.output
    assert workplace.catalog("fi").read_bytes() == before


def test_a_changed_text_is_shown_and_becomes_a_draft(workplace: Workplace) -> None:
    number = bare_number(workplace)
    workplace.run("approve", NAME, "fi", "--by", "Aino Virtanen")
    old = read(workplace).entries[number].target
    files = edited_po(packed(workplace), f'msgstr "{old}"', f'msgstr "{old} taas"')
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == 0, result.errors
    assert f"  - {old}\n  + {old} taas\n" in result.output
    assert "approved → draft" in result.output
    entry = read(workplace).entries[number]
    approved = read_approvals(workplace.catalog("fi").parent / "approvals.toml").by_hash("fi")
    assert entry.target == f"{old} taas"
    assert entry_state(entry, approved) is EntryState.DRAFT


def test_the_xliff_of_a_package_comes_back_as_well(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number]
    files = packed(workplace)
    name = f"{NAME}.fi.xlf"
    texts = parse_xliff(files[name], name)
    entries = tuple(
        replace(e, target=f"{e.target} taas", comments=(*e.comments, "Onko oikein?"))
        if e.key == old.key
        else e
        for e in texts.entries
    )
    files[name] = xliff_bytes(replace(texts, entries=entries))
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == 0, result.errors
    assert "Comment: Onko oikein?" in result.output
    entry = read(workplace).entries[number]
    assert entry.target == f"{old.target} taas"
    assert "Onko oikein?" in entry.comments


def test_two_returns_of_one_text_are_a_conflict_until_it_is_settled(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number].target
    files = packed(workplace)
    first = edited_po(files, f'msgstr "{old}"', f'msgstr "{old} yksi"')
    second = edited_po(files, f'msgstr "{old}"', f'msgstr "{old} kaksi"')
    assert workplace.run("import", came_back(workplace, first)).exit_code == 0
    before = workplace.catalog("fi").read_bytes()
    name = came_back(workplace, second)
    result = workplace.run("import", name)
    assert result.exit_code == EXIT_FINDINGS
    assert f"Sent:     {old}\n" in result.errors
    assert f"Mine:     {old} yksi\n" in result.errors
    assert f"Returned: {old} kaksi\n" in result.errors
    assert "nothing was written" in result.errors
    assert workplace.catalog("fi").read_bytes() == before
    assert workplace.run("import", name, "--take", "mine").exit_code == 0
    assert workplace.catalog("fi").read_bytes() == before
    assert workplace.run("import", name, "--take", "returned").exit_code == 0
    assert read(workplace).entries[number].target == f"{old} kaksi"


def test_a_change_here_alone_is_kept(workplace: Workplace) -> None:
    number = bare_number(workplace)
    name = came_back(workplace, packed(workplace))
    mine = with_entry(workplace, number, lambda e: replace(e, target=f"{e.target} itse"))
    assert workplace.run("import", name).exit_code == 0
    assert read(workplace).entries[number] == mine


def test_a_single_file_knows_what_was_sent_by_its_hash(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number].target
    files = edited_po(packed(workplace), f'msgstr "{old}"', f'msgstr "{old} taas"')
    (workplace.folder / "a.po").write_bytes(files[f"{NAME}.fi.po"])
    assert workplace.run("import", "a.po").exit_code == 0
    assert read(workplace).entries[number].target == f"{old} taas"


def test_without_what_was_sent_a_persons_text_is_a_conflict(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number].target
    text = workplace.catalog("fi").read_text("utf-8")
    (workplace.folder / "a.po").write_text(text.replace(f'"{old}"', f'"{old} taas"'), "utf-8")
    result = workplace.run("import", "a.po")
    assert result.exit_code == EXIT_FINDINGS
    assert "What was sent is not known." in result.errors


def test_a_wrong_figure_and_a_lost_tag_are_refused_and_the_rest_is_taken(
    workplace: Workplace,
) -> None:
    catalog = read(workplace)
    number = bare_number(workplace)
    phone = next(e for e in catalog.entries if re.search(r"\d\d", e.target))
    figure = re.search(r"\d\d", phone.target)
    assert figure
    changed = tuple(
        replace(e, target=e.target.replace(figure[0], "7391"))
        if e == phone
        else replace(e, target=f"{e.target} <7>taas</7>")
        if n == number + 1
        else replace(e, target=f"{e.target} taas")
        if n == number
        else e
        for n, e in enumerate(catalog.entries)
    )
    files = packed(workplace)
    texts = parse_xliff(files[f"{NAME}.fi.xlf"], "x")
    files[f"{NAME}.fi.xlf"] = xliff_bytes(replace(texts, entries=changed))
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == EXIT_FINDINGS
    assert "7391" in result.errors or figure[0] in result.errors
    assert "<7>" in result.errors
    assert result.errors.count("Not taken:") == 2
    after = read(workplace)
    assert [n for n, e in enumerate(after.entries) if e != catalog.entries[n]] == [number]


def test_a_text_that_is_not_in_the_document_is_listed(workplace: Workplace) -> None:
    files = packed(workplace)
    name = f"{NAME}.fi.po"
    files[name] += b'\nmsgctxt "paragraph"\nmsgid "Okand"\nmsgstr "Tuntematon"\n'
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == EXIT_FINDINGS
    assert "Okand" in result.errors
    assert "Tuntematon" not in workplace.catalog("fi").read_text("utf-8")


def test_windows_line_ends_and_another_order_are_the_same_file(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number].target
    files = edited_po(packed(workplace), f'msgstr "{old}"', f'msgstr "{old} taas"')
    head, *rest = files[f"{NAME}.fi.po"].decode("utf-8").split("\n\n")
    turned = "\n\n".join((head, *(part.strip("\n") for part in reversed(rest)))) + "\n"
    files[f"{NAME}.fi.po"] = turned.replace("\n", "\r\n").encode("utf-8")
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == 0, result.errors
    assert "1 texts changed" in result.output


def po(*entries: str, header: str = "", tag: str = "fi", document: str = NAME) -> bytes:
    top = (
        f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"X-Document: {document}\\n"\n'
        f'"Content-Type: text/plain; charset={header or "UTF-8"}\\n"\n'
    )
    return "\n".join((top, *entries)).encode("utf-8")


def test_a_file_in_latin_1_is_read_by_its_charset(workplace: Workplace) -> None:
    entry = with_entry(workplace, bare_number(workplace), lambda e: replace(e, target=""))
    told = f'msgctxt "{entry.context}"\nmsgid "{entry.source}"\nmsgstr "Tämä on täällä"\n'
    data = po(told, header="ISO-8859-1").decode("utf-8").encode("latin-1", "ignore")
    (workplace.folder / "a.po").write_bytes(data)
    result = workplace.run("import", "a.po")
    assert "Tämä on täällä" in result.output, result.errors


BAD: dict[str, tuple[str, bytes, str, int]] = {
    "empty": ("a.po", b"", "This file is empty", 5),
    "nothing of it": ("a.po", po('msgid "a"\nmsgstr "b"\n'), "None of the texts", 5),
    "language": ("a.po", po(tag="tlh"), "“tlh”", 5),
    "no catalog": ("a.po", po(tag="sv-simple"), "run make translate", 2),
    "document": ("a.po", po(document="annat"), "“annat”", 2),
    "path": ("a.po", po(document="../.."), "has no catalog here", 2),
    "no header": ("a.po", b'msgid "a"\nmsgstr "b"\n', "a.po:1", 5),
    "bytes": ("a.po", po() + b'\nmsgid "\xe4"\nmsgstr "b"\n', "a.po:7", 5),
    "charset": ("a.po", po(header="x-none"), "x-none", 5),
    "no xml": ("a.xlf", b"<xliff", "well-formed", 5),
    "xliff 1": ("a.xlf", b'<xliff version="1.2"/>', "XLIFF 1.2", 5),
    "no tmx": ("a.tmx", b"<tmx/>", "no TMX", 5),
    "entities": (
        "a.tmx",
        b'<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx><header>&b;</header></tmx>',
        "entities",
        5,
    ),
    "outside": (
        "a.xlf",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x version="2.0">&a;</x>',
        "entities",
        5,
    ),
    "no zip": ("a.zip", b"PK\x03\x04", "zip is damaged", 5),
    "no manifest": ("a.zip", zip_bytes({"a.po": po()}), "manifest.json", 5),
    "manifest": ("a.zip", zip_bytes({"manifest.json": b"[]", "a.po": po()}), "is damaged", 5),
    "deep": ("a.zip", zip_bytes({"manifest.json": b"[" * 100_000}), "is damaged", 5),
    "traversal": ("a.zip", zip_bytes({"../../a.po": b"a"}), "outside of itself", 5),
    "absolute": ("a.zip", zip_bytes({"/etc/a.po": b"a"}), "outside of itself", 5),
    "drive": ("a.zip", zip_bytes({"C:\\a.po": b"a"}), "outside of itself", 5),
    "bomb": ("a.zip", zip_bytes({"a.po": bytes(30_000_000)}), "more than 20 MB", 5),
    "many": ("a.zip", zip_bytes({f"{n}.po": b"a" for n in range(300)}), "more than 200", 5),
    "other": ("a.docx", b"PK", ".xlf", 2),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_sentence_and_touches_nothing(workplace: Workplace, case: str) -> None:
    name, data, reason, exit_code = BAD[case]
    (workplace.folder / name).write_bytes(data)
    before = {path: path.read_bytes() for path in workplace.folder.rglob("*.po")}
    result = workplace.run("import", name)
    assert result.exit_code == exit_code, result.errors
    assert reason in result.errors
    assert name in result.errors
    assert result.errors.count("\n") == 1
    assert result.output == ""
    assert {path: path.read_bytes() for path in workplace.folder.rglob("*.po")} == before


def test_a_missing_file_and_a_folder(workplace: Workplace) -> None:
    (workplace.folder / "mapp.po").mkdir()
    for name, reason in (("ingen.po", "it does not exist"), ("mapp.po", "it is a folder")):
        result = workplace.run("import", name)
        assert result.exit_code == CatalogError.exit_code
        assert reason in result.errors


def test_an_unknown_language_is_wrong_use(workplace: Workplace) -> None:
    assert workplace.run("package", "--language", "tlh").exit_code == EXIT_USAGE


@pytest.mark.parametrize(("format_", "suffix"), [("po", "po"), ("xliff", "xlf"), ("tmx", "tmx")])
def test_what_is_exported_is_imported_without_a_change(
    workplace: Workplace, format_: str, suffix: str
) -> None:
    result = workplace.run("exchange", "export", "--format", format_, "--language", "ar")
    assert result.exit_code == 0, result.errors
    (path,) = result.output.split()
    assert Path(path).name == f"{NAME}.ar.{suffix}"
    again = workplace.run("import", path)
    assert again.exit_code == 0, again.errors
    assert "nothing to change" in again.output


def test_the_glossary_is_counted(workplace: Workplace) -> None:
    result = workplace.run("glossary", "fi", "so")
    assert result.exit_code == 0, result.errors
    assert "source/glossary.csv: " in result.output
    assert "fi: " in result.output
    workplace.edit(workplace.folder / "source/glossary.csv", "lautakunta", "")
    assert "nämnd" in workplace.run("glossary", "fi").output


def test_one_conflict_keeps_everything_from_being_written(workplace: Workplace) -> None:
    number = bare_number(workplace)
    first, other = read(workplace).entries[number], read(workplace).entries[number + 1]
    files = packed(workplace)
    name = f"{NAME}.fi.xlf"
    texts = parse_xliff(files[name], name)
    entries = tuple(
        replace(e, target=f"{e.target} taas") if e.key in (first.key, other.key) else e
        for e in texts.entries
    )
    back = came_back(workplace, {**files, name: xliff_bytes(replace(texts, entries=entries))})
    with_entry(workplace, number, lambda e: replace(e, target=f"{e.target} itse"))
    before = workplace.catalog("fi").read_bytes()
    assert workplace.run("import", back).exit_code == EXIT_FINDINGS
    assert workplace.catalog("fi").read_bytes() == before
    assert workplace.run("import", back, "--take", "mine").exit_code == 0
    after = read(workplace)
    assert after.entries[number].target == f"{first.target} itse"
    assert after.entries[number + 1].target == f"{other.target} taas"


def test_a_text_whose_swedish_has_changed_meanwhile_is_listed(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number]
    files = edited_po(packed(workplace), f'msgstr "{old.target}"', f'msgstr "{old.target} taas"')
    workplace.edit(workplace.source, f"\n{old.source}\n", f"\n{old.source} igen\n")
    before = workplace.catalog("fi").read_bytes()
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == EXIT_FINDINGS
    assert old.source in result.errors
    assert workplace.catalog("fi").read_bytes() == before


def test_a_file_of_another_language_in_a_package_is_refused(workplace: Workplace) -> None:
    files, others = packed(workplace), packed(workplace, "ar")
    files[f"{NAME}.fi.po"] = others[f"{NAME}.ar.po"]
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == CatalogError.exit_code
    assert "but the package is of" in result.errors


def test_two_files_of_a_package_that_differ_are_named(workplace: Workplace) -> None:
    number = bare_number(workplace)
    old = read(workplace).entries[number]
    files = edited_po(packed(workplace), f'msgstr "{old.target}"', 'msgstr "yksi"')
    name = f"{NAME}.fi.xlf"
    texts = parse_xliff(files[name], name)
    entries = tuple(replace(e, target="kaksi") if e.key == old.key else e for e in texts.entries)
    files[name] = xliff_bytes(replace(texts, entries=entries))
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == CatalogError.exit_code
    assert f"{NAME}.fi.po, {name}" in result.errors


@pytest.mark.parametrize("packs_again", [True, False])
def test_what_was_sent_before_the_last_package_is_not_guessed(
    workplace: Workplace, packs_again: bool
) -> None:
    number = bare_number(workplace)
    (workplace.folder / "a.po").write_bytes(packed(workplace)[f"{NAME}.fi.po"])
    (workplace.folder / f"build/packages/{NAME}-fi.zip").unlink()
    mine = with_entry(workplace, number, lambda e: replace(e, target=f"{e.target} itse"))
    if packs_again:
        packed(workplace)
    result = workplace.run("import", "a.po")
    assert result.exit_code == EXIT_FINDINGS
    assert "What was sent is not known." in result.errors
    assert read(workplace).entries[number] == mine


def test_the_glossary_is_no_place_for_formulas() -> None:
    entry = GlossaryEntry("nämnd", "=1+1", False, {"fi": ("a", "b")})
    table = glossary_csv((entry,), "fi").decode("utf-8-sig")
    assert table == "term;definition;kind;fi\r\nnämnd;'=1+1;term;a | b\r\n"
