"""The second briefing, which has every kind of block, from Word to the finished files."""

import pytest

from pipeline.downloads import DOWNLOADS, DownloadFormat, produce_download
from pipeline.languages import language
from pipeline.produce import epoch_of
from pipeline.produce_page import produce_page
from pipeline.settings import read_settings
from tests.conftest import REPOSITORY
from tests.real_editions import real_editions
from tests.samples import LANGUAGES
from tests.workplace import SECOND, Workplace, workplace

__all__ = ["workplace"]

STYLE = read_settings(REPOSITORY / "source/settings.toml").style


@pytest.mark.parametrize("format_", DOWNLOADS)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_its_downloads_say_what_it_says(tag: str, format_: DownloadFormat) -> None:
    edition = real_editions(SECOND)[tag]
    produced = produce_download(edition, format_, STYLE, epoch_of(edition, None))
    assert produced.report.findings == ()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_its_page_says_what_it_says(tag: str) -> None:
    others = tuple(language(other) for other in LANGUAGES if other != tag)
    produced = produce_page(real_editions(SECOND)[tag], STYLE, {}, others)
    assert produced.report.findings == ()


def test_its_catalogs_are_as_the_program_writes_them(workplace: Workplace) -> None:
    committed = REPOSITORY / "source/translations" / SECOND
    for suffix in ("docx", "toml"):
        name = f"{SECOND}.{suffix}"
        (workplace.folder / "source" / name).write_bytes(
            (REPOSITORY / "source" / name).read_bytes()
        )
    written = workplace.folder / "source/translations" / SECOND
    written.mkdir()
    for file in committed.iterdir():
        (written / file.name).write_bytes(file.read_bytes())
    assert workplace.run("translate", "--no-machine", ui="sv").exit_code == 0
    for file in committed.iterdir():
        assert (written / file.name).read_bytes() == file.read_bytes(), file.name
